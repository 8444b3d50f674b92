using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Npgsql;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Tests.Database;

namespace SpacesPlaces.Api.Tests.Commands;

/// <summary>What the program refuses to start on: one line, and an exit code that is not 0.</summary>
[Long(180)]
public sealed class RefusalTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task TakenPort_IsRefusedBeforeAnythingIsStarted()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await using var data = new TemporaryDataFolder();
        var (exitCode, output) = await ProgramProcess.RunAsync(null, "run", "--data", data.Path, "--port", $"{port}");
        Assert.Equal(2, exitCode);
        AssertOneLine(output, $"{port}", "--port");
        Assert.Null(data.Cluster);
    }

    [Fact]
    public async Task FolderThatCannotBeWritten_IsNamed()
    {
        // Below a file: not even root can make a folder there.
        await using var data = new TemporaryDataFolder();
        await File.WriteAllTextAsync(data.Path, "");
        var below = data.File("below");
        var (exitCode, output) = await ProgramProcess.RunAsync(null, "run", "--data", below, "--port", "0");
        File.Delete(data.Path);
        Assert.Equal(1, exitCode);
        AssertOneLine(output, below);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=owner;Password=hidden-word;Database=x;Timeout=3", "cannot be reached")]
    [InlineData("postgres://owner:hidden-word@127.0.0.1:1/x?Timeout=3", "cannot be reached")]
    [InlineData("Nonsense=hidden-word", "SPACESPLACES_DB")]
    public async Task DatabaseThatCannotBeReached_IsSaidWithoutThePassword(string connection, string words)
    {
        var (exitCode, output) = await RunOnAsync("SPACESPLACES_DB", connection, "run", "--port", "0");
        Assert.Equal(1, exitCode);
        AssertOneLine(output, words);
        Assert.DoesNotContain("hidden-word", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongPassword_IsSaid()
    {
        var wrong = new NpgsqlConnectionStringBuilder(api.ConnectionString) { Password = "wrong" }.ConnectionString;
        var (exitCode, output) = await RunOnAsync("SPACESPLACES_DB", wrong, "migrate");
        Assert.Equal(1, exitCode);
        AssertOneLine(output, "password");
    }

    [Fact]
    public async Task SuperuserAsTheApisRole_IsRefused()
    {
        var (exitCode, output) = await RunOnAsync("SPACESPLACES_DB_API", api.ConnectionString, "serve", "--port", "0");
        Assert.Equal(1, exitCode);
        AssertOneLine(output, "superuser");
    }

    [Fact]
    public async Task Serve_OnAMigratedDatabase_IsReady_AndOnAnEmptyOneRefused()
    {
        await using var data = new TemporaryDataFolder();
        var environment = new Dictionary<string, string> { ["SPACESPLACES_DB_API"] = api.ApiConnection };
        await using (var serving = ProgramProcess.Start(environment, "serve", "--data", data.Path, "--port", "0"))
        {
            using var client = new HttpClient { BaseAddress = await serving.AddressAsync() };
            Assert.Equal(HttpStatusCode.OK, (await client.GetAsync("/health/ready")).StatusCode);
        }

        Assert.Null(data.Cluster);
        var empty = await TestServer.CreateDatabase("empty", _ => Task.CompletedTask);
        var connection = new NpgsqlConnectionStringBuilder(api.ApiConnection) { Database = empty }.ConnectionString;
        var (exitCode, output) = await RunOnAsync("SPACESPLACES_DB_API", connection, "serve", "--port", "0");
        await TestServer.DropDatabase(empty);
        Assert.Equal(1, exitCode);
        AssertOneLine(output, "migrate");
    }

    [Fact]
    public async Task SomebodyElsesTables_AreLeftAlone()
    {
        var name = await TestServer.CreateDatabase("foreign", async connection =>
        {
            await using var source = NpgsqlDataSource.Create(connection);
            await using var create = source.CreateCommand("create table someones_ledger (n int)");
            await create.ExecuteNonQueryAsync();
        });
        var (exitCode, output) = await RunOnAsync("SPACESPLACES_DB", await TestServer.ConnectionString(name), "migrate");
        await TestServer.DropDatabase(name);
        Assert.Equal(1, exitCode);
        AssertOneLine(output, "someones_ledger");
    }

    [Fact]
    public async Task LaterVersionsDatabase_IsNotTouched()
    {
        var name = await TestServer.CreateDatabase("later", async connection =>
        {
            await Migrator.MigrateAsync(connection, null, default);
            await using var source = NpgsqlDataSource.Create(connection);
            await using var add = source.CreateCommand("insert into migration_history values ('99991231000000_FromTheFuture', '99.0')");
            await add.ExecuteNonQueryAsync();
        });
        var migrate = await RunOnAsync("SPACESPLACES_DB", await TestServer.ConnectionString(name), "migrate");
        var serve = await RunOnAsync(
            "SPACESPLACES_DB_API", new NpgsqlConnectionStringBuilder(api.ApiConnection) { Database = name }.ConnectionString, "serve", "--port", "0");
        await TestServer.DropDatabase(name);
        Assert.Equal((1, 1), (migrate.ExitCode, serve.ExitCode));
        AssertOneLine(migrate.Output, "later version");
        AssertOneLine(serve.Output, "later version");
    }

    [Fact]
    public async Task OwnerWhoIsNoSuperuser_IsToldHowToGetPostGisAndPgRouting_AndThenMigratesAndListsPartnerships()
    {
        var owner = $"owner_{Guid.NewGuid():N}";
        var database = $"plain_{Guid.NewGuid():N}";
        await OnServerAsync("postgres", $"create role {owner} login createrole password 'owner-word'");
        await OnServerAsync("postgres", $"create database {database} owner {owner} template template0");
        await OnServerAsync("postgres", $"grant {Migrator.ApiRole} to {owner} with admin option");
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(await TestServer.ConnectionString(database)) { Username = owner, Password = "owner-word" };
            var environment = new Dictionary<string, string>
            {
                ["SPACESPLACES_DB"] = connection.ConnectionString,
                ["SPACESPLACES_DB_API"] = new NpgsqlConnectionStringBuilder(api.ApiConnection) { Database = database }.ConnectionString,
            };
            await using var data = new TemporaryDataFolder();
            var without = await ProgramProcess.RunAsync(environment, "migrate", "--data", data.Path);
            Assert.Equal(1, without.ExitCode);
            AssertOneLine(without.Output, "CREATE EXTENSION postgis;");

            await OnServerAsync(database, "create extension postgis");
            var withoutWays = await ProgramProcess.RunAsync(environment, "migrate", "--data", data.Path);
            Assert.Equal(1, withoutWays.ExitCode);
            AssertOneLine(withoutWays.Output, "CREATE EXTENSION pgrouting;");

            await OnServerAsync(database, "create extension pgrouting");
            var migrated = await ProgramProcess.RunAsync(environment, "migrate", "--data", data.Path);
            Assert.True(migrated.ExitCode == 0, migrated.Output);

            var reset = await ProgramProcess.RunAsync(environment, "demo", "reset", "--data", data.Path);
            Assert.True(reset.ExitCode == 0, reset.Output);
            var again = await ProgramProcess.RunAsync(environment, "demo", "reset", "--data", data.Path);
            Assert.True(again.ExitCode == 0, again.Output);
            var list = await ProgramProcess.RunAsync(environment, "partnership", "list", "--data", data.Path);
            Assert.Contains("Sir Gwaelod", list.Output, StringComparison.Ordinal);
        }
        finally
        {
            await TestServer.DropDatabase(database);
            await OnServerAsync("postgres", $"drop role {owner}");
        }
    }

    [Fact]
    public async Task OpenApi_IsWrittenWithoutADatabase()
    {
        var (exitCode, output) = await ProgramProcess.RunAsync(null, "openapi");
        Assert.Equal(0, exitCode);
        var document = JsonNode.Parse(output)!;
        Assert.StartsWith("3.0", (string)document["openapi"]!, StringComparison.Ordinal);
        Assert.NotNull(document["paths"]!["/api/v1/incidents/{id}"]);
    }

    private static async Task<(int ExitCode, string Output)> RunOnAsync(string variable, string connection, params string[] arguments)
    {
        await using var data = new TemporaryDataFolder();
        return await ProgramProcess.RunAsync(new Dictionary<string, string> { [variable] = connection }, [.. arguments, "--data", data.Path]);
    }

    private static void AssertOneLine(string output, params string[] words)
    {
        Assert.DoesNotContain('\n', output);
        foreach (var word in words) Assert.Contains(word, output, StringComparison.Ordinal);
    }

    private static async Task OnServerAsync(string database, string sql)
    {
        await using var connection = new NpgsqlConnection(await TestServer.ConnectionString(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
