using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Language;

namespace SpacesPlaces.Api.Spaces;

/// <summary>Words about a space: what may tell who somebody is stays out whatever the reason; a challenged wording stays with one.</summary>
internal static class SpaceTexts
{
    /// <param name="texts">Each text with the field that it stands in; null where nothing was written.</param>
    /// <param name="languageReason">Why a challenged wording is kept.</param>
    /// <param name="http">For the reader's language.</param>
    /// <param name="actor">Who writes.</param>
    /// <param name="context">The database.</param>
    /// <param name="trail">Takes which wordings were kept.</param>
    /// <param name="clock">The server's clock.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<IReadOnlyList<Refusal>> RefuseAsync(
        (string Field, string? Text)[] texts, string? languageReason, HttpContext http, Actor actor, SpacesContext context, AuditTrail trail,
        TimeProvider clock, CancellationToken cancel)
    {
        (string Field, string Text)[] written = [.. texts.Where(one => one.Text is not null).Select(one => (one.Field, one.Text!))];
        return
        [
            .. await IdentifyingChecks.RefuseAsync(written, LocalDays.Of(clock.GetUtcNow()), null, http, actor.PartnershipId, context, cancel),
            .. LanguageChecks.Refuse(written, languageReason, trail),
        ];
    }
}
