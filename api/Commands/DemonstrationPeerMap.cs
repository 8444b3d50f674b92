using System.Security.Cryptography;
using SpacesPlaces.Api.Assessments;
using SpacesPlaces.Api.Assessments.Instruments;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Commands;

/// <summary>
/// Two groups by letters and the ways between the invented park and the town, as workers knew them before the demonstration's plan: some of it
/// unverified, and one entry that nobody confirmed by the agreed day.
/// </summary>
internal static class DemonstrationPeerMap
{
    private static readonly (string Letter, PeerGroupContent Group)[] Groups =
    [
        ("A", new(GroupSize.FiveToNine, GroupMeaning.Support, [AgeBand.From13To15], "Share their food, and walk home together.")),
        ("B", new(GroupSize.TenOrMore, GroupMeaning.Mixed, [AgeBand.From13To15, AgeBand.From16To17], "Come by train at weekends.")),
    ];

    private static readonly (string Letter, PeerLinkKind Kind, string Place, InfoGrade Grade)[] Links =
    [
        ("A", PeerLinkKind.SafeAt, "The kiosk by the water, until six", InfoGrade.FirstHand),
        ("A", PeerLinkKind.PressuredAt, "The shelter, after dark", InfoGrade.SecondHand),
        ("B", PeerLinkKind.TravelsTo, "The station of the next town", InfoGrade.Unverified),
    ];

    private static readonly (RouteLegContent Leg, InfoGrade Grade)[] Legs =
    [
        (new("The school", "The park", RouteMode.Walk, RouteTime.Day, RouteFeeling.Safe), InfoGrade.FirstHand),
        (new("The park", "The station", RouteMode.Walk, RouteTime.Evening, RouteFeeling.Worried, "The path is dark behind the hedge."), InfoGrade.FirstHand),
        (new("The station", "The next town", RouteMode.Lift, RouteTime.Night, RouteFeeling.NotKnown, "Drivers offer lifts when the last bus has gone."), InfoGrade.Unverified),
    ];

    public static IEnumerable<object> Of(Assessment assessment, Func<string, Guid> idOf, Guid by, DateTimeOffset now)
    {
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        yield return new PeerMapAgreement
        {
            PartnershipId = assessment.PartnershipId,
            AssessmentId = assessment.Id,
            Version = 2,
            Purpose = "To plan a safer way home, and to know which groups are a support.",
            UsedBy = "The panel and the youth service.",
            UpdateOn = today.AddDays(18),
            Agency = assessment.Agency,
            AgreedBy = by,
            AgreedAt = now.AddDays(-71),
            ContentSha256 = SHA256.HashData(assessment.Id.ToByteArray()),
        };
        foreach (var (letter, group) in Groups)
            yield return Entry($"peer group {letter}", PeerMapKind.Group, new(0, SourceKind.PractitionerObserved, InfoGrade.FirstHand, default, Group: group), letter);
        foreach (var (at, link) in Links.Index())
            yield return Entry($"peer link {at}", PeerMapKind.Link, new(0, SourceKind.Community, link.Grade, default, Link: new(idOf($"peer group {link.Letter}"), link.Kind, Place: link.Place)));
        foreach (var (at, leg) in Legs.Index())
            yield return Entry($"peer leg {at}", PeerMapKind.Leg, new(0, SourceKind.PractitionerObserved, leg.Grade, default, Leg: leg.Leg), confirmed: at > 0);

        // What was not confirmed stands until the day that was agreed first, and that is past.
        PeerMapEntry Entry(string what, PeerMapKind kind, NewPeerMapEntry content, string? letter = null, bool confirmed = true) => new()
        {
            PartnershipId = assessment.PartnershipId,
            Id = idOf(what),
            AssessmentId = assessment.Id,
            Kind = kind,
            Letter = letter,
            Detail = PeerMapEntry.Written(content),
            Source = content.Source,
            Grade = content.Grade,
            KnownOn = today.AddDays(-72),
            StandsUntil = today.AddDays(confirmed ? 18 : -10),
            Agency = assessment.Agency,
            RecordedBy = by,
            RecordedAt = now.AddDays(-71),
            ContentSha256 = SHA256.HashData(idOf(what).ToByteArray()),
        };
    }
}
