using System.Buffers.Binary;
using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Tests.Commands;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Access;

public sealed class SignInTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task SignIn_WithBearer_AnswersATokenThatWorks()
    {
        using var client = api.As(Role.Analyst);
        var me = await (await client.GetAsync("/api/v1/access/me")).ReadAsync<Me>();
        Assert.Equal(Role.Analyst, me.Role);
        Assert.Equal(TestApi.Here, me.Partnership.Id);
        Assert.Contains("run_analyses", me.Permissions);
    }

    [Fact]
    public async Task SignIn_WithWrongPassword_IsRefusedLikeAnUnknownName()
    {
        using var client = api.Anyone();
        var wrong = await client.PostAsync("/api/v1/access/sign-in", new SignIn(TestApi.UserName(Role.Planner, TestApi.Here), "not the password"));
        var unknown = await client.PostAsync("/api/v1/access/sign-in", new SignIn("nobody-of-that-name", "not the password"));
        var first = await wrong.AssertProblemAsync(ProblemCodes.SignInRefused);
        var second = await unknown.AssertProblemAsync(ProblemCodes.SignInRefused);
        Assert.Equal((string)first["title"]!, (string)second["title"]!);
        Assert.True(await api.ScalarAsync<long>("select count(*) from audit_entry where action = 'signed_in' and outcome = 'refused'") >= 2);
    }

    [Fact]
    public async Task Password_IsKeptAsAHundredThousandRoundsOfSha512()
    {
        // The program as it serves, not as the tests' people sign in to it.
        await using var data = new TemporaryDataFolder();
        await using var program = SpacesPlaces.Api.Http.Host.Build(new HostSettings(api.ApiConnection, data.Path), []);
        await using var scope = program.Services.CreateAsyncScope();
        var kept = Convert.FromBase64String(scope.ServiceProvider.GetRequiredService<IPasswordHasher<Account>>().HashPassword(new(), "three small owls"));
        // ASP.NET Identity's format 1: its number, the function (2 is HMAC-SHA-512), the rounds.
        Assert.Equal(1, kept[0]);
        Assert.Equal(2, BinaryPrimitives.ReadInt32BigEndian(kept.AsSpan(1)));
        Assert.InRange(BinaryPrimitives.ReadInt32BigEndian(kept.AsSpan(5)), 100_000, int.MaxValue);
    }

    [Fact]
    public async Task Requests_WithoutSignIn_AreRefused()
    {
        using var client = api.Anyone();
        await (await client.GetAsync("/api/v1/incidents")).AssertProblemAsync(ProblemCodes.SignInNeeded);
    }

    [Fact]
    public async Task EndedMembership_BitesAtTheNextRequest()
    {
        var user = await api.AddMemberAsync("leaver", Role.Analyst, Agency.Police);
        using var client = api.As(user);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/api/v1/access/me")).StatusCode);
        await api.ScalarAsync<long>(
            "with ended as (update membership set ended_at = now() where account_id = (select id from account where user_name = $1) returning 1) select count(*) from ended", user);
        await (await client.GetAsync("/api/v1/access/me")).AssertProblemAsync(ProblemCodes.SignInNeeded);
    }
}
