using System.Diagnostics;
using Google.OrTools.ConstraintSolver;
using Google.Protobuf.WellKnownTypes;
using SpacesPlaces.Geodata.Planning;
using SpacesPlaces.Geodata.Tests.Planning;
using static SpacesPlaces.Bench.Peer;

namespace SpacesPlaces.Bench;

/// <summary>
/// Plans patrols: the time of four teams with forty visits, and with a folder of Solomon's instances the length of routes against
/// the best known and against OR-Tools' routing (guided local search, from its parallel cheapest insertion) with a limit of time, in
/// one run. Fails when forty visits take more than the seconds of the processor, or when a plan of ours leaves a visit out or is more than a twentieth
/// longer than the best known.
/// </summary>
internal static class PatrolBench
{
    public static int Run(string[] args)
    {
        var (seconds, rounds) = (Option(args, "--seconds", 2), Option(args, "--rounds", 3));
        var at = Array.IndexOf(args, "--solomon");
        var isGood = Forty(seconds, rounds);
        if (at >= 0) isGood &= Solomon(args[at + 1], seconds);
        else Say($"No folder of Solomon's instances given (--solomon FOLDER).");
        return isGood ? 0 : 1;
    }

    private static bool Forty(int seconds, int rounds)
    {
        List<double> times = [];
        PatrolAnswer answer = null!;
        for (var seed = 0; seed < rounds + 1; seed++)
        {
            var problem = PatrolScenes.Make(seed, 4, 40);
            var used = Processor(1, () => answer = PatrolSolver.Solve(problem, new PatrolLimits()));
            PatrolScenes.AssertHolds(problem, answer);
            if (seed > 0) times.Add(used / 1_000);
            Say($"  4 teams, 40 visits, seed {seed}: {answer.Routes.Sum(r => r.Stops.Count)} visits made, {answer.Minutes:F1} minutes on the way, {used / 1_000:F2} s of the processor");
        }

        Say($"4 teams, 40 visits with windows: median {Median(times):F2} s, longest {times.Max():F2} s of the processor");
        return times.Max() <= seconds;
    }

    private static bool Solomon(string folder, int seconds)
    {
        List<double> ours = [], theirs = [], times = [];
        foreach (var (name, best, problem) in SolomonFile.All(folder, mostVehicles: 4))
        {
            var start = Stopwatch.GetTimestamp();
            var answer = PatrolSolver.Solve(problem, new PatrolLimits());
            var took = Stopwatch.GetElapsedTime(start).TotalSeconds;
            PatrolScenes.AssertHolds(problem, answer);
            var peer = OrTools(problem, seconds);
            var mine = answer.LeftOut.Count > 0 ? double.PositiveInfinity : answer.Minutes;
            ours.Add(mine / best - 1);
            theirs.Add(peer / best - 1);
            times.Add(took);
            Say($"  {name,-9} {problem.Teams.Count} teams: best known {best / 10:F1}, ours {mine / 10:F1} (+{100 * ours[^1]:F2} %) {took:F2} s, OR-Tools {peer / 10:F1} (+{100 * theirs[^1]:F2} %) {seconds} s");
        }

        if (ours.Count == 0)
        {
            Console.Error.WriteLine("The folder holds no instance with a best known length.");
            return false;
        }

        Say($"{ours.Count} of Solomon's instances, above the best known: ours mean {100 * ours.Average():F2} %, worst {100 * ours.Max():F2} %, longest {times.Max():F2} s; OR-Tools mean {100 * theirs.Average():F2} %, worst {100 * theirs.Max():F2} %");
        return ours.Max() <= 0.05;
    }

    /// <summary>Length of OR-Tools' routes; infinite when it leaves a visit out.</summary>
    private static double OrTools(PatrolProblem problem, int seconds)
    {
        var (places, teams) = (problem.Travel.Count, problem.Teams.Count);
        using var manager = new RoutingIndexManager(places, teams, 0);
        using var routing = new RoutingModel(manager);
        long Way(long from, long to) => (long)problem.Travel[manager.IndexToNode(from)][manager.IndexToNode(to)]!.Value;
        long Stay(long from) => manager.IndexToNode(from) is var node and > 0 ? (long)problem.Visits[node - 1].Minutes : 0;
        var way = routing.RegisterTransitCallback(Way);
        var time = routing.RegisterTransitCallback((from, to) => Way(from, to) + Stay(from));
        routing.SetArcCostEvaluatorOfAllVehicles(way);
        var end = (long)problem.Teams[0].EndsAt;
        routing.AddDimension(time, end, end, fix_start_cumul_to_zero: false, "time");
        var clock = routing.GetDimensionOrDie("time");
        for (var v = 0; v < problem.Visits.Count; v++)
        {
            var (visit, index) = (problem.Visits[v], manager.NodeToIndex(problem.Visits[v].Place));
            clock.CumulVar(index).SetRange((long)visit.Windows[0].From, (long)(visit.Windows[0].To - visit.Minutes));
            routing.AddDisjunction([index], 1_000_000);
        }

        for (var team = 0; team < teams; team++)
        {
            clock.CumulVar(routing.Start(team)).SetRange((long)problem.Teams[0].StartsAt, end);
            clock.CumulVar(routing.End(team)).SetRange(0, end);
        }

        var how = operations_research_constraint_solver.DefaultRoutingSearchParameters();
        how.FirstSolutionStrategy = FirstSolutionStrategy.Types.Value.ParallelCheapestInsertion;
        how.LocalSearchMetaheuristic = LocalSearchMetaheuristic.Types.Value.GuidedLocalSearch;
        how.TimeLimit = new Duration { Seconds = seconds };
        var found = routing.SolveWithParameters(how);
        return found is null || found.ObjectiveValue() >= 1_000_000 ? double.PositiveInfinity : found.ObjectiveValue();
    }
}
