using Microsoft.EntityFrameworkCore.Diagnostics;
using NetTopologySuite.Geometries;

// The namespace and the calls are those of the official plugin, so that a program compiles against either.
namespace Microsoft.EntityFrameworkCore;

/// <summary>PostGIS functions without a counterpart in NTS, for use inside LINQ queries.</summary>
public static class NetTopologySuiteDbFunctionsExtensions
{
    /// <summary>The geometry in another CRS: <c>ST_Transform</c>. Transform the question, never the column: that loses its index.</summary>
    /// <param name="_">EF.Functions.</param>
    /// <param name="geometry">Any geometry with an SRID known to PostGIS.</param>
    /// <param name="srid">EPSG code of the wanted CRS.</param>
    /// <exception cref="InvalidOperationException">Called outside a query.</exception>
    public static TGeometry Transform<TGeometry>(this DbFunctions _, TGeometry geometry, int srid)
        where TGeometry : Geometry => throw OnlyInQueries(nameof(Transform));

    /// <summary>The geometry without Z and M: <c>ST_Force2D</c>.</summary>
    /// <param name="_">EF.Functions.</param>
    /// <param name="geometry">Any geometry.</param>
    /// <exception cref="InvalidOperationException">Called outside a query.</exception>
    public static TGeometry Force2D<TGeometry>(this DbFunctions _, TGeometry geometry)
        where TGeometry : Geometry => throw OnlyInQueries(nameof(Force2D));

    /// <summary>Distance for <c>OrderBy</c>: the operator <c>&lt;-&gt;</c>, by which the GiST index gives the nearest first.</summary>
    /// <param name="_">EF.Functions.</param>
    /// <param name="geometry">The column.</param>
    /// <param name="anotherGeometry">The place asked about, in the column's CRS.</param>
    /// <returns>Distance in the unit of the CRS (metres for EPSG:27700).</returns>
    /// <exception cref="InvalidOperationException">Called outside a query.</exception>
    public static double DistanceKnn(this DbFunctions _, Geometry geometry, Geometry anotherGeometry) =>
        throw OnlyInQueries(nameof(DistanceKnn));

    private static InvalidOperationException OnlyInQueries(string method) => new(CoreStrings.FunctionOnClient(method));
}
