using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Spaces;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments;

/// <summary>The assessment of a space: about the place and what surrounds it, never about a child.</summary>
public sealed class Assessment
{
    public Guid PartnershipId { get; set; }

    /// <summary>Made by the client.</summary>
    public Guid Id { get; set; }
    public int Version { get; set; } = 1;
    public Guid SpaceId { get; set; }

    /// <summary>The version of the form that it began with, and keeps.</summary>
    public int FormVersion { get; set; }
    public Guid LeadId { get; set; }
    public AssessmentStatus Status { get; set; }

    /// <summary>Number of the review that it is in or was in last; 0 before the first.</summary>
    public int Round { get; set; }
    public DateOnly ReviewOn { get; set; }

    /// <summary>The day on which it ended; null while it goes on.</summary>
    public DateOnly? EndedOn { get; set; }

    /// <summary>True when it ended because it had been begun by mistake; a mark beside the status, which stays where it stood.</summary>
    public bool Withdrawn { get; set; }

    /// <summary>True until one of the four ends, or its withdrawal.</summary>
    public bool IsOpen => EndedOn is null;

    /// <summary>When its lead closed the weighting; null while people rate for themselves.</summary>
    public DateTimeOffset? WeightingClosedAt { get; set; }

    /// <summary>The context that the panel agreed to change first.</summary>
    public ContextLevel? ChangeFirst { get; set; }
    public string? ChangeFirstWords { get; set; }
    public Agency Agency { get; set; }
    public Guid OpenedBy { get; set; }
    public DateTimeOffset OpenedAt { get; set; }

    /// <summary>Digest of the content as first sent; decides whether a resend is the same assessment.</summary>
    public required byte[] ContentSha256 { get; set; }
    public List<AssessmentStep> Steps { get; } = [];
}

/// <summary>A step in an assessment's life: who moved it, why, and when somebody must look again.</summary>
public sealed class AssessmentStep
{
    public Guid PartnershipId { get; set; }
    public Guid AssessmentId { get; set; }

    /// <summary>The version of the assessment that it made.</summary>
    public int Version { get; set; }
    public AssessmentStatus? FromStatus { get; set; }
    public AssessmentStatus ToStatus { get; set; }
    public int Round { get; set; }

    /// <summary>True for the step that withdrew it.</summary>
    public bool Withdrawal { get; set; }

    /// <summary>Why; null once its time is over.</summary>
    public string? Reason { get; set; }

    /// <summary>Why a wording was kept that the language check challenges.</summary>
    public string? LanguageReason { get; set; }
    public DateOnly ReviewOn { get; set; }
    public Agency Agency { get; set; }
    public Guid MovedBy { get; set; }
    public DateTimeOffset MovedAt { get; set; }
}

/// <summary>The answer to one prompt of the form, with a version of its own: who writes to another prompt meets nobody.</summary>
public sealed class AssessmentAnswer
{
    public Guid PartnershipId { get; set; }
    public Guid AssessmentId { get; set; }
    public required string Prompt { get; set; }
    public int Version { get; set; } = 1;

    /// <summary>Evidence or words; null where nothing was written, or once its time is over.</summary>
    public string? Text { get; set; }
    public PromptRating? Rating { get; set; }
    public SourceKind? Source { get; set; }
    public InfoGrade? Grade { get; set; }
    public bool? Ticked { get; set; }
    public string? LanguageReason { get; set; }
    public Agency Agency { get; set; }
    public Guid EditedBy { get; set; }
    public DateTimeOffset EditedAt { get; set; }
    public required byte[] ContentSha256 { get; set; }
}

internal sealed class AssessmentTables :
    IEntityTypeConfiguration<Assessment>, IEntityTypeConfiguration<AssessmentStep>, IEntityTypeConfiguration<AssessmentAnswer>
{
    public void Configure(EntityTypeBuilder<Assessment> assessment)
    {
        assessment.ToTable("assessment", table =>
        {
            table.HasCheckConstraint("assessment_version_positive", "version >= 1");
            table.HasCheckConstraint("assessment_round_not_negative", "round >= 0");
            table.HasCheckConstraint("assessment_change_first_never_the_child", "change_first is null or (change_first <> 'child' and weighting_closed_at is not null)");
            table.HasCheckConstraint(
                "assessment_ended_when_it_is_over",
                "(ended_on is not null) = (withdrawn or status in ('closed_safer', 'closed_no_change', 'stepped_down', 'escalated'))");
            // All prompts are answered from reflection on: what somebody said is not withdrawn.
            table.HasCheckConstraint("assessment_withdrawn_early", "not withdrawn or status in ('draft', 'scoping', 'gathering')");
        });
        assessment.HasKey(a => new { a.PartnershipId, a.Id });
        assessment.Property(a => a.Version).IsConcurrencyToken();
        assessment.Property(a => a.Withdrawn).HasDefaultValue(false);
        assessment.Ignore(a => a.IsOpen);
        assessment.HasIndex(a => new { a.PartnershipId, a.SpaceId });
        assessment.HasIndex(a => new { a.PartnershipId, a.SpaceId }, "one_open").HasDatabaseName("assessment_one_open").IsUnique().HasFilter("ended_on is null");
        assessment.HasOne<Partnership>().WithMany().HasForeignKey(a => a.PartnershipId).OnDelete(DeleteBehavior.Restrict);
        assessment.HasOne<Space>().WithMany().HasForeignKey(a => new { a.PartnershipId, a.SpaceId }).OnDelete(DeleteBehavior.Restrict);
        assessment.HasOne<Account>().WithMany().HasForeignKey(a => a.LeadId).OnDelete(DeleteBehavior.Restrict);
        assessment.HasOne<Account>().WithMany().HasForeignKey(a => a.OpenedBy).OnDelete(DeleteBehavior.Restrict);
        assessment.HasMany(a => a.Steps).WithOne().HasForeignKey(s => new { s.PartnershipId, s.AssessmentId }).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<AssessmentStep> step)
    {
        step.ToTable("assessment_step", table => table.HasCheckConstraint("assessment_step_reason_length", "char_length(reason) between 1 and 1000"));
        step.HasKey(s => new { s.PartnershipId, s.AssessmentId, s.Version });
        step.Property(s => s.Withdrawal).HasDefaultValue(false);
        step.HasOne<Account>().WithMany().HasForeignKey(s => s.MovedBy).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<AssessmentAnswer> answer)
    {
        answer.ToTable("assessment_answer", table =>
        {
            table.HasCheckConstraint("assessment_answer_text_length", $"char_length(text) between 1 and {AssessmentChecks.LongestAnswer}");
            table.HasCheckConstraint("assessment_answer_version_positive", "version >= 1");
        });
        answer.HasKey(a => new { a.PartnershipId, a.AssessmentId, a.Prompt });
        answer.Property(a => a.Version).IsConcurrencyToken();
        answer.HasOne<Assessment>().WithMany().HasForeignKey(a => new { a.PartnershipId, a.AssessmentId }).OnDelete(DeleteBehavior.Restrict);
        answer.HasOne<Account>().WithMany().HasForeignKey(a => a.EditedBy).OnDelete(DeleteBehavior.Restrict);
    }
}
