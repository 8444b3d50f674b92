using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Planning;
using static SpacesPlaces.Geodata.Tests.Planning.SitingScenes;

namespace SpacesPlaces.Geodata.Tests.Planning;

public sealed class SitingSolverTests
{
    private static readonly SitingLimits Usual = new();

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 0)]
    [InlineData(true, 8_000)]
    [InlineData(false, 9_000)]
    public void Answer_IsWorthTheBestOfAllChoices(bool isCover, double spreadMetres)
    {
        int solved = 0, refused = 0;
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            int sites = random.Next(1, 12), pick = random.Next(1, Math.Min(sites, 5) + 1);
            int[] locked = random.Next(3) == 0 ? [random.Next(sites)] : [];
            var problem = Make(seed, sites, random.Next(0, 30), pick, random.Next(2_000, 20_000), isCover, spreadMetres, locked);
            var answer = SitingSolver.Solve(problem, Usual);
            if (Exhaustive(problem) is not { } best)
            {
                Assert.Equal(SitingEnd.Infeasible, answer.End);
                Assert.NotEmpty(answer.Obstacles);
                refused++;
                continue;
            }

            Assert.Equal(SitingEnd.Optimal, answer.End);
            Assert.True(Keeps(problem, answer.Picked), $"seed {seed}");
            Assert.Equal(best, answer.Value, 1e-9);
            Assert.Equal(Value(problem, answer.Picked), answer.Value, 1e-12);
            Assert.Equal(answer.Value, answer.Bound);
            Assert.Equal(answer.Picked.Order(), answer.Picked);
            solved++;
        }

        Assert.True(solved > 50 && (spreadMetres == 0 || refused > 5), $"{solved} solved, {refused} refused");
    }

    [Fact]
    public void Bound_IsNeverBelowTheBest_HoweverFewStepsThereAre()
    {
        var open = 0;
        for (var seed = 0; seed < 120; seed++)
        {
            var problem = Make(seed, 14, 60, 4, 9_000, isCover: seed % 2 == 0, spreadMetres: seed % 3 == 0 ? 6_000 : 0);
            if (Exhaustive(problem) is not { } best) continue;
            var answer = SitingSolver.Solve(problem, new SitingLimits(Steps: 1));
            Assert.True(answer.Bound >= best - 1e-9, $"seed {seed}");
            Assert.True(answer.Value <= answer.Bound);
            Assert.True(Keeps(problem, answer.Picked));
            Assert.Equal(answer.End == SitingEnd.Optimal, answer.Gap == 0);
            open += answer.End == SitingEnd.WithinGap ? 1 : 0;
        }

        Assert.True(open > 30, $"{open} were left open");
    }

    [Fact]
    public void WhereGreedyTakesTheSiteInTheMiddle_TheTwoBesideItArePicked()
    {
        // The site in the middle reaches most by itself; the two beside it together reach all that there is.
        var lures = new SitingProblem
        {
            Pick = 2,
            SiteGains = [0, 0, 0],
            DemandWeights = [2, 4, 3, 2],
            Reaches = [[new(0, 1)], [new(0, 1), new(1, 1)], [new(1, 1), new(2, 1)], [new(2, 1)]],
        };
        Assert.Equal(7, Value(lures, [1]));
        Assert.Equal(9, Value(lures, [0, 1]));
        var answer = SitingSolver.Solve(lures, Usual);
        Assert.Equal([0, 2], answer.Picked);
        Assert.Equal((11, 11, SitingEnd.Optimal), (answer.Value, answer.Bound, answer.End));
    }

    [Fact]
    public void LockedSite_StaysIn_HoweverLittleItIsWorth()
    {
        var free = Make(5, 12, 80, 3, 8_000, isCover: true);
        var poor = Enumerable.Range(0, 12).Except(SitingSolver.Solve(free, Usual).Picked).MinBy(s => Value(free, [s]));
        var answer = SitingSolver.Solve(free with { Locked = [poor] }, Usual);
        Assert.Contains(poor, answer.Picked);
        Assert.Equal(Exhaustive(free with { Locked = [poor] })!.Value, answer.Value, 1e-9);
        Assert.Equal([1, 2, 3], SitingSolver.Solve(free with { Locked = [3, 1, 2] }, Usual).Picked);
    }

    [Fact]
    public void Spread_CountsFromTheDistanceItself()
    {
        var problem = new SitingProblem
        {
            Pick = 2,
            SiteGains = [0.5, 0.4, 0.1],
            DemandWeights = [],
            Reaches = [],
            Sites = [new(300_000, 250_000), new(300_300, 250_400), new(310_000, 250_000)],
        };
        Assert.Equal([0, 1], SitingSolver.Solve(problem with { SpreadMetres = 500 }, Usual).Picked);
        Assert.Equal([0, 2], SitingSolver.Solve(problem with { SpreadMetres = 500.001 }, Usual).Picked);
    }

    [Fact]
    public void EveryObstacle_IsNamed()
    {
        var problem = Make(1, 5, 10, 3, 9_000, isCover: true);
        Assert.Equal([new(SitingObstacleKind.TooFewSites, 5)], SitingSolver.Solve(problem with { Pick = 6 }, Usual).Obstacles);
        Assert.Equal([new(SitingObstacleKind.LockedTooMany, 4)], SitingSolver.Solve(problem with { Locked = [0, 1, 2, 3] }, Usual).Obstacles);

        GridPoint[] row = [.. Enumerable.Range(0, 5).Select(i => new GridPoint(300_000 + 1_000 * i, 250_000))];
        problem = problem with { Sites = row, SpreadMetres = 1_500 };
        Assert.Equal(SitingEnd.Optimal, SitingSolver.Solve(problem, Usual).End);
        Assert.Equal([0, 2, 4], SitingSolver.Solve(problem, Usual).Picked);
        Assert.Equal([new(SitingObstacleKind.LockedTooNear, Site: 2, Other: 3)], SitingSolver.Solve(problem with { Locked = [3, 2] }, Usual).Obstacles);
        var none = SitingSolver.Solve(problem with { SpreadMetres = 2_500 }, Usual);
        Assert.Equal([new(SitingObstacleKind.SpreadTooWide, 2)], none.Obstacles);
        Assert.Equal((SitingEnd.Infeasible, 0), (none.End, none.Picked.Count));
        // The middle one alone keeps the ends of the row from standing with a second.
        Assert.Equal([new(SitingObstacleKind.SpreadTooWide, 1)], SitingSolver.Solve(problem with { SpreadMetres = 2_500, Locked = [2] }, Usual).Obstacles);
    }

    [Fact]
    public void Answer_DoesNotDependOnTheOrderOfRows()
    {
        for (var seed = 0; seed < 30; seed++)
        {
            var problem = Make(seed, 25, 150, 5, 7_000, isCover: seed % 2 == 0, spreadMetres: seed % 3 == 0 ? 4_000 : 0);
            var random = new Random(seed);
            int[] sites = [.. Enumerable.Range(0, 25).OrderBy(_ => random.Next())];
            int[] cells = [.. Enumerable.Range(0, 150).OrderBy(_ => random.Next())];
            var turned = problem with
            {
                SiteGains = [.. sites.Select(s => problem.SiteGains[s])],
                Sites = [.. sites.Select(s => problem.Sites[s])],
                DemandWeights = [.. cells.Select(c => problem.DemandWeights[c])],
                Reaches = [.. cells.Select(c => problem.Reaches[c].Select(r => r with { Site = Array.IndexOf(sites, r.Site) }).OrderBy(_ => random.Next()).ToArray())],
            };
            var limits = new SitingLimits(Steps: 100_000);
            var (one, other) = (SitingSolver.Solve(problem, limits), SitingSolver.Solve(turned, limits));
            Assert.Equal(one.Picked, other.Picked.Select(s => sites[s]).Order());
            Assert.Equal((one.Value, one.Bound, one.End, one.Steps), (other.Value, other.Bound, other.End, other.Steps));
        }
    }

    [Fact]
    public void SitesOfEqualWorth_AreTakenFromTheWest()
    {
        var problem = new SitingProblem
        {
            Pick = 2,
            SiteGains = [0.1, 0.1, 0.1, 0.1],
            DemandWeights = [1],
            Reaches = [[new(0, 1), new(1, 1), new(2, 1), new(3, 1)]],
            Sites = [new(303_000, 250_000), new(301_000, 250_000), new(302_000, 250_000), new(300_000, 250_000)],
        };
        Assert.Equal([1, 3], SitingSolver.Solve(problem, Usual).Picked);
        Assert.Equal([0, 1], SitingSolver.Solve(problem with { Sites = [] }, Usual).Picked);
    }

    [Theory]
    [InlineData(true, 3_000)]
    [InlineData(true, 6_000)]
    [InlineData(false, 6_000)]
    [InlineData(false, 50_000)]
    public void CountyOfFiveHundredSites_IsSolvedToAHundredth(bool isCover, double metres)
    {
        var answer = SitingSolver.Solve(Make(1, 500, 2_000, 10, metres, isCover), Usual with { Gap = 0.01 });
        Assert.True(answer.Gap <= 0.01, $"gap {answer.Gap}");
        Assert.Equal(10, answer.Picked.Count);
    }

    [Fact]
    public void Cancelled_GivesNoAnswer()
    {
        Assert.Throws<OperationCanceledException>(() => SitingSolver.Solve(Make(1, 20, 50, 4, 9_000, isCover: true), Usual, new CancellationToken(canceled: true)));
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var large = Make(1, 400, 1_500, 12, 50_000, isCover: false, spreadMetres: 4_000);
        Assert.Throws<OperationCanceledException>(() => SitingSolver.Solve(large, new SitingLimits(long.MaxValue), soon.Token));
    }

    [Fact]
    public void WhatIsNoProblem_IsRefused()
    {
        var good = Make(1, 5, 10, 3, 9_000, isCover: true);
        Assert.Throws<ArgumentOutOfRangeException>(() => SitingSolver.Solve(good with { Pick = 0 }, Usual));
        SitingProblem[] bad =
        [
            good with { SiteGains = [0, 0, 0, 0, double.NaN] },
            good with { SiteGains = [0, 0, 0, 0, 1.1] },
            good with { DemandWeights = [1] },
            good with { DemandWeights = [.. good.DemandWeights.Skip(1), -1] },
            good with { Reaches = [.. good.Reaches.Skip(1), [new(5, 1)]] },
            good with { Reaches = [.. good.Reaches.Skip(1), [new(4, 0)]] },
            good with { Locked = [5] },
            good with { Locked = [1, 1] },
            good with { SpreadMetres = double.NaN },
            good with { SpreadMetres = 5, Sites = [] },
            good with { Sites = [.. good.Sites.Skip(1), new(double.NaN, 0)] },
        ];
        Assert.All(bad, problem => Assert.Throws<ArgumentException>(() => SitingSolver.Solve(problem, Usual)));
    }
}
