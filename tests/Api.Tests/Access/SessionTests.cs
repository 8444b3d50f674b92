using System.Net;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Access;

/// <summary>A session stands in the database and nowhere else: SEC-06.</summary>
public sealed class SessionTests(AccessWorld api) : IClassFixture<AccessWorld>
{
    private const string Me = "/api/v1/access/me";

    [Theory]
    [InlineData(SessionKind.Cookie, 15)]
    [InlineData(SessionKind.Bearer, 30)]
    public async Task SilentSession_EndsAfterItsMinutes(SessionKind kind, int minutes)
    {
        var user = await api.NewMemberAsync(Role.Analyst);
        using var client = kind == SessionKind.Cookie ? await api.SignInToPageAsync(user) : await api.SignInAsync(user);
        api.Clock.Move(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(20));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Me)).StatusCode);
        api.Clock.Move(TimeSpan.FromMinutes(minutes) - TimeSpan.FromSeconds(20));
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Me)).StatusCode);
        api.Clock.Move(TimeSpan.FromMinutes(minutes));
        await (await client.GetAsync(Me)).AssertProblemAsync(ProblemCodes.SignInNeeded);
    }

    [Fact]
    public async Task RefusedActs_KeepASessionAliveToo()
    {
        using var client = await api.SignInAsync(await api.NewMemberAsync(Role.Planner));
        for (var i = 0; i < 4; i++)
        {
            api.Clock.Move(TimeSpan.FromMinutes(20));
            await (await client.GetAsync("/api/v1/incidents")).AssertProblemAsync(ProblemCodes.NotAllowed);
        }
    }

    [Fact]
    public async Task Session_EndsAfterTwelveHours_HoweverBusy()
    {
        using var client = await api.SignInAsync(await api.NewMemberAsync(Role.Analyst));
        for (var i = 0; i < 28; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Me)).StatusCode);
            api.Clock.Move(TimeSpan.FromMinutes(25));
        }

        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(Me)).StatusCode);
        api.Clock.Move(TimeSpan.FromMinutes(21));
        await (await client.GetAsync(Me)).AssertProblemAsync(ProblemCodes.SignInNeeded);
    }

    [Theory]
    [InlineData(SessionKind.Cookie)]
    [InlineData(SessionKind.Bearer)]
    public async Task SignOut_EndsTheSessionInTheDatabase_SoTheOldCookieOrTokenIsWorthNothing(SessionKind kind)
    {
        var user = await api.NewMemberAsync(Role.Analyst);
        using var client = kind == SessionKind.Cookie ? await api.SignInToPageAsync(user) : await api.SignInAsync(user);
        using var other = await api.SignInAsync(user);
        var answer = await client.PostAsync("/api/v1/access/sign-out", null);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Contains("\"cookies\"", answer.Headers.GetValues("Clear-Site-Data").Single(), StringComparison.Ordinal);
        await (await client.GetAsync(Me)).AssertProblemAsync(ProblemCodes.SignInNeeded);
        Assert.Equal("session_end.signed_out", await api.ScalarAsync<string>(
            "select ended_why from session where account_id = $1 and ended_at is not null", await api.IdOfAsync(user)));
        Assert.Equal(HttpStatusCode.OK, (await other.GetAsync(Me)).StatusCode);
    }

    [Fact]
    public async Task UseIsWrittenDown_AtMostEveryHalfMinute()
    {
        var user = await api.NewMemberAsync(Role.Analyst);
        var id = await api.IdOfAsync(user);
        using var client = await api.SignInAsync(user);
        var begun = await LastUsedAsync(id);
        await client.GetAsync(Me);
        Assert.Equal(begun, await LastUsedAsync(id));
        api.Clock.Move(TimeSpan.FromSeconds(31));
        await client.GetAsync(Me);
        Assert.True(await LastUsedAsync(id) - begun >= TimeSpan.FromSeconds(31));
    }

    [Fact]
    public async Task OwnSessions_AreListedAndEnded_OthersOnlyByAdmins()
    {
        var user = await api.NewMemberAsync(Role.Analyst);
        using var here = await api.SignInAsync(user);
        using var there = await api.SignInToPageAsync(user);
        var list = await (await here.GetAsync("/api/v1/access/sessions")).ReadAsync<List<SessionView>>();
        Assert.Equal(2, list.Count);
        var other = list.Single(session => !session.IsThis);
        Assert.Equal(SessionKind.Cookie, other.Kind);

        using var stranger = await api.SignInAsync(await api.NewMemberAsync(Role.Analyst));
        await (await stranger.DeleteAsync($"/api/v1/access/sessions/{other.Id}")).AssertProblemAsync(ProblemCodes.NotFound);
        await (await stranger.GetAsync($"/api/v1/access/sessions?account={other.UserId}")).AssertProblemAsync(ProblemCodes.NotAllowed);
        Assert.Equal(HttpStatusCode.NoContent, (await here.DeleteAsync($"/api/v1/access/sessions/{other.Id}")).StatusCode);
        await (await there.GetAsync(Me)).AssertProblemAsync(ProblemCodes.SignInNeeded);
        Assert.Equal(HttpStatusCode.OK, (await here.GetAsync(Me)).StatusCode);

        using var admin = await api.SignInAsync(await api.NewMemberAsync(Role.Admin));
        using var foreign = await api.SignInAsync(await api.NewMemberAsync(Role.Admin, partnership: TestApi.Elsewhere));
        var own = list.Single(session => session.IsThis);
        await (await foreign.DeleteAsync($"/api/v1/access/sessions/{own.Id}")).AssertProblemAsync(ProblemCodes.NotFound);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync($"/api/v1/access/sessions/{own.Id}")).StatusCode);
        await (await here.GetAsync(Me)).AssertProblemAsync(ProblemCodes.SignInNeeded);
    }

    [Fact]
    public async Task Renewal_OpensActsThatAskForAFreshProof_ForTenMinutes()
    {
        using var admin = await api.SignInAsync(await api.NewMemberAsync(Role.Admin));
        var settings = await (await admin.GetAsync("/api/v1/access/settings")).ReadAsync<AccessSettings>();
        Assert.Equal(HttpStatusCode.OK, (await admin.PutAsync("/api/v1/access/settings", settings, null)).StatusCode);
        api.Clock.Move(TimeSpan.FromMinutes(11));
        await (await admin.PutAsync("/api/v1/access/settings", settings, null)).AssertProblemAsync(ProblemCodes.FreshSignInNeeded);
        await (await admin.PostAsync("/api/v1/access/renewal", new Renewal("not the password"))).AssertProblemAsync(ProblemCodes.ProofRefused);
        await (await admin.PutAsync("/api/v1/access/settings", settings, null)).AssertProblemAsync(ProblemCodes.FreshSignInNeeded);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.PostAsync("/api/v1/access/renewal", new Renewal(TestApi.Password))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await admin.PutAsync("/api/v1/access/settings", settings, null)).StatusCode);
    }

    private Task<DateTime> LastUsedAsync(Guid account) => api.ScalarAsync<DateTime>("select max(last_used_at) from session where account_id = $1", account);
}
