using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Analyses;

/// <summary>Jobs: where they stand, their progress as it happens, and stopping them. Only the requester sees a job.</summary>
public static class JobApi
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<JobSignals>();
        services.AddScoped<JobQueue>();
        services.AddSingleton<JobWorker>();
        services.AddHostedService(provider => provider.GetRequiredService<JobWorker>());
        services.AddHostedService<JobListener>();
        return services;
    }

    public static IEndpointRouteBuilder MapJobs(this IEndpointRouteBuilder api)
    {
        var jobs = api.MapGroup("/jobs").WithTags("Jobs");
        jobs.MapGet("/{id:guid}", Read).Requires(Permission.SeeJobs).Audited(AuditAction.JobSeen)
            .WithSummary("Where a job stands");
        jobs.MapGet("/{id:guid}/progress", Follow).Requires(Permission.SeeJobs).Audited(AuditAction.JobSeen)
            .WithSummary("A job's progress as server-sent events; the first event is its present state, the last its end")
            .DisableRequestTimeout();
        jobs.MapDelete("/{id:guid}", Cancel).Requires(Permission.SeeJobs).Audited(AuditAction.JobCancelled)
            .WithSummary("Stop a job; nothing of it is stored");
        return api;
    }

    private static async Task<Results<Ok<JobView>, ProblemHttpResult>> Read(
        Guid id, Actor actor, SpacesContext context, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        var job = await Mine(context, actor, id).SingleOrDefaultAsync(cancel);
        return job is null ? Problems.Of(ProblemCodes.NotFound) : TypedResults.Ok(JobViews.Of(job));
    }

    private static async Task<Results<ServerSentEventsResult<JobView>, ProblemHttpResult>> Follow(
        Guid id, Actor actor, SpacesContext context, HttpContext http, IServiceScopeFactory scopes, JobSignals signals,
        AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        // Listened to before the first look: a move in between is heard.
        var watch = signals.Watch(id);
        http.Response.RegisterForDispose(watch);
        if (!http.User.TryReadSession(out var ticket) || await Mine(context, actor, id).SingleOrDefaultAsync(cancel) is not { } job)
            return Problems.Of(ProblemCodes.NotFound);
        return TypedResults.ServerSentEvents(StatesAsync(JobViews.Of(job), watch, ticket, scopes, cancel));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Cancel(
        Guid id, Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        var job = await Mine(context, actor, id).SingleOrDefaultAsync(cancel);
        if (job is null) return Problems.Of(ProblemCodes.NotFound);
        if (job.State is not (JobState.Queued or JobState.Running)) return Problems.Of(ProblemCodes.AlreadyFinished);
        // A job that no worker has yet ends here; one that runs is told at its next beat.
        await context.Jobs
            .Where(j => j.PartnershipId == actor.PartnershipId && j.Id == id && j.State == JobState.Queued)
            .ExecuteUpdateAsync(set => set
                .SetProperty(j => j.State, JobState.Cancelled).SetProperty(j => j.FinishedAt, clock.GetUtcNow()), cancel);
        await context.Jobs
            .Where(j => j.PartnershipId == actor.PartnershipId && j.Id == id && j.State == JobState.Running)
            .ExecuteUpdateAsync(set => set.SetProperty(j => j.CancelRequested, true), cancel);
        await context.Database.ExecuteSqlAsync($"select pg_notify({JobSignals.Moved}, {id.ToString()})", cancel);
        return TypedResults.NoContent();
    }

    private static IQueryable<Job> Mine(SpacesContext context, Actor actor, Guid id) => context.Jobs.AsNoTracking()
        .Where(j => j.PartnershipId == actor.PartnershipId && j.Id == id && j.RequestedBy == actor.UserId);

    private static async IAsyncEnumerable<SseItem<JobView>> StatesAsync(
        JobView first, JobWatch watch, SessionTicket ticket, IServiceScopeFactory scopes, [EnumeratorCancellation] CancellationToken cancel)
    {
        yield return new SseItem<JobView>(first);
        var last = first;
        while (last.State is JobState.Queued or JobState.Running)
        {
            using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancel);
            wait.CancelAfter(LookAgain);
            try
            {
                await watch.Channel.Reader.ReadAsync(wait.Token);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                // No signal for a while: look all the same, one may have been lost.
            }

            // Read anew with the rights of now: a stream ends when its reader's session, role or account does.
            if (await ReadNowAsync(watch.Job, ticket, scopes, cancel) is not { } view) yield break;
            if (view != last) yield return new SseItem<JobView>(view);
            last = view;
        }
    }

    private static async Task<JobView?> ReadNowAsync(Guid id, SessionTicket ticket, IServiceScopeFactory scopes, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        var who = await scope.ServiceProvider.GetRequiredService<Sessions>().AdmitAsync(ticket, cancel);
        if (who is null || !Permissions.Allow(who.Role, Permission.SeeJobs)) return null;
        var context = scope.ServiceProvider.GetRequiredService<SpacesContext>();
        var job = await context.Jobs.AsNoTracking()
            .SingleOrDefaultAsync(j => j.PartnershipId == who.PartnershipId && j.Id == id && j.RequestedBy == who.UserId, cancel);
        await work.RollbackAsync();
        return job is null ? null : JobViews.Of(job);
    }
}
