using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Assessments;

/// <summary>One visit of an observation.</summary>
/// <param name="Time">By day or after dark.</param>
/// <param name="Items">Each item from 0 to 3; null for an item that could not be seen, which counts as no visit of it.</param>
public sealed record ObservedVisit(ObservationTime Time, IReadOnlyDictionary<string, int?> Items);

/// <summary>What the visits of one round saw of one item.</summary>
/// <param name="Visits">Visits that saw it.</param>
/// <param name="Lowest">Lowest value; null without a visit.</param>
/// <param name="Median">Middle value, or halfway between the two middle ones; null without a visit.</param>
/// <param name="Highest">Highest value; null without a visit.</param>
public sealed record ObservedRound(int Visits, int? Lowest, double? Median, int? Highest);

/// <summary>One item, by day or after dark, in two rounds.</summary>
/// <param name="Item">Name of the item.</param>
/// <param name="Time">By day or after dark.</param>
/// <param name="Before">The first round.</param>
/// <param name="After">The second round.</param>
/// <param name="Difference">Median after minus median before; null with fewer than two visits in a round.</param>
/// <param name="ByChance">
/// How often visits of a place that stayed the same would fall into two rounds apart, one way or the other, were no two values alike; null likewise.
/// </param>
/// <param name="Reading">What it may say.</param>
public sealed record ItemChange(
    string Item, ObservationTime Time, ObservedRound Before, ObservedRound After, double? Difference, double? ByChance,
    ObservationReading Reading);

/// <summary>
/// What changed between two rounds of observation, item by item, day with day and night with night. There is no sum over items: a mended
/// lamp does not make up for an adult who left, and places are not compared with one another.
/// </summary>
public static class Observation
{
    /// <summary>Fewest visits of a round that saw an item.</summary>
    public const int LeastVisits = 2;

    /// <summary>Highest value of an item.</summary>
    public const int Highest = 3;

    /// <summary>The change of every item that any visit names, by name, day before night.</summary>
    /// <param name="before">Visits of the first round.</param>
    /// <param name="after">Visits of the second round, with the same items in the same sense.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value is not from 0 to 3.</exception>
    /// <remarks>
    /// Items are ranks, not measures, so medians and extremes are told and no mean. A change is said when all values of one round lie above
    /// all of the other. With two visits in each that happens by itself once in three times, with three once in ten, with four once in 35:
    /// show <see cref="ItemChange.ByChance"/> beside the word. Poor where different people observed, or another season: both look like change.
    /// </remarks>
    public static IReadOnlyList<ItemChange> Compare(IReadOnlyList<ObservedVisit> before, IReadOnlyList<ObservedVisit> after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        foreach (var value in before.Concat(after).SelectMany(visit => visit.Items.Values))
            if (value is < 0 or > Highest) throw new ArgumentOutOfRangeException(nameof(before), value, "An item of an observation is from 0 to 3.");

        var items = before.Concat(after).SelectMany(visit => visit.Items.Keys.Select(item => (Item: item, visit.Time))).Distinct();
        return [.. items.OrderBy(one => one.Item, StringComparer.Ordinal).ThenBy(one => one.Time)
            .Select(one => Change(one.Item, one.Time, Seen(before, one.Item, one.Time), Seen(after, one.Item, one.Time)))];
    }

    private static int[] Seen(IReadOnlyList<ObservedVisit> round, string item, ObservationTime time) =>
        [.. round.Where(visit => visit.Time == time).Select(visit => visit.Items.GetValueOrDefault(item)).OfType<int>().Order()];

    private static ItemChange Change(string item, ObservationTime time, int[] before, int[] after)
    {
        var (one, other) = (Round(before), Round(after));
        if (before.Length < LeastVisits || after.Length < LeastVisits) return new(item, time, one, other, null, null, ObservationReading.TooFewToTell);
        var reading =
            after[0] > before[^1] ? ObservationReading.Higher
            : after[^1] < before[0] ? ObservationReading.Lower
            : ObservationReading.Overlapping;
        return new(item, time, one, other, other.Median - one.Median, Apart(before.Length, after.Length), reading);
    }

    private static ObservedRound Round(int[] seen) => seen.Length == 0
        ? new(0, null, null, null)
        : new(seen.Length, seen[0], (seen[(seen.Length - 1) / 2] + seen[seen.Length / 2]) / 2.0, seen[^1]);

    // Two of all ways to deal the values to the rounds.
    private static double Apart(int before, int after)
    {
        var share = 2.0;
        for (var i = 1; i <= after; i++) share *= (double)i / (before + i);
        return share;
    }
}
