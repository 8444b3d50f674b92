using System.Collections.Concurrent;
using Npgsql;

namespace SpacesPlaces.Api.Tests.Database;

/// <summary>
/// The server of this test run: the one that SPACESPLACES_TEST_DB names (a superuser's connection string), else a
/// container when SPACESPLACES_TEST_HOST is "container" (FullFeed only), else a private cluster. A server without
/// PostGIS fails every test that needs it.
/// </summary>
public static class TestServer
{
    private static readonly IPostgresHost Host = ChooseHost();
    private static readonly Lazy<Task<string>> Started = new(Host.Start);
    private static readonly ConcurrentDictionary<string, Lazy<Task<string>>> Templates = new();
    private static readonly string Run = Guid.CreateVersion7().ToString("N");
    private static int databases;

    /// <summary>A superuser's connection string to one database of the server.</summary>
    public static async Task<string> ConnectionString(string database) =>
        new NpgsqlConnectionStringBuilder(await Started.Value) { Database = database }.ConnectionString;

    /// <summary>Makes a fresh database with PostGIS, copied from a template that is filled once in the run.</summary>
    /// <param name="template">Name of the filling; equal names share one template.</param>
    /// <param name="fill">Fills the template over the connection string given.</param>
    public static async Task<string> CreateDatabase(string template, Func<string, Task> fill)
    {
        var original = await Templates.GetOrAdd(template, _ => new(() => CreateTemplate(fill))).Value;
        var copy = $"{original}_copy{Interlocked.Increment(ref databases)}";
        await Execute("postgres", $"CREATE DATABASE {copy} TEMPLATE {original}");
        return copy;
    }

    public static Task DropDatabase(string name) => Execute("postgres", $"DROP DATABASE IF EXISTS {name} WITH (FORCE)");

    /// <summary>After the last test: takes back what this run made, on its own server or on somebody's.</summary>
    public static async Task Stop()
    {
        var made = Templates.Values.Where(template => template.IsValueCreated).Select(template => template.Value);
        foreach (var template in made.Where(making => making.IsCompletedSuccessfully)) await DropDatabase(await template);
        await Host.DisposeAsync();
    }

    private static async Task<string> CreateTemplate(Func<string, Task> fill)
    {
        var name = $"test_{Run}_{Interlocked.Increment(ref databases)}";
        await Execute("postgres", $"CREATE DATABASE {name}");
        await Execute(name, "CREATE EXTENSION IF NOT EXISTS postgis");
        await Execute(name, "CREATE EXTENSION IF NOT EXISTS pgrouting");
        await fill(new NpgsqlConnectionStringBuilder(await ConnectionString(name)) { Pooling = false }.ConnectionString);
        // Copying waits for nobody: whoever filled the template may have left a pooled connection.
        await Execute("postgres", $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
        return name;
    }

    private static async Task Execute(string database, string sql)
    {
        var connectionString = new NpgsqlConnectionStringBuilder(await ConnectionString(database)) { Pooling = false };
        await using var connection = new NpgsqlConnection(connectionString.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private static IPostgresHost ChooseHost()
    {
        if (Environment.GetEnvironmentVariable("SPACESPLACES_TEST_DB") is { Length: > 0 } existing) return new ExistingServerHost(existing);
#if FULL_FEED
        if (Environment.GetEnvironmentVariable("SPACESPLACES_TEST_HOST") == "container") return new TestcontainersHost();
#endif
        return new PrivateClusterHost();
    }
}
