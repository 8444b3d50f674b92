using System.Text.Json;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Http;

namespace SpacesPlaces.Api.Analyses;

/// <summary>A kind of work that a worker can do. A room offers one by registering it; this house service knows no capability.</summary>
public interface IJobWork
{
    /// <summary>Stable name, stored with each job.</summary>
    string Kind { get; }

    /// <summary>The permission that the requester must still have when the work starts.</summary>
    Permission Needs { get; }

    /// <summary>The action under which the finished work is audited.</summary>
    AuditAction Audited { get; }

    /// <summary>
    /// Does the work inside the worker's open transaction, which commits result, end and audit together. Answers where the
    /// result can be read, relative to the API.
    /// </summary>
    /// <exception cref="JobRefusedException">The work cannot be done; nothing is stored and the job ends with the problem.</exception>
    Task<string> RunAsync(JobRun run, CancellationToken cancel);
}

/// <summary>A job as the work sees it.</summary>
/// <param name="JobId">Job id, also the id of what it makes.</param>
/// <param name="Who">Whom it runs for.</param>
/// <param name="Parameters">What was asked.</param>
/// <param name="Services">Services of the worker's scope: the context with the open transaction among them.</param>
/// <param name="Report">Tells how far the work is: share done (0 to 1) and a key of the section <c>job_step</c>. Cheap to call often.</param>
public sealed record JobRun(Guid JobId, ActorIdentity Who, JsonDocument Parameters, IServiceProvider Services, Action<double, string> Report);

/// <summary>The work cannot be done, for a reason that the requester can understand.</summary>
public sealed class JobRefusedException(Refusal refusal) : Exception(refusal?.Code.Code)
{
    public Refusal Refusal { get; } = refusal!;
}
