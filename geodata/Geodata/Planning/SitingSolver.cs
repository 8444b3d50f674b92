namespace SpacesPlaces.Geodata.Planning;

/// <summary>
/// Picks the sites that are worth most together, with a proof of how much better any other choice could be (maximal covering
/// location and p-median with a cap in one). The same problem gives the same answer, whatever the order of its rows and the speed of
/// the machine; of choices worth the same, that whose sites lie further west, or without places come earlier, among those found.
/// </summary>
/// <remarks>
/// Lagrangian bounds in a branch and bound, choices by greedy addition and interchange. A general solver (SCIP, HiGHS) proves covers
/// of short reach as well, but not p-medians of this size: see decision 0023.
/// </remarks>
public static class SitingSolver
{
    // Whether enough sites can stand is a question before the search; it may not take longer than the search.
    private const long StandingSteps = 200_000_000;

    /// <summary>Solves a siting problem.</summary>
    /// <param name="problem">Sites, demand and conditions.</param>
    /// <param name="limits">How long to search.</param>
    /// <param name="cancellation">Ends the search without an answer.</param>
    /// <returns>The sites, their value and a bound; or why there is no choice.</returns>
    /// <exception cref="ArgumentException">The problem is none, see <see cref="SitingProblem.Check"/>.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public static SitingAnswer Solve(SitingProblem problem, SitingLimits limits, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(limits);
        problem.Check();
        cancellation.ThrowIfCancellationRequested();
        var obstacles = PlainObstacles(problem);
        if (obstacles.Count > 0) return SitingAnswer.None(obstacles);

        var model = SitingModel.Of(problem);
        var spread = new SiteSpread([.. model.Order.Where(_ => problem.Sites.Count > 0).Select(i => problem.Sites[i])], model.Sites, problem.SpreadMetres, cancellation);
        int[] locked = [.. problem.Locked.Select(site => Array.IndexOf(model.Order, site)).Order()];
        obstacles = [.. NearPairs(locked, spread, model)];
        if (obstacles.Count > 0) return SitingAnswer.None(obstacles);
        var start = spread.MostThatStand(locked, problem.Pick, StandingSteps, out var isExact);
        if (start.Count < problem.Pick)
            return SitingAnswer.None([new(SitingObstacleKind.SpreadTooWide, start.Count, IsExact: isExact)]);

        var search = new SitingSearch(model, spread, problem.Pick, locked, limits, cancellation);
        var (best, bound, end) = search.Run(locked, start);
        return new([.. best.Select(i => model.Order[i]).Order()], search.Value, Math.Max(bound, search.Value), end, []) { Steps = search.Steps };
    }

    private static List<SitingObstacle> PlainObstacles(SitingProblem problem)
    {
        List<SitingObstacle> found = [];
        if (problem.SiteGains.Count < problem.Pick) found.Add(new(SitingObstacleKind.TooFewSites, problem.SiteGains.Count));
        if (problem.Locked.Count > problem.Pick) found.Add(new(SitingObstacleKind.LockedTooMany, problem.Locked.Count));
        return found;
    }

    private static IEnumerable<SitingObstacle> NearPairs(int[] locked, SiteSpread spread, SitingModel model) =>
        (from a in locked
         from b in locked
         let one = model.Order[a]
         let other = model.Order[b]
         where one < other && spread.AreNear(a, b)
         orderby one, other
         select new SitingObstacle(SitingObstacleKind.LockedTooNear, Site: one, Other: other));
}
