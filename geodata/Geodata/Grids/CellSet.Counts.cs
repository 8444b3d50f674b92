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
        var values = new double[Count];
        var inside = 0;
        if (weights.IsEmpty)
        {
            for (var i = 0; i < eastings.Length; i++)
            {
                var number = IndexOf(new GridPoint(eastings[i], northings[i]));
                if (number < 0) continue;
                values[number]++;
                inside++;
            }

            return new CellCounts(values, inside, eastings.Length - inside);
        }

        // From the lightest to the heaviest: events of equal weight may change places without a trace in the sum.
        double[] sorted = [.. weights];
        var order = new int[sorted.Length];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(sorted, order);
        foreach (var i in order)
        {
            var number = IndexOf(new GridPoint(eastings[i], northings[i]));
            if (number < 0) continue;
            values[number] += weights[i];
            inside++;
        }

        return new CellCounts(values, inside, eastings.Length - inside);
    }
}
