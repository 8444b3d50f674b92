namespace SpacesPlaces.Geodata.Places;

/// <summary>By how many letters two spellings differ: letters left out, added, changed, or two neighbours that changed places.</summary>
/// <remarks>Source: Damerau (1964), in the restricted form (optimal string alignment): no stretch is edited twice.</remarks>
public static class SpellingDistance
{
    /// <summary>Letters by which the spellings differ, when at most some.</summary>
    /// <param name="a">One spelling.</param>
    /// <param name="b">The other.</param>
    /// <param name="most">Largest difference of interest, 0 or more.</param>
    /// <returns>The difference, or <paramref name="most"/> + 1 for every larger one.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A negative <paramref name="most"/>.</exception>
    public static int Between(string a, string b, int most)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        ArgumentOutOfRangeException.ThrowIfNegative(most);
        if (Math.Abs(a.Length - b.Length) > most) return most + 1;
        int[] before = new int[b.Length + 1], last = [.. Enumerable.Range(0, b.Length + 1)], row = new int[b.Length + 1];
        for (var i = 1; i <= a.Length; i++)
        {
            row[0] = i;
            var least = i;
            for (var j = 1; j <= b.Length; j++)
            {
                row[j] = Math.Min(Math.Min(last[j] + 1, row[j - 1] + 1), last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = Math.Min(row[j], before[j - 2] + 1);
                least = Math.Min(least, row[j]);
            }

            // Two neighbours that change places reach back two rows: both must have passed the limit.
            if (least > most && last.Min() > most) return most + 1;
            (before, last, row) = (last, row, before);
        }

        return Math.Min(last[b.Length], most + 1);
    }
}
