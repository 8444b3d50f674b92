using Microsoft.EntityFrameworkCore.Storage;
using NetTopologySuite.Geometries;

namespace SpacesPlaces.Geodata.PostGis;

/// <summary>Finds the mapping for an NTS type, or for a store type such as <c>geometry(Point,27700)</c>.</summary>
internal sealed class GeometryTypeMappings : IRelationalTypeMappingSourcePlugin
{
    public RelationalTypeMapping? FindMapping(in RelationalTypeMappingInfo mappingInfo)
    {
        var clrType = mappingInfo.ClrType;
        if (clrType is not null && !typeof(Geometry).IsAssignableFrom(clrType)) return null;

        var storeType = mappingInfo.StoreTypeName;
        if (storeType is not null)
        {
            if (!IsSpatial(storeType)) return null;
            return Create(clrType ?? ClrTypeOf(storeType), storeType);
        }

        return clrType is null ? null : Create(clrType, "geometry");
    }

    private static RelationalTypeMapping Create(Type clrType, string storeType) =>
        (RelationalTypeMapping)Activator.CreateInstance(typeof(GeometryTypeMapping<>).MakeGenericType(clrType), storeType)!;

    private static bool IsSpatial(string storeType) =>
        storeType.Split('(')[0].Trim().ToLowerInvariant() is "geometry" or "geography";

    // "geometry(MultiPolygon,27700)" names its shape before the comma; anything else can hold every shape.
    private static Type ClrTypeOf(string storeType) =>
        storeType.Split('(', ',', ')').ElementAtOrDefault(1)?.Trim().ToLowerInvariant() switch
        {
            "point" => typeof(Point),
            "linestring" => typeof(LineString),
            "polygon" => typeof(Polygon),
            "multipoint" => typeof(MultiPoint),
            "multilinestring" => typeof(MultiLineString),
            "multipolygon" => typeof(MultiPolygon),
            "geometrycollection" => typeof(GeometryCollection),
            _ => typeof(Geometry),
        };
}
