using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Photos;
using SpacesPlaces.Api.ReferenceData;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Incidents;

/// <summary>Harm to children, or a practitioner's concern about a place, as the office holds it.</summary>
public sealed class Incident
{
    /// <summary>Points known less exactly than this are kept and shown, and never clustered.</summary>
    public const double ClusterableAccuracyMetres = 100;

    /// <summary>Months after which somebody must ask whether a record is still needed.</summary>
    public const int MonthsToReview = 24;

    public Guid PartnershipId { get; set; }

    /// <summary>Made by the client, so that a resend finds the record that already stands.</summary>
    public Guid Id { get; set; }
    public int Version { get; set; }
    public IncidentKind Kind { get; set; }
    public IncidentStatus Status { get; set; }

    /// <summary>Point, EPSG:27700 metres; null where only a place is known.</summary>
    public Point? Point { get; set; }

    /// <summary>1 km cell of the point, kept by the database; the index that row-level security leaves usable.</summary>
    public int? CellX { get; private set; }
    public int? CellY { get; private set; }
    public double? AccuracyMetres { get; set; }
    public PointSource? PlacedBy { get; set; }
    public Guid? PlaceId { get; set; }
    public DateTimeOffset OccurredFrom { get; set; }
    public DateTimeOffset OccurredTo { get; set; }
    public TimeConfidence TimeConfidence { get; set; }
    public required HarmType[] HarmTypes { get; set; }
    public ContextLevel ContextLevel { get; set; }
    public SourceKind SourceKind { get; set; }
    public InfoGrade InfoGrade { get; set; }
    public Agency SourceAgency { get; set; }
    public Agency RecordedByAgency { get; set; }
    public Guid RecordedBy { get; set; }
    public int ChildrenUnknownCount { get; set; }
    public bool CrossBoundary { get; set; }
    public string? Narrative { get; set; }
    public string? NarrativeLanguage { get; set; }
    public string? WithdrawnReason { get; set; }

    /// <summary>Restricted records are known to their recorder and that agency's lead; others break glass.</summary>
    public Sensitivity Sensitivity { get; set; }

    /// <summary>The agency that answers for the record in law.</summary>
    public Agency Controller { get; set; }
    public LegalRegime Regime { get; set; }

    /// <summary>When somebody must ask whether it is still needed.</summary>
    public DateOnly ReviewOn { get; set; }

    /// <summary>Why text that may identify somebody was kept; null where there is none.</summary>
    public string? IdentifyingReason { get; set; }

    /// <summary>Why a wording that the language check challenges was kept; null where there is none.</summary>
    public string? LanguageReason { get; set; }

    /// <summary>The outreach session in which it was seen; it may arrive later than the incident, so no key holds the two together.</summary>
    public Guid? OutreachSessionId { get; set; }

    /// <summary>The latest day on which the panel looked at a place that it belongs to; tells its recorder, and nobody else, that it was read.</summary>
    public DateOnly? LookedAtByPanel { get; set; }

    /// <summary>When point, narrative and tokens were taken away because their time had come.</summary>
    public DateTimeOffset? CoarsenedAt { get; set; }

    /// <summary>Digest of the content as first sent; decides whether a resend is the same record.</summary>
    public required byte[] FirstContentSha256 { get; set; }

    /// <summary>Digest of the content as it stands.</summary>
    public required byte[] ContentSha256 { get; set; }
    public DateTimeOffset RecordedAt { get; set; }
    public List<IncidentChild> Children { get; } = [];
    public List<Photo> Photos { get; } = [];
}

/// <summary>A child in an incident.</summary>
public sealed class IncidentChild
{
    public Guid PartnershipId { get; set; }
    public Guid IncidentId { get; set; }
    public Guid ChildId { get; set; }
    public AgeBand AgeBand { get; set; }
    public Child? Child { get; set; }
}

/// <summary>A child: a random token and the agency that knows whose it is. Nothing else is ever held.</summary>
public sealed class Child
{
    public Guid PartnershipId { get; set; }
    public Guid Id { get; set; }
    public required string Token { get; set; }
    public Agency HoldingAgency { get; set; }

    /// <summary>First day of the month in which the holding agency closed the child's case; null while it is open or nothing was entered.</summary>
    public DateOnly? CaseClosedMonth { get; set; }
}

/// <summary>
/// That an incident was written, corrected or taken away, and in which transaction: what is kept in memory reads only these again.
/// </summary>
public sealed class IncidentChange
{
    public Guid PartnershipId { get; set; }
    public Guid IncidentId { get; set; }

    /// <summary>Number of the transaction, set by the database.</summary>
    public ulong ChangedIn { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
}

/// <summary>An incident's content before a correction or withdrawal.</summary>
public sealed class IncidentRevision
{
    public Guid PartnershipId { get; set; }
    public Guid IncidentId { get; set; }
    public int Version { get; set; }

    /// <summary>The content that was replaced, as a NewIncident contract.</summary>
    public required string Content { get; set; }
    public Guid ReplacedBy { get; set; }
    public DateTimeOffset ReplacedAt { get; set; }
}

internal sealed class IncidentTables :
    IEntityTypeConfiguration<Incident>, IEntityTypeConfiguration<IncidentChild>, IEntityTypeConfiguration<Child>,
    IEntityTypeConfiguration<IncidentRevision>, IEntityTypeConfiguration<IncidentChange>
{
    public void Configure(EntityTypeBuilder<Incident> incident)
    {
        incident.ToTable("incident", table =>
        {
            table.HasPointChecks("incident", "point");
            table.HasCheckConstraint("incident_has_a_where", "point is not null or place_id is not null or coarsened_at is not null");
            table.HasCheckConstraint("incident_identifying_reason_length", "char_length(identifying_reason) <= 500");
            table.HasCheckConstraint("incident_language_reason_length", "char_length(language_reason) <= 500");
            table.HasCheckConstraint("incident_end_not_before_start", "occurred_to >= occurred_from");
            table.HasCheckConstraint("incident_accuracy_sane", "accuracy_metres >= 0 and accuracy_metres <= 100000");
            table.HasCheckConstraint("incident_has_harm_type", "cardinality(harm_types) between 1 and 13");
            table.HasCheckConstraint("incident_unknown_children_sane", "children_unknown_count between 0 and 50");
            table.HasCheckConstraint("incident_narrative_length", "char_length(narrative) <= 4000");
            table.HasCheckConstraint("incident_version_positive", "version >= 1");
            table.HasCheckConstraint("incident_withdrawn_with_reason", "(status = 'withdrawn') = (withdrawn_reason is not null)");
        });
        incident.HasKey(i => new { i.PartnershipId, i.Id });
        incident.Property(i => i.Point).HasColumnType("geometry(Point,27700)");
        incident.HasCell(i => i.CellX, i => i.CellY, "point");
        incident.PrimitiveCollection(i => i.HarmTypes).ElementType().HasConversion<WordConverter<HarmType>>();
        incident.Property(i => i.Version).IsConcurrencyToken();
        incident.HasIndex(i => new { i.PartnershipId, i.OutreachSessionId }).HasFilter("outreach_session_id is not null").HasDatabaseName("incident_of_session");
        incident.HasIndex(i => i.Point).HasMethod("gist");
        incident.HasIndex(i => new { i.PartnershipId, i.CellX, i.CellY });
        incident.HasIndex(i => new { i.PartnershipId, i.OccurredFrom, i.Id }).IsDescending(false, true, true);
        incident.HasOne<Partnership>().WithMany().HasForeignKey(i => i.PartnershipId).OnDelete(DeleteBehavior.Restrict);
        incident.HasOne<Place>().WithMany().HasForeignKey(i => new { i.PartnershipId, i.PlaceId })
            .OnDelete(DeleteBehavior.Restrict).HasConstraintName("incident_place_known");
        incident.HasMany(i => i.Photos).WithOne().HasForeignKey(p => new { p.PartnershipId, p.IncidentId }).OnDelete(DeleteBehavior.Restrict);
        incident.HasMany(i => i.Children).WithOne().HasForeignKey(c => new { c.PartnershipId, c.IncidentId })
            .OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<IncidentChild> link)
    {
        link.ToTable("incident_child");
        link.HasKey(c => new { c.PartnershipId, c.IncidentId, c.ChildId });
        link.HasOne(c => c.Child).WithMany().HasForeignKey(c => new { c.PartnershipId, c.ChildId }).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Child> child)
    {
        child.ToTable("child", table =>
        {
            table.HasCheckConstraint(
                "child_token_shape", "token ~ '^[0-9][0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$'");
            table.HasCheckConstraint("child_case_closed_month_is_a_month", "extract(day from case_closed_month) = 1");
        });
        child.HasKey(c => new { c.PartnershipId, c.Id });
        child.HasIndex(c => new { c.PartnershipId, c.Token }).IsUnique().HasDatabaseName("child_token_once");
        child.HasOne<Partnership>().WithMany().HasForeignKey(c => c.PartnershipId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<IncidentRevision> revision)
    {
        revision.ToTable("incident_revision");
        revision.HasKey(r => new { r.PartnershipId, r.IncidentId, r.Version });
        revision.Property(r => r.Content).HasColumnType("jsonb");
        revision.HasOne<Incident>().WithMany().HasForeignKey(r => new { r.PartnershipId, r.IncidentId }).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<IncidentChange> change)
    {
        change.ToTable("incident_change");
        change.HasKey(c => new { c.PartnershipId, c.ChangedIn, c.IncidentId });
        change.Property(c => c.ChangedIn).HasColumnType("xid8").HasDefaultValueSql("pg_current_xact_id()").ValueGeneratedOnAdd();
        change.Property(c => c.ChangedAt).HasDefaultValueSql("now()");
        change.HasOne<Partnership>().WithMany().HasForeignKey(c => c.PartnershipId).OnDelete(DeleteBehavior.Restrict);
    }
}
