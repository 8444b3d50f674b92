using System.Security.Cryptography;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Spaces;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.Samples;

namespace SpacesPlaces.Api.Commands;

/// <summary>The demonstration's spaces: a handful of invented places in every stage of the work, one of which nobody has looked at in time.</summary>
internal static class DemonstrationSpaces
{
    private sealed record Step(SpaceStatus To, int DaysAgo, string Reason);

    private sealed record Told(PlaceType Type, OwnerType Owner, int ReviewInDays, Step[] Steps, string? Reply = null, string? Platform = null, bool WelshMissing = false);

    private static readonly Told[] Invented =
    [
        new(PlaceType.ParkOpenSpace, OwnerType.Council, 12,
        [
            new(SpaceStatus.Noted, 160, "Three agencies told of harm to different children near the shelter."),
            new(SpaceStatus.Screening, 150, "Outreach goes there on two evenings a week to see who is there and when."),
            new(SpaceStatus.UnderAssessment, 120, "The panel asked for a neighbourhood assessment with young people’s own maps."),
            new(SpaceStatus.PlanActive, 15, "Lamps, a youth worker until ten, and a helper in the kiosk: agreed with those who own them."),
        ], "We have trimmed the hedge and the kiosk stays open until eight. Staff know whom to call."),
        new(PlaceType.TransportHub, OwnerType.Transport, -9,
        [
            new(SpaceStatus.Noted, 75, "Drivers saw adults wait for children at the last bus."),
            new(SpaceStatus.Screening, 62, "The bus company is asked what its drivers see."),
        ]),
        new(PlaceType.PlaySkate, OwnerType.Council, 40,
        [
            new(SpaceStatus.Noted, 300, "Young people asked for help at a stall."),
            new(SpaceStatus.Screening, 290, "Workers go there after school."),
            new(SpaceStatus.UnderAssessment, 280, "Young people want to say themselves what would make it safer."),
            new(SpaceStatus.PlanActive, 200, "Five goals with their owners."),
            new(SpaceStatus.Review, 60, "The same survey is asked again."),
            new(SpaceStatus.SteppedDown, 25, "Young people feel safer in the evening; the youth club stays open."),
        ], WelshMissing: true),
        new(PlaceType.TakeawayCafe, OwnerType.Private, 30, [new(SpaceStatus.Noted, 10, "A practitioner reported adults buying meals for children they do not know.")],
            "We would like to be part of this and have asked for the training."),
        new(PlaceType.RiversideWater, OwnerType.Council, 60,
        [
            new(SpaceStatus.Noted, 210, "Somebody reported a fire by the water."),
            new(SpaceStatus.Screening, 200, "Workers looked four times, on different evenings."),
            new(SpaceStatus.NoFurtherAction, 150, "A family’s picnic; nothing worried anybody."),
        ]),
        new(PlaceType.OnlinePlatform, OwnerType.Online, 20,
        [
            new(SpaceStatus.Noted, 50, "Several schools told of strangers who write to children there."),
            new(SpaceStatus.Screening, 44, "Schools ask pupils what they know of it."),
        ], Platform: "A building game with an open chat"),
    ];

    public static IEnumerable<(Space Space, VenueReply? Reply)> Of(County county, ActorIdentity opener, DateTimeOffset now)
    {
        HashSet<Guid> used = [];
        foreach (var told in Invented)
        {
            var place = told.Platform is null ? county.Places.First(one => one.Type == told.Type && used.Add(one.Id)) : null;
            var opened = now.AddDays(-told.Steps[0].DaysAgo);
            var space = new Space
            {
                PartnershipId = opener.PartnershipId,
                Id = InventedId.Of(county.Seed, "space", told.Type.ToString()),
                Version = told.Steps.Length,
                NameEn = place?.NameEn ?? told.Platform,
                NameCy = told.WelshMissing ? null : place?.NameCy ?? "Gêm adeiladu â sgwrs agored",
                PlaceType = told.Type,
                OwnerType = told.Owner,
                Platform = told.Platform,
                Status = told.Steps[^1].To,
                ReviewOn = DateOnly.FromDateTime(now.UtcDateTime).AddDays(told.ReviewInDays),
                EndedOn = told.Steps[^1].To == SpaceStatus.NoFurtherAction ? DateOnly.FromDateTime(now.UtcDateTime).AddDays(-told.Steps[^1].DaysAgo) : null,
                OpenedFrom = told.Platform is null ? SpaceOrigin.Report : SpaceOrigin.Hand,
                Agency = opener.Agency,
                OpenedBy = opener.UserId,
                OpenedAt = opened,
                ContentSha256 = SHA256.HashData(InventedId.Of(county.Seed, "space", told.Type.ToString()).ToByteArray()),
            };
            SpaceApi.Draw(space, place is null ? null : AreaOf(place));
            foreach (var (at, step) in told.Steps.Index()) space.Moves.Add(MoveOf(space, told, at, opener, now));
            yield return (space, told.Reply is null ? null : ReplyOf(space, told.Reply, county.Seed, opener, now));
        }
    }

    // The place's own ground where it has one, else a circle about it.
    private static Geometry AreaOf(SamplePlace place)
    {
        var area = place.Geometry is Polygon { Area: >= 400 and <= 400_000 } own ? own.Copy() : place.Anchor.Buffer(90);
        area.SRID = place.Anchor.SRID;
        return area;
    }

    private static SpaceMove MoveOf(Space space, Told told, int at, ActorIdentity by, DateTimeOffset now) => new()
    {
        PartnershipId = space.PartnershipId,
        SpaceId = space.Id,
        Version = at + 1,
        FromStatus = at == 0 ? null : told.Steps[at - 1].To,
        ToStatus = told.Steps[at].To,
        Reason = told.Steps[at].Reason,
        ReviewOn = at == told.Steps.Length - 1 ? space.ReviewOn : DateOnly.FromDateTime(now.UtcDateTime).AddDays(28 - told.Steps[at].DaysAgo),
        Agency = by.Agency,
        MovedBy = by.UserId,
        MovedAt = now.AddDays(-told.Steps[at].DaysAgo),
    };

    private static VenueReply ReplyOf(Space space, string text, ulong seed, ActorIdentity by, DateTimeOffset now) => new()
    {
        PartnershipId = space.PartnershipId,
        Id = InventedId.Of(seed, "venue_reply", space.Id.ToString()),
        SpaceId = space.Id,
        Text = text,
        TextLanguage = "en",
        ReceivedOn = DateOnly.FromDateTime(now.UtcDateTime).AddDays(-5),
        Agency = by.Agency,
        RecordedBy = by.UserId,
        RecordedAt = now.AddDays(-5),
        ContentSha256 = SHA256.HashData(space.Id.ToByteArray()),
    };
}
