namespace SpacesPlaces.Geodata.Planning;

/// <summary>A stop of a route; minutes as those of the problem.</summary>
/// <param name="Visit">Number of the visit.</param>
/// <param name="Arrive">When the team is there.</param>
/// <param name="Begin">When the visit begins; later than the arrival where the team waits for the window.</param>
/// <param name="End">When the visit ends and the team goes on.</param>
public readonly record struct PatrolStop(int Visit, double Arrive, double Begin, double End);

/// <summary>What one team does.</summary>
/// <param name="Team">Number of the team.</param>
/// <param name="Stops">Its stops in order; none for a team that is not needed.</param>
/// <param name="Minutes">Minutes on the way, from its beginning to its end.</param>
/// <param name="Back">When it is at its end; null for a team that is not needed.</param>
public sealed record PatrolRoute(int Team, IReadOnlyList<PatrolStop> Stops, double Minutes, double? Back);

/// <summary>Why a visit is in no route. The first that holds.</summary>
public enum LeftOutReason
{
    /// <summary>There is no team.</summary>
    NoTeam,

    /// <summary>No team has a way there and on to its end.</summary>
    NoWay,

    /// <summary>In no shift of a team that has a way there is a window as long as the visit.</summary>
    NoWindowInAnyShift,

    /// <summary>The visit alone, with the way there and on, fits into no shift and window.</summary>
    WayTooLong,

    /// <summary>By itself the visit fits, beside the others that were found to be worth more it does not.</summary>
    DoesNotFitBeside,
}

/// <summary>A visit that is in no route.</summary>
/// <param name="Visit">Number of the visit.</param>
/// <param name="Reason">Why.</param>
/// <param name="IsRequired">Whether it was required.</param>
public readonly record struct LeftOut(int Visit, LeftOutReason Reason, bool IsRequired);

/// <summary>Who goes where and when.</summary>
/// <param name="Routes">One for each team, by number.</param>
/// <param name="LeftOut">Visits in no route, by number, each with its reason.</param>
/// <param name="Minutes">Minutes on the way of all teams together.</param>
/// <param name="Worth">What the visits made are worth together.</param>
public sealed record PatrolAnswer(IReadOnlyList<PatrolRoute> Routes, IReadOnlyList<LeftOut> LeftOut, double Minutes, double Worth)
{
    /// <summary>Name of the method.</summary>
    public const string Method = "patrols-ruin-and-recreate";

    /// <summary>Version of everything that decides the result.</summary>
    public const string MethodVersion = "1";

    /// <summary>Whether all required visits are made.</summary>
    public bool HasAllRequired => !LeftOut.Any(left => left.IsRequired);
}
