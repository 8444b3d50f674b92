using System.Net;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Access;

/// <summary>No door opens without the second factor where it is asked for (SEC-02), and each code works once.</summary>
public sealed class SecondFactorTests(AccessWorld api) : IClassFixture<AccessWorld>
{
    [Fact]
    public async Task RoleThatNeedsAFactor_CannotSignInWithoutOne_ThroughAnyDoor()
    {
        var user = await api.NewMemberAsync(Role.Planner, partnership: TestApi.Elsewhere);
        await api.ScalarAsync<Guid>(
            "update partnership set second_factor_roles = array['planner'] where partnership_id = $1 returning partnership_id", TestApi.Elsewhere);
        foreach (var kind in new[] { SessionKind.Cookie, SessionKind.Bearer })
        {
            var answer = await api.TryAsync(user, kind: kind);
            await answer.AssertProblemAsync(ProblemCodes.SecondFactorSetupNeeded);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
        }

        await (await api.TryAsync(user, "not the password")).AssertProblemAsync(ProblemCodes.SignInRefused);
        var (secret, _) = await api.SetUpFactorAsync(user);
        await (await api.TryAsync(user)).AssertProblemAsync(ProblemCodes.SecondFactorNeeded);
        await (await api.TryAsync(user, code: "000000")).AssertProblemAsync(ProblemCodes.SignInRefused);
        using var client = await api.SignInAsync(user, api.NextCodeOf(secret));
        Assert.True((await (await client.GetAsync("/api/v1/access/me")).ReadAsync<Me>()).SecondFactor);

        // Proving once more asks for it as well.
        await (await client.PostAsync("/api/v1/access/renewal", new Renewal(TestApi.Password))).AssertProblemAsync(ProblemCodes.ProofNeedsCode, "code");
        Assert.Equal(HttpStatusCode.NoContent,
            (await client.PostAsync("/api/v1/access/renewal", new Renewal(TestApi.Password, api.NextCodeOf(secret)))).StatusCode);
    }

    [Fact]
    public async Task InvitationAndReset_AreDoorsThatAskToo()
    {
        var user = await api.NewMemberAsync(Role.Analyst);
        var (secret, recovery) = await api.SetUpFactorAsync(user);
        using var admin = await api.SignInAsync(await api.NewMemberAsync(Role.Admin));
        var reset = await (await admin.PostAsync($"/api/v1/access/people/{await api.IdOfAsync(user)}/password-reset", null)).ReadAsync<OneTimeCode>();
        var acceptance = new InvitationAcceptance(reset.Code, user, "a new long password");
        await (await AcceptAsync(acceptance)).AssertProblemAsync(ProblemCodes.SecondFactorNeeded);
        await (await AcceptAsync(acceptance with { SecondFactorCode = "000000" })).AssertProblemAsync(ProblemCodes.SignInRefused);
        Assert.Equal(HttpStatusCode.OK, (await AcceptAsync(acceptance with { SecondFactorCode = recovery[0] })).StatusCode);
        await (await api.TryAsync(user, TestApi.Password, api.NextCodeOf(secret))).AssertProblemAsync(ProblemCodes.SignInRefused);
        Assert.Equal(HttpStatusCode.OK, (await api.TryAsync(user, "a new long password", api.NextCodeOf(secret))).StatusCode);

        // An account that exists joins another partnership only with all that it signs in with.
        using var foreign = await api.SignInAsync(await api.NewMemberAsync(Role.Admin, partnership: TestApi.Elsewhere));
        var invited = await (await foreign.PostAsync(
            $"/api/v1/access/invitations/{Guid.NewGuid()}", new NewInvitation(user, Role.Planner, Agency.Police))).ReadAsync<OneTimeCode>(HttpStatusCode.Created);
        var joining = new InvitationAcceptance(invited.Code, user, "a new long password");
        await (await AcceptAsync(joining with { Password = "not the password" })).AssertProblemAsync(ProblemCodes.SignInRefused);
        await (await AcceptAsync(joining)).AssertProblemAsync(ProblemCodes.SecondFactorNeeded);
        Assert.Equal(HttpStatusCode.OK, (await AcceptAsync(joining with { SecondFactorCode = api.NextCodeOf(secret) })).StatusCode);
    }

    [Fact]
    public async Task UsedCode_IsRefused_AlsoTheOneOfTheSetup()
    {
        var user = await api.NewMemberAsync(Role.Analyst);
        var (secret, _) = await api.SetUpFactorAsync(user);
        await (await api.TryAsync(user, code: api.CodeOf(secret))).AssertProblemAsync(ProblemCodes.SignInRefused);
        var code = api.NextCodeOf(secret);
        Assert.Equal(HttpStatusCode.OK, (await api.TryAsync(user, code: code)).StatusCode);
        await (await api.TryAsync(user, code: code)).AssertProblemAsync(ProblemCodes.SignInRefused);

        // Of many who bring the same code at once, one is let in.
        var same = api.NextCodeOf(secret);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => api.TryAsync(user, code: same)));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.OK);
    }

    [Fact]
    public async Task RecoveryCode_LetsInOnce()
    {
        var user = await api.NewMemberAsync(Role.Analyst);
        var (_, recovery) = await api.SetUpFactorAsync(user);
        Assert.Equal(SecondFactor.RecoveryCodes, recovery.Distinct().Count());
        using var client = await api.SignInAsync(user, recovery[3]);
        Assert.Equal(9, (await (await client.GetAsync("/api/v1/access/me")).ReadAsync<Me>()).RecoveryCodesLeft);
        await (await api.TryAsync(user, code: recovery[3])).AssertProblemAsync(ProblemCodes.SignInRefused);
        Assert.Equal(HttpStatusCode.OK, (await api.TryAsync(user, code: recovery[4].ToUpperInvariant().Replace("-", " "))).StatusCode);
    }

    [Fact]
    public async Task SecretsAndRecoveryCodes_StandInTheDatabaseUnreadable()
    {
        var user = await api.NewMemberAsync(Role.Analyst);
        var (secret, recovery) = await api.SetUpFactorAsync(user);
        var kept = await api.ScalarAsync<string>(
            "select string_agg(name || ' ' || value, ' ') from account_token where user_id = $1", await api.IdOfAsync(user));
        Assert.DoesNotContain(secret, kept, StringComparison.OrdinalIgnoreCase);
        Assert.All(recovery, code => Assert.DoesNotContain(code, kept, StringComparison.OrdinalIgnoreCase));
        Assert.All(recovery, code => Assert.DoesNotContain(code.Replace("-", ""), kept, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain(api.Log.Lines, line => line.Contains(secret, StringComparison.Ordinal) || line.Contains(recovery[0], StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnotherApp_NeedsTheOldOne_AndEndsWhatWasSignedIn()
    {
        var user = await api.NewMemberAsync(Role.Analyst);
        var (secret, _) = await api.SetUpFactorAsync(user);
        using var client = await api.SignInAsync(user, api.NextCodeOf(secret));
        using var anyone = api.Anyone();
        await (await anyone.PostAsync("/api/v1/access/second-factor", new SecondFactorSetup(user, TestApi.Password)))
            .AssertProblemAsync(ProblemCodes.SecondFactorNeeded);
        var (another, _) = await api.SetUpFactorAsync(user, code: api.NextCodeOf(secret));
        await (await client.GetAsync("/api/v1/access/me")).AssertProblemAsync(ProblemCodes.SignInNeeded);
        await (await api.TryAsync(user, code: api.NextCodeOf(secret))).AssertProblemAsync(ProblemCodes.SignInRefused);
        Assert.Equal(HttpStatusCode.OK, (await api.TryAsync(user, code: api.CodeOf(another))).StatusCode);
    }

    [Fact]
    public async Task SetupThatWasBegun_EndsAfterAQuarterOfAnHour()
    {
        var user = await api.NewMemberAsync(Role.Analyst);
        using var client = api.Anyone();
        var begun = await (await client.PostAsync("/api/v1/access/second-factor", new SecondFactorSetup(user, TestApi.Password))).ReadAsync<SecondFactorSecret>();
        Assert.Equal($"otpauth://totp/SpacesPlaces:{user}?secret={begun.Secret}&issuer=SpacesPlaces&digits=6&period=30", begun.Uri);
        var wrong = new SecondFactorConfirmation(user, TestApi.Password, "000000");
        await (await client.PostAsync("/api/v1/access/second-factor/confirmation", wrong)).AssertProblemAsync(ProblemCodes.SecondFactorCodeWrong, "code");
        api.Clock.Move(SecondFactor.SetupLength + TimeSpan.FromMinutes(1));
        await (await client.PostAsync("/api/v1/access/second-factor/confirmation", wrong with { Code = api.CodeOf(begun.Secret) }))
            .AssertProblemAsync(ProblemCodes.SecondFactorCodeWrong);
    }

    private async Task<HttpResponseMessage> AcceptAsync(InvitationAcceptance body)
    {
        using var client = api.Anyone();
        return await client.PostAsync("/api/v1/access/invitations/acceptance", body);
    }
}
