using Microsoft.EntityFrameworkCore;
using Npgsql;
using SpacesPlaces.Api.Audit;

namespace SpacesPlaces.Api.Database;

public static class DatabaseSetup
{
    /// <summary>The database, reached as a role that owns nothing.</summary>
    public static IServiceCollection AddDatabase(this IServiceCollection services, string connectionString)
    {
        services.AddSingleton(_ => BuildDataSource(connectionString));
        services.AddDbContext<SpacesContext>((provider, options) => Configure(options, provider.GetRequiredService<NpgsqlDataSource>()));
        services.AddScoped<AuditTrail>();
        services.AddScoped<UnitOfWork>();
        return services;
    }

    public static NpgsqlDataSource BuildDataSource(string connectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "SpacesPlaces",
            MaxAutoPrepare = 100,
            AutoPrepareMinUsages = 2,
            IncludeErrorDetail = false,
        };
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        builder.UseNetTopologySuite();
        return builder.Build();
    }

    public static void Configure(DbContextOptionsBuilder options, NpgsqlDataSource source) =>
        options.UseNpgsql(source, npgsql => npgsql.UseNetTopologySuite().MigrationsHistoryTable("migration_history"));
}
