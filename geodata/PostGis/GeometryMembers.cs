using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using NetTopologySuite.Geometries;

namespace SpacesPlaces.Geodata.PostGis;

/// <summary>Translates properties of geometries: which property becomes which PostGIS function.</summary>
/// <remarks>
/// Lengths and areas are in the unit of the column's CRS (metres for EPSG:27700). <c>Length</c> of a polygon is 0 in
/// PostGIS and the perimeter in NTS. <c>GeometryType</c> is not translated: PostGIS answers in capitals, NTS does not.
/// </remarks>
internal sealed class GeometryMembers(ISqlExpressionFactory sql, IRelationalTypeMappingSource mappings)
    : IMemberTranslatorPlugin, IMemberTranslator
{
    private static readonly Dictionary<string, string> Functions = new()
    {
        [nameof(Geometry.Area)] = "ST_Area",
        [nameof(Geometry.Boundary)] = "ST_Boundary",
        [nameof(Geometry.Centroid)] = "ST_Centroid",
        [nameof(Geometry.Dimension)] = "ST_Dimension",
        [nameof(Geometry.Envelope)] = "ST_Envelope",
        [nameof(Geometry.InteriorPoint)] = "ST_PointOnSurface",
        [nameof(Geometry.PointOnSurface)] = "ST_PointOnSurface",
        [nameof(Geometry.IsEmpty)] = "ST_IsEmpty",
        [nameof(Geometry.IsSimple)] = "ST_IsSimple",
        [nameof(Geometry.IsValid)] = "ST_IsValid",
        [nameof(Geometry.Length)] = "ST_Length",
        [nameof(Geometry.NumGeometries)] = "ST_NumGeometries",
        [nameof(Geometry.NumPoints)] = "ST_NPoints",
        [nameof(Geometry.SRID)] = "ST_SRID",
        [nameof(Point.X)] = "ST_X",
        [nameof(Point.Y)] = "ST_Y",
        [nameof(Point.Z)] = "ST_Z",
        [nameof(Point.M)] = "ST_M",
        [nameof(LineString.StartPoint)] = "ST_StartPoint",
        [nameof(LineString.EndPoint)] = "ST_EndPoint",
        [nameof(LineString.IsClosed)] = "ST_IsClosed",
        [nameof(LineString.IsRing)] = "ST_IsRing",
        [nameof(Polygon.ExteriorRing)] = "ST_ExteriorRing",
        [nameof(Polygon.NumInteriorRings)] = "ST_NumInteriorRings",
        [nameof(GeometryCollection.Count)] = "ST_NumGeometries",
    };

    private readonly Translation translation = new(sql, mappings);

    public IEnumerable<IMemberTranslator> Translators => [this];

    public SqlExpression? Translate(
        SqlExpression? instance, MemberInfo member, Type returnType, IDiagnosticsLogger<DbLoggerCategory.Query> logger) =>
        instance is not null
        && typeof(Geometry).IsAssignableFrom(member.DeclaringType)
        && Functions.TryGetValue(member.Name, out var function)
            ? translation.Call(function, [instance], returnType)
            : null;
}
