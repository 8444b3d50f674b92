using Microsoft.Extensions.DependencyInjection;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Access;

/// <summary>What the commands <c>user reset-factor</c> and <c>user disable</c> do.</summary>
public sealed class OperatorTests(AccessWorld api) : IClassFixture<AccessWorld>
{
    [Fact]
    public async Task ResetFactor_EndsSessionsAndTheNextSignInAsksForNone()
    {
        var user = await api.NewMemberAsync(Role.Admin);
        var (secret, recovery) = await api.SetUpFactorAsync(user);
        using var client = await api.SignInAsync(user, api.NextCodeOf(secret));
        await DoAsync(people => people.ResetFactorAsync(TestApi.Here, user, default));
        await (await client.GetAsync("/api/v1/access/me")).AssertProblemAsync(ProblemCodes.SignInNeeded);
        using (await api.SignInAsync(user)) { }
        Assert.Equal(0, await api.ScalarAsync<long>("select count(*) from account_token where user_id = $1", await api.IdOfAsync(user)));
        Assert.Equal(PeopleDirectory.OperatorName, await api.ScalarAsync<string>(
            "select actor_name from audit_entry where action = 'second_factor_reset' and $1 = any (subjects)", await api.IdOfAsync(user)));
        await api.SetUpFactorAsync(user);
        await (await api.TryAsync(user, code: recovery[0])).AssertProblemAsync(ProblemCodes.SignInRefused);
    }

    [Fact]
    public async Task Disable_EndsSessionsAndSignIn()
    {
        var user = await api.NewMemberAsync(Role.Analyst);
        using var client = await api.SignInAsync(user);
        await DoAsync(people => people.DisableAsync(TestApi.Here, user, default));
        await (await client.GetAsync("/api/v1/access/me")).AssertProblemAsync(ProblemCodes.SignInNeeded);
        await (await api.TryAsync(user)).AssertProblemAsync(ProblemCodes.SignInRefused);
        await Assert.ThrowsAsync<InvalidOperationException>(() => DoAsync(people => people.DisableAsync(TestApi.Here, "nobody.here", default)));
    }

    private async Task DoAsync(Func<PeopleDirectory, Task> act)
    {
        await using var scope = api.Services.CreateAsyncScope();
        await act(scope.ServiceProvider.GetRequiredService<PeopleDirectory>());
    }
}
