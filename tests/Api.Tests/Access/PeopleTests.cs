using System.Net;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Access;

/// <summary>Inviting, changing and ending people; nobody gives a role to themselves: SEC-20, SEC-22.</summary>
[Long(35)]
public sealed class PeopleTests(AccessWorld api) : IClassFixture<AccessWorld>
{
    private const string People = "/api/v1/access/people";

    [Fact]
    public async Task InvitedPerson_ComesInWithTheCode_Once()
    {
        using var admin = await api.SignInAsync(await api.NewMemberAsync(Role.Admin));
        var invited = await (await InviteAsync(admin, "new.person")).ReadAsync<OneTimeCode>(HttpStatusCode.Created);
        var waiting = await (await admin.GetAsync("/api/v1/access/invitations")).ReadAsync<List<InvitationView>>();
        Assert.Contains(waiting, invitation => invitation is { User: "new.person", IsReset: false });
        Assert.Equal(0, await api.ScalarAsync<long>("select count(*) from invitation where encode(code_sha256, 'escape') like '%' || $1 || '%'", invited.Code));

        using var anyone = api.Anyone();
        var acceptance = new InvitationAcceptance(invited.Code, "new.person", "my own long password");
        await (await AcceptAsync(anyone, acceptance with { Code = "abcd-efgh-jkmn-pqrs" })).AssertProblemAsync(ProblemCodes.InvitationNotValid, "code");
        await (await AcceptAsync(anyone, acceptance with { User = "another.person" })).AssertProblemAsync(ProblemCodes.InvitationNotValid);
        await (await AcceptAsync(anyone, acceptance with { Password = "short" })).AssertProblemAsync(ProblemCodes.PasswordTooWeak, "password");
        var accepted = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => AcceptAsync(anyone, acceptance)));
        Assert.Single(accepted, answer => answer.StatusCode == HttpStatusCode.OK);
        using var person = await api.SignInAsync("new.person", password: "my own long password");
        var me = await (await person.GetAsync("/api/v1/access/me")).ReadAsync<Me>();
        Assert.Equal((Role.Assessor, Agency.Health), (me.Role, me.Agency));
        await (await InviteAsync(admin, "new.person")).AssertProblemAsync(ProblemCodes.AlreadyMember, "user");
    }

    [Fact]
    public async Task Code_IsWorthlessAfterWithdrawalAndAfter72Hours()
    {
        using var admin = await api.SignInAsync(await api.NewMemberAsync(Role.Admin));
        using var anyone = api.Anyone();
        var withdrawn = await (await InviteAsync(admin, "unwanted")).ReadAsync<OneTimeCode>(HttpStatusCode.Created);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync($"/api/v1/access/invitations/{withdrawn.Id}")).StatusCode);
        await (await AcceptAsync(anyone, new(withdrawn.Code, "unwanted", TestApi.Password))).AssertProblemAsync(ProblemCodes.InvitationNotValid);

        var late = await (await InviteAsync(admin, "late")).ReadAsync<OneTimeCode>(HttpStatusCode.Created);
        api.Clock.Move(TimeSpan.FromHours(72) + TimeSpan.FromMinutes(1));
        await (await AcceptAsync(anyone, new(late.Code, "late", TestApi.Password))).AssertProblemAsync(ProblemCodes.InvitationNotValid);
    }

    [Theory]
    [InlineData("\"id\": \"0196a000-0000-7000-8000-00000000000a\"")]
    [InlineData("\"status\": \"active\"")]
    [InlineData("\"agencyId\": \"police\"")]
    [InlineData("\"groups\": [\"admin\"]")]
    [InlineData("\"createdBy\": \"somebody\"")]
    [InlineData("\"version\": 1")]
    [InlineData("\"role\": \"admin\"")]
    public async Task ExtraFields_AreRefused_AndNothingChanges(string field)
    {
        var user = await api.NewMemberAsync(Role.Analyst);
        var id = await api.IdOfAsync(user);
        using var admin = await api.SignInAsync(await api.NewMemberAsync(Role.Admin));
        using var own = await api.SignInAsync(user);
        var before = await StateAsync(id);
        foreach (var (client, path, body) in new[]
            {
                (admin, $"/api/v1/access/invitations/{Guid.NewGuid()}", "\"user\": \"x.y\", \"role\": \"analyst\", \"agency\": \"police\""),
                (own, "/api/v1/access/renewal", "\"password\": \"correct horse battery\""),
                (own, "/api/v1/access/sign-in", $"\"user\": \"{user}\", \"password\": \"correct horse battery\""),
                (own, "/api/v1/access/second-factor", $"\"user\": \"{user}\", \"password\": \"correct horse battery\""),
                (own, "/api/v1/access/invitations/acceptance", "\"code\": \"x\", \"user\": \"x\", \"password\": \"x\""),
            })
        {
            var answer = await client.PostRawAsync(path, $"{{ {body}, {field} }}");
            Assert.Equal((path, HttpStatusCode.BadRequest), (path, answer.StatusCode));
        }

        Assert.Equal(before, await StateAsync(id));
        Assert.Equal(0, await api.ScalarAsync<long>("select count(*) from invitation where user_name = 'x.y'"));
    }

    [Fact]
    public async Task AdminsOwnRole_IsDecidedByASecondPerson()
    {
        var (first, second) = (await api.NewMemberAsync(Role.Admin), await api.NewMemberAsync(Role.DataProtection));
        using var admin = await api.SignInAsync(first);
        using var protector = await api.SignInAsync(second);
        var me = await PersonAsync(admin, first);
        var wanted = new PersonChange(Role.Analyst, Agency.Police);
        await (await admin.PutAsync($"{People}/{me.Id}", wanted, me.Version)).AssertProblemAsync(ProblemCodes.FieldMissing, "reason");
        var request = await (await admin.PutAsync($"{People}/{me.Id}", wanted with { Reason = "holiday cover" }, me.Version))
            .ReadAsync<RoleRequestView>(HttpStatusCode.Accepted);
        Assert.False(request.MayDecide);
        Assert.Equal(Role.Admin, (await PersonAsync(admin, first)).Role);
        await (await DecideAsync(admin, request.Id, true)).AssertProblemAsync(ProblemCodes.SecondPersonNeeded);
        Assert.Equal(1, await api.ScalarAsync<long>(
            "select count(*) from notice where kind = 'role_asked' and subject_id = $1 and account_id = $2", request.Id, await api.IdOfAsync(second)));

        var seen = await (await protector.GetAsync("/api/v1/access/role-requests")).ReadAsync<List<RoleRequestView>>();
        Assert.True(seen.Single(r => r.Id == request.Id).MayDecide);
        Assert.Equal(HttpStatusCode.NoContent, (await DecideAsync(protector, request.Id, true)).StatusCode);
        await (await DecideAsync(protector, request.Id, false)).AssertProblemAsync(ProblemCodes.AlreadyDecided);
        await (await admin.GetAsync(People)).AssertProblemAsync(ProblemCodes.SignInNeeded);
        using var again = await api.SignInAsync(first);
        Assert.Equal(Role.Analyst, (await (await again.GetAsync("/api/v1/access/me")).ReadAsync<Me>()).Role);
    }

    [Fact]
    public async Task DatabaseItself_KnowsThatNobodyDecidesForThemselves()
    {
        var user = await api.NewMemberAsync(Role.Admin);
        var id = await api.IdOfAsync(user);
        var refused = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => api.ScalarAsync<Guid>(
            """
            insert into role_request (partnership_id, id, account_id, role, agency, reason, asked_by, asked_at, decided_by, decided_at, granted)
            values ($1, gen_random_uuid(), $2, 'analyst', 'police', 'x', $2, now(), $2, now(), true) returning id
            """, TestApi.Here, id));
        Assert.Equal("role_request_second_person", refused.ConstraintName);
    }

    [Fact]
    public async Task Change_NamesTheVersionItWasMadeOn()
    {
        var user = await api.NewMemberAsync(Role.Analyst);
        using var admin = await api.SignInAsync(await api.NewMemberAsync(Role.Admin));
        var person = await PersonAsync(admin, user);
        var wanted = new PersonChange(Role.Planner, Agency.Police);
        await (await admin.PutAsync($"{People}/{person.Id}", wanted, null)).AssertProblemAsync(ProblemCodes.VersionNeeded);
        var changed = await (await admin.PutAsync($"{People}/{person.Id}", wanted, person.Version)).ReadAsync<PersonView>();
        Assert.Equal(Role.Planner, changed.Role);
        await (await admin.PutAsync($"{People}/{person.Id}", wanted, person.Version)).AssertProblemAsync(ProblemCodes.VersionStale);
        Assert.Equal(HttpStatusCode.OK, (await admin.PutAsync($"{People}/{person.Id}", new PersonChange(Role.Analyst, Agency.Health), changed.Version)).StatusCode);
    }

    [Fact]
    public async Task LastAdmin_CannotLeaveBeLoweredOrSwitchedOff_AlsoNotByTwoAtOnce()
    {
        var world = TestApi.Elsewhere;
        var (first, second) = (TestApi.UserName(Role.Admin, world), await api.NewMemberAsync(Role.Admin, partnership: world));
        using var one = await api.SignInAsync(first);
        using var two = await api.SignInAsync(second);
        var (idOne, idTwo) = (await api.IdOfAsync(first), await api.IdOfAsync(second));
        // Each ends the other at the same moment: whatever happens, one administrator is left.
        var answers = await Task.WhenAll(one.DeleteAsync($"{People}/{idTwo}"), two.DeleteAsync($"{People}/{idOne}"));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.NoContent);
        Assert.DoesNotContain(answers, answer => (int)answer.StatusCode >= 500);
        var left = await api.ScalarAsync<Guid[]>(
            "select array_agg(account_id) from membership where partnership_id = $1 and role = 'admin' and ended_at is null", world);
        var last = Assert.Single(left);
        using var admin = await api.SignInAsync(last == idOne ? first : second);
        await (await admin.DeleteAsync($"{People}/{last}")).AssertProblemAsync(ProblemCodes.LastAdmin);
        await (await admin.PostAsync($"{People}/{last}/disabling", null)).AssertProblemAsync(ProblemCodes.LastAdmin);
        var me = await PersonAsync(admin, last == idOne ? first : second);
        var request = await (await admin.PutAsync($"{People}/{last}", new PersonChange(Role.Analyst, Agency.Police, "x"), me.Version))
            .ReadAsync<RoleRequestView>(HttpStatusCode.Accepted);
        using var protector = await api.SignInAsync(TestApi.UserName(Role.DataProtection, world));
        await (await DecideAsync(protector, request.Id, true)).AssertProblemAsync(ProblemCodes.LastAdmin);
    }

    [Fact]
    public async Task AccountThatWorksElsewhereToo_IsNotChangedFromHere()
    {
        var user = await api.NewMemberAsync(Role.Analyst);
        var id = await api.IdOfAsync(user);
        await api.ScalarAsync<Guid>(
            "insert into membership (partnership_id, account_id, role, agency, created_at) values ($1, $2, 'planner', 'police', now()) returning account_id",
            TestApi.Elsewhere, id);
        using var admin = await api.SignInAsync(await api.NewMemberAsync(Role.Admin));
        await (await admin.PostAsync($"{People}/{id}/password-reset", null)).AssertProblemAsync(ProblemCodes.AccountSharedElsewhere);
        await (await admin.DeleteAsync($"{People}/{id}/second-factor")).AssertProblemAsync(ProblemCodes.AccountSharedElsewhere);
        await (await admin.PostAsync($"{People}/{id}/disabling", null)).AssertProblemAsync(ProblemCodes.AccountSharedElsewhere);
        Assert.Equal(HttpStatusCode.NoContent, (await admin.DeleteAsync($"{People}/{id}")).StatusCode);
    }

    [Fact]
    public async Task OwnFactorAndPassword_AreNotResetByOneself()
    {
        var user = await api.NewMemberAsync(Role.Admin);
        var id = await api.IdOfAsync(user);
        using var admin = await api.SignInAsync(user);
        await (await admin.PostAsync($"{People}/{id}/password-reset", null)).AssertProblemAsync(ProblemCodes.SecondPersonNeeded);
        await (await admin.DeleteAsync($"{People}/{id}/second-factor")).AssertProblemAsync(ProblemCodes.SecondPersonNeeded);
    }

    [Fact]
    public async Task AccessReview_NamesRoleLastUseAndWhoGranted()
    {
        var boss = await api.NewMemberAsync(Role.Admin);
        var user = await api.NewMemberAsync(Role.Analyst);
        using var admin = await api.SignInAsync(boss);
        using var person = await api.SignInAsync(user);
        var before = await LineAsync(admin, user);
        Assert.Equal((Role.Analyst, Agency.Police, PeopleDirectory.OperatorName), (before.Role, before.Agency, before.GrantedBy));
        Assert.NotNull(before.LastUsedAt);
        var view = await PersonAsync(admin, user);
        await admin.PutAsync($"{People}/{view.Id}", new PersonChange(Role.Planner, Agency.Health), view.Version);
        var after = await LineAsync(admin, user);
        Assert.Equal((Role.Planner, Agency.Health, boss), (after.Role, after.Agency, after.GrantedBy));
        Assert.True(after.GrantedAt > before.GrantedAt);

        // Asking for a role is no grant.
        var me = await PersonAsync(admin, boss);
        await admin.PutAsync($"{People}/{me.Id}", new PersonChange(Role.Analyst, Agency.Police, "x"), me.Version);
        Assert.Equal(PeopleDirectory.OperatorName, (await LineAsync(admin, boss)).GrantedBy);
    }

    [Fact]
    public async Task Settings_ChangeWhatTheySay_WithinTheirBounds()
    {
        using var admin = await api.SignInAsync(await api.NewMemberAsync(Role.Admin));
        var settings = await (await admin.GetAsync("/api/v1/access/settings")).ReadAsync<AccessSettings>();
        await (await admin.PutAsync("/api/v1/access/settings", settings with { BrowserIdleMinutes = 61 }, null))
            .AssertProblemAsync(ProblemCodes.NumberOutOfRange, "browserIdleMinutes");
        await (await admin.PutAsync("/api/v1/access/settings", settings with { OutsideThreshold = 4 }, null))
            .AssertProblemAsync(ProblemCodes.NumberOutOfRange, "outsideThreshold");
        var wanted = settings with { ViewsPerHour = 1_500, OutsideThreshold = 12 };
        await (await admin.PutAsync("/api/v1/access/settings", wanted, null)).ReadAsync<AccessSettings>();
        var read = await (await admin.GetAsync("/api/v1/access/settings")).ReadAsync<AccessSettings>();
        Assert.Equal((1_500, 12), (read.ViewsPerHour, read.OutsideThreshold));
        Assert.Equal("2000 > 1500", await api.ScalarAsync<string>(
            "select detail ->> 'views_per_hour' from audit_entry where action = 'access_settings_changed' and outcome = 'done' and detail ? 'views_per_hour'"));
        using var analyst = await api.SignInAsync(await api.NewMemberAsync(Role.Analyst));
        await (await analyst.GetAsync("/api/v1/access/settings")).AssertProblemAsync(ProblemCodes.NotAllowed);
    }

    private static Task<HttpResponseMessage> InviteAsync(HttpClient admin, string user) =>
        admin.PostAsync($"/api/v1/access/invitations/{Guid.NewGuid()}", new NewInvitation(user, Role.Assessor, Agency.Health));

    private static Task<HttpResponseMessage> AcceptAsync(HttpClient anyone, InvitationAcceptance body) =>
        anyone.PostAsync("/api/v1/access/invitations/acceptance", body);

    private static Task<HttpResponseMessage> DecideAsync(HttpClient client, Guid id, bool granted) =>
        client.PostAsync($"/api/v1/access/role-requests/{id}/decision", new RoleDecision(granted));

    private static async Task<PersonView> PersonAsync(HttpClient admin, string user) =>
        (await (await admin.GetAsync(People)).ReadAsync<List<PersonView>>()).Single(person => person.User == user);

    private static async Task<ReviewedAccess> LineAsync(HttpClient admin, string user) =>
        (await (await admin.GetAsync("/api/v1/access/review")).ReadAsync<List<ReviewedAccess>>()).Single(line => line.User == user);

    private Task<string> StateAsync(Guid id) => api.ScalarAsync<string>(
        "select m.role || m.agency || m.created_at || coalesce(m.ended_at::text, '') || a.user_name from membership m join account a on a.id = m.account_id where a.id = $1", id);
}
