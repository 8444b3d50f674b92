namespace SpacesPlaces.Geodata.Planning;

/// <summary>A team of patrol workers and its shift.</summary>
/// <param name="StartsAt">When it can set out, in minutes from any common beginning.</param>
/// <param name="EndsAt">When it is back at the latest; after <paramref name="StartsAt"/>.</param>
/// <param name="Begin">Number of the place where it sets out.</param>
/// <param name="End">Number of the place where it ends.</param>
public sealed record PatrolTeam(double StartsAt, double EndsAt, int Begin, int End);

/// <summary>A stretch of time in which a visit may lie, from its beginning to its end, in minutes as those of the teams.</summary>
/// <param name="From">The visit begins no earlier.</param>
/// <param name="To">The visit is over by then.</param>
public readonly record struct PatrolWindow(double From, double To);

/// <summary>A visit to a place.</summary>
/// <param name="Place">Number of the place.</param>
/// <param name="Minutes">How long the team stays, 0 or more.</param>
/// <param name="Windows">When the visit may be; none for any time. The whole visit lies in one of them (those that touch are one).</param>
/// <param name="Worth">What the visit is worth against others, 0 or more.</param>
/// <param name="Required">Whether it comes before any visit that is not required, whatever these are worth.</param>
public sealed record PatrolVisit(int Place, double Minutes, IReadOnlyList<PatrolWindow> Windows, double Worth = 1, bool Required = false);

/// <summary>Teams, visits and the ways between: who goes where and when?</summary>
public sealed record PatrolProblem
{
    /// <summary>The teams; none means that every visit is left out.</summary>
    public required IReadOnlyList<PatrolTeam> Teams { get; init; }

    /// <summary>The visits.</summary>
    public required IReadOnlyList<PatrolVisit> Visits { get; init; }

    /// <summary>
    /// Minutes on the way from each place to each other, by number of the place; null or infinite where there is no way but
    /// perhaps over other places. That of a place to itself counts as 0.
    /// </summary>
    public required IReadOnlyList<IReadOnlyList<double?>> Travel { get; init; }

    /// <summary>Refuses what is no problem at all. What no team can do is no fault here: <see cref="PatrolAnswer.LeftOut"/> says why.</summary>
    /// <exception cref="ArgumentException">Numbers are out of range, or the lists do not fit together.</exception>
    public void Check()
    {
        if (Travel.Any(row => row.Count != Travel.Count)) throw new ArgumentException("The ways are not from each place to each other.");
        if (Travel.SelectMany(row => row).Any(t => t is < 0 or double.NaN)) throw new ArgumentException("A way is no time.");
        foreach (var team in Teams)
        {
            RefusePlace(team.Begin);
            RefusePlace(team.End);
            if (!double.IsFinite(team.StartsAt) || !double.IsFinite(team.EndsAt) || team.EndsAt <= team.StartsAt)
                throw new ArgumentException("A team's shift does not end after it starts.");
        }

        foreach (var visit in Visits)
        {
            RefusePlace(visit.Place);
            if (!(visit.Minutes >= 0) || double.IsInfinity(visit.Minutes)) throw new ArgumentException("A visit's length is out of range.");
            if (!(visit.Worth >= 0) || double.IsInfinity(visit.Worth)) throw new ArgumentException("A visit's worth is out of range.");
            if (visit.Windows.Any(w => !(w.To >= w.From))) throw new ArgumentException("A visit's window ends before it begins.");
        }
    }

    private void RefusePlace(int place)
    {
        if (place < 0 || place >= Travel.Count) throw new ArgumentException($"There is no place {place}.");
    }
}

/// <summary>How long <see cref="PatrolSolver"/> searches. In rounds, not in seconds: the answer must not depend on the clock.</summary>
/// <param name="Rounds">How often visits are taken out and put back.</param>
public sealed record PatrolLimits(int Rounds = PatrolLimits.UsualRounds)
{
    /// <summary>Rounds that a person waits for without impatience.</summary>
    public const int UsualRounds = 120_000;
}
