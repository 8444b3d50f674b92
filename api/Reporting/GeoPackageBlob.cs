using System.Buffers.Binary;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace SpacesPlaces.Api.Reporting;

/// <summary>Geometries as GeoPackage stores them: a header with the reference system and, for areas, the box, then WKB.</summary>
internal static class GeoPackageBlob
{
    private const int PointHeader = 8;
    private const int AreaHeader = 40;

    // Little-endian; the envelope's kind stands in the next three bits: none, or two axes.
    private const byte LittleEndian = 1;
    private const byte WithBox = LittleEndian | (1 << 1);

    public static byte[] Of(Geometry place, int srid)
    {
        var isPoint = place is Point;
        var wkb = isPoint ? PointOf((Point)place) : new WKBWriter(ByteOrder.LittleEndian).Write(place);
        var blob = new byte[(isPoint ? PointHeader : AreaHeader) + wkb.Length];
        (blob[0], blob[1], blob[3]) = ((byte)'G', (byte)'P', isPoint ? LittleEndian : WithBox);
        BinaryPrimitives.WriteInt32LittleEndian(blob.AsSpan(4), srid);
        if (!isPoint)
        {
            var box = place.EnvelopeInternal;
            BinaryPrimitives.WriteDoubleLittleEndian(blob.AsSpan(8), box.MinX);
            BinaryPrimitives.WriteDoubleLittleEndian(blob.AsSpan(16), box.MaxX);
            BinaryPrimitives.WriteDoubleLittleEndian(blob.AsSpan(24), box.MinY);
            BinaryPrimitives.WriteDoubleLittleEndian(blob.AsSpan(32), box.MaxY);
        }

        wkb.CopyTo(blob, blob.Length - wkb.Length);
        return blob;
    }

    private static byte[] PointOf(Point point)
    {
        var wkb = new byte[21];
        wkb[0] = 1;
        wkb[1] = 1;
        BinaryPrimitives.WriteDoubleLittleEndian(wkb.AsSpan(5), point.X);
        BinaryPrimitives.WriteDoubleLittleEndian(wkb.AsSpan(13), point.Y);
        return wkb;
    }
}
