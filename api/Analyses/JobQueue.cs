using System.Security.Cryptography;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Analyses;

/// <summary>Asking for work, in the transaction of the request that asks.</summary>
public sealed class JobQueue(SpacesContext context, Actor actor, TimeProvider clock)
{
    /// <summary>
    /// Queues a job under the client's id. A resend with the same content finds the job that stands; null when the id stands for
    /// other content.
    /// </summary>
    public async Task<Job?> AskAsync<TParameters>(Guid id, string kind, TParameters parameters, CancellationToken cancel)
    {
        var json = JsonSerializer.Serialize(parameters, WireJson.Options);
        var content = SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{kind}\n{json}"));
        await context.Database.ExecuteSqlAsync(
            $"""
            insert into job (partnership_id, id, kind, parameters, content_sha256, requested_by, requested_at, state, fraction,
                             problem_fields, cancel_requested, attempts)
            values ({actor.PartnershipId}, {id}, {kind}, {json}::jsonb, {content}, {actor.UserId}, {clock.GetUtcNow()}, 'queued', 0,
                    {"{}"}::jsonb, false, 0)
            on conflict (partnership_id, id) do nothing
            """, cancel);
        await context.Database.ExecuteSqlAsync($"select pg_notify({JobSignals.Queued}, {id.ToString()})", cancel);
        var job = await context.Jobs.AsNoTracking().SingleAsync(j => j.PartnershipId == actor.PartnershipId && j.Id == id, cancel);
        return job.RequestedBy == actor.UserId && job.ContentSha256.AsSpan().SequenceEqual(content) ? job : null;
    }
}

/// <summary>Signals between processes, carried by PostgreSQL's NOTIFY; payloads are job ids and nothing else.</summary>
public sealed class JobSignals
{
    public const string Queued = "job_queued";
    public const string Moved = "job_moved";

    private readonly Lock gate = new();
    private readonly List<JobWatch> watchers = [];

    /// <summary>Completes when a job may be waiting.</summary>
    internal Channel<bool> Waiting { get; } = NewChannel();

    /// <summary>Hears each time the job has moved, from now until it is disposed of.</summary>
    internal JobWatch Watch(Guid job)
    {
        var watch = new JobWatch(this, job, NewChannel());
        lock (gate) watchers.Add(watch);
        return watch;
    }

    internal void Unwatch(JobWatch watch)
    {
        lock (gate) watchers.Remove(watch);
    }

    internal void Heard(string name, string payload)
    {
        if (name == Queued) Waiting.Writer.TryWrite(true);
        if (name != Moved || !Guid.TryParse(payload, out var job)) return;
        lock (gate)
            foreach (var watcher in watchers.Where(watcher => watcher.Job == job)) watcher.Channel.Writer.TryWrite(true);
    }

    // One unread signal is as good as many: who hears it reads the present state.
    private static Channel<bool> NewChannel() =>
        Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
}

/// <summary>Somebody who follows a job. Its channel holds an item when the job has moved since it was last read.</summary>
internal sealed class JobWatch(JobSignals signals, Guid job, Channel<bool> channel) : IDisposable
{
    public Guid Job => job;
    public Channel<bool> Channel => channel;

    public void Dispose() => signals.Unwatch(this);
}

/// <summary>How a job is shown.</summary>
internal static class JobViews
{
    public static JobView Of(Job job) => new(
        job.Id, job.Kind, job.State, job.Fraction, job.Step, job.Problem,
        JsonSerializer.Deserialize<Dictionary<string, string>>(job.ProblemFields) ?? [],
        job.RequestedAt, job.FinishedAt, job.Result);
}
