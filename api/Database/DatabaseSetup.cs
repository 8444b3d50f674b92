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
            // Statements prepared by themselves can go wrong on a connection whose transaction was undone (npgsql/npgsql#6391): the
            // next person on it would be refused for somebody else's fault.
            MaxAutoPrepare = 0,
            IncludeErrorDetail = false,
        };
        var builder = new NpgsqlDataSourceBuilder(settings.ConnectionString);
        builder.UseNetTopologySuite();
        return builder.Build();
    }

    public static void Configure(DbContextOptionsBuilder options, NpgsqlDataSource source) =>
        options.UseNpgsql(source, npgsql => npgsql.UseNetTopologySuite().MigrationsHistoryTable("migration_history"));
}
