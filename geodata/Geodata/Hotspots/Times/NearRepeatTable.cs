namespace SpacesPlaces.Geodata.Hotspots.Times;

/// <summary>Pairs of events in one space band and one time band, against what chance would give.</summary>
/// <param name="Observed">Pairs found.</param>
/// <param name="Mean">Their exact mean over all ways of dealing the days out among the events.</param>
/// <param name="StandardDeviation">The exact standard deviation over the same, in pairs.</param>
/// <param name="Ratio">The Knox ratio, observed divided by mean; null with too few events, or when the mean is 0.</param>
/// <param name="Z">
/// Observed less mean, in standard deviations; null with too few events, or when chance leaves no room. Counts of few pairs are skew:
/// do not read it as a normal deviate when the mean is below about 10; take p.
/// </param>
/// <param name="P">
/// Share of permutations with at least as many pairs, (r + 1)/(m + 1): one-sided, high, not adjusted for the number of cells; null
/// when nothing was simulated or events are too few.
/// </param>
public sealed record NearRepeatCell(long Observed, double Mean, double StandardDeviation, double? Ratio, double? Z, double? P);

/// <summary>What was simulated, or why nothing was.</summary>
public enum NearRepeatSimulation
{
    /// <summary>All permutations asked for were made.</summary>
    Made,

    /// <summary>None was asked for.</summary>
    NotAsked,

    /// <summary>There are too few events to tell.</summary>
    TooFewEvents,

    /// <summary>There are too many close pairs to permute; the exact mean and standard deviation stand.</summary>
    TooManyPairs,
}

/// <summary>The Knox table of one set of events.</summary>
/// <param name="Method">Name of the method.</param>
/// <param name="MethodVersion">Version of the method; results of different versions are not compared.</param>
/// <param name="Parameters">How it looked; the seed among them.</param>
/// <param name="Events">Number of events, n.</param>
/// <param name="SpaceBands">The space bands as intervals in metres; "0" is the band of one spot, the last has no upper end.</param>
/// <param name="TimeBands">The time bands as intervals in days; the last has no upper end.</param>
/// <param name="Cells">One row per space band, in each one cell per time band.</param>
/// <param name="ClosePairs">Pairs of events within the largest space edge.</param>
/// <param name="Permutations">Permutations made, m.</param>
/// <param name="Simulation">Whether permutations were made, or why not.</param>
public sealed record NearRepeatTable(
    string Method, string MethodVersion, NearRepeatParameters Parameters, int Events, IReadOnlyList<string> SpaceBands,
    IReadOnlyList<string> TimeBands, IReadOnlyList<IReadOnlyList<NearRepeatCell>> Cells, long ClosePairs, int Permutations,
    NearRepeatSimulation Simulation)
{
    /// <summary>True below <see cref="NearRepeat.LeastEvents"/> events: the counts are what was recorded, and no pattern.</summary>
    public bool IsTooFewToTell => Events < NearRepeat.LeastEvents;
}
