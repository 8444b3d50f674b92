using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Http;

/// <summary>
/// How many different records a person may see within an hour, as the partnership sets it: work at a panel stays far below, copying
/// everything by a script does not. Kept in memory, so each program of several counts for itself and a restart begins anew.
/// </summary>
internal sealed class ViewBudgets(TimeProvider clock)
{
    private static readonly TimeSpan Span = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<(Guid Partnership, Guid Account), Dictionary<Guid, DateTimeOffset>> seen = new();

    /// <summary>The refusal when an answer about to be given would show more than the budget leaves; nothing of it is counted then.</summary>
    public async Task<Refusal?> SpendAsync(HttpContext http, ActorIdentity who, CancellationToken cancel)
    {
        var records = http.RequestServices.GetRequiredService<AuditTrail>().Shown;
        if (records.Count == 0) return null;
        var budget = await http.RequestServices.GetRequiredService<SpacesContext>().Partnerships
            .Where(p => p.PartnershipId == who.PartnershipId).Select(p => p.ViewsPerHour).SingleAsync(cancel);
        if (TrySpend((who.PartnershipId, who.UserId), records, budget, out var wait)) return null;
        http.Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Refusal.Of(ProblemCodes.ViewBudgetSpent, null, ("max", budget));
    }

    private bool TrySpend((Guid, Guid) person, IReadOnlyCollection<Guid> records, int budget, out TimeSpan wait)
    {
        var now = clock.GetUtcNow();
        var views = seen.GetOrAdd(person, _ => []);
        lock (views)
        {
            foreach (var (id, at) in views)
                if (at <= now - Span) views.Remove(id);
            var more = records.Where(id => !views.ContainsKey(id)).Distinct().Count();
            wait = views.Count == 0 ? Span : views.Values.Min() + Span - now;
            if (views.Count + more > budget) return false;
            foreach (var id in records) views[id] = now;
            return true;
        }
    }
}
