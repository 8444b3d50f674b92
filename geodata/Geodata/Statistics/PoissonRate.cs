namespace SpacesPlaces.Geodata.Statistics;

/// <summary>A rate of events with its exact interval.</summary>
/// <param name="Events">Events counted.</param>
/// <param name="Exposure">What they are counted over, more than 0: outreach hours, days.</param>
/// <param name="Rate">Events per unit of exposure.</param>
/// <param name="Lower">Lower limit of the rate; 0 when there is no event.</param>
/// <param name="Upper">Upper limit of the rate.</param>
/// <param name="Confidence">Confidence of the two-sided interval, for instance 0.95.</param>
/// <param name="IsTooFewToTell">True below <see cref="PoissonRate.LeastEvents"/> events: show the interval, rank by nothing.</param>
public sealed record RateInterval(
    int Events, double Exposure, double Rate, double Lower, double Upper, double Confidence, bool IsTooFewToTell);

/// <summary>What a comparison of two rates may say.</summary>
public enum RateVerdict
{
    /// <summary>Fewer events in both together than could show a difference.</summary>
    TooFewToTell,

    /// <summary>Two equal rates would often differ like this.</summary>
    ChanceCouldExplain,

    /// <summary>The first rate is higher than chance explains well.</summary>
    FirstIsHigher,

    /// <summary>The second rate is higher than chance explains well.</summary>
    SecondIsHigher,
}

/// <summary>Two rates compared.</summary>
/// <param name="FirstEvents">Events of the first.</param>
/// <param name="FirstExposure">Exposure of the first, more than 0.</param>
/// <param name="SecondEvents">Events of the second.</param>
/// <param name="SecondExposure">Exposure of the second, more than 0, same unit.</param>
/// <param name="Ratio">First rate by second; null when the second has no event.</param>
/// <param name="Lower">Lower limit of the ratio.</param>
/// <param name="Upper">Upper limit of the ratio; null when there is none, because the second has no event.</param>
/// <param name="Confidence">Confidence of the interval.</param>
/// <param name="PValue">Two-sided p-value of equal rates, not adjusted for other comparisons.</param>
/// <param name="Verdict">What it may say: a difference only when the p-value is at most 1 − confidence.</param>
public sealed record RateComparison(
    int FirstEvents, double FirstExposure, int SecondEvents, double SecondExposure, double? Ratio, double Lower, double? Upper,
    double Confidence, double PValue, RateVerdict Verdict);

/// <summary>
/// Rates of events per hour of outreach or per day: exact intervals, and exact comparison of two. Poor where events come in bunches
/// (one evening, one group): then rates vary more than a Poisson count does, intervals are too narrow and p-values too small.
/// </summary>
public static class PoissonRate
{
    /// <summary>Name of the method.</summary>
    public const string Method = "poisson-exact";

    /// <summary>Version of everything that decides the numbers.</summary>
    public const string MethodVersion = "1";

    /// <summary>Fewest events of one rate that is more than an interval: of 4 events the upper limit is nine times the lower.</summary>
    public const int LeastEvents = 5;

    /// <summary>
    /// Fewest events of two rates together that are compared: of 5 over equal exposures even 5 to 0 is chance once in sixteen.
    /// </summary>
    public const int LeastEventsCompared = 6;

    /// <summary>Least exposure: an hour's millionth part; less is a slip and would overflow the rate.</summary>
    public const double LeastExposure = 1e-6;

    /// <summary>Largest exposure.</summary>
    public const double MostExposure = 1e12;

    /// <summary>Gives a rate with its exact (Garwood) interval.</summary>
    /// <param name="events">Events counted, 0 or more.</param>
    /// <param name="exposure">Hours or days over which they were counted, 1e-6 to 1e12.</param>
    /// <param name="confidence">0.5 to 0.9999.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    /// <remarks>
    /// Source: Garwood, Biometrika 28 (1936): each limit is the mean under which a count so high (low) has probability
    /// (1 − confidence) / 2. Not the normal approximation, which says 0 to 0 when there is no event.
    /// </remarks>
    public static RateInterval Interval(int events, double exposure, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(events);
        RefuseExposure(exposure, nameof(exposure));
        RefuseConfidence(confidence);
        var tail = (1 - confidence) / 2;
        var lower = events == 0 ? 0 : ExactTails.Crossing(mean => ExactTails.PoissonAtLeast(events, mean), tail, 0, events);
        var beyond = events + 8 * Math.Sqrt(events + 1.0) + 40; // more than four standard deviations and 4 × -log(tail)
        var upper = ExactTails.Crossing(mean => -ExactTails.PoissonAtMost(events, mean), -tail, events, beyond);
        return new RateInterval(
            events, exposure, events / exposure, lower / exposure, upper / exposure, confidence, events < LeastEvents);
    }

    /// <summary>Compares two rates: given all the events, how they fall on the two exposures.</summary>
    /// <param name="firstEvents">Events of the first, 0 or more.</param>
    /// <param name="firstExposure">Exposure of the first, 1e-6 to 1e12.</param>
    /// <param name="secondEvents">Events of the second, 0 or more; none that is also among the first.</param>
    /// <param name="secondExposure">Exposure of the second, 1e-6 to 1e12, same unit.</param>
    /// <param name="confidence">0.5 to 0.9999.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    /// <remarks>
    /// Source: Przyborowski and Wilenski, Biometrika 31 (1940): given n events in all, those of the first are binomial with
    /// probability first exposure by both. The p-value is <see cref="BinomialShare.PValue"/>, the interval of the ratio comes
    /// from Clopper and Pearson's; so at the border they may differ in their verdict, and the p-value decides.
    /// </remarks>
    public static RateComparison Compare(
        int firstEvents, double firstExposure, int secondEvents, double secondExposure, double confidence = 0.95)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(firstEvents);
        ArgumentOutOfRangeException.ThrowIfNegative(secondEvents);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(secondEvents, int.MaxValue - firstEvents);
        RefuseExposure(firstExposure, nameof(firstExposure));
        RefuseExposure(secondExposure, nameof(secondExposure));
        RefuseConfidence(confidence);

        var events = firstEvents + secondEvents;
        if (events == 0)
            return new(0, firstExposure, 0, secondExposure, null, 0, null, confidence, 1, RateVerdict.TooFewToTell);
        var perUnit = secondExposure / firstExposure;
        var share = BinomialShare.Interval(firstEvents, events, confidence);
        var p = BinomialShare.PValue(firstEvents, events, 1 / (1 + perUnit));
        var ratio = secondEvents == 0 ? (double?)null : (double)firstEvents / secondEvents * perUnit;
        var verdict =
            events < LeastEventsCompared ? RateVerdict.TooFewToTell
            : p > 1 - confidence ? RateVerdict.ChanceCouldExplain
            : ratio is null or > 1 ? RateVerdict.FirstIsHigher
            : RateVerdict.SecondIsHigher;
        return new(
            firstEvents, firstExposure, secondEvents, secondExposure, ratio, share.Lower / (1 - share.Lower) * perUnit,
            secondEvents == 0 ? null : share.Upper / (1 - share.Upper) * perUnit, confidence, p, verdict);
    }

    internal static void RefuseConfidence(double confidence)
    {
        if (!(confidence is >= 0.5 and <= 0.9999)) throw new ArgumentOutOfRangeException(nameof(confidence));
    }

    private static void RefuseExposure(double exposure, string name)
    {
        if (!(exposure is >= LeastExposure and <= MostExposure)) throw new ArgumentOutOfRangeException(name);
    }
}
