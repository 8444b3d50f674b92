using System.Text.Json;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>The kinds of data that can be imported.</summary>
internal static class ImportKinds
{
    public const string PoliceUk = "police_uk";
    public const string Boundaries = "boundaries";
    public const string OpenNames = "open_names";

    /// <summary>By the operator's command only: an extract of a county is larger than what may be sent.</summary>
    public const string Roads = "roads";

    /// <summary>Every kind that can be sent, as it is asked for.</summary>
    public static readonly IReadOnlyList<string> All = [PoliceUk, Boundaries, OpenNames];

    /// <summary>Kind of the job that imports a kind of data.</summary>
    public static string JobOf(string kind) => "import_" + kind;

    /// <summary>True when a file of that name can hold that kind of data.</summary>
    public static bool Takes(string kind, string fileName) => (kind switch
    {
        Boundaries => (string[])[".geojson", ".json", ".geojson.gz"],
        Roads => [".osm.pbf", ".geojson", ".geojson.gz"],
        _ => [".csv", ".csv.gz", ".zip"],
    }).Any(ending => ImportSource.HasEnding(fileName, ending));

    /// <summary>Imports a source of that kind.</summary>
    public static Task ImportAsync(string kind, ImportRun run, ImportSource source, CancellationToken cancel) => kind switch
    {
        PoliceUk => new PoliceUkImport(run).ImportAsync(source, cancel),
        Boundaries => new BoundaryImport(run).ImportAsync(source, cancel),
        OpenNames => new OpenNamesImport(run).ImportAsync(source, cancel),
        Roads => new RoadImport(run).ImportAsync(source, cancel),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of import."),
    };
}

/// <summary>What an import was asked for. The digest makes a resend of the same file the same job.</summary>
internal sealed record ImportParameters(string FileName, string Sha256);

/// <summary>Imports an uploaded file as a job.</summary>
internal sealed class ImportJob(string kind) : IJobWork
{
    public string Kind => ImportKinds.JobOf(kind);
    public Permission Needs => Permission.ImportReferenceData;
    public AuditAction Audited => AuditAction.ImportFinished;

    public async Task<string> RunAsync(JobRun job, CancellationToken cancel)
    {
        var parameters = job.Parameters.Deserialize<ImportParameters>(WireJson.Options)!;
        var services = job.Services;
        var context = services.GetRequiredService<SpacesContext>();
        var uploads = services.GetRequiredService<Uploads>();
        var run = new ImportRun(
            job.JobId, job.Who.PartnershipId, job.Who.UserId, Convert.FromHexString(parameters.Sha256),
            services.GetRequiredService<TimeProvider>().GetUtcNow(), context, services.GetRequiredService<IGridTransform>(), job.Report);
        await uploads.SweepAsync(context, job.Who.PartnershipId, cancel);
        using var source = ImportSource.Open(uploads.PathOf(job.Who.PartnershipId, job.JobId, parameters.Sha256), parameters.FileName);
        await ImportKinds.ImportAsync(kind, run, source, cancel);
        var trail = services.GetRequiredService<AuditTrail>();
        trail.Note("kind", kind);
        trail.Note("sha256", parameters.Sha256);
        return $"reference-data/imports/{job.JobId}";
    }
}
