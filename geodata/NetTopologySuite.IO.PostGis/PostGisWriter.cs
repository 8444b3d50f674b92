using NetTopologySuite.Geometries;

namespace NetTopologySuite.IO;

/// <summary>Writes the extended WKB that PostGIS expects: little-endian, with the geometry's SRID in front.</summary>
public class PostGisWriter
{
    /// <summary>Writes one geometry with the ordinates it really has.</summary>
    /// <param name="geometry">Any NTS geometry; SRID 0 is written as "no SRID".</param>
    /// <param name="stream">Where to; left open.</param>
    public void Write(Geometry geometry, Stream stream)
    {
        var present = new PresentOrdinates();
        geometry.Apply(present);
        new WKBWriter(ByteOrder.LittleEndian, handleSRID: geometry.SRID > 0, present.Z, present.M).Write(geometry, stream);
    }

    // A sequence can have room for Z or M without holding one (NaN). PostGIS refuses a third ordinate in a column of
    // two, so what is only room is not written.
    private sealed class PresentOrdinates : IEntireCoordinateSequenceFilter
    {
        public bool Z { get; private set; }
        public bool M { get; private set; }
        public bool Done => Z && M;
        public bool GeometryChanged => false;

        public void Filter(CoordinateSequence sequence)
        {
            Z |= sequence.HasZ && AnyValue(sequence.Count, sequence.GetZ);
            M |= sequence.HasM && AnyValue(sequence.Count, sequence.GetM);
        }

        private static bool AnyValue(int count, Func<int, double> ordinate) =>
            Enumerable.Range(0, count).Any(i => !double.IsNaN(ordinate(i)));
    }
}
