using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;

namespace SpacesPlaces.Api.Ogc.Tiles;

/// <summary>
/// A layer of a vector tile (Mapbox Vector Tile 2.1) as it grows, feature by feature: first the feature's values, then its shape, in
/// units of the tile, to the right and down.
/// </summary>
internal sealed class TileLayer(string name)
{
    private const int MoveTo = 1, LineTo = 2, ClosePath = 7, AsPoint = 1, AsPolygon = 3;

    private readonly ProtoWriter features = new(), feature = new(), tags = new(), shape = new();
    private readonly Dictionary<string, uint> names = new(StringComparer.Ordinal);
    private readonly Dictionary<(byte Kind, string? Text, long Bits), uint> values = [];
    private int x, y;

    /// <summary>Features so far.</summary>
    public int Count { get; private set; }

    public void Value(string key, string value) => Tag(key, (0, value, 0));

    public void Value(string key, long value) => Tag(key, (1, null, value));

    public void Value(string key, double value) => Tag(key, (2, null, BitConverter.DoubleToInt64Bits(value)));

    public void Value(string key, bool value) => Tag(key, (3, null, value ? 1 : 0));

    /// <summary>Ends the feature as a point.</summary>
    public void Point(int right, int down)
    {
        Begin(MoveTo, 1);
        Step(right, down);
        End(AsPoint);
    }

    /// <summary>Ends the feature as an area; without one where nothing of it is left in whole units.</summary>
    /// <param name="area">Polygons with whole numbers.</param>
    public void Area(Geometry area)
    {
        for (var i = 0; i < area.NumGeometries; i++)
        {
            if (area.GetGeometryN(i) is not Polygon { IsEmpty: false } polygon) continue;
            // Turns are those of the formula for areas with y as it is written, downwards: shells positive, holes negative.
            Ring(polygon.Shell.CoordinateSequence, positive: true);
            foreach (var hole in polygon.Holes) Ring(hole.CoordinateSequence, positive: false);
        }

        if (shape.IsEmpty) tags.Clear();
        else End(AsPolygon);
    }

    /// <summary>The tile with this layer alone; empty without features.</summary>
    public byte[] ToTile()
    {
        if (Count == 0) return [];
        ProtoWriter layer = new(), value = new(), tile = new();
        layer.Text(1, name);
        layer.Append(features.Written);
        foreach (var key in names.Keys) layer.Text(3, key);
        foreach (var (kind, text, bits) in values.Keys)
        {
            value.Clear();
            switch (kind)
            {
                case 0: value.Text(1, text!); break;
                case 1: value.Signed(6, bits); break;
                case 2: value.Double(3, BitConverter.Int64BitsToDouble(bits)); break;
                default: value.Number(7, (ulong)bits); break;
            }

            layer.Message(4, value.Written);
        }

        layer.Number(5, TileAddress.Extent);
        layer.Number(15, 2);
        tile.Message(3, layer.Written);
        return tile.Written.ToArray();
    }

    private void Tag(string key, (byte, string?, long) value)
    {
        tags.Element(Of(names, key));
        tags.Element(Of(values, value));
    }

    private void Ring(CoordinateSequence ring, bool positive)
    {
        var forward = Orientation.IsCCW(ring) == positive;
        var last = ring.Count - 1;
        for (var i = 0; i < last; i++)
        {
            var at = forward ? i : last - i;
            if (i == 0) Begin(MoveTo, 1);
            else if (i == 1) Begin(LineTo, last - 1);
            Step((int)ring.GetX(at), (int)ring.GetY(at));
        }

        Begin(ClosePath, 1);
    }

    private void Begin(int command, int times) => shape.Element((uint)(command | (times << 3)));

    private void Step(int right, int down)
    {
        shape.Element(Zigzag(right - x));
        shape.Element(Zigzag(down - y));
        (x, y) = (right, down);
    }

    private void End(ulong kind)
    {
        feature.Clear();
        feature.Message(2, tags.Written);
        feature.Number(3, kind);
        feature.Message(4, shape.Written);
        features.Message(2, feature.Written);
        tags.Clear();
        shape.Clear();
        (x, y) = (0, 0);
        Count++;
    }

    private static uint Zigzag(int step) => (uint)((step << 1) ^ (step >> 31));

    private static uint Of<T>(Dictionary<T, uint> known, T one) where T : notnull
    {
        if (known.TryGetValue(one, out var index)) return index;
        index = (uint)known.Count;
        known.Add(one, index);
        return index;
    }
}
