using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Incidents.Examples;

namespace SpacesPlaces.Api.Tests.Audit;

/// <summary>What the audit role finds, and what it does not.</summary>
public sealed class AuditSearchTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task EntriesOfARecord_AreFound_NewestFirst_WithIdsThatAListReturned_AndNoContent()
    {
        var id = Guid.CreateVersion7();
        using var reporter = api.As(Role.Reporter);
        (await reporter.PostAsync(PathOf(id), Harm())).EnsureSuccessStatusCode();
        (await reporter.GetAsync(PathOf(id))).EnsureSuccessStatusCode();
        (await reporter.GetAsync("/api/v1/incidents")).EnsureSuccessStatusCode();
        var page = await FindAsync($"record={id}");
        Assert.Equal(["incidents_listed", "incident_seen", "incident_recorded"], page.Items.Select(item => item.Act));
        Assert.All(page.Items, item =>
        {
            Assert.Contains(id, item.Records);
            Assert.Equal(("reporter-here", "reporter", "youth_service", AuditOutcome.Done, "127.0.0.1"), (item.Person, item.Role, item.Agency, item.Outcome, item.Address));
            Assert.Equal(TimeSpan.Zero, item.At.Offset);
        });
        Assert.DoesNotContain("shelter", JsonSerializer.Serialize(page, WireJson.Options), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filters_NarrowAndCombine()
    {
        var user = await api.AddMemberAsync("filtered-person", Role.Planner, Agency.Housing);
        using var planner = api.As(user);
        var absent = Guid.NewGuid();
        await (await planner.GetAsync(PathOf(absent))).AssertProblemAsync(ProblemCodes.NotAllowed);
        (await planner.GetAsync("/api/v1/hotspots")).EnsureSuccessStatusCode();
        Assert.Equal(["hotspots_seen", "incident_seen", "signed_in"], (await FindAsync($"person={user}")).Items.Select(item => item.Act));
        var refused = Assert.Single((await FindAsync($"person={user}&outcome=refused")).Items);
        Assert.Equal(("incident_seen", "not_allowed"), (refused.Act, refused.Problem));
        Assert.Equal([refused.PersonId], (await FindAsync($"person={refused.PersonId}&act=incident_seen")).Items.Select(item => item.PersonId));
        Assert.All((await FindAsync("agency=housing")).Items, item => Assert.Equal("housing", item.Agency));
        Assert.Empty((await FindAsync($"person={user}&to={Uri.EscapeDataString(refused.At.AddSeconds(-60).ToString("O"))}")).Items);
        Assert.Equal(3, (await FindAsync($"person={user}&from={Uri.EscapeDataString(refused.At.AddSeconds(-60).ToString("O"))}")).Items.Count);
    }

    [Fact]
    public async Task Pages_GiveEveryEntryOnce_AlsoThoseOfOneInstant()
    {
        var user = await api.AddMemberAsync("paged-person", Role.Planner, Agency.Housing);
        using var planner = api.As(user);
        for (var i = 0; i < 11; i++) (await planner.GetAsync("/api/v1/access/me")).EnsureSuccessStatusCode();
        await using (var connection = new Npgsql.NpgsqlConnection(api.ConnectionString))
        {
            await connection.OpenAsync();
            await using var same = new Npgsql.NpgsqlCommand("update audit_entry set at = date_trunc('day', now()) where actor_name = 'paged-person'", connection);
            await same.ExecuteNonQueryAsync();
        }

        List<AuditEntryView> all = [];
        string? next = null;
        do
        {
            var page = await FindAsync($"person={user}&limit=5{(next is null ? "" : "&after=" + next)}");
            all.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);
        Assert.Equal(12, all.Count);
        Assert.Equal("signed_in", all[^1].Act);

        var first = await FindAsync($"person={user}&limit=5");
        using var auditor = api.As(Role.DataProtection);
        await (await auditor.GetAsync($"/api/v1/audit/entries?limit=5&after={first.Next}")).AssertProblemAsync(ProblemCodes.PageTokenNotValid, "after");
    }

    [Theory]
    [InlineData("limit=0", "limit")]
    [InlineData("limit=501", "limit")]
    [InlineData("act=everything", "act")]
    [InlineData("outcome=maybe", "outcome")]
    [InlineData("agency=nobody", "agency")]
    [InlineData("from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z", "to")]
    [InlineData("person=%00", "person")]
    public async Task WrongFilters_AreRefusedByName(string query, string field)
    {
        using var auditor = api.As(Role.DataProtection);
        var answer = await auditor.GetAsync("/api/v1/audit/entries?" + query);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains($"\"{field}\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ContentRoles_SeeNoAudit_AndTheAuditRoleSeesNoContent()
    {
        foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.DataProtection))
        {
            using var client = api.As(role);
            foreach (var path in new[] { "entries", "unusual", "anchor" })
                await (await client.GetAsync($"/api/v1/audit/{path}")).AssertProblemAsync(ProblemCodes.NotAllowed);
        }

        using var auditor = api.As(Role.DataProtection);
        foreach (var path in new[] { "/api/v1/incidents", PathOf(Guid.NewGuid()), "/api/v1/hotspots", "/api/v1/hotspots/analyses" })
            await (await auditor.GetAsync(path)).AssertProblemAsync(ProblemCodes.NotAllowed);
    }

    [Fact]
    public async Task ReadingTheAudit_IsAudited_AndOtherPartnershipsAreNotThere()
    {
        using var auditor = api.As(Role.DataProtection);
        (await auditor.GetAsync("/api/v1/audit/anchor")).EnsureSuccessStatusCode();
        (await auditor.GetAsync("/api/v1/audit/unusual")).EnsureSuccessStatusCode();
        (await auditor.GetAsync("/api/v1/audit/entries?person=analyst-here")).EnsureSuccessStatusCode();
        Assert.Equal(
            ["audit_searched", "unusual_access_listed", "anchor_seen"],
            (await FindAsync("person=data_protection-here&limit=3")).Items.Select(item => item.Act));
        Assert.Equal(1, await api.ScalarAsync<long>(
            "select count(*) from audit_entry where action = 'audit_searched' and actor_name = 'data_protection-here' and detail ->> 'person' = 'analyst-here'"));

        (await api.As(Role.Analyst, TestApi.Elsewhere).GetAsync("/api/v1/access/me")).EnsureSuccessStatusCode();
        Assert.Empty((await FindAsync("person=analyst-elsewhere")).Items);
    }

    [Fact]
    public async Task Anchor_IsTheEndOfTheChain()
    {
        using var auditor = api.As(Role.DataProtection);
        var head = await api.ScalarAsync<string>("select sequence || ' ' || encode(hash, 'hex') from audit_head where partnership_id = $1", TestApi.Here);
        (await auditor.GetAsync("/api/v1/access/me")).EnsureSuccessStatusCode();
        var anchor = await (await auditor.GetAsync("/api/v1/audit/anchor")).ReadAsync<AuditAnchor>();
        Assert.Equal(TestApi.Here, anchor.Partnership);
        Assert.True(anchor.Sequence > long.Parse(head.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(anchor.Hash, await api.ScalarAsync<string>(
            "select encode(hash, 'hex') from audit_entry where partnership_id = $1 and sequence = $2", TestApi.Here, anchor.Sequence));
    }

    [Fact]
    public async Task AuditorWithATieToACase_FindsNoTraceOfIt()
    {
        var (hidden, other) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        using var reporter = api.As(Role.Reporter);
        (await reporter.PostAsync(PathOf(hidden), Harm(easting: 307_100) with { Sensitivity = Sensitivity.Restricted })).EnsureSuccessStatusCode();
        (await reporter.PostAsync(PathOf(other), Harm(easting: 307_200))).EnsureSuccessStatusCode();
        (await reporter.GetAsync("/api/v1/incidents?limit=2")).EnsureSuccessStatusCode();
        Assert.NotEmpty((await FindAsync($"record={hidden}")).Items);

        var user = await api.AddMemberAsync("tied-auditor", Role.DataProtection, Agency.ChildrensServices);
        await api.ScalarAsync<Guid>(
            """
            insert into exclusion (partnership_id, id, account_id, incident_id, reason, made_by, made_at)
            values ($1, gen_random_uuid(), (select id from account where user_name = $2), $3, 'tie', gen_random_uuid(), now()) returning id
            """, TestApi.Here, user, hidden);
        Assert.Empty((await FindAsync($"record={hidden}", user)).Items);
        var page = await FindAsync("person=reporter-here&limit=500", user);
        Assert.DoesNotContain(hidden, page.Items.SelectMany(item => item.Records));
        Assert.Contains(page.Items, item => item.Act == "incidents_listed" && item.Records.Contains(other));
        Assert.All(page.Items, item => Assert.True(item.Act != "incident_recorded" || item.Records.Count > 0));
    }

    [Fact]
    public async Task UnusualAccess_TellsAHarvestAtNightOfOneStreetAndACanary()
    {
        var user = await api.AddMemberAsync("curious-person", Role.MaceMember, Agency.Health);
        List<Guid> street = [];
        using (var reporter = api.As(Role.Reporter))
            for (var i = 0; i < 6; i++)
            {
                street.Add(Guid.CreateVersion7());
                (await reporter.PostAsync(PathOf(street[i]), Harm(easting: 311_100 + i, northing: 261_100))).EnsureSuccessStatusCode();
            }

        await File.WriteAllTextAsync(
            Path.Combine(api.Services.GetRequiredService<HostSettings>().DataFolder, "canary-records.txt"), $"an invented record\n{street[5]}\n");
        using (var curious = api.As(user))
        {
            foreach (var id in street) (await curious.GetAsync(PathOf(id))).EnsureSuccessStatusCode();
            for (var i = 0; i < 5; i++) await (await curious.GetAsync(PathOf(Guid.NewGuid()))).AssertProblemAsync(ProblemCodes.NotFound);
        }

        for (var i = 0; i < 8; i++)
            await api.Anyone().PostAsync("/api/v1/access/sign-in", new { user, password = "not the password" });

        // The same acts, at three in the morning of a day of the past.
        await api.ScalarAsync<long>(
            """
            with moved as (
                update audit_entry set at = timestamptz '2026-07-14T02:00:00Z' + sequence * interval '1 second'
                where actor_name = 'curious-person' returning 1)
            select count(*) from moved
            """);
        using var auditor = api.As(Role.DataProtection);
        var list = await (await auditor.GetAsync("/api/v1/audit/unusual?date=2026-07-14")).ReadAsync<UnusualAccessList>();
        Assert.All(list.Items, item => Assert.Equal("curious-person", item.Person));
        Assert.Equal(
            [(UnusualRule.Night, 12), (UnusualRule.OnePlace, 6), (UnusualRule.RefusedInARow, 5), (UnusualRule.SignInFailures, 8), (UnusualRule.Canary, 1)],
            list.Items.Select(item => (item.Rule, item.Count)));
        Assert.Empty((await (await auditor.GetAsync("/api/v1/audit/unusual?date=2026-07-13")).ReadAsync<UnusualAccessList>()).Items);
        await (await auditor.GetAsync("/api/v1/audit/unusual?date=2999-01-01")).AssertProblemAsync(ProblemCodes.InTheFuture, "date");
    }

    private async Task<AuditPage> FindAsync(string query, string? user = null)
    {
        using var auditor = user is null ? api.As(Role.DataProtection) : api.As(user);
        return await (await auditor.GetAsync("/api/v1/audit/entries?" + query)).ReadAsync<AuditPage>();
    }
}
