using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Tests.Commands;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Audit;

/// <summary>Anchors that the serving program keeps, and the command that verifies against them (SEC-54).</summary>
[Long(35)]
public sealed class AuditAnchorTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task ServingProgram_KeepsTheEndsOfAllChains_FromItsStartOn()
    {
        var anchors = api.Services.GetServices<IHostedService>().OfType<AuditAnchors>().Single();
        await Eventually(() => File.Exists(anchors.File) && AnchorFile.Read(anchors.File).Count > 0);
        Assert.Contains(AnchorFile.Read(anchors.File), anchor => anchor.Partnership == TestApi.Elsewhere);

        (await api.As(Role.Analyst).GetAsync("/api/v1/access/me")).EnsureSuccessStatusCode();
        await anchors.WriteAsync(default);
        var last = AnchorFile.Read(anchors.File).Last(anchor => anchor.Partnership == TestApi.Here);
        Assert.Equal(
            await api.ScalarAsync<string>("select sequence || ' ' || encode(hash, 'hex') from audit_head where partnership_id = $1", TestApi.Here),
            $"{last.Sequence} {last.Hash}");

        // A chain that has not grown is not written again.
        var lines = AnchorFile.Read(anchors.File).Count;
        await anchors.WriteAsync(default);
        Assert.Equal(lines, AnchorFile.Read(anchors.File).Count);
    }

    [Fact]
    public async Task DatabaseThatIsAway_CostsTheAnchorAndNotTheProgram()
    {
        var folder = Directory.CreateTempSubdirectory("spacesplaces-anchor-").FullName;
        await using var nowhere = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1;Username=nobody;Database=none");
        var log = new LogCatcher();
        using var logs = LoggerFactory.Create(builder => builder.AddProvider(log));
        using var anchors = new AuditAnchors(
            nowhere, new HostSettings("", folder), TimeProvider.System, logs.CreateLogger<AuditAnchors>());
        await anchors.StartAsync(default);
        await anchors.StopAsync(default);
        Assert.False(anchors.ExecuteTask!.IsFaulted);
        Assert.Contains(log.Lines, line => line.Contains("anchor", StringComparison.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Command_SaysWhole_ThenNamesTheBadEntryAndTheCutTail()
    {
        await using var data = new TemporaryDataFolder();
        var database = new Dictionary<string, string> { ["SPACESPLACES_DB"] = api.ConnectionString, ["SPACESPLACES_DB_API"] = api.ApiConnection };
        var chain = await Chain.WriteAsync(api, 9);
        Directory.CreateDirectory(data.Path);
        var kept = data.File("kept.jsonl");
        string[] arguments = ["verify-audit", "--data", data.Path, "--partnership", chain.Partnership.ToString()];

        var (code, said) = await ProgramProcess.RunAsync(database, [.. arguments, "--write-anchor", kept]);
        Assert.True(code == 0, said);
        Assert.Contains("9 entries, whole", said, StringComparison.Ordinal);

        await chain.OperatorAsync("delete from audit_entry where partnership_id = $p and sequence > 6");
        await chain.RehashAsync(6);
        Assert.Equal(0, (await ProgramProcess.RunAsync(database, arguments)).ExitCode);
        (code, said) = await ProgramProcess.RunAsync(database, [.. arguments, "--anchor", kept]);
        Assert.Equal(1, code);
        Assert.Contains("entry 7: it and all after it are cut off; an anchor knows entry 9", said, StringComparison.Ordinal);

        await chain.OperatorAsync("update audit_entry set actor_name = 'somebody' where partnership_id = $p and sequence = 3");
        // All chains: the house's and the others are whole, and nothing is written beside a broken one.
        var unwritten = data.File("unwritten.jsonl");
        (code, said) = await ProgramProcess.RunAsync(database, "verify-audit", "--data", data.Path, "--write-anchor", unwritten);
        Assert.Equal(1, code);
        Assert.Contains("A: entry 3: its content is not what was written", said, StringComparison.Ordinal);
        Assert.Contains("House: ", said, StringComparison.Ordinal);
        Assert.False(File.Exists(unwritten));
    }

    [Theory]
    [InlineData("{\"partnership\":1}")]
    [InlineData("not json")]
    public async Task FileThatHoldsNoAnchors_IsRefusedInOneLine(string line)
    {
        await using var data = new TemporaryDataFolder();
        Directory.CreateDirectory(data.Path);
        await File.WriteAllTextAsync(data.File("anchors.jsonl"), line);
        var (code, said) = await ProgramProcess.RunAsync(
            new Dictionary<string, string> { ["SPACESPLACES_DB"] = api.ConnectionString },
            "verify-audit", "--data", data.Path, "--anchor", data.File("anchors.jsonl"));
        Assert.Equal(1, code);
        Assert.Contains("not an anchor", said, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', said);
    }

    private static async Task Eventually(Func<bool> happened)
    {
        var deadline = DateTime.UtcNow.AddSeconds(20);
        while (!happened())
        {
            Assert.True(DateTime.UtcNow < deadline, "It did not happen.");
            await Task.Delay(20);
        }
    }
}
