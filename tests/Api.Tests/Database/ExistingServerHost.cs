namespace SpacesPlaces.Api.Tests.Database;

/// <summary>A server that is there already and stays there.</summary>
/// <param name="connectionString">A superuser's.</param>
public sealed class ExistingServerHost(string connectionString) : IPostgresHost
{
    public Task<string> Start() => Task.FromResult(connectionString);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
