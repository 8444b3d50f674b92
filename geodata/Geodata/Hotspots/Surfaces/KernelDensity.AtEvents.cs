using SpacesPlaces.Geodata.Grids;

namespace SpacesPlaces.Geodata.Hotspots.Surfaces;

public static partial class KernelDensity
{
    /// <summary>Density where the events are, without correction at an edge.</summary>
    /// <param name="eastings">Metres, EPSG:27700; duplicates allowed.</param>
    /// <param name="northings">Metres, EPSG:27700, as many.</param>
    /// <param name="kernel">The hill.</param>
    /// <param name="bandwidthMetres">Bandwidth h in metres, &gt; 0, at most 100,000.</param>
    /// <param name="leaveOneOut">
    /// True: an event's own hill does not count at its own place, so that a lonely event has density 0. Others at the same spot count.
    /// </param>
    /// <param name="weights">Weight of each event, finite and not negative; none means 1 each. Left out is the whole weight.</param>
    /// <returns>Events per square kilometre, one value for each event in row order; the values do not depend on that order.</returns>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A point, weight, kernel or bandwidth is outside its range.</exception>
    /// <remarks>
    /// Work grows with the pairs within reach: for tens of thousands of events in towns, use cells instead. spatstat:
    /// <c>density.ppp(at = "points", leaveoneout)</c>.
    /// </remarks>
    public static double[] AtEvents(
        ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, DensityKernel kernel, double bandwidthMetres, bool leaveOneOut,
        ReadOnlySpan<double> weights = default)
    {
        EventColumns.Require(eastings, northings, weights);
        if (!Enum.IsDefined(kernel)) throw new ArgumentOutOfRangeException(nameof(kernel));
        if (!(bandwidthMetres is > 0 and <= 100_000)) throw new ArgumentOutOfRangeException(nameof(bandwidthMetres));
        var hill = new Hill(kernel, bandwidthMetres);
        double[] x = [.. eastings], y = [.. northings];
        var rows = new int[x.Length];
        for (var i = 0; i < rows.Length; i++) rows[i] = i;
        SpotOrder.Sort(x, y, rows);
        double[] weight = new double[x.Length], values = new double[x.Length];
        for (var i = 0; i < rows.Length; i++) weight[i] = weights.IsEmpty ? 1 : weights[rows[i]];
        for (int first = 0, end; first < x.Length; first = end)
        {
            // At one spot the order was that of rows, and sums would show it.
            end = first + 1;
            while (end < x.Length && x[end] == x[first] && y[end] == y[first]) end++;
            if (end - first > 1) weight.AsSpan(first, end - first).Sort(rows.AsSpan(first, end - first));
        }

        var nearest = 0;
        for (var i = 0; i < x.Length; i++)
        {
            while (x[i] - x[nearest] > hill.Reach) nearest++;
            var sum = 0.0;
            for (var j = nearest; j < x.Length && x[j] - x[i] <= hill.Reach; j++)
                if (Math.Abs(y[j] - y[i]) <= hill.Reach && !(leaveOneOut && j == i))
                    sum += weight[j] * hill.Shape(x[j] - x[i], y[j] - y[i]);
            values[rows[i]] = sum * hill.Height * SquareMetresPerSquareKilometre;
        }

        return values;
    }
}
