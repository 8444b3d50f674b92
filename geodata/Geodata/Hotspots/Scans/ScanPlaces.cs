namespace SpacesPlaces.Geodata.Hotspots.Scans;

/// <summary>Places from west to east, then south to north, those on one spot joined; their cases and what is expected.</summary>
internal sealed class ScanPlaces
{
    private readonly double[] _x;
    private readonly double[] _y;
    private readonly int[][] _rows;

    private ScanPlaces(double[] x, double[] y, int[][] rows, int periods)
    {
        (_x, _y, _rows, Periods) = (x, y, rows, periods);
        Cases = new int[rows.Length * periods];
        Expected = new double[rows.Length * periods];
    }

    public int Count => _rows.Length;

    public int Periods { get; }

    /// <summary>Cases by place, in each by period.</summary>
    public int[] Cases { get; }

    public int CaseCount { get; private set; }

    /// <summary>Expected cases in the same order; they add up to <see cref="CaseCount"/>.</summary>
    public double[] Expected { get; }

    /// <summary>Metres between two places.</summary>
    public double Distance(int a, int b)
    {
        double dx = _x[a] - _x[b], dy = _y[a] - _y[b];
        return Math.Sqrt(dx * dx + dy * dy);
    }

    /// <summary>The first input row at a place.</summary>
    public int FirstRow(int place) => _rows[place][0];

    public int[] RowsOf(IEnumerable<int> places) => [.. places.SelectMany(place => _rows[place]).Order()];

    /// <summary>
    /// Checks, sorts and joins places. With no expected values, what is expected is each place's cases times each period's share, as
    /// the space-time permutation takes it.
    /// </summary>
    public static ScanPlaces Sort(
        ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, ReadOnlySpan<int> cases, ReadOnlySpan<double> expected,
        int periods)
    {
        CheckNumbers(eastings, northings, cases, expected, periods);
        var n = eastings.Length;
        double[] x = eastings.ToArray(), y = northings.ToArray();
        var groups = Enumerable.Range(0, n).GroupBy(row => (X: x[row] + 0.0, Y: y[row] + 0.0)).OrderBy(g => g.Key).ToArray();
        var places = new ScanPlaces(
            [.. groups.Select(g => g.Key.X)], [.. groups.Select(g => g.Key.Y)], [.. groups.Select(g => g.Order().ToArray())], periods);

        var values = new List<double>();
        for (var place = 0; place < places.Count; place++)
        {
            for (var period = 0; period < periods; period++)
            {
                values.Clear();
                foreach (var row in places._rows[place])
                {
                    places.Cases[place * periods + period] += cases[row * periods + period];
                    if (expected.Length == n && n > 0) values.Add(expected[row]);
                    else if (expected.Length > 0) values.Add(expected[row * periods + period]);
                }

                values.Sort(); // a sum that no order of rows can change
                places.Expected[place * periods + period] = values.Sum();
            }
        }

        places.CaseCount = places.Cases.Sum();
        if (expected.Length == 0) places.ExpectProducts();
        else places.ExpectShares();
        return places;
    }

    private static void CheckNumbers(
        ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, ReadOnlySpan<int> cases, ReadOnlySpan<double> expected,
        int periods)
    {
        if (periods is < 1 or > ScanStatistic.MostPeriods) throw new ArgumentOutOfRangeException(nameof(periods));
        var n = eastings.Length;
        if (n > ScanStatistic.MostPlaces)
            throw new ArgumentException($"More than {ScanStatistic.MostPlaces} places.", nameof(eastings));
        if (northings.Length != n || cases.Length != n * periods)
            throw new ArgumentException("Places, periods and cases differ in number.", nameof(cases));
        if (expected.Length != 0 && expected.Length != n && expected.Length != n * periods)
            throw new ArgumentException("Expected values are one per place, or one per place and period.", nameof(expected));
        for (var i = 0; i < n; i++)
        {
            if (!double.IsFinite(eastings[i]) || !double.IsFinite(northings[i]))
                throw new ArgumentException("A coordinate is not finite.", nameof(eastings));
        }

        foreach (var value in expected)
        {
            if (!double.IsFinite(value) || value < 0)
                throw new ArgumentException("An expected value is negative or not finite.", nameof(expected));
        }

        var total = 0L;
        foreach (var count in cases)
        {
            if (count < 0) throw new ArgumentException("A number of cases is negative.", nameof(cases));
            total += count;
        }

        if (total > ScanStatistic.MostCases) throw new ArgumentException($"More than {ScanStatistic.MostCases} cases.", nameof(cases));
    }

    private void ExpectProducts()
    {
        var ofPeriod = new long[Periods];
        for (var i = 0; i < Cases.Length; i++) ofPeriod[i % Periods] += Cases[i];
        for (var place = 0; place < Count; place++)
        {
            var here = 0L;
            for (var period = 0; period < Periods; period++) here += Cases[place * Periods + period];
            for (var period = 0; period < Periods; period++)
                Expected[place * Periods + period] = CaseCount == 0 ? 0 : here * ofPeriod[period] / (double)CaseCount;
        }
    }

    private void ExpectShares()
    {
        var total = Expected.Sum();
        if (CaseCount > 0 && !(total > 0 && double.IsFinite(total))) throw new ArgumentException("Nothing is expected anywhere, or too much.");
        for (var i = 0; i < Expected.Length; i++)
        {
            if (Cases[i] > 0 && Expected[i] == 0) throw new ArgumentException("There are cases where none is expected.");
            Expected[i] = total > 0 ? Expected[i] / total * CaseCount : 0;
        }
    }
}
