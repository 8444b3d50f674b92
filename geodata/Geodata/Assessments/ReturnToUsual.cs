using SpacesPlaces.Geodata.Statistics;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Assessments;

/// <summary>
/// A place that is chosen because its count was high mostly falls by itself afterwards (regression to the mean): part of the height was
/// chance, and chance does not stay.
/// </summary>
public static class ReturnToUsual
{
    /// <summary>Fewest earlier periods from which a usual count and how much it varies can be told.</summary>
    public const int LeastEarlierPeriods = 3;

    /// <summary>What the place would have come to by itself.</summary>
    /// <param name="counts">Counts of the target before and after.</param>
    /// <param name="wasChosenBecauseHigh">True when the place was chosen because many were counted there, as a cluster is.</param>
    /// <param name="earlier">Counts of periods of the same length before the one before, in any order; none that led to the choice.</param>
    /// <param name="confidence">Confidence of the interval of the count after, 0.5 to 0.9999.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or the confidence out of range.</exception>
    /// <remarks>
    /// Expected after = m + w (before − m), with m the mean of the earlier periods, w = v / (v + m), and v = what their variance
    /// exceeds m by, at least 0: a Poisson count whose mean varies by a gamma distribution, by moments (the shrinkage of Hauer,
    /// <i>Observational Before-After Studies</i>, 1997). A place whose earlier counts vary no more than chance is expected back at its mean.
    /// Poor with few periods and with a place that was on its way up: then too much of the fall is put down to chance. Example: 4, 5, 3 and
    /// then 8→4: expected 4, so a fall by half is what doing nothing gives.
    /// </remarks>
    public static UsualOutcome Compare(BeforeAfter counts, bool wasChosenBecauseHigh, IReadOnlyList<int> earlier, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(earlier);
        Outcome.Refuse(counts);
        foreach (var count in earlier) ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(earlier));
        var after = PoissonRate.Interval(counts.After, 1, confidence);
        if (earlier.Count < LeastEarlierPeriods)
        {
            var warning = !wasChosenBecauseHigh ? RegressionWarning.None
                : counts.After < counts.Before ? RegressionWarning.FallWasLikely
                : RegressionWarning.NoFallToExplain;
            return new(warning, null, null, after);
        }

        var usual = earlier.Average();
        var variance = earlier.Sum(count => (count - usual) * (count - usual)) / (earlier.Count - 1);
        var beyondChance = Math.Max(0, variance - usual);
        var expected = beyondChance == 0 ? usual : usual + beyondChance / (beyondChance + usual) * (counts.Before - usual);
        return new(
            !wasChosenBecauseHigh ? RegressionWarning.None
            : counts.After >= counts.Before || expected >= counts.Before ? RegressionWarning.NoFallToExplain
            : expected <= after.Upper ? RegressionWarning.FallIsNoMoreThanUsual
            : RegressionWarning.FallGoesBeyondUsual,
            usual, expected, after);
    }
}
