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

    /// <summary>Whether a record stands that the acting person may know of: an incident, an outreach session, an environment task or a space.</summary>
    public static async Task<bool> StandsAsync(SpacesContext context, Guid partnership, Guid incident, CancellationToken cancel)
    {
        if (await IsOutreachAsync(context, partnership, incident, cancel) || await IsSpaceAsync(context, partnership, incident, cancel)) return true;
        var hidden = await HiddenAsync(context, cancel);
        return !hidden.Contains(incident) && await InWholeSightAsync(
            context, () => context.Incidents.AnyAsync(i => i.PartnershipId == partnership && i.Id == incident, cancel), cancel);
    }

    /// <summary>Whether an outreach session or an environment task stands.</summary>
    public static async Task<bool> IsOutreachAsync(SpacesContext context, Guid partnership, Guid id, CancellationToken cancel) =>
        await context.OutreachSessions.AnyAsync(s => s.PartnershipId == partnership && s.Id == id, cancel)
        || await context.EnvironmentTasks.AnyAsync(t => t.PartnershipId == partnership && t.Id == id, cancel);

    public static Task<bool> IsSpaceAsync(SpacesContext context, Guid partnership, Guid id, CancellationToken cancel) =>
        context.Spaces.AnyAsync(s => s.PartnershipId == partnership && s.Id == id, cancel);

    /// <summary>Spaces of which something is said: on which the work ended before a day; where some are named, those only, whenever it ended.</summary>
    public static async Task<IReadOnlyList<Guid>> SpacesWithWordsAsync(
        SpacesContext context, Guid partnership, DateOnly before, Guid[] only, CancellationToken cancel) =>
        await context.Spaces.Where(s => s.PartnershipId == partnership && (only.Length == 0 ? s.EndedOn != null && s.EndedOn <= before : only.Contains(s.Id))
                && (s.Moves.Any(m => m.Reason != null) || context.VenueReplies.Any(r => r.PartnershipId == partnership && r.SpaceId == s.Id && r.Text != null)
                    || context.Assessments.Any(a => a.PartnershipId == partnership && a.SpaceId == s.Id && a.Steps.Any(m => m.Reason != null))))
            .OrderBy(s => s.EndedOn).ThenBy(s => s.Id).Select(s => s.Id).ToListAsync(cancel);

    /// <summary>
    /// Outreach sessions in which something is written or photographed, or was before a correction, and environment tasks with photos:
    /// recorded before a time; where some are named, of those only.
    /// </summary>
    public static async Task<IReadOnlyList<Guid>> OutreachWithWordsAsync(
        SpacesContext context, Guid partnership, DateTimeOffset before, Guid[] only, CancellationToken cancel) =>
        await context.Database.SqlQuery<Guid>(
            $"""
            select id as "Value" from (
                select id, recorded_at from outreach_session session
                where partnership_id = {partnership}
                    and (jsonb_exists_any(detail, session_words())
                        or exists (select from photo where photo.partnership_id = session.partnership_id and photo.session_id = session.id)
                        or exists (select from outreach_revision r where r.partnership_id = session.partnership_id and r.session_id = session.id))
                union all
                select id, recorded_at from environment_task task
                where partnership_id = {partnership}
                    and exists (select from photo where photo.partnership_id = task.partnership_id and photo.task_id = task.id)) told
            where recorded_at < {before} and (cardinality({only}) = 0 or id = any({only}))
            order by recorded_at, id
            """).ToListAsync(cancel);

    /// <summary>Records that the acting person is excluded from.</summary>
    public static async Task<Guid[]> HiddenAsync(SpacesContext context, CancellationToken cancel) =>
        [.. await context.Database.SqlQuery<Guid>($"select unnest(acting_hidden()) as \"Value\"").ToListAsync(cancel)];

    private static Task<string> SetHouseAsync(SpacesContext context, string state, CancellationToken cancel) =>
        context.Database.SqlQuery<string>($"select set_config('spacesplaces.house', {state}, true) as \"Value\"").SingleAsync(cancel);
}
