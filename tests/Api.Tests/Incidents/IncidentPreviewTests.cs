using System.Net;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Disclosure;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Incidents.Examples;

namespace SpacesPlaces.Api.Tests.Incidents;

/// <summary>What others will see, before it is sent; PRV-05: text that may identify somebody; PRV-06: no field for a child's name.</summary>
public sealed class IncidentPreviewTests(TestApi api) : IClassFixture<TestApi>
{
    private const string Telling = "A man called Rhys rang 07700 900123.";

    [Fact]
    public async Task Preview_IsWhatEachGroupGetsAfterwards_ToTheLetter()
    {
        using var reporter = api.As(Role.Reporter);
        var id = Guid.CreateVersion7();
        var body = Harm(312_345, 254_321);
        var preview = await PreviewAsync(reporter, body);
        Assert.Equal(Enum.GetValues<ReaderGroup>(), preview.Readers.Select(reader => reader.Group));
        await (await reporter.PostAsync(PathOf(id), body)).ReadAsync<Receipt>(HttpStatusCode.Created);
        foreach (var (group, role) in ((ReaderGroup, Role)[])[(ReaderGroup.OwnAgencyLead, Role.YouthLead), (ReaderGroup.Analyst, Role.Analyst), (ReaderGroup.Panel, Role.MaceMember)])
        {
            using var reader = api.As(role);
            var seen = await (await reader.GetAsync(PathOf(id))).ReadAsync<IncidentView>();
            var said = preview.Readers.Single(one => one.Group == group);
            Assert.Equal(PreviewReach.Record, said.Reach);
            Assert.Equal(Json(seen), Json(said.Incident! with { Id = seen.Id, RecordedAt = seen.RecordedAt }));
        }

        Assert.Equal((PreviewReach.BandOnly, null), ReachOf(preview, ReaderGroup.Planner));
        Assert.Equal((PreviewReach.Nothing, null), ReachOf(preview, ReaderGroup.AgencyWithoutAgreement));
    }

    [Fact]
    public async Task Preview_StoresNothing_AndIsAuditedWithoutContent()
    {
        using var reporter = api.As(Role.Reporter);
        var before = await api.ScalarAsync<long>("select count(*) from incident");
        var children = await api.ScalarAsync<long>("select count(*) from child");
        await PreviewAsync(reporter, Harm() with { Narrative = "CANARY-preview" });
        Assert.Equal((before, children), (await api.ScalarAsync<long>("select count(*) from incident"), await api.ScalarAsync<long>("select count(*) from child")));
        Assert.True(await api.ScalarAsync<bool>(
            "select bool_and(subjects = '{}' and detail::text not like '%CANARY%') from audit_entry where action = 'incident_previewed' and outcome = 'done'"));
        Assert.DoesNotContain(api.Log.Lines, line => line.Contains("CANARY-preview", StringComparison.Ordinal));
        using var planner = api.As(Role.Planner);
        await (await planner.PostAsync("/api/v1/incidents/preview", Harm())).AssertProblemAsync(ProblemCodes.NotAllowed);
        await (await reporter.PostAsync("/api/v1/incidents/preview", Harm() with { HarmTypes = [] })).AssertProblemAsync(ProblemCodes.FieldMissing, "harmTypes");
    }

    [Fact]
    public async Task RestrictedRecord_IsPreviewedForTheLeadAlone()
    {
        using var reporter = api.As(Role.Reporter);
        var preview = await PreviewAsync(reporter, Harm() with { Sensitivity = Sensitivity.Restricted });
        Assert.Equal([ReaderGroup.OwnAgencyLead], preview.Readers.Where(reader => reader.Reach == PreviewReach.Record).Select(reader => reader.Group));
        Assert.Equal(PreviewReach.Nothing, ReachOf(preview, ReaderGroup.Planner).Reach);
    }

    [Fact]
    public async Task TextThatMayIdentify_IsRefusedWithKindAndPlace_InBothLanguages_AndKeptWithAReason()
    {
        using var reporter = api.As(Role.Reporter);
        var body = Harm() with { Narrative = Telling };
        var warnings = (await PreviewAsync(reporter, body)).Warnings;
        Assert.Equal([(IdentifyingKind.PersonName, "Rhys"), (IdentifyingKind.Phone, "07700 900123")], warnings.Select(w => (w.Kind, Telling.Substring(w.Start, w.Length))));

        var id = Guid.CreateVersion7();
        var problem = await (await reporter.PostAsync(PathOf(id), body)).AssertProblemAsync(ProblemCodes.TextMayIdentify, "narrative");
        Assert.Equal(2, problem["errors"]!.AsArray().Count);
        Assert.Contains("a phone number", (string)problem["errors"]![1]!["message"]!, StringComparison.Ordinal);
        Assert.Contains("24", (string)problem["errors"]![1]!["message"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("900123", problem.ToJsonString(), StringComparison.Ordinal);
        using var welsh = api.As(Role.Reporter);
        welsh.DefaultRequestHeaders.AcceptLanguage.ParseAdd("cy");
        Assert.Contains("rhif ffôn", (string)(await (await welsh.PostAsync(PathOf(id), body)).AssertProblemAsync(ProblemCodes.TextMayIdentify))["errors"]![1]!["message"]!, StringComparison.Ordinal);
        Assert.Equal(0, await api.ScalarAsync<long>("select count(*) from incident where id = $1", id));

        await (await reporter.PostAsync(PathOf(id), body with { IdentifyingReason = "The police asked for it." })).ReadAsync<Receipt>(HttpStatusCode.Created);
        // The lead and analysts find it; others may not ask.
        foreach (var role in (Role[])[Role.YouthLead, Role.Analyst])
        {
            using var reader = api.As(role);
            var flagged = await (await reader.GetAsync("/api/v1/incidents?flagged=true")).ReadAsync<IncidentPage>();
            Assert.Equal("The police asked for it.", flagged.Items.Single(one => one.Id == id).IdentifyingReason);
            var others = await (await reader.GetAsync("/api/v1/incidents?flagged=false&limit=1000")).ReadAsync<IncidentPage>();
            Assert.DoesNotContain(others.Items, one => one.Id == id);
        }
    }

    [Fact]
    public async Task Correction_MayNotBringInSuchTextEither_AndPlaceNamesAreNoPersons()
    {
        await api.ScalarAsync<Guid>(
            """
            insert into place (partnership_id, id, name_en, name_cy, place_type, shape, point)
            select $1, gen_random_uuid(), 'Gwenllian Morgan', 'Gwenllian Morgan', 'other', spot, spot from (select st_setsrid(st_makepoint(300000, 250000), 27700) as spot) as there
            returning id
            """, TestApi.Here);
        using var reporter = api.As(Role.Reporter);
        var id = Guid.CreateVersion7();
        await (await reporter.PostAsync(PathOf(id), Harm() with { Narrative = "Adults waited at Gwenllian Morgan." })).ReadAsync<Receipt>(HttpStatusCode.Created);
        await (await reporter.PutAsync(PathOf(id), Harm() with { Narrative = "Adults waited for Megan Pritchard." }, 1)).AssertProblemAsync(ProblemCodes.TextMayIdentify, "narrative");
        await (await reporter.PutAsync(PathOf(id), Harm() with { Narrative = "Adults waited for Megan Pritchard.", IdentifyingReason = "Missing person appeal." }, 1)).ReadAsync<Receipt>();
    }

    [Fact]
    public void NoContract_HasAFieldForAChildsName()
    {
        // PRV-06. Names of places, agencies' people and things are named as what they are. Photos are of places, and shown to readers of exact places alone.
        string[] allowed = ["UserName", "FileName", "NameEn", "NameCy", "NearestPlaceEn", "NearestPlaceCy", "TownEn", "TownCy", "Photos"];
        string[] forbidden = ["Name", "Surname", "Forename", "BirthDate", "DateOfBirth", "Birth", "NhsNumber", "Phone", "Email", "Address", "Postcode", "Initials", "Alias", "Photo"];
        var fields = typeof(NewIncident).Assembly.GetTypes().Where(type => type.Namespace == "SpacesPlaces.Contracts" && type.IsPublic && !type.IsEnum)
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => (Type: type.Name, property.Name))).ToList();
        Assert.True(fields.Count > 100, "The guard does not see the contracts.");
        string[] ofChildren = [nameof(ChildReference), nameof(NewIncident), nameof(IncidentView), nameof(ReaderPreview), nameof(IncidentPreview), nameof(HotspotView), nameof(HotspotMembers)];
        Assert.DoesNotContain(fields, field => ofChildren.Contains(field.Type) && !allowed.Contains(field.Name)
            && forbidden.Any(word => field.Name.Contains(word, StringComparison.OrdinalIgnoreCase)));
        Assert.DoesNotContain(fields, field => field.Name.Contains("Child", StringComparison.OrdinalIgnoreCase)
            && field.Name.Contains("Name", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(["AgeBand", "HoldingAgency", "Token"], fields.Where(field => field.Type == nameof(ChildReference)).Select(field => field.Name).Order());
    }

    private static (PreviewReach Reach, IncidentView? Incident) ReachOf(IncidentPreview preview, ReaderGroup group)
    {
        var said = preview.Readers.Single(reader => reader.Group == group);
        return (said.Reach, said.Incident);
    }

    private static async Task<IncidentPreview> PreviewAsync(HttpClient client, NewIncident body) =>
        await (await client.PostAsync("/api/v1/incidents/preview", body)).ReadAsync<IncidentPreview>();

    private static string Json(IncidentView view) => JsonNode.Parse(JsonSerializer.Serialize(view, WireJson.Options))!.ToJsonString();
}
