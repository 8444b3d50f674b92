#if FULL_FEED
using Testcontainers.PostgreSql;

namespace SpacesPlaces.Api.Tests.Database;

/// <summary>A container with PostGIS and pgRouting, for machines with Docker and without a PostgreSQL server.</summary>
public sealed class TestcontainersHost : IPostgresHost
{
    private readonly PostgreSqlContainer container = new PostgreSqlBuilder()
        .WithImage("pgrouting/pgrouting:17-3.5-3.7.3")
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
