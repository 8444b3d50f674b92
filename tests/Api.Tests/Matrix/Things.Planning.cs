namespace SpacesPlaces.Api.Tests.Matrix;

/// <summary>Plants sites, weights, answers of siting, activities and counts.</summary>
internal sealed partial class Things
{
    private static readonly string Asked =
        """{"pick":1,"day":"2026-03-07","time":"saturday","weights":{"reach":3,"footfall":3,"hostTrust":2,"daysSince":3,"bus":1,"welsh":2,"staffSafety":3},"aim":"coverage","reachMetres":3000,"spreadMetres":0}""";

    private Guid Site(Person by, string target)
    {
        var id = Guid.CreateVersion7();
        if (target == "absent") return id;
        var planner = RecorderOf(by, target);
        world.Rows.Add("candidate_site",
            ("partnership_id", planner.Partnership), ("id", id), ("version", 1), ("name_en", Known(planner, "a site")), ("point", PointAt(300_900, 250_900)),
            ("place_type", "town_centre"), ("in_use", true), ("agency", planner.Agency), ("recorded_by", planner.Id), ("recorded_at", Then), ("content_sha256", Digest));
        return id;
    }

    private Guid Weights(Person by, string target)
    {
        var id = Guid.CreateVersion7();
        if (target == "absent") return id;
        var planner = RecorderOf(by, target);
        world.Rows.Add("siting_weighting",
            ("partnership_id", planner.Partnership), ("id", id), ("version", 1), ("name", Known(planner, "weights")),
            ("weights", """{"reach":3,"footfall":3,"hostTrust":2,"daysSince":3,"bus":1,"welsh":2,"staffSafety":3}"""), ("changed_by", planner.Id), ("changed_at", Then));
        return id;
    }

    private Guid OneSiting(Person by, string target)
    {
        var id = Guid.CreateVersion7();
        if (target == "absent") return id;
        var planner = RecorderOf(by, target);
        world.Rows.Add("siting",
            ("partnership_id", planner.Partnership), ("id", id), ("asked_by", planner.Id), ("asked_at", Then), ("content_sha256", Digest),
            ("answer", $$"""{"id":"{{id}}","at":"2026-03-06T21:00:00Z","asked":{{Asked}},"sites":[{"siteId":"{{Guid.CreateVersion7()}}","nameEn":"{{Known(planner, "a site of an answer")}}","nameCy":null,"point":{"type":"Point","coordinates":[-3.5,52.1]},"outcome":"chosen","reason":null,"rank":1,"score":50,"parts":[],"moved":false}],"reachPercent":null,"gapPercent":0,"notes":[]}"""));
        return id;
    }

    private Guid Activity(Person by, string target)
    {
        var id = Guid.CreateVersion7();
        if (target == "absent") return id;
        var planner = RecorderOf(by, target);
        world.Rows.Add("activity",
            ("partnership_id", planner.Partnership), ("id", id), ("version", 1), ("kind", "stall"), ("status", "planned"), ("point", PointAt(300_900, 250_900)),
            ("starts_at", Then), ("ends_at", Then.AddHours(3)), ("lead", "youth_service"), ("agency", planner.Agency), ("recorded_by", planner.Id), ("recorded_at", Then),
            ("plan", $$"""{"kind":"stall","location":{"point":{"type":"Point","coordinates":[-3.5,52.1]},"placedBy":"pin"},"startsAt":"2026-03-06T21:00:00Z","endsAt":"2026-03-07T00:00:00Z","lead":"youth_service","purpose":"awareness","titleEn":"{{Known(planner, "the title of an activity")}}"}"""),
            ("content_sha256", Digest));
        return id;
    }

    private Dictionary<string, string> Tally(Person by, string target)
    {
        var (activity, id) = (Activity(by, target == "other_partnership" ? target : "colleague"), Guid.CreateVersion7());
        if (target != "absent")
        {
            var counter = RecorderOf(by, target == "ended" ? "own" : target);
            world.Rows.Add("activity_tally",
                ("partnership_id", counter.Partnership), ("id", id), ("activity_id", activity), ("kind", "spoken_to"), ("count", 7), ("counted_at", Then),
                ("agency", counter.Agency), ("recorded_by", counter.Id), ("recorded_at", Then), ("taken_back_at", target == "ended" ? Then : null));
        }

        return new() { ["id"] = activity.ToString(), ["tallyId"] = id.ToString() };
    }

    // What is planned is known to all of the partnership who see content.
    private string Known(Person planner, string what) => planner.Partnership == TestApi.Elsewhere
        ? Hidden($"{what} elsewhere")
        : world.Canaries.Plant(what, person => person.Role is not (Geodata.Vocabulary.Role.DataProtection or Geodata.Vocabulary.Role.Admin));
}
