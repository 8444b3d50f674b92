using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments;

/// <summary>That somebody rated. What they rated is another table, which the database itself shows to nobody else before the weighting is closed.</summary>
public sealed class AssessmentRater
{
    public Guid PartnershipId { get; set; }
    public Guid AssessmentId { get; set; }
    public Guid RaterId { get; set; }
    public int Version { get; set; } = 1;
    public DateTimeOffset RatedAt { get; set; }
}

/// <summary>One person's rating of one context.</summary>
public sealed class AssessmentRating
{
    public Guid PartnershipId { get; set; }
    public Guid AssessmentId { get; set; }
    public Guid RaterId { get; set; }
    public ContextLevel Context { get; set; }

    /// <summary>0 to 5.</summary>
    public int Influence { get; set; }

    /// <summary>Why; null once its time is over.</summary>
    public string? Reason { get; set; }
    public string? LanguageReason { get; set; }
}

internal sealed class WeightingTables : IEntityTypeConfiguration<AssessmentRater>, IEntityTypeConfiguration<AssessmentRating>
{
    public void Configure(EntityTypeBuilder<AssessmentRater> rater)
    {
        rater.ToTable("assessment_rater");
        rater.HasKey(r => new { r.PartnershipId, r.AssessmentId, r.RaterId });
        rater.Property(r => r.Version).IsConcurrencyToken();
        rater.HasOne<Assessment>().WithMany().HasForeignKey(r => new { r.PartnershipId, r.AssessmentId }).OnDelete(DeleteBehavior.Restrict);
        rater.HasOne<Account>().WithMany().HasForeignKey(r => r.RaterId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<AssessmentRating> rating)
    {
        rating.ToTable("assessment_rating", table =>
        {
            table.HasCheckConstraint("assessment_rating_influence_on_the_scale", "influence between 0 and 5");
            table.HasCheckConstraint("assessment_rating_never_the_child", "context <> 'child'");
            table.HasCheckConstraint("assessment_rating_reason_length", "char_length(reason) between 1 and 500");
        });
        rating.HasKey(r => new { r.PartnershipId, r.AssessmentId, r.RaterId, r.Context });
        rating.HasOne<AssessmentRater>().WithMany().HasForeignKey(r => new { r.PartnershipId, r.AssessmentId, r.RaterId }).OnDelete(DeleteBehavior.Restrict);
    }
}
