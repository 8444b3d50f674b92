using SpacesPlaces.Geodata.Disclosure;

namespace SpacesPlaces.Geodata.Tests.Disclosure;

/// <summary>PRV-42: nobody rebuilds a withheld number. The oracle lists every table that fits what is shown; it knows no flows.</summary>
public sealed class TableSuppressionTests
{
    [Theory]
    [InlineData(2, 2, 3, 400)]
    [InlineData(2, 3, 3, 400)]
    [InlineData(3, 3, 3, 250)]
    [InlineData(2, 4, 4, 100)]
    [InlineData(4, 1, 5, 200)]
    public void EveryWithheldNumber_KeepsThreeCandidatesInARangeWiderThanK(int rows, int columns, int k, int tables)
    {
        var random = new Random(rows * 1000 + columns * 100 + k);
        var (withheld, shown) = (0, 0);
        for (var table = 0; table < tables; table++)
        {
            var counts = Counts(random, rows, columns, 3 * k);
            var safe = TableSuppression.Protect(counts, new SmallNumberRule(k));
            AssertTrue(counts, safe);
            foreach (var (name, values) in WithheldValues(safe, counts, k))
            {
                withheld++;
                Assert.True(values.Count >= 3 && values.Max() - values.Min() > k, $"{name} of {Text(counts)}: {string.Join(' ', values.Order())}");
            }

            shown += safe.Cells.Sum(row => row.Count(cell => cell is not null));
        }

        Assert.True(withheld > tables / 2 && shown > tables / 4, "The tables try nothing.");
    }

    [Fact]
    public void WithoutSecondarySuppression_TheOracleRebuildsTheNumber()
    {
        // What is small is withheld and nothing else: the seeded fault that the test above must be able to see.
        var counts = Of([12, 2, 9], [8, 11, 14]);
        SafeTable primary = new([[12, null, 9], [8, 11, 14]], [23, 33], [20, 13, 23], 56);
        Assert.Equal([2], WithheldValues(primary, counts, 5).Single().Values);
    }

    [Fact]
    public void SevenAndThree_AreBothHidden_AndTheirTotalStays()
    {
        // Story D10.
        var safe = TableSuppression.Protect(Of([7], [3]), new SmallNumberRule(5));
        Assert.Equal([null, null], safe.Cells.Select(row => row[0]));
        Assert.Equal([null, null], safe.RowTotals);
        Assert.Equal((10, 10), (safe.ColumnTotals[0], safe.Total));
    }

    [Fact]
    public void FewChildrenOrOneEvening_HideACellOfManyRecords()
    {
        var cells = Of([20, 20, 20], [20, 20, 20], [20, 20, 20]);
        cells[1][1] = new(20, 2, 20);
        cells[2][2] = new(20, 20, 1);
        var safe = TableSuppression.Protect(cells, new SmallNumberRule(5));
        Assert.Null(safe.Cells[1][1]);
        Assert.Null(safe.Cells[2][2]);
        Assert.Equal(180, safe.Total);
    }

    [Fact]
    public void ZeroAndTooFew_LookTheSame()
    {
        var zero = TableSuppression.Protect(Of([0, 20], [20, 20]), new SmallNumberRule(5));
        var few = TableSuppression.Protect(Of([4, 20], [20, 20]), new SmallNumberRule(5));
        Assert.Equal(zero.Cells.SelectMany(row => row).Select(cell => cell is null), few.Cells.SelectMany(row => row).Select(cell => cell is null));
    }

    [Fact]
    public void TableWithoutSmallNumbers_StaysWhole()
    {
        var counts = Of([5, 6], [7, 8]);
        var safe = TableSuppression.Protect(counts, new SmallNumberRule(5));
        Assert.Equal([[5, 6], [7, 8]], safe.Cells);
        Assert.Equal((26, 11, 12), (safe.Total, safe.RowTotals[0], safe.ColumnTotals[0]));
    }

    [Fact]
    public void OneCellAlone_TakesItsTotalsWithIt()
    {
        var safe = TableSuppression.Protect(Of([2]), new SmallNumberRule(5));
        Assert.Equal((null, null, null, null), (safe.Cells[0][0], safe.RowTotals[0], safe.ColumnTotals[0], safe.Total));
    }

    [Fact]
    public void SameTable_SameResult_AndALargeOneInTime()
    {
        var random = new Random(7);
        var counts = Counts(random, 25, 20, 40);
        var (first, again) = (TableSuppression.Protect(counts, new SmallNumberRule(10)), TableSuppression.Protect(counts, new SmallNumberRule(10)));
        Assert.Equal(first.Cells.SelectMany(row => row), again.Cells.SelectMany(row => row));
        Assert.Equal(first.RowTotals, again.RowTotals);
        Assert.Contains(first.Cells.SelectMany(row => row), cell => cell is not null);
    }

    [Fact]
    public void NoPercentage_UnderTheThresholdOrOfARestUnderIt()
    {
        var rule = new SmallNumberRule(5);
        CellContent Of(int n) => new(n, n, n);
        Assert.Null(rule.Percent(Of(4), Of(100)));
        Assert.Null(rule.Percent(Of(97), Of(100)));
        Assert.Equal(25, rule.Percent(Of(25), Of(100)));
        Assert.Null(rule.Rounded(Of(4)));
        Assert.Equal((5, 10), (rule.Rounded(Of(7)), rule.Rounded(Of(8))));
    }

    // Every value that a withheld number can have in some table of whole numbers, none negative, that fits all that is shown.
    // Values are tried up to the true one plus k + 2: that many candidates are enough.
    private static List<(string Name, HashSet<int> Values)> WithheldValues(SafeTable safe, CellContent[][] truth, int k)
    {
        var (rows, columns) = (truth.Length, truth[0].Length);
        var watched = new List<(string Name, Func<int[,], int> Read, HashSet<int> Values)>();
        for (var r = 0; r < rows; r++)
        {
            var row = r;
            for (var c = 0; c < columns; c++)
            {
                var column = c;
                if (safe.Cells[r][c] is null) watched.Add(($"cell {r},{c}", t => t[row, column], []));
            }

            if (safe.RowTotals[r] is null) watched.Add(($"row {r}", t => Enumerable.Range(0, columns).Sum(c => t[row, c]), []));
        }

        for (var c = 0; c < columns; c++)
        {
            var column = c;
            if (safe.ColumnTotals[c] is null) watched.Add(($"column {c}", t => Enumerable.Range(0, rows).Sum(r => t[r, column]), []));
        }

        if (safe.Total is null) watched.Add(("total", t => t.Cast<int>().Sum(), []));
        var table = new int[rows, columns];
        var tried = 0;
        Fill(0);
        return [.. watched.Select(one => (one.Name, one.Values))];

        bool Fill(int at)
        {
            if (at == rows * columns)
            {
                if (safe.Total is { } total && table.Cast<int>().Sum() != total) return false;
                foreach (var one in watched) one.Values.Add(one.Read(table));
                return watched.All(one => one.Values.Count >= 3 && one.Values.Max() - one.Values.Min() > k);
            }

            if (++tried > 20_000_000) throw new InvalidOperationException("The oracle takes too long.");
            var (r, c) = (at / columns, at % columns);
            var rowSoFar = Enumerable.Range(0, c).Sum(i => table[r, i]);
            var columnSoFar = Enumerable.Range(0, r).Sum(i => table[i, c]);
            foreach (var value in safe.Cells[r][c] is { } known ? [known] : Enumerable.Range(0, truth[r][c].Records + k + 3))
            {
                if (safe.RowTotals[r] is { } rowTotal && (rowSoFar + value > rowTotal || (c == columns - 1 && rowSoFar + value != rowTotal))) continue;
                if (safe.ColumnTotals[c] is { } columnTotal
                    && (columnSoFar + value > columnTotal || (r == rows - 1 && columnSoFar + value != columnTotal))) continue;
                table[r, c] = value;
                if (Fill(at + 1)) return true;
            }

            return false;
        }
    }

    private static void AssertTrue(CellContent[][] counts, SafeTable safe)
    {
        for (var r = 0; r < counts.Length; r++)
            for (var c = 0; c < counts[r].Length; c++)
                if (safe.Cells[r][c] is { } shown) Assert.Equal(counts[r][c].Records, shown);
        Assert.All(safe.RowTotals.Index(), total => Assert.True(total.Item is null || total.Item == counts[total.Index].Sum(cell => cell.Records)));
        Assert.True(safe.Total is null || safe.Total == counts.Sum(row => row.Sum(cell => cell.Records)));
    }

    private static CellContent[][] Of(params int[][] counts) => [.. counts.Select(row => row.Select(n => new CellContent(n, n, n)).ToArray())];

    private static CellContent[][] Counts(Random random, int rows, int columns, int most) =>
        [.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, columns).Select(_ => random.Next(most)).Select(n => new CellContent(n, n, n)).ToArray())];

    private static string Text(CellContent[][] counts) => string.Join(" / ", counts.Select(row => string.Join(' ', row.Select(cell => cell.Records))));
}
