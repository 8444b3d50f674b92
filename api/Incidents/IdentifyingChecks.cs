using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Disclosure;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Incidents;

/// <summary>Text that may identify somebody: shown before it is sent, and kept only with a reason.</summary>
internal static class IdentifyingChecks
{
    /// <summary>What in the narrative may identify somebody; names of the partnership's places do not.</summary>
    public static async Task<IReadOnlyList<IdentifyingSpan>> FindAsync(
        NewIncident body, Guid partnershipId, SpacesContext context, CancellationToken cancel)
    {
        if (body.Narrative is not { } text) return [];
        var day = LocalDays.Of(body.OccurredFrom);
        var found = IdentifyingText.Find(text, day, []);
        // The gazetteer is read only where a name is in doubt.
        if (found.All(span => span.Kind != IdentifyingKind.PersonName)) return found;
        var names = await context.Places.AsNoTracking().Where(p => p.PartnershipId == partnershipId)
            .Select(p => new { p.NameEn, p.NameCy, p.TownEn, p.TownCy }).ToListAsync(cancel);
        return IdentifyingText.Find(
            text, day, names.SelectMany(n => new[] { n.NameEn, n.NameCy, n.TownEn, n.TownCy }).OfType<string>().Distinct());
    }

    /// <summary>Refuses such text without a reason, naming each stretch; characters are counted from 1, as people do.</summary>
    public static async Task<IReadOnlyList<Refusal>> RefuseAsync(
        NewIncident body, HttpContext http, Guid partnershipId, SpacesContext context, CancellationToken cancel)
    {
        if (body.IdentifyingReason is not null) return [];
        var tongue = RequestLanguage.Of(http);
        return [.. (await FindAsync(body, partnershipId, context, cancel)).Select(span => Refusal.Of(
            ProblemCodes.TextMayIdentify, "narrative",
            ("kind", Texts.Get(tongue, $"identifying_kind.{WireName.Of(span.Kind)}")),
            ("from", span.Start + 1), ("to", span.Start + span.Length)))];
    }
}
