using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Disclosure;

/// <summary>What stands on several agencies' data needs an agreement in force; the own agency's records never do.</summary>
internal static class SharingNeeded
{
    /// <summary>Refused while no agreement in force lets the item pass to the reader's agency.</summary>
    public static RouteHandlerBuilder NeedsAgreement(this RouteHandlerBuilder endpoint, DataItem item) =>
        endpoint.AddEndpointFilter(async (call, next) =>
            RefusalFor(call.HttpContext.RequestServices.GetRequiredService<Actor>(), item) is { } refusal
                ? Problems.Of([refusal])
                : await next(call));

    /// <summary>The refusal when nothing lets the item pass to the actor's agency.</summary>
    public static Refusal? RefusalFor(Actor actor, DataItem item, string? field = null) =>
        actor.Sharing.Lets(item) ? null : new(ProblemCodes.SharingAgreementNeeded, field);

    /// <summary>The refusal when one of these agencies shares nothing that happened with the actor's.</summary>
    public static Refusal? RefusalFor(Actor actor, IEnumerable<Agency> agencies, string field)
    {
        var sharing = actor.Sharing.Agencies.ToHashSet();
        return agencies.All(agency => agency == actor.Agency || sharing.Contains(agency)) ? null : new(ProblemCodes.SharingAgreementNeeded, field);
    }

    /// <summary>Agencies whose events may count towards what the actor's agency finds.</summary>
    public static Agency[] AgenciesThatCount(ActorIdentity who) =>
        [.. Enum.GetValues<Agency>().Where(agency => agency == who.Agency
            || who.Sharing.Lets(DataItem.ExactPlace, agency) || who.Sharing.Lets(DataItem.Hotspots, agency))];
}
