using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Spaces;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Assessments.Instruments;

/// <summary>Rules of input for peer and route maps: pure, so that the same body is judged the same everywhere.</summary>
public static class PeerMapChecks
{
    public const int LongestWords = 500;
    public const int LongestPlace = 200;
    private const int LongestDays = 92;

    public static IEnumerable<Refusal> Check(PeerMapAgreementContent agreement, CheckContext about)
    {
        foreach (var refusal in SpaceChecks.Words(agreement.Purpose, "purpose", LongestWords)) yield return refusal;
        foreach (var refusal in SpaceChecks.Words(agreement.UsedBy, "usedBy", LongestWords)) yield return refusal;
        foreach (var refusal in AssessmentPlanChecks.Language(agreement.LanguageReason)) yield return refusal;
        DateOnly today = LocalDays.Of(about.Now), last = today.AddDays(LongestDays);
        if (agreement.UpdateOn < today || agreement.UpdateOn > last)
            yield return Refusal.Of(ProblemCodes.DayNotInRange, "updateOn", ("from", AssessmentChecks.Day(today)), ("to", AssessmentChecks.Day(last)));
    }

    public static IEnumerable<Refusal> Check(NewPeerMapEntry entry, CheckContext about)
    {
        foreach (var refusal in AssessmentPlanChecks.Past(entry.KnownOn, "knownOn", about)) yield return refusal;
        foreach (var refusal in AssessmentPlanChecks.Language(entry.LanguageReason)) yield return refusal;
        object?[] told = [entry.Group, entry.Link, entry.Leg];
        if (told.Count(one => one is not null) != 1)
        {
            yield return new(told.All(one => one is null) ? ProblemCodes.FieldMissing : ProblemCodes.FieldNotAllowedHere, "group");
            yield break;
        }

        foreach (var refusal in entry.Group is { } group ? Group(group) : entry.Link is { } link ? Link(link) : Leg(entry.Leg!)) yield return refusal;
    }

    public static IEnumerable<Refusal> Check(PeerMapConfirmation confirmation, CheckContext about) =>
        AssessmentPlanChecks.Past(confirmation.KnownOn, "knownOn", about);

    public static IEnumerable<Refusal> Check(PeerMapWithdrawal withdrawal, CheckContext about) =>
        [.. SpaceChecks.Words(withdrawal.Reason, "reason", LongestWords), .. AssessmentPlanChecks.Language(withdrawal.LanguageReason)];

    private static IEnumerable<Refusal> Group(PeerGroupContent group) =>
    [
        .. group.Ages is { } ages && ages.Distinct().Count() != ages.Count ? [new(ProblemCodes.FieldNotAllowedHere, "group.ages")] : (Refusal[])[],
        .. group.Note is { } note ? SpaceChecks.Words(note, "group.note", LongestWords) : [],
    ];

    private static IEnumerable<Refusal> Link(PeerLinkContent link)
    {
        object?[] ends = [link.ToGroupId, link.Place, link.SpaceId];
        if (ends.Count(end => end is not null) != 1) yield return new(ends.All(end => end is null) ? ProblemCodes.FieldMissing : ProblemCodes.FieldNotAllowedHere, "link.place");
        if (link.ToGroupId == link.GroupId) yield return new(ProblemCodes.FieldNotAllowedHere, "link.toGroupId");
        if (link.Place is not { } place) yield break;
        foreach (var refusal in SpaceChecks.Words(place, "link.place", LongestPlace)) yield return refusal;
    }

    private static IEnumerable<Refusal> Leg(RouteLegContent leg) =>
    [
        .. SpaceChecks.Words(leg.From, "leg.from", LongestPlace), .. SpaceChecks.Words(leg.To, "leg.to", LongestPlace),
        .. leg.Hazards is { } hazards ? SpaceChecks.Words(hazards, "leg.hazards", LongestWords) : [],
    ];
}
