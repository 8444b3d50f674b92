using NetTopologySuite.Geometries;

namespace NetTopologySuite.IO;

/// <summary>Reads the extended WKB that PostGIS sends: well-known binary with an SRID in front.</summary>
/// <param name="coordinateSequenceFactory">Makes the coordinate sequences of what is read.</param>
/// <param name="precisionModel">Precision given to the geometries; the coordinates are not rounded.</param>
/// <param name="handleOrdinates">Ordinates to keep; what the stream has beyond these is dropped.</param>
public class PostGisReader(CoordinateSequenceFactory coordinateSequenceFactory, PrecisionModel precisionModel, Ordinates handleOrdinates)
{
    private readonly WKBReader reader =
        new(new NtsGeometryServices(coordinateSequenceFactory, precisionModel, srid: 0))
        {
            HandleSRID = true,
            HandleOrdinates = handleOrdinates,
        };

    /// <summary>Reads one geometry; its SRID is the one in the stream.</summary>
    /// <param name="stream">Positioned at the byte-order mark; left open.</param>
    /// <exception cref="ParseException">The bytes are not extended WKB.</exception>
    public Geometry Read(Stream stream) => reader.Read(stream);
}
