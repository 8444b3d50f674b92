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

/// <summary>
/// The events that belong to an analysis' clusters, in arrays of one row: a row an event would take longer to store than the clusters
/// take to find. No key holds an incident to it; erasing one takes it out.
/// </summary>
public sealed class HotspotMembership
{
    public Guid PartnershipId { get; set; }
    public Guid AnalysisId { get; set; }

    /// <summary>The cluster of each event, by number.</summary>
    public required int[] Numbers { get; set; }

    /// <summary>The incidents, as many as <see cref="Numbers"/>; none in an analysis of context.</summary>
    public required Guid[] IncidentIds { get; set; }

    /// <summary>Edition and line of each context event (a re-import removes the row, never this result); none in an analysis of harm.</summary>
    public required string[] EventKeys { get; set; }
}

internal sealed class HotspotTables :
    IEntityTypeConfiguration<HotspotAnalysis>, IEntityTypeConfiguration<Hotspot>, IEntityTypeConfiguration<HotspotMembership>
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

    public void Configure(EntityTypeBuilder<HotspotMembership> members)
    {
        members.ToTable("hotspot_member", table => table.HasCheckConstraint("hotspot_member_arrays_of_one_length",
            "cardinality(numbers) = cardinality(incident_ids) + cardinality(event_keys) and (incident_ids = '{}' or event_keys = '{}')"));
        members.HasKey(m => new { m.PartnershipId, m.AnalysisId });
        members.HasOne<HotspotAnalysis>().WithMany().HasForeignKey(m => new { m.PartnershipId, m.AnalysisId }).OnDelete(DeleteBehavior.Restrict);
    }
}
