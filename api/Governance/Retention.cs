using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Governance;

/// <summary>How long a class of data is kept; a class without a rule of its own is kept as the product proposes.</summary>
public sealed class RetentionRule
{
    public Guid PartnershipId { get; set; }
    public RetentionClass Class { get; set; }
    public int Months { get; set; }
    public required string Reason { get; set; }
    public Guid SetBy { get; set; }
    public DateTimeOffset SetAt { get; set; }
}

/// <summary>A record that must be kept although its time has come.</summary>
public sealed class LegalHold
{
    public Guid PartnershipId { get; set; }
    public Guid Id { get; set; }

    /// <summary>The record; no foreign key, because the hold's history outlives it.</summary>
    public Guid IncidentId { get; set; }
    public required string Reason { get; set; }
    public Guid OwnerId { get; set; }
    public DateTimeOffset PlacedAt { get; set; }
    public DateOnly EndsOn { get; set; }
    public DateTimeOffset? ReleasedAt { get; set; }
    public Guid? ReleasedBy { get; set; }
}

/// <summary>An entry of the erasure ledger: what is gone must stay gone when an older copy of the database is restored.</summary>
public sealed class Erasure
{
    public Guid PartnershipId { get; set; }
    public Guid Id { get; set; }
    public Guid SubjectId { get; set; }
    public RetentionClass Class { get; set; }
    public ErasureKind Kind { get; set; }

    /// <summary>Key of the reason in the text files, or the words of whoever ordered it.</summary>
    public required string Reason { get; set; }
    public Guid? OrderedBy { get; set; }
    public DateTimeOffset ErasedAt { get; set; }
}

internal sealed class RetentionTables :
    IEntityTypeConfiguration<RetentionRule>, IEntityTypeConfiguration<LegalHold>, IEntityTypeConfiguration<Erasure>
{
    public void Configure(EntityTypeBuilder<RetentionRule> rule)
    {
        rule.ToTable("retention_rule", table => table.HasCheckConstraint("retention_rule_months_sane", "months between 1 and 1200"));
        rule.HasKey(r => new { r.PartnershipId, r.Class });
        rule.HasOne<Partnership>().WithMany().HasForeignKey(r => r.PartnershipId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<LegalHold> hold)
    {
        hold.ToTable("legal_hold");
        hold.HasKey(h => new { h.PartnershipId, h.Id });
        hold.HasIndex(h => new { h.PartnershipId, h.IncidentId });
        hold.HasOne<Membership>().WithMany().HasForeignKey(h => new { h.PartnershipId, h.OwnerId }).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Erasure> erasure)
    {
        erasure.ToTable("erasure");
        erasure.HasKey(e => new { e.PartnershipId, e.Id });
        erasure.HasIndex(e => new { e.PartnershipId, e.SubjectId });
        erasure.HasOne<Partnership>().WithMany().HasForeignKey(e => e.PartnershipId).OnDelete(DeleteBehavior.Restrict);
    }
}
