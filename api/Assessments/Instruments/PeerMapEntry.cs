using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments.Instruments;

/// <summary>What is agreed before anything is put on the peer and route map of a round.</summary>
public sealed class PeerMapAgreement
{
    public Guid PartnershipId { get; set; }
    public Guid AssessmentId { get; set; }
    public int Round { get; set; }
    public int Version { get; set; } = 1;

    /// <summary>What for; null once its time is over.</summary>
    public string? Purpose { get; set; }
    public string? UsedBy { get; set; }
    public DateOnly UpdateOn { get; set; }
    public string? LanguageReason { get; set; }
    public Agency Agency { get; set; }
    public Guid AgreedBy { get; set; }
    public DateTimeOffset AgreedAt { get; set; }
    public required byte[] ContentSha256 { get; set; }
}

/// <summary>A group, a link or a leg of a journey, written once; confirmed by the agreed day or out of date, and perhaps withdrawn.</summary>
public sealed class PeerMapEntry
{
    public Guid PartnershipId { get; set; }

    /// <summary>Made by the client.</summary>
    public Guid Id { get; set; }
    public Guid AssessmentId { get; set; }
    public int Round { get; set; }
    public PeerMapKind Kind { get; set; }

    /// <summary>Of a group; an earlier round's group keeps its letter.</summary>
    public string? Letter { get; set; }

    /// <summary>What was written, as JSON of its kind; null once its time is over.</summary>
    public string? Detail { get; set; }
    public SourceKind Source { get; set; }
    public InfoGrade Grade { get; set; }
    public DateOnly KnownOn { get; set; }

    /// <summary>The agreed day of update when it was written or confirmed last.</summary>
    public DateOnly StandsUntil { get; set; }
    public string? LanguageReason { get; set; }
    public Agency Agency { get; set; }
    public Guid RecordedBy { get; set; }
    public DateTimeOffset RecordedAt { get; set; }
    public Guid? ConfirmedBy { get; set; }
    public DateTimeOffset? ConfirmedAt { get; set; }
    public DateTimeOffset? WithdrawnAt { get; set; }
    public Guid? WithdrawnBy { get; set; }
    public string? WithdrawnReason { get; set; }
    public required byte[] ContentSha256 { get; set; }

    public static string Written(NewPeerMapEntry entry) => JsonSerializer.Serialize<object>(
        (object?)entry.Group ?? (object?)entry.Link ?? entry.Leg!, WireJson.Options);

    public TDetail? Read<TDetail>(PeerMapKind kind) where TDetail : class =>
        Kind == kind && Detail is { } held ? JsonSerializer.Deserialize<TDetail>(held, WireJson.Options) : null;
}

internal sealed class PeerMapTables : IEntityTypeConfiguration<PeerMapAgreement>, IEntityTypeConfiguration<PeerMapEntry>
{
    public void Configure(EntityTypeBuilder<PeerMapAgreement> agreement)
    {
        agreement.ToTable("peer_map", table =>
        {
            table.HasCheckConstraint("peer_map_round_not_negative", "round >= 0");
            table.HasCheckConstraint("peer_map_purpose_length", $"char_length(purpose) between 1 and {PeerMapChecks.LongestWords}");
            table.HasCheckConstraint("peer_map_used_by_length", $"char_length(used_by) between 1 and {PeerMapChecks.LongestWords}");
        });
        agreement.HasKey(a => new { a.PartnershipId, a.AssessmentId, a.Round });
        agreement.Property(a => a.Version).IsConcurrencyToken();
        agreement.HasOne<Assessment>().WithMany().HasForeignKey(a => new { a.PartnershipId, a.AssessmentId }).OnDelete(DeleteBehavior.Restrict);
        agreement.HasOne<Account>().WithMany().HasForeignKey(a => a.AgreedBy).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<PeerMapEntry> entry)
    {
        entry.ToTable("peer_map_entry", table =>
        {
            table.HasCheckConstraint("peer_map_entry_groups_have_letters", "(kind = 'group') = (letter is not null)");
            table.HasCheckConstraint("peer_map_entry_withdrawn_by_somebody", "(withdrawn_at is null) = (withdrawn_by is null)");
            table.HasCheckConstraint("peer_map_entry_confirmed_by_somebody", "(confirmed_at is null) = (confirmed_by is null)");
        });
        entry.HasKey(e => new { e.PartnershipId, e.Id });
        entry.Property(e => e.Detail).HasColumnType("jsonb");
        entry.HasIndex(e => new { e.PartnershipId, e.AssessmentId, e.Round });
        // No entry before what it is for is agreed.
        entry.HasOne<PeerMapAgreement>().WithMany().HasForeignKey(e => new { e.PartnershipId, e.AssessmentId, e.Round }).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne<Account>().WithMany().HasForeignKey(e => e.RecordedBy).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne<Account>().WithMany().HasForeignKey(e => e.ConfirmedBy).OnDelete(DeleteBehavior.Restrict);
        entry.HasOne<Account>().WithMany().HasForeignKey(e => e.WithdrawnBy).OnDelete(DeleteBehavior.Restrict);
    }
}
