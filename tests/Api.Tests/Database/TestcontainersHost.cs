#if FULL_FEED
using Testcontainers.PostgreSql;

namespace SpacesPlaces.Api.Tests.Database;

/// <summary>A PostGIS container, for machines with Docker and without a PostgreSQL server.</summary>
public sealed class TestcontainersHost : IPostgresHost
{
    private readonly PostgreSqlContainer container = new PostgreSqlBuilder()
        .WithImage("postgis/postgis:17-3.5")
        .WithDatabase("postgres")
        .WithUsername("postgres")
        .Build();

    public async Task<string> Start()
    {
        await container.StartAsync();
        return container.GetConnectionString();
    }

    public ValueTask DisposeAsync() => container.DisposeAsync();
}
#endif
