using System.Buffers;
using SpacesPlaces.Geodata.Grids;

namespace SpacesPlaces.Geodata.Hotspots.Surfaces;

/// <summary>
/// The events of a window as sites with weights: cell by cell, then west to east, then south to north, so that no order of rows shows in
/// a sum. Events at exactly one spot are one site: geocoders put thousands on one point.
/// </summary>
internal sealed class EventSites : IDisposable
{
    private const int FewEvents = 24;

    private EventSites(int events)
    {
        EventCount = events;
        X = ArrayPool<double>.Shared.Rent(events);
        Y = ArrayPool<double>.Shared.Rent(events);
        Weights = ArrayPool<double>.Shared.Rent(events);
    }

    /// <summary>Events in the window.</summary>
    public int EventCount { get; }

    /// <summary>Number of sites.</summary>
    public int Count { get; private set; }

    /// <summary>Metres east of the centre of the block's first cell; an array lent by the pool, as the others.</summary>
    public double[] X { get; }

    /// <summary>Metres north of the centre of the block's first cell.</summary>
    public double[] Y { get; }

    public double[] Weights { get; }

    public double TotalWeight() => InOrder.Sum(Weights.AsSpan(0, Count));

    public void Dispose()
    {
        ArrayPool<double>.Shared.Return(X);
        ArrayPool<double>.Shared.Return(Y);
        ArrayPool<double>.Shared.Return(Weights);
    }

    public static EventSites Sort(
        CellSet cells, SquareGrid grid, ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, ReadOnlySpan<double> weights)
    {
        var places = ArrayPool<int>.Shared.Rent(eastings.Length);
        var inside = cells.FindPlaces(eastings, northings, places.AsSpan(0, eastings.Length));
        var starts = new int[cells.Columns * cells.Rows + 1];
        foreach (var place in places.AsSpan(0, eastings.Length))
            if (place >= 0)
                starts[place + 1]++;
        for (var place = 1; place < starts.Length; place++) starts[place] += starts[place - 1];

        var sites = new EventSites(inside);
        var centre = grid.CentreOf(cells.First);
        for (var i = 0; i < eastings.Length; i++)
        {
            if (places[i] < 0) continue;
            var at = starts[places[i]]++; // afterwards each entry is the end of its cell
            (sites.X[at], sites.Y[at]) = (eastings[i] - centre.Easting, northings[i] - centre.Northing);
            sites.Weights[at] = weights.IsEmpty ? 1 : weights[i];
        }

        ArrayPool<int>.Shared.Return(places);
        var first = 0;
        foreach (var end in starts.AsSpan(0, starts.Length - 1))
        {
            if (end == first) continue;
            if (end - first > 1) sites.Order(first, end);
            sites.Collapse(first, end);
            first = end;
        }

        return sites;
    }

    private void Order(int first, int end)
    {
        Span<double> x = X.AsSpan(first, end - first), y = Y.AsSpan(first, end - first), w = Weights.AsSpan(first, end - first);
        if (x.Length > FewEvents)
        {
            var items = new int[x.Length];
            for (var i = 0; i < items.Length; i++) items[i] = i;
            SpotOrder.Sort(x, y, items);
            var old = w.ToArray();
            for (var i = 0; i < items.Length; i++) w[i] = old[items[i]];
            return;
        }

        for (var i = 1; i < x.Length; i++)
        {
            var (ownX, ownY, ownW) = (x[i], y[i], w[i]);
            var at = i;
            for (; at > 0 && (x[at - 1] > ownX || (x[at - 1] == ownX && y[at - 1] > ownY)); at--)
                (x[at], y[at], w[at]) = (x[at - 1], y[at - 1], w[at - 1]);
            (x[at], y[at], w[at]) = (ownX, ownY, ownW);
        }
    }

    /// <summary>Joins ordered events at one spot and appends them to the sites, which never overtake the events.</summary>
    private void Collapse(int first, int end)
    {
        for (int spot = first, next; spot < end; spot = next)
        {
            next = spot + 1;
            while (next < end && X[next] == X[spot] && Y[next] == Y[spot]) next++;
            var weights = Weights.AsSpan(spot, next - spot);
            if (weights.Length > 1) weights.Sort(); // in row order the sum would show it
            (X[Count], Y[Count], Weights[Count]) = (X[spot], Y[spot], InOrder.Sum(weights));
            Count++;
        }
    }
}
