using SpacesPlaces.Api.Analyses;
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
    private readonly ILookup<int, int> _rowsOfCell;

    private CellMap(AnalysisInput input, CellSet cells)
    {
        (_input, Cells) = (input, cells);
        var events = input.Events;
        _rowsOfCell = Enumerable.Range(0, events.Count)
            .Select(row => (Row: row, Cell: cells.IndexOf(new GridPoint(events.Eastings[row], events.Northings[row]))))
            .Where(one => one.Cell >= 0)
            .ToLookup(one => one.Cell, one => one.Row);
        Counts = new double[cells.Count];
        foreach (var cell in _rowsOfCell) Counts[cell.Key] = cell.Count();
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
    /// <param name="around">The rows of events that a cell's value stands on.</param>
    public (IReadOnlyList<CellView> Cells, int LeftOff) View(IReadOnlyCollection<ShownCell> shown, Func<int, IEnumerable<int>> around)
    {
        var isHarm = _input.Asked.Subject == AnalysisSubject.Harm;
        ShownCell[] kept = [.. shown.OrderByDescending(cell => cell.Value).ThenBy(cell => cell.Number).Take(MostShown).OrderByDescending(cell => cell.Number)];
        return ([.. kept.Select(cell =>
        {
            int[] rows = [.. around(cell.Number)];
            return new CellView(
                Where.ToWire(Cells.Grid.PolygonOf(Cells[cell.Number]), _input.Grid), (int)Counts[cell.Number], rows.Length,
                isHarm ? rows.SelectMany(row => _input.Events.Children[row]).Distinct(StringComparer.Ordinal).Count() : null,
                cell.Value, cell.PUnadjusted, cell.PAdjusted, cell.PPermutation, cell.Class);
        })], shown.Count - kept.Length);
    }

    /// <summary>Rows of the events in a cell.</summary>
    public IEnumerable<int> RowsOf(int cell) => _rowsOfCell[cell];

    /// <summary>Rows of the events in a cell and its neighbours.</summary>
    public IEnumerable<int> RowsAround(int cell, NeighbourLists neighbours)
    {
        List<int> rows = [.. _rowsOfCell[cell]];
        foreach (var neighbour in neighbours.Of(cell)) rows.AddRange(_rowsOfCell[neighbour]);
        return rows;
    }

    /// <summary>Rows of the events within a distance of the middle of a cell.</summary>
    public IEnumerable<int> RowsWithin(int cell, double metres)
    {
        var (address, middle) = (Cells[cell], Cells.Grid.CentreOf(Cells[cell]));
        var reach = (int)Math.Ceiling(metres / Cells.Grid.SizeMetres) + 1;
        for (var row = address.Row - reach; row <= address.Row + reach; row++)
        {
            for (var column = address.Column - reach; column <= address.Column + reach; column++)
            {
                var other = Cells.IndexOf(new GridAddress(column, row));
                if (other < 0 || Counts[other] == 0) continue;
                foreach (var one in _rowsOfCell[other])
                {
                    double dx = _input.Events.Eastings[one] - middle.Easting, dy = _input.Events.Northings[one] - middle.Northing;
                    if (dx * dx + dy * dy <= metres * metres) yield return one;
                }
            }
        }
    }
}
