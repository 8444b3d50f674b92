using Microsoft.EntityFrameworkCore;
using Npgsql;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Assessments.Instruments;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Governance;

/// <summary>
/// What nobody asks for: before the server answers anybody, erasures are carried out again on what an older copy brought back; then,
/// once a day, retention and the notices of what ends soon.
/// </summary>
internal sealed partial class GovernanceClock(GovernanceWork work, TimeProvider clock, ILogger<GovernanceClock> log) : BackgroundService
{
    private static readonly TimeSpan FirstAfter = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Every = TimeSpan.FromDays(1);

    // The web server starts after this: a program that cannot carry the erasures out does not serve.
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        var replayed = await work.ReplayAsync(cancellationToken);
        if (replayed > 0) Replayed(log, replayed);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Delay(FirstAfter, clock, stoppingToken);
        using var day = new PeriodicTimer(Every, clock);
        do
        {
            try
            {
                foreach (var partnership in await work.PartnershipsAsync(stoppingToken)) await work.DailyAsync(partnership, stoppingToken);
            }
            catch (Exception fault) when (!stoppingToken.IsCancellationRequested)
            {
                NotDone(log, fault.GetType().Name);
            }
        }
        while (await day.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(LogLevel.Warning, "An older copy of the database had brought back {Count} erased records; they are gone again.")]
    private static partial void Replayed(ILogger log, int count);

    [LoggerMessage(LogLevel.Error, "Retention did not run: {Fault}. It is tried again in a day.")]
    private static partial void NotDone(ILogger log, string fault);
}

/// <summary>The program's own work on every partnership's records: of the day, and after a restore.</summary>
internal sealed class GovernanceWork(IServiceScopeFactory scopes, NpgsqlDataSource source, ErasureLedger ledger, TimeProvider clock)
{
    /// <summary>The day's work for one partnership.</summary>
    public async Task<RetentionReport> DailyAsync(Guid partnership, CancellationToken cancel)
    {
        await using (var scope = scopes.CreateAsyncScope())
            await EndingNotices.TellAsync(scope.ServiceProvider, partnership, clock, cancel);
        await CloseCollectionsAsync(partnership, cancel);
        await using var run = scopes.CreateAsyncScope();
        return await run.ServiceProvider.GetRequiredService<RetentionRun>().RunAsync(partnership, cancel);
    }

    /// <summary>
    /// Carries the ledger's erasures out on whatever stands again, and adds to the file what only the database knows. Answers how many
    /// records were taken away.
    /// </summary>
    public async Task<int> ReplayAsync(CancellationToken cancel)
    {
        var written = ledger.Read().ToLookup(entry => entry.Partnership);
        var replayed = 0;
        foreach (var partnership in await PartnershipsAsync(cancel))
        {
            await using var scope = scopes.CreateAsyncScope();
            replayed += await ReplayAsync(scope.ServiceProvider, partnership, [.. written[partnership]], cancel);
        }

        return replayed;
    }

    // Whoever asked without names looks when they have time; what leads from a ballot to an answer ends on the day that was promised.
    private async Task CloseCollectionsAsync(Guid partnership, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.BeginForHouseAsync(partnership, cancel);
        var now = clock.StoredNow();
        var closed = await Collections.CloseOverdueAsync(partnership, LocalDays.Of(now), now, scope.ServiceProvider.GetRequiredService<SpacesContext>(), cancel);
        if (closed == 0)
        {
            await work.RollbackAsync();
            return;
        }

        scope.ServiceProvider.GetRequiredService<AuditTrail>().Note("closed", closed);
        await work.CommitAsync(UnitOfWork.Operator(partnership, "collections"), AuditAction.CollectionClosed, "", cancel);
    }

    /// <summary>Every partnership, for the program itself: ids without anything else.</summary>
    public async Task<IReadOnlyList<Guid>> PartnershipsAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using (var all = new NpgsqlCommand("set local spacesplaces.anchors = 'on'", connection)) await all.ExecuteNonQueryAsync(cancel);
        await using var heads = new NpgsqlCommand("select partnership_id from audit_head where partnership_id <> $1 order by 1", connection);
        heads.Parameters.Add(new() { Value = Partnership.House });
        await using var reader = await heads.ExecuteReaderAsync(cancel);
        List<Guid> found = [];
        while (await reader.ReadAsync(cancel)) found.Add(reader.GetGuid(0));
        return found;
    }

    private async Task<int> ReplayAsync(IServiceProvider services, Guid partnership, IReadOnlyList<LedgerEntry> entries, CancellationToken cancel)
    {
        var context = services.GetRequiredService<SpacesContext>();
        var work = services.GetRequiredService<UnitOfWork>();
        await work.BeginForHouseAsync(partnership, cancel);
        var replayed = 0;
        foreach (var entry in await StandingAsync(context, partnership, entries, cancel))
            if (await RedoAsync(services.GetRequiredService<RecordErasure>(), entry, cancel) == ErasureOutcome.Done) replayed++;
        var known = entries.Select(entry => entry.Id).ToHashSet();
        var onlyHere = await context.Erasures.AsNoTracking().Where(e => e.PartnershipId == partnership).ToListAsync(cancel);
        ledger.Append([.. onlyHere.Where(e => !known.Contains(e.Id))
            .Select(e => new LedgerEntry(partnership, e.Id, e.SubjectId, e.Class, e.Kind, e.ErasedAt))]);
        if (replayed == 0)
        {
            await work.RollbackAsync();
            return 0;
        }

        services.GetRequiredService<AuditTrail>().Note("replayed", replayed);
        await work.CommitAsync(UnitOfWork.Operator(partnership, "erasures"), AuditAction.ErasuresReplayed, "", cancel);
        return replayed;
    }

    private static async Task<IReadOnlyList<LedgerEntry>> StandingAsync(
        SpacesContext context, Guid partnership, IReadOnlyList<LedgerEntry> entries, CancellationToken cancel)
    {
        var subjects = entries.Select(entry => entry.Subject).Distinct().ToArray();
        var incidents = await context.Incidents.AsNoTracking().Where(i => i.PartnershipId == partnership && subjects.Contains(i.Id))
            .Select(i => new { i.Id, i.CoarsenedAt }).ToDictionaryAsync(i => i.Id, i => i.CoarsenedAt, cancel);
        var analyses = (await context.HotspotAnalyses.AsNoTracking().Where(a => a.PartnershipId == partnership && subjects.Contains(a.Id))
            .Select(a => a.Id).ToListAsync(cancel)).ToHashSet();
        var sessions = subjects.Length == 0
            ? [] : (await StandingRecords.OutreachWithWordsAsync(context, partnership, DateTimeOffset.MaxValue, subjects, cancel)).ToHashSet();
        var spaces = subjects.Length == 0
            ? [] : (await StandingRecords.SpacesWithWordsAsync(context, partnership, DateOnly.MaxValue, subjects, cancel)).ToHashSet();
        // A session outlives its words, and what was written in it afterwards stays: only an older copy does not know of the erasure.
        var known = (await context.Erasures.AsNoTracking().Where(e => e.PartnershipId == partnership && subjects.Contains(e.SubjectId))
            .Select(e => e.Id).ToListAsync(cancel)).ToHashSet();
        return [.. entries.Where(entry => entry.Class == RetentionClass.Analysis
            ? analyses.Contains(entry.Subject)
            : entry.Class == RetentionClass.OutreachText ? sessions.Contains(entry.Subject) && !known.Contains(entry.Id)
            : entry.Class == RetentionClass.SpaceReputation ? spaces.Contains(entry.Subject) && !known.Contains(entry.Id)
            : incidents.TryGetValue(entry.Subject, out var coarsened) && (entry.Kind == ErasureKind.Erased || coarsened is null))];
    }

    private static Task<ErasureOutcome> RedoAsync(RecordErasure erasure, LedgerEntry entry, CancellationToken cancel) => entry switch
    {
        { Class: RetentionClass.OutreachText } => erasure.EraseOutreachWordsAsync(entry, "replayed", null, replay: true, cancel),
        { Class: RetentionClass.SpaceReputation } => erasure.EraseSpaceWordsAsync(entry, "replayed", null, replay: true, cancel),
        { Class: RetentionClass.Analysis } => erasure.EraseAnalysisAsync(entry, "replayed", cancel),
        { Kind: ErasureKind.Coarsened } => erasure.CoarsenAsync(entry, "replayed", null, replay: true, cancel),
        _ => erasure.EraseAsync(entry, "replayed", null, replay: true, cancel),
    };
}
