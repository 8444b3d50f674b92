using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SpacesPlaces.Api.Audit;

/// <summary>One thing that somebody did, saw or was refused. Written only by the database function <c>append_audit</c>.</summary>
public sealed class AuditEntry
{
    public Guid PartnershipId { get; set; }

    /// <summary>Position in the partnership's chain, from 1 without gaps.</summary>
    public long Sequence { get; set; }
    public DateTimeOffset At { get; set; }
    public Guid? ActorId { get; set; }
    public required string ActorName { get; set; }
    public required string Role { get; set; }
    public required string Agency { get; set; }
    public required string Action { get; set; }

    /// <summary><c>done</c>, or <c>refused</c> with the problem's code.</summary>
    public required string Outcome { get; set; }
    public string? Problem { get; set; }

    /// <summary>Ids of the records changed or shown, those that a list returned included.</summary>
    public required Guid[] Subjects { get; set; }
    public required string Address { get; set; }

    /// <summary>Facts of the act as a flat JSON object; never a coordinate, narrative or token.</summary>
    public required string Detail { get; set; }
    public required byte[] PreviousHash { get; set; }
    public required byte[] Hash { get; set; }
}

/// <summary>The end of a partnership's chain. Locking this row orders the entries.</summary>
public sealed class AuditHead
{
    public Guid PartnershipId { get; set; }
    public long Sequence { get; set; }
    public required byte[] Hash { get; set; }
}

internal sealed class AuditTables : IEntityTypeConfiguration<AuditEntry>, IEntityTypeConfiguration<AuditHead>
{
    public void Configure(EntityTypeBuilder<AuditEntry> entry)
    {
        entry.ToTable("audit_entry");
        entry.HasKey(e => new { e.PartnershipId, e.Sequence });
        entry.Property(e => e.Detail).HasColumnType("jsonb");
        entry.HasIndex(e => new { e.PartnershipId, e.At });
        entry.HasOne<Access.Partnership>().WithMany().HasForeignKey(e => e.PartnershipId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<AuditHead> head)
    {
        head.ToTable("audit_head");
        head.HasKey(h => h.PartnershipId);
        head.HasOne<Access.Partnership>().WithOne().HasForeignKey<AuditHead>(h => h.PartnershipId).OnDelete(DeleteBehavior.Restrict);
    }
}
