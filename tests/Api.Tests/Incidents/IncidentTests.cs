using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Incidents.Examples;

namespace SpacesPlaces.Api.Tests.Incidents;

[Long(40)]
public sealed class IncidentTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task Record_ThenRead_GivesBackWhatWasSent()
    {
        using var analyst = api.As(Role.Analyst);
        var id = Guid.NewGuid();
        var sent = Harm();
        var answer = await analyst.PostAsync(PathOf(id), sent);
        var receipt = await answer.ReadAsync<Receipt>(HttpStatusCode.Created);
        Assert.Equal((id, 1), (receipt.Id, receipt.Version));

        var read = await analyst.GetAsync(PathOf(id));
        Assert.Equal("\"1\"", read.Headers.ETag!.Tag);
        var view = await read.ReadAsync<IncidentView>();
        Assert.Equal(LocationPrecision.Exact, view.Precision);
        Assert.Equal(sent.Children![0], view.Children.Single());
        Assert.Equal(sent.Narrative, view.Narrative);
        Assert.Equal(sent.OccurredFrom, view.OccurredFrom);
        Assert.Equal(sent.HarmTypes, view.HarmTypes);
        Assert.True(view.UsedInClusters);
        // Stored in EPSG:27700, sent in EPSG:4326: SO 00000 50000 lies at about 52.14° N, 3.46° W.
        Assert.InRange(view.Point!.Value.Y, 52.13, 52.15);
        Assert.InRange(view.Point.Value.X, -3.47, -3.45);
    }

    [Fact]
    public async Task Record_InDegrees_LandsWithinTwoMetresOfTheGridPoint()
    {
        using var analyst = api.As(Role.Analyst);
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        await (await analyst.PostAsync(PathOf(first), Harm())).ReadAsync<Receipt>(HttpStatusCode.Created);
        var point = (await (await analyst.GetAsync(PathOf(first))).ReadAsync<IncidentView>()).Point!.Value;
        var inDegrees = Harm() with { Location = new(point, PointSource.Pin, 20) };
        await (await analyst.PostAsync(PathOf(second), inDegrees)).ReadAsync<Receipt>(HttpStatusCode.Created);
        var metres = await api.ScalarAsync<double>(
            "select st_distance(point, st_setsrid(st_makepoint($2, $3), 27700)) from incident where id = $1", second, Easting, Northing);
        Assert.InRange(metres, 0, 0.02);
    }

    [Fact]
    public async Task Record_SentAgain_IsAnsweredAndStoredOnce()
    {
        using var reporter = api.As(Role.Reporter);
        var id = Guid.NewGuid();
        var body = Harm();
        var first = await (await reporter.PostAsync(PathOf(id), body)).ReadAsync<Receipt>(HttpStatusCode.Created);
        var again = await (await reporter.PostAsync(PathOf(id), body)).ReadAsync<Receipt>(HttpStatusCode.Accepted);
        Assert.Equal(first, again);
        Assert.Equal(1, await api.ScalarAsync<long>("select count(*) from incident where id = $1", id));
    }

    [Fact]
    public async Task Record_FromSixteenSendersAtOnce_IsStoredOnceAndOneIsToldCreated()
    {
        using var reporter = api.As(Role.Reporter);
        for (var round = 0; round < 5; round++)
        {
            var id = Guid.NewGuid();
            var body = Harm();
            var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => reporter.PostAsync(PathOf(id), body)));
            Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
            Assert.Equal(15, answers.Count(answer => answer.StatusCode == HttpStatusCode.Accepted));
            Assert.Equal(1, await api.ScalarAsync<long>("select count(*) from incident where id = $1", id));
            Assert.Equal(1, await api.ScalarAsync<long>("select count(*) from incident_child where incident_id = $1", id));
        }
    }

    [Fact]
    public async Task Record_SameIdOtherBody_IsRefusedAndTheFirstStands()
    {
        using var reporter = api.As(Role.Reporter);
        var id = Guid.NewGuid();
        await (await reporter.PostAsync(PathOf(id), Harm())).ReadAsync<Receipt>(HttpStatusCode.Created);
        await (await reporter.PostAsync(PathOf(id), Harm() with { Narrative = "Something else." })).AssertProblemAsync(ProblemCodes.IdTakenByOtherContent);
        Assert.Equal("Adults were approaching children near the shelter.", await api.ScalarAsync<string>("select narrative from incident where id = $1", id));
    }

    [Fact]
    public async Task Record_SameIdInAnotherPartnership_IsIndependentAndGivesNoHint()
    {
        var id = Guid.NewGuid();
        using var here = api.As(Role.Reporter);
        using var elsewhere = api.As(Role.Reporter, TestApi.Elsewhere);
        await (await here.PostAsync(PathOf(id), Harm())).ReadAsync<Receipt>(HttpStatusCode.Created);
        await (await elsewhere.PostAsync(PathOf(id), Harm() with { CrossBoundary = true })).ReadAsync<Receipt>(HttpStatusCode.Created);
        await (await elsewhere.GetAsync(PathOf(Guid.NewGuid()))).AssertProblemAsync(ProblemCodes.NotFound);
    }

    [Fact]
    public async Task Record_OfAnotherPartnership_CannotBeReadChangedOrWithdrawn()
    {
        var id = Guid.NewGuid();
        using var here = api.As(Role.Analyst);
        using var elsewhere = api.As(Role.Analyst, TestApi.Elsewhere);
        await (await here.PostAsync(PathOf(id), Harm())).ReadAsync<Receipt>(HttpStatusCode.Created);
        await (await elsewhere.GetAsync(PathOf(id))).AssertProblemAsync(ProblemCodes.NotFound);
        await (await elsewhere.PutAsync(PathOf(id), Harm(), 1)).AssertProblemAsync(ProblemCodes.NotFound);
    }

    [Fact]
    public async Task Correct_NeedsTheVersionItWasMadeOn()
    {
        using var analyst = api.As(Role.Analyst);
        var id = Guid.NewGuid();
        await (await analyst.PostAsync(PathOf(id), Harm())).ReadAsync<Receipt>(HttpStatusCode.Created);
        var corrected = Harm() with { HarmTypes = [HarmType.Cce, HarmType.CountyLines] };
        await (await analyst.PutAsync(PathOf(id), corrected, version: null)).AssertProblemAsync(ProblemCodes.VersionNeeded);
        var receipt = await (await analyst.PutAsync(PathOf(id), corrected, 1)).ReadAsync<Receipt>();
        Assert.Equal(2, receipt.Version);
        await (await analyst.PutAsync(PathOf(id), Harm(), 1)).AssertProblemAsync(ProblemCodes.VersionStale);
        var view = await (await analyst.GetAsync(PathOf(id))).ReadAsync<IncidentView>();
        Assert.Equal([HarmType.Cce, HarmType.CountyLines], view.HarmTypes);
        Assert.Single(view.Children);
        Assert.Equal(1, await api.ScalarAsync<long>("select count(*) from incident_revision where incident_id = $1 and content->>'kind' = 'harm'", id));
    }

    [Fact]
    public async Task Correct_TwoAtOnceOnOneVersion_ExactlyOneIsTaken()
    {
        using var analyst = api.As(Role.Analyst);
        var id = Guid.NewGuid();
        await (await analyst.PostAsync(PathOf(id), Harm())).ReadAsync<Receipt>(HttpStatusCode.Created);
        for (var version = 1; version <= 10; version++)
        {
            var answers = await Task.WhenAll(
                analyst.PutAsync(PathOf(id), Harm() with { CrossBoundary = true }, version),
                analyst.PutAsync(PathOf(id), Harm() with { CrossBoundary = false }, version));
            Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed], answers.Select(a => a.StatusCode).Order());
        }
    }

    [Fact]
    public async Task Withdraw_KeepsTheRecordWithItsReasonAndTakesItOutOfUse()
    {
        using var analyst = api.As(Role.Analyst);
        var id = Guid.NewGuid();
        await (await analyst.PostAsync(PathOf(id), Harm())).ReadAsync<Receipt>(HttpStatusCode.Created);
        using var request = new HttpRequestMessage(HttpMethod.Post, PathOf(id) + "/withdrawal")
        {
            Content = System.Net.Http.Json.JsonContent.Create(new Withdrawal("Recorded twice"), options: WireJson.Options),
        };
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        await (await analyst.SendAsync(request)).ReadAsync<Receipt>();
        var view = await (await analyst.GetAsync(PathOf(id))).ReadAsync<IncidentView>();
        Assert.Equal((IncidentStatus.Withdrawn, "Recorded twice", false), (view.Status, view.WithdrawnReason, view.UsedInClusters));
        await (await analyst.PutAsync(PathOf(id), Harm(), 2)).AssertProblemAsync(ProblemCodes.AlreadyWithdrawn);
    }

    [Fact]
    public async Task Reporter_SeesOnlyTheirOwn_LeadTheirAgencys_MembersSquaresWithoutNarrativeOrTokens()
    {
        var id = Guid.NewGuid();
        var token = Tokens.New();
        using var analyst = api.As(Role.Analyst);
        await (await analyst.PostAsync(PathOf(id), Harm(token: token))).ReadAsync<Receipt>(HttpStatusCode.Created);
        foreach (var role in (Role[])[Role.Reporter, Role.YouthLead])
        {
            using var other = api.As(role);
            await (await other.GetAsync(PathOf(id))).AssertProblemAsync(ProblemCodes.NotFound);
        }

        foreach (var role in (Role[])[Role.MaceMember, Role.MaceChair, Role.Assessor])
        {
            using var member = api.As(role);
            var answer = await member.GetAsync(PathOf(id));
            var text = await answer.Content.ReadAsStringAsync();
            var view = JsonSerializer.Deserialize<IncidentView>(text, WireJson.Options)!;
            Assert.Equal(LocationPrecision.GridSquare1Km, view.Precision);
            Assert.Null(view.Narrative);
            Assert.DoesNotContain(token, text, StringComparison.Ordinal);
        }

        foreach (var role in (Role[])[Role.Planner, Role.DataProtection, Role.Admin])
        {
            using var other = api.As(role);
            await (await other.GetAsync(PathOf(id))).AssertProblemAsync(ProblemCodes.NotAllowed);
        }
    }

    [Fact]
    public async Task Child_HeldByAnotherAgency_IsRefusedAndNothingIsStored()
    {
        using var analyst = api.As(Role.Analyst);
        var token = Tokens.New();
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        await (await analyst.PostAsync(PathOf(first), Harm(token: token))).ReadAsync<Receipt>(HttpStatusCode.Created);
        var other = Harm() with { Children = [new(token, Agency.Health, AgeBand.From13To15)] };
        await (await analyst.PostAsync(PathOf(second), other)).AssertProblemAsync(ProblemCodes.ChildHeldElsewhere, "children[0].holdingAgency");
        Assert.Equal(0, await api.ScalarAsync<long>("select count(*) from incident where id = $1", second));
    }

    [Fact]
    public async Task EveryAct_IsAuditedInOneUnbrokenChain()
    {
        using var analyst = api.As(Role.Analyst);
        var id = Guid.NewGuid();
        await analyst.PostAsync(PathOf(id), Harm(at: DateTimeOffset.UtcNow.AddHours(-2)));
        await analyst.GetAsync(PathOf(id));
        await analyst.GetAsync("/api/v1/incidents?limit=5");
        await analyst.PostAsync(PathOf(Guid.NewGuid()), Harm() with { HarmTypes = [] });
        Assert.Equal(3, await api.ScalarAsync<long>("select count(*) from audit_entry where $1 = any(subjects) and outcome = 'done'", id));
        Assert.True(await api.ScalarAsync<long>("select count(*) from audit_entry where problem = 'field_missing'") >= 1);
        Assert.Equal(0, await api.ScalarAsync<long>(
            """
            select count(*) from audit_entry e
            left join audit_entry p on p.partnership_id = e.partnership_id and p.sequence = e.sequence - 1
            where e.sequence > 1 and (p.hash is null or p.hash <> e.previous_hash)
            """));
    }

    [Fact]
    public async Task NothingSensitive_IsLogged()
    {
        using var analyst = api.As(Role.Analyst);
        var token = Tokens.New();
        var id = Guid.NewGuid();
        await analyst.PostAsync(PathOf(id), Harm(301_234, 251_234, token) with { Narrative = "CANARY-narrative" });
        await analyst.PostRawAsync(PathOf(Guid.NewGuid()), """{"kind":"harm","narrative":"CANARY-broken","location":{"point":301234}}""");
        await analyst.GetAsync("/api/v1/incidents?bbox=-3.5,52.0,-3.4,52.2");
        var log = string.Join('\n', api.Log.Lines);
        foreach (var secret in (string[])["CANARY", token, "301234", "251234", "-3.5,52", TestApi.Password])
            Assert.DoesNotContain(secret, log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Contracts_HaveNoFieldForAChildsName()
    {
        using var anyone = api.Anyone();
        var text = await anyone.GetStringAsync("/openapi/v1.json");
        var schemas = JsonNode.Parse(text)!["components"]!["schemas"]!.AsObject();
        var fields = schemas["ChildReference"]!["properties"]!.AsObject().Select(p => p.Key).Order();
        Assert.Equal(["ageBand", "holdingAgency", "token"], fields);
        var names = schemas.SelectMany(s => s.Value!["properties"]?.AsObject().Select(p => p.Key) ?? []).ToHashSet();
        Assert.Empty(names.Intersect(["firstName", "lastName", "surname", "dateOfBirth", "childName", "nhsNumber"]));
    }
}
