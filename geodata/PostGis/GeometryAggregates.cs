using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Utilities;
using NetTopologySuite.Operation.Union;
using Npgsql.EntityFrameworkCore.PostgreSQL.Query;

namespace SpacesPlaces.Geodata.PostGis;

/// <summary>
/// Translates NTS operations over many geometries to PostGIS aggregates:
/// <c>UnaryUnionOp.Union</c> → ST_Union, <c>GeometryCombiner.Combine</c> → ST_Collect,
/// <c>EnvelopeCombiner.CombineAsGeometry</c> → ST_Extent (whose result has no SRID).
/// </summary>
internal sealed class GeometryAggregates(ISqlExpressionFactory sql, IRelationalTypeMappingSource mappings)
    : IAggregateMethodCallTranslatorPlugin, IAggregateMethodCallTranslator
{
    private static readonly Dictionary<(Type Type, string Method), string> Aggregates = new()
    {
        [(typeof(UnaryUnionOp), nameof(UnaryUnionOp.Union))] = "ST_Union",
        [(typeof(GeometryCombiner), nameof(GeometryCombiner.Combine))] = "ST_Collect",
        [(typeof(EnvelopeCombiner), nameof(EnvelopeCombiner.CombineAsGeometry))] = "ST_Extent",
    };

    private readonly Translation translation = new(sql, mappings);

    public IEnumerable<IAggregateMethodCallTranslator> Translators => [this];

    public SqlExpression? Translate(
        MethodInfo method, EnumerableExpression source, IReadOnlyList<SqlExpression> arguments,
        IDiagnosticsLogger<DbLoggerCategory.Query> logger)
    {
        if (source.Selector is not SqlExpression geometries
            || arguments.Count > 0
            || method.DeclaringType is not { } type
            || !Aggregates.TryGetValue((type, method.Name), out var function)) return null;

        var mapping = translation.ResultMapping(typeof(Geometry), [geometries]);
#pragma warning disable EF1001 // The factory method is public, only its return type is not; it alone carries FILTER, DISTINCT and ORDER BY.
        SqlExpression aggregate = ((NpgsqlSqlExpressionFactory)sql).AggregateFunction(
            function, [sql.ApplyDefaultTypeMapping(geometries)], source,
            nullable: true, argumentsPropagateNullability: [false], typeof(Geometry), mapping);
#pragma warning restore EF1001

        // ST_Extent answers with a box2d.
        return function == "ST_Extent" ? sql.Convert(aggregate, typeof(Geometry), mapping) : aggregate;
    }
}
