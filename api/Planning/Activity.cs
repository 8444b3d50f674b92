using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Spaces;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Planning;

/// <summary>A stall, a patrol or an event. It tells of no child and of no harm; its purpose is always somebody's welfare.</summary>
public sealed class Activity
{
    public Guid PartnershipId { get; set; }

    /// <summary>Made by the client.</summary>
    public Guid Id { get; set; }
    public int Version { get; set; } = 1;
    public ActivityKind Kind { get; set; }
    public ActivityStatus Status { get; set; }

    /// <summary>Its middle, EPSG:27700 metres.</summary>
    public required Point Point { get; set; }
    public int? CellX { get; private set; }
    public int? CellY { get; private set; }
    public DateTimeOffset StartsAt { get; set; }
    public DateTimeOffset EndsAt { get; set; }
    public Agency Lead { get; set; }
    public Guid? SiteId { get; set; }

    /// <summary>The same event the time before.</summary>
    public Guid? EarlierId { get; set; }

    /// <summary>What is planned, as a NewActivity contract without spaces.</summary>
    public required string Plan { get; set; }

    /// <summary>What people said afterwards, as an ActivityFeedback contract.</summary>
    public string? Feedback { get; set; }
    public Agency Agency { get; set; }
    public Guid RecordedBy { get; set; }
    public DateTimeOffset RecordedAt { get; set; }

    /// <summary>Digest of the content as first sent; decides whether a resend is the same.</summary>
    public required byte[] ContentSha256 { get; set; }
    public List<ActivitySpace> Spaces { get; } = [];
}

/// <summary>A space that an activity is meant to help.</summary>
public sealed class ActivitySpace
{
    public Guid PartnershipId { get; set; }
    public Guid ActivityId { get; set; }
    public Guid SpaceId { get; set; }
}

/// <summary>A count made on the spot. Never who was counted.</summary>
public sealed class ActivityTally
{
    public Guid PartnershipId { get; set; }

    /// <summary>Made by the client, so that a resend finds the count that already stands.</summary>
    public Guid Id { get; set; }
    public Guid ActivityId { get; set; }
    public TallyKind Kind { get; set; }
    public int Count { get; set; }
    public DateTimeOffset CountedAt { get; set; }

    /// <summary>Whose count it is.</summary>
    public Agency Agency { get; set; }
    public Guid RecordedBy { get; set; }
    public DateTimeOffset RecordedAt { get; set; }
    public DateTimeOffset? TakenBackAt { get; set; }
}

internal sealed class ActivityTables :
    IEntityTypeConfiguration<Activity>, IEntityTypeConfiguration<ActivitySpace>, IEntityTypeConfiguration<ActivityTally>
{
    public void Configure(EntityTypeBuilder<Activity> activity)
    {
        activity.ToTable("activity", table =>
        {
            table.HasPointChecks("activity", "point");
            table.HasCheckConstraint("activity_times_in_order", "ends_at > starts_at and ends_at <= starts_at + interval '14 days'");
            table.HasCheckConstraint("activity_version_positive", "version >= 1");
        });
        activity.HasKey(a => new { a.PartnershipId, a.Id });
        activity.Property(a => a.Point).HasColumnType("geometry(Point,27700)");
        activity.Property(a => a.Version).IsConcurrencyToken();
        activity.Property(a => a.Plan).HasColumnType("jsonb");
        activity.Property(a => a.Feedback).HasColumnType("jsonb");
        activity.HasCell(a => a.CellX, a => a.CellY, "point");
        activity.HasIndex(a => a.Point).HasMethod("gist");
        activity.HasIndex(a => new { a.PartnershipId, a.CellX, a.CellY }).HasDatabaseName("activity_cell");
        activity.HasIndex(a => new { a.PartnershipId, a.StartsAt });
        activity.HasOne<Partnership>().WithMany().HasForeignKey(a => a.PartnershipId).OnDelete(DeleteBehavior.Restrict);
        activity.HasOne<CandidateSite>().WithMany().HasForeignKey(a => new { a.PartnershipId, a.SiteId }).OnDelete(DeleteBehavior.Restrict);
        activity.HasOne<Activity>().WithMany().HasForeignKey(a => new { a.PartnershipId, a.EarlierId }).OnDelete(DeleteBehavior.NoAction);
        activity.HasOne<Account>().WithMany().HasForeignKey(a => a.RecordedBy).OnDelete(DeleteBehavior.Restrict);
        activity.HasMany(a => a.Spaces).WithOne().HasForeignKey(s => new { s.PartnershipId, s.ActivityId }).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ActivitySpace> link)
    {
        link.ToTable("activity_space");
        link.HasKey(s => new { s.PartnershipId, s.ActivityId, s.SpaceId });
        link.HasOne<Space>().WithMany().HasForeignKey(s => new { s.PartnershipId, s.SpaceId }).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ActivityTally> tally)
    {
        tally.ToTable("activity_tally", table => table.HasCheckConstraint("activity_tally_count_sane", "count between 1 and 100000"));
        tally.HasKey(t => new { t.PartnershipId, t.Id });
        tally.HasIndex(t => new { t.PartnershipId, t.ActivityId });
        tally.HasOne<Activity>().WithMany().HasForeignKey(t => new { t.PartnershipId, t.ActivityId }).OnDelete(DeleteBehavior.Restrict);
        tally.HasOne<Account>().WithMany().HasForeignKey(t => t.RecordedBy).OnDelete(DeleteBehavior.Restrict);
    }
}
