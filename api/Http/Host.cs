using Microsoft.AspNetCore.ResponseCompression;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Assessments;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Governance;
using SpacesPlaces.Api.Hotspots;
using SpacesPlaces.Api.Hotspots.Analyses;
using SpacesPlaces.Api.Incidents;
using SpacesPlaces.Api.Ogc;
using SpacesPlaces.Api.Outreach;
using SpacesPlaces.Api.Planning;
using SpacesPlaces.Api.ReferenceData;
using SpacesPlaces.Api.Reporting;
using SpacesPlaces.Api.Reporting.RunSheet;
using SpacesPlaces.Api.Spaces;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Http;

/// <summary>What the program needs to know to serve.</summary>
/// <param name="ConnectionString">The database, as the role that owns nothing.</param>
/// <param name="DataFolder">Folder of keys and uploads; private to the program's user.</param>
public sealed record HostSettings(string ConnectionString, string DataFolder)
{
    public string KeyFolder => Path.Combine(DataFolder, "keys");

    /// <summary>What the operator opens.</summary>
    public DoorSettings Doors { get; init; } = new();
}

/// <summary>Composes the web program.</summary>
public static class Host
{
    private static readonly HttpMethodMetadata ReadOnly = new(["GET", "HEAD"]);

    public static WebApplication Build(HostSettings settings, string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
        });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            Brakes.Limit(kestrel.Limits);
        });
        Directory.CreateDirectory(settings.KeyFolder);
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(settings.Doors);
        builder.Services.AddSingleton<OutgoingAddresses>(_ => new(settings.Doors));
        builder.Services.AddForwarding(settings.Doors);
        builder.Services.AddBrakes(settings.Doors);
        builder.Services.AddOtherOrigins(settings.Doors);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(GridInUse.Read(settings.DataFolder));
        builder.Services.AddDatabase(settings.ConnectionString);
        builder.Services.AddAccess(settings.KeyFolder);
        builder.Services.AddSingleton<PageTokens>();
        builder.Services.AddAudit();
        builder.Services.AddJobs();
        builder.Services.AddReferenceData();
        builder.Services.AddHotspots();
        builder.Services.AddAnalyses();
        builder.Services.AddSpaces();
        builder.Services.AddAssessments();
        builder.Services.AddPlanning();
        builder.Services.AddSingleton(FixedAreas.Read(settings.DataFolder));
        builder.Services.AddReporting();
        builder.Services.AddGovernance();
        builder.Services.AddOgc();
        builder.Services.ConfigureHttpJsonOptions(json => WireJson.Apply(json.SerializerOptions));
        builder.Services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        builder.Services.AddProblemDetails(options => options.CustomizeProblemDetails = Problems.Word);
        builder.Services.AddExceptionHandler<ExceptionsToProblems>();
        // The framework would log the exception's text, which may quote what a person wrote; ours logs its kind and place.
        builder.Services.Configure<ExceptionHandlerOptions>(options => options.SuppressDiagnosticsCallback = _ => true);
        builder.Services.AddHealthChecks().AddCheck<DatabaseHealth>("database", tags: ["ready"]);
        builder.Services.AddApiDescription();
        builder.Services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.Providers.Add<GzipCompressionProvider>();
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, "application/geo+json", "application/problem+json"];
        });
        adjust?.Invoke(builder);

        var app = builder.Build();
        app.UsePrivacyHeaders();
        app.UseExceptionHandler();
        app.UseStatusCodePages();
        app.UseForwarding(settings.Doors);
        app.UseAddressLimit();
        app.UseOgcHead();
        app.UseRouting();
        app.UsePageFiles();
        app.UseResponseCompression();
        app.UseBodyLimits();
        app.UseBodyDigests();
        app.UseCors();
        app.UseCrossSiteRefusal(settings.Doors);
        app.UseRequestTimeouts();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseRecordIds();
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false }).WithMetadata(ReadOnly);
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") }).WithMetadata(ReadOnly);
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapGroup("/api/v1").AddEndpointFilter<HouseFilter>().AddEndpointFilter(QueryFields.RefuseOthersAsync)
            .MapAccess()
            .MapReferenceData()
            .MapIncidents()
            .MapHotspots()
            .MapAnalyses()
            .MapOutreach()
            .MapPartnerUploads()
            .MapEnvironmentTasks()
            .MapOwnReports()
            .MapPhotos()
            .MapCaseClosures()
            .MapSpaces()
            .MapAssessments()
            .MapPlanning()
            .MapAudit()
            .MapJobs()
            .MapExports()
            .MapReports()
            .MapRunSheets()
            .MapGovernance();
        app.MapOgc();
        CalendarDoor.Map(app);
        return app;
    }
}
