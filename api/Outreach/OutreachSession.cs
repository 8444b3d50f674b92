using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Outreach;

/// <summary>Time that workers spent in a space. A session in which nothing was found counts like any other: somebody looked.</summary>
public sealed class OutreachSession
{
    public Guid PartnershipId { get; set; }

    /// <summary>Made by the client, so that a resend finds the session that already stands.</summary>
    public Guid Id { get; set; }

    /// <summary>Its middle, EPSG:27700 metres.</summary>
    public required Point Point { get; set; }
    public int? CellX { get; private set; }
    public int? CellY { get; private set; }
    public DateTimeOffset StartedAt { get; set; }
    public DateTimeOffset EndedAt { get; set; }
    public int Staff { get; set; }
    public int SpokenTo { get; set; }
    public Agency Agency { get; set; }
    public Guid RecordedBy { get; set; }
    public DateTimeOffset RecordedAt { get; set; }

    /// <summary>Digest of the content as sent; decides whether a resend is the same session.</summary>
    public required byte[] ContentSha256 { get; set; }
}

internal sealed class OutreachSessionTable : IEntityTypeConfiguration<OutreachSession>
{
    public void Configure(EntityTypeBuilder<OutreachSession> session)
    {
        session.ToTable("outreach_session", table =>
        {
            table.HasPointChecks("outreach_session", "point");
            table.HasCheckConstraint("outreach_session_times_in_order", "ended_at > started_at and ended_at <= started_at + interval '24 hours'");
            table.HasCheckConstraint("outreach_session_counts_sane", "staff between 1 and 50 and spoken_to between 0 and 10000");
        });
        session.HasKey(s => new { s.PartnershipId, s.Id });
        session.Property(s => s.Point).HasColumnType("geometry(Point,27700)");
        session.HasCell(s => s.CellX, s => s.CellY, "point");
        session.HasIndex(s => s.Point).HasMethod("gist");
        session.HasIndex(s => new { s.PartnershipId, s.CellX, s.CellY }).HasDatabaseName("outreach_session_cell");
        session.HasIndex(s => new { s.PartnershipId, s.StartedAt });
        session.HasOne<Partnership>().WithMany().HasForeignKey(s => s.PartnershipId).OnDelete(DeleteBehavior.Restrict);
        session.HasOne<Account>().WithMany().HasForeignKey(s => s.RecordedBy).OnDelete(DeleteBehavior.Restrict);
    }
}
