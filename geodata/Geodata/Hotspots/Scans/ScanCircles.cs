namespace SpacesPlaces.Geodata.Hotspots.Scans;

/// <summary>Circles around every place, from the place alone outwards, as far as share and radius allow.</summary>
internal sealed class ScanCircles
{
    private readonly int[][] _members;
    private readonly int[][] _sizes;
    private readonly double[][] _radii;

    private ScanCircles(int places) => (_members, _sizes, _radii) = (new int[places][], new int[places][], new double[places][]);

    /// <summary>Number of circles.</summary>
    public long Count => _sizes.Sum(sizes => (long)sizes.Length);

    /// <summary>Places around a centre, nearest first.</summary>
    public ReadOnlySpan<int> Around(int centre) => _members[centre];

    /// <summary>How many of those places each circle around a centre holds, ascending.</summary>
    public ReadOnlySpan<int> Sizes(int centre) => _sizes[centre];

    public double Radius(int centre, int circle) => _radii[centre][circle];

    public static ScanCircles Draw(ScanPlaces places, ScanParameters parameters, Func<int, int, double> distance)
    {
        var weight = new double[places.Count];
        for (var i = 0; i < places.Expected.Length; i++) weight[i / places.Periods] += places.Expected[i];
        // The share is inclusive, however its parts were added up.
        var most = parameters.MaxShare * places.CaseCount * (1 + 1e-12);

        var circles = new ScanCircles(places.Count);
        var apart = new double[places.Count];
        for (var centre = 0; centre < places.Count; centre++)
        {
            for (var other = 0; other < apart.Length; other++) apart[other] = other == centre ? 0 : distance(centre, other);
            int[] order = [.. Enumerable.Range(0, apart.Length).OrderBy(other => apart[other]).ThenBy(other => other)];
            List<int> sizes = [];
            List<double> radii = [];
            var held = 0.0;
            for (int size = 1; size <= order.Length; size++)
            {
                var furthest = apart[order[size - 1]];
                held += weight[order[size - 1]];
                if (held > most || furthest > parameters.MaxRadiusMetres) break;
                // Places equally far are all inside or all outside.
                if (size < order.Length && apart[order[size]] == furthest) continue;
                sizes.Add(size);
                radii.Add(furthest);
            }

            circles._sizes[centre] = [.. sizes];
            circles._radii[centre] = [.. radii];
            circles._members[centre] = order[..(sizes.Count == 0 ? 0 : sizes[^1])];
        }

        return circles;
    }
}

/// <summary>The windows of a scan.</summary>
internal sealed class ScanWindows(int periods, ScanParameters parameters)
{
    /// <summary>Windows from first up to, not including, end.</summary>
    public (int First, int End)[] All { get; } =
    [
        .. from end in parameters.IsProspective ? [periods] : Enumerable.Range(1, periods)
           from first in Enumerable.Range(Math.Max(0, end - parameters.MaxPeriods), Math.Min(end, parameters.MaxPeriods))
           select (first, end),
    ];

    public int Count => All.Length;
}
