using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using NetTopologySuite.Geometries;

namespace SpacesPlaces.Geodata.PostGis;

/// <summary>Builds PostGIS calls in EF's SQL tree: right type mapping for each geometry, null in, null out.</summary>
internal sealed class Translation(ISqlExpressionFactory sql, IRelationalTypeMappingSource mappings)
{
    public ISqlExpressionFactory Sql => sql;

    public SqlExpression Call(string function, IReadOnlyList<SqlExpression> arguments, Type resultType)
    {
        var typed = WithMappings(arguments);
        return sql.Function(function, typed, nullable: true, argumentsPropagateNullability: typed.Select(_ => true),
            resultType, ResultMapping(resultType, arguments));
    }

    /// <summary>The mapping of a result: spatial results keep to geometry or geography as their arguments do.</summary>
    public RelationalTypeMapping? ResultMapping(Type resultType, IEnumerable<SqlExpression> arguments) =>
        typeof(Geometry).IsAssignableFrom(resultType)
            ? mappings.FindMapping(resultType, SpatialStoreType(arguments))
            : mappings.FindMapping(resultType);

    /// <summary>
    /// Gives geometries without a mapping (parameters, constants) one of their own type. The column's mapping would
    /// not do: its type says Point where the argument may be a Polygon.
    /// </summary>
    public IReadOnlyList<SqlExpression> WithMappings(IReadOnlyList<SqlExpression> arguments)
    {
        var storeType = SpatialStoreType(arguments);
        return [.. arguments.Select(argument => argument.TypeMapping is null && typeof(Geometry).IsAssignableFrom(argument.Type)
            ? sql.ApplyTypeMapping(argument, mappings.FindMapping(argument.Type, storeType))
            : sql.ApplyDefaultTypeMapping(argument))];
    }

    // PostgreSQL counts from one, .NET from zero.
    public SqlExpression OneBased(SqlExpression index) =>
        index is SqlConstantExpression { Value: int zeroBased }
            ? sql.Constant(zeroBased + 1, index.TypeMapping)
            : sql.Add(index, sql.Constant(1));

    private static string SpatialStoreType(IEnumerable<SqlExpression> arguments) =>
        arguments.Any(argument => argument.TypeMapping?.StoreType.StartsWith("geography", StringComparison.OrdinalIgnoreCase) == true)
            ? "geography"
            : "geometry";
}
