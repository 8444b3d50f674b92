using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Access;

/// <summary>
/// A key by which a tool, for instance a GIS, reads map data for the person who made it: never more than they may see themselves, for
/// a time, and through no other door.
/// </summary>
public sealed class AccessKey
{
    public Guid PartnershipId { get; set; }

    /// <summary>Made by the client.</summary>
    public Guid Id { get; set; }
    public Guid AccountId { get; set; }

    /// <summary>What the person calls it, for instance the tool and the machine.</summary>
    public required string Name { get; set; }

    /// <summary>What is read with it; written beside every reading.</summary>
    public Purpose Purpose { get; set; }

    /// <summary>The one door that it opens.</summary>
    public AccessKeyDoor Opens { get; set; }

    /// <summary>Role and agency that the person had when it was made: with others it opens nothing.</summary>
    public Role Role { get; set; }
    public Agency Agency { get; set; }

    /// <summary>Digest of the secret; the secret itself is shown once and kept nowhere.</summary>
    public required byte[] SecretSha256 { get; set; }

    /// <summary>The account's security stamp when it was made: another password or factor ends it.</summary>
    public required string SecurityStamp { get; set; }
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>The last day on which it opens.</summary>
    public DateOnly EndsOn { get; set; }

    /// <summary>Moved forward at most every minute.</summary>
    public DateTimeOffset? LastUsedAt { get; set; }
    public DateTimeOffset? RevokedAt { get; set; }
}

internal sealed class AccessKeyTable : IEntityTypeConfiguration<AccessKey>
{
    public void Configure(EntityTypeBuilder<AccessKey> key)
    {
        key.ToTable("access_key", table =>
        {
            table.HasCheckConstraint("access_key_name_length", $"char_length(name) between 1 and {AccessKeyApi.LongestName}");
            // A day more than the rule: the day of a person is not that of the database's clock.
            table.HasCheckConstraint("access_key_ends_soon", $"ends_on <= (created_at at time zone 'UTC')::date + {AccessKeyApi.MostDays + 1}");
        });
        key.HasKey(k => new { k.PartnershipId, k.Id });
        key.HasIndex(k => new { k.PartnershipId, k.AccountId });
        key.HasOne<Membership>().WithMany().HasForeignKey(k => new { k.PartnershipId, k.AccountId }).OnDelete(DeleteBehavior.Restrict);
    }
}
