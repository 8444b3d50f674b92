using System.Runtime.Intrinsics;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>Square cells over an extent; columns run east and rows north, both from 0.</summary>
internal readonly struct GridFrame(double minX, double minY, double maxX, double maxY, double side)
{
    // Multiplying is several times cheaper than dividing; the guard in the cell's side covers its rounding.
    private readonly double _cellsPerMetre = 1 / side;

    public double Side => side;

    public uint Column(double x) => (uint)double.ConvertToIntegerNative<int>((x - minX) * _cellsPerMetre);

    public uint Row(double y) => (uint)double.ConvertToIntegerNative<int>((y - minY) * _cellsPerMetre);

    /// <summary>Columns of eight eastings with their fractions, by the same arithmetic as <see cref="Column"/>.</summary>
    public Vector512<double> Columns(Vector512<double> x) => (x - Vector512.Create(minX)) * _cellsPerMetre;

    /// <summary>Rows of eight northings with their fractions, by the same arithmetic as <see cref="Row"/>.</summary>
    public Vector512<double> Rows(Vector512<double> y) => (y - Vector512.Create(minY)) * _cellsPerMetre;

    /// <summary>
    /// Whole metres from the corner to a column, rounded down: no event at whole metres in it is west of that, and none more
    /// than <see cref="Side"/> + 1 east of it.
    /// </summary>
    public uint West(uint column) => (uint)double.ConvertToIntegerNative<int>(column * side);

    /// <summary>As <see cref="West"/> for a row.</summary>
    public uint South(uint row) => West(row);

    /// <summary>Metres that eight events at whole metres are east of the <see cref="West"/> of their columns.</summary>
    public Vector512<double> InColumns(Vector512<double> x, Vector512<double> columns) =>
        x - Vector512.Create(minX) - Vector512.Floor(columns * side);

    /// <summary>As <see cref="InColumns"/> for northings and rows.</summary>
    public Vector512<double> InRows(Vector512<double> y, Vector512<double> rows) =>
        y - Vector512.Create(minY) - Vector512.Floor(rows * side);

    /// <summary>Metres that an event at whole metres is east of the west of its column.</summary>
    public uint InColumn(double x) => (uint)(x - minX) - West(Column(x));

    /// <summary>As <see cref="InColumn"/> for a northing and its row.</summary>
    public uint InRow(double y) => (uint)(y - minY) - South(Row(y));

    public uint LastColumn => Column(maxX);

    public uint LastRow => Row(maxY);
}
