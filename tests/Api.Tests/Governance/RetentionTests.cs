using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SpacesPlaces.Api.Governance;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Incidents.Examples;

namespace SpacesPlaces.Api.Tests.Governance;

/// <summary>What is taken away when its time has come, what is kept, and what is erased on request.</summary>
[Long(30)]
public sealed class RetentionTests(GovernedApi api) : IClassFixture<GovernedApi>
{
    private const string Governance = "/api/v1/governance";

    [Fact]
    public async Task RecordsPastTheirTime_AreReducedThenErased_AndLeaveNothingBehind()
    {
        var token = Tokens.New();
        var at = new DateTimeOffset(2026, 3, 31, 23, 30, 0, TimeSpan.Zero);
        var id = await api.RecordAsync(Harm(300_123, 250_987, token, at) with { ChildrenUnknownCount = 2 });
        var held = await api.RecordAsync();
        using var reporter = api.As(Role.Reporter);
        await (await reporter.PutAsync(PathOf(id), Harm(300_124, 250_986, token, at) with { ChildrenUnknownCount = 2 }, 1)).ReadAsync<Receipt>();
        using var dataProtection = api.As(Role.DataProtection);
        var hold = Guid.NewGuid();
        var years = DateOnly.FromDateTime(DateTime.UtcNow).AddYears(3);
        await (await dataProtection.PostAsync($"{Governance}/holds/{hold}", new NewHold(held, "Court case", years))).ReadAsync<HoldView>(HttpStatusCode.Created);
        try
        {
            Assert.Equal((0, 0), await RunAsync());
            api.Clock.PastMonths(24);
            var report = await api.RunRetentionAsync();
            Assert.True(report is { Coarsened: >= 1, Erased: 0, Held: >= 1 }, report.ToString());

            // March ends at local midnight, so half past eleven in UTC on its last day is April here.
            Assert.Equal("POINT(300500 250500) 707 2026-03-31T23:00:00 2026-04-30T22:59:59 3", await api.ScalarAsync<string>(
                """
                select st_astext(point) || ' ' || accuracy_metres || ' ' || to_char(occurred_from at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS') || ' '
                    || to_char(occurred_to at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS') || ' ' || children_unknown_count
                from incident where id = $1 and narrative is null and place_id is null
                """, id));
            Assert.Equal(0, await api.ScalarAsync<long>(
                """
                select (select count(*) from incident_revision where incident_id = $1) + (select count(*) from incident_child where incident_id = $1)
                    + (select count(*) from child where token = $2)
                """, id, token));
            Assert.Equal("Adults were approaching children near the shelter.", await api.ScalarAsync<string>("select narrative from incident where id = $1", held));
            Assert.Equal("coarsened", await api.ScalarAsync<string>("select kind from erasure where subject_id = $1", id));
            Assert.Equal(1, await api.ScalarAsync<long>(
                "select count(*) from audit_entry where action = 'retention_run' and $1 = any(subjects) and not $2 = any(subjects)", id, held));
            Assert.Contains(id.ToString(), await File.ReadAllTextAsync(Path.Combine(api.DataFolder, ErasureLedger.FileName)), StringComparison.Ordinal);

            api.Clock.PastMonths(84);
            // The hold is over by then: three years were its time.
            Assert.True((await api.RunRetentionAsync()).Erased >= 2);
            Assert.Equal(0, await api.ScalarAsync<long>("select count(*) from incident where id in ($1, $2)", id, held));
            Assert.Equal(1, await api.ScalarAsync<long>("select count(*) from erasure where subject_id = $1 and kind = 'erased'", id));
            Assert.True(await api.ScalarAsync<long>("select count(*) from audit_entry where $1 = any(subjects)", id) > 0);
        }
        finally
        {
            api.Clock.Ahead = TimeSpan.Zero;
        }

        async Task<(int, int)> RunAsync()
        {
            var report = await api.RunRetentionAsync();
            return (report.Coarsened, report.Erased);
        }
    }

    [Fact]
    public async Task WordsOfSessionsPastTheirTime_AreGone_AndThatSomebodyLookedStays()
    {
        using var reporter = api.As(await api.AddMemberAsync("words-aged", Role.Reporter, Agency.YouthService));
        var (id, held) = (await SessionAsync(reporter, "Two of them were at the bandstand."), await SessionAsync(reporter, "The lamps were out."));
        await (await reporter.PutAsync($"{Sessions}/{id}", Session("They were at the bandstand again."), 1)).ReadAsync<Receipt>();
        using var dataProtection = api.As(await api.AddMemberAsync("dp-aged", Role.DataProtection, Agency.ChildrensServices));
        await (await dataProtection.PostAsync(
            $"{Governance}/holds/{Guid.NewGuid()}", new NewHold(held, "Court case", DateOnly.FromDateTime(DateTime.UtcNow).AddYears(3)))).ReadAsync<HoldView>(HttpStatusCode.Created);
        try
        {
            Assert.Equal(0, (await api.RunRetentionAsync()).Coarsened);
            api.Clock.PastMonths(24);
            Assert.True(await api.RunRetentionAsync() is { Coarsened: >= 1, Held: >= 1 });
            Assert.Equal("{\"kind\": \"walk\"} 3 2 POINT(300123 250456)", await api.ScalarAsync<string>(
                "select jsonb_strip_nulls(detail)::text || ' ' || version || ' ' || staff || ' ' || st_astext(point) from outreach_session where id = $1", id));
            Assert.Equal(0, await api.ScalarAsync<long>("select count(*) from outreach_revision where session_id = $1", id));
            Assert.Equal("outreach_text erased", await api.ScalarAsync<string>("select class || ' ' || kind from erasure where subject_id = $1", id));
            Assert.Contains("lamps", await api.ScalarAsync<string>("select detail::text from outreach_session where id = $1", held), StringComparison.Ordinal);
            Assert.Equal(0, (await api.RunRetentionAsync()).Coarsened);
        }
        finally
        {
            api.Clock.Ahead = TimeSpan.Zero;
        }
    }

    [Fact]
    public async Task WordsOfASession_AreErasedOnRequest_AndAPhoneThatMissedItsReceiptDoesNotBringThemBack()
    {
        using var reporter = api.As(await api.AddMemberAsync("words-erased", Role.Reporter, Agency.YouthService));
        var id = await SessionAsync(reporter, "Two of them were at the bandstand.");
        using var dataProtection = api.As(await api.AddMemberAsync("dp-erased", Role.DataProtection, Agency.ChildrensServices));
        var erasure = await (await dataProtection.PostAsync($"{Governance}/erasures/{Guid.NewGuid()}", new NewErasure(id, "Right to erasure")))
            .ReadAsync<ErasureView>(HttpStatusCode.Created);
        Assert.Equal((RetentionClass.OutreachText, ErasureKind.Erased), (erasure.Class, erasure.Kind));
        Assert.DoesNotContain("bandstand", await api.ScalarAsync<string>("select detail::text from outreach_session where id = $1", id), StringComparison.Ordinal);
        await (await reporter.PostAsync($"{Sessions}/{id}", Session("Two of them were at the bandstand."))).AssertProblemAsync(ProblemCodes.RecordErased, "id");

        // What is written afterwards is another text: a start of the program leaves it.
        await (await reporter.PutAsync($"{Sessions}/{id}", Session("The lamps were out."), 2)).ReadAsync<Receipt>();
        await api.Services.GetRequiredService<GovernanceWork>().ReplayAsync(default);
        Assert.Contains("lamps", await api.ScalarAsync<string>("select detail::text from outreach_session where id = $1", id), StringComparison.Ordinal);
    }

    private const string Sessions = "/api/v1/outreach/sessions";

    private static NewOutreachSession Session(string observations) => new(
        new(new(300_123, 250_456), PointSource.Pin, 10, "EPSG:27700"), new(2026, 3, 7, 19, 0, 0, TimeSpan.Zero), new(2026, 3, 7, 21, 0, 0, TimeSpan.Zero), 2,
        Detail: new(Observations: observations, TextLanguage: "en"));

    private static async Task<Guid> SessionAsync(HttpClient client, string observations)
    {
        var id = Guid.CreateVersion7();
        await (await client.PostAsync($"{Sessions}/{id}", Session(observations))).ReadAsync<Receipt>(HttpStatusCode.Created);
        return id;
    }

    [Fact]
    public async Task AccessRecordsPastTheirTime_AreGone_AndTheAuditStays()
    {
        using var analyst = api.As(Role.Analyst);
        await analyst.GetAsync("/api/v1/access/me");
        var audit = await api.ScalarAsync<long>("select count(*) from audit_entry");
        try
        {
            api.Clock.PastMonths(24);
            Assert.True((await api.RunRetentionAsync()).AccessRecords > 0);
            Assert.Equal(0, await api.ScalarAsync<long>(
                "select (select count(*) from session where partnership_id = $1) + (select count(*) from purpose_statement where partnership_id = $1)", TestApi.Here));
            Assert.True(await api.ScalarAsync<long>("select count(*) from audit_entry") > audit);
        }
        finally
        {
            api.Clock.Ahead = TimeSpan.Zero;
        }
    }

    [Fact]
    public async Task Rules_StartAsProposed_AndKeepTheirOrder()
    {
        using var dataProtection = api.As(await api.AddMemberAsync("dp-rules", Role.DataProtection, Agency.ChildrensServices, TestApi.Elsewhere));
        var rules = await (await dataProtection.GetAsync($"{Governance}/retention")).ReadAsync<RetentionRuleView[]>();
        Assert.Equal([24, 84, 24, 84, 24, 84, 24, 24], rules.Select(r => r.Months));
        Assert.False(rules.Single(r => r.Class == RetentionClass.Audit).Enforced);
        var changed = await (await dataProtection.PutAsync($"{Governance}/retention", new NewRetentionRule(RetentionClass.IncidentDetail, 12, "Agreed by the panel"), null)).ReadAsync<RetentionRuleView>();
        Assert.Equal((12, 24), (changed.Months, changed.ProposedMonths));
        await (await dataProtection.PutAsync($"{Governance}/retention", new NewRetentionRule(RetentionClass.IncidentDetail, 85, "Too long"), null))
            .AssertProblemAsync(ProblemCodes.NumberOutOfRange, "months");
        await (await dataProtection.PutAsync($"{Governance}/retention", new NewRetentionRule(RetentionClass.IncidentCoarse, 11, "Too short"), null))
            .AssertProblemAsync(ProblemCodes.NumberOutOfRange, "months");
        using var chair = api.As(await api.AddMemberAsync("chair-rules", Role.MaceChair, Agency.ChildrensServices, TestApi.Elsewhere));
        await (await chair.GetAsync($"{Governance}/retention")).AssertProblemAsync(ProblemCodes.NotAllowed);
    }

    [Fact]
    public async Task RecordErasedOnRequest_IsGone_UnlessAHoldKeepsIt()
    {
        using var dataProtection = api.As(await api.AddMemberAsync("dp-erases", Role.DataProtection, Agency.ChildrensServices));
        // Restricted: data protection does not see it, and can erase it all the same.
        var id = await api.RecordAsync(Harm() with { Sensitivity = Sensitivity.Restricted });
        var hold = Guid.NewGuid();
        var next = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(20);
        await (await dataProtection.PostAsync($"{Governance}/holds/{hold}", new NewHold(id, "Court case", next))).ReadAsync<HoldView>(HttpStatusCode.Created);
        var order = new NewErasure(id, "Asked by the parent; the record was about another place");
        await (await dataProtection.PostAsync($"{Governance}/erasures/{Guid.NewGuid()}", order)).AssertProblemAsync(ProblemCodes.RecordHeld, "incidentId");
        Assert.Equal(HttpStatusCode.NoContent, (await dataProtection.PostAsync($"{Governance}/holds/{hold}/release", null)).StatusCode);

        var entry = Guid.NewGuid();
        var erased = await (await dataProtection.PostAsync($"{Governance}/erasures/{entry}", order)).ReadAsync<ErasureView>(HttpStatusCode.Created);
        Assert.Equal((id, ErasureKind.Erased), (erased.SubjectId, erased.Kind));
        await (await dataProtection.PostAsync($"{Governance}/erasures/{entry}", order)).ReadAsync<ErasureView>(HttpStatusCode.Accepted);
        await (await dataProtection.PostAsync($"{Governance}/erasures/{Guid.NewGuid()}", order)).AssertProblemAsync(ProblemCodes.NotFound, "incidentId");
        Assert.Equal(0, await api.ScalarAsync<long>("select count(*) from incident where id = $1", id));
        Assert.Contains(await (await dataProtection.GetAsync($"{Governance}/erasures")).ReadAsync<ErasureView[]>(), e => e.Id == entry);
        using var chair = api.As(await api.AddMemberAsync("chair-erases", Role.MaceChair, Agency.ChildrensServices));
        await (await chair.PostAsync($"{Governance}/erasures/{Guid.NewGuid()}", order)).AssertProblemAsync(ProblemCodes.NotAllowed);
    }

    [Fact]
    public async Task RoleOfTheApi_CannotDeleteRecords_NorTakeThoseOfAnotherPartnership()
    {
        var id = await api.RecordAsync();
        await using var connection = new Npgsql.NpgsqlConnection(api.ApiConnection);
        await connection.OpenAsync();
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => RunAsync("delete from incident"));
        Assert.Equal("42501", refused.SqlState);
        Assert.Equal("absent", await RunAsync($"select set_config('spacesplaces.partnership', '{TestApi.Elsewhere}', false)", Erase(id)));
        Assert.Equal("absent", await RunAsync("select set_config('spacesplaces.partnership', '', false)", Erase(id)));
        Assert.Equal(1, await api.ScalarAsync<long>("select count(*) from incident where id = $1", id));

        async Task<string?> RunAsync(params string[] statements)
        {
            object? last = null;
            foreach (var sql in statements)
            {
                await using var command = new Npgsql.NpgsqlCommand(sql, connection);
                last = await command.ExecuteScalarAsync();
            }

            return last as string;
        }

        static string Erase(Guid id) => $"select erase_incident('{id}', gen_random_uuid(), 'incident_detail', 'test', null, now(), false)";
    }
}
