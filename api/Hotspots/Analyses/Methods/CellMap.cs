using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Hotspots.Events;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Grids;

namespace SpacesPlaces.Api.Hotspots.Analyses.Methods;

/// <summary>A cell that has something to show.</summary>
/// <param name="Number">Its number in the set of cells.</param>
/// <param name="Value">Density or score.</param>
/// <param name="PUnadjusted">p of this cell alone.</param>
/// <param name="PAdjusted">p adjusted over the map.</param>
/// <param name="PPermutation">p by rearrangement, unadjusted.</param>
/// <param name="Class">Word of its class.</param>
internal readonly record struct ShownCell(
    int Number, double Value, double? PUnadjusted = null, double? PAdjusted = null, double? PPermutation = null, string? Class = null);

/// <summary>The cells of an analysis with the events in them, and how cells are answered.</summary>
internal sealed class CellMap
{
    /// <summary>Most cells that are computed: a finer question needs a smaller area.</summary>
    public const int MostCells = 500_000;

    /// <summary>Most cells in an answer, those of the highest values first; a map cannot draw many more.</summary>
    public const int MostShown = 10_000;

    /// <summary>Adjusted p at or below which a cell is called by its class.</summary>
    public const double Significance = 0.05;

    private readonly AnalysisInput _input;
    private readonly int[] _starts, _rows; // rows of events by cell: those of a cell begin at its start

    private CellMap(AnalysisInput input, CellSet cells)
    {
        (_input, Cells) = (input, cells);
        var events = input.Events;
        var cellOf = new int[events.Count];
        _starts = new int[cells.Count + 1];
        for (var row = 0; row < cellOf.Length; row++)
        {
            cellOf[row] = cells.IndexOf(new GridPoint(events.Eastings[row], events.Northings[row]));
            if (cellOf[row] >= 0) _starts[cellOf[row] + 1]++;
        }

        Counts = new double[cells.Count];
        for (var cell = 0; cell < cells.Count; cell++)
        {
            Counts[cell] = _starts[cell + 1];
            _starts[cell + 1] += _starts[cell];
        }

        _rows = new int[_starts[^1]];
        var next = _starts[..^1];
        for (var row = 0; row < cellOf.Length; row++)
            if (cellOf[row] >= 0) _rows[next[cellOf[row]]++] = row;
    }

    public CellSet Cells { get; }

    /// <summary>Events in each cell.</summary>
    public double[] Counts { get; }

    /// <summary>All cells of the area.</summary>
    /// <exception cref="JobRefusedException">There would be more than <see cref="MostCells"/>.</exception>
    public static CellMap OfArea(AnalysisInput input, CellShape shape, double metres)
    {
        ICellGrid grid = shape == CellShape.Square ? new SquareGrid(metres) : new HexGrid(metres);
        var box = input.Area.EnvelopeInternal;
        var around = (box.Width / metres + 2) * (box.Height / metres + 2);
        var expected = input.Area.Area / grid.CellAreaSquareMetres;
        if (expected > MostCells || around > CellSet.MostCells)
        {
            throw new JobRefusedException(Refusal.Of(
                ProblemCodes.TooManyCells, "method.cellMetres", ("count", Math.Ceiling(Math.Max(expected, around))), ("max", MostCells)));
        }

        return new(input, CellSet.Covering(grid, input.Area));
    }

    /// <summary>
    /// Only the cells that could hold an event: where people live, workers went or an event is. A county is mostly hillside, and each
    /// empty cell makes the others look hotter than they are. Without residents all cells stay.
    /// </summary>
    public CellMap WhereEventsCouldBe()
    {
        if (_input.Residents.Count == 0) return this;
        var visited = _input.Outreach.Select(effort => GridCell.Of(new(effort.Easting, effort.Northing))).ToHashSet();
        var keep = new bool[Cells.Count];
        for (var cell = 0; cell < keep.Length; cell++)
        {
            var square = GridCell.Of(Cells.Grid.CentreOf(Cells[cell]));
            keep[cell] = Counts[cell] > 0 || visited.Contains(square) || _input.Residents.GetValueOrDefault(square) > 0;
        }

        return new(_input, Cells.Where(keep));
    }

    /// <summary>The answer for cells; those of the highest values when there are too many, listed from north to south.</summary>
    /// <param name="shown">Cells with something to show.</param>
    /// <param name="around">Adds the events that a cell's value stands on.</param>
    public (IReadOnlyList<CellView> Cells, int LeftOff) View(IReadOnlyCollection<ShownCell> shown, Action<int, EventTally> around)
    {
        var tally = new EventTally(_input.Events.Children);
        var isHarm = _input.Asked.Subject == AnalysisSubject.Harm;
        ShownCell[] kept = [.. shown.OrderByDescending(cell => cell.Value).ThenBy(cell => cell.Number).Take(MostShown).OrderByDescending(cell => cell.Number)];
        return ([.. kept.Select(cell =>
        {
            tally.Clear();
            around(cell.Number, tally);
            return new CellView(
                Where.ToWire(Cells.Grid.PolygonOf(Cells[cell.Number]), _input.Grid), (int)Counts[cell.Number], tally.Events,
                isHarm ? tally.Children : null,
                cell.Value, cell.PUnadjusted, cell.PAdjusted, cell.PPermutation, cell.Class);
        })], shown.Count - kept.Length);
    }

    /// <summary>Rows of the events in a cell.</summary>
    public ReadOnlySpan<int> RowsOf(int cell) => _rows.AsSpan(_starts[cell], _starts[cell + 1] - _starts[cell]);

    /// <summary>Different children in a cell.</summary>
    public int ChildrenIn(int cell, EventTally tally)
    {
        tally.Clear();
        foreach (var row in RowsOf(cell)) tally.Add(row);
        return tally.Children;
    }

    /// <summary>Adds the events in a cell and its neighbours.</summary>
    public void AddAround(int cell, NeighbourLists neighbours, EventTally tally)
    {
        foreach (var row in RowsOf(cell)) tally.Add(row);
        foreach (var neighbour in neighbours.Of(cell))
            foreach (var row in RowsOf(neighbour)) tally.Add(row);
    }

    /// <summary>Adds the events within a distance of the middle of a cell.</summary>
    public void AddWithin(int cell, double metres, EventTally tally)
    {
        var events = _input.Events;
        var (address, middle) = (Cells[cell], Cells.Grid.CentreOf(Cells[cell]));
        var reach = (int)Math.Ceiling(metres / Cells.Grid.SizeMetres) + 1;
        for (var row = address.Row - reach; row <= address.Row + reach; row++)
        {
            for (var column = address.Column - reach; column <= address.Column + reach; column++)
            {
                var other = Cells.IndexOf(new GridAddress(column, row));
                if (other < 0) continue;
                foreach (var one in RowsOf(other))
                {
                    double dx = events.Eastings[one] - middle.Easting, dy = events.Northings[one] - middle.Northing;
                    if (dx * dx + dy * dy <= metres * metres) tally.Add(one);
                }
            }
        }
    }
}
