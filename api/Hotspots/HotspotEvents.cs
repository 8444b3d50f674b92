using System.Security.Cryptography;
using System.Text;
using NetTopologySuite.Algorithm.Locate;
using Npgsql;
using NpgsqlTypes;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Hotspots;
using SpacesPlaces.Geodata.Vocabulary;
using Location = NetTopologySuite.Geometries.Location;

namespace SpacesPlaces.Api.Hotspots;

/// <summary>An event as an analysis reads it, with what the result tells of its members.</summary>
/// <param name="Event">What is clustered.</param>
/// <param name="Key">How a member is named in the store: the incident's id, or edition and line.</param>
/// <param name="IncidentId">The incident; null for context.</param>
/// <param name="Source">Kind of source, or the publisher's type.</param>
internal sealed record ReadEvent(HotspotEvent Event, string Key, Guid? IncidentId, string Source);

/// <summary>The chosen events of an analysis.</summary>
/// <param name="Considered">Events in the window after filters, those without a point among them.</param>
/// <param name="WithPoint">Those with a point, whatever its accuracy.</param>
internal sealed record ChosenEvents(int Considered, IReadOnlyList<ReadEvent> WithPoint);

/// <summary>Reads the chosen events row by row, untracked: there may be a hundred thousand and more.</summary>
internal sealed class HotspotEvents(NpgsqlConnection connection, ActorIdentity who, IGridTransform grid, int mostEvents, Action report)
{
    /// <summary>How often progress is told and a wish to stop is heard, in rows.</summary>
    private const int ReportEvery = 4_096;

    /// <param name="asked">Which events.</param>
    /// <param name="recordedUpTo">Only harm recorded by then; null for everything.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="JobRefusedException">There are more events than one analysis takes.</exception>
    public Task<ChosenEvents> ReadAsync(NewHotspotAnalysis asked, DateTimeOffset? recordedUpTo, CancellationToken cancel) =>
        asked.Subject == AnalysisSubject.Harm ? ReadHarmAsync(asked, recordedUpTo, cancel) : ReadContextAsync(asked, cancel);

    /// <summary>How many months of the window no imported edition covers.</summary>
    public async Task<long> MonthsWithoutContextAsync(NewHotspotAnalysis asked, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(NamedSql.Read("months_without_context"), connection);
        Add(command, NpgsqlDbType.Uuid, who.PartnershipId);
        AddWindow(command, asked);
        return (long)(await command.ExecuteScalarAsync(cancel))!;
    }

    private async Task<ChosenEvents> ReadHarmAsync(NewHotspotAnalysis asked, DateTimeOffset? recordedUpTo, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(NamedSql.Read("harm_events"), connection);
        Add(command, NpgsqlDbType.Uuid, who.PartnershipId);
        AddWindow(command, asked);
        AddTexts(command, Spell<IncidentKind>(asked.IncludeHotspotReports ? [IncidentKind.Harm, IncidentKind.HotspotReport] : [IncidentKind.Harm]));
        AddTexts(command, Spell(asked.HarmTypes));
        AddTexts(command, Spell(asked.SourceKinds));
        AddTexts(command, Spell(asked.Agencies));
        Add(command, NpgsqlDbType.TimestampTz, recordedUpTo?.UtcDateTime);
        AddTexts(command, [.. SharingNeeded.AgenciesThatCount(who).Select(WireName.Of)]);
        return await ReadAllAsync(command, asked, row =>
        {
            if (row.IsDBNull(1)) return null;
            var id = row.GetGuid(0);
            var read = new HotspotEvent(
                id, new(row.GetDouble(1), row.GetDouble(2)), row.GetFieldValue<DateOnly>(4), WireName.Parse<Agency>(row.GetString(5)),
                row.GetFieldValue<string[]>(8), row.GetInt32(7), AccuracyMetres: row.IsDBNull(3) ? null : row.GetDouble(3));
            return new(read, id.ToString(), id, row.GetString(6));
        }, cancel);
    }

    private async Task<ChosenEvents> ReadContextAsync(NewHotspotAnalysis asked, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(NamedSql.Read("context_events"), connection);
        Add(command, NpgsqlDbType.Uuid, who.PartnershipId);
        AddWindow(command, asked);
        AddTexts(command, asked.ContextTypes is { Count: > 0 } types ? [.. types] : null);
        return await ReadAllAsync(command, asked, row =>
        {
            if (row.IsDBNull(3)) return null;
            var line = row.GetInt32(2);
            var read = new HotspotEvent(
                ContextId(row.GetString(1), line), new(row.GetDouble(3), row.GetDouble(4)), row.GetFieldValue<DateOnly>(5), Agency.Police,
                [], DatePrecision: DatePrecision.Month, IsContext: true);
            return new(read, $"{row.GetGuid(0)}:{line}", null, row.GetString(6));
        }, cancel);
    }

    private async Task<ChosenEvents> ReadAllAsync(
        NpgsqlCommand command, NewHotspotAnalysis asked, Func<NpgsqlDataReader, ReadEvent?> read, CancellationToken cancel)
    {
        var area = asked.Area is null ? null : Where.ToGrid(asked.Area, grid);
        GridCellRange? cells = area is null ? null : GridCellRange.Covering(area.EnvelopeInternal);
        Add(command, NpgsqlDbType.Integer, cells?.MinX);
        Add(command, NpgsqlDbType.Integer, cells?.MinY);
        Add(command, NpgsqlDbType.Integer, cells?.MaxX);
        Add(command, NpgsqlDbType.Integer, cells?.MaxY);
        Add(command, NpgsqlDbType.Integer, mostEvents + 1);
        var inside = area is null ? null : new IndexedPointInAreaLocator(area);

        var (rows, considered) = (0, 0);
        var found = new List<ReadEvent>();
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            if (++rows > mostEvents)
            {
                throw new JobRefusedException(Refusal.Of(
                    ProblemCodes.TooManyEvents, null, ("count", $"> {mostEvents}"), ("max", mostEvents)));
            }

            if (rows % ReportEvery == 0)
            {
                cancel.ThrowIfCancellationRequested();
                report();
            }

            var one = read(row);
            if (one is not null && IsOutside(one.Event.Point)) continue;
            considered++;
            if (one is not null) found.Add(one);
        }

        return new(considered, found);

        bool IsOutside(GridPoint point) => inside?.Locate(new(point.Easting, point.Northing)) == Location.Exterior;
    }

    // An id from the edition's name and the line: the digest of an analysis is the same after the same file came in again.
    private static Guid ContextId(string edition, int line) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{edition}:{line}")).AsSpan(0, 16));

    private static string[]? Spell<TWord>(IReadOnlyList<TWord>? words) where TWord : struct, Enum =>
        words is { Count: > 0 } ? [.. words.Distinct().Select(WireName.Of)] : null;

    private static void AddWindow(NpgsqlCommand command, NewHotspotAnalysis asked)
    {
        Add(command, NpgsqlDbType.Date, asked.From);
        Add(command, NpgsqlDbType.Date, asked.To);
    }

    private static void AddTexts(NpgsqlCommand command, string[]? texts) => Add(command, NpgsqlDbType.Array | NpgsqlDbType.Text, texts);

    private static void Add(NpgsqlCommand command, NpgsqlDbType type, object? value) =>
        command.Parameters.Add(new() { Value = value ?? DBNull.Value, NpgsqlDbType = type });
}
