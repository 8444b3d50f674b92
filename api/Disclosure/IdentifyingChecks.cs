using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Photos;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Disclosure;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Disclosure;

/// <summary>Text that may identify somebody: shown before it is sent, and kept only with a reason.</summary>
internal static class IdentifyingChecks
{
    /// <summary>What in the narrative may identify somebody; names of the partnership's places do not.</summary>
    public static async Task<IReadOnlyList<IdentifyingSpan>> FindAsync(
        NewIncident body, Guid partnershipId, SpacesContext context, CancellationToken cancel) =>
        body.Narrative is { } text ? await FindAsync(text, LocalDays.Of(body.OccurredFrom), partnershipId, context, cancel) : [];

    /// <summary>Refuses such text in a narrative, or in what its photos are called, without a reason.</summary>
    public static Task<IReadOnlyList<Refusal>> RefuseAsync(
        NewIncident body, HttpContext http, Guid partnershipId, SpacesContext context, CancellationToken cancel) => RefuseAsync(
            [.. body.Narrative is { } text ? [("narrative", text)] : Array.Empty<(string, string)>(), .. PhotoChecks.TextsOf(body.Photos)], LocalDays.Of(body.OccurredFrom), body.IdentifyingReason, http, partnershipId, context, cancel);

    /// <summary>Refuses such text without a reason, naming each stretch; characters are counted from 1, as people do.</summary>
    /// <param name="texts">Each text with the field that it stands in.</param>
    /// <param name="day">The day that the texts are about.</param>
    /// <param name="reason">Why it is kept; null where nobody has said.</param>
    /// <param name="http">For the reader's language.</param>
    /// <param name="partnershipId">Whose places may be named.</param>
    /// <param name="context">The database, with the acting member's transaction.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<IReadOnlyList<Refusal>> RefuseAsync(
        IEnumerable<(string Field, string Text)> texts, DateOnly day, string? reason, HttpContext http, Guid partnershipId, SpacesContext context,
        CancellationToken cancel)
    {
        if (reason is not null) return [];
        var tongue = RequestLanguage.Of(http);
        List<Refusal> refusals = [];
        foreach (var (field, text) in texts)
        {
            refusals.AddRange((await FindAsync(text, day, partnershipId, context, cancel)).Select(span => RefusalOf(span, field, tongue)));
        }

        return refusals;
    }

    /// <summary>The same for many texts, with the names of places already read.</summary>
    public static IEnumerable<Refusal> Refuse(IEnumerable<(string Field, string Text)> texts, DateOnly day, Tongue tongue, IReadOnlyCollection<string> placeNames) =>
        from text in texts
        let found = IdentifyingText.Find(text.Text, day, [])
        from span in found.All(span => span.Kind != IdentifyingKind.PersonName) ? found : IdentifyingText.Find(text.Text, day, placeNames)
        select RefusalOf(span, text.Field, tongue);

    private static Refusal RefusalOf(IdentifyingSpan span, string field, Tongue tongue) => Refusal.Of(
        ProblemCodes.TextMayIdentify, field,
        ("kind", Texts.Get(tongue, $"identifying_kind.{WireName.Of(span.Kind)}")), ("from", span.Start + 1), ("to", span.Start + span.Length));

    private static async Task<IReadOnlyList<IdentifyingSpan>> FindAsync(
        string text, DateOnly day, Guid partnershipId, SpacesContext context, CancellationToken cancel)
    {
        var found = IdentifyingText.Find(text, day, []);
        // The gazetteer is read only where a name is in doubt.
        if (found.All(span => span.Kind != IdentifyingKind.PersonName)) return found;
        var names = await context.Places.AsNoTracking().Where(p => p.PartnershipId == partnershipId)
            .Select(p => new { p.NameEn, p.NameCy, p.TownEn, p.TownCy }).ToListAsync(cancel);
        return IdentifyingText.Find(
            text, day, names.SelectMany(n => new[] { n.NameEn, n.NameCy, n.TownEn, n.TownCy }).OfType<string>().Distinct());
    }
}
