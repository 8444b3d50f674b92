using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace SpacesPlaces.Api.Access;

/// <summary>
/// A person with a tie to a case: the record, or every record at a place, does not exist for them. Held by row-level security, so
/// that no door can forget it.
/// </summary>
public sealed class Exclusion
{
    public Guid PartnershipId { get; set; }
    public Guid Id { get; set; }
    public Guid AccountId { get; set; }

    /// <summary>The record; no foreign key, because the exclusion is kept when the record's time has come.</summary>
    public Guid? IncidentId { get; set; }

    /// <summary>The named place: records that name it, and those within 150 m of its shape.</summary>
    public Guid? PlaceId { get; set; }
    public required string Reason { get; set; }
    public Guid MadeBy { get; set; }
    public DateTimeOffset MadeAt { get; set; }
    public Guid? EndedBy { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
}

/// <summary>A restricted record opened by somebody who says why, for a limited time, while two others are told.</summary>
public sealed class BreakGlass
{
    public Guid PartnershipId { get; set; }
    public Guid Id { get; set; }
    public Guid AccountId { get; set; }
    public Guid IncidentId { get; set; }
    public required string Reason { get; set; }
    public DateTimeOffset OpenedAt { get; set; }
    public DateTimeOffset EndsAt { get; set; }
}

internal sealed class ExclusionTables : IEntityTypeConfiguration<Exclusion>, IEntityTypeConfiguration<BreakGlass>
{
    public void Configure(EntityTypeBuilder<Exclusion> exclusion)
    {
        exclusion.ToTable("exclusion", table => table.HasCheckConstraint(
            "exclusion_names_one_thing", "num_nonnulls(incident_id, place_id) = 1"));
        exclusion.HasKey(e => new { e.PartnershipId, e.Id });
        exclusion.HasIndex(e => new { e.PartnershipId, e.AccountId, e.EndedAt });
        exclusion.HasOne<Membership>().WithMany().HasForeignKey(e => new { e.PartnershipId, e.AccountId }).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<BreakGlass> glass)
    {
        glass.ToTable("break_glass", table => table.HasCheckConstraint(
            "break_glass_short", "ends_at > opened_at and ends_at <= opened_at + interval '4 hours'"));
        glass.HasKey(g => new { g.PartnershipId, g.Id });
        glass.HasIndex(g => new { g.PartnershipId, g.AccountId, g.EndsAt });
        glass.HasOne<Membership>().WithMany().HasForeignKey(g => new { g.PartnershipId, g.AccountId }).OnDelete(DeleteBehavior.Restrict);
    }
}
