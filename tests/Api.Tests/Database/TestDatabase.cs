using System.Reflection;
using Npgsql;

namespace SpacesPlaces.Api.Tests.Database;

/// <summary>
/// A database of its own for one test class: <c>class FooTests(TestDatabase database) : IClassFixture&lt;TestDatabase&gt;</c>.
/// This one is empty but for PostGIS; a derived fixture overrides <see cref="Fill"/>, which runs once per run: types that fill alike share it.
/// </summary>
public class TestDatabase : IAsyncLifetime
{
    /// <summary>Name of the database.</summary>
    public string Name { get; private set; } = "";

    /// <summary>A superuser's connection string.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <summary>The same database as somebody else.</summary>
    public string ConnectionStringOf(string user, string password) =>
        new NpgsqlConnectionStringBuilder(ConnectionString) { Username = user, Password = password }.ConnectionString;

    public virtual async Task InitializeAsync()
    {
        Name = await TestServer.CreateDatabase(Filling, Fill);
        ConnectionString = await TestServer.ConnectionString(Name);
    }

    public virtual async Task DisposeAsync()
    {
        await using (var connection = new NpgsqlConnection(ConnectionString)) NpgsqlConnection.ClearPool(connection);
        await TestServer.DropDatabase(Name);
    }

    // Whose methods fill: a fixture that overrides none of them gets a copy of what its base filled. What they fill hangs on nothing else.
    private string Filling => string.Join(' ', GetType().GetMethods(BindingFlags.Instance | BindingFlags.NonPublic)
        .Where(method => method.IsVirtual && method.Name.StartsWith(nameof(Fill), StringComparison.Ordinal))
        .Select(method => $"{method.Name} of {method.DeclaringType!.FullName}").Order(StringComparer.Ordinal));

    /// <summary>Fills the template from which the databases of this type are copied.</summary>
    /// <param name="connectionString">A superuser's, to the template.</param>
    protected virtual Task Fill(string connectionString) => Task.CompletedTask;
}
