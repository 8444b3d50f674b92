using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments;

/// <summary>Areas and periods by which an assessment's plan shall be judged. Chosen before anybody looks, and never changed.</summary>
public sealed class Comparison
{
    public Guid PartnershipId { get; set; }

    /// <summary>Made by the client.</summary>
    public Guid Id { get; set; }
    public Guid AssessmentId { get; set; }

    /// <summary>1 for the first of its assessment.</summary>
    public int Number { get; set; }

    /// <summary>The space as it was drawn then, EPSG:27700.</summary>
    public required Geometry Target { get; set; }
    public required Geometry Control { get; set; }
    public double? BufferMetres { get; set; }
    public Geometry? BufferControl { get; set; }
    public DateOnly BeforeFrom { get; set; }
    public DateOnly BeforeTo { get; set; }
    public DateOnly AfterFrom { get; set; }
    public DateOnly AfterTo { get; set; }
    public bool ChosenBecauseHigh { get; set; }

    /// <summary>Why this control; null once its time is over.</summary>
    public string? Reason { get; set; }
    public string? LanguageReason { get; set; }
    public Agency Agency { get; set; }
    public Guid ChosenBy { get; set; }
    public DateTimeOffset ChosenAt { get; set; }
    public required byte[] ContentSha256 { get; set; }

    /// <summary>What lies around the target; null when nothing around is looked at.</summary>
    public Geometry? Buffer() => BufferMetres is { } metres ? Target.Buffer(metres).Difference(Target) : null;
}

internal sealed class ComparisonTable : IEntityTypeConfiguration<Comparison>
{
    public void Configure(EntityTypeBuilder<Comparison> comparison)
    {
        comparison.ToTable("assessment_comparison", table =>
        {
            table.HasCheckConstraint("assessment_comparison_days", "before_from <= before_to and before_to < after_from and after_from <= after_to");
            table.HasCheckConstraint("assessment_comparison_number", $"number between 1 and {ComparisonChecks.MostOfOne}");
            table.HasCheckConstraint("assessment_comparison_around", "buffer_control is null or buffer_metres is not null");
            table.HasCheckConstraint("assessment_comparison_reason_length", $"char_length(reason) between 1 and {ComparisonChecks.LongestReason}");
        });
        comparison.HasKey(c => new { c.PartnershipId, c.Id });
        comparison.Property(c => c.Target).HasColumnType("geometry(Geometry,27700)");
        comparison.Property(c => c.Control).HasColumnType("geometry(Geometry,27700)");
        comparison.Property(c => c.BufferControl).HasColumnType("geometry(Geometry,27700)");
        comparison.HasIndex(c => c.Target).HasMethod("gist");
        comparison.HasIndex(c => c.Control).HasMethod("gist");
        comparison.HasIndex(c => c.BufferControl).HasMethod("gist");
        comparison.HasIndex(c => new { c.PartnershipId, c.AssessmentId, c.Number }).IsUnique();
        comparison.HasOne<Partnership>().WithMany().HasForeignKey(c => c.PartnershipId).OnDelete(DeleteBehavior.Restrict);
        comparison.HasOne<Assessment>().WithMany().HasForeignKey(c => new { c.PartnershipId, c.AssessmentId }).OnDelete(DeleteBehavior.Restrict);
        comparison.HasOne<Account>().WithMany().HasForeignKey(c => c.ChosenBy).OnDelete(DeleteBehavior.Restrict);
    }
}
