namespace SpacesPlaces.Geodata.Assessments;

/// <summary>Letters by which a peer map knows its groups, so that nobody has to name one.</summary>
public static class PeerLetters
{
    private const int Letters = 26;

    /// <summary>The letter of a group.</summary>
    /// <param name="at">How many groups of the assessment have a letter already; 0 gives A, 25 Z, 26 AA.</param>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public static string At(int at)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(at);
        var last = (char)('A' + (at % Letters));
        return at < Letters ? last.ToString() : At((at / Letters) - 1) + last;
    }
}
