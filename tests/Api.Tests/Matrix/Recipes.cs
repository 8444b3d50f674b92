using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Assessments.Instruments;
using SpacesPlaces.Api.Tests.Assessments;
using SpacesPlaces.Api.Tests.Incidents;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Matrix;

/// <summary>What a door needs besides its route: a valid body, a query, a version, a session of its own.</summary>
/// <param name="Body">The body for a cell; none when null.</param>
/// <param name="Query">Query with its question mark.</param>
/// <param name="MediaType">Media type of the body.</param>
/// <param name="IfMatch">Version that a change names.</param>
/// <param name="OwnSession">True where the door ends or changes the session that calls it.</param>
internal sealed record Recipe(
    Func<MatrixWorld, Cell, Task<string>>? Body = null, string Query = "", string MediaType = "application/json",
    Func<MatrixWorld, Cell, Task<string>>? IfMatch = null, bool OwnSession = false);

/// <summary>How to call each door as its caller would. A door that needs nothing but its route has no entry.</summary>
internal static class Recipes
{
    private static readonly Func<MatrixWorld, Cell, Task<string>> First = Is("\"1\"");

    private static readonly object Triangle = new { type = "Polygon", coordinates = new[] { new[] { new[] { -3.5, 52.1 }, new[] { -3.499, 52.1 }, new[] { -3.499, 52.101 }, new[] { -3.5, 52.1 } } } };

    private static readonly Dictionary<string, Recipe> Known = new()
    {
        ["POST /api/v1/access/sign-in"] = new(Is(cell => Credentials(cell))),
        ["POST /api/v1/access/sign-out"] = new(OwnSession: true),
        ["POST /api/v1/access/renewal"] = new(Is(Json(new { password = TestApi.Password }))),
        ["POST /api/v1/access/second-factor"] = new(async (world, _) => Json(new { user = await NewcomerAsync(world), password = TestApi.Password })),
        ["POST /api/v1/access/second-factor/confirmation"] = new(ConfirmationAsync),
        ["PUT /api/v1/access/unsent"] = new(Is("""{"device":"0196a000-0000-7000-8000-00000000d001","unsent":2}""")),
        ["PUT /api/v1/access/people/{id}"] = new(
            Is("""{"role":"reporter","agency":"education","reason":"Moved"}"""), IfMatch: (world, cell) => world.VersionOfPersonAsync(cell.Values["id"])),
        ["POST /api/v1/access/invitations/{id}"] = new(Is(_ => Json(new { user = $"guest-{Guid.NewGuid():N}", role = "reporter", agency = "health" }))),
        ["POST /api/v1/access/invitations/acceptance"] = new(AcceptanceAsync),
        ["POST /api/v1/access/keys/{id}"] = new(Is(_ => Json(new { name = "QGIS", purpose = "data_quality", endsOn = InAMonth() }))),
        ["POST /api/v1/access/role-requests/{id}/decision"] = new(Is("""{"granted":false}""")),
        ["PUT /api/v1/access/settings"] = new(Is(
            """
            {"secondFactorRoles":[],"browserIdleMinutes":60,"programIdleMinutes":720,"viewsPerHour":100000,"insideThreshold":5,"outsideThreshold":10}
            """)),
        ["GET /api/v1/reference-data/boundaries"] = new(Query: "?set=LSOA21"),
        ["GET /api/v1/reference-data/context"] = new(Query: "?from=2025-01&to=2025-06"),
        ["POST /api/v1/reference-data/imports/{id}"] = new(Is("Crime ID,Month\n"), "?kind=police_uk&fileName=x.csv", "application/octet-stream"),
        ["POST /api/v1/incidents/preview"] = new(Is(_ => Incident())),
        ["POST /api/v1/incidents/search"] = new(Is("""{"limit":1000}""")),
        ["POST /api/v1/incidents/{id}"] = new(Is(_ => Incident())),
        // A restricted record stays restricted: its photos outlive a correction, and are no more for everybody than before.
        ["PUT /api/v1/incidents/{id}"] = new(Is(cell => Incident(cell.Target.StartsWith("restricted", StringComparison.Ordinal) ? Sensitivity.Restricted : Sensitivity.Ordinary)), IfMatch: First),
        ["POST /api/v1/incidents/{id}/withdrawal"] = new(Is(Json(new { reason = "Recorded twice" })), IfMatch: First),
        ["GET /api/v1/hotspots/areas"] = new(Query: "?period=2026-Q1"),
        ["GET /api/v1/hotspots/hours"] = new(Query: "?period=2025-Q1&lon=-3.46&lat=52.14"),
        ["POST /api/v1/hotspots/analyses/{id}"] =
            new(Is("""{"subject":"harm","epsMetres":100,"minEvents":3,"from":"2026-01-01","to":"2026-03-31"}""")),
        ["POST /api/v1/analyses/{id}"] =
            new(Is("""{"subject":"harm","from":"2026-01-01","to":"2026-03-31","method":{"kind":"hour_matrix"}}""")),
        ["POST /api/v1/outreach/sessions/{id}"] = new(Is(
            """
            {"location":{"point":{"type":"Point","coordinates":[300000,250000]},"placedBy":"pin","crs":"EPSG:27700"},
            "startedAt":"2026-03-06T19:00:00Z","endedAt":"2026-03-06T21:30:00Z","staff":2,"spokenTo":0}
            """)),
        ["PUT /api/v1/outreach/sessions/{id}"] = new(Is(
            """
            {"location":{"point":{"type":"Point","coordinates":[300000,250000]},"placedBy":"pin","crs":"EPSG:27700"},
            "startedAt":"2026-03-06T19:00:00Z","endedAt":"2026-03-06T21:30:00Z","staff":3,"spokenTo":0,"noConcern":true}
            """), IfMatch: First),
        ["POST /api/v1/outreach/partner-uploads"] = new(Is(PartnerFile())),
        ["POST /api/v1/outreach/partner-uploads/preview"] = new(Is(PartnerFile())),
        ["POST /api/v1/outreach/partner-uploads/refused"] = new(Is(PartnerFile())),
        ["POST /api/v1/environment-tasks/{id}"] = new(Is(
            """
            {"location":{"point":{"type":"Point","coordinates":[300000,250000]},"placedBy":"pin","crs":"EPSG:27700"},
            "defect":"light_broken","owner":"other","note":"The lamp over the steps is out","noteLanguage":"en"}
            """)),
        ["POST /api/v1/environment-tasks/{id}/steps"] = new(Is("""{"status":"with_owner"}"""), IfMatch: First),
        ["PUT /api/v1/photos/{id}"] = new(Is(Things.SentPhoto), MediaType: "image/jpeg"),
        ["POST /api/v1/spaces/{id}"] = new(Is(_ => Json(new
        {
            placeType = "park_open_space",
            ownerType = "council",
            reason = "Workers were asked to look here",
            reviewOn = InAMonth(),
            nameEn = "The park",
            shape = Triangle,
        }))),
        ["PUT /api/v1/spaces/{id}"] = new(Is("""{"placeType":"play_skate","ownerType":"council","nameEn":"The skate park","nameCy":"Y parc sglefrio","reason":"People call it that"}"""), IfMatch: First),
        ["POST /api/v1/spaces/{id}/moves"] = new(Is(_ => Json(new { to = "screening", reason = "Somebody looks at it", reviewOn = InAMonth(), moveId = Guid.CreateVersion7() })), IfMatch: First),
        ["POST /api/v1/spaces/{id}/merge"] = new(Is(cell => Json(new { into = cell.Values["otherId"], reason = "They are one place" })), IfMatch: First),
        ["POST /api/v1/spaces/{id}/split"] = new(Is(cell => Json(new
        {
            partId = Guid.CreateVersion7(),
            reason = "Two places",
            reviewOn = InAMonth(),
            nameEn = "The north end",
            shape = Things.PartOfASpace,
        })), IfMatch: First),
        ["POST /api/v1/spaces/{id}/venue-replies/{replyId}"] = new(Is(_ => Json(new
        {
            text = "We have put the lamps right",
            textLanguage = "en",
            receivedOn = DateTime.UtcNow.AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture),
        }))),
        ["POST /api/v1/planning/sites/{id}"] = new(Is(CandidateSite)),
        ["PUT /api/v1/planning/sites/{id}"] = new(Is(CandidateSite), IfMatch: First),
        ["POST /api/v1/planning/site-lists"] = new(Is(SiteList())),
        ["POST /api/v1/planning/site-lists/preview"] = new(Is(SiteList())),
        ["POST /api/v1/planning/site-lists/refused"] = new(Is(SiteList())),
        ["POST /api/v1/planning/place-sites"] = new(Is("""{"kinds":["leisure_gym"]}""")),
        ["POST /api/v1/planning/place-sites/preview"] = new(Is("""{"kinds":["leisure_gym"]}""")),
        ["PUT /api/v1/planning/weightings/{id}"] = new(Is("""{"name":"Market days","weights":{"reach":3,"footfall":5}}"""), IfMatch: First),
        ["POST /api/v1/planning/sitings/{id}"] = new(Is(_ => Json(new { pick = 1, day = InAMonth(), time = "saturday", weights = new { reach = 3 } }))),
        ["POST /api/v1/planning/patrols"] = new(Is(_ => Json(new
        {
            startsAt = $"{InAMonth()}T20:00:00Z",
            endsAt = $"{InAMonth()}T22:00:00Z",
            teams = 1,
            @base = new { type = "Point", coordinates = new[] { -3.46, 52.14 } },
            visits = new[] { new { name = "By the library", point = new { type = "Point", coordinates = new[] { -3.461, 52.141 } } } },
            lead = "youth_service",
        }))),
        ["POST /api/v1/planning/activities/{id}"] = new(Is(_ => Stall())),
        ["PUT /api/v1/planning/activities/{id}"] = new(Is(_ => Stall()), IfMatch: First),
        ["POST /api/v1/planning/activities/{id}/moves"] = new(Is("""{"to":"cancelled"}"""), IfMatch: First),
        ["POST /api/v1/planning/activities/{id}/tallies/{tallyId}"] = new(Is("""{"kind":"spoken_to","count":3,"at":"2026-03-06T21:30:00Z"}""")),
        ["PUT /api/v1/planning/activities/{id}/feedback"] = new(Is("""{"asked":9,"counts":[{"question":"felt_safe","yes":7,"no":1,"notSure":1}]}""")),
        ["POST /api/v1/assessments/{id}"] = new(Is(cell => Json(new
        {
            spaceId = cell.Values["spaceId"],
            lead = TestApi.UserName(Role.Assessor, TestApi.Here),
            reason = "Harm repeats here",
            reviewOn = InAMonth(),
        }))),
        ["PUT /api/v1/assessments/{id}/lead"] = new(Is(Json(new { lead = TestApi.UserName(Role.Assessor, TestApi.Here) })), IfMatch: First),
        ["POST /api/v1/assessments/{id}/moves"] = new(Is(_ => Json(new { to = "reflection", reason = "Looked at", reviewOn = InAMonth() })), IfMatch: First),
        ["POST /api/v1/assessments/{id}/views/{viewId}"] = new(Is(_ => Json(new { heardBy = "group", text = "They want the light mended", heardOn = Yesterday() }))),
        ["POST /api/v1/assessments/{id}/conferences/{conferenceId}"] = new(Is(_ => Json(
            new { kind = "social_care_chair", heldOn = Yesterday(), agencies = new[] { "police", "housing" }, decisions = "The light comes first" }))),
        ["PUT /api/v1/assessments/{id}/weighting/mine"] = new(
            Is("""{"ratings":[{"context":"peer","influence":3,"reason":"Friends look out for each other"}]}"""), IfMatch: Is("\"0\"")),
        ["POST /api/v1/assessments/{id}/weighting/closing"] = new(IfMatch: First),
        ["PUT /api/v1/assessments/{id}/weighting/change-first"] = new(Is("""{"context":"neighbourhood","words":"The place itself comes first"}"""), IfMatch: First),
        ["POST /api/v1/assessments/{id}/goals/{goalId}"] = new(Is(Goal)),
        ["PUT /api/v1/assessments/{id}/goals/{goalId}"] = new(Is(Goal), IfMatch: First),
        ["POST /api/v1/assessments/{id}/responses/{responseId}"] = new(Is(Response)),
        ["PUT /api/v1/assessments/{id}/responses/{responseId}"] = new(Is(Response), IfMatch: First),
        ["PUT /api/v1/assessments/{id}/rounds/{round}/{instrument}"] = new(Is(_ => Json(new { number = 4, usedOn = Yesterday() })), IfMatch: Is("\"0\"")),
        ["POST /api/v1/assessments/{id}/observations/{visitId}"] = new(Is(_ => Json(new
        {
            round = 0,
            time = "day",
            visitedOn = Yesterday(),
            weather = "dry",
            items = ObservationForm.Items.Select(item => new { item, value = 2 }),
        }))),
        ["POST /api/v1/assessments/{id}/observations/{visitId}/withdrawal"] = new(Is(Json(new { reason = "It was the wrong park" }))),
        ["POST /api/v1/assessments/{id}/guardianship/{guardianId}"] = new(Is(_ => GuardianJson())),
        ["PUT /api/v1/assessments/{id}/guardianship/{guardianId}"] = new(Is(_ => GuardianJson()), IfMatch: First),
        ["POST /api/v1/assessments/{id}/guardianship/{guardianId}/withdrawal"] = new(Is(Json(new { reason = "It was the wrong shop" }))),
        ["PUT /api/v1/assessments/{id}/peer-map/{round}"] = new(Is(_ => Json(new { purpose = "To plan a safer way home", usedBy = "The panel", updateOn = InAMonth() })), IfMatch: First),
        ["POST /api/v1/assessments/{id}/peer-map/entries/{entryId}"] = new(Is(_ => Json(new
        {
            round = 0,
            source = "practitioner_observed",
            grade = "first_hand",
            knownOn = Yesterday(),
            leg = new { from = "The pier", to = "The station", mode = "bus", time = "evening", feeling = "worried" },
        }))),
        ["POST /api/v1/assessments/{id}/peer-map/entries/{entryId}/confirmation"] = new(Is(_ => Json(new { source = "community", grade = "second_hand", knownOn = Yesterday() }))),
        ["POST /api/v1/assessments/{id}/peer-map/entries/{entryId}/withdrawal"] = new(Is(Json(new { reason = "It was another station" }))),
        ["POST /api/v1/assessment-forms/{version}"] = new(Is(_ => JsonSerializer.Serialize(
            new NewAssessmentForm(AssessmentWorld.Shipped, "As it is shipped"), WireJson.Options))),
        ["POST /api/v1/assessments/{id}/withdrawal"] = new(Is(Json(new { reason = "It was the wrong park" })), IfMatch: First),
        ["PUT /api/v1/assessments/{id}/answers/{prompt}"] = new(Is(Json(new { text = "Adults were seen at the shelter" })), IfMatch: First),
        ["POST /api/v1/assessments/{id}/comparisons/{comparisonId}"] = new(Is(_ => Json(new
        {
            control = Triangle,
            reason = "The same kind of street",
            beforeFrom = "2024-01-01",
            beforeTo = "2024-12-31",
            afterFrom = "2025-01-01",
            afterTo = "2025-12-31",
        }))),
        ["POST /api/v1/assessments/{id}/collections/{collectionId}"] = new(Is(_ => Json(new { instrument = "survey_young_people", round = 0, closesOn = InAMonth() }))),
        ["POST /api/v1/assessments/{id}/collections/{collectionId}/link"] = new(Is("{}")),
        ["POST /api/v1/assessments/{id}/collections/{collectionId}/sheets"] = new(Is("""{"sheets":2}""")),
        ["POST /api/v1/assessments/{id}/collections/{collectionId}/answers/{answerId}"] = new(Is("""{"survey":[{"item":"how_often","choice":"every_week"}]}""")),
        ["POST /api/v1/take-part/form"] = new(async (world, _) => Json(new { token = await LinkAsync(world) })),
        ["POST /api/v1/take-part/ballots"] = new(async (world, _) => Json(new { token = await LinkAsync(world) })),
        ["POST /api/v1/take-part/answers"] = new(AnswersAsync),
        ["POST /api/v1/take-part/own-maps/deletion"] = new(OwnMapAsync),
        ["GET /api/v1/outreach/sessions"] = new(Query: "?from=2026-01-01&to=2026-03-31"),
        ["PUT /api/v1/children/case-closure"] = new(Is(cell => Json(new { token = cell.Values["token"], closedMonth = "2026-03-01" }))),
        ["POST /api/v1/assessments/{id}/reports/{reportId}/preview"] = new(Is(Report)),
        ["POST /api/v1/assessments/{id}/reports/{reportId}"] = new(Is(Report)),
        ["POST /api/v1/exports/{id}/preview"] = new(Is(File)),
        ["POST /api/v1/exports/{id}"] = new(Is(File)),
        ["POST /api/v1/governance/agreements/{id}"] = new(Is(Agreement)),
        ["PUT /api/v1/governance/agreements/{id}"] = new(Is(Agreement), IfMatch: First),
        ["POST /api/v1/governance/agreements/{id}/end"] = new(IfMatch: First),
        ["POST /api/v1/governance/exclusions/{id}"] = new((world, _) => Task.FromResult(
            Json(new { user = world.Colleagues[MatrixWorld.NotSharing].Name, reason = "A relative", incidentId = Guid.CreateVersion7() }))),
        ["POST /api/v1/governance/purposes"] = new(Is("""{"purpose":"data_quality"}""")),
        ["POST /api/v1/governance/break-glass/{id}"] = new(Is(cell => Json(
            new { incidentId = cell.Values["incidentId"], reason = "A child may be there tonight, and nobody else is on call", minutes = 30 }))),
        ["PUT /api/v1/governance/retention"] = new(Is("""{"class":"audit","months":84,"reason":"As agreed"}""")),
        ["POST /api/v1/governance/holds/{id}"] = new(Is(cell => Json(
            new { incidentId = cell.Values["incidentId"], reason = "A court asks", endsOn = DateTime.UtcNow.AddDays(90).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) }))),
        ["POST /api/v1/governance/subject-access/{id}"] = new(Is(_ => Json(
            new { token = Tokens.New(), reason = "Asked by a parent, seen in person", recipient = "A. Parent", language = "en" }))),
        ["POST /api/v1/governance/erasures/{id}"] = new(Is(cell => Json(new { incidentId = cell.Values["incidentId"], reason = "The person asked for it" }))),
    };

    private const string File =
        """
        {"subject":"incidents","format":"csv","recipient":"The panel","recipientAgency":"police","recipientRole":"analyst","purpose":"panel_preparation",
        "language":"en"}
        """;

    private const string Report =
        """
        {"format":"html","recipient":"The panel","recipientAgency":"police","recipientRole":"assessor","purpose":"panel_preparation","language":"cy"}
        """;

    private const string Agreement =
        """
        {"reference":"ISP-2","purposeEn":"Safer places","purposeCy":"Mannau mwy diogel","parties":["housing","probation"],"items":["narrative"],
        "signedOn":"2026-01-01","startsOn":"2026-01-01","endsOn":"2027-01-01"}
        """;

    private const string Goal =
        """
        {"statement":"Young people feel safe here in the evening","side":"young_people","hope":"They feel safe in the evening",
        "sign":"More of them say that they feel safe","method":"The same survey in May"}
        """;

    private static string Response(Cell cell) => Json(new { goalId = cell.Values["heldGoal"], what = "Mend the lamps", owner = "housing", dueOn = InAMonth() });

    private const string CandidateSite = """{"location":{"point":{"type":"Point","coordinates":[300000,250000]},"placedBy":"pin","crs":"EPSG:27700"},"placeType":"town_centre","nameEn":"By the library"}""";

    private static string Stall() => Json(new
    {
        kind = "stall",
        location = new { point = new { type = "Point", coordinates = new[] { 300_000, 250_000 } }, placedBy = "pin", crs = "EPSG:27700" },
        startsAt = $"{InAMonth()}T10:00:00Z",
        endsAt = $"{InAMonth()}T14:00:00Z",
        lead = "youth_service",
        purpose = "awareness",
        titleEn = "A stall by the library",
    });

    private static string GuardianJson() => Json(new
    {
        round = 0,
        role = "shopkeeper",
        place = "The shop at the corner",
        knownOn = Yesterday(),
        caringIntention = "strength",
        confidence = "mixed",
        knowsWhoToTell = "not_known",
        relations = "strength",
        training = "not_trained",
        source = "practitioner_observed",
        grade = "first_hand",
    });

    private static string Yesterday() => DateTime.UtcNow.AddDays(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static readonly Recipe Plain = new();

    public static Recipe Of(PolicyRow row) => Known.GetValueOrDefault(row.Name, Plain);

    private static Func<MatrixWorld, Cell, Task<string>> Is(string text) => (_, _) => Task.FromResult(text);

    private static Func<MatrixWorld, Cell, Task<string>> Is(Func<Cell, string> text) => (_, cell) => Task.FromResult(text(cell));

    private static string Credentials(Cell cell) => Json(new { user = TestApi.UserName(cell.Person.Role, TestApi.Here), password = TestApi.Password });

    private static string InAMonth() => DateTime.UtcNow.AddDays(28).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static string PartnerFile() => Json(new
    {
        file = "Date,Start,End,Grid reference,Staff,Spoken to\n2026-03-07,19:00,21:00,SO 00000 50000,2,5\n"u8.ToArray(),
        partner = "street_pastors",
        textLanguage = "en",
    });

    private static string SiteList() => Json(new { file = "Name,Grid reference\nThe library,SO 00000 50000\n"u8.ToArray() });

    private static string Incident() => JsonSerializer.Serialize(Examples.Harm(), WireJson.Options);
    private static string Incident(Sensitivity sensitivity = Sensitivity.Ordinary) =>
        JsonSerializer.Serialize(Examples.Harm() with { Sensitivity = sensitivity }, WireJson.Options);

    // Somebody who has not signed in yet: this door is for them, whoever knocks.
    private static Task<string> NewcomerAsync(MatrixWorld world) =>
        world.AddMemberAsync($"newcomer-{Guid.NewGuid():N}", Role.Reporter, Agency.Health);

    private static async Task<string> ConfirmationAsync(MatrixWorld world, Cell cell)
    {
        var user = await NewcomerAsync(world);
        using var anyone = world.Anyone();
        using var begun = await anyone.PostAsJsonAsync("/api/v1/access/second-factor", new { user, password = TestApi.Password });
        var secret = (string)(await begun.Content.ReadFromJsonAsync<JsonObject>())!["secret"]!;
        return Json(new { user, password = TestApi.Password, code = Totp.CodeAt(secret, Totp.StepAt(DateTimeOffset.UtcNow)) });
    }

    // A link that somebody was given: whoever comes with it, a member or not, is nobody known.
    private static async Task<string> LinkAsync(MatrixWorld world)
    {
        var token = Collections.MakeSecret();
        await world.ScalarAsync<Guid>(
            """
            with asked as (select * from assessment where partnership_id = $1 and ended_on is null limit 1)
            insert into assessment_collection (partnership_id, id, assessment_id, round, instrument, wording, opens_on, closes_on, token_sha256, names_place, agency, opened_by, opened_at)
            select $1, gen_random_uuid(), id, 7 + (random() * 1000000)::integer, 'survey_young_people', 1, date '2026-01-01', (now() + interval '9 days')::date, $2, false, agency, opened_by, now()
            from asked returning id
            """, TestApi.Here, Collections.Digest(token));
        return token;
    }

    private static async Task<string> AnswersAsync(MatrixWorld world, Cell cell)
    {
        var token = await LinkAsync(world);
        using var anyone = world.Anyone();
        using var handed = await anyone.PostAsJsonAsync("/api/v1/take-part/ballots", new { token });
        var ballot = (string)(await handed.Content.ReadFromJsonAsync<JsonObject>())!["ballot"]!;
        return Json(new { token, ballot, survey = new[] { new { item = "how_often", choice = "every_week" } } });
    }

    private static async Task<string> OwnMapAsync(MatrixWorld world, Cell cell)
    {
        var (token, code) = (await LinkAsync(world), OwnMaps.CodeOf(Collections.MakeSecret()));
        await world.ScalarAsync<Guid>(
            """
            insert into collection_answer (partnership_id, id, collection_id, detail, keyed)
            select partnership_id, gen_random_uuid(), id, jsonb_build_object('code', $2), false from assessment_collection where token_sha256 = $1 returning id
            """, Collections.Digest(token), OwnMaps.Digest(code));
        return Json(new { code });
    }

    private static async Task<string> AcceptanceAsync(MatrixWorld world, Cell cell)
    {
        var (user, code) = ($"guest-{Guid.NewGuid():N}", OneTimeCodes.Make());
        await world.ScalarAsync<Guid>(
            """
            insert into invitation (partnership_id, id, user_name, role, agency, code_sha256, invited_by, invited_at, expires_at)
            values ($1, gen_random_uuid(), $2, 'reporter', 'health', $3, $4, now(), now() + interval '1 day') returning id
            """, TestApi.Here, user, OneTimeCodes.Digest(code), world.Colleagues[Agency.Health].Id);
        return Json(new { code, user, password = TestApi.Password });
    }

    private static string Json(object body) => JsonSerializer.Serialize(body);
}
