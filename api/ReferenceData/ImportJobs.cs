using System.Text.Json;
using System.Text.Json.Serialization;
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

    public const string Roads = "roads";

    /// <summary>A list of places that the partnership keeps.</summary>
    public const string Places = "places";

    /// <summary>Stops of public transport.</summary>
    public const string GtfsStops = "gtfs_stops";

    /// <summary>Places out of an extract of OpenStreetMap.</summary>
    public const string OsmPlaces = "osm_places";

    /// <summary>Every kind that can be sent, as it is asked for.</summary>
    public static readonly IReadOnlyList<string> All = [PoliceUk, Boundaries, OpenNames, Places, GtfsStops, OsmPlaces, Roads];

    /// <summary>Kind of the job that imports a kind of data.</summary>
    public static string JobOf(string kind) => "import_" + kind;

    /// <summary>True when a file of that name can hold that kind of data.</summary>
    public static bool Takes(string kind, string fileName) => (kind switch
    {
        Boundaries => (string[])[".geojson", ".json", ".geojson.gz", ".gpkg"],
        Places => [".csv", ".csv.gz", ".geojson", ".json", ".geojson.gz", ".gpkg"],
        GtfsStops => [".zip"],
        Roads or OsmPlaces => [".osm.pbf", ".geojson", ".geojson.gz"],
        _ => [".csv", ".csv.gz", ".zip"],
    }).Any(ending => ImportSource.HasEnding(fileName, ending));

    /// <summary>Imports a source of that kind.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="run">The act of importing.</param>
    /// <param name="source">The file, folder or archive.</param>
    /// <param name="cancel">Stops it; nothing may be committed then.</param>
    /// <param name="columns">Headings of columns, by what they are, where whoever sends it said so.</param>
    public static Task ImportAsync(
        string kind, ImportRun run, ImportSource source, CancellationToken cancel, IReadOnlyDictionary<string, string>? columns = null) => kind switch
        {
            PoliceUk => new PoliceUkImport(run).ImportAsync(source, cancel),
            Boundaries => new BoundaryImport(run).ImportAsync(source, cancel),
            OpenNames => new OpenNamesImport(run).ImportAsync(source, cancel),
            Roads => new RoadImport(run).ImportAsync(source, cancel),
            Places or GtfsStops or OsmPlaces => ListAsync(kind, run, source, columns ?? new Dictionary<string, string>(), cancel),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "No such kind of import."),
        };

    private static async Task ListAsync(string kind, ImportRun run, ImportSource source, IReadOnlyDictionary<string, string> columns, CancellationToken cancel)
    {
        run.Report(0, "reading");
        await run.WaitForTurnAsync(cancel);
        var notices = new ImportNotices();
        var list = kind switch
        {
            Places => await new PlaceTable(run.Grid, columns, notices).ReadAsync(source, cancel),
            GtfsStops => await ReferenceData.GtfsStops.ReadAsync(source, run.Grid, cancel),
            _ => await new OsmPlaces(run.Grid, notices).ReadAsync(source, cancel),
        };
        await new PlaceListImport(run, kind, notices).ImportAsync(list, source.FileName, cancel);
    }
}

/// <summary>What an import was asked for. The digest makes a resend of the same file the same job.</summary>
internal sealed record ImportParameters(
    string FileName, string Sha256,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? Columns = null);

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
        await ImportKinds.ImportAsync(kind, run, source, cancel, parameters.Columns);
        var trail = services.GetRequiredService<AuditTrail>();
        trail.Note("kind", kind);
        trail.Note("sha256", parameters.Sha256);
        return $"reference-data/imports/{job.JobId}";
    }
}
