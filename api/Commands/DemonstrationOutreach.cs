using System.Security.Cryptography;
using System.Text.Json;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Outreach;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.Samples;

namespace SpacesPlaces.Api.Commands;

/// <summary>The demonstration's outreach: sessions as workers tell of them, and what they found that somebody can mend.</summary>
internal static class DemonstrationOutreach
{
    private const int Told = 24;

    // What workers of the last sessions wrote; one in three in Welsh, as the team speaks.
    private static readonly (string Language, string Seen, string Good)[] Words =
    [
        ("en", "Busy until nine, then quiet. Two adults in a parked car left when we came near.", "Staff at the cafe know the young people by sight and look out for them."),
        ("cy", "Tywyll wrth y gysgodfan; roedd y golau'n diffodd bob munud.", "Mae'r bobl ifanc yn gofalu am ei gilydd ac yn aros gyda'i gilydd."),
        ("en", "Fewer young people than last week because of the rain.", "A bus driver waited until everybody was on board."),
    ];

    private static readonly (EnvironmentDefect Defect, Agency Owner, EnvironmentTaskStatus Status, int DueInDays, string Language, string Note, string? Reason)[] Found =
    [
        (EnvironmentDefect.LightBroken, Agency.Housing, EnvironmentTaskStatus.Open, -6, "en", "The second lamp from the steps has been out for two weeks.", null),
        (EnvironmentDefect.Overgrown, Agency.Housing, EnvironmentTaskStatus.WithOwner, 12, "en", "Bushes hide the bench from the path.", "Gardeners come in the first week of the month."),
        (EnvironmentDefect.BrokenShelter, Agency.Other, EnvironmentTaskStatus.Open, 20, "cy", "Mae gwydr y gysgodfan wedi torri ar un ochr.", null),
        (EnvironmentDefect.CameraBroken, Agency.Police, EnvironmentTaskStatus.WithOwner, 3, "en", "The camera over the car park points at the wall.", "Reported to the control room."),
        (EnvironmentDefect.NoSignal, Agency.Other, EnvironmentTaskStatus.NotDone, 0, "en", "No signal along the river for half a mile.", "No mast is planned; outreach carries a radio here."),
        (EnvironmentDefect.NeedlesOrGlass, Agency.Housing, EnvironmentTaskStatus.Done, -20, "cy", "Gwydr wedi torri o dan y siglenni.", "Wedi'i glirio."),
        (EnvironmentDefect.HiddenCorner, Agency.Licensing, EnvironmentTaskStatus.Open, 30, "en", "Bins make a corner behind the takeaway that nobody sees.", null),
        (EnvironmentDefect.NoLight, Agency.Housing, EnvironmentTaskStatus.Open, -1, "en", "The path between the station and the school has no light at all.", null),
    ];

    /// <summary>Every session of the county; the last ones tell what was seen and what is good about the place.</summary>
    public static IEnumerable<OutreachSession> SessionsOf(County county, ActorIdentity recorder, CheckContext about)
    {
        var places = county.Places.ToDictionary(place => place.Id);
        foreach (var (at, session) in county.Sessions.Index())
        {
            var last = county.Sessions.Count - at;
            var made = new OutreachSession
            {
                PartnershipId = recorder.PartnershipId,
                Id = session.Id,
                Point = places[session.PlaceIds[0]].Anchor,
                StartedAt = session.StartedAt.ToUniversalTime(),
                EndedAt = session.EndedAt.ToUniversalTime(),
                Staff = session.StaffCount,
                SpokenTo = session.YoungPeopleSpokenTo,
                NoConcern = session.YoungPeopleSpokenTo == 0,
                Detail = JsonSerializer.Serialize(DetailOf(session, last > Told ? null : Words[last % Words.Length]), WireJson.Options),
                Agency = session.Agencies[0],
                RecordedBy = recorder.UserId,
                RecordedAt = session.EndedAt.ToUniversalTime(),
                ContentSha256 = SHA256.HashData(session.Id.ToByteArray()),
            };
            if (SessionChecks.Check(SessionViews.AsRecorded(made), about).FirstOrDefault() is { } refusal)
                throw new InvalidOperationException($"The invented session {session.Id} breaks a rule: {refusal.Code} {refusal.Field}.");
            yield return made;
        }
    }

    /// <summary>What can be mended at places of the county: some of it waits too long, some is done, some will not be.</summary>
    public static IEnumerable<EnvironmentTask> TasksOf(County county, ActorIdentity recorder, DateTimeOffset now)
    {
        SamplePlace[] outside =
        [
            .. county.Places.Where(place => place.Type is PlaceType.ParkOpenSpace or PlaceType.PlaySkate or PlaceType.RiversideWater or PlaceType.CarPark or PlaceType.TransportHub),
        ];
        foreach (var (at, (defect, owner, status, dueInDays, language, note, reason)) in Found.Index())
        {
            var place = outside[at * outside.Length / Found.Length];
            var recordedAt = now.AddDays(-30 + at);
            var task = new EnvironmentTask
            {
                PartnershipId = recorder.PartnershipId,
                Id = InventedId.Of(county.Seed, "environment_task", defect.ToString()),
                Version = reason is null ? 1 : 2,
                Point = new Point(place.Anchor.X + 6, place.Anchor.Y - 4) { SRID = place.Anchor.SRID },
                AccuracyMetres = 10,
                PlacedBy = PointSource.Pin,
                Defect = defect,
                Status = status,
                Owner = owner,
                Note = note,
                NoteLanguage = language,
                Due = DateOnly.FromDateTime(now.UtcDateTime).AddDays(dueInDays),
                Agency = recorder.Agency,
                RecordedBy = recorder.UserId,
                RecordedAt = recordedAt,
                ContentSha256 = SHA256.HashData(place.Id.ToByteArray()),
            };
            task.Steps.Add(StepOf(task, 1, EnvironmentTaskStatus.Open, null, recorder, recordedAt));
            if (reason is not null) task.Steps.Add(StepOf(task, 2, status, reason, recorder, recordedAt.AddDays(4)));
            yield return task;
        }
    }

    private static SessionDetail DetailOf(SampleSession session, (string Language, string Seen, string Good)? words) => new(
        Visits: [.. session.PlaceIds.Distinct().Select(place => new SpaceVisit(words is null ? VisitOutcome.NoConcern : VisitOutcome.Strength, place))],
        Partners: session.Agencies.Count > 1 ? [.. session.Agencies.Skip(1)] : null,
        Languages: [.. session.Languages.Select(language => language == "cy" ? SpokenLanguage.Welsh : SpokenLanguage.English)],
        Resources: session.Resources.Count == 0 ? null
            : [.. session.Resources.Select(given => new ResourceGiven(given.Kind == "water" ? ResourceKind.FoodOrDrink : WireName.Parse<ResourceKind>(given.Kind), given.Quantity))],
        Observations: words?.Seen, Strengths: words?.Good, TextLanguage: words?.Language);

    private static EnvironmentTaskEvent StepOf(
        EnvironmentTask task, int version, EnvironmentTaskStatus status, string? reason, ActorIdentity by, DateTimeOffset at) => new()
        {
            PartnershipId = task.PartnershipId,
            TaskId = task.Id,
            Version = version,
            Status = status,
            Owner = task.Owner,
            Reason = reason,
            Agency = by.Agency,
            By = by.UserId,
            At = at,
        };
}
