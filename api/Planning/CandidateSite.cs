using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Planning;

/// <summary>A site where an awareness stall could stand. It tells of no child and of no harm.</summary>
public sealed class CandidateSite
{
    public Guid PartnershipId { get; set; }

    /// <summary>Made by the client.</summary>
    public Guid Id { get; set; }
    public int Version { get; set; } = 1;
    public string? NameEn { get; set; }
    public string? NameCy { get; set; }

    /// <summary>EPSG:27700 metres.</summary>
    public required Point Point { get; set; }
    public int? CellX { get; private set; }
    public int? CellY { get; private set; }
    public PlaceType PlaceType { get; set; }
    public string? Host { get; set; }
    public HostTrust? Trust { get; set; }
    public int? FootfallSchoolOut { get; set; }
    public int? FootfallMarketDay { get; set; }
    public int? FootfallSaturday { get; set; }
    public int? FootfallEvening { get; set; }
    public BusAccess? Bus { get; set; }
    public bool? WelshSpeaking { get; set; }
    public int? StaffSafety { get; set; }
    public bool InUse { get; set; } = true;
    public Agency Agency { get; set; }
    public Guid RecordedBy { get; set; }
    public DateTimeOffset RecordedAt { get; set; }

    /// <summary>Digest of the content as first sent; decides whether a resend is the same site.</summary>
    public required byte[] ContentSha256 { get; set; }

    /// <summary>People passing at a time, 0 to 3; null where nobody has looked.</summary>
    public int? FootfallAt(StallTime time) => time switch
    {
        StallTime.SchoolOut => FootfallSchoolOut,
        StallTime.MarketDay => FootfallMarketDay,
        StallTime.Saturday => FootfallSaturday,
        StallTime.Evening => FootfallEvening,
        _ => throw new ArgumentOutOfRangeException(nameof(time), time, null),
    };
}

/// <summary>Weights of a score under a name.</summary>
public sealed class SitingWeighting
{
    public Guid PartnershipId { get; set; }

    /// <summary>Made by the client.</summary>
    public Guid Id { get; set; }
    public int Version { get; set; } = 1;
    public required string Name { get; set; }

    /// <summary>As a SitingWeights record.</summary>
    public required string Weights { get; set; }
    public Guid ChangedBy { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
}

/// <summary>A question for sites with its answer, as it was given.</summary>
public sealed class Siting
{
    public Guid PartnershipId { get; set; }

    /// <summary>Made by the client.</summary>
    public Guid Id { get; set; }

    /// <summary>As a SitingView contract.</summary>
    public required string Answer { get; set; }
    public Guid AskedBy { get; set; }
    public DateTimeOffset AskedAt { get; set; }

    /// <summary>Digest of the question; decides whether a resend is the same.</summary>
    public required byte[] ContentSha256 { get; set; }
}

internal sealed class SitingTables :
    IEntityTypeConfiguration<CandidateSite>, IEntityTypeConfiguration<SitingWeighting>, IEntityTypeConfiguration<Siting>
{
    public void Configure(EntityTypeBuilder<CandidateSite> site)
    {
        site.ToTable("candidate_site", table =>
        {
            table.HasPointChecks("candidate_site", "point");
            table.HasCheckConstraint("candidate_site_has_a_name", "coalesce(name_en, name_cy) is not null");
            table.HasCheckConstraint("candidate_site_texts_length", "char_length(name_en) <= 120 and char_length(name_cy) <= 120 and char_length(host) <= 120");
            table.HasCheckConstraint("candidate_site_marks_sane",
                """
                footfall_school_out between 0 and 3 and footfall_market_day between 0 and 3 and footfall_saturday between 0 and 3
                and footfall_evening between 0 and 3 and staff_safety between 0 and 3
                """);
            table.HasCheckConstraint("candidate_site_version_positive", "version >= 1");
        });
        site.HasKey(s => new { s.PartnershipId, s.Id });
        site.Property(s => s.Point).HasColumnType("geometry(Point,27700)");
        site.Property(s => s.Version).IsConcurrencyToken();
        site.HasCell(s => s.CellX, s => s.CellY, "point");
        site.HasIndex(s => s.Point).HasMethod("gist");
        site.HasIndex(s => new { s.PartnershipId, s.CellX, s.CellY }).HasDatabaseName("candidate_site_cell");
        site.HasOne<Partnership>().WithMany().HasForeignKey(s => s.PartnershipId).OnDelete(DeleteBehavior.Restrict);
        site.HasOne<Account>().WithMany().HasForeignKey(s => s.RecordedBy).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<SitingWeighting> weighting)
    {
        weighting.ToTable("siting_weighting", table =>
        {
            table.HasCheckConstraint("siting_weighting_name_length", "char_length(name) between 1 and 60");
            table.HasCheckConstraint("siting_weighting_version_positive", "version >= 1");
        });
        weighting.HasKey(w => new { w.PartnershipId, w.Id });
        weighting.Property(w => w.Weights).HasColumnType("jsonb");
        weighting.Property(w => w.Version).IsConcurrencyToken();
        weighting.HasOne<Partnership>().WithMany().HasForeignKey(w => w.PartnershipId).OnDelete(DeleteBehavior.Restrict);
        weighting.HasOne<Account>().WithMany().HasForeignKey(w => w.ChangedBy).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Siting> siting)
    {
        siting.ToTable("siting");
        siting.HasKey(s => new { s.PartnershipId, s.Id });
        siting.Property(s => s.Answer).HasColumnType("jsonb");
        siting.HasIndex(s => new { s.PartnershipId, s.AskedAt });
        siting.HasOne<Partnership>().WithMany().HasForeignKey(s => s.PartnershipId).OnDelete(DeleteBehavior.Restrict);
        siting.HasOne<Account>().WithMany().HasForeignKey(s => s.AskedBy).OnDelete(DeleteBehavior.Restrict);
    }
}
