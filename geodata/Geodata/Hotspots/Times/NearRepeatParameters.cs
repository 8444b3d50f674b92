namespace SpacesPlaces.Geodata.Hotspots.Times;

/// <summary>How far two events are apart.</summary>
public enum DistanceMetric
{
    /// <summary>Eastings apart plus northings apart; the Near Repeat Calculator and R's NearRepeat use it.</summary>
    Manhattan,

    /// <summary>The straight line.</summary>
    Euclidean,
}

/// <summary>Which end of a band belongs to it. The first band holds 0 in both.</summary>
public enum BandClosure
{
    /// <summary>[a, b): the lower end belongs, the upper does not.</summary>
    Left,

    /// <summary>(a, b]: the upper end belongs, the lower does not.</summary>
    Right,
}

/// <summary>How to look for near repeats.</summary>
/// <param name="SpaceEdgesMetres">
/// Upper ends of the space bands, metres, ascending, each more than 0, 1 to 16 of them. The first band starts at 0; a last band
/// "more than" is added.
/// </param>
/// <param name="TimeEdgesDays">Upper ends of the time bands, days, in the same way.</param>
/// <param name="Metric">How distance is measured.</param>
/// <param name="Closure">Which end of each band belongs to it, in space and in time.</param>
/// <param name="SamePlaceBand">
/// True when events at exactly one spot have a band of their own before the first, which then holds distances above 0 only. Where a
/// publisher moves points to shared spots, that band counts the publisher's spots.
/// </param>
/// <param name="Permutations">How often days are dealt out anew among the events, 0 to 99,999; 0 gives exact moments only.</param>
/// <param name="Seed">Seed of the permutations.</param>
public sealed record NearRepeatParameters(
    IReadOnlyList<double> SpaceEdgesMetres, IReadOnlyList<int> TimeEdgesDays, DistanceMetric Metric = DistanceMetric.Manhattan,
    BandClosure Closure = BandClosure.Left, bool SamePlaceBand = true, int Permutations = 999, ulong Seed = 1)
{
    /// <summary>Most bands in space or in time, the last one not counted.</summary>
    public const int MostBands = 16;

    /// <summary>Most permutations: a p-value of one in 100,000.</summary>
    public const int MostPermutations = 99_999;

    internal void Check()
    {
        CheckEdges(SpaceEdgesMetres, nameof(SpaceEdgesMetres));
        ArgumentNullException.ThrowIfNull(TimeEdgesDays);
        CheckEdges([.. TimeEdgesDays.Select(days => (double)days)], nameof(TimeEdgesDays));
        if (!Enum.IsDefined(Metric)) throw new ArgumentOutOfRangeException(nameof(Metric));
        if (!Enum.IsDefined(Closure)) throw new ArgumentOutOfRangeException(nameof(Closure));
        if (Permutations is < 0 or > MostPermutations) throw new ArgumentOutOfRangeException(nameof(Permutations));
    }

    private static void CheckEdges(IReadOnlyList<double> edges, string name)
    {
        ArgumentNullException.ThrowIfNull(edges, name);
        if (edges.Count is 0 or > MostBands) throw new ArgumentOutOfRangeException(name, "There are 1 to 16 bands.");
        var below = 0.0;
        foreach (var edge in edges)
        {
            if (!double.IsFinite(edge) || edge <= below)
                throw new ArgumentOutOfRangeException(name, "Ends of bands are finite, more than 0 and ascending.");
            below = edge;
        }
    }

    /// <summary>Names of the space bands in order, as intervals in metres.</summary>
    internal string[] SpaceBands() => Bands(SpaceEdgesMetres, SamePlaceBand);

    internal string[] TimeBands() => Bands([.. TimeEdgesDays.Select(days => (double)days)], hasOwnZero: false);

    private string[] Bands(IReadOnlyList<double> edges, bool hasOwnZero)
    {
        List<string> names = [];
        if (hasOwnZero) names.Add("0");
        for (var i = 0; i < edges.Count; i++)
        {
            var below = i == 0 ? 0 : edges[i - 1];
            var opens = (i == 0 && !hasOwnZero) || (i > 0 && Closure == BandClosure.Left) ? '[' : '(';
            names.Add(FormattableString.Invariant($"{opens}{below}, {edges[i]}{(Closure == BandClosure.Left ? ')' : ']')}"));
        }

        names.Add(FormattableString.Invariant($"{(Closure == BandClosure.Left ? ">=" : ">")} {edges[^1]}"));
        return [.. names];
    }
}
