using NetTopologySuite.Geometries;
using NetTopologySuite.Triangulate;

namespace SpacesPlaces.Samples;

/// <summary>
/// The door to the demonstration county: a fictional Welsh county placed in Cardigan Bay, so that no real place is ever shown as
/// harmful. Everything follows from one seed; nothing is read from a clock, a file or a global random source.
/// </summary>
public static class InventedCounty
{
    /// <summary>The seed of demonstrations and tests.</summary>
    public const ulong DefaultSeed = 20230901;

    /// <summary>First day of the data.</summary>
    public static readonly DateOnly From = new(2023, 9, 1);

    /// <summary>Last day of the data.</summary>
    public static readonly DateOnly To = new(2026, 8, 31);

    /// <summary>Builds the county. Takes a few seconds; keep the result.</summary>
    /// <param name="seed">The same seed gives the same county, to the last byte.</param>
    public static County Build(ulong seed = DefaultSeed)
    {
        var land = new Landscape(seed);
        var sites = new CountyPlaces(seed, land);
        sites.ReserveAreas();
        land.BuildRoads();
        sites.PlacePremises();

        var districts = Districts(seed, land);
        Guid DistrictOf(Point at) => (districts.FirstOrDefault(d => d.Area.Covers(at)) ?? districts.MinBy(d => d.Area.Distance(at))!).Id;
        List<Settlement> settlements =
        [
            .. land.Towns.Select(t => Settle(SettlementKind.Town, t.Brief.Name, t.Brief.Population, t.Brief.Centre, t.BuiltUp)),
            .. land.Villages.Select(v => Settle(SettlementKind.Village, v.Brief.Name, v.Brief.Population, v.Brief.Centre, v.BuiltUp)),
        ];
        var cover = land.Cover();
        var places = sites.Finish(DistrictOf);
        var life = new CountyLife(seed, land, settlements, districts, places, DistrictOf);
        life.Live();

        return new County(
            seed, Names.County.En, Names.County.Cy, From, To, land.Outline, districts, settlements, land.Roads.Streets, land.Roads.Nodes,
            land.Roads.Edges, land.Rivers, sites.Paths, land.Railways, cover, [.. land.Towns.Select(t => t.Buildings)], places,
            life.Shows, life.Sessions, life.Incidents, life.HotspotReports, life.Truths);

        Settlement Settle(SettlementKind kind, Name name, int population, Coordinate centre, Polygon builtUp)
        {
            var point = Curves.Point(centre);
            return new Settlement(InventedId.Of(seed, "settlement", name.En), kind, name.En, name.Cy, population, point, builtUp, DistrictOf(point));
        }
    }

    private static List<District> Districts(ulong seed, Landscape land)
    {
        var cells = new VoronoiDiagramBuilder { ClipEnvelope = land.Outline.EnvelopeInternal };
        cells.SetSites([.. land.Towns.Select(t => t.Brief.Centre)]);
        var diagram = cells.GetDiagram(land.Outline.Factory);
        List<District> districts = [];
        foreach (var town in land.Towns)
        {
            var cell = Enumerable.Range(0, diagram.NumGeometries).Select(diagram.GetGeometryN).First(g => g.Covers(Curves.Point(town.Brief.Centre)));
            var name = town.Brief.Name;
            districts.Add(new District(InventedId.Of(seed, "district", name.En), $"{name.En} District", $"Ardal {name.Cy}",
                Curves.Tidy(cell.Intersection(land.Outline)), town.SettlementId));
        }

        return districts;
    }
}
