using SpacesPlaces.Geodata.Planning;
using static SpacesPlaces.Geodata.Tests.Planning.PatrolScenes;

namespace SpacesPlaces.Geodata.Tests.Planning;

public sealed class PatrolSolverTests
{
    private static readonly PatrolLimits Few = new(Rounds: 4_000);

    [Theory]
    [InlineData(1, 6, false)]
    [InlineData(1, 6, true)]
    [InlineData(2, 5, false)]
    [InlineData(2, 5, true)]
    [InlineData(3, 4, true)]
    public void Plan_IsAsGoodAsTheBestOfAllPlans(int teams, int visits, bool gaps)
    {
        int left = 0, missed = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var problem = Make(seed, teams, visits, gaps);
            var answer = PatrolSolver.Solve(problem, Few);
            AssertHolds(problem, answer);
            var best = Exhaustive(problem);
            var found = (answer.LeftOut.Count(l => l.IsRequired), answer.LeftOut.Sum(l => problem.Visits[l.Visit].Worth), Math.Round(answer.Minutes, 6));
            Assert.True(best == found, $"seed {seed}: best {best}, found {found}");
            left += answer.LeftOut.Count;
            missed += answer.HasAllRequired ? 0 : 1;
        }

        Assert.True(left > 20 && missed > 0, $"{left} left out, {missed} plans without a required visit");
    }

    [Fact]
    public void TouchingWindows_AreOne_AndTheVisitWaitsForThem()
    {
        var problem = new PatrolProblem
        {
            Teams = [new(0, 100, 0, 0)],
            Visits = [new(1, 20, [new(40, 50), new(10, 15), new(50, 65)])],
            Travel = [[0, 12], [12, 0]],
        };
        var route = PatrolSolver.Solve(problem, Few).Routes[0];
        Assert.Equal([new PatrolStop(0, 12, 40, 60)], route.Stops);
        Assert.Equal((24, 72), (route.Minutes, route.Back));
    }

    [Fact]
    public void EveryVisitLeftOut_HasItsReason()
    {
        var problem = new PatrolProblem
        {
            Teams = [new(0, 100, 0, 0)],
            Visits =
            [
                new(1, 10, [], Required: true),
                new(2, 10, []), // an island
                new(3, 10, []), // no way back
                new(1, 10, [new(200, 300)], Required: true),
                new(1, 30, [new(10, 35)]), // shorter than the visit
                new(4, 10, []), // an hour away
                new(1, 10, [new(0, 12)]), // over before anybody can be there
                new(1, 85, [], Worth: 5),
            ],
            Travel =
            [
                [0, 5, null, 5, 60],
                [5, 0, double.PositiveInfinity, 5, 60],
                [null, null, 0, null, null],
                [null, null, null, 0, null],
                [60, 60, null, 60, 0],
            ],
        };
        var answer = PatrolSolver.Solve(problem, Few);
        AssertHolds(problem, answer);
        Assert.Equal(
            [
                new LeftOut(1, LeftOutReason.NoWay, false), new(2, LeftOutReason.NoWay, false), new(3, LeftOutReason.NoWindowInAnyShift, true),
                new(4, LeftOutReason.NoWindowInAnyShift, false), new(5, LeftOutReason.WayTooLong, false), new(6, LeftOutReason.WayTooLong, false),
                new(7, LeftOutReason.DoesNotFitBeside, false),
            ],
            answer.LeftOut);
        Assert.False(answer.HasAllRequired);
        Assert.All(PatrolSolver.Solve(problem with { Teams = [] }, Few).LeftOut, left => Assert.Equal(LeftOutReason.NoTeam, left.Reason));
    }

    [Fact]
    public void RequiredVisits_ThatDoNotFitTogether_AreMadeAsManyAsFit()
    {
        PatrolWindow[] peak = [new(60, 80)];
        var problem = new PatrolProblem
        {
            Teams = [new(0, 240, 0, 0)],
            Visits = [new(1, 20, peak, 1, true), new(2, 20, peak, 3, true), new(0, 20, peak, 9)],
            Travel = [[0, 5, 5], [5, 0, 5], [5, 5, 0]],
        };
        var answer = PatrolSolver.Solve(problem, Few);
        Assert.Equal([1], answer.Routes[0].Stops.Select(s => s.Visit));
        Assert.Equal([new LeftOut(0, LeftOutReason.DoesNotFitBeside, true), new(2, LeftOutReason.DoesNotFitBeside, false)], answer.LeftOut);
        Assert.Empty(PatrolSolver.Solve(problem with { Teams = [.. Enumerable.Repeat(problem.Teams[0], 3)] }, Few).LeftOut);
    }

    [Fact]
    public void FourTeams_FortyVisits_HoldAndAreTheSameInAnyOrder()
    {
        var problem = Make(3, 4, 40, windows: true);
        var answer = PatrolSolver.Solve(problem, Few);
        AssertHolds(problem, answer);
        Assert.True(answer.Routes.Count(r => r.Stops.Count > 3) >= 3);

        var random = new Random(1);
        int[] order = [.. Enumerable.Range(0, 40).OrderBy(_ => random.Next())];
        var turned = PatrolSolver.Solve(problem with { Visits = [.. order.Select(v => problem.Visits[v])], Teams = [.. problem.Teams.Reverse()] }, Few);
        Assert.Equal(
            answer.Routes.Select(r => string.Join(',', r.Stops.Select(s => s.Visit))).Order(),
            turned.Routes.Select(r => string.Join(',', r.Stops.Select(s => order[s.Visit]))).Order());
        Assert.Equal(answer.LeftOut.Select(l => l.Visit), turned.LeftOut.Select(l => order[l.Visit]).Order());
        Assert.Equal(answer.Minutes, turned.Minutes, 1e-9);
    }

    [Fact]
    public void WhereAWayRoundIsQuicker_PlansHold()
    {
        for (var seed = 0; seed < 40; seed++)
        {
            var random = new Random(seed);
            var problem = Make(seed, 2, 14);
            var ways = problem.Travel.Select(row => row.Select(_ => random.Next(5) == 0 ? null : (double?)random.Next(1, 60)).ToArray()).ToArray();
            AssertHolds(problem with { Travel = ways }, PatrolSolver.Solve(problem with { Travel = ways }, new PatrolLimits(Rounds: 500)));
        }
    }

    [Fact]
    public void Cancelled_GivesNoPlan()
    {
        var problem = Make(1, 4, 40);
        Assert.Throws<OperationCanceledException>(() => PatrolSolver.Solve(problem, Few, new CancellationToken(canceled: true)));
        using var soon = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        Assert.Throws<OperationCanceledException>(() => PatrolSolver.Solve(problem, new PatrolLimits(int.MaxValue), soon.Token));
    }

    [Fact]
    public void WhatIsNoProblem_IsRefused()
    {
        var good = Make(1, 2, 4);
        PatrolProblem[] bad =
        [
            good with { Travel = [.. good.Travel.Skip(1)] },
            good with { Travel = [.. good.Travel.Skip(1), [-1, 0, 0, 0, 0, 0]] },
            good with { Teams = [new(10, 10, 0, 0)] },
            good with { Teams = [new(0, 10, 0, 6)] },
            good with { Visits = [new(-1, 10, [])] },
            good with { Visits = [new(1, double.NaN, [])] },
            good with { Visits = [new(1, 10, [], -1)] },
            good with { Visits = [new(1, 10, [new(10, 9)])] },
        ];
        Assert.All(bad, problem => Assert.Throws<ArgumentException>(() => PatrolSolver.Solve(problem, Few)));
    }
}
