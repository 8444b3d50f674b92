using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Disclosure;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests;

/// <summary>The house's own rules, held over the program as it runs and over its sources. Exceptions are listed here, with their reason.</summary>
public sealed partial class HouseRulesTests(TestApi api) : IClassFixture<TestApi>
{
    /// <summary>Rooms in the order in which a panel works; a later one may read an earlier one, never the other way.</summary>
    private static readonly string[] Rooms =
        ["ReferenceData", "Incidents", "Outreach", "Hotspots", "Spaces", "Assessments", "Planning", "Reporting", "Governance", "Ogc"];

    private static readonly string[] HouseServices = ["Http", "Database", "Access", "Audit", "Analyses", "Disclosure", "Photos"];

    /// <summary>Where the rooms are put together: the web program names every room, the one database context every table.</summary>
    private static readonly string[] Compositions = ["Http/Host.cs", "Database/SpacesContext.cs"];

    [Fact]
    public void EveryEndpoint_SaysWhoMayAndWhatIsWrittenDown()
    {
        var endpoints = api.Services.GetRequiredService<EndpointDataSource>().Endpoints;
        Assert.True(endpoints.OfType<RouteEndpoint>().Count(IsOfTheApi) >= 11, "The guard does not see the API's endpoints.");
        Assert.Empty(Undeclared(endpoints));
    }

    [Fact]
    public void EndpointThatDeclaresNothing_IsFound()
    {
        var app = WebApplication.CreateSlimBuilder().Build();
        var group = app.MapGroup("/api/v1");
        group.MapGet("/forgotten", () => "");
        group.MapGet("/unwritten", () => "").Requires(Permission.SeeJobs);
        group.MapGet("/unguarded", () => "").Audited(AuditAction.JobSeen);
        group.MapGet("/proper", () => "").Requires(Permission.SeeJobs).Audited(AuditAction.JobSeen);
        group.MapGet("/open", () => "").ForAnyone().Audited(AuditAction.SignedIn);
        group.MapGet("/anonymous", () => "").ForAnyone().WithoutTrace();
        group.MapGet("/untraced", () => "").Requires(Permission.SeeJobs).WithoutTrace();
        var endpoints = ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints);
        Assert.Equal(["/api/v1/forgotten", "/api/v1/unguarded", "/api/v1/untraced", "/api/v1/unwritten"], Undeclared(endpoints));
    }

    [Fact]
    public void Rooms_KnowOnlyEarlierRooms_AndHouseServicesKnowNone()
    {
        var api = Path.Combine(Repository(), "api");
        List<string> broken = [];
        var read = 0;
        foreach (var file in Directory.GetFiles(api, "*.cs", SearchOption.AllDirectories))
        {
            var path = Path.GetRelativePath(api, file).Replace('\\', '/');
            var room = path.Split('/')[0];
            if (Compositions.Contains(path) || path.StartsWith("Database/Migrations/", StringComparison.Ordinal)) continue;
            if (!Rooms.Contains(room) && !HouseServices.Contains(room)) continue;
            read++;
            var allowed = HouseServices.Contains(room) ? [] : Rooms.Take(Array.IndexOf(Rooms, room) + 1);
            broken.AddRange(RoomsNamedIn(File.ReadAllText(file)).Except(allowed).Select(named => $"{path} knows {named}"));
        }

        Assert.True(read > 30, "The guard does not see the sources.");
        Assert.Empty(broken);
    }

    [Fact]
    public void RoomArrow_ThatPointsTheWrongWay_IsSeen()
    {
        Assert.Equal(["Hotspots"], RoomsNamedIn("using SpacesPlaces.Api.Hotspots;"));
        Assert.Equal(["Incidents"], RoomsNamedIn("Task<Incidents.Incident> Read();"));
        Assert.Empty(RoomsNamedIn("using SpacesPlaces.Geodata.Hotspots; // the Incidents. room\ncontext.Incidents.Where(x); \"/Hotspots.\""));
    }

    [Fact]
    public void Geodata_AndContracts_KnowNoWebNoDatabaseNoScreen()
    {
        string[] strangers = ["Microsoft.AspNetCore", "Microsoft.EntityFrameworkCore", "Microsoft.Extensions", "Npgsql", "Avalonia", "Mapsui", "SpacesPlaces.Api"];
        Assembly[] assemblies = [typeof(WireName).Assembly, typeof(NewIncident).Assembly];
        foreach (var assembly in assemblies)
            Assert.DoesNotContain(
                assembly.GetReferencedAssemblies(), name => strangers.Any(stranger => name.Name!.StartsWith(stranger, StringComparison.Ordinal)));
        Assert.DoesNotContain(typeof(WireName).Assembly.GetReferencedAssemblies(), name => name.Name == "SpacesPlaces.Contracts");
    }

    [Fact]
    public void Geodata_HasNoClockFileOrGlobalRandom()
    {
        var geodata = Path.Combine(Repository(), "geodata/Geodata");
        var found = Directory.GetFiles(geodata, "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal))
            .SelectMany(file => ImpureCall().Matches(File.ReadAllText(file)).Select(match => $"{Path.GetRelativePath(geodata, file)}: {match.Value}"));
        Assert.Empty(found);
    }

    [Fact]
    public void Texts_HaveTheSameKeysAndPlaceholdersInBothLanguages_AndNoneIsEmpty()
    {
        var english = Texts.All(Tongue.En);
        var welsh = Texts.All(Tongue.Cy);
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), welsh.Keys.Order(StringComparer.Ordinal));
        Assert.DoesNotContain(english.Concat(welsh), text => string.IsNullOrWhiteSpace(text.Value));
        // One form of a plural may say "last month" where the others count; a placeholder may be dropped there, never invented.
        var different = english.Where(text => !Placeholders(text.Value).SetEquals(Placeholders(welsh[text.Key])) && !text.Key.Contains('#', StringComparison.Ordinal));
        Assert.Empty(different.Select(text => text.Key));
        var invented = welsh.Where(text => text.Key.Contains('#', StringComparison.Ordinal)
            && !Placeholders(text.Value).IsSubsetOf(Placeholders(english[text.Key.Split('#')[0] + "#other"])));
        Assert.Empty(invented.Select(text => text.Key));
    }

    [Fact]
    public void Texts_AreTranslated_ButForThoseListed()
    {
        var welsh = Texts.All(Tongue.Cy);
        var untranslated = Texts.All(Tongue.En).Where(text => text.Value == welsh[text.Key] && LetterRun().IsMatch(Placeholder().Replace(text.Value, "")));
        Assert.Empty(untranslated.Select(text => $"{text.Key}: {text.Value}").Except(SameInBothLanguages));
    }

    /// <summary>Names and signs that are the same in English and Welsh.</summary>
    private static readonly string[] SameInBothLanguages = ["house.product: SpacesPlaces", "house.kilometres: {d} km", "map.region: Map", "people.count#one: {n} person", "people.review_user: Person",
        "analyses.method_hot_cells: Getis-Ord Gi*", "analyses.col_cell: Cell", "analyses.density_cell: Cell"];

    [Fact]
    public void EveryProblemAndEveryWord_HasAText()
    {
        var problems = typeof(ProblemCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<ProblemCode>().ToList();
        Assert.True(problems.Count > 50, "The guard does not see the problem codes.");
        Assert.DoesNotContain(problems.Select(problem => $"problem.{problem.Code}"), key => !Texts.Has(key));

        var words = WordsOf<Role>("role").Concat(WordsOf<Agency>("agency")).Concat(WordsOf<AgeBand>("age_band"))
            .Concat(WordsOf<PlaceType>("place_type")).Concat(WordsOf<ContextLevel>("context_level")).Concat(WordsOf<SourceKind>("source_kind"))
            .Concat(WordsOf<InfoGrade>("info_grade")).Concat(WordsOf<IncidentKind>("incident_kind")).Concat(WordsOf<IncidentStatus>("incident_status"))
            .Concat(WordsOf<PointSource>("point_source")).Concat(WordsOf<TimeConfidence>("time_confidence")).Concat(WordsOf<HarmType>("harm_type"))
            .Concat(WordsOf<ClusterClass>("cluster_class")).Concat(WordsOf<AnalysisSubject>("analysis_subject")).Concat(WordsOf<ConcernBand>("concern_band"))
            .Concat(WordsOf<CountBand>("count_band")).Concat(WordsOf<IdentifyingKind>("identifying_kind")).Concat(WordsOf<ReaderGroup>("reader_group"))
            .Concat(WordsOf<PreviewReach>("preview_reach")).Concat(WordsOf<UnusualRule>("unusual_rule"))
            .Concat(WordsOf<Sensitivity>("sensitivity")).Concat(WordsOf<LegalRegime>("legal_regime")).Concat(WordsOf<DataItem>("data_item"))
            .Concat(WordsOf<Purpose>("purpose")).Concat(WordsOf<NoticeKind>("notice_kind")).Concat(WordsOf<RetentionClass>("retention_class"))
            .Concat(WordsOf<ErasureKind>("erasure_kind")).Concat(WordsOf<ExportSubject>("export_subject")).Concat(WordsOf<ExportFormat>("export_format"))
            .Concat(WordsOf<ReportPart>("report_part"))
            .Concat(WordsOf<SpaceStatus>("space_status")).Concat(WordsOf<OwnerType>("owner_type")).Concat(WordsOf<SpaceSensitivity>("space_sensitivity"))
            .Concat(WordsOf<SpaceOrigin>("space_origin")).Concat(WordsOf<SpaceEventKind>("space_event_kind"))
            .Concat(WordsOf<AssessmentStatus>("assessment_status")).Concat(WordsOf<AssessmentBlocker>("assessment_blocker")).Concat(WordsOf<AssessmentHolding>("assessment_holding"))
            .Concat(WordsOf<FormSide>("form_side")).Concat(WordsOf<PromptKind>("prompt_kind")).Concat(WordsOf<PromptRating>("prompt_rating")).Concat(WordsOf<AssessmentStepKey>("assessment_step"))
            .Concat(WordsOf<StepState>("step_state")).Concat(WordsOf<HeardBy>("heard_by")).Concat(WordsOf<ResponseStatus>("response_status"))
            .Concat(WordsOf<ConferenceKind>("conference_kind")).Concat(WordsOf<Instrument>("instrument"))
            .Concat(WordsOf<CollectionState>("collection_state"))
            .Concat(WordsOf<ObservationTime>("observation_time")).Concat(WordsOf<ObservedWeather>("observed_weather")).Concat(WordsOf<GuardianRole>("guardian_role"))
            .Concat(WordsOf<ObservationReading>("observation_reading"))
            .Concat(WordsOf<WeekTime>("week_time")).Concat(WordsOf<GuardianPrompt>("guardian_prompt")).Concat(WordsOf<GuardianTraining>("guardian_training"))
            .Concat(WordsOf<PresenceReading>("presence_reading"))
            .Concat(WordsOf<GroupSize>("group_size")).Concat(WordsOf<GroupMeaning>("group_meaning")).Concat(WordsOf<PeerLinkKind>("peer_link_kind"))
            .Concat(WordsOf<RouteMode>("route_mode")).Concat(WordsOf<RouteTime>("route_time")).Concat(WordsOf<RouteFeeling>("route_feeling"))
            .Concat(WordsOf<PeerLinkKind>("peer_link")).Concat(Enum.GetValues<PeerLinkKind>().Select(kind => $"peer_link.{WireName.Of(kind)}_group"))
            .Concat(WordsOf<ComparedArea>("compared_area")).Concat(WordsOf<ChangeReading>("change_reading"))
            .Concat(WordsOf<DisplacementReading>("displacement_reading")).Concat(WordsOf<RegressionWarning>("regression_warning"))
            .Concat(WordsOf<HostTrust>("host_trust")).Concat(WordsOf<BusAccess>("bus_access")).Concat(WordsOf<StallTime>("stall_time")).Concat(WordsOf<SitingAim>("siting_aim"))
            .Concat(WordsOf<SitePart>("site_part")).Concat(WordsOf<SiteOutcome>("site_outcome")).Concat(WordsOf<SiteReason>("site_reason")).Concat(WordsOf<SitingNote>("siting_note"))
            .Concat(WordsOf<ActivityKind>("activity_kind")).Concat(WordsOf<ActivityStatus>("activity_status")).Concat(WordsOf<ActivityPurpose>("activity_purpose"))
            .Concat(WordsOf<PostKind>("post_kind")).Concat(WordsOf<HazardKind>("hazard_kind")).Concat(WordsOf<TallyKind>("tally_kind"))
            .Concat(WordsOf<FeedbackQuestion>("feedback_question")).Concat(WordsOf<ClashKind>("clash_kind")).Concat(WordsOf<ContactState>("contact_state"))
            .Concat(WordsOf<AccessKeyDoor>("access_key_door")).Concat(WordsOf<VisitReason>("visit_reason"))
            .Concat(WordsOf<LocationPrecision>("ogc_precision")).Concat(WordsOf<SessionColumn>("session_column")).Concat(WordsOf<SiteColumn>("site_column")).Concat(WordsOf<PartnerRowState>("partner_row_state"));
        Assert.DoesNotContain(words, key => !Texts.Has(key));
    }

    private static IEnumerable<string> WordsOf<TWord>(string section) where TWord : struct, Enum =>
        Enum.GetValues<TWord>().Select(word => $"{section}.{WireName.Of(word)}");

    private static List<string> Undeclared(IEnumerable<Endpoint> endpoints) =>
        [.. endpoints.OfType<RouteEndpoint>().Where(IsOfTheApi)
            .Where(endpoint =>
                (endpoint.Metadata.GetMetadata<AuditedAs>() is null && !IsWithoutTrace(endpoint))
                || (endpoint.Metadata.GetMetadata<RequiredPermission>() is null && endpoint.Metadata.GetMetadata<OpenToAnyone>() is null))
            .Select(endpoint => endpoint.RoutePattern.RawText!).Order(StringComparer.Ordinal)];

    // Of those who answer without a name the audit knows nothing; a door that asks who somebody is has no such excuse.
    private static bool IsWithoutTrace(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<LeavesNoTrace>() is not null && endpoint.Metadata.GetMetadata<OpenToAnyone>() is not null;

    private static bool IsOfTheApi(RouteEndpoint endpoint) =>
        endpoint.RoutePattern.RawText is { } route && (route.StartsWith("/api/v1", StringComparison.Ordinal) || route.StartsWith("/ogc", StringComparison.Ordinal));

    private static HashSet<string> Placeholders(string text) => [.. Placeholder().Matches(text).Select(match => match.Value)];

    /// <summary>Rooms of the API that a source names, by using, by full name, or by a name relative to its own namespace.</summary>
    private static IEnumerable<string> RoomsNamedIn(string source)
    {
        var code = Comment().Replace(source, "");
        return Rooms.Where(room => Regex.IsMatch(code, $@"SpacesPlaces\.Api\.{room}\b|(?<![\w.""/]){room}\.[A-Z]"));
    }

    /// <summary>The folder with the sources of this test.</summary>
    internal static string Repository()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SpacesPlaces.sln")))
            folder = Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The sources are not above the test.");
        return folder;
    }

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Placeholder();

    [GeneratedRegex(@"//[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\p{L}{2}")]
    private static partial Regex LetterRun();

    [GeneratedRegex(@"DateTime(Offset)?\.(Utc)?Now|Stopwatch\.|Random\.Shared|RandomNumberGenerator|new Random\(|Guid\.(NewGuid|CreateVersion7)|\bFile\.\w+\(|Environment\.Get|HttpClient")]
    private static partial Regex ImpureCall();
}
