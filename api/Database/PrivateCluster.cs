using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;

#pragma warning disable CA1416 // File modes do not exist on Windows; neither does Debian's layout, and FindAll refuses first.

namespace SpacesPlaces.Api.Database;

/// <summary>
/// A PostgreSQL cluster with PostGIS that belongs to this program alone: made in a folder on first use, listening on a
/// loopback port chosen at each start, open to nobody without its password.
/// </summary>
/// <remarks>
/// A second program that opens the same folder joins the running server and leaves it running. As root everything runs
/// as the user <c>postgres</c>, and when that user cannot reach the folder the cluster lies under
/// <c>/var/lib/spacesplaces</c> and the file <c>cluster-location</c> in the folder says where.
/// </remarks>
public sealed partial class PrivateCluster : IAsyncDisposable
{
    public const string Superuser = "postgres";

    private const string FallbackRoot = "/var/lib/spacesplaces";
    private const string LocationFile = "cluster-location";
    private const string OwnSettings = "spacesplaces.conf";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string folder;
    private readonly PostgresPrograms programs;
    private readonly bool fast;
    private string password = "";
    private int port;

    private PrivateCluster(string folder, string home, PostgresPrograms programs, bool fast)
    {
        this.folder = folder;
        this.programs = programs;
        this.fast = fast;
        Home = home;
    }

    /// <summary>The folder that was asked for.</summary>
    public string Folder => folder;

    /// <summary>Where the cluster really lies: inside the wanted folder, or under /var/lib/spacesplaces.</summary>
    public string Home { get; }

    /// <summary>True when this object started the server, and so stops it.</summary>
    public bool StartedHere { get; private set; }

    /// <summary>The loopback port of the running server.</summary>
    /// <exception cref="InvalidOperationException">Not started.</exception>
    public int Port => port > 0 ? port : throw new InvalidOperationException("The private cluster is not started.");

    private string Data => Path.Combine(Home, "data");
    private string Log => Path.Combine(Home, "server.log");
    private string PidFile => Path.Combine(Data, "postmaster.pid");
    private string PasswordFile => Path.Combine(Home, "superuser-password");

    /// <summary>Opens the cluster of a folder, making it first if there is none. Does not start it.</summary>
    /// <param name="folder">Made if absent.</param>
    /// <param name="fast">For tests only: no fsync, so a crash of the machine loses the data.</param>
    /// <param name="serversFolder">Where the distribution keeps PostgreSQL.</param>
    /// <param name="cancel">Stops the making; what is half made is cleared away at the next try.</param>
    /// <exception cref="PrivateClusterException">Packages missing, other major version, folder not usable.</exception>
    public static async Task<PrivateCluster> CreateOrOpen(
        string folder, bool fast = false, string serversFolder = PostgresPrograms.DistributionFolder, CancellationToken cancel = default)
    {
        var installed = PostgresPrograms.FindAll(serversFolder);
        folder = Path.GetFullPath(folder);
        try
        {
            Directory.CreateDirectory(folder);
            using var turn = await TakeTurn(folder, cancel);
            var home = await FindHome(folder, cancel);
            var made = Made(home);
            var cluster = new PrivateCluster(folder, home, made ? Matching(home, installed) : installed[0], fast);
            if (!made) await cluster.Create(cancel);
            if (home != Inside(folder)) await File.WriteAllTextAsync(Path.Combine(folder, LocationFile), home + "\n", cancel);
            cluster.password = (await File.ReadAllTextAsync(cluster.PasswordFile, cancel)).Trim();
            return cluster;
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            throw new PrivateClusterException($"The folder {folder} cannot hold the database: {error.Message}", error);
        }
    }

    /// <summary>Starts the server, or joins it when it is running already. Recovers from a killed server.</summary>
    /// <exception cref="PrivateClusterException">It does not start; carries the last lines of its log.</exception>
    public async Task Start(CancellationToken cancel = default)
    {
        using var turn = await TakeTurn(folder, cancel);
        if (await Running(cancel) is { } server)
        {
            port = server.Port;
            // A package upgrade took the running server's own file away: it must not load new libraries into old code.
            // The same port, so that the program that started it finds it again.
            if (server.WasReplaced)
            {
                await StopServer(cancel);
                await StartServer(cancel);
            }
        }
        else
        {
            for (var attempt = 1; ; attempt++)
            {
                port = FreeLoopbackPort();
                try
                {
                    await StartServer(cancel);
                    break;
                }
                catch (PrivateClusterException error) when (attempt < 3 && error.Message.Contains("Address already in use", StringComparison.Ordinal))
                {
                    // Somebody took the port between our look and the server's start.
                }
            }

            StartedHere = true;
        }

        await WaitUntilReady(cancel);
        if (!StartedHere) return;
        await Execute("template1", "CREATE EXTENSION IF NOT EXISTS postgis", cancel);
        await Execute("template1", "CREATE EXTENSION IF NOT EXISTS pgrouting", cancel);
    }

    /// <summary>Stops the server if this object started it; otherwise only lets go of it.</summary>
    /// <param name="whoeverStarted">Stops the server of another program too; for an operator who says so.</param>
    /// <param name="cancel">Stops the wait.</param>
    public async Task Stop(bool whoeverStarted = false, CancellationToken cancel = default)
    {
        if (StartedHere || whoeverStarted)
        {
            using var turn = await TakeTurn(folder, cancel);
            if (await Running(cancel) is not null) await StopServer(cancel);
            StartedHere = false;
        }

        port = 0;
    }

    public async ValueTask DisposeAsync() => await Stop();

    /// <summary>Stops the server and removes the cluster with everything in it.</summary>
    /// <exception cref="PrivateClusterException">Somebody else's server runs on it.</exception>
    public async Task Delete(CancellationToken cancel = default)
    {
        await Stop(cancel: cancel);
        using var turn = await TakeTurn(folder, cancel);
        if (await Running(cancel) is not null)
            throw new PrivateClusterException($"The cluster in {Home} is in use by another program and is not deleted.");
        Directory.Delete(Home, recursive: true);
        File.Delete(Path.Combine(folder, LocationFile));
    }

    /// <summary>How to connect over loopback TCP.</summary>
    /// <exception cref="InvalidOperationException">Not started.</exception>
    public string ConnectionString(string database, string user, string password) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = Port,
            Database = database,
            Username = user,
            Password = password,
        }.ConnectionString;

    /// <summary>How the superuser connects: for making roles and schemas, never for serving requests.</summary>
    /// <exception cref="InvalidOperationException">Not started.</exception>
    public string SuperuserConnectionString(string database) => ConnectionString(database, Superuser, password);

    /// <summary>Makes an empty database with PostGIS in it.</summary>
    /// <param name="name">Lower-case letters, digits and underscores, at most 63.</param>
    /// <param name="cancel">Stops the wait.</param>
    public Task CreateDatabase(string name, CancellationToken cancel = default) =>
        Execute("postgres", $"CREATE DATABASE {Quoted(name)}", cancel);

    /// <summary>Makes a copy of a database. Ends the connections to the original, which PostgreSQL does not copy otherwise.</summary>
    /// <param name="template">The original.</param>
    /// <param name="name">The copy: lower-case letters, digits and underscores, at most 63.</param>
    /// <param name="cancel">Stops the wait.</param>
    public async Task CloneDatabase(string template, string name, CancellationToken cancel = default)
    {
        await Execute("postgres", $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{Checked(template)}'", cancel);
        await Execute("postgres", $"CREATE DATABASE {Quoted(name)} TEMPLATE {Quoted(template)}", cancel);
    }

    /// <summary>Removes a database if it is there, whoever is connected to it.</summary>
    /// <param name="name">Lower-case letters, digits and underscores, at most 63.</param>
    /// <param name="cancel">Stops the wait.</param>
    public Task DropDatabase(string name, CancellationToken cancel = default) =>
        Execute("postgres", $"DROP DATABASE IF EXISTS {Quoted(name)} WITH (FORCE)", cancel);

    private static string Inside(string folder) => Path.Combine(folder, "cluster");

    private static bool Made(string home) => File.Exists(Path.Combine(home, "data/PG_VERSION"));

    private static PostgresPrograms Matching(string home, IReadOnlyList<PostgresPrograms> installed)
    {
        var version = File.ReadAllText(Path.Combine(home, "data/PG_VERSION")).Trim();
        return installed.FirstOrDefault(candidate => candidate.Major.ToString(CultureInfo.InvariantCulture) == version)
            ?? throw new PrivateClusterException(
                $"The database in {home} was made by PostgreSQL {version}, and this machine has PostgreSQL {installed[0].Major} with PostGIS: " +
                $"install postgresql-{version} postgresql-{version}-postgis-3, or restore a backup into a new folder.");
    }

    private static async Task<string> FindHome(string folder, CancellationToken cancel)
    {
        var location = Path.Combine(folder, LocationFile);
        if (File.Exists(location))
        {
            var elsewhere = (await File.ReadAllTextAsync(location, cancel)).Trim();
            return Made(elsewhere)
                ? elsewhere
                : throw new PrivateClusterException(
                    $"{location} says that the database lies in {elsewhere}, but there is none: put it back, or remove that file to begin with an empty one.");
        }

        if (Made(Inside(folder)) || !PostgresPrograms.RunsAsSystemUser) return Inside(folder);
        var (exitCode, _) = await PostgresPrograms.RunAsOwner(["test", "-x", folder], cancel);
        if (exitCode == 0) return Inside(folder);
        // Set apart from the making, which root's umask may narrow.
        Directory.CreateDirectory(FallbackRoot);
        File.SetUnixFileMode(FallbackRoot, OwnerOnly | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        // A cluster may lie there from before, when the wanted folder was removed by hand: data is never thrown away silently.
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..16];
        return Path.Combine(FallbackRoot, name);
    }

    // Made aside and moved into place at the end, so that an interrupted making never looks like a cluster.
    private async Task Create(CancellationToken cancel)
    {
        var making = Path.Combine(Home, "data.new");
        Directory.CreateDirectory(Home);
        if (Directory.Exists(making)) Directory.Delete(making, recursive: true);
        File.SetUnixFileMode(Home, OwnerOnly);
        Directory.CreateDirectory(Path.Combine(Home, "socket"));
        await WritePassword(cancel);
        await File.WriteAllTextAsync(Log, "", cancel);
        await PostgresPrograms.GiveToOwner(Home, cancel);

        string[] sync = fast ? ["--no-sync"] : [];
        await programs.Run("initdb",
            ["--pgdata", making, "--username", Superuser, "--pwfile", PasswordFile, "--auth=scram-sha-256",
                "--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums", "--no-instructions", .. sync], cancel);
        await File.AppendAllTextAsync(Path.Combine(making, "postgresql.conf"), $"\ninclude = '{OwnSettings}'\n", cancel);
        await File.WriteAllTextAsync(Path.Combine(making, OwnSettings), "", cancel);
        await PostgresPrograms.GiveToOwner(Path.Combine(making, OwnSettings), cancel);
        Directory.Move(making, Data);
    }

    private async Task WritePassword(CancellationToken cancel)
    {
        File.Delete(PasswordFile);
        var ownerOnly = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        await using var file = new StreamWriter(PasswordFile, ownerOnly);
        await file.WriteLineAsync(RandomNumberGenerator.GetHexString(48, lowercase: true).AsMemory(), cancel);
    }

    private async Task StartServer(CancellationToken cancel)
    {
        await File.WriteAllTextAsync(Path.Combine(Data, OwnSettings), Settings(), cancel);
        // The log begins anew at each start; one earlier log is kept.
        if (new FileInfo(Log) is { Exists: true, Length: > 0 }) File.Copy(Log, Log + ".1", overwrite: true);
        await File.WriteAllTextAsync(Log, "", cancel);

        cancel.ThrowIfCancellationRequested();
        var seconds = Patience.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        try
        {
            // Not cancelled half-way: that would leave a server that nobody counts as theirs.
            await programs.Run("pg_ctl", ["start", "--pgdata", Data, "--log", Log, "--wait", "--timeout", seconds], CancellationToken.None);
        }
        catch (PrivateClusterException error)
        {
            var log = PostgresPrograms.LastLines(await File.ReadAllTextAsync(Log, cancel));
            throw new PrivateClusterException($"The database in {Home} does not start: {log}", error);
        }
    }

    private async Task StopServer(CancellationToken cancel) =>
        await programs.Run("pg_ctl",
            ["stop", "--pgdata", Data, "--mode=fast", "--wait", "--timeout", Patience.TotalSeconds.ToString(CultureInfo.InvariantCulture)], cancel);

    // Errors are logged without their statement and detail: those would carry rows about children into a log file.
    private string Settings() => $"""
        listen_addresses = '127.0.0.1'
        port = {port}
        unix_socket_directories = '{SocketFolder().Replace("'", "''", StringComparison.Ordinal)}'
        password_encryption = 'scram-sha-256'
        max_connections = 100
        shared_buffers = 256MB
        effective_cache_size = 1GB
        work_mem = 16MB
        maintenance_work_mem = 128MB
        max_parallel_workers_per_gather = 1
        random_page_cost = 1.1
        jit = off
        timezone = 'UTC'
        log_timezone = 'UTC'
        log_error_verbosity = terse
        log_min_error_statement = panic
        {(fast ? "fsync = off\nsynchronous_commit = off\nfull_page_writes = off\n" : "")}
        """;

    // The system allows 107 bytes for a socket's path; a deeper folder does with TCP alone.
    private string SocketFolder()
    {
        var socket = Path.Combine(Home, "socket");
        return Encoding.UTF8.GetByteCount(socket) + ".s.PGSQL.65535".Length < 100 ? socket : "";
    }

    /// <summary>The server that runs on this data folder, or null after making sure that none of its processes is left.</summary>
    private async Task<RunningServer?> Running(CancellationToken cancel)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (true)
        {
            var processes = await ProcessesOnData(cancel);
            if (processes.Count == 0)
            {
                // Whatever number a killed server left here may be somebody else's by now.
                File.Delete(PidFile);
                return null;
            }

            // Lines: pid, data folder, start time, port, socket folder, address, shared memory, state.
            string[] lines = File.Exists(PidFile) ? await File.ReadAllLinesAsync(PidFile, cancel) : [];
            if (lines.Length >= 8
                && int.TryParse(lines[0], CultureInfo.InvariantCulture, out var pid)
                && processes.TryGetValue(pid, out var program)
                && lines[7].Trim() != "stopping")
                return new RunningServer(int.Parse(lines[3], CultureInfo.InvariantCulture), program.EndsWith(" (deleted)", StringComparison.Ordinal));

            // Beginning, ending, or the orphans of a killed server, who leave by themselves.
            if (DateTime.UtcNow > deadline)
                throw new PrivateClusterException(
                    $"Processes of an earlier server still hold {Data}: {string.Join(", ", processes.Keys)}. End them and start again.");
            await Task.Delay(50, cancel);
        }
    }

    // Every process of a server has the data folder as its working folder. Asked as the owner: inside a container root
    // may not look at other users' processes.
    private async Task<Dictionary<int, string>> ProcessesOnData(CancellationToken cancel)
    {
        var (_, real) = await PostgresPrograms.RunAsOwner(["realpath", Data], cancel);
        var (_, links) = await PostgresPrograms.RunAsOwner(
            ["find", "/proc", "-mindepth", "2", "-maxdepth", "2", "(", "-name", "cwd", "-o", "-name", "exe", ")", "-printf", "%p\t%l\n"], cancel);
        var byPath = links.Split('\n')
            .Select(line => line.Split('\t'))
            .Where(parts => parts.Length == 2)
            .ToDictionary(parts => parts[0], parts => parts[1]);
        return byPath
            .Where(link => link.Key.EndsWith("/cwd", StringComparison.Ordinal) && link.Value == real.Trim())
            .Select(link => link.Key.Split('/')[2])
            .Where(name => int.TryParse(name, CultureInfo.InvariantCulture, out _))
            .ToDictionary(name => int.Parse(name, CultureInfo.InvariantCulture), name => byPath.GetValueOrDefault($"/proc/{name}/exe", ""));
    }

    private async Task WaitUntilReady(CancellationToken cancel)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (true)
        {
            try
            {
                await Execute("postgres", "SELECT 1", cancel);
                return;
            }
            catch (PrivateClusterException error) when (error.InnerException is NpgsqlException { IsTransient: true } && DateTime.UtcNow < deadline)
            {
                await Task.Delay(100, cancel);
            }
        }
    }

    private async Task Execute(string database, string sql, CancellationToken cancel)
    {
        // Not pooled: a connection left open to a database stands in the way of copying or dropping it.
        var connectionString = new NpgsqlConnectionStringBuilder(SuperuserConnectionString(database)) { Pooling = false, CommandTimeout = 120 };
        try
        {
            await using var connection = new NpgsqlConnection(connectionString.ConnectionString);
            await connection.OpenAsync(cancel);
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync(cancel);
        }
        catch (NpgsqlException error)
        {
            throw new PrivateClusterException($"The private cluster answered: {error.Message}", error);
        }
    }

    private static int FreeLoopbackPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>One program at a time makes, starts or stops the cluster of a folder.</summary>
    private static async Task<IDisposable> TakeTurn(string folder, CancellationToken cancel)
    {
        var deadline = DateTime.UtcNow + Patience;
        while (true)
        {
            try
            {
                return new FileStream(Path.Combine(folder, "cluster-lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException error) when (error is not DirectoryNotFoundException && DateTime.UtcNow < deadline)
            {
                await Task.Delay(50, cancel);
            }
        }
    }

    private static string Quoted(string name) => $"\"{Checked(name)}\"";

    // A closed alphabet: the name stands inside SQL text, where PostgreSQL takes no parameter.
    private static string Checked(string name) =>
        PlainName().IsMatch(name)
            ? name
            : throw new ArgumentException($"A database name is lower-case letters, digits and underscores, at most 63: {name}", nameof(name));

    [GeneratedRegex("^[a-z_][a-z0-9_]{0,62}$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainName();

    private sealed record RunningServer(int Port, bool WasReplaced);
}
