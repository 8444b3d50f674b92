using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Hotspots;

/// <summary>A stored analysis. Never changed: what a panel saw can be seen again.</summary>
public sealed class HotspotAnalysis
{
    public Guid PartnershipId { get; set; }

    /// <summary>Also the id of the job that made it.</summary>
    public Guid Id { get; set; }
    public AnalysisSubject Subject { get; set; }

    /// <summary>What was asked, as a NewHotspotAnalysis contract.</summary>
    public required string Request { get; set; }
    public required string Method { get; set; }
    public required string MethodVersion { get; set; }
    public required byte[] InputDigest { get; set; }
    public int EventsConsidered { get; set; }
    public int EventsClusterable { get; set; }
    public int NoiseEvents { get; set; }
    public int Clusters { get; set; }

    /// <summary>Caveats that hold for this result, as keys of the text files.</summary>
    public required string[] Caveats { get; set; }
    public Guid CreatedBy { get; set; }
    public DateTimeOffset CreatedAt { get; set; }
}

/// <summary>One cluster of an analysis.</summary>
public sealed class Hotspot
{
    public Guid PartnershipId { get; set; }
    public Guid AnalysisId { get; set; }
    public int Number { get; set; }
    public ClusterClass Class { get; set; }
    public int Events { get; set; }
    public int DistinctChildren { get; set; }
    public int ChildrenUnknown { get; set; }
    public int Agencies { get; set; }
    public int Dates { get; set; }
    public DateOnly First { get; set; }
    public DateOnly Last { get; set; }

    /// <summary>Hull of the members, EPSG:27700.</summary>
    public required Polygon Hull { get; set; }

    /// <summary>Events by kind of source, or by the publisher's type: a JSON object of counts.</summary>
    public required string SourceMix { get; set; }
}

/// <summary>An event that belongs to a cluster.</summary>
public sealed class HotspotMember
{
    public Guid PartnershipId { get; set; }
    public Guid AnalysisId { get; set; }
    public int Number { get; set; }

    /// <summary>The incident's id, or edition and line of a context event (a re-import removes the row, never this result).</summary>
    public required string EventKey { get; set; }
    public Guid? IncidentId { get; set; }
    public bool IsCore { get; set; }
}

internal sealed class HotspotTables :
    IEntityTypeConfiguration<HotspotAnalysis>, IEntityTypeConfiguration<Hotspot>, IEntityTypeConfiguration<HotspotMember>
{
    public void Configure(EntityTypeBuilder<HotspotAnalysis> analysis)
    {
        analysis.ToTable("hotspot_analysis");
        analysis.HasKey(a => new { a.PartnershipId, a.Id });
        analysis.Property(a => a.Request).HasColumnType("jsonb");
        analysis.HasIndex(a => new { a.PartnershipId, a.Subject, a.CreatedAt });
        analysis.HasOne<Partnership>().WithMany().HasForeignKey(a => a.PartnershipId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Hotspot> hotspot)
    {
        hotspot.ToTable("hotspot", table =>
        {
            table.HasCheckConstraint("hotspot_repeat_means_different_children",
                "class <> 'place_repeat' or (events >= 3 and distinct_children >= 2 and dates >= 2)");
            table.HasCheckConstraint("hotspot_hull_valid", "st_isvalid(hull)");
        });
        hotspot.HasKey(h => new { h.PartnershipId, h.AnalysisId, h.Number });
        hotspot.Property(h => h.Hull).HasColumnType("geometry(Polygon,27700)");
        hotspot.Property(h => h.SourceMix).HasColumnType("jsonb");
        hotspot.HasIndex(h => h.Hull).HasMethod("gist");
        hotspot.HasOne<HotspotAnalysis>().WithMany().HasForeignKey(h => new { h.PartnershipId, h.AnalysisId })
            .OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<HotspotMember> member)
    {
        member.ToTable("hotspot_member");
        member.HasKey(m => new { m.PartnershipId, m.AnalysisId, m.Number, m.EventKey });
        member.HasOne<Hotspot>().WithMany().HasForeignKey(m => new { m.PartnershipId, m.AnalysisId, m.Number })
            .OnDelete(DeleteBehavior.Restrict);
        member.HasOne<Incidents.Incident>().WithMany().HasForeignKey(m => new { m.PartnershipId, m.IncidentId })
            .OnDelete(DeleteBehavior.Restrict);
    }
}
