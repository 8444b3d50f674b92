using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments;

/// <summary>What young people said, or why nobody has been heard yet. Written once.</summary>
public sealed class AssessmentVoice
{
    public Guid PartnershipId { get; set; }

    /// <summary>Made by the client.</summary>
    public Guid Id { get; set; }
    public Guid AssessmentId { get; set; }
    public HeardBy HeardBy { get; set; }

    /// <summary>What they said; null once its time is over.</summary>
    public string? Text { get; set; }
    public string? LanguageReason { get; set; }
    public DateOnly HeardOn { get; set; }
    public int Round { get; set; }
    public Agency Agency { get; set; }
    public Guid RecordedBy { get; set; }
    public DateTimeOffset RecordedAt { get; set; }
    public required byte[] ContentSha256 { get; set; }
}

/// <summary>A goal with its measure. Null words: their time is over.</summary>
public sealed class AssessmentGoal
{
    public Guid PartnershipId { get; set; }

    /// <summary>Made by the client.</summary>
    public Guid Id { get; set; }
    public Guid AssessmentId { get; set; }
    public int Version { get; set; } = 1;
    public FormSide Side { get; set; }
    public string? Statement { get; set; }
    public string? Hope { get; set; }
    public string? Sign { get; set; }
    public string? Method { get; set; }
    public string? Baseline { get; set; }
    public string? Result { get; set; }

    /// <summary>True when it was given up: it no longer counts.</summary>
    public bool Dropped { get; set; }
    public string? DropReason { get; set; }

    /// <summary>Why a measure was kept that counts only what was done.</summary>
    public string? EffortReason { get; set; }
    public string? LanguageReason { get; set; }
    public Guid RecordedBy { get; set; }
    public Guid EditedBy { get; set; }
    public DateTimeOffset EditedAt { get; set; }
    public required byte[] ContentSha256 { get; set; }
}

/// <summary>What is done for a goal, by whom, until when.</summary>
public sealed class AssessmentResponse
{
    public Guid PartnershipId { get; set; }

    /// <summary>Made by the client.</summary>
    public Guid Id { get; set; }
    public Guid AssessmentId { get; set; }
    public Guid GoalId { get; set; }
    public int Version { get; set; } = 1;
    public string? What { get; set; }

    /// <summary>The agency that sees to it.</summary>
    public Agency Owner { get; set; }

    /// <summary>The member who does; null where the agency decides.</summary>
    public Guid? PersonId { get; set; }
    public DateOnly DueOn { get; set; }
    public ResponseStatus Status { get; set; }
    public string? Reason { get; set; }
    public string? LanguageReason { get; set; }
    public Guid RecordedBy { get; set; }
    public Guid EditedBy { get; set; }
    public DateTimeOffset EditedAt { get; set; }
    public required byte[] ContentSha256 { get; set; }
}

/// <summary>A context conference, written once.</summary>
public sealed class AssessmentConference
{
    public Guid PartnershipId { get; set; }

    /// <summary>Made by the client.</summary>
    public Guid Id { get; set; }
    public Guid AssessmentId { get; set; }
    public ConferenceKind Kind { get; set; }
    public DateOnly HeldOn { get; set; }
    public Agency[] Agencies { get; set; } = [];

    /// <summary>What was decided; null once its time is over.</summary>
    public string? Decisions { get; set; }
    public string? LanguageReason { get; set; }
    public Guid RecordedBy { get; set; }
    public DateTimeOffset RecordedAt { get; set; }
    public required byte[] ContentSha256 { get; set; }
}

internal sealed class PlanTables :
    IEntityTypeConfiguration<AssessmentVoice>, IEntityTypeConfiguration<AssessmentGoal>, IEntityTypeConfiguration<AssessmentResponse>,
    IEntityTypeConfiguration<AssessmentConference>
{
    public void Configure(EntityTypeBuilder<AssessmentVoice> voice)
    {
        voice.ToTable("assessment_voice", table => table.HasCheckConstraint("assessment_voice_text_length", "char_length(text) between 1 and 2000"));
        voice.HasKey(v => new { v.PartnershipId, v.Id });
        voice.HasIndex(v => new { v.PartnershipId, v.AssessmentId });
        voice.HasOne<Assessment>().WithMany().HasForeignKey(v => new { v.PartnershipId, v.AssessmentId }).OnDelete(DeleteBehavior.Restrict);
        voice.HasOne<Account>().WithMany().HasForeignKey(v => v.RecordedBy).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<AssessmentGoal> goal)
    {
        goal.ToTable("assessment_goal", table =>
        {
            table.HasCheckConstraint("assessment_goal_side_of_the_triangle", "side in ('young_people', 'guardianship', 'environment')");
            table.HasCheckConstraint("assessment_goal_version_positive", "version >= 1");
        });
        goal.HasKey(g => new { g.PartnershipId, g.Id });
        goal.Property(g => g.Version).IsConcurrencyToken();
        goal.HasIndex(g => new { g.PartnershipId, g.AssessmentId });
        goal.HasOne<Assessment>().WithMany().HasForeignKey(g => new { g.PartnershipId, g.AssessmentId }).OnDelete(DeleteBehavior.Restrict);
        goal.HasOne<Account>().WithMany().HasForeignKey(g => g.RecordedBy).OnDelete(DeleteBehavior.Restrict);
        goal.HasOne<Account>().WithMany().HasForeignKey(g => g.EditedBy).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<AssessmentResponse> response)
    {
        response.ToTable("assessment_response", table => table.HasCheckConstraint("assessment_response_version_positive", "version >= 1"));
        response.HasKey(r => new { r.PartnershipId, r.Id });
        response.Property(r => r.Version).IsConcurrencyToken();
        response.HasIndex(r => new { r.PartnershipId, r.Status, r.DueOn });
        response.HasOne<Assessment>().WithMany().HasForeignKey(r => new { r.PartnershipId, r.AssessmentId }).OnDelete(DeleteBehavior.Restrict);
        response.HasOne<AssessmentGoal>().WithMany().HasForeignKey(r => new { r.PartnershipId, r.GoalId }).OnDelete(DeleteBehavior.Restrict);
        response.HasOne<Account>().WithMany().HasForeignKey(r => r.PersonId).OnDelete(DeleteBehavior.Restrict);
        response.HasOne<Account>().WithMany().HasForeignKey(r => r.RecordedBy).OnDelete(DeleteBehavior.Restrict);
        response.HasOne<Account>().WithMany().HasForeignKey(r => r.EditedBy).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<AssessmentConference> conference)
    {
        conference.ToTable("assessment_conference", table => table.HasCheckConstraint("assessment_conference_decisions_length", "char_length(decisions) between 1 and 4000"));
        conference.HasKey(c => new { c.PartnershipId, c.Id });
        conference.PrimitiveCollection(c => c.Agencies).ElementType().HasConversion<WordConverter<Agency>>();
        conference.HasIndex(c => new { c.PartnershipId, c.AssessmentId });
        conference.HasOne<Assessment>().WithMany().HasForeignKey(c => new { c.PartnershipId, c.AssessmentId }).OnDelete(DeleteBehavior.Restrict);
        conference.HasOne<Account>().WithMany().HasForeignKey(c => c.RecordedBy).OnDelete(DeleteBehavior.Restrict);
    }
}
