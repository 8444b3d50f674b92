using System.IO.Compression;
using System.Text;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Matrix;

/// <summary>
/// Plants what a door is tried on: for each kind of thing and each kind of target a fresh one, seen from the person who asks. Free
/// text in it is a canary, with those who may know it.
/// </summary>
internal sealed partial class Things(MatrixWorld world)
{
    private static readonly DateTimeOffset Then = new(2026, 3, 6, 21, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Window = new(2025, 2, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly (double Easting, double Northing) Middle = (310_400, 260_400);
    private static readonly byte[] Digest = new byte[32];
    private readonly System.Collections.Concurrent.ConcurrentDictionary<Guid, Guid> photos = new();
    private int planted;

    /// <summary>What was sent as the photo of every planted incident; it has been received.</summary>
    public const string SentPhoto = "a photo as it was sent";

    /// <summary>Plants a target and answers the values of the route that lead to it.</summary>
    public Dictionary<string, string> Plant(string thing, Person by, string target) => thing switch
    {
        "-" => [],
        "incident" => IdOnly(Incident(by, target)),
        "job" => IdOnly(Job(by, target)),
        "import" => IdOnly(Import(by, target)),
        "session" => IdOnly(Session(by, target)),
        "access_key" => IdOnly(OneAccessKey(by, target)),
        "feature" => new() { ["featureId"] = "nothing" },
        "tile" => new() { ["z"] = "1", ["x"] = "0", ["y"] = "1" },
        "person" => IdOnly(Member(by, target)),
        "invitation" => IdOnly(Invitation(by, target)),
        "request" => IdOnly(RoleRequest(by, target)),
        "agreement" => IdOnly(Agreement(by, target)),
        "exclusion" => IdOnly(OneExclusion(by, target)),
        "notice" => IdOnly(OneNotice(by, target)),
        "export" => IdOnly(ExportedFile(by, target)),
        "hold" => new() { ["id"] = Hold(by, target).ToString(), ["incidentId"] = Standing().ToString() },
        "erasure" => new() { ["id"] = Erasure(by, target).ToString(), ["incidentId"] = Standing().ToString() },
        "locked" => new() { ["id"] = Guid.CreateVersion7().ToString(), ["incidentId"] = Incident(by, target, opener: by).ToString() },
        "layer" => new() { ["layer"] = Layer(target) },
        "cluster" => new() { ["analysisId"] = Cluster(by, target).ToString(), ["number"] = "1" },
        "analysis" => IdOnly(Analysis(by, target)),
        "outreach" => IdOnly(Outreach(by, target)),
        "task" => IdOnly(Task(by, target)),
        "photo" => IdOnly(PhotoOf(Incident(by, target))),
        "space" => OneSpace(by, target),
        "assessment" or "begun" or "weighed" or "goal" or "response" or "comparison" or "collection" or "visit" or "guardian" or "peers" => OneAssessment(by, target, thing),
        "site" => IdOnly(Site(by, target)),
        "weights" => IdOnly(Weights(by, target)),
        "siting" => IdOnly(OneSiting(by, target)),
        "activity" => new() { ["id"] = Activity(by, target).ToString(), ["tallyId"] = Guid.CreateVersion7().ToString() },
        "tally" => Tally(by, target),
        "form" => new() { ["version"] = "2" },
        "token" => new() { ["token"] = ChildOf(by, target) },
        _ => throw new NotSupportedException($"Teach tests/Api.Tests/Matrix/Things.cs how to plant '{thing}'."),
    };

    /// <summary>What another partnership holds beside the targets; nobody here may know any of it.</summary>
    public void PlantElsewhere()
    {
        var (elsewhere, stranger) = (TestApi.Elsewhere, world.Stranger.Id);
        world.Rows.Add("place", Place(TestApi.Here, "Shelter", "Newtown"));
        world.Rows.Add("place", Place(elsewhere, Hidden("a place elsewhere"), Hidden("a town elsewhere")));
        Incident(world.Stranger, "other_partnership");
        // What everybody may count: a small place where harm repeats, in the window of the planted analyses.
        // None where the hidden member of a cluster lies: its longitude would be no secret.
        for (var day = 0; day < 4; day++)
            StoreIncident(Guid.CreateVersion7(), world.Colleagues[MatrixWorld.Sharing], false, false, null, (Middle.Easting + 3 + (day * 10), Middle.Northing), Window.AddDays(day));
        world.Rows.Add("sharing_agreement",
            ("partnership_id", elsewhere), ("id", Guid.CreateVersion7()), ("version", 1), ("reference", Hidden("an agreement elsewhere")),
            ("purpose_en", Hidden("an agreement's purpose elsewhere")), ("purpose_cy", Hidden("an agreement's purpose elsewhere")),
            ("parties", new[] { Agency.Police, Agency.Health }), ("items", new[] { "narrative" }), ("signed_on", "2024-01-01"), ("starts_on", "2024-01-01"),
            ("ends_on", "2099-12-31"), ("recorded_by", stranger), ("recorded_at", Then));
        var import = Import(world.Stranger, "other_partnership");
        var edition = Guid.CreateVersion7();
        world.Rows.Add("import_edition",
            ("partnership_id", elsewhere), ("id", edition), ("import_id", import), ("edition", Hidden("an edition elsewhere")), ("month", "2025-03-01"),
            ("force", Hidden("a force elsewhere")), ("file_name", Hidden("a file elsewhere")), ("rows_read", 1), ("located", 1), ("unlocated", 0), ("rejected", 0),
            ("outside_area", 0), ("without_id", 0), ("reused_ids", 0), ("exact_duplicates", 0), ("added", 1), ("removed", 0), ("changed", 0));
        world.Rows.Add("context_event",
            ("partnership_id", elsewhere), ("edition_id", edition), ("line", 1), ("month_from", "2025-03-01"), ("month_to", "2025-04-01"),
            ("reported_by", Hidden("a reporter of context elsewhere")), ("falls_within", "x"), ("point", PointAt(300_500, 250_500)), ("inside_area", true),
            ("location", Hidden("a street elsewhere")), ("crime_type", Hidden("a type of context elsewhere")));
        world.Rows.Add("boundary",
            ("partnership_id", elsewhere), ("edition_id", edition), ("code", "W1"), ("boundary_set", "LSOA21"), ("name_en", Hidden("a boundary elsewhere")),
            ("name_cy", Hidden("a boundary elsewhere")), ("shape", "SRID=27700;MULTIPOLYGON(((300000 250000,301000 250000,301000 251000,300000 250000)))"));
        var export = Guid.CreateVersion7();
        world.Rows.Add("export", Export(elsewhere, export, stranger, _ => false));
        PlantFile(elsewhere, export, Hidden("an exported file elsewhere"));
        world.Rows.Add("audit_entry", Audit(elsewhere, stranger, _ => false));
        world.Rows.Add("audit_entry", Audit(TestApi.Here, world.Colleagues[MatrixWorld.Sharing].Id, OnlyRoles(Role.DataProtection)));
        world.Rows.Add("exclusion", Exclusion(elsewhere, stranger, Guid.CreateVersion7(), _ => false));
        world.Rows.Add("notice", Notice(elsewhere, stranger, _ => false));
        Cluster(world.Stranger, "other_partnership");
        Layer("other_partnership");
    }

    private Guid Incident(Person by, string target, Person? opener = null)
    {
        var id = Guid.CreateVersion7();
        if (target == "absent") return id;
        if (target == "erased")
        {
            world.Rows.Add("erasure",
                ("partnership_id", TestApi.Here), ("id", Guid.CreateVersion7()), ("subject_id", id), ("class", "incident_detail"), ("kind", "erased"),
                ("reason", world.Canaries.Plant("the reason of an erasure", OnlyRoles(Role.DataProtection))), ("ordered_by", by.Id), ("erased_at", Then));
            return id;
        }

        var recorder = RecorderOf(by, target);
        var restricted = target is "restricted" or "restricted_colleague";
        Guid? excluded = target == "excluded" ? by.Id : null;
        StoreIncident(id, recorder, restricted, withdrawn: target == "ended", excluded, opener: opener);
        if (excluded is { } account)
            world.Rows.Add("exclusion", Exclusion(TestApi.Here, account, id, OnlyRoles(Role.MaceChair, Role.DataProtection)));
        return id;
    }

    /// <summary>Stores an incident; what it holds may be known to those who see it by the table's rules, and to them as far as their role reads it.</summary>
    internal void StoreIncident(
        Guid id, Person recorder, bool restricted, bool withdrawn, Guid? excluded, (double Easting, double Northing)? at = null, DateTimeOffset? when = null,
        Person? opener = null)
    {
        var partnership = recorder.Partnership;
        var number = Interlocked.Increment(ref planted);
        var (easting, northing) = at ?? (286_000 + number * 7_919.137 % 38_000, 236_000 + number * 4_801.311 % 38_000);
        world.Rows.Add("incident",
            ("partnership_id", partnership), ("id", id), ("version", 1), ("kind", "harm"), ("status", withdrawn ? "withdrawn" : "recorded"), ("point", PointAt(easting, northing)),
            ("place_id", world.PlaceOf(partnership)), ("accuracy_metres", 20), ("placed_by", "pin"), ("occurred_from", when ?? Then), ("occurred_to", when ?? Then), ("time_confidence", "exact"), ("harm_types", new[] { "cce" }),
            ("context_level", "neighbourhood"), ("source_kind", "practitioner_observed"), ("info_grade", "first_hand"), ("source_agency", recorder.Agency),
            ("recorded_by_agency", recorder.Agency), ("recorded_by", recorder.Id), ("children_unknown_count", 0), ("cross_boundary", false),
            ("narrative", world.Canaries.Plant("a narrative", person => Sees(person) && ReadsWords(person))), ("narrative_language", "en"),
            ("withdrawn_reason", withdrawn ? world.Canaries.Plant("a reason of withdrawal", person => Sees(person) && ReadsWords(person)) : null),
            ("identifying_reason", world.Canaries.Plant("a reason to keep identifying text", person => Sees(person) && ReadsWords(person))),
            ("language_reason", world.Canaries.Plant("a reason to keep a wording", person => Sees(person) && ReadsWords(person))),
            ("first_content_sha256", Digest), ("content_sha256", Digest), ("recorded_at", Then), ("sensitivity", restricted ? "restricted" : "ordinary"),
            ("controller", recorder.Agency), ("regime", "uk_gdpr"), ("review_on", "2028-03-06"));
        var child = Guid.CreateVersion7();
        var token = world.Canaries.Plant(Tokens.New(), "a child's token", person => Sees(person) && world.Policy.Fields["children"][person.Column] == "yes");
        world.Rows.Add("child", ("partnership_id", partnership), ("id", child), ("token", token), ("holding_agency", recorder.Agency));
        world.Rows.Add("incident_child", ("partnership_id", partnership), ("incident_id", id), ("child_id", child), ("age_band", "13_15"));
        world.Rows.Add("incident_revision",
            ("partnership_id", partnership), ("incident_id", id), ("version", 0), ("replaced_by", recorder.Id), ("replaced_at", Then),
            ("content", $$"""{"narrative":"{{Hidden("an earlier narrative")}}"}"""));
        photos[id] = Guid.CreateVersion7();
        world.Rows.Add("photo",
            ("partnership_id", partnership), ("id", photos[id]), ("incident_id", id), ("position", 0),
            ("name", world.Canaries.Plant("what a photo shows", person => Sees(person) && ReadsWords(person))),
            ("sent_sha256", System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(SentPhoto))), ("sent_bytes", SentPhoto.Length),
            ("announced_by", recorder.Id), ("announced_at", Then), ("received_at", Then), ("content_sha256", Digest), ("bytes", 9), ("width", 4), ("height", 3));
        world.Rows.Add("photo_content", ("partnership_id", partnership), ("photo_id", photos[id]),
            ("jpeg", Encoding.UTF8.GetBytes(world.Canaries.Plant("a photo", person => Sees(person) && ReadsWords(person)))));
        var lon = NationalGrid.Helmert.ToLonLat(easting, northing).Lon.ToString("R", System.Globalization.CultureInfo.InvariantCulture)[..9];
        world.Canaries.Plant(lon, "an exact point", person => Sees(person) && ReadsWords(person));

        // The second opinion on who sees a record at all; the table's rule for reading one decides between own, agency and shared.
        bool Sees(Person person) =>
            person.Partnership == partnership && person.Id != excluded && person.Column != Policy.Nobody
            && (!restricted || person.Id == recorder.Id || person.Id == opener?.Id || (person.Role == Role.YouthLead && person.Agency == recorder.Agency))
            && world.Policy.RuleOf("GET /api/v1/incidents/{id}", person.Role) switch
            {
                "own" => person.Id == recorder.Id,
                "agency" => person.Agency == recorder.Agency,
                "shared" => recorder.Agency != MatrixWorld.NotSharing,
                _ => false,
            };
    }

    private Guid PhotoOf(Guid incident) => photos.TryGetValue(incident, out var photo) ? photo : Guid.CreateVersion7();

    // Who reads exact points and words of the records that they see.
    private bool ReadsWords(Person person) => world.Policy.Fields["narrative"][person.Column] == "yes";

    private Guid Job(Person by, string target)
    {
        var id = Guid.CreateVersion7();
        if (target == "absent") return id;
        var asker = RecorderOf(by, target);
        var over = target == "ended";
        string Mine(string what) => world.Canaries.Plant(what, person => person.Id == asker.Id && person.Column != Policy.Nobody);
        world.Rows.Add("job",
            ("partnership_id", asker.Partnership), ("id", id), ("kind", "hotspot_analysis"), ("parameters", $$"""{"x":"{{Hidden("a job's parameters")}}"}"""),
            ("content_sha256", Digest), ("requested_by", asker.Id), ("requested_at", Then), ("state", over ? "succeeded" : "queued"), ("fraction", over ? 1 : 0),
            ("step", Mine("a job's step")), ("problem_fields", "{}"), ("result", over ? Mine("a job's result") : null), ("cancel_requested", false), ("attempts", 0),
            ("finished_at", over ? Then : (DateTimeOffset?)null));
        return id;
    }

    private Guid Import(Person by, string target)
    {
        var id = Guid.CreateVersion7();
        if (target == "absent") return id;
        var importer = RecorderOf(by, target);
        string Ours(string what) => world.Canaries.Plant(what, person => person.Partnership == importer.Partnership && person.Column != Policy.Nobody);
        world.Rows.Add("import",
            ("partnership_id", importer.Partnership), ("id", id), ("kind", "police_uk"), ("file_name", Ours("an imported file's name")), ("file_sha256", Digest),
            ("publisher", Ours("an import's publisher")), ("licence", Ours("an import's licence")), ("imported_by", importer.Id), ("imported_at", Then), ("notices", "[]"));
        return id;
    }

    private string Layer(string target)
    {
        var layer = "layer" + Guid.NewGuid().ToString("N");
        if (target == "absent") return layer;
        var partnership = target == "other_partnership" ? TestApi.Elsewhere : TestApi.Here;
        var name = world.Canaries.Plant("a basemap's content", person => person.Partnership == partnership && person.Column != Policy.Nobody);
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes($$"""{"type":"FeatureCollection","features":[],"name":"{{name}}"}"""));
        world.Rows.Add("basemap_layer", ("partnership_id", partnership), ("layer", layer), ("geo_json_gzip", packed.ToArray()), ("sha256", Digest));
        return layer;
    }

    private Guid Cluster(Person by, string target)
    {
        var id = Guid.CreateVersion7();
        if (target == "absent") return id;
        var analyst = RecorderOf(by, target);
        var partnership = analyst.Partnership;
        var hidden = partnership == TestApi.Elsewhere;
        world.Rows.Add("hotspot_analysis",
            ("partnership_id", partnership), ("id", id), ("subject", "harm"), ("method", hidden ? Hidden("an analysis elsewhere") : "dbscan"), ("method_version", "1"),
            ("request", """{"subject":"harm","epsMetres":100,"minEvents":3,"from":"2025-01-01","to":"2025-03-31"}"""), ("input_digest", Digest),
            ("events_considered", 5), ("events_clusterable", 5), ("noise_events", 0), ("clusters", 1), ("caveats", Array.Empty<string>()), ("created_by", analyst.Id),
            ("created_at", Then));
        world.Rows.Add("hotspot",
            ("partnership_id", partnership), ("analysis_id", id), ("number", 1), ("class", "place_repeat"), ("events", 5), ("distinct_children", 4), ("children_unknown", 0),
            ("agencies", 2), ("dates", 4), ("first", "2026-01-09"), ("last", "2026-03-06"),
            ("hull", "SRID=27700;POLYGON((300000 250000,300100 250000,300100 250100,300000 250000))"),
            ("source_mix", hidden ? $$"""{"{{Hidden("a cluster's sources elsewhere")}}":5}""" : """{"practitioner_observed":5}"""));
        // A member that its reader may not know of must not be named among the others.
        var member = Guid.CreateVersion7();
        StoreIncident(member, hidden ? world.Stranger : world.Colleagues[MatrixWorld.Sharing], restricted: true, withdrawn: false, excluded: null, Middle, Window);
        world.Rows.Add("hotspot_member",
            ("partnership_id", partnership), ("analysis_id", id), ("numbers", new[] { 1 }),
            ("incident_ids", new[] { Guid.Parse(world.Canaries.Plant(member.ToString(), "a restricted member of a cluster", _ => false)) }),
            ("event_keys", Array.Empty<string>()));
        return id;
    }

    private Guid Analysis(Person by, string target)
    {
        var id = Guid.CreateVersion7();
        if (target == "absent") return id;
        var analyst = RecorderOf(by, target);
        var hidden = analyst.Partnership == TestApi.Elsewhere;
        world.Rows.Add("analysis",
            ("partnership_id", analyst.Partnership), ("id", id), ("kind", "hour_matrix"), ("subject", "harm"), ("window_from", "2026-01-01"),
            ("window_to", "2026-03-31"), ("request", """{"subject":"harm","from":"2026-01-01","to":"2026-03-31","method":{"kind":"hour_matrix"}}"""),
            ("method", hidden ? Hidden("an analysis elsewhere") : "aoristic"), ("method_version", "1"), ("input_digest", Digest), ("too_few", true),
            ("facts", """{"eventsConsidered":0,"eventsUsed":0,"distinctChildren":0,"childrenUnknown":0,"sourceMix":{},"outreachSessions":0,"outreachHours":0,"eventsPerOutreachHour":null,"leastEvents":20}"""),
            ("caveats", Array.Empty<string>()), ("created_by", analyst.Id), ("created_at", Then), ("shown_to_panel_at", target == "unshown" ? null : Then));
        return id;
    }

    private Guid Outreach(Person by, string target)
    {
        var id = Guid.CreateVersion7();
        if (target == "absent") return id;
        var worker = RecorderOf(by, target);
        world.Rows.Add("outreach_session",
            ("partnership_id", worker.Partnership), ("id", id), ("point", PointAt(300_100, 250_100)), ("started_at", Then), ("ended_at", Then.AddHours(2)),
            ("staff", 2), ("spoken_to", 0), ("agency", worker.Agency), ("recorded_by", worker.Id), ("recorded_at", Then), ("content_sha256", Digest));
        return id;
    }

    private Guid Task(Person by, string target)
    {
        var id = Guid.CreateVersion7();
        if (target == "absent") return id;
        var worker = RecorderOf(by, target);
        var hidden = worker.Partnership == TestApi.Elsewhere;
        world.Rows.Add("environment_task",
            ("partnership_id", worker.Partnership), ("id", id), ("version", 1), ("point", PointAt(300_100, 250_100)), ("placed_by", "pin"), ("defect", "light_broken"),
            ("status", "open"), ("owner", Geodata.Vocabulary.Agency.Other), ("note", hidden ? Hidden("a note elsewhere") : "The lamp is out"), ("note_language", "en"),
            ("agency", worker.Agency), ("recorded_by", worker.Id), ("recorded_at", Then), ("content_sha256", Digest));
        return id;
    }

    private static readonly (double Easting, double Northing)[] Square = [(300_000, 250_000), (300_400, 250_000), (300_400, 250_400), (300_000, 250_400), (300_000, 250_000)];

    /// <summary>The west half of every planted space, as a caller would send it.</summary>
    public static object PartOfASpace => new
    {
        type = "Polygon",
        coordinates = new[] { Square.Select(corner => (corner.Easting == 300_400 ? 300_200 : corner.Easting, corner.Northing)).Select(corner =>
        {
            var (lon, lat) = NationalGrid.Helmert.ToLonLat(corner.Item1, corner.Northing);
            return new[] { lon, lat };
        }).ToArray() },
    };

    // Another one of the same partnership stands beside it, for merging.
    private Dictionary<string, string> OneSpace(Person by, string target)
    {
        var (id, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        StoreSpace(other, by, "noted");
        if (target != "absent") StoreSpace(id, RecorderOf(by, target), target == "ended" ? "merged" : "noted");
        return new() { ["id"] = id.ToString(), ["featureId"] = id.ToString(), ["otherId"] = other.ToString(), ["replyId"] = Guid.CreateVersion7().ToString(), ["spaceId"] = id.ToString() };
    }

    private void StoreSpace(Guid id, Person opener, string status)
    {
        string Told(string what) => world.Canaries.Plant(what, person =>
            person.Partnership == opener.Partnership && person.Column != Policy.Nobody && world.Policy.RuleOf("GET /api/v1/spaces/{id}", person.Role) == "all");
        var merged = status == "merged";
        world.Rows.Add("space",
            ("partnership_id", opener.Partnership), ("id", id), ("version", 1), ("name_en", Told("a space's name")), ("local_names", Array.Empty<string>()),
            ("place_type", "park_open_space"), ("owner_type", "council"), ("sensitivity", "ordinary"), ("shape", $"SRID=27700;POLYGON(({string.Join(',', Square.Select(corner => $"{corner.Easting} {corner.Northing}"))}))"),
            ("point", PointAt(300_200, 250_200)), ("status", status), ("review_on", DateOnly.FromDateTime(DateTime.UtcNow).AddDays(20)),
            ("ended_on", merged ? DateOnly.FromDateTime(DateTime.UtcNow) : (DateOnly?)null), ("opened_from", "hand"), ("agency", opener.Agency), ("opened_by", opener.Id),
            ("opened_at", DateTimeOffset.UtcNow), ("content_sha256", Digest));
        world.Rows.Add("space_move",
            ("partnership_id", opener.Partnership), ("space_id", id), ("version", 1), ("to_status", status), ("reason", Told("a reason of a space's move")),
            ("review_on", DateOnly.FromDateTime(DateTime.UtcNow).AddDays(20)), ("agency", opener.Agency), ("moved_by", opener.Id), ("moved_at", DateTimeOffset.UtcNow));
        world.Rows.Add("space_earlier",
            ("partnership_id", opener.Partnership), ("space_id", id), ("version", 1), ("name_en", Told("a space's earlier name")), ("local_names", Array.Empty<string>()),
            ("reason", Told("a reason why a space was renamed")), ("agency", opener.Agency), ("changed_by", opener.Id), ("changed_at", DateTimeOffset.UtcNow));
        world.Rows.Add("venue_reply",
            ("partnership_id", opener.Partnership), ("id", Guid.CreateVersion7()), ("space_id", id), ("text", Told("a venue's reply")), ("text_language", "en"),
            ("received_on", DateOnly.FromDateTime(DateTime.UtcNow)), ("agency", opener.Agency), ("recorded_by", opener.Id), ("recorded_at", DateTimeOffset.UtcNow),
            ("content_sha256", Digest));
    }

    // Beside its own space stands one that may be assessed.
    private Dictionary<string, string> OneAssessment(Person by, string target, string thing)
    {
        var (id, free, goal, response, comparison) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var (collection, visit, guardian, entry) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        StoreSpace(free, by, "screening");
        if (target != "absent") StoreAssessment(id, goal, response, RecorderOf(by, target), target == "ended", thing);
        if (target != "absent" && thing == "comparison") StoreComparison(comparison, id, RecorderOf(by, target));
        if (target != "absent" && thing == "collection") StoreCollection(collection, id, RecorderOf(by, target));
        if (target != "absent" && thing == "visit") StoreVisit(visit, id, RecorderOf(by, target));
        if (target != "absent" && thing == "guardian") StoreGuardian(guardian, id, RecorderOf(by, target));
        if (target != "absent" && thing != "begun") StorePeerMap(thing == "peers" ? entry : Guid.CreateVersion7(), id, RecorderOf(by, target));
        return new()
        {
            ["id"] = id.ToString(),
            ["collectionId"] = collection.ToString(),
            ["answerId"] = Guid.CreateVersion7().ToString(),
            ["spaceId"] = free.ToString(),
            ["prompt"] = "harm",
            ["round"] = "0",
            ["instrument"] = "observation_day",
            ["comparisonId"] = comparison.ToString(),
            ["visitId"] = visit.ToString(),
            ["guardianId"] = guardian.ToString(),
            ["entryId"] = entry.ToString(),
            ["viewId"] = Guid.CreateVersion7().ToString(),
            ["reportId"] = Guid.CreateVersion7().ToString(),
            ["conferenceId"] = Guid.CreateVersion7().ToString(),
            ["heldGoal"] = goal.ToString(),
            ["goalId"] = (thing == "assessment" ? Guid.CreateVersion7() : goal).ToString(),
            ["responseId"] = (thing == "response" ? response : Guid.CreateVersion7()).ToString(),
        };
    }

    private void StoreVisit(Guid id, Guid assessment, Person recorder)
    {
        string Told(string what) => world.Canaries.Plant(what, person =>
            person.Partnership == recorder.Partnership && person.Column != Policy.Nobody && world.Policy.RuleOf("GET /api/v1/assessments/{id}/observations", person.Role) == "all");
        world.Rows.Add("observation_visit",
            ("partnership_id", recorder.Partnership), ("id", id), ("assessment_id", assessment), ("round", 0), ("time", "night"), ("visited_on", DateOnly.FromDateTime(DateTime.UtcNow)),
            ("weather", "dry"), ("form_version", 1), ("items", """{"light":1}"""), ("adults", new[] { 2 }), ("young_people", new[] { 5 }), ("guardians", new[] { "shopkeeper" }),
            ("note", Told("what a visit saw")), ("agency", recorder.Agency), ("recorded_by", recorder.Id), ("recorded_at", DateTimeOffset.UtcNow), ("content_sha256", Digest));
    }

    private void StoreGuardian(Guid id, Guid assessment, Person recorder)
    {
        string Told(string what) => world.Canaries.Plant(what, person =>
            person.Partnership == recorder.Partnership && person.Column != Policy.Nobody && world.Policy.RuleOf("GET /api/v1/assessments/{id}/guardianship", person.Role) == "all");
        world.Rows.Add("guardian",
            ("partnership_id", recorder.Partnership), ("id", id), ("assessment_id", assessment), ("round", 0), ("version", 1), ("role", "shopkeeper"),
            ("place", Told("where a guardian is")), ("times", new[] { "weekday_day" }), ("caring_intention", "strength"), ("confidence", "mixed"),
            ("knows_who_to_tell", "not_known"), ("relations", "strength"), ("training", "not_known"), ("source", "practitioner_observed"), ("grade", "first_hand"),
            ("known_on", DateOnly.FromDateTime(DateTime.UtcNow)), ("note", Told("what a guardian does")), ("agency", recorder.Agency), ("recorded_by", recorder.Id),
            ("edited_by", recorder.Id), ("edited_at", DateTimeOffset.UtcNow), ("content_sha256", Digest));
    }

    private void StorePeerMap(Guid id, Guid assessment, Person recorder)
    {
        string Told(string what) => world.Canaries.Plant(what, person =>
            person.Partnership == recorder.Partnership && person.Column != Policy.Nobody && world.Policy.RuleOf("GET /api/v1/assessments/{id}/peer-map", person.Role) == "all");
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        world.Rows.Add("peer_map",
            ("partnership_id", recorder.Partnership), ("assessment_id", assessment), ("round", 0), ("version", 1), ("purpose", Told("what a peer map is for")),
            ("used_by", "The panel"), ("update_on", today.AddDays(20)), ("agency", recorder.Agency), ("agreed_by", recorder.Id), ("agreed_at", DateTimeOffset.UtcNow),
            ("content_sha256", Digest));
        world.Rows.Add("peer_map_entry",
            ("partnership_id", recorder.Partnership), ("id", id), ("assessment_id", assessment), ("round", 0), ("kind", "group"), ("letter", "A"),
            ("detail", $$"""{"size":"two_to_four","meaning":"support","note":"{{Told("what a peer map says of a group")}}"}"""), ("source", "practitioner_observed"),
            ("grade", "first_hand"), ("known_on", today.AddDays(-1)), ("stands_until", today.AddDays(20)), ("agency", recorder.Agency), ("recorded_by", recorder.Id),
            ("recorded_at", DateTimeOffset.UtcNow), ("content_sha256", Digest));
    }

    private void StoreComparison(Guid id, Guid assessment, Person opener)
    {
        string Told(string what) => world.Canaries.Plant(what, person =>
            person.Partnership == opener.Partnership && person.Column != Policy.Nobody && world.Policy.RuleOf("GET /api/v1/assessments/{id}/comparisons", person.Role) == "all");
        string At(double easting) => $"SRID=27700;POLYGON(({string.Join(',', Square.Select(corner => $"{corner.Easting + easting} {corner.Northing}"))}))";
        world.Rows.Add("assessment_comparison",
            ("partnership_id", opener.Partnership), ("id", id), ("assessment_id", assessment), ("number", 1), ("target", At(0)), ("control", At(5_000)),
            ("before_from", new DateOnly(2024, 1, 1)), ("before_to", new DateOnly(2024, 12, 31)), ("after_from", new DateOnly(2025, 1, 1)), ("after_to", new DateOnly(2025, 12, 31)),
            ("chosen_because_high", true), ("reason", Told("why an area is like a space")), ("agency", opener.Agency), ("chosen_by", opener.Id),
            ("chosen_at", DateTimeOffset.UtcNow), ("content_sha256", Digest));
    }

    // What one person answered is in no answer to anybody.
    private void StoreCollection(Guid id, Guid assessment, Person opener)
    {
        string Told(string what) => world.Canaries.Plant(what, person =>
            person.Partnership == opener.Partnership && person.Column != Policy.Nobody && world.Policy.RuleOf("GET /api/v1/assessments/{id}/collections", person.Role) == "all");
        world.Rows.Add("assessment_collection",
            ("partnership_id", opener.Partnership), ("id", id), ("assessment_id", assessment), ("round", 0), ("instrument", "survey_young_people"), ("wording", 1),
            ("opens_on", new DateOnly(2026, 1, 1)), ("closes_on", DateOnly.FromDateTime(DateTime.UtcNow).AddDays(9)),
            ("token_sha256", System.Security.Cryptography.SHA256.HashData(id.ToByteArray())), ("names_place", true),
            ("place_name_en", Told("the name of a place on a poster")), ("agency", opener.Agency), ("opened_by", opener.Id), ("opened_at", DateTimeOffset.UtcNow));
        world.Rows.Add("collection_answer",
            ("partnership_id", opener.Partnership), ("id", Guid.NewGuid()), ("collection_id", id), ("keyed", false),
            ("detail", $$"""{"what_worries":"{{Hidden("what one person answered without a name")}}"}"""));
    }

    private void StoreAssessment(Guid id, Guid goal, Guid response, Person opener, bool ended, string thing)
    {
        string Told(string what) => world.Canaries.Plant(what, person =>
            person.Partnership == opener.Partnership && person.Column != Policy.Nobody && world.Policy.RuleOf("GET /api/v1/assessments/{id}", person.Role) == "all");
        var (space, today, status) = (Guid.CreateVersion7(), DateOnly.FromDateTime(DateTime.UtcNow), ended ? "escalated" : thing == "begun" ? "draft" : "reflection");
        StoreSpace(space, opener, "under_assessment");
        world.Rows.Add("assessment",
            ("partnership_id", opener.Partnership), ("id", id), ("version", 1), ("space_id", space), ("form_version", 1), ("lead_id", opener.Id), ("status", status),
            ("weighting_closed_at", thing == "weighed" ? DateTimeOffset.UtcNow : (DateTimeOffset?)null), ("round", 0), ("review_on", today.AddDays(20)), ("ended_on", ended ? today : (DateOnly?)null), ("agency", opener.Agency), ("opened_by", opener.Id),
            ("opened_at", DateTimeOffset.UtcNow), ("content_sha256", Digest));
        world.Rows.Add("assessment_step",
            ("partnership_id", opener.Partnership), ("assessment_id", id), ("version", 1), ("to_status", status), ("round", 0), ("reason", Told("a reason of an assessment's move")),
            ("review_on", today.AddDays(20)), ("agency", opener.Agency), ("moved_by", opener.Id), ("moved_at", DateTimeOffset.UtcNow));
        world.Rows.Add("assessment_answer",
            ("partnership_id", opener.Partnership), ("assessment_id", id), ("prompt", "harm"), ("version", 1), ("text", Told("an answer of an assessment")),
            ("agency", opener.Agency), ("edited_by", opener.Id), ("edited_at", DateTimeOffset.UtcNow), ("content_sha256", Digest));
        if (thing == "begun") return;
        world.Rows.Add("assessment_voice",
            ("partnership_id", opener.Partnership), ("id", Guid.CreateVersion7()), ("assessment_id", id), ("heard_by", "group"), ("text", Told("a young person's view")),
            ("heard_on", today), ("round", 0), ("agency", opener.Agency), ("recorded_by", opener.Id), ("recorded_at", DateTimeOffset.UtcNow), ("content_sha256", Digest));
        world.Rows.Add("assessment_goal",
            ("partnership_id", opener.Partnership), ("id", goal), ("assessment_id", id), ("version", 1), ("side", "environment"), ("statement", Told("a goal")), ("hope", Told("a hope")),
            ("sign", Told("a sign")), ("method", Told("a method")), ("dropped", false), ("recorded_by", opener.Id), ("edited_by", opener.Id), ("edited_at", DateTimeOffset.UtcNow), ("content_sha256", Digest));
        world.Rows.Add("assessment_response",
            ("partnership_id", opener.Partnership), ("id", response), ("assessment_id", id), ("goal_id", goal), ("version", 1), ("what", Told("a response")), ("owner", "housing"),
            ("due_on", today.AddDays(9)), ("status", "todo"), ("recorded_by", opener.Id), ("edited_by", opener.Id), ("edited_at", DateTimeOffset.UtcNow), ("content_sha256", Digest));
        world.Rows.Add("assessment_use",
            ("partnership_id", opener.Partnership), ("assessment_id", id), ("round", 0), ("instrument", "survey_residents"), ("version", 1), ("number", 20), ("used_on", today),
            ("season_note", Told("a note on the season")), ("agency", opener.Agency), ("edited_by", opener.Id), ("edited_at", DateTimeOffset.UtcNow));
        world.Rows.Add("assessment_conference",
            ("partnership_id", opener.Partnership), ("id", Guid.CreateVersion7()), ("assessment_id", id), ("kind", "family_group"), ("held_on", today), ("agencies", new[] { "police" }),
            ("decisions", Told("a conference's decisions")), ("recorded_by", opener.Id), ("recorded_at", DateTimeOffset.UtcNow), ("content_sha256", Digest));
    }

    private string ChildOf(Person by, string target)
    {
        var token = Tokens.New();
        if (target == "absent") return token;
        var holder = RecorderOf(by, target);
        world.Rows.Add("child", ("partnership_id", holder.Partnership), ("id", Guid.CreateVersion7()), ("token", token), ("holding_agency", holder.Agency));
        return token;
    }

    private Person RecorderOf(Person by, string target) => target switch
    {
        "other_partnership" => world.Stranger,
        "colleague" or "restricted_colleague" => world.Colleagues[by.Agency],
        "other_agency" or "restricted" => world.Colleagues[MatrixWorld.Sharing],
        "unshared" => world.Colleagues[MatrixWorld.NotSharing],
        _ => by,
    };

    private (string, object?)[] Place(Guid partnership, string name, string town) =>
        [("partnership_id", partnership), ("id", world.PlaceOf(partnership)), ("name_en", name), ("name_cy", name), ("place_type", "other"),
        ("shape", PointAt(300_000, 250_000)), ("point", PointAt(300_000, 250_000)), ("town_en", town), ("town_cy", town)];

    private (string, object?)[] Export(Guid partnership, Guid id, Guid by, Func<Person, bool> mayKnow, bool fetched = false) =>
        [("partnership_id", partnership), ("id", id), ("subject", "incidents"), ("format", "csv"), ("request", $$"""{"x":"{{world.Canaries.Plant("what an export asked", mayKnow)}}"}"""),
        ("content_sha256", Digest), ("recipient", world.Canaries.Plant("an export's recipient", mayKnow)), ("purpose", "governance"), ("rows", 1), ("suppressed", "{}"),
        ("file_name", world.Canaries.Plant("an export's file name", mayKnow)), ("file_sha256", Digest), ("requested_by", by), ("requested_at", DateTimeOffset.UtcNow),
        ("expires_at", DateTimeOffset.UtcNow.AddDays(1))];

    private (string, object?)[] Audit(Guid partnership, Guid by, Func<Person, bool> mayKnow) =>
        [("partnership_id", partnership), ("sequence", 900_000_000), ("at", DateTimeOffset.UtcNow), ("actor_id", by), ("actor_name", world.Canaries.Plant("an actor in the audit", mayKnow)),
        ("role", "reporter"), ("agency", "police"), ("action", "incident_seen"), ("outcome", "done"), ("subjects", Array.Empty<string>()), ("address", "::1"),
        ("detail", $$"""{"x":"{{world.Canaries.Plant("a detail of the audit", mayKnow)}}"}"""), ("previous_hash", Digest), ("hash", Digest)];

    private (string, object?)[] Exclusion(Guid partnership, Guid account, Guid incident, Func<Person, bool> mayKnow) =>
        [("partnership_id", partnership), ("id", Guid.CreateVersion7()), ("account_id", account), ("incident_id", incident),
        ("reason", world.Canaries.Plant("the reason of an exclusion", mayKnow)), ("made_by", account), ("made_at", Then)];

    private (string, object?)[] Notice(Guid partnership, Guid account, Func<Person, bool> mayKnow) =>
        [("partnership_id", partnership), ("id", Guid.CreateVersion7()), ("account_id", account), ("kind", "glass_broken"), ("subject_id", Guid.CreateVersion7()),
        ("detail", $$"""{"x":"{{world.Canaries.Plant("a notice", mayKnow)}}"}"""), ("created_at", Then)];

    private string Hidden(string what) => world.Canaries.Plant(what, _ => false);

    private static Func<Person, bool> OnlyRoles(params Role[] roles) =>
        person => person.Partnership == TestApi.Here && person.Column != Policy.Nobody && roles.Contains(person.Role);

    private static Dictionary<string, string> IdOnly(Guid id) => new() { ["id"] = id.ToString(), ["featureId"] = id.ToString() };

    private static string PointAt(double easting, double northing) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"SRID=27700;POINT({easting} {northing})");
}
