using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Geodata.Grids;

/// <summary>Events counted by cell.</summary>
/// <param name="Values">For each cell of the set the number of events, or the sum of their weights.</param>
/// <param name="EventsInside">Events in the window.</param>
/// <param name="EventsOutside">Events on the grid of Great Britain and not in the window; they are in no value.</param>
public sealed record CellCounts(double[] Values, int EventsInside, int EventsOutside);

public sealed partial class CellSet
{
    /// <summary>Counts events by cell.</summary>
    /// <param name="eastings">Metres, EPSG:27700.</param>
    /// <param name="northings">Metres, EPSG:27700, as many.</param>
    /// <param name="weights">Weight of each event, finite and not negative; none means 1 each. A weight of 2 counts as two events.</param>
    /// <returns>Sums that do not depend on the order of rows, to the last bit.</returns>
    /// <exception cref="ArgumentException">The columns differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A point is not on the grid or in degrees, or a weight is negative or not finite.</exception>
    public CellCounts CountEvents(ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, ReadOnlySpan<double> weights = default)
    {
        EventColumns.Require(eastings, northings, weights);
        var places = new int[eastings.Length];
        var inside = FindPlaces(eastings, northings, places);
        var values = new double[Count];
        if (weights.IsEmpty)
        {
            foreach (var place in places)
                if (place >= 0)
                    values[NumberOfPlace(place)]++;
            return new CellCounts(values, inside, eastings.Length - inside);
        }

        // From the lightest to the heaviest: events of equal weight may change places without a trace in the sum.
        double[] sorted = [.. weights];
        var order = new int[sorted.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(sorted, order);
        foreach (var i in order)
            if (places[i] >= 0)
                values[NumberOfPlace(places[i])] += weights[i];
        return new CellCounts(values, inside, eastings.Length - inside);
    }

    /// <summary>The place in the block of each point, -1 for a point that is not in the window.</summary>
    /// <returns>How many are in the window.</returns>
    internal int FindPlaces(ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, Span<int> places)
    {
        var inside = 0;
        var square = Grid as SquareGrid;
        var isSimple = square is not null && IsBlock && _shares is null;
        for (var i = 0; i < places.Length; i++)
        {
            if (!isSimple)
            {
                var number = IndexOf(new GridPoint(eastings[i], northings[i]));
                places[i] = number < 0 ? -1 : PlaceOf(number);
            }
            else
            {
                int column = square!.NumberOf(eastings[i]) - _firstColumn, row = square.NumberOf(northings[i]) - _firstRow;
                places[i] = (uint)column < (uint)Columns && (uint)row < (uint)Rows ? row * Columns + column : -1;
            }

            inside += places[i] >= 0 ? 1 : 0;
        }

        return inside;
    }
}
