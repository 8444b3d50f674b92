using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Spaces;

/// <summary>A place where children may be harmed, as far as the partnership works on it. It is about the place, never about a child.</summary>
public sealed class Space
{
    public Guid PartnershipId { get; set; }

    /// <summary>Made by the client.</summary>
    public Guid Id { get; set; }
    public int Version { get; set; } = 1;
    public string? NameEn { get; set; }
    public string? NameCy { get; set; }
    public string[] LocalNames { get; set; } = [];
    public PlaceType PlaceType { get; set; }
    public OwnerType OwnerType { get; set; }
    public SpaceSensitivity Sensitivity { get; set; }

    /// <summary>Polygon or polygons, EPSG:27700; null for a platform.</summary>
    public Geometry? Shape { get; set; }

    /// <summary>A point inside the shape, EPSG:27700.</summary>
    public Point? Point { get; set; }
    public int? CellX { get; private set; }
    public int? CellY { get; private set; }
    public string? Platform { get; set; }
    public SpaceStatus Status { get; set; }
    public DateOnly ReviewOn { get; set; }

    /// <summary>The day on which the work ended; null while it goes on.</summary>
    public DateOnly? EndedOn { get; set; }
    public SpaceOrigin OpenedFrom { get; set; }

    /// <summary>The analysis that it was opened from; its result may be gone since.</summary>
    public Guid? AnalysisId { get; set; }
    public int? ClusterNumber { get; set; }

    /// <summary>The incident that it was opened from; it may be erased since, so no key holds it.</summary>
    public Guid? IncidentId { get; set; }
    public Agency Agency { get; set; }
    public Guid OpenedBy { get; set; }
    public DateTimeOffset OpenedAt { get; set; }

    /// <summary>Digest of the content as first sent; decides whether a resend is the same space.</summary>
    public required byte[] ContentSha256 { get; set; }
    public List<SpaceMove> Moves { get; } = [];
}

/// <summary>A step in a space's life: who set which status, why, and when somebody must look again.</summary>
public sealed class SpaceMove
{
    public Guid PartnershipId { get; set; }
    public Guid SpaceId { get; set; }

    /// <summary>The version of the space that it made.</summary>
    public int Version { get; set; }
    public SpaceStatus? FromStatus { get; set; }
    public SpaceStatus ToStatus { get; set; }

    /// <summary>Why; null once its time is over.</summary>
    public string? Reason { get; set; }

    /// <summary>Why a wording was kept that the language check challenges.</summary>
    public string? LanguageReason { get; set; }
    public DateOnly ReviewOn { get; set; }
    public Agency Agency { get; set; }
    public Guid MovedBy { get; set; }
    public DateTimeOffset MovedAt { get; set; }

    /// <summary>True where an assessment of the space was withdrawn, and the space went back with it or stayed.</summary>
    public bool AssessmentWithdrawn { get; set; }

    /// <summary>Made by the client; null for a step that came with another act.</summary>
    public Guid? Id { get; set; }

    /// <summary>Digest of the move as first sent; decides whether a resend is the same move.</summary>
    public byte[]? ContentSha256 { get; set; }
}

/// <summary>Two spaces that were one, or became one.</summary>
public sealed class SpaceLink
{
    public Guid PartnershipId { get; set; }
    public Guid FromId { get; set; }
    public Guid ToId { get; set; }
    public SpaceLinkKind Kind { get; set; }
    public Guid LinkedBy { get; set; }
    public DateTimeOffset LinkedAt { get; set; }
}

/// <summary>What whoever runs a place says to it.</summary>
public sealed class VenueReply
{
    public Guid PartnershipId { get; set; }

    /// <summary>Made by the client.</summary>
    public Guid Id { get; set; }
    public Guid SpaceId { get; set; }

    /// <summary>The reply; null once its time is over.</summary>
    public string? Text { get; set; }
    public required string TextLanguage { get; set; }
    public string? LanguageReason { get; set; }
    public DateOnly ReceivedOn { get; set; }
    public Agency Agency { get; set; }
    public Guid RecordedBy { get; set; }
    public DateTimeOffset RecordedAt { get; set; }
    public required byte[] ContentSha256 { get; set; }
}

internal sealed class SpaceTables :
    IEntityTypeConfiguration<Space>, IEntityTypeConfiguration<SpaceMove>, IEntityTypeConfiguration<SpaceLink>, IEntityTypeConfiguration<VenueReply>
{
    public void Configure(EntityTypeBuilder<Space> space)
    {
        space.ToTable("space", table =>
        {
            table.HasPointChecks("space", "point");
            table.HasCheckConstraint("space_is_on_the_ground_or_a_platform", "(shape is null) = (point is null) and (shape is null) <> (platform is null)");
            table.HasCheckConstraint("space_shape_is_area", "shape is null or st_geometrytype(shape) in ('ST_Polygon', 'ST_MultiPolygon')");
            table.HasCheckConstraint("space_shape_valid", "shape is null or (not st_isempty(shape) and st_isvalid(shape))");
            table.HasCheckConstraint("space_shape_in_national_grid",
                "shape is null or (st_xmin(shape) >= 0 and st_ymin(shape) >= 0 and st_xmax(shape) <= 700000 and st_ymax(shape) <= 1300000)");
            table.HasCheckConstraint("space_shape_of_a_size", $"shape is null or st_area(shape) between 1 and {SpaceChecks.LargestSquareMetres}");
            table.HasCheckConstraint("space_has_a_name", "name_en is not null or name_cy is not null");
            table.HasCheckConstraint("space_name_length", "char_length(name_en) <= 120 and char_length(name_cy) <= 120 and char_length(platform) <= 120");
            table.HasCheckConstraint("space_ended_when_its_work_is_over", "(ended_on is not null) = (status in ('closed', 'no_further_action', 'merged'))");
            table.HasCheckConstraint("space_version_positive", "version >= 1");
        });
        space.HasKey(s => new { s.PartnershipId, s.Id });
        space.Property(s => s.Shape).HasColumnType("geometry(Geometry,27700)");
        space.Property(s => s.Point).HasColumnType("geometry(Point,27700)");
        space.Property(s => s.Version).IsConcurrencyToken();
        space.HasCell(s => s.CellX, s => s.CellY, "point");
        space.HasIndex(s => s.Shape).HasMethod("gist");
        space.HasIndex(s => s.Point).HasMethod("gist");
        space.HasIndex(s => new { s.PartnershipId, s.CellX, s.CellY }).HasDatabaseName("space_cell");
        space.HasIndex(s => new { s.PartnershipId, s.Status, s.ReviewOn });
        space.HasOne<Partnership>().WithMany().HasForeignKey(s => s.PartnershipId).OnDelete(DeleteBehavior.Restrict);
        space.HasOne<Account>().WithMany().HasForeignKey(s => s.OpenedBy).OnDelete(DeleteBehavior.Restrict);
        space.HasMany(s => s.Moves).WithOne().HasForeignKey(m => new { m.PartnershipId, m.SpaceId }).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<SpaceMove> move)
    {
        move.ToTable("space_move", table =>
        {
            table.HasCheckConstraint("space_move_reason_length", "char_length(reason) between 1 and 1000");
            table.HasCheckConstraint("space_move_sent_has_digest", "(id is null) = (content_sha256 is null)");
            table.HasCheckConstraint("space_move_merged_is_final", "from_status is distinct from 'merged'");
        });
        move.HasKey(m => new { m.PartnershipId, m.SpaceId, m.Version });
        move.Property(m => m.AssessmentWithdrawn).HasDefaultValue(false);
        move.HasIndex(m => new { m.PartnershipId, m.Id }).IsUnique();
        move.HasOne<Account>().WithMany().HasForeignKey(m => m.MovedBy).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<SpaceLink> link)
    {
        link.ToTable("space_link", table => table.HasCheckConstraint("space_link_of_two", "from_id <> to_id"));
        link.HasKey(l => new { l.PartnershipId, l.FromId, l.ToId });
        link.HasOne<Space>().WithMany().HasForeignKey(l => new { l.PartnershipId, l.FromId }).OnDelete(DeleteBehavior.Restrict);
        link.HasOne<Space>().WithMany().HasForeignKey(l => new { l.PartnershipId, l.ToId }).OnDelete(DeleteBehavior.Restrict);
        link.HasOne<Account>().WithMany().HasForeignKey(l => l.LinkedBy).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<VenueReply> reply)
    {
        reply.ToTable("venue_reply", table => table.HasCheckConstraint("venue_reply_text_length", "char_length(text) between 1 and 2000"));
        reply.HasKey(r => new { r.PartnershipId, r.Id });
        reply.HasIndex(r => new { r.PartnershipId, r.SpaceId, r.ReceivedOn });
        reply.HasOne<Space>().WithMany().HasForeignKey(r => new { r.PartnershipId, r.SpaceId }).OnDelete(DeleteBehavior.Restrict);
        reply.HasOne<Account>().WithMany().HasForeignKey(r => r.RecordedBy).OnDelete(DeleteBehavior.Restrict);
    }
}
