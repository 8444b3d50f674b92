namespace SpacesPlaces.Geodata.Statistics;

/// <summary>The difference of two shares with its interval.</summary>
/// <param name="Difference">Second share minus first, −1 to 1.</param>
/// <param name="Lower">Lower limit, −1 to 1.</param>
/// <param name="Upper">Upper limit, −1 to 1.</param>
/// <param name="Confidence">Confidence of the two-sided interval, for instance 0.95.</param>
public sealed record DifferenceInterval(double Difference, double Lower, double Upper, double Confidence);

/// <summary>The difference of two shares of different people.</summary>
public static class ShareDifference
{
    /// <summary>Name of the interval.</summary>
    public const string IntervalMethod = "newcombe-hybrid-score";

    /// <summary>Gives the second share minus the first with its hybrid score interval.</summary>
    /// <param name="firstPart">How many of the first, 0 to <paramref name="firstWhole"/>.</param>
    /// <param name="firstWhole">Of how many, at least 1.</param>
    /// <param name="secondPart">How many of the second, 0 to <paramref name="secondWhole"/>.</param>
    /// <param name="secondWhole">Of how many, at least 1.</param>
    /// <param name="confidence">0.5 to 0.9999.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count or the confidence is out of range.</exception>
    /// <remarks>
    /// Source: Newcombe, Statistics in Medicine 17 (1998), 873-890, method 10, without continuity correction: the distances of the
    /// two Wilson limits from their shares, joined as the sides of a right angle. Unlike the textbook interval it never leaves −1 to
    /// 1 and has a width where a share is 0 or 1. It holds the truth about as often as it says, with few cases sometimes a little less
    /// often; where the same people answer twice it is too wide, for it takes the two as different people.
    /// </remarks>
    public static DifferenceInterval Interval(int firstPart, int firstWhole, int secondPart, int secondWhole, double confidence = 0.95)
    {
        var (first, firstLower, firstUpper) = Wilson(firstPart, firstWhole, confidence);
        var (second, secondLower, secondUpper) = Wilson(secondPart, secondWhole, confidence);
        var difference = second - first;
        return new(
            difference,
            Math.Max(-1, difference - Hypotenuse(second - secondLower, firstUpper - first)),
            Math.Min(1, difference + Hypotenuse(secondUpper - second, first - firstLower)),
            confidence);
    }

    /// <summary>A share with its score interval (Wilson, Journal of the American Statistical Association 22 (1927), 209-212).</summary>
    /// <param name="part">How many, 0 to <paramref name="whole"/>.</param>
    /// <param name="whole">Of how many, at least 1.</param>
    /// <param name="confidence">0.5 to 0.9999.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count or the confidence is out of range.</exception>
    internal static (double Share, double Lower, double Upper) Wilson(int part, int whole, double confidence)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(whole);
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part, whole);
        var z = NormalDistribution.Limit(confidence);
        double n = whole, share = part / n, square = z * z;
        var middle = (2 * part + square) / (2 * (n + square));
        var half = z * Math.Sqrt(square + 4 * part * (1 - share)) / (2 * (n + square));
        // At both ends a limit is the share itself; rounding must not move it.
        return (share, part == 0 ? 0 : middle - half, part == whole ? 1 : middle + half);
    }

    private static double Hypotenuse(double one, double other) => Math.Sqrt(one * one + other * other);
}
