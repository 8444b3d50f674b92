namespace SpacesPlaces.Geodata.Hotspots.Scans;

/// <summary>A cylinder with its counts; places by their number in <see cref="ScanPlaces"/>.</summary>
internal sealed record Cylinder(
    int Centre, double Radius, int[] Members, int First, int Last, int Cases, double Expected, double Ratio);

/// <summary>The cylinders of the data themselves that are least like chance.</summary>
internal static class ObservedScan
{
    public static List<Cylinder> Find(
        ScanPlaces places, ScanCircles circles, ScanWindows windows, LikelihoodRatio ratio, int mostClusters)
    {
        var best = new List<(double Rank, int Size, int Centre, int Circle, Cylinder Cylinder)>();
        for (var centre = 0; centre < places.Count; centre++)
        {
            // Sums over the circle, by period from the first: those of a window are a difference.
            var cases = new long[places.Periods + 1];
            var expected = new double[places.Periods + 1];
            var within = 0;
            var sizes = circles.Sizes(centre);
            for (var circle = 0; circle < sizes.Length; circle++)
            {
                for (; within < sizes[circle]; within++) Add(places, circles.Around(centre)[within], cases, expected);
                if (BestWindow(cases, expected, windows, ratio) is not { } b) continue;
                var cylinder = new Cylinder(centre, circles.Radius(centre, circle), [], b.First, b.End - 1, b.Cases, b.Expected, b.Ratio);
                best.Add((Math.Round(b.Ratio / LikelihoodRatio.Equal), sizes[circle], centre, circle, cylinder));
            }
        }

        List<Cylinder> found = [];
        var isTaken = new bool[places.Count];
        foreach (var (_, size, centre, _, cylinder) in best
            .OrderByDescending(b => b.Rank).ThenBy(b => b.Size).ThenBy(b => b.Cylinder.Radius).ThenBy(b => b.Centre))
        {
            if (found.Count == mostClusters) break;
            var members = circles.Around(centre)[..size];
            var isFree = true;
            foreach (var member in members) isFree &= !isTaken[member];
            if (!isFree) continue;
            foreach (var member in members) isTaken[member] = true;
            found.Add(cylinder with { Members = members.ToArray() });
        }

        return found;
    }

    private static void Add(ScanPlaces places, int place, long[] cases, double[] expected)
    {
        var ofPlace = 0L;
        var expectedOfPlace = 0.0;
        for (var period = 0; period < places.Periods; period++)
        {
            ofPlace += places.Cases[place * places.Periods + period];
            expectedOfPlace += places.Expected[place * places.Periods + period];
            cases[period + 1] += ofPlace;
            expected[period + 1] += expectedOfPlace;
        }
    }

    private static (int First, int End, int Cases, double Expected, double Ratio)? BestWindow(
        long[] cases, double[] expected, ScanWindows windows, LikelihoodRatio ratio)
    {
        (int First, int End, int Cases, double Expected, double Ratio)? best = null;
        foreach (var (first, end) in windows.All)
        {
            var count = (int)(cases[end] - cases[first]);
            var mean = expected[end] - expected[first];
            if (!(count > mean && mean > 0 && mean < ratio.Cases)) continue;
            var value = ratio.At(count, ratio.Of(mean));
            if (value > LikelihoodRatio.Equal && value > (best?.Ratio ?? 0) + LikelihoodRatio.Equal)
                best = (first, end, count, mean, value);
        }

        return best;
    }
}
