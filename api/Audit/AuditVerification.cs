using Npgsql;
using NpgsqlTypes;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Audit;

/// <summary>What a chain looked like when it was recomputed.</summary>
/// <param name="Entries">Entries read, up to the fault.</param>
/// <param name="Head">Its end, where it is whole; null for a chain without entries.</param>
/// <param name="Fault">The first bad position; null when it is whole.</param>
internal sealed record ChainFinding(long Entries, AuditAnchor? Head, ChainFault? Fault);

/// <summary>
/// Recomputes audit chains from their rows, streaming. Reads in one snapshot, so entries that are written meanwhile do no harm;
/// works for the owner of the tables and for the API's role alike.
/// </summary>
internal sealed class AuditVerification(NpgsqlDataSource source, TimeProvider clock)
{
    public async Task<ChainFinding> VerifyAsync(Guid partnership, IReadOnlyList<AuditAnchor> anchors, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var snapshot = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancel);
        await ActForAsync(connection, partnership, cancel);
        var head = await HeadAsync(connection, partnership, cancel);
        var walk = new ChainWalk(partnership, anchors);
        var entries = 0L;
        ChainRow? bad = null;
        ChainFault? fault = null;
        await foreach (var row in RowsAsync(connection, partnership, long.MinValue, null, cancel))
        {
            fault = walk.Next(row);
            bad = row;
            if (fault is not null) break;
            entries++;
        }

        if (fault is { Kind: ChainFaultKind.Changed }) fault = await ExplainAsync(connection, partnership, walk, bad!, cancel);
        fault ??= walk.End(head);
        var end = fault is null && head is not null
            ? new AuditAnchor(partnership, head.Sequence, Convert.ToHexStringLower(head.Hash), clock.GetUtcNow())
            : null;
        return new(entries, end, fault);
    }

    /// <summary>
    /// An entry whose hash does not fit may be whole and in the wrong place: then the position that it was written at is found,
    /// by its own hash when the whole row was moved, by the hash that stands there when only the content was.
    /// </summary>
    private static async Task<ChainFault> ExplainAsync(
        NpgsqlConnection connection, Guid partnership, ChainWalk walk, ChainRow bad, CancellationToken cancel)
    {
        var position = bad.Sequence;
        // What was put in before carries a fitting hash of its own; this is the first of those that it pushed up.
        if (walk.Fits(bad, position - 1, bad.PreviousHash, bad.Hash)) return new(ChainFaultKind.Inserted, position - 1);
        var next = await RowAsync(connection, partnership, position + 1, cancel);
        var nextBelongsHere = next is not null && walk.Fits(next, position, next.PreviousHash, next.Hash);
        var belongsNext = walk.Fits(bad, position + 1, bad.PreviousHash, bad.Hash);
        if (nextBelongsHere) return belongsNext ? new(ChainFaultKind.Swapped, position, position + 1) : new(ChainFaultKind.Inserted, position);
        if (belongsNext) return new(ChainFaultKind.Missing, position);
        await foreach (var row in RowsAsync(connection, partnership, long.MinValue, null, cancel))
        {
            if (row.Sequence == position) continue;
            var wholeRow = walk.Fits(bad, row.Sequence, bad.PreviousHash, bad.Hash);
            if (!wholeRow && !walk.Fits(bad, row.Sequence, row.PreviousHash, row.Hash)) continue;
            var swapped = wholeRow ? walk.Fits(row, position, row.PreviousHash, row.Hash) : walk.Fits(row, position, bad.PreviousHash, bad.Hash);
            return new(swapped ? ChainFaultKind.Swapped : ChainFaultKind.Moved, position, row.Sequence);
        }

        return new(ChainFaultKind.Changed, position);
    }

    private static async Task<ChainRow?> RowAsync(NpgsqlConnection connection, Guid partnership, long position, CancellationToken cancel)
    {
        await foreach (var row in RowsAsync(connection, partnership, position, position, cancel)) return row;
        return null;
    }

    private static async IAsyncEnumerable<ChainRow> RowsAsync(
        NpgsqlConnection connection, Guid partnership, long from, long? to,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(NamedSql.Read("audit_chain"), connection) { CommandTimeout = 0 };
        command.Parameters.Add(new() { Value = partnership });
        command.Parameters.Add(new() { Value = from });
        command.Parameters.Add(new() { Value = (object?)to ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
            yield return new(
                reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2), reader.GetFieldValue<byte[]>(3), reader.GetFieldValue<byte[]>(4));
    }

    private static async Task<ChainHead?> HeadAsync(NpgsqlConnection connection, Guid partnership, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select sequence, hash from audit_head where partnership_id = $1", connection);
        command.Parameters.Add(new() { Value = partnership });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        return await reader.ReadAsync(cancel) ? new(reader.GetInt64(0), reader.GetFieldValue<byte[]>(1)) : null;
    }

    private static async Task ActForAsync(NpgsqlConnection connection, Guid partnership, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(
            "select set_config('spacesplaces.partnership', $1, true), set_config('statement_timeout', '0', true)", connection);
        command.Parameters.Add(new() { Value = partnership.ToString() });
        await command.ExecuteNonQueryAsync(cancel);
    }
}
