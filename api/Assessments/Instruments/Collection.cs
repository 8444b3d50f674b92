using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments.Instruments;

/// <summary>An instrument that was handed out in a round of an assessment, to be answered without a name by whoever has its link.</summary>
public sealed class Collection
{
    public Guid PartnershipId { get; set; }

    /// <summary>Made by the client.</summary>
    public Guid Id { get; set; }
    public Guid AssessmentId { get; set; }
    public int Round { get; set; }
    public Instrument Instrument { get; set; }

    /// <summary>The version of its words.</summary>
    public int Wording { get; set; }
    public DateOnly OpensOn { get; set; }

    /// <summary>The last day on which answers are taken.</summary>
    public DateOnly ClosesOn { get; set; }

    /// <summary>
    /// The last day on which they were; set once the ballots are gone and the answers lie in no order. A day that has passed closes it for
    /// every reader even before.
    /// </summary>
    public DateOnly? ClosedOn { get; set; }

    /// <summary>Digest of the link's token, which is shown once and kept nowhere.</summary>
    public required byte[] TokenSha256 { get; set; }
    public bool NamesPlace { get; set; }

    /// <summary>Name of the space as those who answer are told; null where they are not.</summary>
    public string? PlaceNameEn { get; set; }
    public string? PlaceNameCy { get; set; }

    /// <summary>What the instrument fixed when it was handed out, a JSON object; null where it fixes nothing, or once its time is over.</summary>
    public string? Detail { get; set; }
    public Agency Agency { get; set; }
    public Guid OpenedBy { get; set; }
    public DateTimeOffset OpenedAt { get; set; }

    /// <summary>Whether it takes answers on a day.</summary>
    public CollectionState StateOn(DateOnly today) =>
        ClosedOn is not null || today > ClosesOn ? CollectionState.Closed : today < OpensOn ? CollectionState.Waiting : CollectionState.Open;
}

/// <summary>The right to hand in one set of answers. It knows its collection and nothing else, and is gone once it was used.</summary>
public sealed class CollectionBallot
{
    public Guid PartnershipId { get; set; }
    public Guid CollectionId { get; set; }
    public required byte[] BallotSha256 { get; set; }
}

/// <summary>
/// One set of answers of nobody known: no time, no day, no address, no language. While its collection is open its id comes from the ballot, so
/// that a resend is known; at the closing it gets another, and all lie in a new order.
/// </summary>
public sealed class CollectionAnswer
{
    public Guid PartnershipId { get; set; }
    public Guid Id { get; set; }
    public Guid CollectionId { get; set; }

    /// <summary>What was answered, a JSON object that its instrument reads.</summary>
    public required string Detail { get; set; }

    /// <summary>True when somebody keyed it in from paper.</summary>
    public bool Keyed { get; set; }
}

internal sealed class CollectionTables :
    IEntityTypeConfiguration<Collection>, IEntityTypeConfiguration<CollectionBallot>, IEntityTypeConfiguration<CollectionAnswer>
{
    public void Configure(EntityTypeBuilder<Collection> collection)
    {
        collection.ToTable("assessment_collection", table =>
        {
            table.HasCheckConstraint("assessment_collection_round_not_negative", "round >= 0");
            table.HasCheckConstraint("assessment_collection_days", "opens_on <= closes_on");
            table.HasCheckConstraint("assessment_collection_token_length", "octet_length(token_sha256) = 32");
        });
        collection.HasKey(c => new { c.PartnershipId, c.Id });
        collection.Property(c => c.Detail).HasColumnType("jsonb");
        collection.HasIndex(c => new { c.PartnershipId, c.AssessmentId, c.Round, c.Instrument }).IsUnique();
        // Whoever comes with a link knows no partnership.
        collection.HasIndex(c => c.TokenSha256);
        collection.HasOne<Assessment>().WithMany().HasForeignKey(c => new { c.PartnershipId, c.AssessmentId }).OnDelete(DeleteBehavior.Restrict);
        collection.HasOne<Account>().WithMany().HasForeignKey(c => c.OpenedBy).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<CollectionBallot> ballot)
    {
        ballot.ToTable("collection_ballot");
        ballot.HasKey(b => new { b.PartnershipId, b.CollectionId, b.BallotSha256 });
        ballot.HasOne<Collection>().WithMany().HasForeignKey(b => new { b.PartnershipId, b.CollectionId }).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<CollectionAnswer> answer)
    {
        answer.ToTable("collection_answer", table => table.HasCheckConstraint("collection_answer_detail_object", "jsonb_typeof(detail) = 'object'"));
        answer.HasKey(a => new { a.PartnershipId, a.Id });
        answer.Property(a => a.Detail).HasColumnType("jsonb");
        answer.HasOne<Collection>().WithMany().HasForeignKey(a => new { a.PartnershipId, a.CollectionId }).OnDelete(DeleteBehavior.Restrict);
    }
}
