using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments.Instruments;

/// <summary>A guardian of the map of one round: a role at a place, never a person. It may be corrected while its round is open, and withdrawn.</summary>
public sealed class Guardian
{
    public Guid PartnershipId { get; set; }

    /// <summary>Made by the client.</summary>
    public Guid Id { get; set; }
    public Guid AssessmentId { get; set; }
    public int Round { get; set; }
    public int Version { get; set; } = 1;
    public GuardianRole Role { get; set; }

    /// <summary>Where, in words; null once its time is over.</summary>
    public string? Place { get; set; }

    /// <summary>A square of the safety map's grid, by its name.</summary>
    public string? Square { get; set; }
    public WeekTime[] Times { get; set; } = [];
    public PromptRating CaringIntention { get; set; }
    public PromptRating Confidence { get; set; }
    public PromptRating KnowsWhoToTell { get; set; }
    public PromptRating Relations { get; set; }
    public GuardianTraining Training { get; set; }

    /// <summary>First day of the month.</summary>
    public DateOnly? TrainedIn { get; set; }
    public Agency? ReachedThrough { get; set; }
    public SourceKind Source { get; set; }
    public InfoGrade Grade { get; set; }
    public DateOnly KnownOn { get; set; }
    public string? Note { get; set; }
    public string? LanguageReason { get; set; }
    public Agency Agency { get; set; }
    public Guid RecordedBy { get; set; }
    public Guid EditedBy { get; set; }
    public DateTimeOffset EditedAt { get; set; }
    public DateTimeOffset? WithdrawnAt { get; set; }
    public Guid? WithdrawnBy { get; set; }
    public string? WithdrawnReason { get; set; }
    public required byte[] ContentSha256 { get; set; }

    public MappedGuardian Mapped() => new(
        Role, Times,
        new Dictionary<GuardianPrompt, PromptRating>
        {
            [GuardianPrompt.CaringIntention] = CaringIntention,
            [GuardianPrompt.Confidence] = Confidence,
            [GuardianPrompt.KnowsWhoToTell] = KnowsWhoToTell,
            [GuardianPrompt.Relations] = Relations,
        },
        Training, Grade, ReachedThrough is not null);
}

internal sealed class GuardianTable : IEntityTypeConfiguration<Guardian>
{
    public void Configure(EntityTypeBuilder<Guardian> guardian)
    {
        guardian.ToTable("guardian", table =>
        {
            table.HasCheckConstraint("guardian_round_not_negative", "round >= 0");
            table.HasCheckConstraint("guardian_place_length", $"char_length(place) between 1 and {GuardianshipChecks.LongestPlace}");
            table.HasCheckConstraint("guardian_note_length", $"char_length(note) between 1 and {GuardianshipChecks.LongestNote}");
            table.HasCheckConstraint("guardian_trained_in_a_month", "trained_in is null or (extract(day from trained_in) = 1 and training in ('trained', 'trained_before'))");
            table.HasCheckConstraint("guardian_withdrawn_by_somebody", "(withdrawn_at is null) = (withdrawn_by is null)");
        });
        guardian.HasKey(g => new { g.PartnershipId, g.Id });
        guardian.Property(g => g.Version).IsConcurrencyToken();
        guardian.PrimitiveCollection(g => g.Times).ElementType().HasConversion<WordConverter<WeekTime>>();
        guardian.HasIndex(g => new { g.PartnershipId, g.AssessmentId });
        guardian.HasOne<Assessment>().WithMany().HasForeignKey(g => new { g.PartnershipId, g.AssessmentId }).OnDelete(DeleteBehavior.Restrict);
        guardian.HasOne<Account>().WithMany().HasForeignKey(g => g.RecordedBy).OnDelete(DeleteBehavior.Restrict);
        guardian.HasOne<Account>().WithMany().HasForeignKey(g => g.EditedBy).OnDelete(DeleteBehavior.Restrict);
        guardian.HasOne<Account>().WithMany().HasForeignKey(g => g.WithdrawnBy).OnDelete(DeleteBehavior.Restrict);
    }
}
