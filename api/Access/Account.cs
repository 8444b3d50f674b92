using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Access;

/// <summary>A person's account. It belongs to no partnership by itself; memberships do.</summary>
public sealed class Account : IdentityUser<Guid>
{
    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Set when the account may no longer be used; bites at the next request.</summary>
    public DateTimeOffset? DisabledAt { get; set; }

    /// <summary>For the access review: accounts that nobody uses are ended.</summary>
    public DateTimeOffset? LastSignedInAt { get; set; }

    /// <summary>Since when sign-in asks for the second factor.</summary>
    public DateTimeOffset? SecondFactorAt { get; set; }
}

/// <summary>The agencies of one area that work together; the first part of every key.</summary>
public sealed class Partnership
{
    /// <summary>Chain of audit entries that belong to no partnership, for instance a sign-in with an unknown user name.</summary>
    public static readonly Guid House = Guid.Empty;

    public Guid PartnershipId { get; set; }
    public required string NameEn { get; set; }
    public required string NameCy { get; set; }

    /// <summary>Area, EPSG:27700; null only for the house itself.</summary>
    public MultiPolygon? Area { get; set; }

    /// <summary>How far outside the area a record may lie, in metres: harm does not stop at a boundary.</summary>
    public double BufferMetres { get; set; }
    public bool IsDemonstration { get; set; }

    /// <summary>Roles that may not sign in without a second factor; everybody's, unless the partnership is a demonstration.</summary>
    public Role[] SecondFactorRoles { get; set; } = Enum.GetValues<Role>();

    /// <summary>A browser's session ends after so many minutes of silence, a program's after so many.</summary>
    public int BrowserIdleMinutes { get; set; } = 15;
    public int ProgramIdleMinutes { get; set; } = 30;

    /// <summary>How many different records one person may look at in an hour.</summary>
    public int ViewsPerHour { get; set; } = 2_000;

    /// <summary>Fewest records, children and reports that a published figure may stand for: to members, and to outside roles.</summary>
    public int InsideThreshold { get; set; } = 5;
    public int OutsideThreshold { get; set; } = 10;
    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>What an account does in a partnership.</summary>
public sealed class Membership
{
    public Guid PartnershipId { get; set; }
    public Guid AccountId { get; set; }
    public Role Role { get; set; }
    public Agency Agency { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
}

internal sealed class AccountTables :
    IEntityTypeConfiguration<Account>, IEntityTypeConfiguration<Partnership>, IEntityTypeConfiguration<Membership>,
    IEntityTypeConfiguration<IdentityUserClaim<Guid>>, IEntityTypeConfiguration<IdentityUserLogin<Guid>>,
    IEntityTypeConfiguration<IdentityUserToken<Guid>>
{
    public void Configure(EntityTypeBuilder<Account> account) => account.ToTable("account");

    public void Configure(EntityTypeBuilder<IdentityUserClaim<Guid>> claim) => claim.ToTable("account_claim");

    public void Configure(EntityTypeBuilder<IdentityUserLogin<Guid>> login) => login.ToTable("account_login");

    public void Configure(EntityTypeBuilder<IdentityUserToken<Guid>> token) => token.ToTable("account_token");

    public void Configure(EntityTypeBuilder<Partnership> partnership)
    {
        partnership.ToTable("partnership", table =>
        {
            table.HasCheckConstraint("partnership_buffer_sane", "buffer_metres >= 0 and buffer_metres <= 100000");
            table.HasCheckConstraint("partnership_idle_sane", "browser_idle_minutes between 1 and 60 and program_idle_minutes between 1 and 720");
            table.HasCheckConstraint("partnership_views_sane", "views_per_hour between 50 and 100000");
            table.HasCheckConstraint("partnership_thresholds_sane", "inside_threshold between 3 and 100 and outside_threshold >= inside_threshold");
        });
        partnership.PrimitiveCollection(p => p.SecondFactorRoles).ElementType().HasConversion<WordConverter<Role>>();
        partnership.HasKey(p => p.PartnershipId);
        partnership.Property(p => p.Area).HasColumnType("geometry(MultiPolygon,27700)");
        partnership.HasIndex(p => p.Area).HasMethod("gist");
    }

    public void Configure(EntityTypeBuilder<Membership> membership)
    {
        membership.ToTable("membership");
        membership.HasKey(m => new { m.PartnershipId, m.AccountId });
        membership.HasOne<Partnership>().WithMany().HasForeignKey(m => m.PartnershipId).OnDelete(DeleteBehavior.Restrict);
        membership.HasOne<Account>().WithMany().HasForeignKey(m => m.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}
