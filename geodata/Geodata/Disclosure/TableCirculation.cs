namespace SpacesPlaces.Geodata.Disclosure;

/// <summary>The numbers of a table with totals as arcs of a circulation; see <see cref="TableSuppression"/>.</summary>
internal sealed class TableCirculation
{
    private const long Unlimited = long.MaxValue / 4;

    private readonly int rows;
    private readonly int columns;
    private readonly int[] from;
    private readonly int[] to;
    private readonly long[] value;
    private readonly bool[] withheld;
    private readonly bool[] wideEnough;
    private readonly List<int>[] arcsOf;

    // Arcs in this order: cells row by row, row totals, column totals, the grand total. Nodes: rows, columns, "all columns"
    // (where column totals meet), "all rows" (where row totals start).
    public TableCirculation(IReadOnlyList<IReadOnlyList<CellContent>> cells, SmallNumberRule rule)
    {
        (rows, columns) = (cells.Count, cells[0].Count);
        var arcs = (rows * columns) + rows + columns + 1;
        (from, to, value, withheld, wideEnough) = (new int[arcs], new int[arcs], new long[arcs], new bool[arcs], new bool[arcs]);
        var (allColumns, allRows) = (rows + columns, rows + columns + 1);
        for (var row = 0; row < rows; row++)
            for (var column = 0; column < columns; column++)
            {
                Set(Cell(row, column), row, rows + column, cells[row][column].Records);
                withheld[Cell(row, column)] = !rule.MayShow(cells[row][column]);
            }

        for (var row = 0; row < rows; row++) Set(RowTotal(row), allRows, row, cells[row].Sum(cell => (long)cell.Records));
        for (var column = 0; column < columns; column++)
            Set(ColumnTotal(column), rows + column, allColumns, cells.Sum(row => (long)row[column].Records));
        Set(arcs - 1, allColumns, allRows, cells.Sum(row => row.Sum(cell => (long)cell.Records)));
        // Children and groups of a total are at least those of its richest cell; more is not known here, so more is not assumed.
        for (var row = 0; row < rows; row++) withheld[RowTotal(row)] = !rule.MayShow(LeastOf(cells[row], value[RowTotal(row)]));
        for (var column = 0; column < columns; column++)
        {
            var of = column;
            withheld[ColumnTotal(column)] = !rule.MayShow(LeastOf(cells.Select(row => row[of]), value[ColumnTotal(column)]));
        }

        withheld[arcs - 1] = !rule.MayShow(LeastOf(cells.SelectMany(row => row), value[arcs - 1]));

        arcsOf = [.. Enumerable.Range(0, rows + columns + 2).Select(_ => new List<int>())];
        for (var arc = 0; arc < arcs; arc++)
        {
            arcsOf[from[arc]].Add(arc);
            arcsOf[to[arc]].Add(arc);
        }
    }

    /// <summary>The first withheld number whose range is not wider than k; null when there is none.</summary>
    public int? FirstTooNarrow(int k)
    {
        for (var arc = 0; arc < value.Length; arc++)
        {
            // Withholding more only widens ranges, so what is wide enough stays so.
            if (!withheld[arc] || wideEnough[arc]) continue;
            var up = Push(arc, to[arc], from[arc], k + 1);
            if (up + Push(arc, from[arc], to[arc], Math.Min(k + 1 - up, value[arc])) <= k) return arc;
            wideEnough[arc] = true;
        }

        return null;
    }

    /// <summary>Withholds the cheapest cycle through a number along which it can rise by so many.</summary>
    public void Widen(int arc, int by)
    {
        var cost = new long[arcsOf.Length];
        Array.Fill(cost, Unlimited);
        var cameBy = new int[arcsOf.Length];
        Array.Fill(cameBy, -1);
        var queue = new PriorityQueue<int, (long, int)>();
        cost[to[arc]] = 0;
        queue.Enqueue(to[arc], (0, to[arc]));
        while (queue.TryDequeue(out var node, out var at))
        {
            if (at.Item1 > cost[node]) continue;
            foreach (var next in arcsOf[node])
            {
                var raises = from[next] == node;
                if (next == arc || (!raises && value[next] < by)) continue;
                var other = raises ? to[next] : from[next];
                var sum = cost[node] + CostOf(next);
                if (sum >= cost[other]) continue;
                (cost[other], cameBy[other]) = (sum, next);
                queue.Enqueue(other, (sum, other));
            }
        }

        for (var node = from[arc]; node != to[arc];)
        {
            var step = cameBy[node];
            withheld[step] = true;
            node = from[step] == node ? to[step] : from[step];
        }
    }

    public SafeTable Shown() => new(
        [.. Enumerable.Range(0, rows).Select(row => (IReadOnlyList<int?>)[.. Enumerable.Range(0, columns).Select(column => Shown(Cell(row, column)))])],
        [.. Enumerable.Range(0, rows).Select(row => Shown(RowTotal(row)))],
        [.. Enumerable.Range(0, columns).Select(column => Shown(ColumnTotal(column)))],
        Shown(value.Length - 1));

    private int? Shown(int arc) => withheld[arc] ? null : checked((int)value[arc]);

    private static CellContent LeastOf(IEnumerable<CellContent> parts, long records) => parts.Aggregate(
        new CellContent(checked((int)records), 0, 0),
        (most, part) => most with
        {
            DistinctChildren = Math.Max(most.DistinctChildren, part.DistinctChildren),
            IncidentGroups = Math.Max(most.IncidentGroups, part.IncidentGroups),
        });

    private int Cell(int row, int column) => (row * columns) + column;

    private int RowTotal(int row) => (rows * columns) + row;

    private int ColumnTotal(int column) => (rows * columns) + rows + column;

    private void Set(int arc, int start, int end, long count) => (from[arc], to[arc], value[arc]) = (start, end, count);

    // What is withheld already costs nothing more. A total tells most, so it goes last, whatever the counts.
    private long CostOf(int arc) =>
        withheld[arc] ? 0 : arc < rows * columns ? 1 + value[arc] : 1 + value[^1] * (rows * columns + 1L) + value[arc];

    // How much the withheld numbers other than one arc can carry from a node to another, up to a limit: raised without end,
    // lowered to 0. Augmenting along shortest paths.
    private long Push(int without, int source, int sink, long limit)
    {
        var moved = new long[value.Length];
        var pushed = 0L;
        var cameBy = new int[arcsOf.Length];
        var queue = new Queue<int>();
        while (pushed < limit)
        {
            Array.Fill(cameBy, -1);
            queue.Clear();
            queue.Enqueue(source);
            while (cameBy[sink] < 0 && queue.TryDequeue(out var node))
            {
                foreach (var arc in arcsOf[node])
                {
                    if (!withheld[arc] || arc == without || Room(arc, node) == 0) continue;
                    var other = from[arc] == node ? to[arc] : from[arc];
                    if (other == source || cameBy[other] >= 0) continue;
                    cameBy[other] = arc;
                    queue.Enqueue(other);
                }
            }

            if (cameBy[sink] < 0) return pushed;
            var amount = limit - pushed;
            for (var node = sink; node != source; node = Before(node)) amount = Math.Min(amount, Room(cameBy[node], Before(node)));
            for (var node = sink; node != source; node = Before(node))
                moved[cameBy[node]] += from[cameBy[node]] == Before(node) ? amount : -amount;
            pushed += amount;
        }

        return pushed;

        int Before(int node) => from[cameBy[node]] == node ? to[cameBy[node]] : from[cameBy[node]];
        long Room(int arc, int start) => from[arc] == start ? Unlimited : value[arc] + moved[arc];
    }
}
