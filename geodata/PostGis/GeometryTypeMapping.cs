using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Storage;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using Npgsql;

namespace SpacesPlaces.Geodata.PostGis;

/// <summary>Carries one NTS type to and from one PostGIS column type; Npgsql itself converts the values.</summary>
internal sealed class GeometryTypeMapping<TGeometry> : RelationalGeometryTypeMapping<TGeometry, TGeometry>
    where TGeometry : Geometry
{
    public GeometryTypeMapping(string storeType)
        : base(converter: null, storeType, jsonValueReaderWriter: null)
    {
    }

    private GeometryTypeMapping(RelationalTypeMappingParameters parameters)
        : base(parameters, converter: null)
    {
    }

    protected override Type WktReaderType => typeof(WKTReader);

    private string BaseStoreType => StoreType.Split('(')[0];

    protected override RelationalTypeMapping Clone(RelationalTypeMappingParameters parameters) =>
        new GeometryTypeMapping<TGeometry>(parameters);

    // Named, so that a null is a null geometry and a geography is not taken for a geometry.
    protected override void ConfigureParameter(DbParameter parameter)
    {
        base.ConfigureParameter(parameter);
        ((NpgsqlParameter)parameter).DataTypeName = BaseStoreType;
    }

    protected override string GenerateNonNullSqlLiteral(object value) =>
        string.Create(CultureInfo.InvariantCulture, $"{BaseStoreType.ToUpperInvariant()} 'SRID={GetSrid(value)};{AsText(value)}'");

    protected override string AsText(object value)
    {
        var geometry = (Geometry)value;
        return new WKTWriter(4) { OutputOrdinates = OrdinatesOf(geometry) }.Write(geometry);
    }

    protected override int GetSrid(object value) => ((Geometry)value).SRID;

    private static Ordinates OrdinatesOf(Geometry geometry) =>
        geometry.Coordinate is { Z: var z } && !double.IsNaN(z) ? Ordinates.XYZ : Ordinates.XY;
}
