using Microsoft.EntityFrameworkCore.Infrastructure;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;
using SpacesPlaces.Geodata.PostGis;

// The namespace and the call are those of the official plugin, so that a program compiles against either.
namespace Microsoft.EntityFrameworkCore;

/// <summary>Switches NetTopologySuite geometries on for a context that uses Npgsql.</summary>
public static class UseNetTopologySuiteExtensions
{
    /// <summary>Maps NTS geometries to PostGIS columns and translates their members to ST_ functions.</summary>
    /// <param name="npgsql">The options inside <c>UseNpgsql(..., o => o.UseNetTopologySuite())</c>.</param>
    /// <remarks>
    /// A data source made by the caller and passed to <c>UseNpgsql</c> needs <c>UseNetTopologySuite()</c> on its own
    /// builder too; one made here from a connection string gets it by itself.
    /// </remarks>
    public static NpgsqlDbContextOptionsBuilder UseNetTopologySuite(this NpgsqlDbContextOptionsBuilder npgsql)
    {
        var options = ((IRelationalDbContextOptionsBuilderInfrastructure)npgsql).OptionsBuilder;
        var extension = options.Options.FindExtension<PostGisOptionsExtension>() ?? new PostGisOptionsExtension();
        ((IDbContextOptionsBuilderInfrastructure)options).AddOrUpdateExtension(extension);
        return npgsql;
    }
}
