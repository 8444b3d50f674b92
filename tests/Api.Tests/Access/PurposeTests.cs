using System.Net;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Incidents.Examples;

namespace SpacesPlaces.Api.Tests.Access;

/// <summary>The restricted layer opens to a stated purpose, asked once for a task.</summary>
public sealed class PurposeTests(TestApi api) : IClassFixture<TestApi>
{
    private const string Purposes = "/api/v1/governance/purposes";

    [Fact]
    public async Task RestrictedLayer_OpensWithOneStatedPurpose_ThatEveryActCarries()
    {
        var record = Guid.NewGuid();
        using var reporter = api.As(Role.Reporter);
        await (await reporter.PostAsync(PathOf(record), Harm())).ReadAsync<Receipt>(HttpStatusCode.Created);
        var user = await api.AddMemberAsync("asked-once", Role.Analyst, Agency.Police);
        using var analyst = await api.WithoutPurposeAsync(user);

        var closed = await (await analyst.GetAsync(PathOf(record))).ReadAsync<IncidentView>();
        Assert.Equal((0, 1), (closed.Children.Count, closed.ChildrenKnownCount));
        Assert.Equal(["children"], closed.Restricted);
        Assert.NotNull(closed.Narrative);
        await (await analyst.GetAsync($"/api/v1/hotspots/{Guid.NewGuid()}/1/members")).AssertProblemAsync(ProblemCodes.PurposeNeeded);
        Assert.Null((await (await analyst.GetAsync($"{Purposes}/current")).ReadAsync<CurrentPurpose>()).Stated);

        await (await analyst.PostAsync(Purposes, new NewPurpose(Purpose.PanelPreparation, "Panel of May"))).ReadAsync<PurposeView>(HttpStatusCode.Created);
        for (var click = 0; click < 3; click++)
        {
            var open = await (await analyst.GetAsync(PathOf(record))).ReadAsync<IncidentView>();
            Assert.Equal((1, 0), (open.Children.Count, open.Restricted.Count));
        }

        await (await analyst.GetAsync($"/api/v1/hotspots/{Guid.NewGuid()}/1/members")).AssertProblemAsync(ProblemCodes.NotFound);
        Assert.Equal(3, await api.ScalarAsync<long>(
            "select count(*) from audit_entry where actor_name = $1 and action = 'incident_seen' and detail ->> 'purpose' = 'panel_preparation'", user));
        Assert.Equal(1, await api.ScalarAsync<long>(
            "select count(*) from audit_entry where actor_name = $1 and action = 'incident_seen' and detail ->> 'purpose' is null", user));

        // Another session of the same person starts without one.
        using var elsewhere = await api.WithoutPurposeAsync(user);
        Assert.Null((await (await elsewhere.GetAsync($"{Purposes}/current")).ReadAsync<CurrentPurpose>()).Stated);

        using var dataProtection = api.As(Role.DataProtection);
        var reported = Assert.Single(await (await dataProtection.GetAsync($"{Purposes}?user={user}")).ReadAsync<PurposeView[]>());
        Assert.Equal((user, Purpose.PanelPreparation, "Panel of May"), (reported.User, reported.Purpose, reported.Reason));
        await (await analyst.GetAsync(Purposes)).AssertProblemAsync(ProblemCodes.NotAllowed);
    }

    [Fact]
    public async Task Purpose_HoldsForEightHours()
    {
        var user = await api.AddMemberAsync("of-yesterday", Role.Analyst, Agency.Police);
        using var analyst = await api.WithoutPurposeAsync(user);
        var stated = await (await analyst.PostAsync(Purposes, new NewPurpose(Purpose.DataQuality))).ReadAsync<PurposeView>(HttpStatusCode.Created);
        Assert.Equal(TimeSpan.FromHours(8), stated.EndsAt - stated.StatedAt);
        await api.ScalarAsync<int>(
            "update purpose_statement set stated_at = stated_at - interval '8 hours 1 second', ends_at = ends_at - interval '8 hours 1 second' where id = $1 returning 1",
            stated.Id);
        Assert.Null((await (await analyst.GetAsync($"{Purposes}/current")).ReadAsync<CurrentPurpose>()).Stated);
    }
}
