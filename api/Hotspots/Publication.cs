using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SpacesPlaces.Api.Access;

namespace SpacesPlaces.Api.Hotspots;

/// <summary>The analysis that readers of bands see for a window of whole months: one a window, and never another.</summary>
public sealed class HotspotPublication
{
    public Guid PartnershipId { get; set; }

    /// <summary>Last day of the window, the last day of a month.</summary>
    public DateOnly PeriodEnd { get; set; }
    public int WindowMonths { get; set; }
    public Guid AnalysisId { get; set; }
    public DateTimeOffset PublishedAt { get; set; }
}

/// <summary>A fixed area in a fixed period as outside roles see it, computed once and kept.</summary>
public sealed class PublishedArea
{
    public Guid PartnershipId { get; set; }

    /// <summary>The period in its wire spelling, for instance <c>2026-Q2</c>.</summary>
    public required string Period { get; set; }

    /// <summary>Side of the square in kilometres: 1, 2, 4, 8 or 16.</summary>
    public int SideKm { get; set; }

    /// <summary>Column of the square: its western edge in metres over its side.</summary>
    public int X { get; set; }

    /// <summary>Row of the square: its southern edge in metres over its side.</summary>
    public int Y { get; set; }

    /// <summary>Key of the band in the text files; never a count.</summary>
    public required string Band { get; set; }
    public DateTimeOffset PublishedAt { get; set; }
}

/// <summary>Blocks of the week that hold more than their share in a fixed area and period, computed once and kept.</summary>
public sealed class PublishedHour
{
    public Guid PartnershipId { get; set; }

    /// <summary>The period in its wire spelling, for instance <c>2026-Q2</c>.</summary>
    public required string Period { get; set; }

    /// <summary>Side of the square in kilometres: 1, 2, 4, 8 or 16.</summary>
    public int SideKm { get; set; }

    /// <summary>Column of the square: its western edge in metres over its side.</summary>
    public int X { get; set; }

    /// <summary>Row of the square: its southern edge in metres over its side.</summary>
    public int Y { get; set; }

    /// <summary>Blocks of six hours: those of Monday to Thursday together, of Friday, of Saturday, of Sunday.</summary>
    public int[] Blocks { get; set; } = [];
    public DateTimeOffset PublishedAt { get; set; }
}

internal sealed class PublicationTables :
    IEntityTypeConfiguration<HotspotPublication>, IEntityTypeConfiguration<PublishedArea>, IEntityTypeConfiguration<PublishedHour>
{
    public void Configure(EntityTypeBuilder<HotspotPublication> publication)
    {
        publication.ToTable("hotspot_publication");
        publication.HasKey(p => new { p.PartnershipId, p.PeriodEnd, p.WindowMonths });
        publication.HasOne<HotspotAnalysis>().WithMany().HasForeignKey(p => new { p.PartnershipId, p.AnalysisId })
            .OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<PublishedArea> area)
    {
        area.ToTable("published_area");
        area.HasKey(a => new { a.PartnershipId, a.Period, a.SideKm, a.X, a.Y });
        area.HasOne<Partnership>().WithMany().HasForeignKey(a => a.PartnershipId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<PublishedHour> hour)
    {
        hour.ToTable("published_hour");
        hour.HasKey(h => new { h.PartnershipId, h.Period, h.SideKm, h.X, h.Y });
        hour.HasOne<Partnership>().WithMany().HasForeignKey(h => h.PartnershipId).OnDelete(DeleteBehavior.Restrict);
    }
}
