using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Tests.Hotspots.Surfaces;

/// <summary>Events in a few crowds and anywhere, some three on one spot, in a box of 10 km.</summary>
internal static class InventedSeedlings
{
    public static (double[] X, double[] Y) Make(int n, ulong seed)
    {
        var random = new SeededRandom(seed);
        double[] x = new double[n], y = new double[n];
        for (var i = 0; i < n; i++)
        {
            var crowd = i % 4;
            (x[i], y[i]) = crowd == 0
                ? (300_000 + 9_999 * random.Unit(), 250_000 + 9_999 * random.Unit())
                : (301_000 + 2_500 * crowd + 800 * random.Unit(), 250_000 + 3_000 * crowd + 600 * random.Unit());
            if (i % 5 >= 3) (x[i], y[i]) = (x[i - 1], y[i - 1]);
        }

        return (x, y);
    }

    public static (T[] First, T[] Second) Shuffled<T>(T[] first, T[] second, ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, first.Length)];
        new SeededRandom(seed).Shuffle<int>(order);
        return ([.. order.Select(i => first[i])], [.. order.Select(i => second[i])]);
    }
}
