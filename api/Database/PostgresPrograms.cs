using System.Diagnostics;
using System.Globalization;

namespace SpacesPlaces.Api.Database;

/// <summary>The programs of one installed PostgreSQL major version, run as the user who may own a cluster.</summary>
/// <param name="Major">For example 15.</param>
/// <param name="BinFolder">Holds <c>initdb</c>, <c>pg_ctl</c> and the like.</param>
public sealed record PostgresPrograms(int Major, string BinFolder)
{
    public const int OldestMajor = 15;
    public const string DistributionFolder = "/usr/lib/postgresql";
    private const string SystemUser = "postgres";

    /// <summary>initdb and postgres refuse to run as root, so root hands them to the user that the package made.</summary>
    public static bool RunsAsSystemUser => Environment.UserName == "root";

    /// <summary>What a server must be able to do besides.</summary>
    private static readonly string[] Extensions = ["postgis", "pgrouting"];

    /// <summary>All usable versions, newest first: PostgreSQL 15 or later with PostGIS beside it.</summary>
    /// <param name="serversFolder">Debian's layout: <c>lib/postgresql/15/bin</c>, <c>share/postgresql/15/extension</c>.</param>
    /// <exception cref="PrivateClusterException">None; says what to install.</exception>
    public static IReadOnlyList<PostgresPrograms> FindAll(string serversFolder)
    {
        var servers = (Directory.Exists(serversFolder) ? Directory.GetDirectories(serversFolder) : [])
            .Select(folder => (Parsed: int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var major), Major: major, Bin: Path.Combine(folder, "bin")))
            .Where(server => server.Parsed && server.Major >= OldestMajor && File.Exists(Path.Combine(server.Bin, "initdb")))
            .OrderByDescending(server => server.Major)
            .ToList();
        if (servers.Count == 0)
            throw new PrivateClusterException(
                $"No PostgreSQL server of version {OldestMajor} or later is installed. On Debian or Ubuntu: " +
                "apt-get install postgresql postgresql-<major>-postgis-3 postgresql-<major>-pgrouting (on Debian 12: <major> is 15).");

        var shareFolder = Path.GetFullPath(Path.Combine(serversFolder, "../../share/postgresql"));
        var withPostGis = servers
            .Where(server => Extensions.All(name => File.Exists(Path.Combine(shareFolder, $"{server.Major}/extension/{name}.control"))))
            .Select(server => new PostgresPrograms(server.Major, server.Bin))
            .ToList();
        return withPostGis.Count > 0
            ? withPostGis
            : throw new PrivateClusterException(
                $"PostgreSQL {servers[0].Major} is installed without PostGIS or pgRouting. On Debian or Ubuntu: " +
                $"apt-get install postgresql-{servers[0].Major}-postgis-3 postgresql-{servers[0].Major}-pgrouting.");
    }

    /// <summary>Runs one of this version's programs as the cluster's owner and gives what it printed.</summary>
    /// <exception cref="PrivateClusterException">It ended with an error; carries its last words.</exception>
    public async Task<string> Run(string program, IEnumerable<string> arguments, CancellationToken cancel)
    {
        var (exitCode, output) = await RunAsOwner([Path.Combine(BinFolder, program), .. arguments], cancel);
        return exitCode == 0 ? output : throw new PrivateClusterException($"{program} failed: {LastLines(output)}");
    }

    public static Task<(int ExitCode, string Output)> RunAsOwner(IReadOnlyList<string> command, CancellationToken cancel) =>
        RunCommand(RunsAsSystemUser ? [.. AsSystemUser, .. command] : command, cancel);

    /// <summary>Gives a file or folder to the cluster's owner.</summary>
    public static async Task GiveToOwner(string path, CancellationToken cancel)
    {
        if (!RunsAsSystemUser) return;
        var (exitCode, output) = await RunCommand(["chown", "-R", $"{SystemUser}:", path], cancel);
        if (exitCode != 0) throw new PrivateClusterException($"{path} cannot be given to the user {SystemUser}: {LastLines(output)}");
    }

    public static string LastLines(string output) =>
        string.Join(' ', output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(5));

    // runuser is part of util-linux on Debian; slimmer systems have setpriv alone.
    private static IReadOnlyList<string> AsSystemUser =>
        new[] { "/usr/sbin/runuser", "/sbin/runuser", "/usr/bin/runuser" }.FirstOrDefault(File.Exists) is { } runuser
            ? [runuser, "-u", SystemUser, "--"]
            : ["setpriv", $"--reuid={SystemUser}", $"--regid={SystemUser}", "--init-groups", "--"];

    private static async Task<(int ExitCode, string Output)> RunCommand(IReadOnlyList<string> command, CancellationToken cancel)
    {
        var start = new ProcessStartInfo(command[0])
        {
            // The caller's folder may be closed to the cluster's owner.
            WorkingDirectory = "/",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var argument in command.Skip(1)) start.ArgumentList.Add(argument);
        // PGDATA, PGPORT and the like are meant for somebody else's server.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["LC_ALL"] = "C";

        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception error)
        {
            throw new PrivateClusterException($"The program {command[0]} cannot be run: {error.Message}", error);
        }

        using (process)
        {
            try
            {
                var output = process.StandardOutput.ReadToEndAsync(cancel);
                var errors = process.StandardError.ReadToEndAsync(cancel);
                await process.WaitForExitAsync(cancel);
                return (process.ExitCode, await output + await errors);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw;
            }
        }
    }
}
