namespace SpacesPlaces.Geodata.Statistics;

/// <summary>A share of a count with its exact interval.</summary>
/// <param name="Part">How many of them.</param>
/// <param name="Whole">Of how many, at least 1.</param>
/// <param name="Share">Part by whole, 0 to 1.</param>
/// <param name="Lower">Lower limit, 0 to 1.</param>
/// <param name="Upper">Upper limit, 0 to 1.</param>
/// <param name="Confidence">Confidence of the two-sided interval, for instance 0.95.</param>
public sealed record ShareInterval(int Part, int Whole, double Share, double Lower, double Upper, double Confidence);

/// <summary>A share of a count: its exact interval and its exact test.</summary>
public static class BinomialShare
{
    /// <summary>Name of the interval.</summary>
    public const string IntervalMethod = "clopper-pearson";

    /// <summary>Gives a share with its exact (Clopper–Pearson) interval.</summary>
    /// <param name="part">How many, 0 to <paramref name="whole"/>.</param>
    /// <param name="whole">Of how many, at least 1.</param>
    /// <param name="confidence">0.5 to 0.9999.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count or the confidence is out of range.</exception>
    /// <remarks>
    /// Source: Clopper and Pearson, Biometrika 26 (1934). The interval holds the true share at least as often as it says, and
    /// with few cases more often: it is rather too wide than too narrow. Of 3 of 7 it says 0.10 to 0.82. It takes the cases as
    /// independent of one another.
    /// </remarks>
    public static ShareInterval Interval(int part, int whole, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(whole);
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part, whole);
        PoissonRate.RefuseConfidence(confidence);
        var tail = (1 - confidence) / 2;
        var lower = part == 0 ? 0 : ExactTails.Crossing(p => ExactTails.BinomialAtLeast(part, whole, p), tail, 0, 1);
        var upper = part == whole ? 1 : ExactTails.Crossing(p => -ExactTails.BinomialAtMost(part, whole, p), -tail, 0, 1);
        return new ShareInterval(part, whole, (double)part / whole, lower, upper, confidence);
    }

    /// <summary>
    /// Two-sided p-value: how probable an outcome is that is no more probable than this one, when each case has the given
    /// probability.
    /// </summary>
    /// <param name="part">How many, 0 to <paramref name="whole"/>.</param>
    /// <param name="whole">Of how many, at least 1.</param>
    /// <param name="probability">Probability under the hypothesis, 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count or the probability is out of range.</exception>
    /// <remarks>
    /// The sum of the probabilities of all outcomes at most as probable as the one seen (method of small p-values), those within
    /// 1 part in 10 million counted as equal. Not twice the smaller tail, which gives other values for skewed hypotheses.
    /// </remarks>
    public static double PValue(int part, int whole, double probability)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(whole);
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(part, whole);
        if (!(probability is >= 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(probability));

        var expected = whole * probability;
        if (part == expected) return 1;
        var limit = ExactTails.Binomial(part, whole, probability) * (1 + 1e-7);
        // Probabilities fall on each side of the expected count, so the other tail begins at one place: look for it by halves.
        if (part < expected)
        {
            var (low, high) = ((int)Math.Ceiling(expected), whole + 1);
            while (low < high)
            {
                var middle = low + (high - low) / 2;
                if (ExactTails.Binomial(middle, whole, probability) <= limit) high = middle;
                else low = middle + 1;
            }

            return Math.Min(1, ExactTails.BinomialAtMost(part, whole, probability) + ExactTails.BinomialAtLeast(low, whole, probability));
        }
        else
        {
            var (low, high) = (-1, (int)Math.Floor(expected));
            while (low < high)
            {
                var middle = high - (high - low) / 2;
                if (ExactTails.Binomial(middle, whole, probability) <= limit) low = middle;
                else high = middle - 1;
            }

            return Math.Min(1, ExactTails.BinomialAtMost(low, whole, probability) + ExactTails.BinomialAtLeast(part, whole, probability));
        }
    }
}
