using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace SpacesPlaces.Api.Http;

/// <summary>Ready means: the database answers and has PostGIS.</summary>
internal sealed class DatabaseHealth(NpgsqlDataSource source) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await using var command = source.CreateCommand("select postgis_lib_version()");
            await command.ExecuteScalarAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (NpgsqlException)
        {
            return HealthCheckResult.Unhealthy();
        }
    }
}
