using System.Collections.Concurrent;
using Npgsql;
using NpgsqlTypes;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Hotspots.Events;

/// <summary>
/// The incidents of each partnership in memory, in columns, so that an analysis does not wait for the database. What is in a snapshot
/// is decided by row-level security when its rows are read, so members who may know different records have different snapshots. Each
/// use first reads, in the member's own transaction, the incidents that were written since: it is never older than its reader's look.
/// </summary>
internal sealed class EventSnapshots(TimeProvider clock)
{
    /// <summary>Most snapshots kept; the one that was used longest ago goes.</summary>
    private const int MostKept = 8;

    /// <summary>With more changes than this the whole is read again.</summary>
    private const int MostChanges = 5_000;

    /// <summary>A snapshot this old is read whole again: what somebody changed by hand in the database left no trail.</summary>
    private static readonly TimeSpan OldestKept = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<Sight, Kept> kept = new();

    /// <summary>The recorded incidents that the acting member may know, as they are now. Call inside the member's transaction.</summary>
    public async Task<LocatedEvents> CurrentAsync(NpgsqlConnection connection, ActorIdentity who, CancellationToken cancel)
    {
        // Asked at once for what changed since the copy that was used last: most often that is the right one.
        var likely = kept.Where(pair => pair.Key.Partnership == who.PartnershipId).Select(pair => pair.Value).MaxBy(copy => copy.UsedAt);
        var state = await StateAsync(connection, who, likely?.ReadUpTo, cancel);
        var sight = new Sight(who.PartnershipId, state.Agencies, state.Hidden, state.House);
        var now = clock.GetUtcNow();
        LocatedEvents? events = null;
        if (kept.TryGetValue(sight, out var old) && now - old.ReadAt < OldestKept)
        {
            // The changes are looked up after the oldest open transaction is known: what commits in between is read twice, never missed.
            if (!ReferenceEquals(old, likely)) state = await StateAsync(connection, who, old.ReadUpTo, cancel);
            if (state.Changed.Length <= MostChanges)
                events = old.Events.With(state.Changed.ToHashSet(), state.Changed.Length == 0 ? [] : await RowsAsync(connection, who, state.Changed, cancel));
        }

        var readAt = events is null ? now : old!.ReadAt;
        events ??= LocatedEvents.Of(await RowsAsync(connection, who, null, cancel));
        kept[sight] = new(events, state.ReadUpTo, readAt, now);
        Forget();
        return events;
    }

    private void Forget()
    {
        foreach (var (sight, _) in kept.OrderByDescending(pair => pair.Value.UsedAt).Skip(MostKept)) kept.TryRemove(sight, out _);
    }

    private static async Task<State> StateAsync(NpgsqlConnection connection, ActorIdentity who, string? since, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(NamedSql.Read("snapshot_state"), connection);
        command.Parameters.Add(new() { Value = who.PartnershipId });
        command.Parameters.Add(new() { Value = (object?)since ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        await using var row = await command.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        return new(Text(0), Text(1), Text(2), row.GetString(3), await row.IsDBNullAsync(4, cancel) ? [] : row.GetFieldValue<Guid[]>(4));

        string Text(int column) => row.IsDBNull(column) ? "" : row.GetString(column);
    }

    private static async Task<List<LocatedEvent>> RowsAsync(NpgsqlConnection connection, ActorIdentity who, Guid[]? only, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(NamedSql.Read("located_events"), connection);
        command.Parameters.Add(new() { Value = who.PartnershipId });
        command.Parameters.Add(new() { Value = (object?)only ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        List<LocatedEvent> rows = [];
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            rows.Add(new(
                row.GetGuid(0), Number(1), Number(2), Number(3), row.GetDateTime(4), row.GetDateTime(5), row.GetFieldValue<DateOnly>(6),
                WireName.Parse<IncidentKind>(row.GetString(7)),
                row.GetFieldValue<string[]>(8).Aggregate(0, (mask, word) => mask | (1 << (int)WireName.Parse<HarmType>(word))),
                WireName.Parse<SourceKind>(row.GetString(9)), WireName.Parse<Agency>(row.GetString(10)), WireName.Parse<Agency>(row.GetString(11)),
                row.GetInt32(12), row.GetDateTime(13), row.IsDBNull(14) ? [] : row.GetFieldValue<string[]>(14)));
        }

        return rows;

        double? Number(int column) => row.IsDBNull(column) ? null : row.GetDouble(column);
    }

    private sealed record Sight(Guid Partnership, string Agencies, string Hidden, string House);

    private sealed record Kept(LocatedEvents Events, string ReadUpTo, DateTimeOffset ReadAt, DateTimeOffset UsedAt);

    private sealed record State(string Agencies, string Hidden, string House, string ReadUpTo, Guid[] Changed);
}
