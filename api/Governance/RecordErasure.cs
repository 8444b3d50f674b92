using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Governance;

/// <summary>How a wish to take a record away ended.</summary>
internal enum ErasureOutcome { Done, Held, Absent }

/// <summary>
/// Takes single records away through the database's own functions, inside the open transaction. What was taken is in the ledger's
/// file before the transaction commits (<see cref="WriteLedger"/>).
/// </summary>
internal sealed class RecordErasure(SpacesContext context, ErasureLedger ledger, AuditTrail trail)
{
    /// <summary>Reason in the ledger when nobody ordered it: its time had come.</summary>
    public const string ByRetention = "retention";

    private readonly List<LedgerEntry> pending = [];

    /// <summary>Reduces an incident to month and 1 km square.</summary>
    public Task<ErasureOutcome> CoarsenAsync(LedgerEntry entry, string reason, Guid? orderedBy, bool replay, CancellationToken cancel) =>
        TakeAsync("select coarsen_incident($1, $2, $3, $4, $5, $6, $7)", entry, reason, orderedBy, replay, cancel);

    /// <summary>Erases an incident.</summary>
    public Task<ErasureOutcome> EraseAsync(LedgerEntry entry, string reason, Guid? orderedBy, bool replay, CancellationToken cancel) =>
        TakeAsync("select erase_incident($1, $2, $3, $4, $5, $6, $7)", entry, reason, orderedBy, replay, cancel);

    /// <summary>Erases what was written and photographed in an outreach session, or the photos of an environment task; where, when and how many stay.</summary>
    public Task<ErasureOutcome> EraseOutreachWordsAsync(LedgerEntry entry, string reason, Guid? orderedBy, bool replay, CancellationToken cancel) =>
        TakeAsync("select erase_session_words($1, $2, $3, $4, $5, $6, $7)", entry, reason, orderedBy, replay, cancel);

    /// <summary>Erases what was said of a space: reasons and replies; where and when it was worked on stays.</summary>
    public Task<ErasureOutcome> EraseSpaceWordsAsync(LedgerEntry entry, string reason, Guid? orderedBy, bool replay, CancellationToken cancel) =>
        TakeAsync("select erase_space_words($1, $2, $3, $4, $5, $6, $7)", entry, reason, orderedBy, replay, cancel);

    /// <summary>Erases a stored analysis.</summary>
    public async Task<ErasureOutcome> EraseAnalysisAsync(LedgerEntry entry, string reason, CancellationToken cancel)
    {
        await using var command = Command("select erase_analysis($1, $2, $3, $4)", entry.Subject, entry.Id, reason, entry.ErasedAt);
        return Note(entry, (string)(await command.ExecuteScalarAsync(cancel))!);
    }

    /// <summary>Takes away aged rows that have no ledger of their own; answers how many.</summary>
    public async Task<int> DropAgedAsync(RetentionClass aged, DateTimeOffset before, CancellationToken cancel)
    {
        await using var command = Command("select drop_aged($1, $2)", WireName.Of(aged), before);
        return (int)(await command.ExecuteScalarAsync(cancel))!;
    }

    /// <summary>Writes what was taken into the ledger's file; called last before the commit.</summary>
    public void WriteLedger()
    {
        ledger.Append(pending);
        pending.Clear();
    }

    private async Task<ErasureOutcome> TakeAsync(
        string sql, LedgerEntry entry, string reason, Guid? orderedBy, bool replay, CancellationToken cancel)
    {
        await using var command = Command(sql, entry.Subject, entry.Id, WireName.Of(entry.Class), reason);
        command.Parameters.Add(new() { Value = (object?)orderedBy ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        command.Parameters.Add(new() { Value = entry.ErasedAt });
        command.Parameters.Add(new() { Value = replay });
        var outcome = Note(entry, (string)(await command.ExecuteScalarAsync(cancel))!, replay);
        return outcome;
    }

    private ErasureOutcome Note(LedgerEntry entry, string word, bool replay = false)
    {
        var outcome = word switch { "done" => ErasureOutcome.Done, "held" => ErasureOutcome.Held, _ => ErasureOutcome.Absent };
        if (outcome != ErasureOutcome.Done) return outcome;
        trail.Subject(entry.Subject);
        if (!replay) pending.Add(entry);
        return outcome;
    }

    private NpgsqlCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlCommand(sql, (NpgsqlConnection)context.Database.GetDbConnection());
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }
}
