using System.Runtime.InteropServices;

namespace SpacesPlaces.Geodata.Hotspots.Times;

/// <summary>Events from first up to, not including, end.</summary>
internal readonly record struct EventRun(int First, int End);

/// <summary>
/// The pairs of events within the largest space edge: how many fall in each band, and, for permutations, who is whose neighbour.
/// Neighbours are kept per site and as runs of events, so spots with many events cost little memory.
/// </summary>
internal sealed class ClosePairs
{
    /// <summary>Most runs kept, 128 MB; with more there is no simulation.</summary>
    private const int MostRuns = 16_000_000;

    // Below this many pairs of two sites, comparing all costs less than sweeping both lists of days.
    private const int FewPairs = 256;

    private readonly EventSites _sites;
    private readonly short[] _cuts;
    private readonly byte[] _bandOfDays;
    private readonly double[] _bounds;
    private readonly int _firstBand;
    private readonly bool _isManhattan;
    private readonly int[][] _degree;
    private readonly BandGraph[] _moments;
    private List<EventRun>[]? _runs;
    private readonly int[][] _runStart;
    private int _runCount;

    private ClosePairs(EventSites sites, short[] cuts, NearRepeatParameters parameters)
    {
        (_sites, _cuts) = (sites, cuts);
        _isManhattan = parameters.Metric == DistanceMetric.Manhattan;
        _firstBand = parameters.SamePlaceBand ? 1 : 0;
        // Every comparison is "less than": for a closed upper end against the next number after it. Squares are compared with
        // squares, which is exact on whole metres.
        _bounds = [.. parameters.SpaceEdgesMetres.Select(edge => _isManhattan ? edge : edge * edge)
            .Select(bound => parameters.Closure == BandClosure.Left ? bound : Math.BitIncrement(bound))];

        var bands = _bounds.Length + _firstBand;
        Observed = [.. Enumerable.Range(0, bands).Select(_ => new long[cuts.Length + 1])];
        PairsOfBand = new long[bands];
        _degree = [.. Enumerable.Range(0, bands).Select(_ => new int[sites.Count])];
        _runs = [.. Enumerable.Range(0, bands).Select(_ => new List<EventRun>())];
        _runStart = [.. Enumerable.Range(0, bands).Select(_ => new int[sites.Count + 1])];
        _moments = new BandGraph[bands + 1];

        _bandOfDays = new byte[sites.Days.Length == 0 ? 1 : sites.Days.Max() + 1];
        foreach (var cut in cuts)
            for (int apart = cut; apart < _bandOfDays.Length; apart++) _bandOfDays[apart]++;
    }

    /// <summary>Days in the order of the sites.</summary>
    public ReadOnlySpan<short> Days => _sites.Days;

    /// <summary>First event of each site, and the number of events.</summary>
    public ReadOnlySpan<int> SiteStart => _sites.Start;

    /// <summary>Observed pairs by space band; in each by time band, "more than" last.</summary>
    public long[][] Observed { get; }

    public long[] PairsOfBand { get; }

    public long Count => PairsOfBand.Sum();

    /// <summary>Whether neighbours were kept.</summary>
    public bool HasRuns => _runs is not null;

    /// <summary>A space band as a graph; the one after the last is "more than".</summary>
    public BandGraph Moments(int band) => _moments[band];

    /// <summary>
    /// The later neighbours of every site in a band: those of site s are the runs from RunStart[s] up to, not including,
    /// RunStart[s + 1]. Pairs of events at one spot are not among them: they are in band 0.
    /// </summary>
    public (List<EventRun> Runs, int[] RunStart) Neighbours(int band) => (_runs![band], _runStart[band]);

    public static ClosePairs Find(
        ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, ReadOnlySpan<short> codes, short[] cuts,
        NearRepeatParameters parameters)
    {
        var reach = parameters.SpaceEdgesMetres[^1];
        var found = new ClosePairs(new EventSites(eastings, northings, codes, reach), cuts, parameters);
        foreach (var (first, end, eastEnd, northFirst, northEnd) in found._sites.Cells())
        {
            for (var site = first; site < end; site++)
            {
                found.CountWithin(site);
                found.Scan(site, site + 1, eastEnd);
                found.Scan(site, northFirst, northEnd);
                found.CloseRuns(site);
            }
        }

        found.SumDegrees(eastings.Length);
        return found;
    }

    private void Scan(int site, int from, int to)
    {
        double x = _sites.X[site], y = _sites.Y[site], reach = _bounds[^1];
        var start = _sites.Start;
        int first = start[site], end = start[site + 1];
        for (var other = from; other < to; other++)
        {
            double dx = Math.Abs(_sites.X[other] - x), dy = Math.Abs(_sites.Y[other] - y);
            var apart = _isManhattan ? dx + dy : dx * dx + dy * dy;
            if (!(apart < reach)) continue;
            var band = 0;
            while (apart >= _bounds[band]) band++;
            band += _firstBand;

            int otherFirst = start[other], otherEnd = start[other + 1];
            _degree[band][site] += otherEnd - otherFirst;
            _degree[band][other] += end - first;
            Keep(band, site, otherFirst, otherEnd);
            CountBetween(Observed[band], _sites.Days.AsSpan(first..end), _sites.Days.AsSpan(otherFirst..otherEnd));
        }
    }

    private void Keep(int band, int site, int first, int end)
    {
        if (_runs is null) return;
        var runs = _runs[band];
        if (runs.Count > _runStart[band][site] && runs[^1].End == first)
        {
            CollectionsMarshal.AsSpan(runs)[^1] = new EventRun(runs[^1].First, end);
            return;
        }

        runs.Add(new EventRun(first, end));
        if (++_runCount > MostRuns) _runs = null;
    }

    private void CloseRuns(int site)
    {
        if (_runs is null) return;
        for (var band = 0; band < _runs.Length; band++) _runStart[band][site + 1] = _runs[band].Count;
    }

    private void CountBetween(long[] counts, ReadOnlySpan<short> days, ReadOnlySpan<short> others)
    {
        if ((long)days.Length * others.Length <= FewPairs)
        {
            foreach (var day in days)
                foreach (var other in others) counts[_bandOfDays[Math.Abs(day - other)]]++;
            return;
        }

        var nearer = 0L;
        for (var band = 0; band <= _cuts.Length; band++)
        {
            var within = band == _cuts.Length ? (long)days.Length * others.Length : Within(days, others, _cuts[band]);
            counts[band] += within - nearer;
            nearer = within;
        }
    }

    private void CountWithin(int site)
    {
        var days = _sites.Days.AsSpan(_sites.Start[site].._sites.Start[site + 1]);
        if (days.Length == 1) return;
        _degree[0][site] += days.Length - 1;
        var nearer = 0L;
        for (var band = 0; band <= _cuts.Length; band++)
        {
            // Of ordered pairs, those of an event with itself are taken away and each other pair is there twice.
            var ordered = band == _cuts.Length ? (long)days.Length * days.Length : Within(days, days, _cuts[band]);
            var within = (ordered - days.Length) / 2;
            Observed[0][band] += within - nearer;
            nearer = within;
        }
    }

    /// <summary>Pairs of a day of each list that are fewer than so many days apart; both lists ascend.</summary>
    private static long Within(ReadOnlySpan<short> days, ReadOnlySpan<short> others, int cut)
    {
        int low = 0, high = 0;
        var within = 0L;
        foreach (var day in days)
        {
            while (low < others.Length && others[low] <= day - cut) low++;
            while (high < others.Length && others[high] < day + cut) high++;
            within += high - low;
        }

        return within;
    }

    private void SumDegrees(int events)
    {
        var bands = _degree.Length;
        var edges = new long[bands + 1];
        var paths = new Int128[bands + 1];
        for (var site = 0; site < _sites.Count; site++)
        {
            var here = _sites.Start[site + 1] - _sites.Start[site];
            var beyond = events - 1L;
            for (var band = 0; band <= bands; band++)
            {
                var degree = band == bands ? beyond : _degree[band][site];
                beyond -= degree;
                edges[band] += here * degree;
                paths[band] += here * BandGraph.PathsAt(degree);
            }
        }

        for (var band = 0; band <= bands; band++) _moments[band] = new BandGraph(edges[band] / 2, paths[band]);
        for (var band = 0; band < bands; band++) PairsOfBand[band] = edges[band] / 2;
    }
}
