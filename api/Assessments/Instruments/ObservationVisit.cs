using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments.Instruments;

/// <summary>One visit of an observation, written once; it may be withdrawn, and then no longer counts.</summary>
public sealed class ObservationVisit
{
    public Guid PartnershipId { get; set; }

    /// <summary>Made by the client.</summary>
    public Guid Id { get; set; }
    public Guid AssessmentId { get; set; }
    public int Round { get; set; }
    public ObservationTime Time { get; set; }
    public DateOnly VisitedOn { get; set; }
    public ObservedWeather Weather { get; set; }

    /// <summary>Number of the wording of the items.</summary>
    public int FormVersion { get; set; }

    /// <summary>Each item from 0 to 3, null where it could not be seen, as JSON.</summary>
    public required string Items { get; set; }

    /// <summary>Adults in each quarter of an hour.</summary>
    public int[] Adults { get; set; } = [];

    /// <summary>Young people in each quarter of an hour.</summary>
    public int[] YoungPeople { get; set; } = [];
    public GuardianRole[] Guardians { get; set; } = [];

    /// <summary>What else was seen; null where nothing was written, or once its time is over.</summary>
    public string? Note { get; set; }
    public string? LanguageReason { get; set; }
    public Agency Agency { get; set; }
    public Guid RecordedBy { get; set; }
    public DateTimeOffset RecordedAt { get; set; }
    public DateTimeOffset? WithdrawnAt { get; set; }
    public Guid? WithdrawnBy { get; set; }
    public string? WithdrawnReason { get; set; }
    public required byte[] ContentSha256 { get; set; }

    public static string Written(IEnumerable<ObservedItem> items) =>
        JsonSerializer.Serialize(items.ToDictionary(one => one.Item, one => one.Value), WireJson.Options);

    public IReadOnlyDictionary<string, int?> Seen() => JsonSerializer.Deserialize<Dictionary<string, int?>>(Items, WireJson.Options)!;
}

internal sealed class ObservationTable : IEntityTypeConfiguration<ObservationVisit>
{
    public void Configure(EntityTypeBuilder<ObservationVisit> visit)
    {
        visit.ToTable("observation_visit", table =>
        {
            table.HasCheckConstraint("observation_visit_round_not_negative", "round >= 0");
            table.HasCheckConstraint("observation_visit_counts_in_pairs", "cardinality(adults) = cardinality(young_people)");
            table.HasCheckConstraint("observation_visit_note_length", $"char_length(note) between 1 and {ObservationChecks.LongestNote}");
            table.HasCheckConstraint("observation_visit_withdrawn_by_somebody", "(withdrawn_at is null) = (withdrawn_by is null)");
        });
        visit.HasKey(v => new { v.PartnershipId, v.Id });
        visit.Property(v => v.Items).HasColumnType("jsonb");
        visit.PrimitiveCollection(v => v.Guardians).ElementType().HasConversion<WordConverter<GuardianRole>>();
        visit.HasIndex(v => new { v.PartnershipId, v.AssessmentId });
        visit.HasOne<Assessment>().WithMany().HasForeignKey(v => new { v.PartnershipId, v.AssessmentId }).OnDelete(DeleteBehavior.Restrict);
        visit.HasOne<Account>().WithMany().HasForeignKey(v => v.RecordedBy).OnDelete(DeleteBehavior.Restrict);
        visit.HasOne<Account>().WithMany().HasForeignKey(v => v.WithdrawnBy).OnDelete(DeleteBehavior.Restrict);
    }
}
