using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Governance;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Governance;

/// <summary>An older copy of the database does not bring back what was erased since.</summary>
public sealed class ErasureReplayTests(GovernedApi api) : IClassFixture<GovernedApi>
{
    [Fact]
    public async Task RestoredCopy_LosesErasedRecords_BeforeTheProgramAnswersAnybody()
    {
        var (erased, coarsened, kept) = (await api.RecordAsync(), await api.RecordAsync(), await api.RecordAsync());
        using var reporter = api.As(Role.Reporter);
        var session = Guid.CreateVersion7();
        await (await reporter.PostAsync($"/api/v1/outreach/sessions/{session}", new NewOutreachSession(
            new(new(300_123, 250_456), PointSource.Pin, 10, "EPSG:27700"), DateTimeOffset.UtcNow.AddHours(-3), DateTimeOffset.UtcNow.AddHours(-2), 2,
            Detail: new(Observations: "Two of them were there.", TextLanguage: "en")))).ReadAsync<Receipt>(HttpStatusCode.Created);
        var copy = await BackupAsync();
        using var dataProtection = api.As(Role.DataProtection);
        await (await dataProtection.PostAsync($"/api/v1/governance/erasures/{Guid.NewGuid()}", new NewErasure(session, "Right to erasure")))
            .ReadAsync<ErasureView>(HttpStatusCode.Created);
        await (await dataProtection.PostAsync($"/api/v1/governance/erasures/{Guid.NewGuid()}", new NewErasure(erased, "Right to erasure")))
            .ReadAsync<ErasureView>(HttpStatusCode.Created);
        await using (var scope = api.Services.CreateAsyncScope())
        {
            var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
            var erasure = scope.ServiceProvider.GetRequiredService<RecordErasure>();
            await work.BeginForHouseAsync(TestApi.Here, default);
            var entry = new LedgerEntry(TestApi.Here, Guid.NewGuid(), coarsened, RetentionClass.IncidentDetail, ErasureKind.Coarsened, DateTimeOffset.UtcNow);
            Assert.Equal(ErasureOutcome.Done, await erasure.CoarsenAsync(entry, RecordErasure.ByRetention, null, replay: false, default));
            erasure.WriteLedger();
            await work.CommitAsync(UnitOfWork.Operator(TestApi.Here, "test"), SpacesPlaces.Api.Audit.AuditAction.RetentionRun, "", default);
        }

        var restored = new NpgsqlConnectionStringBuilder(api.ApiConnection) { Database = copy }.ConnectionString;
        Assert.Equal((1, 1, 1), await StandsAsync(copy, erased, coarsened, kept));
        Assert.Equal(1, await CountAsync(copy, "select count(*) from outreach_session where id = $1 and detail ? 'observations'", session));
        await using (var program = SpacesPlaces.Api.Http.Host.Build(new HostSettings(restored, api.DataFolder), []))
        {
            // What runs first at a start; the web server comes after it.
            await program.Services.GetRequiredService<GovernanceWork>().ReplayAsync(default);
            Assert.Equal((0, 0, 1), await StandsAsync(copy, erased, coarsened, kept));
            Assert.Equal(1, await CountAsync(copy, "select count(*) from outreach_session where id = $1 and not detail ? 'observations'", session));
            Assert.Equal(0, await program.Services.GetRequiredService<GovernanceWork>().ReplayAsync(default));
        }

        Assert.Equal(1, await CountAsync(copy, "select count(*) from audit_entry where action = 'erasures_replayed' and $1 = any(subjects)", erased));
        Assert.Equal(2, await CountAsync(copy, "select count(*) from erasure where subject_id = $1 or subject_id = $2", erased, coarsened));
        NpgsqlConnection.ClearAllPools();
        await TestServer.DropDatabase(copy);
    }

    [Fact]
    public void Program_ReplaysBeforeItServes()
    {
        var services = api.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().Select(service => service.GetType().Name).ToList();
        Assert.True(services.IndexOf(nameof(GovernanceClock)) is >= 0 and var clock && clock < services.IndexOf("GenericWebHostService"), string.Join(", ", services));
    }

    [Fact]
    public async Task LedgerFile_IsItsOwnersOnly_AndASpoiltLineStopsTheStart()
    {
        var folder = Directory.CreateTempSubdirectory("ledger").FullName;
        var ledger = new ErasureLedger(new HostSettings("", folder));
        var entry = new LedgerEntry(TestApi.Here, Guid.NewGuid(), Guid.NewGuid(), RetentionClass.Analysis, ErasureKind.Erased, DateTimeOffset.UtcNow);
        ledger.Append([entry, entry with { Id = Guid.NewGuid() }]);
        Assert.Equal(2, ledger.Read().Count);
        Assert.Equal(entry, ledger.Read()[0]);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(ledger.File));
        await File.AppendAllTextAsync(ledger.File, "{\"torn\":");
        Assert.Equal(2, ledger.Read().Count);
        await File.AppendAllTextAsync(ledger.File, "\n{}\n");
        Assert.Throws<InvalidDataException>(() => ledger.Read());
        Directory.Delete(folder, recursive: true);
    }

    // A copy as a backup is: the database as it stood, restored under another name.
    private async Task<string> BackupAsync()
    {
        var copy = api.Name + "_restored";
        var server = new NpgsqlConnectionStringBuilder(api.ConnectionString) { Database = "postgres", Pooling = false }.ConnectionString;
        NpgsqlConnection.ClearAllPools();
        await using var connection = new NpgsqlConnection(server);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand(
            $"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{api.Name}' and pid <> pg_backend_pid()", connection);
        await create.ExecuteNonQueryAsync();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await using var database = new NpgsqlCommand($"create database {copy} template {api.Name}", connection);
                await database.ExecuteNonQueryAsync();
                return copy;
            }
            catch (PostgresException busy) when (busy.SqlState == "55006" && attempt < 20)
            {
                await create.ExecuteNonQueryAsync();
                await Task.Delay(100);
            }
        }
    }

    private async Task<(long Erased, long Whole, long Kept)> StandsAsync(string database, Guid erased, Guid coarsened, Guid kept) => (
        await CountAsync(database, "select count(*) from incident where id = $1", erased),
        await CountAsync(database, "select count(*) from incident where id = $1 and narrative is not null", coarsened),
        await CountAsync(database, "select count(*) from incident where id = $1 and narrative is not null", kept));

    private async Task<long> CountAsync(string database, string sql, params Guid[] ids)
    {
        var builder = new NpgsqlConnectionStringBuilder(api.ConnectionString) { Database = database, Pooling = false };
        await using var connection = new NpgsqlConnection(builder.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var id in ids) command.Parameters.Add(new() { Value = id });
        return (long)(await command.ExecuteScalarAsync())!;
    }
}
