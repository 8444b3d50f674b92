using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Disclosure;

/// <summary>
/// An agreement under which agencies share: between its parties, in its days, the data items that it names. Without one in force an
/// agency sees its own records only.
/// </summary>
public sealed class SharingAgreement
{
    public Guid PartnershipId { get; set; }
    public Guid Id { get; set; }
    public int Version { get; set; }

    /// <summary>Number or name under which the signed paper is filed.</summary>
    public required string Reference { get; set; }

    /// <summary>What it is for, in the agencies' words, in the language of the paper.</summary>
    public required string PurposeEn { get; set; }
    public required string PurposeCy { get; set; }
    public required Agency[] Parties { get; set; }
    public required DataItem[] Items { get; set; }
    public DateOnly SignedOn { get; set; }
    public DateOnly StartsOn { get; set; }

    /// <summary>Last day in force.</summary>
    public DateOnly EndsOn { get; set; }
    public Guid RecordedBy { get; set; }
    public DateTimeOffset RecordedAt { get; set; }

    /// <summary>Set when it was ended before its last day.</summary>
    public DateTimeOffset? EndedAt { get; set; }
    public Guid? EndedBy { get; set; }
}

/// <summary>A file that left the service, or may: to whom, what for, under which agreement, what was held back.</summary>
public sealed class Export
{
    public Guid PartnershipId { get; set; }

    /// <summary>Made by the client, so that a resend finds the export that already stands.</summary>
    public Guid Id { get; set; }
    public ExportSubject Subject { get; set; }
    public ExportFormat Format { get; set; }

    /// <summary>What was asked, as its contract.</summary>
    public required string Request { get; set; }
    public required byte[] ContentSha256 { get; set; }
    public required string Recipient { get; set; }
    public Purpose Purpose { get; set; }
    public Guid? AgreementId { get; set; }
    public int Rows { get; set; }

    /// <summary>How many rows, cells or fields were held back, by rule: a JSON object of counts.</summary>
    public required string Suppressed { get; set; }
    public required string FileName { get; set; }
    public required byte[] FileSha256 { get; set; }
    public Guid RequestedBy { get; set; }
    public DateTimeOffset RequestedAt { get; set; }
    public DateTimeOffset ExpiresAt { get; set; }
    public DateTimeOffset? FetchedAt { get; set; }
}

/// <summary>The file behind an export until it expires; its bytes lie in pieces beside it.</summary>
public sealed class ExportFile
{
    public Guid PartnershipId { get; set; }
    public Guid ExportId { get; set; }

    /// <summary>The key that its pieces are sealed with, itself sealed with a key that is not in the database.</summary>
    public required byte[] SealedKey { get; set; }

    /// <summary>Length of the file, in bytes.</summary>
    public long Length { get; set; }
}

/// <summary>A piece of a file, sealed: files are written and read piece by piece, so that none has to lie in memory.</summary>
public sealed class ExportPiece
{
    public Guid PartnershipId { get; set; }
    public Guid ExportId { get; set; }

    /// <summary>Place in the file, from 0.</summary>
    public int Number { get; set; }
    public required byte[] Content { get; set; }
}

internal sealed class SharingTables :
    IEntityTypeConfiguration<SharingAgreement>, IEntityTypeConfiguration<Export>, IEntityTypeConfiguration<ExportFile>,
    IEntityTypeConfiguration<ExportPiece>
{
    public void Configure(EntityTypeBuilder<SharingAgreement> agreement)
    {
        agreement.ToTable("sharing_agreement", table =>
        {
            table.HasCheckConstraint("sharing_agreement_days", "ends_on >= starts_on");
            table.HasCheckConstraint("sharing_agreement_has_parties", "cardinality(parties) >= 2");
            table.HasCheckConstraint("sharing_agreement_has_items", "cardinality(items) >= 1");
        });
        agreement.HasKey(a => new { a.PartnershipId, a.Id });
        agreement.Property(a => a.Version).IsConcurrencyToken();
        agreement.PrimitiveCollection(a => a.Parties).ElementType().HasConversion<WordConverter<Agency>>();
        agreement.PrimitiveCollection(a => a.Items).ElementType().HasConversion<WordConverter<DataItem>>();
        agreement.HasOne<Partnership>().WithMany().HasForeignKey(a => a.PartnershipId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Export> export)
    {
        export.ToTable("export");
        export.HasKey(e => new { e.PartnershipId, e.Id });
        export.Property(e => e.Request).HasColumnType("jsonb");
        export.Property(e => e.Suppressed).HasColumnType("jsonb");
        export.HasIndex(e => new { e.PartnershipId, e.RequestedAt });
        export.HasOne<Partnership>().WithMany().HasForeignKey(e => e.PartnershipId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ExportFile> file)
    {
        file.ToTable("export_file");
        file.HasKey(f => new { f.PartnershipId, f.ExportId });
        file.HasOne<Export>().WithOne().HasForeignKey<ExportFile>(f => new { f.PartnershipId, f.ExportId }).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ExportPiece> piece)
    {
        piece.ToTable("export_piece");
        piece.HasKey(p => new { p.PartnershipId, p.ExportId, p.Number });
        piece.HasOne<ExportFile>().WithMany().HasForeignKey(p => new { p.PartnershipId, p.ExportId }).OnDelete(DeleteBehavior.Cascade);
    }
}
