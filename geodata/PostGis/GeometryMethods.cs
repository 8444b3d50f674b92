using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using NetTopologySuite.Geometries;
using Npgsql.EntityFrameworkCore.PostgreSQL.Query;
using Npgsql.EntityFrameworkCore.PostgreSQL.Query.Expressions;

namespace SpacesPlaces.Geodata.PostGis;

/// <summary>Translates methods of geometries: which method, with how many arguments, becomes which PostGIS function.</summary>
/// <remarks>Distances are in the unit of the column's CRS (metres for EPSG:27700), on the spheroid for geography columns.</remarks>
internal sealed class GeometryMethods(ISqlExpressionFactory sql, IRelationalTypeMappingSource mappings)
    : IMethodCallTranslatorPlugin, IMethodCallTranslator
{
    private static readonly Dictionary<(string Method, int Arguments), string> Functions = new()
    {
        // Questions that a GiST index answers.
        [(nameof(Geometry.Contains), 1)] = "ST_Contains",
        [(nameof(Geometry.CoveredBy), 1)] = "ST_CoveredBy",
        [(nameof(Geometry.Covers), 1)] = "ST_Covers",
        [(nameof(Geometry.Crosses), 1)] = "ST_Crosses",
        [(nameof(Geometry.EqualsExact), 1)] = "ST_OrderingEquals",
        [(nameof(Geometry.EqualsTopologically), 1)] = "ST_Equals",
        [(nameof(Geometry.Intersects), 1)] = "ST_Intersects",
        [(nameof(Geometry.IsWithinDistance), 2)] = "ST_DWithin",
        [(nameof(Geometry.Overlaps), 1)] = "ST_Overlaps",
        [(nameof(Geometry.Touches), 1)] = "ST_Touches",
        [(nameof(Geometry.Within), 1)] = "ST_Within",

        // Questions that read every row they are asked of.
        [(nameof(Geometry.Disjoint), 1)] = "ST_Disjoint",
        [(nameof(Geometry.Distance), 1)] = "ST_Distance",
        [(nameof(Geometry.Relate), 2)] = "ST_Relate",

        // New geometries.
        [(nameof(Geometry.Buffer), 1)] = "ST_Buffer",
        [(nameof(Geometry.Buffer), 2)] = "ST_Buffer",
        [(nameof(Geometry.ConvexHull), 0)] = "ST_ConvexHull",
        [(nameof(Geometry.Difference), 1)] = "ST_Difference",
        [(nameof(Geometry.Intersection), 1)] = "ST_Intersection",
        [(nameof(Geometry.Reverse), 0)] = "ST_Reverse",
        [(nameof(Geometry.SymmetricDifference), 1)] = "ST_SymDifference",
        [(nameof(Geometry.Union), 0)] = "ST_UnaryUnion",
        [(nameof(Geometry.Union), 1)] = "ST_Union",

        // Text and bytes.
        [(nameof(Geometry.AsBinary), 0)] = "ST_AsBinary",
        [(nameof(Geometry.ToBinary), 0)] = "ST_AsBinary",
        [(nameof(Geometry.AsText), 0)] = "ST_AsText",
        [(nameof(Geometry.ToText), 0)] = "ST_AsText",
    };

    // Their one argument is an index, counted from zero in .NET and from one in PostGIS.
    private static readonly Dictionary<string, string> IndexedFunctions = new()
    {
        [nameof(Geometry.GetGeometryN)] = "ST_GeometryN",
        ["get_Item"] = "ST_GeometryN",
        [nameof(LineString.GetPointN)] = "ST_PointN",
        [nameof(Polygon.GetInteriorRingN)] = "ST_InteriorRingN",
    };

    private readonly Translation translation = new(sql, mappings);

    public IEnumerable<IMethodCallTranslator> Translators => [this];

    public SqlExpression? Translate(
        SqlExpression? instance, MethodInfo method, IReadOnlyList<SqlExpression> arguments,
        IDiagnosticsLogger<DbLoggerCategory.Query> logger)
    {
        if (method.DeclaringType == typeof(NetTopologySuiteDbFunctionsExtensions)) return DbFunction(method, arguments);
        if (instance is null || !typeof(Geometry).IsAssignableFrom(method.DeclaringType)) return null;
        if (IndexedFunctions.TryGetValue(method.Name, out var indexed))
            return translation.Call(indexed, [instance, translation.OneBased(arguments[0])], method.ReturnType);
        if (!Functions.TryGetValue((method.Name, arguments.Count), out var function)) return null;

        // Buffer also has overloads with parameter objects and end-cap enumerations; PostGIS knows those as text.
        return method.Name == nameof(Geometry.Buffer) && arguments.Count == 2 && arguments[1].Type != typeof(int)
            ? null
            : translation.Call(function, [instance, .. arguments], method.ReturnType);
    }

    // The first argument is EF.Functions itself.
    private SqlExpression? DbFunction(MethodInfo method, IReadOnlyList<SqlExpression> arguments) => method.Name switch
    {
        nameof(NetTopologySuiteDbFunctionsExtensions.Transform) => translation.Call("ST_Transform", [.. arguments.Skip(1)], method.ReturnType),
        nameof(NetTopologySuiteDbFunctionsExtensions.Force2D) => translation.Call("ST_Force2D", [.. arguments.Skip(1)], method.ReturnType),
        nameof(NetTopologySuiteDbFunctionsExtensions.DistanceKnn) => Knn(translation.WithMappings([.. arguments.Skip(1)])),
        _ => null,
    };

    private SqlExpression Knn(IReadOnlyList<SqlExpression> pair) =>
        ((NpgsqlSqlExpressionFactory)sql).MakePostgresBinary(PgExpressionType.Distance, pair[0], pair[1], mappings.FindMapping(typeof(double)));
}
