using System.Text.Json;
using OsmSharp;
using OsmSharp.Streams;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Planning;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>
/// Ways for walking out of an extract of OpenStreetMap: its own packed form (<c>.osm.pbf</c>), or lines as GeoJSON with its tags as
/// properties, in which equal coordinates are one point.
/// </summary>
internal sealed class RoadFile
{
    private const int LargestGeoJson = 96 << 20;

    /// <summary>Most points of ways that are held; an extract of Wales has half as many.</summary>
    private const int MostPoints = 8_000_000;

    /// <summary>Ids of each way's points.</summary>
    public List<long[]> Ways { get; } = [];

    /// <summary>Where the points are, EPSG:4326.</summary>
    public Dictionary<long, LonLat> Points { get; } = [];

    /// <summary>Ways with a <c>highway</c> tag.</summary>
    public int Read { get; private set; }

    /// <summary>Those of them that are not for walking.</summary>
    public int NotForWalking { get; private set; }

    /// <summary>The latest change that the extract holds; null where it does not say.</summary>
    public DateTime? ChangedUntil { get; private set; }

    /// <exception cref="JobRefusedException">The file is damaged, too large or of another kind.</exception>
    public static async Task<RoadFile> ReadAsync(ImportFile file, CancellationToken cancel)
    {
        var read = new RoadFile();
        if (ImportSource.HasEnding(file.Name, ".osm.pbf")) read.ReadPacked(file, cancel);
        else await read.ReadGeoJsonAsync(file, cancel);
        return read;
    }

    // Ways name their points, which come before them in the file: it is read for the ways, then for those points alone.
    private void ReadPacked(ImportFile file, CancellationToken cancel)
    {
        try
        {
            foreach (var element in Elements(file, ways: true, cancel))
            {
                if (element is not Way { Nodes: { } nodes, Tags: { } tags } way || !tags.ContainsKey("highway")) continue;
                if (way.TimeStamp > (ChangedUntil ?? DateTime.MinValue)) ChangedUntil = way.TimeStamp;
                Take(name => tags.TryGetValue(name, out var value) ? value : null, nodes);
            }

            var wanted = Ways.SelectMany(way => way).ToHashSet();
            if (wanted.Count > MostPoints) throw new JobRefusedException(Refusal.Of(ProblemCodes.ImportTooManyRows, null, ("max", MostPoints)));
            foreach (var element in Elements(file, ways: false, cancel))
                if (element is Node { Id: { } id, Longitude: { } lon, Latitude: { } lat } && wanted.Contains(id)) Points[id] = new(lon, lat);
        }
        catch (Exception damaged) when (damaged is not (JobRefusedException or OperationCanceledException or OutOfMemoryException or IOException { InnerException: not null }))
        {
            // The reader tells of damage by exceptions of many kinds.
            throw new JobRefusedException(new(ProblemCodes.ImportFileTruncated));
        }
    }

    private static IEnumerable<OsmGeo> Elements(ImportFile file, bool ways, CancellationToken cancel)
    {
        using var content = file.Open();
        using var source = new PBFOsmStreamSource(content);
        var number = 0;
        while (source.MoveNext(ignoreNodes: ways, ignoreWays: !ways, ignoreRelations: true))
        {
            if (number++ % 4096 == 0) cancel.ThrowIfCancellationRequested();
            yield return source.Current();
        }
    }

    private async Task ReadGeoJsonAsync(ImportFile file, CancellationToken cancel)
    {
        await using var content = file.Open();
        using var held = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (await content.ReadAsync(buffer, cancel) is > 0 and var count)
        {
            if (held.Length + count > LargestGeoJson)
                throw new JobRefusedException(Refusal.Of(ProblemCodes.ImportFileTooLarge, null, ("max", LargestGeoJson >> 20)));
            held.Write(buffer, 0, count);
        }

        try
        {
            using var document = JsonDocument.Parse(held.ToArray());
            Dictionary<(double, double), long> ids = [];
            foreach (var feature in document.RootElement.GetProperty("features").EnumerateArray())
            {
                cancel.ThrowIfCancellationRequested();
                var (properties, geometry) = (feature.GetProperty("properties"), feature.GetProperty("geometry"));
                if (Tag(properties, "highway") is null || geometry.ValueKind != JsonValueKind.Object || geometry.GetProperty("type").GetString() != "LineString") continue;
                Take(name => Tag(properties, name), [.. geometry.GetProperty("coordinates").EnumerateArray().Select(Id)]);
            }

            long Id(JsonElement position)
            {
                var at = (Lon: position[0].GetDouble(), Lat: position[1].GetDouble());
                if (ids.TryGetValue(at, out var id)) return id;
                ids.Add(at, id = ids.Count);
                Points[id] = new(at.Lon, at.Lat);
                return id;
            }
        }
        catch (Exception other) when (other is JsonException or InvalidOperationException or KeyNotFoundException or IndexOutOfRangeException or FormatException)
        {
            throw new JobRefusedException(new(ProblemCodes.ImportFileTypeUnknown));
        }
    }

    private static string? Tag(JsonElement properties, string name) =>
        properties.ValueKind == JsonValueKind.Object && properties.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private void Take(Func<string, string?> tag, long[] points)
    {
        Read++;
        if (WalkingNetwork.IsForWalking(tag)) Ways.Add(points);
        else NotForWalking++;
    }
}
