using System.Net;
using System.Text.Json;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Planning;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Planning.PlanningWorld;

namespace SpacesPlaces.Api.Tests.Planning;

/// <summary>Story D7: sites for stalls that help and mark nobody.</summary>
public sealed class SitingTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task SiteInsideAPlan_StaysOut_AndTheOneLongUnvisitedRanksFirst()
    {
        using var planner = api.As(Role.Planner);
        await EmptyAsync();
        await api.PlanAsync(290_000, 240_000);
        var inside = await planner.AddSiteAsync(Site("P1", 290_100, 240_100, footfall: 3));
        var library = await planner.AddSiteAsync(Site("P2", 290_450, 240_100, trust: HostTrust.Trusted));
        var other = await planner.AddSiteAsync(Site("P3", 310_000, 262_000));
        await VisitAsync(290_450, 240_100, days: 120);
        await VisitAsync(310_000, 262_000, days: 30);

        var answer = await planner.AskAsync(Two());
        Assert.Equal([library, other, inside], answer.Sites.Select(site => site.SiteId));
        Assert.Equal((SiteOutcome.LeftOut, SiteReason.InsideActivePlan, null), (answer.Sites[2].Outcome, answer.Sites[2].Reason, answer.Sites[2].Rank));
        Assert.Equal([(SiteOutcome.Chosen, 1), (SiteOutcome.Chosen, 2)], answer.Sites.Take(2).Select(site => (site.Outcome, site.Rank!.Value)));
        // Every part of the score is shown, and they are all there is to it.
        Assert.All(answer.Sites, site =>
        {
            Assert.Equal(Enum.GetValues<SitePart>(), site.Parts.Select(part => part.Part));
            Assert.Equal(site.Score, site.Parts.Sum(part => part.Points), 0.051);
        });
        var since = answer.Sites.ToDictionary(site => site.SiteId, site => site.Parts.Single(part => part.Part == SitePart.DaysSince).Value!.Value * SiteScores.LongestSince);
        Assert.Equal((148.0, 58.0), (Math.Round(since[library], 6), Math.Round(since[other], 6)));
    }

    [Fact]
    public async Task OnlyGoodSiteInsideAPlan_IsSaid()
    {
        using var planner = api.As(Role.Planner);
        await EmptyAsync();
        await api.PlanAsync(291_000, 241_000);
        await planner.AddSiteAsync(Site("Busy corner", 291_100, 241_100, footfall: 3, trust: HostTrust.Trusted));
        Assert.Contains(SitingNote.NothingLeft, (await planner.AskAsync(Two())).Notes);
        await planner.AddSiteAsync(Site("Quiet lane", 295_000, 241_100, footfall: 0, trust: HostTrust.None));
        var answer = await planner.AskAsync(Two());
        Assert.Contains(SitingNote.BestLeftOut, answer.Notes);
        Assert.Contains(SitingNote.TooFewSites, answer.Notes);
        Assert.Equal("Quiet lane", answer.Sites.Single(site => site.Outcome == SiteOutcome.Chosen).NameEn);
    }

    [Fact]
    public async Task Weights_AreSavedUnderAName_AndChangeTheAnswer()
    {
        using var planner = api.As(Role.Planner);
        using var lead = api.As(Role.YouthLead);
        await EmptyAsync();
        var busy = await planner.AddSiteAsync(Site("Busy", 296_000, 242_000, footfall: 3, trust: HostTrust.None));
        var trusted = await planner.AddSiteAsync(Site("Trusted", 306_000, 252_000, footfall: 0, trust: HostTrust.Trusted));
        var id = Guid.CreateVersion7();
        var trust = new SitingWeights(0, 1, 9, 0, 0, 0, 0);
        await (await planner.PutAsync($"weightings/{id}", new NewSitingWeighting("Trust first", trust), 0)).ReadAsync<SitingWeightingView>();
        await (await planner.PutAsync($"weightings/{id}", new NewSitingWeighting("Trust", trust), 0)).AssertProblemAsync(ProblemCodes.VersionStale, "If-Match");
        var saved = (await (await lead.GetAsync($"{PlanningWorld.Planning}/weightings")).ReadAsync<SitingWeightingView[]>()).Single(one => one.Id == id);
        Assert.Equal(("Trust first", trust), (saved.Name, saved.Weights));
        Assert.Equal(trusted, (await planner.AskAsync(new(1, Ahead, StallTime.Saturday, saved.Weights))).Sites[0].SiteId);
        Assert.Equal(busy, (await planner.AskAsync(new(1, Ahead, StallTime.Saturday, new(0, 9, 1, 0, 0, 0, 0)))).Sites[0].SiteId);
    }

    [Fact]
    public async Task LockedLeftOutSpreadAndMoved_AreKept_AndEachHasItsReason()
    {
        using var planner = api.As(Role.Planner);
        await EmptyAsync();
        var best = await planner.AddSiteAsync(Site("Best", 300_000, 250_000, footfall: 3, trust: HostTrust.Trusted));
        var near = await planner.AddSiteAsync(Site("Near", 300_400, 250_000));
        var far = await planner.AddSiteAsync(Site("Far", 312_000, 250_000, footfall: 0));
        Dictionary<Guid, SiteReason?> Reasons(SitingView answer) => answer.Sites.ToDictionary(site => site.SiteId, site => site.Reason);

        var spread = await planner.AskAsync(Two() with { SpreadMetres = 1_000 });
        Assert.Equal((null, SiteReason.TooNearChosen, null), (Reasons(spread)[best], Reasons(spread)[near], Reasons(spread)[far]));
        var locked = await planner.AskAsync(new(1, Ahead, StallTime.Saturday, Weights, Locked: [far]));
        Assert.Equal((SiteReason.OthersBetter, null), (Reasons(locked)[best], Reasons(locked)[far]));
        var without = await planner.AskAsync(Two(best));
        Assert.Equal(SiteReason.LeftOutByHand, Reasons(without)[best]);
        // Taken away, the near one no longer stands in the way.
        var moved = await planner.AskAsync(Two(far) with { SpreadMetres = 1_000, Moved = [new(near, Point(306_012, 250_034))] });
        Assert.Equal((null, null, true), (Reasons(moved)[best], Reasons(moved)[near], moved.Sites.Single(site => site.SiteId == near).Moved));
        var shown = SpacesPlaces.Geodata.Crs.NationalGrid.Helmert.FromLonLat(moved.Sites.Single(site => site.SiteId == near).Point.X, moved.Sites.Single(site => site.SiteId == near).Point.Y);
        Assert.Equal((306_050, 250_050), (Math.Round(shown.Easting), Math.Round(shown.Northing)));
        var tooWide = await planner.AskAsync(Two() with { SpreadMetres = 30_000 });
        Assert.Contains(SitingNote.SpreadTooWide, tooWide.Notes);
        Assert.Single(tooWide.Sites, site => site.Outcome == SiteOutcome.Chosen);
    }

    [Fact]
    public async Task SameQuestionAgain_IsAnsweredTheSame_AndResentIsNotStoredTwice()
    {
        using var planner = api.As(Role.Planner);
        await EmptyAsync();
        for (var at = 0; at < 6; at++) await planner.AddSiteAsync(Site($"Site {at}", 290_000 + (at * 4_100), 245_000 + (at % 3 * 3_000), at % 4));
        var (first, again) = (await planner.AskAsync(Two()), await planner.AskAsync(Two()));
        Assert.Equal(JsonSerializer.Serialize(first.Sites, WireJson.Options), JsonSerializer.Serialize(again.Sites, WireJson.Options));
        using var resent = await planner.PostAsync($"{PlanningWorld.Planning}/sitings/{first.Id}", Two());
        Assert.Equal(JsonSerializer.Serialize(first, WireJson.Options), JsonSerializer.Serialize(await resent.ReadAsync<SitingView>(), WireJson.Options));
        await (await planner.PostAsync($"{PlanningWorld.Planning}/sitings/{first.Id}", Two() with { Pick = 1 })).AssertProblemAsync(ProblemCodes.IdTakenByOtherContent, "id");
        var listed = await (await planner.GetAsync($"{PlanningWorld.Planning}/sitings")).ReadAsync<SitingView[]>();
        Assert.Single(listed, one => one.Id == first.Id);
    }

    [Theory]
    [InlineData("pick", "number_out_of_range")]
    [InlineData("day", "day_not_in_range")]
    [InlineData("weights", "number_out_of_range")]
    [InlineData("weights.footfall", "number_out_of_range")]
    [InlineData("reachMetres", "number_out_of_range")]
    [InlineData("leftOut", "field_not_allowed_here")]
    [InlineData("locked", "site_unknown")]
    [InlineData("moved[0].point.coordinates", "outside_area")]
    [InlineData("name", "text_may_identify")]
    public async Task BadQuestions_AreRefused_AndNothingIsKept(string field, string code)
    {
        using var planner = api.As(Role.Planner);
        await EmptyAsync();
        var site = await planner.AddSiteAsync(Site("One", 300_000, 250_000));
        var good = new NewSiting(1, Ahead, StallTime.Saturday, Weights);
        var bad = field switch
        {
            "pick" => good with { Pick = 21 },
            "day" => good with { Day = Ahead.AddYears(3) },
            "weights" => good with { Weights = new(0, 0, 0, 0, 0, 0, 0) },
            "weights.footfall" => good with { Weights = new(Footfall: 11) },
            "reachMetres" => good with { ReachMetres = 10 },
            "leftOut" => good with { Locked = [site], LeftOut = [site] },
            "locked" => good with { Locked = [Guid.CreateVersion7()] },
            "moved[0].point.coordinates" => good with { Moved = [new(site, new(2.35, 48.85))] },
            _ => good with { Name = "Ring Siân Jones on 07700 900123" },
        };
        var id = Guid.CreateVersion7();
        await (await planner.PostAsync($"{PlanningWorld.Planning}/sitings/{id}", bad)).AssertProblemAsync(ProblemCodes.All.Single(problem => problem.Code == code), field);
        Assert.Equal(0L, await api.ScalarAsync<long>("select count(*) from siting where id = $1", id));
    }

    [Fact]
    public async Task LockedSiteInsideAPlan_IsRefused()
    {
        using var planner = api.As(Role.Planner);
        await EmptyAsync();
        await api.PlanAsync(292_000, 246_000);
        var inside = await planner.AddSiteAsync(Site("Inside", 292_100, 246_100));
        await (await planner.PostAsync($"{PlanningWorld.Planning}/sitings/{Guid.CreateVersion7()}", new NewSiting(1, Ahead, StallTime.Saturday, Weights, Locked: [inside])))
            .AssertProblemAsync(ProblemCodes.SiteInsidePlan, "locked");
    }

    private Task EmptyAsync() => api.ExecuteAsync("delete from siting; delete from candidate_site; delete from outreach_session; update space set status = 'noted' where status = 'plan_active'");

    private async Task VisitAsync(double easting, double northing, int days)
    {
        using var worker = api.As(Role.Reporter);
        var ended = DateTimeOffset.UtcNow.Date.AddDays(-days).AddHours(15);
        await (await worker.PostAsync($"/api/v1/outreach/sessions/{Guid.CreateVersion7()}", new NewOutreachSession(At(easting, northing), ended.AddHours(-2), ended, 2)))
            .ReadAsync<Receipt>(HttpStatusCode.Created);
    }
}
