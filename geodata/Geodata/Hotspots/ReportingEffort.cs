using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>Events and outreach hours of one area or one window.</summary>
/// <param name="Number">The caller's number of the area or window.</param>
/// <param name="Events">Events recorded there; 0 or more.</param>
/// <param name="Hours">Outreach hours recorded there; 0 when none, at most 10 million.</param>
public readonly record struct EffortCount(int Number, int Events, double Hours);

/// <summary>What a count and its hours may say.</summary>
public enum EffortVerdict
{
    /// <summary>A rate with its interval.</summary>
    Rate,

    /// <summary>Too few events or hours to rank or compare: the interval shows how little is known.</summary>
    TooFewToTell,

    /// <summary>No hours recorded: no rate. Nobody looked, or nobody wrote it down; it does not say that nothing happens.</summary>
    NoEffortRecorded,
}

/// <summary>A count beside its outreach effort.</summary>
/// <param name="Number">The caller's number.</param>
/// <param name="Events">Events recorded, as they are.</param>
/// <param name="Hours">Outreach hours recorded.</param>
/// <param name="Verdict">What it may say.</param>
/// <param name="PerHour">Events per outreach hour with the exact interval; null where no effort is recorded.</param>
public sealed record EffortRate(int Number, int Events, double Hours, EffortVerdict Verdict, RateInterval? PerHour);

/// <summary>Counts beside their outreach effort.</summary>
/// <param name="Method">Name of the method.</param>
/// <param name="MethodVersion">Version of the method.</param>
/// <param name="Confidence">Confidence of each interval by itself; of twenty 95 % intervals one misses its rate.</param>
/// <param name="Rates">One for each count, by number.</param>
/// <param name="All">Events and hours of all counts with effort, as one rate; null when there is no effort at all.</param>
/// <param name="EventsWithoutEffort">Events of counts without hours: in no rate.</param>
public sealed record EffortResult(
    string Method, string MethodVersion, double Confidence, IReadOnlyList<EffortRate> Rates, RateInterval? All,
    int EventsWithoutEffort);

/// <summary>
/// Sets outreach hours beside counts: where more people look, more is recorded. The raw count always stays beside the rate.
/// </summary>
/// <remarks>
/// A rate is fair only to events that outreach can record: reports of police, schools or hospitals come without its hours, and dividing
/// them by hours makes an area with much outreach look safe. It takes events as proportional to hours; the second worker in a park
/// records less than the first, so rates of much-visited areas are too low. Intervals: see <see cref="PoissonRate"/>, also for
/// when they are too narrow.
/// </remarks>
public static class ReportingEffort
{
    /// <summary>Name of the method.</summary>
    public const string Method = "events-per-outreach-hour";

    /// <summary>Version of everything that decides the result.</summary>
    public const string MethodVersion = "1";

    /// <summary>Fewest hours of a rate that is more than an interval: one short visit is chance, and hours are written down roughly.</summary>
    public const double LeastHours = 2;

    /// <summary>Most hours of one count; more is a slip.</summary>
    public const double MostHours = 10_000_000;

    /// <summary>Gives events per outreach hour with exact intervals.</summary>
    /// <param name="counts">Counts with different numbers, in any order; no event in two of them.</param>
    /// <param name="confidence">0.5 to 0.9999.</param>
    /// <exception cref="ArgumentException">A count, hour or the confidence is out of range, or a number comes twice.</exception>
    public static EffortResult Adjust(IReadOnlyCollection<EffortCount> counts, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(counts);
        PoissonRate.RefuseConfidence(confidence);
        EffortCount[] ordered = [.. counts.OrderBy(c => c.Number)];
        for (var i = 0; i < ordered.Length; i++)
        {
            var count = ordered[i];
            if (i > 0 && ordered[i - 1].Number == count.Number)
                throw new ArgumentException($"Two counts have number {count.Number}.", nameof(counts));
            if (count.Events < 0) throw new ArgumentOutOfRangeException(nameof(counts), $"Count {count.Number} is negative.");
            if (!(count.Hours is 0 or (>= PoissonRate.LeastExposure and <= MostHours)))
                throw new ArgumentOutOfRangeException(nameof(counts), $"Hours of count {count.Number} are out of range.");
        }

        // In the order of numbers, so that the last digit of the sum is the same whatever the order of rows.
        EffortCount[] looked = [.. ordered.Where(c => c.Hours > 0)];
        var all = looked.Length == 0
            ? null
            : PoissonRate.Interval(Total(looked), looked.Sum(c => c.Hours), confidence);
        return new EffortResult(
            Method, MethodVersion, confidence, [.. ordered.Select(c => Rate(c, confidence))], all,
            Total(ordered.Where(c => !(c.Hours > 0))));
    }

    private static EffortRate Rate(EffortCount count, double confidence)
    {
        if (!(count.Hours > 0)) return new(count.Number, count.Events, 0, EffortVerdict.NoEffortRecorded, null);
        var rate = PoissonRate.Interval(count.Events, count.Hours, confidence);
        var verdict = rate.IsTooFewToTell || count.Hours < LeastHours ? EffortVerdict.TooFewToTell : EffortVerdict.Rate;
        return new(count.Number, count.Events, count.Hours, verdict, rate);
    }

    private static int Total(IEnumerable<EffortCount> counts)
    {
        var total = counts.Sum(c => (long)c.Events);
        return total <= int.MaxValue ? (int)total : throw new ArgumentOutOfRangeException(nameof(counts), "There are too many events.");
    }
}
