namespace SpacesPlaces.Bench;

/// <summary>
/// Invented events in a county of 100 by 130 km, the same on every machine: each draw is SplitMix64 of (seed, what it is for,
/// which event), so no draw depends on another. Coordinates are whole metres, so distances at exactly the reach are real.
/// <list type="bullet">
/// <item>n/20 places: three quarters in 40 towns (the k-th holds a share of 1/k, spread 600 to 2,500 m), the rest anywhere;</item>
/// <item>three quarters of the events at a place, the k-th with weight (k + 10)^-0.8; of these half exactly on it (duplicates),
/// half within some 12 m; a quarter of the events anywhere;</item>
/// <item>on request, the first <c>pile</c> events on one spot.</item>
/// </list>
/// </summary>
internal static class InventedEvents
{
    private const double Width = 100_000, Height = 130_000, West = 400_000, South = 250_000;
    private const int Towns = 40;

    public static (double[] X, double[] Y) Make(int n, ulong seed, int pile = 0)
    {
        var draw = new Draw(seed);
        var towns = Cumulative(Towns, k => 1.0 / (k + 1));
        var places = Math.Max(50, n / 20);
        var popularity = Cumulative(places, k => Math.Pow(k + 10, -0.8));
        double[] placeX = new double[places], placeY = new double[places];
        for (var p = 0; p < places; p++)
        {
            var town = Pick(towns, draw.Unit(13, p));
            var spread = 600 + 1900 * draw.Unit(12, town);
            var inTown = draw.Unit(14, p) < 0.75;
            placeX[p] = inTown
                ? West + Width * (0.04 + 0.92 * draw.Unit(10, town)) + spread * draw.Normal(15, p)
                : West + Width * draw.Unit(17, p);
            placeY[p] = inTown
                ? South + Height * (0.04 + 0.92 * draw.Unit(11, town)) + spread * draw.Normal(18, p)
                : South + Height * draw.Unit(20, p);
        }

        double[] x = new double[n], y = new double[n];
        for (var i = 0; i < n; i++)
        {
            if (i < pile)
            {
                (x[i], y[i]) = (450_000, 300_000);
                continue;
            }

            var atPlace = draw.Unit(30, i) < 0.75;
            var place = Pick(popularity, draw.Unit(31, i));
            var spread = draw.Unit(32, i) < 0.5 ? 0 : 12;
            var rawX = atPlace ? placeX[place] + spread * draw.Normal(33, i) : West + Width * draw.Unit(35, i);
            var rawY = atPlace ? placeY[place] + spread * draw.Normal(36, i) : South + Height * draw.Unit(38, i);
            x[i] = Math.Round(Math.Clamp(rawX, West, West + Width - 1));
            y[i] = Math.Round(Math.Clamp(rawY, South, South + Height - 1));
        }

        return (x, y);
    }

    private static double[] Cumulative(int count, Func<int, double> weight)
    {
        var sums = new double[count];
        var sum = 0.0;
        for (var k = 0; k < count; k++) sums[k] = sum += weight(k);
        for (var k = 0; k < count; k++) sums[k] /= sum;
        return sums;
    }

    private static int Pick(double[] cumulative, double unit)
    {
        var at = Array.BinarySearch(cumulative, unit);
        return Math.Min(at < 0 ? ~at : at, cumulative.Length - 1);
    }

    private readonly struct Draw(ulong seed)
    {
        public double Unit(int purpose, int index)
        {
            var z = seed * 0x9E3779B97F4A7C15 + (ulong)purpose * 0xD1B54A32D192ED03 + (ulong)(index + 1) * 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return ((z ^ (z >> 31)) >> 11) / 9007199254740992.0;
        }

        /// <summary>Box and Muller; uses the purpose given and the next.</summary>
        public double Normal(int purpose, int index) =>
            Math.Sqrt(-2 * Math.Log(1 - Unit(purpose, index))) * Math.Cos(2 * Math.PI * Unit(purpose + 1, index));
    }
}
