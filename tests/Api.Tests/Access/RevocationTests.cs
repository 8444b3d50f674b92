using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Incidents.Examples;

namespace SpacesPlaces.Api.Tests.Access;

/// <summary>What is taken from somebody is gone at once: SEC-07, SEC-25.</summary>
[Long(140)]
public sealed class RevocationTests(AccessWorld api) : IClassFixture<AccessWorld>
{
    private const string Me = "/api/v1/access/me";
    private const int Rounds = 500;

    [Theory]
    [InlineData("disabled")]
    [InlineData("ended")]
    [InlineData("lowered")]
    [InlineData("password")]
    [InlineData("factor")]
    public async Task WhatChangesAPerson_EndsTheirSessionsAtOnce_AndTheyDoNotComeBack(string change)
    {
        var user = await api.NewMemberAsync(Role.Analyst);
        var id = await api.IdOfAsync(user);
        using var admin = await api.SignInAsync(await api.NewMemberAsync(Role.Admin));
        using var page = await api.SignInToPageAsync(user);
        using var program = await api.SignInAsync(user);
        Assert.Equal(HttpStatusCode.OK, (await page.GetAsync(Me)).StatusCode);
        await ChangeAsync(change, admin, user, id);
        await (await page.GetAsync(Me)).AssertProblemAsync(ProblemCodes.SignInNeeded);
        await (await program.GetAsync(Me)).AssertProblemAsync(ProblemCodes.SignInNeeded);
        Assert.Equal(0, await api.ScalarAsync<long>("select count(*) from session where account_id = $1 and ended_at is null", id));
        if (change != "disabled") return;

        await (await api.TryAsync(user)).AssertProblemAsync(ProblemCodes.SignInRefused);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync($"/api/v1/access/people/{id}/disabling")).StatusCode);
        await (await page.GetAsync(Me)).AssertProblemAsync(ProblemCodes.SignInNeeded);
        using (await api.SignInAsync(user)) { }
    }

    [Fact]
    public async Task ActsThatRaceARevocation_AreDoneBeforeItOrNotAtAll()
    {
        var user = await api.NewMemberAsync(Role.Analyst);
        var id = await api.IdOfAsync(user);
        using var admin = await api.SignInAsync(await api.NewMemberAsync(Role.Admin));
        var (done, refused) = (0, 0);
        var pairs = new List<(Guid Incident, Guid Session)>();
        for (var round = 0; round < Rounds; round++)
        {
            var (session, token) = await BeginSessionAsync(id);
            using var client = api.Anyone();
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            var incident = Guid.CreateVersion7();
            // Which of the two is sent first, and by how much, moves from round to round.
            var act = Task.Run(() => client.PostAsync(PathOf(incident), Harm()));
            await Task.Delay(round % 12);
            var revoke = admin.DeleteAsync($"/api/v1/access/sessions/{session}");
            Assert.Equal(HttpStatusCode.NoContent, (await revoke).StatusCode);
            // The revocation was answered: from here on nothing may be stored that is not.
            var storedThen = await IsStoredAsync(incident);
            var answer = await act;
            Assert.Equal(storedThen, await IsStoredAsync(incident));
            Assert.Equal(storedThen ? HttpStatusCode.Created : HttpStatusCode.Unauthorized, answer.StatusCode);
            if (storedThen) done++; else refused++;
            pairs.Add((incident, session));
        }

        Assert.True(done > 0 && refused > 0, $"The race had one outcome only: {done} done, {refused} refused.");
        // The chain tells the same order.
        Assert.Equal(0, await api.ScalarAsync<long>(
            """
            select count(*) from unnest($1::uuid[], $2::uuid[]) as pair(incident, session)
            join audit_entry act on act.subjects @> array[pair.incident] and act.action = 'incident_recorded' and act.outcome = 'done'
            join audit_entry revoke on revoke.subjects @> array[pair.session] and revoke.action = 'session_ended' and revoke.outcome = 'done'
            where act.sequence > revoke.sequence
            """, pairs.Select(pair => pair.Incident).ToArray(), pairs.Select(pair => pair.Session).ToArray()));
    }

    [Fact]
    public async Task OfManyWhoDecideOneRequest_ExactlyOneDoes()
    {
        using var asking = await api.SignInAsync(await api.NewMemberAsync(Role.Admin));
        var me = await (await asking.GetAsync(Me)).ReadAsync<Me>();
        var person = (await (await asking.GetAsync("/api/v1/access/people")).ReadAsync<List<PersonView>>()).Single(p => p.Id == me.UserId);
        List<HttpClient> deciders = [];
        for (var i = 0; i < 4; i++) deciders.Add(await api.SignInAsync(await api.NewMemberAsync(Role.DataProtection)));
        for (var round = 0; round < 10; round++)
        {
            var request = await (await asking.PutAsync($"/api/v1/access/people/{me.UserId}", new PersonChange(Role.Admin, Agency.Health, "x"), person.Version))
                .ReadAsync<RoleRequestView>(HttpStatusCode.Accepted);
            var answers = await Task.WhenAll(deciders.Select(decider =>
                decider.PostAsync($"/api/v1/access/role-requests/{request.Id}/decision", new RoleDecision(false))));
            Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.NoContent);
            Assert.Equal(3, answers.Count(answer => answer.StatusCode == HttpStatusCode.Conflict));
        }
    }

    private async Task ChangeAsync(string change, HttpClient admin, string user, Guid id)
    {
        var path = $"/api/v1/access/people/{id}";
        switch (change)
        {
            case "disabled":
                Assert.Equal(HttpStatusCode.NoContent, (await admin.PostAsync($"{path}/disabling", null)).StatusCode);
                break;
            case "ended":
                Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync(path)).StatusCode);
                break;
            case "lowered":
                var person = (await (await admin.GetAsync("/api/v1/access/people")).ReadAsync<List<PersonView>>()).Single(p => p.Id == id);
                await (await admin.PutAsync(path, new PersonChange(Role.Planner, Agency.Police), person.Version)).ReadAsync<PersonView>();
                break;
            case "password":
                var code = await (await admin.PostAsync($"{path}/password-reset", null)).ReadAsync<OneTimeCode>();
                using (var anyone = api.Anyone())
                    await (await anyone.PostAsync(
                        "/api/v1/access/invitations/acceptance", new InvitationAcceptance(code.Code, user, "a new long password"))).ReadAsync<AcceptedInvitation>();
                break;
            default:
                await api.SetUpFactorAsync(user);
                break;
        }
    }

    private Task<bool> IsStoredAsync(Guid incident) => api.ScalarAsync<bool>("select exists (select from incident where id = $1)", incident);

    // A sign-in without its slow password: the row, and the token that the program would have made.
    private async Task<(Guid Session, string Token)> BeginSessionAsync(Guid account)
    {
        var session = await api.ScalarAsync<Guid>(
            """
            insert into session (partnership_id, id, account_id, kind, created_at, last_used_at, authenticated_at)
            values ($1, gen_random_uuid(), $2, 'bearer', now(), now(), now()) returning id
            """, TestApi.Here, account);
        var stamp = await api.ScalarAsync<string>("select security_stamp from account where id = $1", account);
        var now = api.Clock.GetUtcNow();
        var ticket = new AuthenticationTicket(
            new SessionTicket(account, TestApi.Here, session, stamp).ToPrincipal(AccessSetup.BearerScheme),
            new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddHours(1) }, $"{AccessSetup.BearerScheme}:AccessToken");
        return (session, api.Services.GetRequiredService<IOptionsMonitor<BearerTokenOptions>>().Get(AccessSetup.BearerScheme).BearerTokenProtector.Protect(ticket));
    }
}
