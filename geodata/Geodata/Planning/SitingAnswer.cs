namespace SpacesPlaces.Geodata.Planning;

/// <summary>How a search for sites ended.</summary>
public enum SitingEnd
{
    /// <summary>No other choice is worth more; proven.</summary>
    Optimal,

    /// <summary>The best choice found; no other is worth more than <see cref="SitingAnswer.Bound"/>.</summary>
    WithinGap,

    /// <summary>No choice keeps the conditions; <see cref="SitingAnswer.Obstacles"/> says why.</summary>
    Infeasible,
}

/// <summary>Why no choice of sites keeps the conditions.</summary>
public enum SitingObstacleKind
{
    /// <summary>There are fewer sites than shall be picked.</summary>
    TooFewSites,

    /// <summary>More sites are locked than shall be picked.</summary>
    LockedTooMany,

    /// <summary>Two locked sites are nearer to each other than the spread.</summary>
    LockedTooNear,

    /// <summary>With this spread not as many sites can stand as shall be picked.</summary>
    SpreadTooWide,
}

/// <summary>One reason why no choice of sites keeps the conditions.</summary>
/// <param name="Kind">Which reason.</param>
/// <param name="Most">How many sites there are, are locked, or can stand with this spread; 0 for two that are too near.</param>
/// <param name="Site">The one of two locked sites that are too near; −1 otherwise.</param>
/// <param name="Other">The other one.</param>
/// <param name="IsExact">
/// False where the search for more sites that can stand was ended by its limit: at least <paramref name="Most"/> can.
/// </param>
public sealed record SitingObstacle(SitingObstacleKind Kind, int Most = 0, int Site = -1, int Other = -1, bool IsExact = true);

/// <summary>The sites picked, and what is proven about them.</summary>
/// <param name="Picked">Numbers of the sites, ascending; empty when there is no choice.</param>
/// <param name="Value">What they are worth together.</param>
/// <param name="Bound">No choice is worth more than this; never below <paramref name="Value"/>.</param>
/// <param name="End">How the search ended.</param>
/// <param name="Obstacles">Why there is no choice; empty otherwise.</param>
public sealed record SitingAnswer(
    IReadOnlyList<int> Picked, double Value, double Bound, SitingEnd End, IReadOnlyList<SitingObstacle> Obstacles)
{
    /// <summary>Name of the method.</summary>
    public const string Method = "siting-lagrangian-branch-and-bound";

    /// <summary>Version of everything that decides the result.</summary>
    public const string MethodVersion = "1";

    /// <summary>Share of <see cref="Bound"/> by which a better choice could at most exceed this one; 0 when proven best.</summary>
    public double Gap => Bound > 0 ? (Bound - Value) / Bound : 0;

    /// <summary>Steps taken, see <see cref="SitingLimits"/>.</summary>
    public long Steps { get; init; }

    internal static SitingAnswer None(IReadOnlyList<SitingObstacle> obstacles) => new([], 0, 0, SitingEnd.Infeasible, obstacles);
}
