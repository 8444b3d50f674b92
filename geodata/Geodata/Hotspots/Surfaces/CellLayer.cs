using System.Runtime.Intrinsics;
using SpacesPlaces.Geodata.Grids;

namespace SpacesPlaces.Geodata.Hotspots.Surfaces;

/// <summary>
/// A number for each place of the block around a set of cells. Rows end in spare places, so that a vector may reach over the last column
/// without touching the next row.
/// </summary>
internal sealed class CellLayer
{
    public CellLayer(CellSet cells)
    {
        (Columns, Rows) = (cells.Columns, cells.Rows);
        Stride = Columns + Vector256<double>.Count;
        Cells = new double[(long)Stride * Rows];
    }

    public int Columns { get; }

    public int Rows { get; }

    public int Stride { get; }

    public double[] Cells { get; }

    /// <summary>How much of each cell lies in the window, which the edge correction needs.</summary>
    public static CellLayer Shares(CellSet cells)
    {
        var layer = new CellLayer(cells);
        for (var number = 0; number < cells.Count; number++) layer.Cells[layer.PlaceOf(cells, number)] = cells.ShareOf(number);
        return layer;
    }

    public int PlaceOf(CellSet cells, int number)
    {
        var place = cells.PlaceOf(number);
        return place + place / Columns * (Stride - Columns);
    }

    public double[] Values(CellSet cells, double scale)
    {
        var values = new double[cells.Count];
        if (cells.IsBlock)
        {
            for (var row = 0; row < Rows; row++)
                for (var column = 0; column < Columns; column++)
                    values[row * Columns + column] = Cells[row * Stride + column] * scale;
            return values;
        }

        for (var number = 0; number < values.Length; number++) values[number] = Cells[PlaceOf(cells, number)] * scale;
        return values;
    }
}
