namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>Square cells over an extent; columns run east and rows north, both from 0.</summary>
internal readonly struct GridFrame(double minX, double minY, double maxX, double maxY, double side)
{
    // Multiplying is several times cheaper than dividing; the guard in the cell's side covers its rounding.
    private readonly double _cellsPerMetre = 1 / side;

    public uint Column(double x) => (uint)double.ConvertToIntegerNative<int>((x - minX) * _cellsPerMetre);

    public uint Row(double y) => (uint)double.ConvertToIntegerNative<int>((y - minY) * _cellsPerMetre);

    public uint LastColumn => Column(maxX);

    public uint LastRow => Row(maxY);
}
