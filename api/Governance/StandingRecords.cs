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

    public static async Task<bool> StandsAsync(SpacesContext context, Guid partnership, Guid incident, CancellationToken cancel)
    {
        var hidden = await HiddenAsync(context, cancel);
        return !hidden.Contains(incident) && await InWholeSightAsync(
            context, () => context.Incidents.AnyAsync(i => i.PartnershipId == partnership && i.Id == incident, cancel), cancel);
    }

    /// <summary>Records that the acting person is excluded from.</summary>
    public static async Task<Guid[]> HiddenAsync(SpacesContext context, CancellationToken cancel) =>
        [.. await context.Database.SqlQuery<Guid>($"select unnest(acting_hidden()) as \"Value\"").ToListAsync(cancel)];

    private static Task<string> SetHouseAsync(SpacesContext context, string state, CancellationToken cancel) =>
        context.Database.SqlQuery<string>($"select set_config('spacesplaces.house', {state}, true) as \"Value\"").SingleAsync(cancel);
}
