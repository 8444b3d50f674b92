namespace SpacesPlaces.Samples;

/// <summary>
/// The generator behind the invented county: SplitMix64, 64 bits of state, the same numbers on every platform.
/// Each subject draws from its own <see cref="Fork">fork</see>, so that a change in one does not move the others.
/// </summary>
/// <remarks>Source: Steele, Lea and Flood (2014), "Fast splittable pseudorandom number generators", figure 17. Not for secrets.</remarks>
public sealed class SplitMix64(ulong seed)
{
    private const ulong GoldenGamma = 0x9E3779B97F4A7C15;
    private ulong state = seed;

    /// <summary>The next 64 random bits.</summary>
    public ulong Next() => Mix(state += GoldenGamma);

    /// <summary>A number from 0 to 1, 1 excluded, in steps of 2^-53.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1UL << 53));

    /// <summary>A whole number from 0 to <paramref name="count"/> - 1; the bias is below 2^-50 for the counts used here.</summary>
    public int Below(int count) => (int)((Next() >> 32) * (ulong)count >> 32);

    /// <summary>A number between the two bounds, evenly.</summary>
    public double Between(double low, double high) => low + (high - low) * Unit();

    /// <summary>A whole number between the two bounds, both included.</summary>
    public int Whole(int low, int high) => low + Below(high - low + 1);

    /// <summary>True with the given probability.</summary>
    public bool Chance(double probability) => Unit() < probability;

    /// <summary>One of the items, evenly.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>The items in random order (Fisher and Yates).</summary>
    public List<T> Shuffle<T>(IEnumerable<T> items)
    {
        List<T> list = [.. items];
        for (var i = list.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (list[i], list[j]) = (list[j], list[i]);
        }

        return list;
    }

    /// <summary>A generator of its own for one subject; depends on the present state and the name only.</summary>
    public SplitMix64 Fork(string subject)
    {
        // FNV-1a over UTF-16 code units, then mixed with the state, which is not advanced.
        var hash = 0xCBF29CE484222325;
        foreach (var c in subject) hash = (hash ^ c) * 0x100000001B3;
        return new SplitMix64(Mix(state ^ hash));
    }

    internal static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
