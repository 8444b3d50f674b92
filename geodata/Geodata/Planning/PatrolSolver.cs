namespace SpacesPlaces.Geodata.Planning;

/// <summary>
/// Plans patrols: as many required visits as can be made, then as much worth (a whole one of worth is more than any walking), then as
/// few minutes on the way. The same problem gives the same answer, whatever the order of its visits and the speed of the machine.
/// What is left out has its reason.
/// </summary>
/// <remarks>
/// A search, without a proof that nothing is better; on public instances of this size it stays within a hundredth of the best known
/// (decision 0023). A visit could be left out that a longer search would fit in.
/// </remarks>
public static class PatrolSolver
{
    /// <summary>Plans patrols.</summary>
    /// <param name="problem">Teams, visits and ways.</param>
    /// <param name="limits">How long to search.</param>
    /// <param name="cancellation">Ends the search without an answer.</param>
    /// <returns>One route for each team, and what is left out.</returns>
    /// <exception cref="ArgumentException">The problem is none, see <see cref="PatrolProblem.Check"/>.</exception>
    /// <exception cref="OperationCanceledException">The search was cancelled.</exception>
    public static PatrolAnswer Solve(PatrolProblem problem, PatrolLimits limits, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(limits);
        problem.Check();
        cancellation.ThrowIfCancellationRequested();
        var model = new PatrolModel(problem);
        var plan = new PatrolSearch(model, cancellation).Run(limits.Rounds);
        PatrolRoute[] routes = [.. Enumerable.Range(0, model.Teams.Length).Select(plan.Route).OrderBy(r => r.Team)];
        LeftOut[] leftOut =
        [
            .. Enumerable.Range(0, model.Visits.Length).Where(v => plan.RouteOf[v] < 0)
                .Select(v => new LeftOut(model.Visits[v], model.Why(v), model.Required[v])).OrderBy(left => left.Visit),
        ];
        var made = routes.SelectMany(r => r.Stops).Select(s => s.Visit).Order();
        return new(routes, leftOut, routes.Sum(r => r.Minutes), made.Sum(v => problem.Visits[v].Worth));
    }
}
