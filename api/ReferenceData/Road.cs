using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Access;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>
/// An edge of the network that people walk on, between two places where ways meet. A partnership has one network; what comes from
/// OpenStreetMap is kept in this table and no other, as its licence (ODbL) asks to share what is derived from it.
/// </summary>
public sealed class Road
{
    public Guid PartnershipId { get; set; }

    /// <summary>Number within the partnership's network, from 1.</summary>
    public int Id { get; set; }

    /// <summary>The edition it came with; null for an invented county.</summary>
    public Guid? EditionId { get; set; }

    /// <summary>Numbers of the nodes where it begins and ends.</summary>
    public int Source { get; set; }
    public int Target { get; set; }

    /// <summary>Length on the grid.</summary>
    public double LengthMetres { get; set; }

    /// <summary>From the source to the target, EPSG:27700.</summary>
    public required LineString Line { get; set; }
}

internal sealed class RoadTables : IEntityTypeConfiguration<Road>
{
    public void Configure(EntityTypeBuilder<Road> road)
    {
        road.ToTable("road", table =>
        {
            table.HasCheckConstraint("road_length_sane", "length_metres >= 0 and length_metres <= 200000");
            table.HasCheckConstraint("road_line_in_national_grid",
                "st_xmin(line) >= 0 and st_xmax(line) <= 700000 and st_ymin(line) >= 0 and st_ymax(line) <= 1300000");
        });
        road.HasKey(r => new { r.PartnershipId, r.Id });
        road.Property(r => r.Line).HasColumnType("geometry(LineString,27700)");
        road.HasIndex(r => r.Line).HasMethod("gist");
        road.HasOne<Partnership>().WithMany().HasForeignKey(r => r.PartnershipId).OnDelete(DeleteBehavior.Restrict);
        road.HasOne<ImportEdition>().WithMany().HasForeignKey(r => new { r.PartnershipId, r.EditionId }).OnDelete(DeleteBehavior.Restrict);
    }
}
