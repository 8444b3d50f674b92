using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Governance;

/// <summary>Tells, once, what ends within 30 days: agreements to data protection and the leads of the parties, holds to their owners.</summary>
internal static class EndingNotices
{
    public static async Task TellAsync(IServiceProvider services, Guid partnership, TimeProvider clock, CancellationToken cancel)
    {
        var context = services.GetRequiredService<SpacesContext>();
        var work = services.GetRequiredService<UnitOfWork>();
        await work.BeginForHouseAsync(partnership, cancel);
        var now = clock.GetUtcNow();
        var told = await AgreementsAsync(context, partnership, now, cancel) + await HoldsAsync(context, partnership, now, cancel);
        if (told == 0)
        {
            await work.RollbackAsync();
            return;
        }

        services.GetRequiredService<AuditTrail>().Note("told", told);
        await work.CommitAsync(UnitOfWork.Operator(partnership, "notices"), AuditAction.NoticesListed, "", cancel);
    }

    private static async Task<int> AgreementsAsync(SpacesContext context, Guid partnership, DateTimeOffset now, CancellationToken cancel)
    {
        var today = LocalDays.Of(now);
        var last = today.AddDays(Agreements.DaysOfNotice);
        var ending = await context.SharingAgreements.AsNoTracking()
            .Where(a => a.PartnershipId == partnership && a.EndedAt == null && a.EndsOn >= today && a.EndsOn <= last).ToListAsync(cancel);
        var told = 0;
        foreach (var agreement in ending)
        {
            var endsOn = agreement.EndsOn.ToString("O", CultureInfo.InvariantCulture);
            var people = await context.Memberships.AsNoTracking()
                .Where(m => m.PartnershipId == partnership && m.EndedAt == null && (m.Role == Role.DataProtection
                    || (m.Role == Role.YouthLead && agreement.Parties.Contains(m.Agency))))
                .Select(m => m.AccountId).ToListAsync(cancel);
            told += await OnceAsync(
                context, partnership, people, NoticeKind.AgreementEnding, agreement.Id, now, endsOn,
                [("reference", agreement.Reference), ("endsOn", endsOn)], cancel);
        }

        return told;
    }

    private static async Task<int> HoldsAsync(SpacesContext context, Guid partnership, DateTimeOffset now, CancellationToken cancel)
    {
        var today = LocalDays.Of(now);
        var last = today.AddDays(Agreements.DaysOfNotice);
        var ending = await context.LegalHolds.AsNoTracking()
            .Where(h => h.PartnershipId == partnership && h.ReleasedAt == null && h.EndsOn >= today && h.EndsOn <= last).ToListAsync(cancel);
        var told = 0;
        foreach (var hold in ending)
        {
            var endsOn = hold.EndsOn.ToString("O", CultureInfo.InvariantCulture);
            told += await OnceAsync(
                context, partnership, [hold.OwnerId], NoticeKind.HoldEnding, hold.Id, now, endsOn, [("endsOn", endsOn)], cancel);
        }

        return told;
    }

    // Once for each last day: an agreement that was made longer is told of again before its new end.
    private static async Task<int> OnceAsync(
        SpacesContext context, Guid partnership, IReadOnlyList<Guid> people, NoticeKind kind, Guid subject, DateTimeOffset now,
        string endsOn, (string Name, string Value)[] values, CancellationToken cancel)
    {
        var told = await context.Notices.AsNoTracking()
            .Where(n => n.PartnershipId == partnership && n.Kind == kind && n.SubjectId == subject)
            .Select(n => new { n.AccountId, n.Detail }).ToListAsync(cancel);
        var untold = people.Except(told.Where(n => n.Detail.Contains(endsOn, StringComparison.Ordinal)).Select(n => n.AccountId)).ToList();
        Notices.Tell(context, partnership, untold, kind, subject, now, values);
        return untold.Count;
    }
}
