using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments.Instruments;

/// <summary>
/// The merged map of a closed round as it was first told. Whoever takes their own map away afterwards must not show what they had said, so what
/// is told later is held to this.
/// </summary>
public sealed class SafetyMapRelease
{
    public Guid PartnershipId { get; set; }
    public Guid CollectionId { get; set; }
    public ObservationTime Time { get; set; }

    /// <summary>Fewest voices then; never fewer later.</summary>
    public int Least { get; set; }

    /// <summary>The squares that were told, a JSON object.</summary>
    public required string Merged { get; set; }

    /// <summary>What each square's voices said in comparison with before the plan, a JSON object, told once; null where nothing could be compared.</summary>
    public string? Compared { get; set; }
    public DateTimeOffset ReleasedAt { get; set; }
}

internal sealed class SafetyMapReleaseTable : IEntityTypeConfiguration<SafetyMapRelease>
{
    public void Configure(EntityTypeBuilder<SafetyMapRelease> release)
    {
        release.ToTable("safety_map_release", table => table.HasCheckConstraint("safety_map_release_least", "least >= 3"));
        release.HasKey(r => new { r.PartnershipId, r.CollectionId, r.Time });
        release.Property(r => r.Merged).HasColumnType("jsonb");
        release.Property(r => r.Compared).HasColumnType("jsonb");
        release.HasOne<Collection>().WithMany().HasForeignKey(r => new { r.PartnershipId, r.CollectionId }).OnDelete(DeleteBehavior.Restrict);
    }
}
