using System.Security.Cryptography;
using System.Text.Json;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Planning;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Planning;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.Samples;
using Location = SpacesPlaces.Contracts.Location;

namespace SpacesPlaces.Api.Commands;

/// <summary>The demonstration's planning: sites in every town, a stall and a patrol to come, and the show with its counts of earlier years.</summary>
internal static class DemonstrationPlanning
{
    private static readonly PlaceType[] Hosting =
        [PlaceType.TownCentre, PlaceType.TransportHub, PlaceType.LeisureGym, PlaceType.ShopCentre, PlaceType.College, PlaceType.ParkOpenSpace];

    // Which host, how well people know them, people passing when school ends, on market day, on Saturday, in the evening, bus, Welsh, safety.
    private static readonly (string Host, HostTrust? Trust, int?[] Footfall, BusAccess? Bus, bool? Welsh, int? Safety)[] Hosts =
    [
        ("Town council", HostTrust.Known, [2, 3, 3, 1], BusAccess.Frequent, true, 3),
        ("Bus company", HostTrust.New, [3, 2, 2, 2], BusAccess.Frequent, false, 2),
        ("Leisure trust", HostTrust.Trusted, [2, 1, 2, 2], BusAccess.Some, true, 3),
        ("Shopping centre", HostTrust.Known, [2, 2, 3, 1], BusAccess.Some, null, 2),
        ("College", HostTrust.Trusted, [3, 1, 0, 1], BusAccess.Frequent, true, 3),
        ("Friends of the park", null, [1, 1, 2, null], BusAccess.None, true, 1),
    ];

    private static readonly (Agency By, TallyKind Kind, int[] Counts)[] Counted =
    [
        (Agency.YouthService, TallyKind.Supported, [641, 676]), (Agency.StreetPastors, TallyKind.SpokenTo, [143, 151]),
        (Agency.Health, TallyKind.FirstAid, [134, 127]), (Agency.StreetPastors, TallyKind.WalkedHome, [22, 31]),
    ];

    public static IEnumerable<object> Of(County county, ActorIdentity planner, CheckContext about)
    {
        List<CandidateSite> sites = [.. SitesOf(county, planner, about.Now)];
        var activities = ActivitiesOf(county, sites, planner, about).ToList();
        return [.. sites, Weighting(county, planner, about.Now), .. activities, .. TalliesOf(county, activities, planner)];
    }

    private static IEnumerable<CandidateSite> SitesOf(County county, ActorIdentity planner, DateTimeOffset now)
    {
        foreach (var place in county.Places.Where(place => Hosting.Contains(place.Type)))
        {
            var (host, trust, footfall, bus, welsh, safety) = Hosts[Array.IndexOf(Hosting, place.Type)];
            yield return new()
            {
                PartnershipId = planner.PartnershipId,
                Id = InventedId.Of(county.Seed, "candidate_site", place.Id.ToString()),
                NameEn = place.NameEn,
                NameCy = place.NameCy,
                Point = new Point(place.Anchor.X, place.Anchor.Y) { SRID = place.Anchor.SRID },
                PlaceType = place.Type,
                Host = host,
                Trust = trust,
                FootfallSchoolOut = footfall[0],
                FootfallMarketDay = footfall[1],
                FootfallSaturday = footfall[2],
                FootfallEvening = footfall[3],
                Bus = bus,
                WelshSpeaking = welsh,
                StaffSafety = safety,
                Agency = planner.Agency,
                RecordedBy = planner.UserId,
                RecordedAt = now.AddDays(-60),
                ContentSha256 = SHA256.HashData(place.Id.ToByteArray()),
            };
        }
    }

    private static SitingWeighting Weighting(County county, ActorIdentity planner, DateTimeOffset now) => new()
    {
        PartnershipId = planner.PartnershipId,
        Id = InventedId.Of(county.Seed, "siting_weighting", "where nobody was"),
        Name = "Where nobody was for long",
        Weights = JsonSerializer.Serialize(new SitingWeights(Reach: 3, Footfall: 1, HostTrust: 2, DaysSince: 8), WireJson.Options),
        ChangedBy = planner.UserId,
        ChangedAt = now.AddDays(-30),
    };

    private static IEnumerable<Activity> ActivitiesOf(County county, List<CandidateSite> sites, ActorIdentity planner, CheckContext about)
    {
        var today = LocalDays.Of(about.Now);
        var saturday = today.AddDays(((int)DayOfWeek.Saturday - (int)today.DayOfWeek + 7) % 7 + 7);
        var (market, hub) = (sites.First(site => site.PlaceType == PlaceType.TownCentre), sites.First(site => site.PlaceType == PlaceType.TransportHub));
        yield return Made("stall", new(
            ActivityKind.Stall, At(market.Point, about), Instant(saturday, 10), Instant(saturday, 15), Agency.YouthService, ActivityPurpose.Awareness,
            "Saturday stall on the market square", "Stondin dydd Sadwrn ar sgwâr y farchnad", Partners: [Agency.ThirdSector], SiteId: market.Id), null);
        var (from, to) = (Instant(saturday.AddDays(-1), 19), Instant(saturday.AddDays(-1), 22));
        yield return Made("patrol", new(
            ActivityKind.Patrol, At(hub.Point, about), from, to, Agency.StreetPastors, ActivityPurpose.Welfare, "Friday evening walk", "Taith gerdded nos Wener",
            "Young people asked for somebody to talk to while they wait for the last bus.", "en", [Agency.YouthService],
            Shifts: [new(Agency.StreetPastors, ActivityPurpose.Welfare, from, to, 2, [new(hub.NameEn!, Wire(hub.Point, about), from.AddMinutes(20)), new(market.NameEn!, Wire(market.Point, about), from.AddMinutes(70))])]), null);
        Activity? before = null;
        foreach (var show in county.Shows.OrderBy(show => show.FirstDay).TakeLast(2))
        {
            yield return before = Made($"show {show.FirstDay.Year}", ShowOf(county, show, about) with { EarlierId = before?.Id }, ActivityStatus.Done);
        }

        Activity Made(string name, NewActivity plan, ActivityStatus? status)
        {
            if (ActivityChecks.Check(plan, about).FirstOrDefault() is { } refusal)
                throw new InvalidOperationException($"The invented activity {name} breaks a rule: {refusal.Code} {refusal.Field}.");
            var id = InventedId.Of(county.Seed, "activity", name);
            return new()
            {
                PartnershipId = planner.PartnershipId,
                Id = id,
                Kind = plan.Kind,
                Status = status ?? ActivityStatus.Planned,
                Point = Where.ToPoint(plan.Location, about.Grid),
                StartsAt = plan.StartsAt,
                EndsAt = plan.EndsAt,
                Lead = plan.Lead,
                SiteId = plan.SiteId,
                EarlierId = plan.EarlierId,
                Plan = JsonSerializer.Serialize(plan, WireJson.Options),
                Feedback = status == ActivityStatus.Done
                    ? JsonSerializer.Serialize(new ActivityFeedback(64, [new(FeedbackQuestion.FeltSafe, 49, 8, 7), new(FeedbackQuestion.KnewWhereToGo, 38, 17, 9), new(FeedbackQuestion.WouldTellSomebody, 2, 1, 0)]), WireJson.Options)
                    : null,
                Agency = planner.Agency,
                RecordedBy = planner.UserId,
                RecordedAt = about.Now.AddDays(-20),
                ContentSha256 = SHA256.HashData(id.ToByteArray()),
            };
        }
    }

    private static NewActivity ShowOf(County county, SampleShow show, CheckContext about)
    {
        var ground = county.Places.Single(place => place.Id == show.PlaceId);
        // The marked way is the path that passes the showground most nearly; the river is a hazard where it is nearest.
        var path = county.Paths.MinBy(line => line.Line.Distance(ground.Anchor))!.Line;
        var corners = path.Coordinates.OrderBy(corner => corner.Distance(ground.Anchor.Coordinate)).Take(30).ToHashSet();
        var river = county.Rivers.MinBy(line => line.Line.Distance(path))!.Line;
        var near = NetTopologySuite.Operation.Distance.DistanceOp.NearestPoints(path, river)[0];
        var (from, to) = (Instant(show.FirstDay, 8), Instant(show.LastDay, 23));
        return new(
            ActivityKind.Event, At(ground.Anchor, about), from, to, Agency.EventSafety, ActivityPurpose.Welfare, show.NameEn, show.NameCy,
            Partners: [Agency.YouthService, Agency.StreetPastors, Agency.Health, Agency.Police],
            Route: [.. path.Coordinates.Where(corners.Contains).Select(corner => Wire(corner, about))],
            Posts: [new(PostKind.HelpPoint, Wire(ground.Anchor, about), ground.NameEn), new(PostKind.AmnestyBox, Wire(new Coordinate(ground.Anchor.X + 40, ground.Anchor.Y), about))],
            Hazards: [new(HazardKind.River, Wire(near, about), "Keep to the side away from the water.")],
            Shifts: [.. Enumerable.Range(0, 4).Select(day => new ActivityShift(
                Agency.StreetPastors, ActivityPurpose.Welfare, Instant(show.FirstDay.AddDays(day), 18), Instant(show.FirstDay.AddDays(day), 23), 4,
                [new(ground.NameEn, Wire(ground.Anchor, about), Instant(show.FirstDay.AddDays(day), 20)), new("Riverside path", Wire(near, about), Instant(show.FirstDay.AddDays(day), 21))]))]);
    }

    private static IEnumerable<ActivityTally> TalliesOf(County county, List<Activity> activities, ActorIdentity planner)
    {
        foreach (var (year, show) in activities.Where(one => one.Kind == ActivityKind.Event).Index())
        {
            foreach (var (by, kind, counts) in Counted)
            {
                yield return new()
                {
                    PartnershipId = planner.PartnershipId,
                    Id = InventedId.Of(county.Seed, "activity_tally", $"{show.Id} {by} {kind}"),
                    ActivityId = show.Id,
                    Kind = kind,
                    Count = counts[year],
                    CountedAt = show.EndsAt.AddHours(-1),
                    Agency = by,
                    RecordedBy = planner.UserId,
                    RecordedAt = show.EndsAt,
                };
            }
        }
    }

    private static DateTimeOffset Instant(DateOnly day, int hour) => LocalDays.InstantOf(day, new(hour, 0)) ?? throw new InvalidOperationException("There is no such hour.");

    private static Location At(Point point, CheckContext about) => new(Wire(point, about), PointSource.Pin);

    private static PointGeometry Wire(Point point, CheckContext about) => Where.ToWire(point, about.Grid);

    private static PointGeometry Wire(Coordinate at, CheckContext about)
    {
        var (lon, lat) = about.Grid.ToLonLat(at.X, at.Y);
        return new(lon, lat);
    }
}
