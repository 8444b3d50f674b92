using System.Numerics;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>The least and the greatest of many coordinates.</summary>
/// <param name="Min">Metres.</param>
/// <param name="Max">Metres.</param>
/// <param name="AreWhole">True when each is a whole number of metres.</param>
internal readonly unsafe record struct CoordinateRange(double Min, double Max, bool AreWhole)
{
    /// <exception cref="ArgumentException">A coordinate is not finite.</exception>
    public static CoordinateRange Of(double* values, int count, DbscanBands bands, string name)
    {
        var cuts = bands.Cut(count);
        var found = new (CoordinateRange Range, bool AreFinite)[cuts.Length - 1];
        bands.Each(cuts, (band, from, to) => found[band] = Of(new ReadOnlySpan<double>(values + from, to - from)));
        return found.All(one => one.AreFinite)
            ? new(found.Min(one => one.Range.Min), found.Max(one => one.Range.Max), found.All(one => one.Range.AreWhole))
            : throw new ArgumentException("A coordinate is not finite.", name);
    }

    private static (CoordinateRange Range, bool AreFinite) Of(ReadOnlySpan<double> values)
    {
        var lows = new Vector<double>(double.PositiveInfinity);
        var highs = -lows;
        var (poisons, fractions) = (Vector<double>.Zero, Vector<double>.Zero);
        var rest = values;
        for (; rest.Length >= Vector<double>.Count; rest = rest[Vector<double>.Count..])
        {
            var some = new Vector<double>(rest);
            lows = Vector.Min(lows, some);
            highs = Vector.Max(highs, some);
            poisons += some * 0; // NaN and infinity times 0 are NaN, which stays
            fractions += some - Vector.Floor(some);
        }

        double min = double.PositiveInfinity, max = double.NegativeInfinity, poison = Vector.Sum(poisons), fraction = Vector.Sum(fractions);
        for (var i = 0; i < Vector<double>.Count; i++) (min, max) = (Math.Min(min, lows[i]), Math.Max(max, highs[i]));
        foreach (var value in rest)
        {
            (min, max) = (Math.Min(min, value), Math.Max(max, value));
            (poison, fraction) = (poison + value * 0, fraction + (value - Math.Floor(value)));
        }

        return (new(min, max, fraction == 0), poison == 0);
    }
}
