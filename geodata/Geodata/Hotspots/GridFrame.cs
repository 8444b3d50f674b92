using System.Runtime.Intrinsics;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>Square cells over an extent; columns run east and rows north, both from 0.</summary>
internal readonly struct GridFrame(double minX, double minY, double maxX, double maxY, double side)
{
    // Multiplying is several times cheaper than dividing; the guard in the cell's side covers its rounding.
    private readonly double _cellsPerMetre = 1 / side;

    public uint Column(double x) => (uint)double.ConvertToIntegerNative<int>((x - minX) * _cellsPerMetre);

    public uint Row(double y) => (uint)double.ConvertToIntegerNative<int>((y - minY) * _cellsPerMetre);

    /// <summary>Columns of eight eastings with their fractions, by the same arithmetic as <see cref="Column"/>.</summary>
    public Vector512<double> Columns(Vector512<double> x) => (x - Vector512.Create(minX)) * _cellsPerMetre;

    /// <summary>Rows of eight northings with their fractions, by the same arithmetic as <see cref="Row"/>.</summary>
    public Vector512<double> Rows(Vector512<double> y) => (y - Vector512.Create(minY)) * _cellsPerMetre;

    public uint LastColumn => Column(maxX);

    public uint LastRow => Row(maxY);
}
