using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Incidents;

/// <summary>As much of an incident as decides what of it a file may show.</summary>
internal sealed record IncidentMark(Guid Id, int Version, Agency From, Sensitivity Sensitivity, bool HasChildren, bool HasNarrative);

/// <summary>Reads many incidents without holding them: the newest first, in the order of the list.</summary>
internal static class IncidentPages
{
    private const int AtOnce = 2_000;

    /// <summary>The marks of at most so many incidents.</summary>
    public static IAsyncEnumerable<IncidentMark> MarksAsync(IQueryable<Incident> matching, int most) =>
        matching.OrderByDescending(i => i.OccurredFrom).ThenByDescending(i => i.Id).Take(most)
            .Select(i => new IncidentMark(i.Id, i.Version, i.RecordedByAgency, i.Sensitivity, i.Children.Count > 0, i.Narrative != null))
            .AsAsyncEnumerable();

    /// <summary>The incidents with their children and photos, some at a time.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<Incident>> ReadAsync(IQueryable<Incident> matching, [EnumeratorCancellation] CancellationToken cancel)
    {
        Incident? last = null;
        do
        {
            var rest = matching;
            if (last is { OccurredFrom: var at, Id: var id })
                rest = rest.Where(i => i.OccurredFrom <= at && (i.OccurredFrom < at || i.Id < id));
            var page = await rest.OrderByDescending(i => i.OccurredFrom).ThenByDescending(i => i.Id).Take(AtOnce)
                .Include(i => i.Children).ThenInclude(c => c.Child).Include(i => i.Photos).AsSplitQuery().ToListAsync(cancel);
            if (page.Count > 0) yield return page;
            last = page.Count == AtOnce ? page[^1] : null;
        }
        while (last is not null);
    }
}
