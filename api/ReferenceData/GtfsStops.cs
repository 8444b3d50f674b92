using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>
/// Stops and stations of a GTFS feed: nothing of the archive but <c>stops.txt</c> and who publishes it is read. Platforms and entrances
/// belong to their station; both stops of one name on either side of a road are one place.
/// </summary>
internal static class GtfsStops
{
    private const string Expected = "stop_id,stop_name,stop_lat,stop_lon";
    private const string Licence = "Of the feed's publisher";
    private static readonly string[] Needed = Expected.Split(',');

    /// <exception cref="JobRefusedException">No such feed, or not whole and regular.</exception>
    public static async Task<PlaceList> ReadAsync(ImportSource source, IGridTransform grid, CancellationToken cancel)
    {
        var file = Named(source, "stops.txt") ?? throw new JobRefusedException(Refusal.Of(ProblemCodes.ImportStopsMissing, null, ("file", source.FileName)));
        var publisher = await FirstAsync(Named(source, "feed_info.txt"), "feed_publisher_name") ?? await FirstAsync(Named(source, "agency.txt"), "agency_name") ?? source.FileName;
        await using var content = file.Open();
        using var rows = await CsvRows.OpenAsync(file.Name, content, Expected);
        if (Needed.Any(name => !rows.Headings.Contains(name, StringComparer.OrdinalIgnoreCase))) throw rows.WrongHeader(Expected);
        List<ListedPlace> stops = [];
        while (await rows.NextAsync())
        {
            cancel.ThrowIfCancellationRequested();
            // 2 is an entrance, 3 a node of a station, 4 where one boards; a platform names its station.
            if (rows.Value("location_type") is not (null or "0" or "1") || rows.Value("parent_station") is not null) continue;
            if (stops.Count == PlaceListImport.MostRows) throw new JobRefusedException(Refusal.Of(ProblemCodes.ImportTooManyRows, null, ("max", PlaceListImport.MostRows)));
            stops.Add(Stop(rows, grid));
        }

        return new($"GTFS {Cut(publisher)}", file.Name, Cut(publisher), Licence, stops);
    }

    private static ListedPlace Stop(CsvRows rows, IGridTransform grid)
    {
        var name = rows.Value("stop_name") ?? "";
        var (at, rejected) = PlaceTable.AtDegrees(rows.Value("stop_lon"), rows.Value("stop_lat"), grid);
        return new(rows.Line, rows.Value("stop_id") ?? "", name, name, PlaceType.TransportHub, at, null, null, null, rows.Value("stop_id") is null ? "row_rejected_name" : rejected);
    }

    private static ImportFile? Named(ImportSource source, string name) =>
        source.Files.FirstOrDefault(file => string.Equals(Path.GetFileName(file.Name), name, StringComparison.OrdinalIgnoreCase));

    private static async Task<string?> FirstAsync(ImportFile? file, string column)
    {
        if (file is null) return null;
        await using var content = file.Open();
        using var rows = await CsvRows.OpenAsync(file.Name, content, column);
        return await rows.NextAsync() ? rows.Value(column) : null;
    }

    private static string Cut(string name) => string.Concat(name.Where(c => !char.IsControl(c))) is { Length: > 80 } clean ? clean[..80] : string.Concat(name.Where(c => !char.IsControl(c)));
}
