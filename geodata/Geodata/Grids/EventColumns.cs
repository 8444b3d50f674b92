namespace SpacesPlaces.Geodata.Grids;

/// <summary>What columns of events must be before anything is computed from them.</summary>
internal static class EventColumns
{
    public static void Require(ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, ReadOnlySpan<double> weights)
    {
        if (eastings.Length != northings.Length)
            throw new ArgumentException("There must be as many northings as eastings.", nameof(northings));
        if (!weights.IsEmpty && weights.Length != eastings.Length)
            throw new ArgumentException("There must be as many weights as events.", nameof(weights));
        foreach (var weight in weights)
            if (!(weight >= 0 && double.IsFinite(weight)))
                throw new ArgumentOutOfRangeException(nameof(weights), "A weight is negative or not finite.");
        for (var i = 0; i < eastings.Length; i++) GridBounds.RequirePoint(eastings[i], northings[i], nameof(eastings));
    }
}
