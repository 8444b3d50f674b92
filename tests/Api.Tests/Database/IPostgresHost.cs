namespace SpacesPlaces.Api.Tests.Database;

/// <summary>A real PostgreSQL server with PostGIS for the tests of one run.</summary>
public interface IPostgresHost : IAsyncDisposable
{
    /// <summary>Starts it and gives a superuser's connection string to its database "postgres".</summary>
    Task<string> Start();
}
