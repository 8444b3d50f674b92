using System.Net;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Access;

/// <summary>Guessing is braked, the owner of an account is not: SEC-01.</summary>
[Long(35)]
public sealed class SignInBrakeTests(AccessWorld api) : IClassFixture<AccessWorld>
{
    private const string Wrong = "not the password";

    [Fact]
    public async Task TwelveWrongPasswords_LockTheAccountByTheTenth_AndItsOwnerComesInWithARecoveryCode()
    {
        var user = await api.NewMemberAsync(Role.Analyst);
        var admin = await api.NewMemberAsync(Role.Admin);
        var (secret, recovery) = await api.SetUpFactorAsync(user);
        var answers = await GuessAsync("127.1.0.1", 12, user);
        Assert.All(answers.Take(SignInBrake.TriesPerAccount), code => Assert.Equal("sign_in_refused", code));
        Assert.All(answers.Skip(SignInBrake.TriesPerAccount), code => Assert.Equal("sign_in_locked", code));
        await (await api.TryAsync(user, code: api.NextCodeOf(secret))).AssertProblemAsync(ProblemCodes.SignInLocked);
        await (await api.TryAsync(user, Wrong, recovery[0])).AssertProblemAsync(ProblemCodes.SignInLocked);
        using (await api.SignInAsync(user, recovery[0])) { }

        var id = await api.IdOfAsync(user);
        Assert.Equal(1, await api.ScalarAsync<long>(
            "select count(*) from audit_entry where action = 'sign_in_braked' and partnership_id = $1 and $2 = any (subjects)", TestApi.Here, id));
        Assert.Equal(1, await api.ScalarAsync<long>(
            "select count(*) from notice where kind = 'sign_in_braked' and subject_id = $1 and account_id = $2", id, await api.IdOfAsync(admin)));
    }

    [Fact]
    public async Task WrongCodes_AreBrakedLikeWrongPasswords_AndARightPasswordBetweenDoesNotHelp()
    {
        var user = await api.NewMemberAsync(Role.Analyst);
        await api.SetUpFactorAsync(user);
        List<string> codes = [];
        for (var i = 0; i < 12; i++)
        {
            codes.Add(await CodeOfAsync(await api.TryAsync(user, code: "000000")));
            await api.TryAsync(user);
        }

        Assert.Equal(SignInBrake.TriesPerAccount, codes.Count(code => code == "sign_in_refused"));
        Assert.Equal("sign_in_locked", codes[^1]);
    }

    [Fact]
    public async Task FortyGuessesAtOnce_AreNotFortyLooks()
    {
        var user = await api.NewMemberAsync(Role.Analyst);
        var codes = await Task.WhenAll(Enumerable.Range(0, 40).Select(async i =>
        {
            using var client = api.From($"127.2.0.{i + 1}");
            return await CodeOfAsync(await client.PostAsync("/api/v1/access/sign-in", new SignIn(user, Wrong)));
        }));
        Assert.Equal(
            ["sign_in_locked 32", $"sign_in_refused {SignInBrake.TriesPerAccount}"],
            codes.GroupBy(code => code, (code, all) => $"{code} {all.Count()}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Lock_EndsAfterAQuarterOfAnHour()
    {
        var user = await api.NewMemberAsync(Role.Analyst);
        await GuessAsync("127.3.0.1", 9, user);
        await (await api.TryAsync(user)).AssertProblemAsync(ProblemCodes.SignInLocked);
        api.Clock.Move(SignInBrake.Length + TimeSpan.FromSeconds(1));
        using (await api.SignInAsync(user)) { }
    }

    [Fact]
    public async Task UnknownNames_AreAnsweredAsKnownOnes_AlsoWhenLocked()
    {
        var known = await GuessAsync("127.4.0.1", 12, await api.NewMemberAsync(Role.Analyst));
        var unknown = await GuessAsync("127.4.0.2", 12, "nobody-" + Guid.NewGuid().ToString("N"));
        Assert.Equal(known, unknown);
        Assert.True(await api.ScalarAsync<long>(
            "select count(*) from audit_entry where action = 'sign_in_braked' and partnership_id = $1", Partnership.House) >= 1);
    }

    [Fact]
    public async Task OneAddressThatTries200Names_IsBraked_AndOthersAreNot()
    {
        var user = await api.NewMemberAsync(Role.Analyst);
        var guarded = await api.NewMemberAsync(Role.Analyst);
        var (secret, _) = await api.SetUpFactorAsync(guarded);
        using var sprayer = api.From("127.5.0.1");
        List<string> codes = [];
        for (var i = 0; i < 200; i++)
            codes.Add(await CodeOfAsync(await sprayer.PostAsync("/api/v1/access/sign-in", new SignIn($"name-{i}-{Guid.NewGuid():N}", Wrong))));
        Assert.Equal(SignInBrake.TriesPerAddress, codes.Count(code => code == "sign_in_refused"));

        // From there even a right password alone is not looked at; with its second factor it is, and another address is free.
        await (await sprayer.PostAsync("/api/v1/access/sign-in", new SignIn(user, TestApi.Password))).AssertProblemAsync(ProblemCodes.SignInLocked);
        await (await sprayer.PostAsync("/api/v1/access/sign-in", new SignIn(user, TestApi.Password, "000000"))).AssertProblemAsync(ProblemCodes.SignInLocked);
        Assert.Equal(HttpStatusCode.OK, (await sprayer.PostAsync(
            "/api/v1/access/sign-in", new SignIn(guarded, TestApi.Password, api.NextCodeOf(secret)))).StatusCode);
        using var other = api.From("127.5.0.2");
        Assert.Equal(HttpStatusCode.OK, (await other.PostAsync("/api/v1/access/sign-in", new SignIn(user, TestApi.Password))).StatusCode);
        Assert.Equal(1, await api.ScalarAsync<long>(
            "select count(*) from audit_entry where action = 'sign_in_braked' and address = '127.5.0.1' and detail ->> 'braked' = 'address'"));
    }

    [Fact]
    public async Task ForgedForwardedHeader_DoesNotChangeWhoIsBraked()
    {
        using var sprayer = api.From("127.6.0.1");
        for (var i = 0; i < SignInBrake.TriesPerAddress + 1; i++)
        {
            sprayer.DefaultRequestHeaders.Remove("X-Forwarded-For");
            sprayer.DefaultRequestHeaders.Add("X-Forwarded-For", $"198.51.100.{i}");
            await sprayer.PostAsync("/api/v1/access/sign-in", new SignIn($"name-{Guid.NewGuid():N}", Wrong));
        }

        await (await sprayer.PostAsync("/api/v1/access/sign-in", new SignIn("anybody", Wrong))).AssertProblemAsync(ProblemCodes.SignInLocked);
    }

    [Fact]
    public void Counts_StayWithinTheirMemory_AndKeepTheBusiest()
    {
        var clock = new MovedClock();
        var count = new TryCount(3, TimeSpan.FromMinutes(15), clock);
        for (var i = 0; i < 3; i++) count.Count("busy");
        for (var i = 0; i < 3 * TryCount.MostKeys; i++) count.Count($"address {i}");
        Assert.InRange(count.Keys, 1, TryCount.MostKeys);
        Assert.True(count.IsOn("busy"));
        clock.Move(TimeSpan.FromMinutes(16));
        Assert.False(count.IsOn("busy"));
    }

    private async Task<List<string>> GuessAsync(string address, int times, string user)
    {
        using var client = api.From(address);
        List<string> codes = [];
        for (var i = 0; i < times; i++) codes.Add(await CodeOfAsync(await client.PostAsync("/api/v1/access/sign-in", new SignIn(user, Wrong))));
        return codes;
    }

    private static async Task<string> CodeOfAsync(HttpResponseMessage answer) =>
        (string?)System.Text.Json.Nodes.JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["code"] ?? "";
}
