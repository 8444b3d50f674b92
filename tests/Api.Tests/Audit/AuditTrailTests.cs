using System.Text.Json.Nodes;
using Npgsql;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Incidents.Examples;

namespace SpacesPlaces.Api.Tests.Audit;

/// <summary>Forty and more scripted acts, reads and refusals among them, and for each exactly one entry (SEC-50, SEC-51).</summary>
public sealed class AuditTrailTests(TestApi api) : IClassFixture<TestApi>
{
    private sealed record Entry(string Actor, string Role, string Agency, string Action, string? Problem, Guid[] Subjects, string Address, DateTime At);

    private int acts;

    [Fact]
    public async Task EveryAct_HasItsOneEntry_WithTheIdsThatWereShown()
    {
        var (id, absent, analysis) = (Guid.CreateVersion7(), Guid.NewGuid(), Guid.CreateVersion7());
        var reporter = api.As(Role.Reporter);
        await ActAsync(Role.Reporter, () => reporter.GetAsync("/api/v1/access/me"), "own_account_seen");
        await ActAsync(Role.Reporter, () => reporter.PostAsync(PathOf(id), Harm(token: Token)), "incident_recorded", ids: [id]);
        await ActAsync(Role.Reporter, () => reporter.PostAsync(PathOf(id), Harm(token: Token)), "incident_recorded", ids: [id]);
        await ActAsync(Role.Reporter, () => reporter.GetAsync("/api/v1/incidents"), "incidents_listed", listed: true);
        await ActAsync(Role.Reporter, () => reporter.GetAsync("/api/v1/incidents?bbox=-3.6,52.0,-3.3,52.3"), "incidents_listed", listed: true);
        await ActAsync(Role.Reporter, () => reporter.GetAsync("/api/v1/incidents?harmType=cse&kind=harm"), "incidents_listed", listed: true);
        await ActAsync(Role.Reporter, () => reporter.GetAsync("/api/v1/incidents?limit=0"), "incidents_listed", "number_out_of_range");
        await ActAsync(Role.Reporter, () => reporter.GetAsync(PathOf(id)), "incident_seen", ids: [id]);
        await ActAsync(Role.Reporter, () => reporter.GetAsync(PathOf(absent)), "incident_seen", "not_found", [absent]);
        await ActAsync(Role.Reporter, () => reporter.PutAsync(PathOf(id), Harm(300_100), 1), "incident_corrected", ids: [id]);
        await ActAsync(Role.Reporter, () => reporter.PutAsync(PathOf(id), Harm(300_200), 1), "incident_corrected", "version_stale", [id]);
        await ActAsync(Role.Reporter, () => reporter.PutAsync(PathOf(id), Harm(300_200), null), "incident_corrected", "version_needed", [id]);
        await ActAsync(Role.Reporter, () => reporter.PostAsync(PathOf(absent), Harm() with { Location = null }), "incident_recorded", "where_missing");
        foreach (var (path, action, problem) in new (string, string, string?)[]
        {
            ("places", "places_listed", null), ("places?search=Drenewydd", "places_listed", null), ("boundaries?set=LSOA21", "boundaries_listed", null),
            ("basemap", "basemap_seen", null), ("basemap/none", "basemap_seen", "not_found"), ("context?from=2025-01&to=2025-02", "context_seen", null),
            ("imports", "imports_listed", null), ($"imports/{absent}", "imports_listed", "not_found"),
        })
            await ActAsync(Role.Reporter, () => reporter.GetAsync("/api/v1/reference-data/" + path), action, problem);

        var analyst = api.As(Role.Analyst);
        await ActAsync(Role.Analyst, () => analyst.GetAsync("/api/v1/incidents"), "incidents_listed", listed: true);
        await ActAsync(Role.Analyst, () => analyst.GetAsync($"/api/v1/incidents?placeId={absent}"), "incidents_listed", ids: []);
        await ActAsync(Role.Analyst, () => analyst.GetAsync(PathOf(id)), "incident_seen", ids: [id]);
        await ActAsync(Role.Analyst, () => analyst.GetAsync("/api/v1/hotspots"), "hotspots_seen");
        await ActAsync(Role.Analyst, () => analyst.GetAsync($"/api/v1/hotspots?analysis={absent}"), "hotspots_seen", "not_found");
        await ActAsync(Role.Analyst, () => analyst.GetAsync($"/api/v1/hotspots/{absent}/1/members"), "hotspot_members_seen", "not_found");
        await ActAsync(Role.Analyst, () => analyst.GetAsync("/api/v1/hotspots/analyses"), "analyses_listed");
        await ActAsync(Role.Analyst, () => analyst.PostAsync($"/api/v1/hotspots/analyses/{analysis}", Hotspots.DatasetR.Asked), "analysis_requested", ids: [analysis]);
        await ActAsync(Role.Analyst, () => analyst.GetAsync($"/api/v1/jobs/{analysis}"), "job_seen", ids: [analysis]);
        await ActAsync(Role.Analyst, () => analyst.GetAsync($"/api/v1/jobs/{absent}"), "job_seen", "not_found", [absent]);
        await ActAsync(Role.Analyst, () => analyst.DeleteAsync($"/api/v1/jobs/{absent}"), "job_cancelled", "not_found", [absent]);

        var planner = api.As(Role.Planner);
        await ActAsync(Role.Planner, () => planner.GetAsync("/api/v1/incidents"), "incidents_listed", "not_allowed");
        await ActAsync(Role.Planner, () => planner.GetAsync(PathOf(id)), "incident_seen", "not_allowed");
        await ActAsync(Role.Planner, () => planner.PostAsync(PathOf(absent), Harm()), "incident_recorded", "not_allowed");
        var member = api.As(Role.MaceMember);
        await ActAsync(Role.MaceMember, () => member.GetAsync("/api/v1/incidents"), "incidents_listed", listed: true);
        await ActAsync(Role.MaceMember, () => member.GetAsync($"/api/v1/incidents?placeId={absent}"), "incidents_listed", "field_not_allowed_here");
        var admin = api.As(Role.Admin);
        await ActAsync(Role.Admin, () => admin.GetAsync("/api/v1/access/me"), "own_account_seen");
        await ActAsync(Role.Admin, () => admin.GetAsync("/api/v1/incidents"), "incidents_listed", "not_allowed");
        await ActAsync(Role.Admin, () => admin.GetAsync(PathOf(id)), "incident_seen", "not_allowed");
        var auditor = api.As(Role.DataProtection);
        await ActAsync(Role.DataProtection, () => auditor.GetAsync("/api/v1/audit/entries"), "audit_searched");
        await ActAsync(Role.DataProtection, () => auditor.GetAsync("/api/v1/audit/unusual"), "unusual_access_listed");
        await ActAsync(Role.DataProtection, () => auditor.GetAsync("/api/v1/audit/anchor"), "anchor_seen");
        await ActAsync(Role.DataProtection, () => auditor.GetAsync("/api/v1/incidents"), "incidents_listed", "not_allowed");
        await ActAsync(Role.Reporter, () => reporter.PostAsync($"{PathOf(id)}/withdrawal", new Withdrawal("Recorded twice.")), "incident_withdrawn", "version_needed", [id]);
        await ActAsync(
            Role.Reporter,
            () => api.Anyone().PostAsync("/api/v1/access/sign-in", new { user = TestApi.UserName(Role.Reporter, TestApi.Here), password = TestApi.Password }),
            "signed_in");
        await ActAsync(Role.Reporter, () => reporter.PostAsync("/api/v1/access/sign-out", null), "signed_out");
        Assert.True(acts >= 40, $"Only {acts} acts.");
    }

    [Fact]
    public async Task FirstMinuteOfAMember_AndFailedSignIns_AreThere()
    {
        var user = await api.AddMemberAsync("first-minute", Role.Analyst, Agency.Police);
        Assert.Equal(1, await api.ScalarAsync<long>(
            "select count(*) from audit_entry where action = 'account_created' and actor_name = 'operator' and (select id from account where user_name = $1) = any(subjects)", user));
        var client = api.As(user);
        (await client.GetAsync("/api/v1/incidents")).EnsureSuccessStatusCode();
        Assert.Equal(2, await api.ScalarAsync<long>("select count(*) from audit_entry where actor_name = $1 and action in ('signed_in', 'incidents_listed')", user));
        await api.Anyone().PostAsync("/api/v1/access/sign-in", new { user = "nobody-of-that-name", password = "guess" });
        Assert.Equal(1, await api.ScalarAsync<long>(
            "select count(*) from audit_entry where partnership_id = $1 and actor_name = 'nobody-of-that-name' and outcome = 'refused'", Guid.Empty));
    }

    private async Task ActAsync(
        Role role, Func<Task<HttpResponseMessage>> act, string action, string? problem = null, Guid[]? ids = null, bool listed = false)
    {
        acts++;
        var name = TestApi.UserName(role, TestApi.Here);
        var before = await LastAsync();
        var begin = DateTime.UtcNow.AddSeconds(-1);
        using var answer = await act();
        var body = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode == problem is null, $"{acts} {action}: {(int)answer.StatusCode} {body}");
        if (listed)
        {
            ids = [.. JsonNode.Parse(body)!["items"]!.AsArray().Select(item => Guid.Parse((string)item!["id"]!))];
            Assert.NotEmpty(ids);
        }

        var entry = Assert.Single(await EntriesAsync(before, name));
        Assert.Equal((name, WireName.Of(role), action, problem, "127.0.0.1"), (entry.Actor, entry.Role, entry.Action, entry.Problem, entry.Address));
        Assert.Equal(role is Role.Reporter ? "youth_service" : role is Role.Analyst ? "police" : "childrens_services", entry.Agency);
        Assert.InRange(entry.At, begin, DateTime.UtcNow.AddSeconds(1));
        if (ids is not null) Assert.Equal(ids.Order(), entry.Subjects.Order());
    }

    private Task<long> LastAsync() => api.ScalarAsync<long>("select sequence from audit_head where partnership_id = $1", TestApi.Here);

    private async Task<List<Entry>> EntriesAsync(long after, string actor)
    {
        await using var source = NpgsqlDataSource.Create(api.ConnectionString);
        await using var command = source.CreateCommand(
            """
            select actor_name, role, agency, action, problem, subjects, address, at from audit_entry
            where partnership_id = $1 and sequence > $2 and actor_name = $3 and action not like '%\_finished'
            """);
        command.Parameters.Add(new() { Value = TestApi.Here });
        command.Parameters.Add(new() { Value = after });
        command.Parameters.Add(new() { Value = actor });
        await using var reader = await command.ExecuteReaderAsync();
        List<Entry> found = [];
        while (await reader.ReadAsync())
            found.Add(new(
                reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.IsDBNull(4) ? null : reader.GetString(4),
                reader.GetFieldValue<Guid[]>(5), reader.GetString(6), reader.GetDateTime(7)));
        return found;
    }
}
