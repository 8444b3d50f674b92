using System.Diagnostics;
using System.Globalization;
using Npgsql;
using SpacesPlaces.Api.Database;

#pragma warning disable CA1416 // File modes: the private cluster is for Linux.

namespace SpacesPlaces.Api.Tests.Database;

[Long(120)]
public sealed class PrivateClusterTests : IAsyncLifetime
{
    private readonly string folder = Path.Combine(Path.GetTempPath(), $"spacesplaces-cluster-{Guid.NewGuid():N}");
    private readonly List<PrivateCluster> opened = [];
    private string? servers;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        foreach (var cluster in opened) await cluster.Stop();
        if (servers is not null) Directory.Delete(servers, recursive: true);
        if (opened.FirstOrDefault() is { } first && Directory.Exists(first.Home)) await first.Delete();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Data_IsThereAfterStopAndStart()
    {
        var cluster = await Open();
        await cluster.Start();
        await cluster.CreateDatabase("kept");
        await Execute(cluster, "kept", "CREATE TABLE place (at geometry(Point, 27700)); INSERT INTO place VALUES ('SRID=27700;POINT(1 2)')");
        await cluster.Stop();
        Assert.Throws<InvalidOperationException>(() => cluster.Port);

        var again = await Open();
        await again.Start();

        Assert.Equal("SRID=27700;POINT(1 2)", await Ask(again, "kept", "SELECT ST_AsEWKT(at) FROM place"));
    }

    [Fact]
    public async Task Clone_HoldsTheOriginalsRows_AndIsApartFromIt()
    {
        var cluster = await Open();
        await cluster.Start();
        await cluster.CreateDatabase("original");
        await Execute(cluster, "original", "CREATE TABLE number AS SELECT 1 AS n");

        // Pooled, so still open when the copy is made.
        await using (var pooled = new NpgsqlConnection(cluster.SuperuserConnectionString("original"))) await pooled.OpenAsync();
        await cluster.CloneDatabase("original", "copy");
        await Execute(cluster, "copy", "INSERT INTO number VALUES (2)");

        Assert.Equal(2L, await Ask(cluster, "copy", "SELECT count(*) FROM number"));
        Assert.Equal(1L, await Ask(cluster, "original", "SELECT count(*) FROM number"));
        await cluster.DropDatabase("copy");
        Assert.Equal(0L, await Ask(cluster, "postgres", "SELECT count(*) FROM pg_database WHERE datname = 'copy'"));
    }

    [Fact]
    public async Task SecondOpening_JoinsTheRunningServer_AndLeavesItRunning()
    {
        var first = await Open();
        await first.Start();
        var second = await Open();
        await second.Start();

        Assert.Equal(first.Port, second.Port);
        Assert.True(first.StartedHere);
        Assert.False(second.StartedHere);
        await Assert.ThrowsAsync<PrivateClusterException>(() => second.Delete());
        Assert.Equal(1, await Ask(first, "postgres", "SELECT 1"));
    }

    [Fact]
    public async Task KilledServer_RecoversWithWhatWasCommitted()
    {
        var cluster = await Open(fast: false);
        await cluster.Start();
        await cluster.CreateDatabase("kept");
        await Execute(cluster, "kept", "CREATE TABLE number AS SELECT 7 AS n");
        using (var server = Process.GetProcessById(ServerProcess(cluster)))
        {
            server.Kill();
            await server.WaitForExitAsync();
        }

        Assert.True(File.Exists(Path.Combine(cluster.Home, "data/postmaster.pid")));
        var again = await Open(fast: false);
        await again.Start();

        Assert.True(again.StartedHere);
        Assert.Equal(7, await Ask(again, "kept", "SELECT n FROM number"));
    }

    [Fact]
    public async Task PidFileOfAStrangersProcess_DoesNotStopTheStart()
    {
        var cluster = await Open();
        await cluster.Start();
        var pidFile = Path.Combine(cluster.Home, "data/postmaster.pid");
        var lines = await File.ReadAllLinesAsync(pidFile);
        await cluster.Stop();
        // As after a restart of the machine: the number lives, and is ours, not the server's.
        lines[0] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        await File.WriteAllLinesAsync(pidFile, lines);

        await cluster.Start();

        Assert.True(cluster.StartedHere);
        Assert.NotEqual(Environment.ProcessId, ServerProcess(cluster));
    }

    [Fact]
    public async Task ClosedFolder_MakesRootPlaceTheClusterElsewhere_AndSaySo()
    {
        Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var cluster = await Open();
        await cluster.Start();
        await cluster.CreateDatabase("kept");
        await cluster.Stop();
        var again = await Open();
        await again.Start();

        Assert.Equal(1L, await Ask(again, "postgres", "SELECT count(*) FROM pg_database WHERE datname = 'kept'"));
        if (PostgresPrograms.RunsAsSystemUser)
        {
            Assert.StartsWith("/var/lib/spacesplaces/", again.Home, StringComparison.Ordinal);
            Assert.Equal(again.Home, (await File.ReadAllTextAsync(Path.Combine(folder, "cluster-location"))).Trim());
        }
        else
        {
            // Nobody but root needs another user.
            Assert.StartsWith(folder, again.Home, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task LocationThatHoldsNothing_IsRefused_NotReplacedByAnEmptyDatabase()
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(Path.Combine(folder, "cluster-location"), Path.Combine(folder, "gone"));

        var error = await Assert.ThrowsAsync<PrivateClusterException>(() => Open());

        Assert.Contains(Path.Combine(folder, "gone"), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OnlyThePasswordOpensTheServer_AndOnlyItsOwnerReadsThePassword()
    {
        var cluster = await Open();
        await cluster.Start();

        var refused = await Assert.ThrowsAsync<PostgresException>(async () =>
        {
            await using var connection = new NpgsqlConnection(
                cluster.ConnectionString("postgres", PrivateCluster.Superuser, "guess") + ";Pooling=false");
            await connection.OpenAsync();
        });

        Assert.Equal(PostgresErrorCodes.InvalidPassword, refused.SqlState);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(cluster.Home, "superuser-password")));
        Assert.Equal("127.0.0.1", await Ask(cluster, "postgres", "SHOW listen_addresses"));
        Assert.Equal("scram-sha-256", await Ask(cluster, "postgres", "SHOW password_encryption"));
    }

    [Fact]
    public async Task OrdinaryCluster_WritesToDiskBeforeItAnswers_AndIsUtf8()
    {
        var cluster = await Open(fast: false);
        await cluster.Start();

        Assert.Equal("on", await Ask(cluster, "postgres", "SHOW fsync"));
        Assert.Equal("on", await Ask(cluster, "postgres", "SHOW synchronous_commit"));
        Assert.Equal("on", await Ask(cluster, "postgres", "SHOW full_page_writes"));
        Assert.Equal("UTF8", await Ask(cluster, "postgres", "SHOW server_encoding"));
        Assert.Equal("C.UTF-8", await Ask(cluster, "postgres", "SELECT datcollate FROM pg_database WHERE datname = 'template1'"));
    }

    [Fact]
    public async Task OtherMajorVersion_IsRefusedNamingBoth()
    {
        var cluster = await Open();
        await File.WriteAllTextAsync(Path.Combine(cluster.Home, "data/PG_VERSION"), "13\n");

        var error = await Assert.ThrowsAsync<PrivateClusterException>(() => Open());

        var installed = PostgresPrograms.FindAll(PostgresPrograms.DistributionFolder)[0].Major;
        Assert.Contains("PostgreSQL 13", error.Message, StringComparison.Ordinal);
        Assert.Contains($"PostgreSQL {installed}", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public async Task MissingServer_IsRefusedNamingThePackages()
    {
        Directory.CreateDirectory(folder);

        var error = await Assert.ThrowsAsync<PrivateClusterException>(() =>
            PrivateCluster.CreateOrOpen(folder, serversFolder: Path.Combine(folder, "lib/postgresql")));

        Assert.Contains("apt-get install postgresql", error.Message, StringComparison.Ordinal);
        Assert.Contains("postgis", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServerWithoutPostGis_IsRefusedNamingThePackage()
    {
        var bin = Path.Combine(folder, "lib/postgresql/16/bin");
        Directory.CreateDirectory(bin);
        await File.WriteAllTextAsync(Path.Combine(bin, "initdb"), "");

        var error = await Assert.ThrowsAsync<PrivateClusterException>(() =>
            PrivateCluster.CreateOrOpen(folder, serversFolder: Path.Combine(folder, "lib/postgresql")));

        Assert.Contains("apt-get install postgresql-16-postgis-3 postgresql-16-pgrouting", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InterruptedMaking_IsBegunAnew()
    {
        Directory.CreateDirectory(Path.Combine(folder, "cluster/data.new/base"));
        await File.WriteAllTextAsync(Path.Combine(folder, "cluster/data.new/PG_VERSION"), "15\n");

        var cluster = await Open();
        await cluster.Start();

        Assert.Equal(1, await Ask(cluster, "postgres", "SELECT 1"));
        Assert.False(Directory.Exists(Path.Combine(cluster.Home, "data.new")));
    }

    [Fact]
    public async Task ServerUpgradedInPlaceWhileRunning_IsStartedAnewOnTheSamePort()
    {
        var copy = CopyOfTheServer();
        var first = await Open(serversFolder: copy);
        await first.Start();
        await first.CreateDatabase("kept");
        var before = ServerProcess(first);
        var program = Path.Combine(Directory.GetDirectories(copy).Single(), "bin/postgres");
        // As dpkg does it: a new file takes the old one's name.
        File.Copy(program, program + ".new");
        File.Move(program + ".new", program, overwrite: true);

        var second = await Open(serversFolder: copy);
        await second.Start();

        Assert.NotEqual(before, ServerProcess(second));
        Assert.Equal(first.Port, second.Port);
        Assert.False(second.StartedHere);
        Assert.Equal(1L, await Ask(second, "postgres", "SELECT count(*) FROM pg_database WHERE datname = 'kept'"));
    }

    [Theory]
    [InlineData("Upper")]
    [InlineData("a\"; DROP DATABASE postgres; --")]
    [InlineData("")]
    public async Task DatabaseNameOutsideThePlainAlphabet_IsRefusedBeforeAnySql(string name)
    {
        var cluster = await Open();

        // Not even started: the refusal comes first.
        await Assert.ThrowsAsync<ArgumentException>(() => cluster.CreateDatabase(name));
    }

    private async Task<PrivateCluster> Open(bool fast = true, string serversFolder = PostgresPrograms.DistributionFolder)
    {
        var cluster = await PrivateCluster.CreateOrOpen(folder, fast, serversFolder);
        opened.Add(cluster);
        return cluster;
    }

    // PostgreSQL finds its libraries and data relative to its program, so a copy of the programs is a server. In
    // /var/tmp, where the user postgres can run it even if the temporary folder is closed.
    private string CopyOfTheServer()
    {
        var real = PostgresPrograms.FindAll(PostgresPrograms.DistributionFolder)[0];
        servers = $"/var/tmp/{Path.GetFileName(folder)}";
        var major = $"{servers}/lib/postgresql/{real.Major}";
        foreach (var part in new[] { "", "lib", "lib/postgresql", $"lib/postgresql/{real.Major}", $"lib/postgresql/{real.Major}/bin", "share" })
        {
            Directory.CreateDirectory(Path.Combine(servers, part));
            File.SetUnixFileMode(Path.Combine(servers, part), (UnixFileMode)0b111_101_101);
        }

        foreach (var program in Directory.GetFiles(real.BinFolder)) File.Copy(program, $"{major}/bin/{Path.GetFileName(program)}");
        File.CreateSymbolicLink($"{major}/lib", Path.GetFullPath(Path.Combine(real.BinFolder, "../lib")));
        File.CreateSymbolicLink(Path.Combine(servers, "share/postgresql"), "/usr/share/postgresql");
        return Path.Combine(servers, "lib/postgresql");
    }

    private static int ServerProcess(PrivateCluster cluster) =>
        int.Parse(File.ReadLines(Path.Combine(cluster.Home, "data/postmaster.pid")).First(), CultureInfo.InvariantCulture);

    private static async Task Execute(PrivateCluster cluster, string database, string sql) => await Ask(cluster, database, sql);

    private static async Task<object?> Ask(PrivateCluster cluster, string database, string sql)
    {
        await using var connection = new NpgsqlConnection(cluster.SuperuserConnectionString(database) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
