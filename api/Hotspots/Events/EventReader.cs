using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
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
using SpacesPlaces.Geodata.Vocabulary;
using Location = NetTopologySuite.Geometries.Location;

namespace SpacesPlaces.Api.Hotspots.Events;

/// <summary>Finds the events that an analysis takes: recorded harm in the snapshot in memory, context in the database.</summary>
internal sealed class EventReader(EventSnapshots snapshots, HotspotOptions options, IGridTransform grid)
{
    /// <summary>How often a wish to stop is heard, in rows.</summary>
    private const int LookEvery = 4_096;

    /// <param name="asked">Which events.</param>
    /// <param name="connection">Connection with the acting member's open transaction.</param>
    /// <param name="who">The acting member.</param>
    /// <param name="recordedUpTo">Only harm recorded by then; null for everything.</param>
    /// <param name="cancel">Stops the reading.</param>
    /// <exception cref="JobRefusedException">There are more events than one analysis takes.</exception>
    public Task<ChosenEvents> ReadAsync(
        EventSelection asked, NpgsqlConnection connection, ActorIdentity who, DateTimeOffset? recordedUpTo, CancellationToken cancel) =>
        asked.Subject == AnalysisSubject.Harm
            ? ReadHarmAsync(asked, connection, who, recordedUpTo, cancel)
            : ReadContextAsync(asked, connection, who, cancel);

    /// <summary>First days of the months of the window that no imported edition covers.</summary>
    public static async Task<IReadOnlyList<DateOnly>> MonthsWithoutContextAsync(
        EventSelection asked, NpgsqlConnection connection, ActorIdentity who, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(NamedSql.Read("months_without_context"), connection);
        Add(command, NpgsqlDbType.Uuid, who.PartnershipId);
        Add(command, NpgsqlDbType.Date, asked.From);
        Add(command, NpgsqlDbType.Date, asked.To);
        List<DateOnly> months = [];
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel)) months.Add(row.GetFieldValue<DateOnly>(0));
        return months;
    }

    private async Task<ChosenEvents> ReadHarmAsync(
        EventSelection asked, NpgsqlConnection connection, ActorIdentity who, DateTimeOffset? recordedUpTo, CancellationToken cancel)
    {
        var all = await snapshots.CurrentAsync(connection, who, cancel);
        var counting = SharingNeeded.AgenciesThatCount(who).ToHashSet();
        var question = JsonSerializer.Serialize(new { asked, counting = counting.Order(), recordedUpTo }, WireJson.Options);
        return all.Chosen(question, () => Choose(all, asked, counting, recordedUpTo, cancel));
    }

    private ChosenEvents Choose(
        LocatedEvents all, EventSelection asked, HashSet<Agency> counting, DateTimeOffset? recordedUpTo, CancellationToken cancel)
    {
        var inside = Inside(asked);
        DateTime from = LocalDays.StartOf(asked.From).UtcDateTime, end = LocalDays.StartOf(asked.To.AddDays(1)).UtcDateTime;
        var latest = recordedUpTo?.UtcDateTime ?? DateTime.MaxValue;
        var harmMask = asked.HarmTypes is { Count: > 0 } types ? types.Aggregate(0, (mask, type) => mask | (1 << (int)type)) : -1;
        var sources = asked.SourceKinds is { Count: > 0 } kinds ? kinds.ToHashSet() : null;
        var agencies = asked.Agencies is { Count: > 0 } named ? named.ToHashSet() : null;

        List<int> rows = [];
        for (var i = 0; i < all.Count; i++)
        {
            if (i % LookEvery == 0) cancel.ThrowIfCancellationRequested();
            if (all.From[i] >= end || all.To[i] < from || all.RecordedAt[i] > latest) continue;
            if (all.KindOf(i) != IncidentKind.Harm && !asked.IncludeHotspotReports) continue;
            if ((all.HarmMasks[i] & harmMask) == 0 && harmMask != -1) continue;
            if (sources?.Contains(all.SourceOf(i)) == false || agencies?.Contains(all.SourceAgencyOf(i)) == false) continue;
            if (!counting.Contains(all.RecordedByOf(i))) continue;
            if (inside is not null && !inside(all.Eastings[i], all.Northings[i])) continue;
            rows.Add(i);
        }

        if (rows.Count > options.MostEvents) throw TooMany();
        int[] chosen = [.. rows];
        string[] words = [.. Enum.GetValues<SourceKind>().Select(WireName.Of)];
        return new()
        {
            Considered = chosen.Length,
            IsContext = false,
            Ids = Of(all.Ids),
            Eastings = Of(all.Eastings),
            Northings = Of(all.Northings),
            Accuracies = Of(all.Accuracies),
            From = Of(all.From),
            To = Of(all.To),
            Days = Of(all.Days),
            Agencies = Array.ConvertAll(chosen, all.SourceAgencyOf),
            Sources = Array.ConvertAll(chosen, i => words[(int)all.SourceOf(i)]),
            ChildrenUnknown = Of(all.ChildrenUnknown),
            Children = chosen.Length == all.Count ? all.Children : all.Children.Only(chosen),
            ContextKeys = [],
        };

        // Columns are never written after they were made: all of one need not be copied.
        T[] Of<T>(T[] column) => chosen.Length == all.Count ? column : Array.ConvertAll(chosen, i => column[i]);
    }

    private async Task<ChosenEvents> ReadContextAsync(
        EventSelection asked, NpgsqlConnection connection, ActorIdentity who, CancellationToken cancel)
    {
        var inside = Inside(asked);
        GridCellRange? cells = asked.Area is null ? null : GridCellRange.Covering(Where.ToGrid(asked.Area, grid).EnvelopeInternal);
        await using var command = new NpgsqlCommand(NamedSql.Read("context_events"), connection);
        Add(command, NpgsqlDbType.Uuid, who.PartnershipId);
        Add(command, NpgsqlDbType.Date, asked.From);
        Add(command, NpgsqlDbType.Date, asked.To);
        Add(command, NpgsqlDbType.Array | NpgsqlDbType.Text, asked.ContextTypes is { Count: > 0 } types ? types.ToArray() : null);
        Add(command, NpgsqlDbType.Integer, cells?.MinX);
        Add(command, NpgsqlDbType.Integer, cells?.MinY);
        Add(command, NpgsqlDbType.Integer, cells?.MaxX);
        Add(command, NpgsqlDbType.Integer, cells?.MaxY);
        Add(command, NpgsqlDbType.Integer, options.MostEvents + 1);

        List<ContextRow> found = [];
        var rows = 0;
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            if (++rows > options.MostEvents) throw TooMany();
            if (rows % LookEvery == 0) cancel.ThrowIfCancellationRequested();
            var located = !await row.IsDBNullAsync(3, cancel);
            double easting = located ? row.GetDouble(3) : double.NaN, northing = located ? row.GetDouble(4) : double.NaN;
            if (inside is not null && !inside(easting, northing)) continue;
            var line = row.GetInt32(2);
            found.Add(new(ContextId(row.GetString(1), line), easting, northing, row.GetFieldValue<DateOnly>(5), row.GetString(6), $"{row.GetGuid(0)}:{line}"));
        }

        ContextRow[] ordered = [.. found.OrderBy(one => one.Id)];
        return new()
        {
            Considered = ordered.Length,
            IsContext = true,
            Ids = Array.ConvertAll(ordered, one => one.Id),
            Eastings = Array.ConvertAll(ordered, one => one.Easting),
            Northings = Array.ConvertAll(ordered, one => one.Northing),
            Accuracies = Array.ConvertAll(ordered, _ => double.NaN),
            From = Array.ConvertAll(ordered, one => LocalDays.StartOf(one.Month).UtcDateTime),
            To = Array.ConvertAll(ordered, one => LocalDays.StartOf(one.Month.AddMonths(1)).UtcDateTime),
            Days = Array.ConvertAll(ordered, one => one.Month),
            Agencies = Array.ConvertAll(ordered, _ => Agency.Police),
            Sources = Array.ConvertAll(ordered, one => one.Type),
            ChildrenUnknown = new int[ordered.Length],
            Children = EventChildren.None(ordered.Length),
            ContextKeys = Array.ConvertAll(ordered, one => one.Key),
        };
    }

    // Whether a point lies in the area that was asked for; without an area, null. An event without a point lies in no area.
    private Func<double, double, bool>? Inside(EventSelection asked)
    {
        if (asked.Area is null) return null;
        var area = Where.ToGrid(asked.Area, grid);
        var box = area.EnvelopeInternal;
        var locator = new IndexedPointInAreaLocator(area);
        return (easting, northing) => box.Contains(easting, northing) && locator.Locate(new(easting, northing)) != Location.Exterior;
    }

    private JobRefusedException TooMany() => new(Refusal.Of(
        ProblemCodes.TooManyEvents, null, ("count", $"> {options.MostEvents}"), ("max", options.MostEvents)));

    // An id from the edition's name and the line: the digest of an analysis is the same after the same file came in again.
    private static Guid ContextId(string edition, int line) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes($"{edition}:{line}")).AsSpan(0, 16));

    private static void Add(NpgsqlCommand command, NpgsqlDbType type, object? value) =>
        command.Parameters.Add(new() { Value = value ?? DBNull.Value, NpgsqlDbType = type });

    private sealed record ContextRow(Guid Id, double Easting, double Northing, DateOnly Month, string Type, string Key);
}
