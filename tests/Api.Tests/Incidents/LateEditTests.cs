using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Incidents.Examples;

namespace SpacesPlaces.Api.Tests.Incidents;

/// <summary>What comes late from a phone: out of order, over somebody else's work, from an older form, without an id.</summary>
public sealed class LateEditTests(TestApi api) : IClassFixture<TestApi>
{
    public static TheoryData<string> Orders => [.. OrdersOf("0123")];

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task ARecordAndThreeEdits_InWhateverOrderTheyArrive_EndAlike_AndNothingIsRefusedSilently(string order)
    {
        using var reporter = api.As(Role.Reporter);
        var id = Guid.NewGuid();
        var path = PathOf(id);
        // As a phone sends them: the record, then each edit on the version that the one before it made.
        Task<HttpResponseMessage> SendAsync(int edit) => edit == 0
            ? reporter.PostAsync(path, Written("Edit 0"))
            : reporter.PutAsync(path, Written($"Edit {edit}"), edit);

        var taken = new HashSet<int>();
        foreach (var edit in order.Select(letter => letter - '0')) await TryAsync(edit);
        // What was refused is still on the phone, and comes again in the order of writing.
        foreach (var edit in Enumerable.Range(0, 4).Where(edit => !taken.Contains(edit)).ToList()) await TryAsync(edit);

        Assert.Equal([0, 1, 2, 3], taken.Order());
        var record = await (await reporter.GetAsync(path)).ReadAsync<IncidentView>();
        Assert.Equal(("Edit 3", 4), (record.Narrative, record.Version));
        Assert.Equal("Edit 0, Edit 1, Edit 2", await api.ScalarAsync<string>(
            "select string_agg(content->>'narrative', ', ' order by version) from incident_revision where incident_id = $1", id));

        async Task TryAsync(int edit)
        {
            using var answer = await SendAsync(edit);
            if (answer.IsSuccessStatusCode) taken.Add(edit);
            else await answer.AssertProblemAsync(taken.Count == 0 ? ProblemCodes.NotFound : ProblemCodes.VersionStale);
        }
    }

    [Fact]
    public async Task AnEditFromAPhone_OverTheDesksEdit_IsRefusedWithTheVersionThatStands_AndLosesNeither()
    {
        using var reporter = api.As(Role.Reporter);
        using var lead = api.As(Role.YouthLead);
        var id = Guid.NewGuid();
        await (await reporter.PostAsync(PathOf(id), Written("As it was"))).ReadAsync<Receipt>(HttpStatusCode.Created);
        await (await lead.PutAsync(PathOf(id), Written("The desk's words"), 1)).ReadAsync<Receipt>();
        var refused = await (await reporter.PutAsync(PathOf(id), Written("The phone's words"), 1)).AssertProblemAsync(ProblemCodes.VersionStale);
        Assert.Contains(refused["errors"]!.AsArray(), error => (string?)error!["field"] == "If-Match");
        var record = await (await reporter.GetAsync(PathOf(id))).ReadAsync<IncidentView>();
        Assert.Equal(("The desk's words", 2), (record.Narrative, record.Version));
        // Whoever has seen it may set their words over it knowingly.
        await (await reporter.PutAsync(PathOf(id), Written("The phone's words"), 2)).ReadAsync<Receipt>();
        Assert.Equal(["As it was", "The desk's words"], await WordsBeforeAsync(id));
    }

    [Theory]
    [InlineData("not-an-id")]
    [InlineData("00000000-0000-0000-0000-00000000000g")]
    [InlineData("%20")]
    [InlineData("")]
    public async Task WithoutAnIdThatIsOne_NothingIsStored_AndTheRefusalSaysSoInWords(string id)
    {
        using var reporter = api.As(Role.Reporter);
        var before = await api.ScalarAsync<long>("select count(*) from incident");
        foreach (var collection in (string[])["incidents", "outreach/sessions", "environment-tasks"])
        {
            using var answer = await reporter.PostAsync($"/api/v1/{collection}/{id}", Harm());
            await answer.AssertProblemAsync(ProblemCodes.RecordIdNotValid, "id");
        }

        using var correction = await reporter.PutAsync($"/api/v1/incidents/{id}", Harm(), 1);
        await correction.AssertProblemAsync(ProblemCodes.RecordIdNotValid, "id");
        Assert.Equal(before, await api.ScalarAsync<long>("select count(*) from incident"));
    }

    [Fact]
    public async Task WhatTheFirstFormWrote_IsStillTaken()
    {
        // The very text that version 1 of the form sends, without what was added to the contract since. It never changes.
        const string First = """
            {"kind":"harm","occurredFrom":"2026-03-06T21:00:00Z","occurredTo":"2026-03-06T22:00:00Z","timeConfidence":"approximate",
             "harmTypes":["cse"],"contextLevel":"neighbourhood","sourceKind":"practitioner_observed","infoGrade":"first_hand",
             "location":{"point":{"type":"Point","coordinates":[300000,250000]},"placedBy":"grid_ref","accuracyMetres":20,"crs":"EPSG:27700"},
             "children":[],"childrenUnknownCount":1,"crossBoundary":false,"narrative":"An adult by the shelter","narrativeLanguage":"en"}
            """;
        using var reporter = api.As(Role.Reporter);
        await (await reporter.PostRawAsync(PathOf(Guid.NewGuid()), First)).ReadAsync<Receipt>(HttpStatusCode.Created);
    }

    // Words that forms have offered, frozen: a phone that was away for weeks may still send each of them.
    [Theory]
    [InlineData("timeConfidence", "exact approximate unsure")]
    [InlineData("harmTypes", "cse cce county_lines hsb_peer_on_peer online_abuse trafficking_modern_slavery forced_labour financial_exploitation serious_violence drug_alcohol_supply_to_children harassment missing_link radicalisation other")]
    [InlineData("contextLevel", "child home peer school neighbourhood online society")]
    [InlineData("sourceKind", "practitioner_observed child_told_us parent community business partner_report police_record")]
    [InlineData("infoGrade", "first_hand second_hand unverified")]
    [InlineData("location.placedBy", "pin gps grid_ref")]
    public async Task EveryWordThatAFormOnceOffered_IsStillTaken(string field, string words)
    {
        using var reporter = api.As(Role.Reporter);
        foreach (var word in words.Split(' '))
        {
            var body = JsonNode.Parse(JsonSerializer.Serialize(Written("An adult by the shelter"), WireJson.Options))!;
            if (field == "location.placedBy") body["location"]!["placedBy"] = word;
            else body[field] = field == "harmTypes" ? new JsonArray(word) : word;
            await (await reporter.PostRawAsync(PathOf(Guid.NewGuid()), body.ToJsonString())).ReadAsync<Receipt>(HttpStatusCode.Created);
        }
    }

    private static NewIncident Written(string narrative) => Harm() with { Children = null, ChildrenUnknownCount = 1, Narrative = narrative };

    private async Task<string[]> WordsBeforeAsync(Guid id) => await api.ScalarAsync<string[]>(
        "select array_agg(content->>'narrative' order by version) from incident_revision where incident_id = $1", id);

    private static IEnumerable<string> OrdersOf(string letters) => letters.Length == 0
        ? [""]
        : letters.SelectMany(first => OrdersOf(letters.Replace($"{first}", "", StringComparison.Ordinal)).Select(rest => first + rest));
}
