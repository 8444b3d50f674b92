using SpacesPlaces.Contracts;
using SpacesPlaces.MapClient.Http;
using SpacesPlaces.MapClient.Language;

namespace SpacesPlaces.MapClient.Analyses;

/// <summary>
/// An analysis that was asked for, followed while it is made: how far it is, what is being done, how it ended. A broken connection loses
/// nothing: the job goes on in the office, and is asked about again.
/// </summary>
/// <param name="client">The way to the API.</param>
/// <param name="connection">Notices when the service cannot be reached.</param>
/// <param name="words">The language.</param>
public sealed class AnalysisRun(ApiClient client, Connection connection, Words words)
{
    /// <summary>The job's last known state; null before it was asked for.</summary>
    public JobView? Job { get; private set; }

    /// <summary>True while it is waited for.</summary>
    public bool IsRunning { get; private set; }

    /// <summary>Something of the above changed.</summary>
    public event EventHandler? Changed;

    /// <summary>What stands beside the progress bar.</summary>
    public string Told => Job switch
    {
        null => "",
        { State: JobState.Running, Step: { } step } => words[$"job_step.{step}"],
        { State: JobState.Failed, Problem: { } problem } => words[$"problem.{problem}"],
        { State: var state } => words[$"house.job_{Geodata.Vocabulary.WireName.Of(state)}"],
    };

    /// <summary>Asks for clusters and waits for the end.</summary>
    /// <exception cref="ApiProblemException">Refused.</exception>
    public Task<JobView> AskAsync(NewHotspotAnalysis request, CancellationToken cancel) =>
        RunAsync(id => connection.UntilAnsweredAsync(stop => client.AnalyseAsync(id, request, stop), cancel), cancel);

    /// <summary>Asks for another analysis and waits for the end.</summary>
    /// <exception cref="ApiProblemException">Refused.</exception>
    public Task<JobView> AskAsync(NewAnalysis request, CancellationToken cancel) =>
        RunAsync(id => connection.UntilAnsweredAsync(stop => client.AnalyseAsync(id, request, stop), cancel), cancel);

    /// <summary>Stops it; nothing is stored.</summary>
    public async Task StopAsync(CancellationToken cancel)
    {
        if (Job is { State: JobState.Queued or JobState.Running } job) await client.StopAsync(job.Id, cancel);
    }

    // The id is the client's own, so asking again after a broken connection is the same analysis, not another.
    private async Task<JobView> RunAsync(Func<Guid, Task<JobView>> ask, CancellationToken cancel)
    {
        IsRunning = true;
        try
        {
            Say(await ask(Guid.CreateVersion7()));
            while (Job!.State is JobState.Queued or JobState.Running) await FollowAsync(Job.Id, cancel);
            return Job;
        }
        finally
        {
            IsRunning = false;
            Changed?.Invoke(this, EventArgs.Empty);
        }
    }

    private async Task FollowAsync(Guid job, CancellationToken cancel)
    {
        try
        {
            await foreach (var state in client.FollowAsync(job, cancel)) Say(state);
            // The stream may end with the connection and not with the job.
            if (Job!.State is JobState.Queued or JobState.Running) Say(await client.JobAsync(job, cancel));
        }
        catch (Exception fault) when (fault is UnreachableException or IOException or HttpRequestException)
        {
            connection.Say(ConnectionState.Broken);
            Say(await connection.UntilAnsweredAsync(stop => client.JobAsync(job, stop), cancel));
        }
    }

    private void Say(JobView state)
    {
        Job = state;
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
