using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Planning;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>
/// Imports the network that people walk on from an extract of OpenStreetMap, as far as records may lie there. The network is replaced
/// whole, an invented one too.
/// </summary>
internal sealed class RoadImport(ImportRun run)
{
    /// <summary>What a later import of roads replaces.</summary>
    internal const string Edition = "OpenStreetMap roads";

    private const string Publisher = "OpenStreetMap contributors";
    private const string Licence = "ODbL-1.0";

    private readonly ImportNotices notices = new();

    /// <exception cref="JobRefusedException">The file is damaged or holds no way to walk on in the area; nothing may be committed then.</exception>
    public async Task ImportAsync(ImportSource source, CancellationToken cancel)
    {
        if (source.Files is not [var file] || !ImportKinds.Takes(ImportKinds.Roads, file.Name)) throw new JobRefusedException(new(ProblemCodes.ImportFileTypeUnknown));
        run.Report(0, "reading");
        await run.WaitForTurnAsync(cancel);
        var read = await RoadFile.ReadAsync(file, cancel);
        if (read.Read == 0) throw new JobRefusedException(Refusal.Of(ProblemCodes.ImportEmpty, null, ("file", file.Name)));
        run.Report(0.4, "comparing");
        var places = OnGrid(read, cancel);
        var ways = Whole(read, places, file.Name);
        var roads = Roads(ways, places, await GroundAsync(cancel), out var outside);
        if (roads.Count == 0) throw new JobRefusedException(Refusal.Of(ProblemCodes.ImportEmpty, null, ("file", file.Name)));
        if (read.NotForWalking > 0) notices.Add("roads_not_for_walking", ("rows", read.NotForWalking));
        if (read.ChangedUntil is { } until) notices.Add("roads_as_of", ("date", until.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));

        run.Report(0.6, "storing");
        var edition = new ImportEdition
        {
            PartnershipId = run.PartnershipId,
            Id = Guid.CreateVersion7(),
            ImportId = run.Id,
            Edition = Edition,
            FileName = file.Name,
            RowsRead = read.Read,
            Located = read.NotForWalking + ways.Count,
            Rejected = read.Ways.Count - ways.Count,
            OutsideArea = outside,
            Added = roads.Count,
        };
        await ReplaceAsync(edition, roads, source.FileName, cancel);
    }

    // Points outside Great Britain are none: the ways that name them are rejected.
    private Dictionary<long, Coordinate> OnGrid(RoadFile read, CancellationToken cancel)
    {
        Dictionary<long, Coordinate> places = [];
        foreach (var (id, at) in read.Points)
        {
            if (places.Count % 4096 == 0) cancel.ThrowIfCancellationRequested();
            try
            {
                var point = run.Grid.FromLonLat(at.Lon, at.Lat);
                places[id] = new(point.Easting, point.Northing);
            }
            catch (ArgumentOutOfRangeException)
            {
                // Told with the ways.
            }
        }

        return places;
    }

    private List<long[]> Whole(RoadFile read, Dictionary<long, Coordinate> places, string name)
    {
        List<long[]> ways = [];
        for (var i = 0; i < read.Ways.Count; i++)
        {
            // An extract cuts ways at its edge: what is left of one is a way too.
            long[] way = [.. read.Ways[i].Where(places.ContainsKey)];
            if (way.Distinct().Count() > 1) ways.Add(way);
            else notices.Add("row_rejected_way", ("file", name), ("line", i + 1));
        }

        return ways;
    }

    private List<Road> Roads(List<long[]> ways, Dictionary<long, Coordinate> places, IPreparedGeometry? ground, out int outside)
    {
        var factory = new GeometryFactory(new PrecisionModel(), Geodata.Crs.NationalGrid.Srid);
        List<Road> roads = [];
        HashSet<int> inside = [];
        foreach (var edge in WalkingNetwork.Divide(ways).Edges)
        {
            var line = factory.CreateLineString([.. ways[edge.Way][edge.First..(edge.Last + 1)].Select(id => places[id])]);
            if (ground?.Intersects(line) == false) continue;
            inside.Add(edge.Way);
            roads.Add(new() { PartnershipId = run.PartnershipId, Id = roads.Count + 1, Source = edge.From, Target = edge.To, LengthMetres = line.Length, Line = line });
        }

        outside = ways.Count - inside.Count;
        return roads;
    }

    private async Task<IPreparedGeometry?> GroundAsync(CancellationToken cancel)
    {
        var found = await run.Context.Partnerships.AsNoTracking().Where(p => p.PartnershipId == run.PartnershipId)
            .Select(p => new { p.Area, p.BufferMetres }).SingleAsync(cancel);
        return found.Area is { } area ? PreparedGeometryFactory.Prepare(area.Buffer(found.BufferMetres)) : null;
    }

    private async Task ReplaceAsync(ImportEdition edition, List<Road> roads, string fileName, CancellationToken cancel)
    {
        var context = run.Context;
        var import = run.NewImport(ImportKinds.Roads, fileName, Publisher, notices);
        import.Licence = Licence;
        context.Imports.Add(import);
        await context.SaveChangesAsync(cancel);
        edition.Removed = await context.Roads.Where(r => r.PartnershipId == run.PartnershipId).ExecuteDeleteAsync(cancel);
        await context.ImportEditions.Where(e => e.PartnershipId == run.PartnershipId && e.Edition == Edition && e.ReplacedBy == null)
            .ExecuteUpdateAsync(set => set.SetProperty(e => e.ReplacedBy, run.Id), cancel);
        context.ImportEditions.Add(edition);
        await context.SaveChangesAsync(cancel);
        foreach (var road in roads) road.EditionId = edition.Id;
        await RoadRows.AddAsync(run.Connection, run.PartnershipId, roads, cancel);
    }
}
