using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Assessments;
using SpacesPlaces.Api.Assessments.Instruments;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Governance;
using SpacesPlaces.Api.Hotspots;
using SpacesPlaces.Api.Hotspots.Analyses;
using SpacesPlaces.Api.Incidents;
using SpacesPlaces.Api.Outreach;
using SpacesPlaces.Api.Photos;
using SpacesPlaces.Api.Planning;
using SpacesPlaces.Api.ReferenceData;
using SpacesPlaces.Api.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Database;

/// <summary>The one door to the database. Names are snake case; vocabulary words are stored in their wire spelling.</summary>
public sealed class SpacesContext(DbContextOptions<SpacesContext> options) : IdentityUserContext<Account, Guid>(options)
{
    public DbSet<Partnership> Partnerships => Set<Partnership>();
    public DbSet<Membership> Memberships => Set<Membership>();
    public DbSet<Session> Sessions => Set<Session>();
    public DbSet<AccessKey> AccessKeys => Set<AccessKey>();
    public DbSet<Invitation> Invitations => Set<Invitation>();
    public DbSet<RoleRequest> RoleRequests => Set<RoleRequest>();
    public DbSet<PurposeStatement> PurposeStatements => Set<PurposeStatement>();
    public DbSet<Notice> Notices => Set<Notice>();
    public DbSet<Exclusion> Exclusions => Set<Exclusion>();
    public DbSet<BreakGlass> BrokenGlass => Set<BreakGlass>();
    public DbSet<SharingAgreement> SharingAgreements => Set<SharingAgreement>();
    public DbSet<Export> Exports => Set<Export>();
    public DbSet<ExportFile> ExportFiles => Set<ExportFile>();
    public DbSet<ExportPiece> ExportPieces => Set<ExportPiece>();
    public DbSet<RetentionRule> RetentionRules => Set<RetentionRule>();
    public DbSet<LegalHold> LegalHolds => Set<LegalHold>();
    public DbSet<Erasure> Erasures => Set<Erasure>();
    public DbSet<AuditEntry> AuditEntries => Set<AuditEntry>();
    public DbSet<Job> Jobs => Set<Job>();
    public DbSet<PostcodeUnit> PostcodeUnits => Set<PostcodeUnit>();
    public DbSet<Place> Places => Set<Place>();
    public DbSet<BasemapLayer> BasemapLayers => Set<BasemapLayer>();
    public DbSet<Import> Imports => Set<Import>();
    public DbSet<ReferenceData.ImportEdition> ImportEditions => Set<ReferenceData.ImportEdition>();
    public DbSet<ContextEvent> ContextEvents => Set<ContextEvent>();
    public DbSet<Road> Roads => Set<Road>();
    public DbSet<Boundary> Boundaries => Set<Boundary>();
    public DbSet<Incident> Incidents => Set<Incident>();
    public DbSet<IncidentChild> IncidentChildren => Set<IncidentChild>();
    public DbSet<IncidentRevision> IncidentRevisions => Set<IncidentRevision>();
    public DbSet<Child> Children => Set<Child>();
    public DbSet<HotspotAnalysis> HotspotAnalyses => Set<HotspotAnalysis>();
    public DbSet<Hotspot> Hotspots => Set<Hotspot>();
    public DbSet<HotspotMembership> HotspotMembers => Set<HotspotMembership>();
    public DbSet<StoredAnalysis> StoredAnalyses => Set<StoredAnalysis>();
    public DbSet<OutreachSession> OutreachSessions => Set<OutreachSession>();
    public DbSet<EnvironmentTask> EnvironmentTasks => Set<EnvironmentTask>();
    public DbSet<Photo> Photos => Set<Photo>();
    public DbSet<PhotoContent> PhotoContents => Set<PhotoContent>();
    public DbSet<Space> Spaces => Set<Space>();
    public DbSet<SpaceMove> SpaceMoves => Set<SpaceMove>();
    public DbSet<SpaceEarlier> SpaceEarlier => Set<SpaceEarlier>();
    public DbSet<SpaceLink> SpaceLinks => Set<SpaceLink>();
    public DbSet<VenueReply> VenueReplies => Set<VenueReply>();
    public DbSet<Assessment> Assessments => Set<Assessment>();
    public DbSet<AssessmentStep> AssessmentSteps => Set<AssessmentStep>();
    public DbSet<AssessmentAnswer> AssessmentAnswers => Set<AssessmentAnswer>();
    public DbSet<AssessmentVoice> AssessmentVoices => Set<AssessmentVoice>();
    public DbSet<AssessmentRater> AssessmentRaters => Set<AssessmentRater>();
    public DbSet<AssessmentRating> AssessmentRatings => Set<AssessmentRating>();
    public DbSet<AssessmentGoal> AssessmentGoals => Set<AssessmentGoal>();
    public DbSet<AssessmentResponse> AssessmentResponses => Set<AssessmentResponse>();
    public DbSet<AssessmentUse> AssessmentUses => Set<AssessmentUse>();
    public DbSet<AssessmentFormVersion> AssessmentForms => Set<AssessmentFormVersion>();
    public DbSet<AssessmentConference> AssessmentConferences => Set<AssessmentConference>();
    public DbSet<Collection> Collections => Set<Collection>();
    public DbSet<CollectionBallot> CollectionBallots => Set<CollectionBallot>();
    public DbSet<CollectionAnswer> CollectionAnswers => Set<CollectionAnswer>();
    public DbSet<SafetyMapRelease> SafetyMapReleases => Set<SafetyMapRelease>();
    public DbSet<ObservationVisit> ObservationVisits => Set<ObservationVisit>();
    public DbSet<Guardian> Guardians => Set<Guardian>();
    public DbSet<PeerMapAgreement> PeerMapAgreements => Set<PeerMapAgreement>();
    public DbSet<PeerMapEntry> PeerMapEntries => Set<PeerMapEntry>();
    public DbSet<Comparison> Comparisons => Set<Comparison>();
    public DbSet<CandidateSite> CandidateSites => Set<CandidateSite>();
    public DbSet<SitingWeighting> SitingWeightings => Set<SitingWeighting>();
    public DbSet<Siting> Sitings => Set<Siting>();
    public DbSet<Activity> Activities => Set<Activity>();
    public DbSet<ActivityTally> ActivityTallies => Set<ActivityTally>();
    public DbSet<HotspotPublication> HotspotPublications => Set<HotspotPublication>();
    public DbSet<PublishedHour> PublishedHours => Set<PublishedHour>();
    public DbSet<PublishedArea> PublishedAreas => Set<PublishedArea>();

    /// <summary>Writes what is tracked, and which incidents that changed: copies in memory are kept current by it.</summary>
    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var changed = ChangeTracker.Entries()
            .Where(entry => entry.State is EntityState.Added or EntityState.Modified or EntityState.Deleted)
            .Select(entry => entry.Entity switch
            {
                Incident incident => (incident.PartnershipId, incident.Id),
                IncidentChild child => (child.PartnershipId, Id: child.IncidentId),
                _ => default,
            })
            .Where(key => key != default).Distinct().ToList();
        var written = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        foreach (var partnership in changed.GroupBy(key => key.PartnershipId, key => key.Id))
        {
            await Database.ExecuteSqlAsync(
                $"""
                insert into incident_change (partnership_id, incident_id)
                select {partnership.Key}, unnest({partnership.ToArray()}) on conflict do nothing
                """, cancellationToken);
        }

        return written;
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasPostgresExtension("postgis");
        builder.HasPostgresExtension("pgrouting");
        builder.ApplyConfigurationsFromAssembly(typeof(SpacesContext).Assembly);
        SnakeCase.Apply(builder.Model);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        ArgumentNullException.ThrowIfNull(configurationBuilder);
        Words<Role>(configurationBuilder);
        Words<Agency>(configurationBuilder);
        Words<AgeBand>(configurationBuilder);
        Words<PlaceType>(configurationBuilder);
        Words<ContextLevel>(configurationBuilder);
        Words<SourceKind>(configurationBuilder);
        Words<InfoGrade>(configurationBuilder);
        Words<IncidentKind>(configurationBuilder);
        Words<IncidentStatus>(configurationBuilder);
        Words<PointSource>(configurationBuilder);
        Words<TimeConfidence>(configurationBuilder);
        Words<ClusterClass>(configurationBuilder);
        Words<AnalysisSubject>(configurationBuilder);
        Words<JobState>(configurationBuilder);
        Words<SessionKind>(configurationBuilder);
        Words<Sensitivity>(configurationBuilder);
        Words<LegalRegime>(configurationBuilder);
        Words<Purpose>(configurationBuilder);
        Words<NoticeKind>(configurationBuilder);
        Words<RetentionClass>(configurationBuilder);
        Words<ErasureKind>(configurationBuilder);
        Words<ExportSubject>(configurationBuilder);
        Words<ExportFormat>(configurationBuilder);
        Words<EnvironmentDefect>(configurationBuilder);
        Words<EnvironmentTaskStatus>(configurationBuilder);
        Words<SpaceStatus>(configurationBuilder);
        Words<OwnerType>(configurationBuilder);
        Words<SpaceSensitivity>(configurationBuilder);
        Words<SpaceOrigin>(configurationBuilder);
        Words<SpaceLinkKind>(configurationBuilder);
        Words<AssessmentStatus>(configurationBuilder);
        Words<PromptRating>(configurationBuilder);
        Words<FormSide>(configurationBuilder);
        Words<HeardBy>(configurationBuilder);
        Words<ResponseStatus>(configurationBuilder);
        Words<ConferenceKind>(configurationBuilder);
        Words<Instrument>(configurationBuilder);
        Words<ObservationTime>(configurationBuilder);
        Words<ObservedWeather>(configurationBuilder);
        Words<GuardianRole>(configurationBuilder);
        Words<WeekTime>(configurationBuilder);
        Words<GuardianTraining>(configurationBuilder);
        Words<PeerMapKind>(configurationBuilder);
        Words<HostTrust>(configurationBuilder);
        Words<BusAccess>(configurationBuilder);
        Words<ActivityKind>(configurationBuilder);
        Words<ActivityStatus>(configurationBuilder);
        Words<TallyKind>(configurationBuilder);
        Words<AccessKeyDoor>(configurationBuilder);
    }

    private static void Words<TWord>(ModelConfigurationBuilder conventions) where TWord : struct, Enum =>
        conventions.Properties<TWord>().HaveConversion<WordConverter<TWord>>();
}
