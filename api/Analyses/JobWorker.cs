using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Analyses;

/// <summary>
/// Claims jobs one at a time (SKIP LOCKED under a lease) and runs each as its requester. Result, end of job and audit entry
/// commit in one transaction; a worker that dies leaves nothing, and another takes the job when the lease has run out.
/// </summary>
internal sealed partial class JobWorker(
    NpgsqlDataSource source, IServiceScopeFactory scopes, IEnumerable<IJobWork> works, JobSignals signals, TimeProvider clock,
    ILogger<JobWorker> log) : BackgroundService
{
    /// <summary>How long a worker may be silent before its job is given to another.</summary>
    internal static readonly TimeSpan Lease = TimeSpan.FromSeconds(60);

    /// <summary>How often the lease is renewed; also how soon work that reports nothing for a while hears that it should stop.</summary>
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(20);
    private const int MostAttempts = 3;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                while (await RunNextAsync(stoppingToken)) { }
                using var wait = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
                wait.CancelAfter(LookAgain);
                await signals.Waiting.Reader.ReadAsync(wait.Token);
            }
            catch (OperationCanceledException)
            {
                // Either the time to look again, or the end of the program, which the loop sees.
            }
            catch (NpgsqlException)
            {
                DatabaseAway(log);
                await Task.Delay(TimeSpan.FromSeconds(2), clock, stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }

    /// <summary>Runs the next waiting job; false when there is none.</summary>
    internal async Task<bool> RunNextAsync(CancellationToken cancel)
    {
        var claim = await ClaimAsync(cancel);
        if (claim is null) return false;
        await using var scope = scopes.CreateAsyncScope();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        await using var beat = new Beat(this, claim, stop);
        try
        {
            await DoAsync(claim, scope.ServiceProvider, beat, stop.Token);
        }
        catch (JobRefusedException refused)
        {
            await EndAsync(claim, JobState.Failed, refused.Refusal, cancel);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            await EndAsync(claim, JobState.Cancelled, null, cancel);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            var refusal = ExceptionsToProblems.ToRefusal(fault) ?? new Refusal(ProblemCodes.Unexpected);
            if (refusal.Code == ProblemCodes.Unexpected)
                Failed(log, fault.GetType().Name, claim.Kind, claim.Id, (fault.StackTrace ?? "").Split('\n')[0].Trim());
            await EndAsync(claim, JobState.Failed, refusal, cancel);
        }

        return true;
    }

    private async Task DoAsync(Claim claim, IServiceProvider services, Beat beat, CancellationToken cancel)
    {
        var work = works.Single(work => work.Kind == claim.Kind);
        var unit = services.GetRequiredService<UnitOfWork>();
        var who = await unit.BeginAsync(claim.RequestedBy, claim.PartnershipId, TimeSpan.Zero, cancel);
        // Rights are those the requester has now, not those they had when they asked.
        if (who is null || !Permissions.Allow(who.Role, work.Needs)) throw new JobRefusedException(new(ProblemCodes.NotAllowed));
        services.GetRequiredService<Actor>().Become(who);
        var trail = services.GetRequiredService<AuditTrail>();
        trail.Subject(claim.Id);
        using var parameters = JsonDocument.Parse(claim.Parameters);
        // A job that fails is undone whole: no write of it needs a point of its own to go back to.
        var database = services.GetRequiredService<SpacesContext>().Database;
        database.AutoSavepointsEnabled = false;
        var result = await work.RunAsync(new(claim.Id, who, parameters, services, beat.Report), cancel);

        await FinishAsync(claim, result, (NpgsqlConnection)database.GetDbConnection(), cancel);
        await unit.CommitAsync(who, work.Audited, "", cancel);
    }

    // Still ours? A worker that was silent too long must not finish what another has taken over.
    private async Task FinishAsync(Claim claim, string result, NpgsqlConnection connection, CancellationToken cancel)
    {
        await using var end = new NpgsqlCommand(NamedSql.Read("finish_job"), connection);
        end.Parameters.Add(new() { Value = claim.PartnershipId });
        end.Parameters.Add(new() { Value = claim.Id });
        end.Parameters.Add(new() { Value = claim.Attempt });
        end.Parameters.Add(new() { Value = result });
        end.Parameters.Add(new() { Value = clock.GetUtcNow() });
        end.Parameters.Add(new() { Value = JobSignals.Moved });
        await using var reader = await end.ExecuteReaderAsync(cancel);
        if (!await reader.ReadAsync(cancel)) throw new OperationCanceledException("The lease was lost.");
    }

    private async Task EndAsync(Claim claim, JobState state, Refusal? refusal, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var unit = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        var context = scope.ServiceProvider.GetRequiredService<SpacesContext>();
        await unit.BeginForHouseAsync(claim.PartnershipId, cancel);
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (refusal?.Field is not null) fields["field"] = refusal.Field;
        foreach (var (name, value) in refusal?.Values ?? new Dictionary<string, string>()) fields[name] = value;
        await context.Jobs
            .Where(j => j.PartnershipId == claim.PartnershipId && j.Id == claim.Id && j.Attempts == claim.Attempt && j.State == JobState.Running)
            .ExecuteUpdateAsync(set => set
                .SetProperty(j => j.State, state)
                .SetProperty(j => j.Problem, refusal == null ? null : refusal.Code.Code)
                .SetProperty(j => j.ProblemFields, JsonSerializer.Serialize(fields))
                .SetProperty(j => j.FinishedAt, clock.GetUtcNow()), cancel);
        await context.Database.ExecuteSqlAsync($"select pg_notify({JobSignals.Moved}, {claim.Id.ToString()})", cancel);
        var who = new ActorIdentity(claim.RequestedBy, "", claim.PartnershipId, Role.Admin, Agency.Other);
        var trail = scope.ServiceProvider.GetRequiredService<AuditTrail>();
        trail.Subject(claim.Id);
        trail.Note("state", state);
        if (refusal is not null) trail.Note("problem", refusal.Code.Code);
        await unit.CommitAsync(who, works.Single(work => work.Kind == claim.Kind).Audited, "", cancel);
    }

    private async Task<Claim?> ClaimAsync(CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        // A claim that a crash of the database forgets is made again: it does not wait for the disk.
        await using var batch = new NpgsqlBatch(connection);
        batch.BatchCommands.Add(new("select set_config('spacesplaces.worker', 'on', true), set_config('synchronous_commit', 'off', true)"));
        batch.BatchCommands.Add(new(NamedSql.Read("claim_job")) { Parameters = { new() { Value = Lease }, new() { Value = MostAttempts } } });
        await using var reader = await batch.ExecuteReaderAsync(cancel);
        await reader.NextResultAsync(cancel);
        Claim? claim = await reader.ReadAsync(cancel)
            ? new(reader.GetGuid(0), reader.GetGuid(1), reader.GetString(2), reader.GetString(3), reader.GetGuid(4), reader.GetInt32(5))
            : null;
        await reader.DisposeAsync();
        await transaction.CommitAsync(cancel);
        return claim;
    }

    private sealed record Claim(Guid PartnershipId, Guid Id, string Kind, string Parameters, Guid RequestedBy, int Attempt);

    /// <summary>Renews the lease, writes progress outside the work's transaction, and stops the work when somebody cancelled it.</summary>
    private sealed class Beat : IAsyncDisposable
    {
        private readonly JobWorker worker;
        private readonly Claim claim;
        private readonly CancellationTokenSource stop;
        private readonly CancellationTokenSource ended = new();
        private readonly Task loop;
        private volatile Tuple<double, string?> latest = new(0, null);

        public Beat(JobWorker worker, Claim claim, CancellationTokenSource stop)
        {
            (this.worker, this.claim, this.stop) = (worker, claim, stop);
            loop = LoopAsync();
        }

        public void Report(double fraction, string step) => latest = new(Math.Clamp(fraction, 0, 1), step);

        public async ValueTask DisposeAsync()
        {
            await ended.CancelAsync();
            await loop;
            ended.Dispose();
        }

        private async Task LoopAsync()
        {
            Tuple<double, string?>? written = null;
            var renewed = Stopwatch.GetTimestamp();
            while (!ended.IsCancellationRequested)
            {
                try
                {
                    await Task.Delay(ReportEvery, ended.Token);
                    var now = latest;
                    if (ReferenceEquals(now, written) && Stopwatch.GetElapsedTime(renewed) < Heartbeat) continue;
                    (written, renewed) = (now, Stopwatch.GetTimestamp());
                    if (!await worker.RenewAsync(claim, now.Item1, now.Item2, ended.Token)) await stop.CancelAsync();
                }
                catch (OperationCanceledException)
                {
                    return;
                }
                catch (NpgsqlException)
                {
                    // The next beat tries again; if the database stays away the lease runs out, which is what it is for.
                }
            }
        }
    }

    // False when the job is no longer this worker's, or its requester wants it stopped or may no longer have it done.
    private async Task<bool> RenewAsync(Claim claim, double fraction, string? step, CancellationToken cancel)
    {
        await using var connection = await source.OpenConnectionAsync(cancel);
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using var actor = new NpgsqlCommand("select set_config('spacesplaces.partnership', $1, true)", connection);
        actor.Parameters.Add(new() { Value = claim.PartnershipId.ToString() });
        await actor.ExecuteNonQueryAsync(cancel);
        await using var command = new NpgsqlCommand(NamedSql.Read("renew_job"), connection);
        command.Parameters.Add(new() { Value = claim.PartnershipId });
        command.Parameters.Add(new() { Value = claim.Id });
        command.Parameters.Add(new() { Value = claim.Attempt });
        command.Parameters.Add(new() { Value = fraction });
        command.Parameters.Add(new() { Value = (object?)step ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = Lease });
        var goOn = false;
        await using (var reader = await command.ExecuteReaderAsync(cancel))
        {
            if (await reader.ReadAsync(cancel))
            {
                var allowed = !await reader.IsDBNullAsync(1, cancel)
                    && Permissions.Allow(WireName.Parse<Role>(reader.GetString(1)), works.Single(work => work.Kind == claim.Kind).Needs);
                goOn = allowed && !reader.GetBoolean(0);
            }
        }

        await using var tell = new NpgsqlCommand("select pg_notify($1, $2)", connection);
        tell.Parameters.Add(new() { Value = JobSignals.Moved });
        tell.Parameters.Add(new() { Value = claim.Id.ToString() });
        await tell.ExecuteNonQueryAsync(cancel);
        await transaction.CommitAsync(cancel);
        return goOn;
    }

    [LoggerMessage(LogLevel.Warning, "The database is away; the worker tries again.")]
    private static partial void DatabaseAway(ILogger log);

    [LoggerMessage(LogLevel.Error, "Job failed: {Exception} in {Kind} {Job}, {Frame}")]
    private static partial void Failed(ILogger log, string exception, string kind, Guid job, string frame);
}

/// <summary>Hears NOTIFY on one connection of its own and passes it on.</summary>
internal sealed class JobListener(NpgsqlDataSource source, JobSignals signals) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(stoppingToken);
                connection.Notification += (_, heard) => signals.Heard(heard.Channel, heard.Payload);
                await using var listen = new NpgsqlCommand($"listen {JobSignals.Queued}; listen {JobSignals.Moved}", connection);
                await listen.ExecuteNonQueryAsync(stoppingToken);
                // What was signalled while nobody listened is looked for once.
                signals.Heard(JobSignals.Queued, "");
                while (true) await connection.WaitAsync(stoppingToken);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception fault) when (fault is NpgsqlException or IOException)
            {
                await Task.Delay(TimeSpan.FromSeconds(2), stoppingToken).ContinueWith(_ => { }, TaskScheduler.Default);
            }
        }
    }
}
