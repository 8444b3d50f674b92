using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpacesPlaces.Api.Access;

namespace SpacesPlaces.Api.Photos;

/// <summary>A photo that a record announced. It belongs to exactly one record and is seen, kept and erased with it.</summary>
public sealed class Photo
{
    public Guid PartnershipId { get; set; }

    /// <summary>Made by the client.</summary>
    public Guid Id { get; set; }
    public Guid? IncidentId { get; set; }
    public Guid? SessionId { get; set; }
    public Guid? TaskId { get; set; }

    /// <summary>Place among the record's photos, from 0.</summary>
    public int Position { get; set; }
    public required string Name { get; set; }

    /// <summary>Digest of the bytes that were announced: others are refused under this id for ever.</summary>
    public required byte[] SentSha256 { get; set; }
    public int SentBytes { get; set; }

    /// <summary>Who announced it, and alone may send it.</summary>
    public Guid AnnouncedBy { get; set; }
    public DateTimeOffset AnnouncedAt { get; set; }
    public DateTimeOffset? ReceivedAt { get; set; }

    /// <summary>Digest of the photo as it is stored: without what the camera wrote into it.</summary>
    public byte[]? ContentSha256 { get; set; }
    public int? Bytes { get; set; }
    public int? Width { get; set; }
    public int? Height { get; set; }
}

/// <summary>The picture itself. Written once: the program's role has no right to change it.</summary>
public sealed class PhotoContent
{
    public Guid PartnershipId { get; set; }
    public Guid PhotoId { get; set; }
    public required byte[] Jpeg { get; set; }
}

internal sealed class PhotoTables : IEntityTypeConfiguration<Photo>, IEntityTypeConfiguration<PhotoContent>
{
    public void Configure(EntityTypeBuilder<Photo> photo)
    {
        photo.ToTable("photo", table =>
        {
            table.HasCheckConstraint("photo_of_one_record", "num_nonnulls(incident_id, session_id, task_id) = 1");
            table.HasCheckConstraint("photo_position_sane", $"position between 0 and {PhotoChecks.MostPhotos - 1}");
            table.HasCheckConstraint("photo_name_length", $"char_length(name) between 1 and {PhotoChecks.LongestName}");
            table.HasCheckConstraint("photo_size_sane", $"sent_bytes between 1 and {PhotoChecks.MostBytes} and width between 1 and 65535 and height between 1 and 65535");
            table.HasCheckConstraint("photo_received_whole", "num_nonnulls(received_at, content_sha256, bytes, width, height) in (0, 5)");
        });
        photo.HasKey(p => new { p.PartnershipId, p.Id });
        photo.HasOne<Partnership>().WithMany().HasForeignKey(p => p.PartnershipId).OnDelete(DeleteBehavior.Restrict);
        photo.HasOne<Account>().WithMany().HasForeignKey(p => p.AnnouncedBy).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<PhotoContent> content)
    {
        content.ToTable("photo_content");
        content.HasKey(c => new { c.PartnershipId, c.PhotoId });
        content.HasOne<Photo>().WithOne().HasForeignKey<PhotoContent>(c => new { c.PartnershipId, c.PhotoId }).OnDelete(DeleteBehavior.Restrict);
    }
}
