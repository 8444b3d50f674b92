using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Photos;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Outreach;

/// <summary>Time that workers spent in a space. A session in which nothing was found counts like any other: somebody looked.</summary>
public sealed class OutreachSession
{
    public Guid PartnershipId { get; set; }

    /// <summary>Made by the client, so that a resend finds the session that already stands.</summary>
    public Guid Id { get; set; }
    public int Version { get; set; } = 1;

    /// <summary>Its middle, EPSG:27700 metres.</summary>
    public required Point Point { get; set; }
    public int? CellX { get; private set; }
    public int? CellY { get; private set; }
    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset EndedAt { get; set; }
    public int Staff { get; set; }
    public int SpokenTo { get; set; }
    public bool NoConcern { get; set; }

    /// <summary>What else was told, as a SessionDetail contract.</summary>
    public string? Detail { get; set; }
    public Agency Agency { get; set; }

    /// <summary>The partner whose file brought it; null where its workers wrote it down here.</summary>
    public Agency? Partner { get; set; }

    /// <summary>The upload that brought it.</summary>
    public Guid? UploadId { get; set; }
    public Guid RecordedBy { get; set; }
    public DateTimeOffset RecordedAt { get; set; }

    /// <summary>Digest of the content as first sent; decides whether a resend is the same session.</summary>
    public required byte[] ContentSha256 { get; set; }

    /// <summary>Digest of the latest correction as sent; decides whether one that comes again is the same.</summary>
    public byte[]? CorrectedSha256 { get; set; }
    public List<Photo> Photos { get; } = [];
}

/// <summary>A session's content before a correction.</summary>
public sealed class OutreachRevision
{
    public Guid PartnershipId { get; set; }
    public Guid SessionId { get; set; }
    public int Version { get; set; }

    /// <summary>The content that was replaced, as a NewOutreachSession contract in EPSG:27700.</summary>
    public required string Content { get; set; }
    public Guid ReplacedBy { get; set; }
    public DateTimeOffset ReplacedAt { get; set; }
}

internal sealed class OutreachTables : IEntityTypeConfiguration<OutreachSession>, IEntityTypeConfiguration<OutreachRevision>
{
    public void Configure(EntityTypeBuilder<OutreachSession> session)
    {
        session.ToTable("outreach_session", table =>
        {
            table.HasPointChecks("outreach_session", "point");
            table.HasCheckConstraint("outreach_session_times_in_order", "ended_at > started_at and ended_at <= started_at + interval '24 hours'");
            table.HasCheckConstraint("outreach_session_counts_sane", "staff between 1 and 50 and spoken_to between 0 and 10000");
            table.HasCheckConstraint("outreach_session_version_positive", "version >= 1");
        });
        session.HasKey(s => new { s.PartnershipId, s.Id });
        session.Property(s => s.Point).HasColumnType("geometry(Point,27700)");
        session.Property(s => s.Version).IsConcurrencyToken().HasDefaultValue(1);
        session.Property(s => s.Detail).HasColumnType("jsonb");
        session.HasCell(s => s.CellX, s => s.CellY, "point");
        session.HasIndex(s => s.Point).HasMethod("gist");
        session.HasIndex(s => new { s.PartnershipId, s.CellX, s.CellY }).HasDatabaseName("outreach_session_cell");
        session.HasIndex(s => new { s.PartnershipId, s.StartedAt });
        session.HasOne<Partnership>().WithMany().HasForeignKey(s => s.PartnershipId).OnDelete(DeleteBehavior.Restrict);
        session.HasMany(s => s.Photos).WithOne().HasForeignKey(p => new { p.PartnershipId, p.SessionId }).OnDelete(DeleteBehavior.Restrict);
        session.HasOne<Account>().WithMany().HasForeignKey(s => s.RecordedBy).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<OutreachRevision> revision)
    {
        revision.ToTable("outreach_revision");
        revision.HasKey(r => new { r.PartnershipId, r.SessionId, r.Version });
        revision.Property(r => r.Content).HasColumnType("jsonb");
        revision.HasOne<OutreachSession>().WithMany().HasForeignKey(r => new { r.PartnershipId, r.SessionId }).OnDelete(DeleteBehavior.Restrict);
    }
}
