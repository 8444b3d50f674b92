using SpacesPlaces.Api.Tests.Access;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Access;
using SpacesPlaces.MapClient.Tests.Http;

namespace SpacesPlaces.MapClient.Tests.Access;

public sealed class SignInModelTests(AccessWorld api) : IClassFixture<AccessWorld>
{
    [Fact]
    public async Task AnAccountWithASecondFactor_IsAskedForTheCode_AndOnlyThenIsIn()
    {
        var user = await api.NewMemberAsync(Role.MaceMember);
        var (secret, _) = await api.SetUpFactorAsync(user);
        using var http = api.Anyone();
        var model = new SignInModel(new(http), new(Tongue.Cy));
        Assert.False(await model.TryAsync(user, AccessWorld.Password, null, default));
        Assert.Equal((SignInStep.Code, null), (model.Step, model.Fault));
        Assert.False(await model.TryAsync(user, AccessWorld.Password, "", default));
        Assert.Equal(Texts.Get(Tongue.Cy, "access.code_missing"), model.Fault);
        Assert.False(await model.TryAsync(user, AccessWorld.Password, "000000", default));
        Assert.NotNull(model.Fault);
        Assert.True(await model.TryAsync(user, AccessWorld.Password, api.NextCodeOf(secret), default));
        Assert.Equal((SignInStep.Done, user, null), (model.Step, model.Me!.User, model.Fault));
    }

    [Theory]
    [InlineData("", "x", "access.user_missing")]
    [InlineData("sian", "", "access.password_missing")]
    public async Task WhatIsMissing_IsSaid_WithoutAskingAnybody(string user, string password, string key)
    {
        using var http = Scripted.Client(_ => throw new InvalidOperationException("Nobody must be asked."));
        var model = new SignInModel(new(http), new(Tongue.En));
        Assert.False(await model.TryAsync(user, password, null, default));
        Assert.Equal(Texts.Get(Tongue.En, key), model.Fault);
    }

    [Fact]
    public async Task WithoutANetwork_ItIsSaid_AndCanBeTriedAgain()
    {
        using var http = Scripted.Client(Scripted.Broken);
        var model = new SignInModel(new(http), new(Tongue.En));
        Assert.False(await model.TryAsync("sian", "password", null, default));
        Assert.Equal((Texts.Get(Tongue.En, "house.unreachable"), false), (model.Fault, model.IsBusy));
    }
}
