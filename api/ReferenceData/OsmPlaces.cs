using NetTopologySuite.Geometries;
using OsmSharp;
using OsmSharp.Streams;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>
/// Named places out of an extract of OpenStreetMap: its own packed form (<c>.osm.pbf</c>), or features with its tags as properties. What is
/// drawn as an area is a place with a reach; an area and a point of one name close by are one place.
/// </summary>
internal sealed class OsmPlaces(IGridTransform grid, ImportNotices notices)
{
    /// <summary>What a later extract replaces.</summary>
    internal const string Edition = "OpenStreetMap places";

    private const string Publisher = "OpenStreetMap contributors";
    private const string Licence = "ODbL-1.0";
    private const int MostPoints = 4_000_000;

    private readonly List<Found> found = [];
    private int unnamed;

    /// <exception cref="JobRefusedException">The file is damaged, too large or of another kind.</exception>
    public async Task<PlaceList> ReadAsync(ImportSource source, CancellationToken cancel)
    {
        if (source.Files is not [var file]) throw new JobRefusedException(new(ProblemCodes.ImportFileTypeUnknown));
        if (ImportSource.HasEnding(file.Name, ".osm.pbf")) ReadPacked(file, cancel);
        else await ReadFeaturesAsync(file, cancel);
        if (unnamed > 0) notices.Add("osm_without_name", ("rows", unnamed));
        // Areas first: where a point of the same name lies close by, the area tells how far the place reaches.
        return new(Edition, file.Name, Publisher, Licence, [.. found.OrderBy(one => one.Reach is null).ThenBy(one => one.Number).Select(one => one.Row)]);
    }

    private async Task ReadFeaturesAsync(ImportFile file, CancellationToken cancel)
    {
        using var read = await FeatureFile.OpenAsync(file, cancel);
        foreach (var layer in read.Layers)
            foreach (var row in layer.Rows(cancel))
                if (Begin(row.Value) is { } begun) Add(begun, row.Number, row.Value("osm_id") ?? row.Value("id") ?? "", row.Shape is null ? null : Grounds.ToGrid(row.Shape, layer.GroundNeeded, grid));
    }

    // Ways name their points and areas their ways, each of which comes before them in the file: it is read from the end to the beginning.
    private void ReadPacked(ImportFile file, CancellationToken cancel)
    {
        try
        {
            Dictionary<long, long[]> areas = [];
            List<(Begun What, string Id, long[] Ways)> relations = [];
            foreach (var element in Elements(file, nodes: false, ways: false, relations: true, cancel))
                if (element is Relation { Members: { } members, Id: { } id } relation && Begin(TagOf(relation)) is { } begun)
                    relations.Add((begun, $"r{id}", [.. members.Where(member => member.Type == OsmGeoType.Way && member.Role is "outer" or "").Select(member => member.Id)]));
            foreach (var way in relations.SelectMany(one => one.Ways)) areas[way] = [];
            List<(Begun What, string Id, long[] Points)> ways = [];
            foreach (var element in Elements(file, nodes: false, ways: true, relations: false, cancel))
            {
                if (element is not Way { Nodes: { } points, Id: { } id } way) continue;
                if (areas.ContainsKey(id)) areas[id] = points;
                if (Begin(TagOf(way)) is { } begun) ways.Add((begun, $"w{id}", points));
            }

            var wanted = ways.SelectMany(way => way.Points).Concat(areas.Values.SelectMany(points => points)).ToHashSet();
            if (wanted.Count > MostPoints) throw new JobRefusedException(Refusal.Of(ProblemCodes.ImportTooManyRows, null, ("max", MostPoints)));
            Dictionary<long, Coordinate> places = [];
            foreach (var element in Elements(file, nodes: true, ways: false, relations: false, cancel))
            {
                if (element is not Node { Id: { } id, Longitude: { } lon, Latitude: { } lat } node) continue;
                if (wanted.Contains(id)) places[id] = new(lon, lat);
                if (Begin(TagOf(node)) is { } begun) Add(begun, found.Count + 1, $"n{id}", Grounds.ToGrid(new Point(lon, lat), Ground.Degrees, grid));
            }

            foreach (var (what, id, points) in ways) Add(what, found.Count + 1, id, AreaOf([points], places));
            foreach (var (what, id, parts) in relations) Add(what, found.Count + 1, id, AreaOf([.. parts.Select(part => areas[part])], places));
        }
        catch (Exception damaged) when (damaged is not (JobRefusedException or OperationCanceledException or OutOfMemoryException or IOException { InnerException: not null }))
        {
            // The reader tells of damage by exceptions of many kinds.
            throw new JobRefusedException(new(ProblemCodes.ImportFileTruncated));
        }
    }

    private static IEnumerable<OsmGeo> Elements(ImportFile file, bool nodes, bool ways, bool relations, CancellationToken cancel)
    {
        using var content = file.Open();
        using var source = new PBFOsmStreamSource(content);
        var number = 0;
        while (source.MoveNext(ignoreNodes: !nodes, ignoreWays: !ways, ignoreRelations: !relations))
        {
            if (number++ % 4096 == 0) cancel.ThrowIfCancellationRequested();
            yield return source.Current();
        }
    }

    private static Func<string, string?> TagOf(OsmGeo element) => name => element.Tags is { } tags && tags.TryGetValue(name, out var value) ? value : null;

    private Begun? Begin(Func<string, string?> tag)
    {
        if (OsmKinds.Of(tag) is not { } type) return null;
        if (tag("name") is not { Length: > 0 } name)
        {
            unnamed++;
            return null;
        }

        var town = tag("addr:city") ?? tag("addr:town") ?? tag("addr:village");
        return new(tag("name:en") ?? name, tag("name:cy") ?? name, type, town);
    }

    // The corners of an area: of one ring the area itself, of several, or of one that is cut at the extract's edge, what they enclose together.
    private Geometry? AreaOf(long[][] parts, Dictionary<long, Coordinate> places)
    {
        var corners = parts.SelectMany(part => part).Where(places.ContainsKey).Select(id => places[id]).ToArray();
        if (corners.Length == 0) return null;
        var factory = new GeometryFactory();
        var isRing = parts is [{ Length: > 3 } only] && only[0] == only[^1] && corners.Length == only.Length;
        Geometry shape = isRing ? factory.CreatePolygon(corners) : factory.CreateMultiPointFromCoords(corners).ConvexHull();
        return Grounds.ToGrid(shape, Ground.Degrees, grid);
    }

    private void Add(Begun what, int number, string id, Geometry? shape)
    {
        if (found.Count == PlaceListImport.MostRows) throw new JobRefusedException(Refusal.Of(ProblemCodes.ImportTooManyRows, null, ("max", PlaceListImport.MostRows)));
        var middle = shape switch { null => null, Point point => point, _ => shape.InteriorPoint };
        var at = middle is { IsEmpty: false } ? new GridPoint(middle.X, middle.Y) : default;
        var reach = shape is null or Point || middle is not { IsEmpty: false } ? null : (double?)Math.Clamp(Math.Ceiling(shape.Coordinates.Max(c => c.Distance(middle.Coordinate))), 1, 100_000);
        found.Add(new(number, reach, new(
            number, id, what.NameEn, what.NameCy, what.Type, at, reach, what.Town, what.Town, middle is { IsEmpty: false } ? null : "row_rejected_outside_grid")));
    }

    private sealed record Begun(string NameEn, string NameCy, PlaceType Type, string? Town);

    private sealed record Found(int Number, double? Reach, ListedPlace Row);
}
