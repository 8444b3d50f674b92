namespace SpacesPlaces.Geodata.Disclosure;

/// <summary>A table as it may leave the house: null where a number is withheld.</summary>
/// <param name="Cells">Counts by row and column.</param>
/// <param name="RowTotals">Totals of rows.</param>
/// <param name="ColumnTotals">Totals of columns.</param>
/// <param name="Total">Total of all.</param>
public sealed record SafeTable(
    IReadOnlyList<IReadOnlyList<int?>> Cells, IReadOnlyList<int?> RowTotals, IReadOnlyList<int?> ColumnTotals, int? Total);

/// <summary>
/// Withholds small counts of a table with totals, and as many others as are needed that no withheld number can be worked out:
/// with everything that is shown, each of them could still be any whole number in a range of more than k.
/// </summary>
/// <remarks>
/// A table with totals is a circulation: a count flows from its row to its column, on to the grand total and back to the row.
/// What is shown is fixed, what is withheld may vary and is at least 0, so the least and the most a withheld number can be are
/// two maximum flows, and (flows being whole) every number between can be too. A number in too narrow a range gets the cheapest
/// cycle through it that lets it rise by k + 1; counts are cheaper than totals, small ones cheaper than large ones. Through the
/// totals there always is one. The same table gives the same result. Zero counts as small: otherwise what is withheld would be
/// known not to be zero.
/// </remarks>
public static class TableSuppression
{
    /// <summary>Most cells of a table: the work grows with the square of their number.</summary>
    public const int MostCells = 2_500;

    /// <summary>The table as it may be shown.</summary>
    /// <param name="cells">What each cell holds, by row and column; at least one, rows of one length.</param>
    /// <param name="rule">The small-number rule of the reader.</param>
    /// <exception cref="ArgumentException">The table is empty, ragged, too large, or holds a negative count.</exception>
    public static SafeTable Protect(IReadOnlyList<IReadOnlyList<CellContent>> cells, SmallNumberRule rule)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(rule);
        if (cells.Count == 0 || cells[0].Count == 0 || cells.Any(row => row.Count != cells[0].Count))
            throw new ArgumentException("A table has at least one cell and rows of one length.", nameof(cells));
        if ((long)cells.Count * cells[0].Count > MostCells) throw new ArgumentException("The table is too large.", nameof(cells));
        if (cells.Any(row => row.Any(cell => cell.Records < 0))) throw new ArgumentException("A count is negative.", nameof(cells));
        var circulation = new TableCirculation(cells, rule);
        while (circulation.FirstTooNarrow(rule.K) is { } narrow) circulation.Widen(narrow, rule.K + 1);
        return circulation.Shown();
    }
}
