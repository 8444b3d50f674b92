namespace SpacesPlaces.Geodata.Hotspots.Surfaces;

/// <summary>Sums whose order is stated, because floating-point sums show it.</summary>
internal static class InOrder
{
    /// <summary>First to last.</summary>
    public static double Sum(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) sum += value;
        return sum;
    }
}
