using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Samples;

/// <summary>Puts parks, schools, stations, shops and the rest where a town would have them.</summary>
internal sealed class CountyPlaces
{
    private readonly ulong seed;
    private readonly SplitMix64 random;
    private readonly Landscape land;
    private readonly List<(PlaceType Type, Name Name, Geometry Geometry, Guid SettlementId, bool Night)> found = [];
    private readonly Queue<Name> parks, schools, takeaways, pubs, hotels, shops, carParks;
    private readonly HashSet<LineString> fronts = [];

    public CountyPlaces(ulong seed, Landscape land)
    {
        (this.seed, this.land) = (seed, land);
        random = new SplitMix64(seed).Fork("places");
        // The first park is the chief one of Beechminster; the rest are dealt out in order.
        parks = new(Names.ParkThemes);
        schools = new(random.Shuffle(Names.SchoolThemes));
        takeaways = new(random.Shuffle(Names.Takeaways));
        pubs = new(random.Shuffle(Names.Pubs));
        hotels = new(random.Shuffle(Names.Hotels));
        shops = new(random.Shuffle(Names.Shops));
        carParks = new(random.Shuffle(Names.CarParks));
    }

    public List<NamedLine> Paths { get; } = [];

    /// <summary>Areas first: they decide where streets cannot go.</summary>
    public void ReserveAreas()
    {
        foreach (var town in land.Towns.OrderByDescending(t => t.Brief.Name.En == "Beechminster"))
        {
            var (r, big) = (town.Brief.RadiusMetres, town.Brief.Population > 10000);
            var river = town.Brief.Axis == TownAxis.River;
            var west = town.Brief.Name.En == "Beechminster" ? -1 : 1;
            if (river)
                Add(PlaceType.ParkOpenSpace, Park(), town.RiversidePark(west > 0 ? 0.14 * r : -0.56 * r, west > 0 ? 0.5 * r : -0.12 * r), town, false);
            else Area(PlaceType.ParkOpenSpace, Park(), town, -0.3 * r, 0.25 * r, 2, 1);

            var centre = river ? 180 : 60;
            Area(PlaceType.TownCentre, Of(town, "Market Square", "Sgwâr y Farchnad"), town, 90, centre, 1, 1);
            Area(PlaceType.TransportHub, Of(town, "Bus Station", "Gorsaf Fysiau"), town, -0.28 * r, centre, 1, 1);
            Area(PlaceType.CarPark, CarPark(), town, 0.2 * r, centre + 90, 1, 1);
            Area(PlaceType.School, Of(town, "High School", "Ysgol Uwchradd"), town, 0.5 * r, 0.55 * r, 2, 2);
            Area(PlaceType.School, Primary(), town, -0.5 * r, 0.45 * r, 1, 1);
            Area(PlaceType.LeisureGym, Of(town, "Leisure Centre", "Canolfan Hamdden"), town, 0.35 * r, 0.35 * r, 1, 1);
            Area(PlaceType.PlaySkate, Of(town, "Skate Park", "Parc Sglefrio"), town, river ? -0.65 * r : 0.45 * r, river ? 0.3 * r : -0.35 * r, 1, 1, 30);
            Area(PlaceType.ShopCentre, shops.Dequeue(), town, -0.5 * r, river ? -0.22 * r : -0.2 * r, 1, 1);
            if (r > 700) Area(PlaceType.School, Primary(), town, -0.25 * r, -0.5 * r, 1, 1);
            if (!big) continue;
            Area(PlaceType.School, Primary(), town, 0.55 * r, -0.35 * r, 1, 1);
            Area(PlaceType.School, Primary(), town, -0.15 * r, 0.62 * r, 1, 1);
            Area(PlaceType.ParkOpenSpace, Park(), town, -0.55 * r, 0.55 * r, 2, 1);
            Area(PlaceType.ParkOpenSpace, Park(), town, 0.4 * r, -0.55 * r, 1, 1);
            Area(PlaceType.PlaySkate, Of(town, "Adventure Playground", "Maes Chwarae Antur"), town, 0.15 * r, 0.5 * r, 1, 1, 25);
            Area(PlaceType.CarPark, CarPark(), town, -0.15 * r, -0.25 * r, 1, 1);
            Area(PlaceType.ShopCentre, shops.Dequeue(), town, 0.6 * r, -0.2 * r, 1, 1);
        }

        Area(PlaceType.College, ("Coleg Gwaelod, Beechminster Campus", "Coleg Gwaelod, Campws Llanffawydd"), land.Town("Beechminster"), -500, 420, 2, 1);
    }

    /// <summary>Premises on street fronts, once the streets are there.</summary>
    public void PlacePremises()
    {
        foreach (var town in land.Towns)
        {
            var r = town.Brief.RadiusMetres;
            var night = town.Brief.Population > 10000;
            var main = town.Brief.Axis == TownAxis.River ? 138.0 : 0;
            foreach (var at in town.Parade(night ? 300 : 120, main + 60, night ? 3 : 2, 26, fronts))
                Add(PlaceType.TakeawayCafe, takeaways.Dequeue(), Curves.Point(at), town, night);
            if (night)
                for (var k = 0; k < 2; k++) Front(PlaceType.TakeawayCafe, takeaways.Dequeue(), town, random.Between(-500, 0), main, night);
            for (var k = 0; k < (night ? 5 : town.Brief.Population > 5000 ? 2 : 1); k++)
                Front(PlaceType.LicensedPremises, pubs.Dequeue(), town, random.Between(-0.35, 0.45) * r, main + random.Between(-60, 120), night);
            for (var k = 0; k < (night ? 3 : 1); k++) Front(PlaceType.HotelBnb, hotels.Dequeue(), town, random.Between(-0.6, 0.6) * r, main - 40, false);
            Front(PlaceType.YouthClub, Of(town, "Youth Club", "Clwb Ieuenctid"), town, -0.35 * r, main + 0.3 * r, false);
            Front(PlaceType.Other, Of(town, "Library", "Llyfrgell"), town, 0.12 * r, main + 40, false);
            if (land.Stations.TryGetValue(town.Brief.Name.En, out var station))
                Add(PlaceType.TransportHub, Of(town, "Railway Station", "Gorsaf Reilffordd"), Curves.Point(station), town, false);
            if (town.Brief.Axis == TownAxis.River)
            {
                var reach = town.Brief.Name.En == "Wyllthaven" ? (-1050.0, 1500.0) : (-r - 500, r + 500);
                var name = Of(town, "Riverside Path", "Llwybr Glan yr Afon");
                var path = Curves.Smooth(town.Course(-31, reach.Item1, reach.Item2, 150), 45);
                Paths.Add(new NamedLine(InventedId.Of(seed, "path", name.En), name.En, name.Cy, 1,
                    Curves.Line(path.Where(c => land.Outline.Contains(Curves.Point(c))))));
                Add(PlaceType.RiversideWater, name, Paths[^1].Line.GetPointN(Paths[^1].Line.NumPoints * 3 / 4), town, false);
            }
        }

        var alder = land.Town("Alderbridge");
        Front(PlaceType.DisusedPremises, ("Old Woollen Mill", "Yr Hen Felin Wlân"), alder, 330, -60, false);
        var beech = land.Town("Beechminster");
        var ground = Curves.Largest(Curves.Tidy(beech.Patch(-820, -330, 1130, 1560).Difference(beech.BuiltUp.Buffer(25))));
        Add(PlaceType.EventSite, ("Gwaelod Showground", "Maes Sioe Gwaelod"), ground, beech, false);
        Paths.Add(new NamedLine(InventedId.Of(seed, "path", "Green Way"), "Green Way", "Y Ffordd Werdd", 2, Curves.Line(Curves.Smooth(
            [ground.InteriorPoint.Coordinate, beech.At(-640, 900), beech.At(-700, 600), beech.At(-640, 300), beech.At(-560, 60)], 60))));

        foreach (var (brief, _, streets) in land.Villages)
        {
            var id = InventedId.Of(seed, "settlement", brief.Name.En);
            void Here(PlaceType type, Name name, int street, double offset) =>
                found.Add((type, name, Curves.Point(Off(streets[street % streets.Count], offset)), id, false));
            if (brief.Population > 500) Here(PlaceType.LicensedPremises, pubs.Dequeue(), 0, 11);
            Here(PlaceType.PlaySkate, ($"{brief.Name.En} Play Area", $"Maes Chwarae {brief.Name.Cy}"), 1, -40);
            Here(PlaceType.YouthClub, ($"{brief.Name.En} Village Hall", $"Neuadd Bentref {brief.Name.Cy}"), 2, 14);
            if (brief.Population > 550) Here(PlaceType.School, ($"{brief.Name.En} Primary School", $"Ysgol Gynradd {brief.Name.Cy}"), 0, -38);
            if (land.Stations.TryGetValue(brief.Name.En, out var halt))
                found.Add((PlaceType.TransportHub, ($"{brief.Name.En} Halt", $"Arhosfa {brief.Name.Cy}"), Curves.Point(halt), id, false));
        }

        found.Add((PlaceType.Campsite, ("Saltmere Shore Campsite", "Maes Pebyll Glan Llynheli"), Curves.Point(Landscape.Km(6.4, 13.7)),
            InventedId.Of(seed, "settlement", "Saltmere"), false));
        found.Add((PlaceType.FarmRuralSite, ("Silver Lake Car Park and Picnic Site", "Maes Parcio a Phicnic Llyn Arian"), Curves.Point(Landscape.Km(30.3, 27.2)),
            InventedId.Of(seed, "settlement", "Blackpeat"), false));
    }

    public List<SamplePlace> Finish(Func<Point, Guid> districtOf)
    {
        List<SamplePlace> places = [];
        foreach (var (type, name, geometry, settlementId, night) in found)
        {
            var anchor = geometry is Point p ? p : Curves.Point(geometry.InteriorPoint.Coordinate);
            places.Add(new SamplePlace(InventedId.Of(seed, "place", name.En), type, name.En, name.Cy, geometry, anchor, settlementId, districtOf(anchor), night));
        }

        return places;
    }

    private static Name Of(TownPlan town, string en, string cy) => ($"{town.Brief.Name.En} {en}", $"{cy} {town.Brief.Name.Cy}");

    private Name Park() => parks.Dequeue() is var t ? ($"{t.En} Park", $"Parc {t.Cy}") : default;

    private Name Primary() => schools.Dequeue() is var t ? ($"{t.En} Primary School", $"Ysgol Gynradd {t.Cy}") : default;

    private Name CarPark() => carParks.Dequeue() is var t ? ($"{t.En} Car Park", $"Maes Parcio {t.Cy}") : default;

    private void Area(PlaceType type, Name name, TownPlan town, double s, double d, int wide, int deep, double inset = 15)
    {
        // In a small town a wide site may not fit; then one block must do.
        var area = town.Reserve(s, d, wide, deep, inset) ?? town.Reserve(s, d, 1, 1, inset);
        if (area is not null) Add(type, name, area, town, false);
    }

    private void Front(PlaceType type, Name name, TownPlan town, double s, double d, bool night) =>
        Add(type, name, Curves.Point(town.Frontage(s, d, fronts)), town, night);

    private void Add(PlaceType type, Name name, Geometry geometry, TownPlan town, bool night) =>
        found.Add((type, name, geometry, town.SettlementId, night));

    private static Coordinate Off(LineString street, double offsetMetres)
    {
        var (a, b) = (street.GetCoordinateN(0), street.GetCoordinateN(1));
        var length = a.Distance(b);
        return new Coordinate((a.X + b.X) / 2 - (b.Y - a.Y) / length * offsetMetres, (a.Y + b.Y) / 2 + (b.X - a.X) / length * offsetMetres);
    }
}
