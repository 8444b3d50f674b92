using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata.Conventions.Infrastructure;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Infrastructure;

namespace SpacesPlaces.Geodata.PostGis;

/// <summary>Registers the parts of the plugin with EF Core.</summary>
internal sealed class PostGisOptionsExtension : IDbContextOptionsExtension
{
    private DbContextOptionsExtensionInfo? info;

    public DbContextOptionsExtensionInfo Info => info ??= new ExtensionInfo(this);

    public void ApplyServices(IServiceCollection services)
    {
        new EntityFrameworkRelationalServicesBuilder(services)
            .TryAdd<IConventionSetPlugin, PostGisConventions>()
            .TryAdd<IRelationalTypeMappingSourcePlugin, GeometryTypeMappings>()
            .TryAdd<IMemberTranslatorPlugin, GeometryMembers>()
            .TryAdd<IMethodCallTranslatorPlugin, GeometryMethods>()
            .TryAdd<IAggregateMethodCallTranslatorPlugin, GeometryAggregates>();
        services.AddSingleton<INpgsqlDataSourceConfigurationPlugin, DataSourcePlugin>();
    }

    public void Validate(IDbContextOptions options)
    {
    }

    private sealed class DataSourcePlugin : INpgsqlDataSourceConfigurationPlugin
    {
        public void Configure(NpgsqlDataSourceBuilder npgsqlDataSourceBuilder) => npgsqlDataSourceBuilder.UseNetTopologySuite();
    }

    // The plugin has no settings: every context with it can share one internal service provider.
    private sealed class ExtensionInfo(IDbContextOptionsExtension extension) : DbContextOptionsExtensionInfo(extension)
    {
        public override bool IsDatabaseProvider => false;
        public override string LogFragment => "using NetTopologySuite ";
        public override int GetServiceProviderHashCode() => 0;
        public override bool ShouldUseSameServiceProvider(DbContextOptionsExtensionInfo other) => other is ExtensionInfo;
        public override void PopulateDebugInfo(IDictionary<string, string> debugInfo) =>
            debugInfo["SpacesPlaces:NetTopologySuite"] = "1";
    }
}
