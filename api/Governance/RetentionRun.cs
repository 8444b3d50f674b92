using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Spaces;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Governance;

/// <summary>
/// Takes away what a partnership's rules say is over: each thousand records with their ledger entries and one audit entry in one
/// transaction. The audit itself stays: without its beginning its chain could not be verified.
/// </summary>
internal sealed class RetentionRun(
    SpacesContext context, UnitOfWork work, RecordErasure erasure, AuditTrail trail, TimeProvider clock)
{
    /// <summary>Name in the audit.</summary>
    public const string Name = "retention";

    private const int AtOnce = 1_000;

    /// <summary>Months that the product proposes.</summary>
    public static int Proposed(RetentionClass of) => of switch
    {
        RetentionClass.SpaceReputation => SpaceReputation.DefaultMonths,
        RetentionClass.IncidentDetail or RetentionClass.OutreachText or RetentionClass.Analysis or RetentionClass.AccessRecord => 24,
        _ => 84,
    };

    /// <summary>False for what no job takes away.</summary>
    public static bool Enforced(RetentionClass of) => of != RetentionClass.Audit;

    /// <summary>Months in force for every class.</summary>
    public static async Task<IReadOnlyDictionary<RetentionClass, int>> MonthsAsync(SpacesContext context, Guid partnership, CancellationToken cancel)
    {
        var rules = await context.RetentionRules.AsNoTracking().Where(r => r.PartnershipId == partnership).ToDictionaryAsync(r => r.Class, r => r.Months, cancel);
        return Enum.GetValues<RetentionClass>().ToDictionary(of => of, of => rules.TryGetValue(of, out var months) ? months : Proposed(of));
    }

    /// <summary>Runs for one partnership until nothing is over any more.</summary>
    public async Task<RetentionReport> RunAsync(Guid partnership, CancellationToken cancel)
    {
        var total = new RetentionReport(0, 0, 0, 0, 0, 0, 0);
        RetentionReport some;
        do
        {
            some = await SomeAsync(partnership, cancel);
            total = new(
                total.Coarsened + some.Coarsened, total.Erased + some.Erased, some.Held, total.Analyses + some.Analyses,
                total.AccessRecords + some.AccessRecords, total.Exports + some.Exports, total.Files + some.Files);
        }
        while (some.Coarsened + some.Erased + some.Analyses >= AtOnce);
        return total;
    }

    private async Task<RetentionReport> SomeAsync(Guid partnership, CancellationToken cancel)
    {
        await work.BeginForHouseAsync(partnership, cancel);
        var now = clock.GetUtcNow();
        var months = await MonthsAsync(context, partnership, cancel);
        DateTimeOffset Before(RetentionClass of) => now.AddMonths(-months[of]);

        var files = await context.ExportFiles.Where(f => f.PartnershipId == partnership
            && context.Exports.Any(e => e.PartnershipId == partnership && e.Id == f.ExportId && e.ExpiresAt <= now))
            .ExecuteDeleteAsync(cancel);
        var (erased, heldBack) = await TakeAsync(partnership, Before(RetentionClass.IncidentCoarse), RetentionClass.IncidentCoarse, now, cancel);
        var (coarsened, keptWhole) = await TakeAsync(partnership, Before(RetentionClass.IncidentDetail), RetentionClass.IncidentDetail, now, cancel);
        var (wordless, keptWords) = await OutreachWordsAsync(partnership, Before(RetentionClass.OutreachText), now, cancel);
        var (unsaid, keptSaid) = await SpaceWordsAsync(partnership, LocalDays.Of(now).AddMonths(-months[RetentionClass.SpaceReputation]), now, cancel);
        var analyses = await AnalysesAsync(partnership, Before(RetentionClass.Analysis), now, cancel);
        var report = new RetentionReport(
            coarsened + wordless + unsaid, erased, heldBack + keptWhole + keptWords + keptSaid, analyses,
            await erasure.DropAgedAsync(RetentionClass.AccessRecord, Before(RetentionClass.AccessRecord), cancel),
            await erasure.DropAgedAsync(RetentionClass.ExportRegister, Before(RetentionClass.ExportRegister), cancel), files);
        await erasure.DropAgedAsync(RetentionClass.Analysis, Before(RetentionClass.Analysis), cancel);
        if (report with { Held = 0 } == new RetentionReport(0, 0, 0, 0, 0, 0, 0))
        {
            await work.RollbackAsync();
            return report;
        }

        foreach (var (name, count) in new[]
            {
                ("coarsened", report.Coarsened), ("erased", report.Erased), ("held", report.Held), ("analyses", report.Analyses),
                ("access_records", report.AccessRecords), ("exports", report.Exports), ("files", report.Files),
            })
            trail.Note(name, count);
        erasure.WriteLedger();
        await work.CommitAsync(UnitOfWork.Operator(partnership, Name), AuditAction.RetentionRun, "", cancel);
        trail.Clear();
        context.ChangeTracker.Clear();
        return report;
    }

    private async Task<(int Taken, int Held)> TakeAsync(
        Guid partnership, DateTimeOffset before, RetentionClass of, DateTimeOffset now, CancellationToken cancel)
    {
        var erases = of == RetentionClass.IncidentCoarse;
        var today = LocalDays.Of(now);
        var over = context.Incidents.Where(i => i.PartnershipId == partnership && i.RecordedAt < before && (erases || i.CoarsenedAt == null));
        var held = context.LegalHolds.Where(h => h.PartnershipId == partnership && h.ReleasedAt == null && h.EndsOn >= today).Select(h => h.IncidentId);
        var ids = await over.Where(i => !held.Contains(i.Id)).OrderBy(i => i.RecordedAt).ThenBy(i => i.Id).Select(i => i.Id).Take(AtOnce).ToListAsync(cancel);
        var taken = 0;
        foreach (var id in ids)
        {
            var entry = new LedgerEntry(partnership, Guid.CreateVersion7(), id, of, erases ? ErasureKind.Erased : ErasureKind.Coarsened, now);
            var outcome = erases
                ? await erasure.EraseAsync(entry, RecordErasure.ByRetention, null, replay: false, cancel)
                : await erasure.CoarsenAsync(entry, RecordErasure.ByRetention, null, replay: false, cancel);
            if (outcome == ErasureOutcome.Done) taken++;
        }

        return (taken, await over.CountAsync(i => held.Contains(i.Id), cancel));
    }

    private async Task<(int Taken, int Held)> OutreachWordsAsync(Guid partnership, DateTimeOffset before, DateTimeOffset now, CancellationToken cancel)
    {
        var taken = 0;
        var told = await StandingRecords.OutreachWithWordsAsync(context, partnership, before, [], cancel);
        var held = await context.LegalHolds.Where(h => h.PartnershipId == partnership && h.ReleasedAt == null && h.EndsOn >= LocalDays.Of(now))
            .Select(h => h.IncidentId).ToListAsync(cancel);
        foreach (var id in told.Except(held).Take(AtOnce))
        {
            var entry = new LedgerEntry(partnership, Guid.CreateVersion7(), id, RetentionClass.OutreachText, ErasureKind.Erased, now);
            if (await erasure.EraseOutreachWordsAsync(entry, RecordErasure.ByRetention, null, replay: false, cancel) == ErasureOutcome.Done) taken++;
        }

        return (taken, told.Intersect(held).Count());
    }

    private async Task<(int Taken, int Held)> SpaceWordsAsync(Guid partnership, DateOnly before, DateTimeOffset now, CancellationToken cancel)
    {
        var taken = 0;
        var said = await StandingRecords.SpacesWithWordsAsync(context, partnership, before, [], cancel);
        var held = await context.LegalHolds.Where(h => h.PartnershipId == partnership && h.ReleasedAt == null && h.EndsOn >= LocalDays.Of(now))
            .Select(h => h.IncidentId).ToListAsync(cancel);
        foreach (var id in said.Except(held).Take(AtOnce))
        {
            var entry = new LedgerEntry(partnership, Guid.CreateVersion7(), id, RetentionClass.SpaceReputation, ErasureKind.Erased, now);
            if (await erasure.EraseSpaceWordsAsync(entry, RecordErasure.ByRetention, null, replay: false, cancel) == ErasureOutcome.Done) taken++;
        }

        return (taken, said.Intersect(held).Count());
    }

    private async Task<int> AnalysesAsync(Guid partnership, DateTimeOffset before, DateTimeOffset now, CancellationToken cancel)
    {
        var ids = await context.HotspotAnalyses.Where(a => a.PartnershipId == partnership && a.CreatedAt < before)
            .OrderBy(a => a.CreatedAt).Select(a => a.Id).Take(AtOnce).ToListAsync(cancel);
        foreach (var id in ids)
            await erasure.EraseAnalysisAsync(
                new(partnership, Guid.CreateVersion7(), id, RetentionClass.Analysis, ErasureKind.Erased, now), RecordErasure.ByRetention, cancel);
        return ids.Count;
    }
}
