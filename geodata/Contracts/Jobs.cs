namespace SpacesPlaces.Contracts;

/// <summary>Where a job stands.</summary>
public enum JobState
{
    /// <summary>Waiting for a worker.</summary>
    Queued,
    /// <summary>Being worked on.</summary>
    Running,
    /// <summary>Done; its result can be read.</summary>
    Succeeded,
    /// <summary>Ended with a problem; nothing was stored.</summary>
    Failed,
    /// <summary>Stopped at the requester's wish; nothing was stored.</summary>
    Cancelled,
}

/// <summary>Work that takes longer than a request.</summary>
/// <param name="Id">The id that the client made.</param>
/// <param name="Kind">What is being done: <c>density_clusters</c>, <c>import_police_uk</c>, <c>import_boundaries</c>.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Fraction">Share done, 0 to 1.</param>
/// <param name="Step">What is being done now, a key of the section <c>job_step</c> in the text files.</param>
/// <param name="Problem">Code of the problem that ended it (see ProblemCodes); null otherwise.</param>
/// <param name="ProblemFields">Where the problem lies, for instance file, line and column; empty otherwise.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="FinishedAt">When it ended; null while it has not.</param>
/// <param name="Result">Where its result can be read, relative to the API; null until it succeeds.</param>
public sealed record JobView(
    Guid Id, string Kind, JobState State, double Fraction, string? Step, string? Problem,
    IReadOnlyDictionary<string, string> ProblemFields, DateTimeOffset RequestedAt, DateTimeOffset? FinishedAt, string? Result);
