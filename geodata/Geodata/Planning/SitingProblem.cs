using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Geodata.Planning;

/// <summary>A site that reaches a demand cell.</summary>
/// <param name="Site">Number of the site, from 0.</param>
/// <param name="Gain">
/// How much of the cell's weight the site wins, above 0 to 1: for cover 1 within the distance; for the p-median
/// 1 − distance / cap.
/// </param>
public readonly record struct Reach(int Site, double Gain);

/// <summary>
/// Sites to choose from: which <see cref="Pick"/> of them are worth most together? A cell counts once, by the site that wins most of
/// it; what a site is worth by itself is added.
/// </summary>
public sealed record SitingProblem
{
    /// <summary>How many sites are picked, the locked ones among them; 1 or more.</summary>
    public required int Pick { get; init; }

    /// <summary>What each site is worth by itself, 0 to 1, already weighted and divided by <see cref="Pick"/>.</summary>
    public required IReadOnlyList<double> SiteGains { get; init; }

    /// <summary>Weight of each demand cell, 0 or more.</summary>
    public required IReadOnlyList<double> DemandWeights { get; init; }

    /// <summary>For each demand cell the sites that reach it; none for a cell out of reach of all.</summary>
    public required IReadOnlyList<IReadOnlyList<Reach>> Reaches { get; init; }

    /// <summary>Sites that are in already, each once.</summary>
    public IReadOnlyList<int> Locked { get; init; } = [];

    /// <summary>No two picked sites are nearer to each other than this, in metres; 0 for any.</summary>
    public double SpreadMetres { get; init; }

    /// <summary>
    /// Where each site is, EPSG:27700; may be empty where <see cref="SpreadMetres"/> is 0. With it, sites are told apart by place
    /// and not by number, so that the same sites in another order give the same answer.
    /// </summary>
    public IReadOnlyList<GridPoint> Sites { get; init; } = [];

    /// <summary>Refuses what is no problem at all. What cannot be solved is no fault here: <see cref="SitingAnswer.Obstacles"/> says why.</summary>
    /// <exception cref="ArgumentException">Numbers are out of range, or the lists do not fit together.</exception>
    public void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Pick, 1);
        if (DemandWeights.Count != Reaches.Count)
            throw new ArgumentException($"There are {DemandWeights.Count} weights of demand and {Reaches.Count} lists of reach.");
        if (!(SpreadMetres >= 0) || double.IsInfinity(SpreadMetres)) throw new ArgumentException("The spread is not a distance.");
        if (Sites.Count != SiteGains.Count && (Sites.Count > 0 || SpreadMetres > 0))
            throw new ArgumentException($"There are {SiteGains.Count} sites and {Sites.Count} places.");
        if (Sites.Any(s => !double.IsFinite(s.Easting) || !double.IsFinite(s.Northing))) throw new ArgumentException("A site has no place.");
        if (SiteGains.Any(g => !(g is >= 0 and <= 1))) throw new ArgumentException("A gain of a site is out of range.");
        if (DemandWeights.Any(w => !(w >= 0) || double.IsInfinity(w))) throw new ArgumentException("A weight of demand is out of range.");
        foreach (var reach in Reaches.SelectMany(cell => cell))
        {
            RefuseSite(reach.Site);
            if (!(reach.Gain is > 0 and <= 1)) throw new ArgumentException($"A gain of site {reach.Site} is out of range.");
        }

        foreach (var site in Locked) RefuseSite(site);
        if (Locked.Distinct().Count() != Locked.Count) throw new ArgumentException("A site is locked twice.");
    }

    private void RefuseSite(int site)
    {
        if (site < 0 || site >= SiteGains.Count) throw new ArgumentException($"There is no site {site}.");
    }
}

/// <summary>How long <see cref="SitingSolver"/> searches. In steps, not in seconds: the answer must not depend on the clock.</summary>
/// <param name="Steps">Pairs of a cell and a site looked at; a hundred million take about a second.</param>
/// <param name="Gap">The search ends when the answer is proven to be at most this share below the best possible; 0 to prove the best.</param>
public sealed record SitingLimits(long Steps = SitingLimits.UsualSteps, double Gap = 0)
{
    /// <summary>Steps that a person waits for without impatience.</summary>
    public const long UsualSteps = 500_000_000;
}
