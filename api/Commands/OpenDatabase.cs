using Npgsql;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.ReferenceData;

namespace SpacesPlaces.Api.Commands;

/// <summary>
/// The database that a command works on: the one that the environment names, else the private cluster of the data folder,
/// started when it does not run and stopped at the end when it was started here.
/// </summary>
internal sealed class OpenDatabase : IAsyncDisposable
{
    /// <summary>Connection string of the role that owns the tables; migrations run as it.</summary>
    public const string OwnerVariable = "SPACESPLACES_DB";

    /// <summary>Connection string of the role that the API connects as.</summary>
    public const string ApiVariable = "SPACESPLACES_DB_API";

    private const string PrivateDatabase = "spacesplaces";
    private readonly PrivateCluster? cluster;
    private readonly IDisposable? hold;

    private OpenDatabase(string? owner, string api, PrivateCluster? cluster, IDisposable? hold)
    {
        (OwnerConnection, ApiConnection, this.cluster, this.hold) = (owner, api, cluster, hold);
    }

    /// <summary>Null where only the API's connection is known.</summary>
    public string? OwnerConnection { get; }

    public string ApiConnection { get; }

    public string Owner => OwnerConnection
        ?? throw new OperatorException($"This needs the database's owner: set {OwnerVariable} to the owner's connection string.");

    /// <summary>Opens the database for a command that does not serve.</summary>
    public static async Task<OpenDatabase> OpenAsync(DataFolder data, CancellationToken cancel)
    {
        if (FromEnvironment(data) is { } named) return await GuardedAsync(named, data, cancel);
        // Held while the cluster is ours; when a running program holds the folder, its server is joined and left running.
        var hold = data.TryHold();
        return await GuardedAsync(await StartClusterAsync(data, hold, cancel), data, cancel);
    }

    /// <summary>Opens the database for the program that holds the data folder.</summary>
    public static async Task<OpenDatabase> OpenHeldAsync(DataFolder data, IDisposable hold, CancellationToken cancel) =>
        await GuardedAsync(FromEnvironment(data) ?? await StartClusterAsync(data, hold, cancel), data, cancel);

    private static async Task<OpenDatabase> GuardedAsync(OpenDatabase opened, DataFolder data, CancellationToken cancel)
    {
        try
        {
            await EnvironmentMark.GuardAsync(opened.OwnerConnection ?? opened.ApiConnection, cancel);
            await GridMark.GuardAsync(opened.OwnerConnection ?? opened.ApiConnection, GridInUse.IsSupplied(data.Path), cancel);
            return opened;
        }
        catch
        {
            await opened.DisposeAsync();
            throw;
        }
    }

    /// <summary>Brings the schema to this program's version, and gives the API's role its password.</summary>
    public async Task MigrateAsync(CancellationToken cancel)
    {
        await Migrator.PreparePostGisAsync(Owner, cancel);
        var api = new NpgsqlConnectionStringBuilder(ApiConnection);
        await Migrator.MigrateAsync(Owner, api.Username == Migrator.ApiRole ? api.Password : null, cancel);
    }

    /// <summary>The id of a partnership that an operator names by id or by its name in either language; the only one needs no name.</summary>
    public async Task<Guid> FindPartnershipAsync(string? nameOrId, CancellationToken cancel)
    {
        if (Guid.TryParse(nameOrId, out var id)) return id;
        var all = await PartnershipRegister.ReadAsync(Owner, cancel);
        if (nameOrId is null && all.Count > 1)
            throw new OperatorException($"Say which partnership with --partnership. There are: {string.Join(", ", all.Select(p => p.NameEn))}.");
        var found = all.Where(p => nameOrId is null || Same(p.NameEn) || Same(p.NameCy)).ToList();
        return found.Count switch
        {
            1 => found[0].PartnershipId,
            0 => throw new OperatorException(all.Count == 0
                ? "There is no partnership yet: create one with 'partnership add'."
                : $"There is no partnership '{nameOrId}'. There are: {string.Join(", ", all.Select(p => p.NameEn))}."),
            _ => throw new OperatorException($"Several partnerships are called '{nameOrId}': name it by its id."),
        };

        bool Same(string name) => name.Equals(nameOrId, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The rooms, without a web server: for commands. Dispose of it before the database.</summary>
    public WebApplication Rooms(DataFolder data) => Http.Host.Build(
        new HostSettings(ApiConnection, data.Path), [], builder => builder.Logging.SetMinimumLevel(LogLevel.Warning));

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        // Who holds the folder is the only one who works on it: a server left over from a killed program is stopped as well.
        if (cluster is not null) await cluster.Stop(whoeverStarted: hold is not null);
        hold?.Dispose();
    }

    private static OpenDatabase? FromEnvironment(DataFolder data)
    {
        var owner = Variable(OwnerVariable);
        var api = Variable(ApiVariable);
        if (owner is null && api is null) return null;
        return new(owner, api ?? Migrator.ApiConnection(owner!, data.ApiPassword()), null, null);
    }

    private static async Task<OpenDatabase> StartClusterAsync(DataFolder data, IDisposable? hold, CancellationToken cancel)
    {
        PrivateCluster? cluster = null;
        try
        {
            cluster = await PrivateCluster.CreateOrOpen(data.Path, cancel: cancel);
            await cluster.Start(cancel);
            var owner = cluster.SuperuserConnectionString(PrivateDatabase);
            await EnsureDatabaseAsync(cluster, cancel);
            return new(owner, Migrator.ApiConnection(owner, data.ApiPassword()), cluster, hold);
        }
        catch
        {
            if (cluster is not null) await cluster.Stop(whoeverStarted: hold is not null, cancel: CancellationToken.None);
            hold?.Dispose();
            throw;
        }
    }

    private static async Task EnsureDatabaseAsync(PrivateCluster cluster, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(cluster.SuperuserConnectionString("postgres") + ";Pooling=false");
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand("select exists (select from pg_database where datname = $1)", connection);
        command.Parameters.Add(new() { Value = PrivateDatabase });
        if (!(bool)(await command.ExecuteScalarAsync(cancel))!) await cluster.CreateDatabase(PrivateDatabase, cancel);
    }

    private static string? Variable(string name)
    {
        if (Environment.GetEnvironmentVariable(name) is not { Length: > 0 } text) return null;
        try
        {
            return new NpgsqlConnectionStringBuilder(FromUri(text)).ConnectionString;
        }
        catch (ArgumentException error)
        {
            // The text itself may hold a password and is not repeated.
            throw new OperatorException(
                $"{name} is not a connection string ({error.Message.Split('\n')[0].TrimEnd('.')}). Like: Host=127.0.0.1;Database=spacesplaces;Username=owner;Password=...");
        }
    }

    // PostgreSQL's own tools write connection strings as addresses, Npgsql does not read those.
    private static string FromUri(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("postgres" or "postgresql")) return text;
        var user = uri.UserInfo.Split(':', 2);
        var settings = new NpgsqlConnectionStringBuilder { Host = uri.Host, Database = Uri.UnescapeDataString(uri.AbsolutePath.TrimStart('/')) };
        if (uri.Port > 0) settings.Port = uri.Port;
        if (user[0].Length > 0) settings.Username = Uri.UnescapeDataString(user[0]);
        if (user.Length == 2) settings.Password = Uri.UnescapeDataString(user[1]);
        foreach (var pair in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = (pair.Split('=', 2)[0], Uri.UnescapeDataString(pair.Split('=', 2).ElementAtOrDefault(1) ?? ""));
            settings[name switch { "sslmode" => "SSL Mode", "sslrootcert" => "Root Certificate", _ => name }] = value.Replace("-", "", StringComparison.Ordinal);
        }

        return settings.ConnectionString;
    }
}
