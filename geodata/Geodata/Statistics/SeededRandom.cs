using System.Numerics;

namespace SpacesPlaces.Geodata.Statistics;

/// <summary>
/// Random numbers that are the same on every machine for the same seed and stream, so that a simulated p-value can be made again.
/// Give each independent piece of work (a permutation, a replica) a stream of its own: then the result does not depend on how many
/// threads did it. Not for secrets.
/// </summary>
/// <remarks>Source: xoshiro256++ (Blackman and Vigna, ACM TOMS 47, 2021), its state filled by SplitMix64 (Steele, Lea and Flood, 2014).</remarks>
public struct SeededRandom
{
    private ulong _a, _b, _c, _d;

    /// <summary>A generator.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="stream">Which of the independent sequences of this seed.</param>
    public SeededRandom(ulong seed, ulong stream = 0)
    {
        var state = Mix(seed) ^ Mix(stream + 0x6A09E667F3BCC909);
        (_a, _b, _c, _d) = (Mix(state += Golden), Mix(state += Golden), Mix(state += Golden), Mix(state + Golden));
    }

    private const ulong Golden = 0x9E3779B97F4A7C15;

    /// <summary>The next 64 random bits.</summary>
    public ulong Next()
    {
        var result = BitOperations.RotateLeft(_a + _d, 23) + _a;
        var t = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= t;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>A number from 0 inclusive to 1 exclusive, a multiple of 2^-53.</summary>
    public double Unit() => (Next() >> 11) * (1.0 / (1L << 53));

    /// <summary>A number from 0 to <paramref name="end"/> exclusive, each equally likely.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The end is not positive.</exception>
    /// <remarks>Source: Lemire, ACM TOMACS 29 (2019): multiply, and refuse the few draws that would favour some numbers.</remarks>
    public int Below(int end)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(end);
        var product = (Next() >> 32) * (ulong)end;
        if ((uint)product < (uint)end)
        {
            var least = (uint)-end % (uint)end;
            while ((uint)product < least) product = (Next() >> 32) * (ulong)end;
        }

        return (int)(product >> 32);
    }

    /// <summary>Puts items into a random order, each order equally likely (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (var i = items.Length - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
