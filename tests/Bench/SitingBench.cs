using System.Diagnostics;
using Google.OrTools.LinearSolver;
using SpacesPlaces.Geodata.Planning;
using SpacesPlaces.Geodata.Tests.Planning;
using static SpacesPlaces.Bench.Peer;

namespace SpacesPlaces.Bench;

/// <summary>
/// Picks sites on invented counties by cover and by p-median: <see cref="SitingSolver"/> with its usual limit of steps, against the
/// solvers of OR-Tools with a limit of time, each with one worker on the usual integer model, in one run. By the wall's time, since
/// theirs is a limit of it. Fails when ours proves less than a hundredth within the seconds, or when any peer finds a value above our
/// bound (then the bound is wrong).
/// </summary>
internal static class SitingBench
{
    private static readonly string[] Peers = ["SCIP", "HIGHS", "SAT"];

    public static int Run(string[] args)
    {
        var (sites, cells, pick) = (Option(args, "--sites", 500), Option(args, "--cells", 2_000), Option(args, "--pick", 10));
        var (seconds, rounds, seed) = (Option(args, "--seconds", 5), Option(args, "--rounds", 3), Option(args, "--seed", 1));
        (string Name, bool IsCover, double Metres, double Spread)[] shapes =
        [
            ("cover within 3 km", true, 3_000, 0),
            ("cover within 6 km", true, 6_000, 0),
            ("cover within 6 km, 5 km apart", true, 6_000, 5_000),
            ("p-median, cap 6 km", false, 6_000, 0),
            ("p-median, cap 50 km", false, 50_000, 0),
            ("p-median, cap 50 km, 5 km apart", false, 50_000, 5_000),
        ];
        SitingSolver.Solve(SitingScenes.Make(seed, 60, 200, 4, 6_000, isCover: true), new SitingLimits());
        var isGood = true;
        foreach (var (name, isCover, metres, spread) in shapes)
        {
            var problem = SitingScenes.Make(seed, sites, cells, pick, metres, isCover, spread);
            Say($"{name}: {sites} sites, {cells} cells, {pick} picked, {problem.Reaches.Sum(r => r.Count)} pairs");
            List<double> proven = [], within = [];
            SitingAnswer best = null!;
            for (var round = 0; round < rounds; round++)
            {
                var start = Stopwatch.GetTimestamp();
                best = SitingSolver.Solve(problem, new SitingLimits());
                proven.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
                start = Stopwatch.GetTimestamp();
                SitingSolver.Solve(problem, new SitingLimits(Gap: 0.01));
                within.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            }

            Say($"  ours    {best.Value:F6} gap {100 * best.Gap:F3} % ({best.End}) {Median(proven):F2} s; within a hundredth after {Median(within):F2} s");
            isGood &= best.Gap <= 0.01 && Median(within) <= seconds;
            var greedy = SitingScenes.Value(problem, Greedy(problem));
            Say($"  greedy  {greedy:F6}, {100 * (best.Value - greedy) / best.Value:F3} % less");
            foreach (var peer in Peers)
            {
                var (value, bound, took, said) = Solve(problem, peer, seconds);
                var text = value is { } v ? Text(Math.Round(v, 6)) + $" ratio {(v / best.Value).ToString("F4", System.Globalization.CultureInfo.InvariantCulture)}, gap {(100 * (bound - v) / bound).ToString("F2", System.Globalization.CultureInfo.InvariantCulture)} %" : "nothing";
                Say($"  {peer,-7} {text} ({said}) {took:F2} s");
                isGood &= !(value > best.Bound + 1e-6) && !(said == Solver.ResultStatus.OPTIMAL && value < best.Value - 1e-6);
            }
        }

        Say($"{(isGood ? "every answer within a hundredth in time" : "NOT GOOD")}");
        return isGood ? 0 : 1;
    }

    private static List<int> Greedy(SitingProblem problem)
    {
        List<int> picked = [];
        while (picked.Count < problem.Pick)
        {
            var next = Enumerable.Range(0, problem.SiteGains.Count).Except(picked)
                .Where(s => !SitingScenes.Near(problem, [.. picked, s]).Any())
                .Select(s => (int?)s).MaxBy(s => SitingScenes.Value(problem, [.. picked, s!.Value]));
            if (next is not { } site) break;
            picked.Add(site);
        }

        return picked;
    }

    private static (double? Value, double Bound, double Seconds, Solver.ResultStatus Said) Solve(SitingProblem problem, string name, int seconds)
    {
        var start = Stopwatch.GetTimestamp();
        using var solver = Solver.CreateSolver(name);
        var objective = solver.Objective();
        objective.SetMaximization();
        var isIn = solver.MakeBoolVarArray(problem.SiteGains.Count, "site");
        var count = solver.MakeConstraint(problem.Pick, problem.Pick);
        for (var s = 0; s < isIn.Length; s++)
        {
            count.SetCoefficient(isIn[s], 1);
            objective.SetCoefficient(isIn[s], problem.SiteGains[s]);
        }

        foreach (var (a, b) in SitingScenes.Near(problem, [.. Enumerable.Range(0, isIn.Length)]))
        {
            var apart = solver.MakeConstraint(0, 1);
            apart.SetCoefficient(isIn[a], 1);
            apart.SetCoefficient(isIn[b], 1);
        }

        for (var cell = 0; cell < problem.Reaches.Count; cell++)
        {
            var (reaches, weight) = (problem.Reaches[cell], problem.DemandWeights[cell]);
            if (reaches.All(r => r.Gain == 1))
            {
                // Of cover the short model: a cell is won when any of its sites is in.
                var won = solver.MakeNumVar(0, 1, "");
                objective.SetCoefficient(won, weight);
                var covered = solver.MakeConstraint(0, double.PositiveInfinity);
                covered.SetCoefficient(won, -1);
                foreach (var reach in reaches) covered.SetCoefficient(isIn[reach.Site], 1);
                continue;
            }

            var once = solver.MakeConstraint(0, 1);
            foreach (var reach in reaches)
            {
                var won = solver.MakeNumVar(0, 1, "");
                objective.SetCoefficient(won, weight * reach.Gain);
                once.SetCoefficient(won, 1);
                var open = solver.MakeConstraint(0, 1);
                open.SetCoefficient(isIn[reach.Site], 1);
                open.SetCoefficient(won, -1);
            }
        }

        solver.SetTimeLimit(1_000 * seconds);
        var said = solver.Solve();
        var took = Stopwatch.GetElapsedTime(start).TotalSeconds;
        return said is Solver.ResultStatus.OPTIMAL or Solver.ResultStatus.FEASIBLE
            ? (objective.Value(), objective.BestBound(), took, said)
            : (null, 0, took, said);
    }
}
