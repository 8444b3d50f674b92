namespace SpacesPlaces.Geodata.Disclosure;

/// <summary>What is counted in one cell of a table or map.</summary>
/// <param name="Records">Records, 0 or more.</param>
/// <param name="DistinctChildren">Different children known by token; unknown children count as none, for they may all be one.</param>
/// <param name="IncidentGroups">Different pairs of source agency and day: one evening's work of one agency is one group.</param>
public readonly record struct CellContent(int Records, int DistinctChildren, int IncidentGroups);

/// <summary>What a reader outside the partnership is told of a cell instead of a number.</summary>
public enum CountBand
{
    /// <summary>No record, or too few to tell: the two look the same.</summary>
    NoneOrTooFew,
    /// <summary>From the threshold up to four times as many.</summary>
    Some,
    /// <summary>Four times the threshold or more.</summary>
    Several,
}

/// <summary>
/// The small-number rule: a cell is shown when it holds at least k records, of at least k different children, from at least k
/// groups of agency and day. Anything less has the look of nothing at all.
/// </summary>
public sealed record SmallNumberRule
{
    /// <summary>Threshold among the partnership's own readers, unless the partnership sets another.</summary>
    public const int DefaultInside = 5;

    /// <summary>Threshold for readers outside the core group, unless the partnership sets another.</summary>
    public const int DefaultOutside = 10;

    /// <summary>Lowest threshold that still hides one child behind others.</summary>
    public const int Least = 3;

    /// <param name="k">The threshold, 3 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is less than 3.</exception>
    public SmallNumberRule(int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, Least);
        K = k;
    }

    /// <summary>The threshold k.</summary>
    public int K { get; }

    /// <summary>Fewest records that are told as <see cref="CountBand.Several"/>.</summary>
    /// <remarks>
    /// Four times, because a year has four quarters: with less, a year of several whose quarters all have too few would tell that
    /// each of them has some.
    /// </remarks>
    public int FewestSeveral => 4 * K;

    /// <summary>True when the cell may be told apart from an empty one.</summary>
    public bool MayShow(CellContent cell) => cell.Records >= K && cell.DistinctChildren >= K && cell.IncidentGroups >= K;

    /// <summary>The band of a cell.</summary>
    public CountBand BandOf(CellContent cell) =>
        !MayShow(cell) ? CountBand.NoneOrTooFew : cell.Records < FewestSeveral ? CountBand.Some : CountBand.Several;

    /// <summary>A count rounded to the nearest multiple of k, halves upwards; null where the cell may not be shown.</summary>
    public int? Rounded(CellContent cell) => MayShow(cell) ? (cell.Records + (K / 2)) / K * K : null;

    /// <summary>A share in whole percent; null where either count is below the threshold, for a percentage is a count in disguise.</summary>
    /// <param name="part">The counted part.</param>
    /// <param name="whole">What it is a part of.</param>
    public int? Percent(CellContent part, CellContent whole) =>
        MayShow(part) && MayShow(whole) && part.Records <= whole.Records
            // What is left over is a cell too: 95 of 98 tells of the other three.
            && (whole.Records == part.Records || whole.Records - part.Records >= K)
            ? (int)Math.Round(100.0 * part.Records / whole.Records, MidpointRounding.AwayFromZero)
            : null;
}
