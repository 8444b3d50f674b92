using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Database;

namespace SpacesPlaces.Api.Governance;

/// <summary>
/// Data protection acts on records that it does not see: restricted ones and other agencies'. What it is excluded from stays absent
/// for it here too.
/// </summary>
internal static class StandingRecords
{
    /// <summary>Runs with the whole partnership in sight, without what the acting person is excluded from.</summary>
    public static async Task<T> InWholeSightAsync<T>(SpacesContext context, Func<Task<T>> look, CancellationToken cancel)
    {
        await SetHouseAsync(context, "on", cancel);
        try
        {
            return await look();
        }
        finally
        {
            await SetHouseAsync(context, "off", cancel);
        }
    }

    /// <summary>Whether a record stands that the acting person may know of: an incident or an outreach session.</summary>
    public static async Task<bool> StandsAsync(SpacesContext context, Guid partnership, Guid incident, CancellationToken cancel)
    {
        if (await IsSessionAsync(context, partnership, incident, cancel)) return true;
        var hidden = await HiddenAsync(context, cancel);
        return !hidden.Contains(incident) && await InWholeSightAsync(
            context, () => context.Incidents.AnyAsync(i => i.PartnershipId == partnership && i.Id == incident, cancel), cancel);
    }

    public static Task<bool> IsSessionAsync(SpacesContext context, Guid partnership, Guid id, CancellationToken cancel) =>
        context.OutreachSessions.AnyAsync(s => s.PartnershipId == partnership && s.Id == id, cancel);

    /// <summary>Outreach sessions in which something is written, or was before a correction: recorded before a time; where some are named, of those only.</summary>
    public static async Task<IReadOnlyList<Guid>> SessionsWithWordsAsync(
        SpacesContext context, Guid partnership, DateTimeOffset before, Guid[] only, CancellationToken cancel) =>
        await context.Database.SqlQuery<Guid>(
            $"""
            select id as "Value" from outreach_session session
            where partnership_id = {partnership} and recorded_at < {before} and (cardinality({only}) = 0 or id = any({only}))
                and (jsonb_exists_any(detail, session_words())
                    or exists (select from outreach_revision r where r.partnership_id = session.partnership_id and r.session_id = session.id))
            order by recorded_at, id
            """).ToListAsync(cancel);

    /// <summary>Records that the acting person is excluded from.</summary>
    public static async Task<Guid[]> HiddenAsync(SpacesContext context, CancellationToken cancel) =>
        [.. await context.Database.SqlQuery<Guid>($"select unnest(acting_hidden()) as \"Value\"").ToListAsync(cancel)];

    private static Task<string> SetHouseAsync(SpacesContext context, string state, CancellationToken cancel) =>
        context.Database.SqlQuery<string>($"select set_config('spacesplaces.house', {state}, true) as \"Value\"").SingleAsync(cancel);
}
