using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>A named place of the gazetteer. It says nothing about harm.</summary>
public sealed class Place
{
    public Guid PartnershipId { get; set; }
    public Guid Id { get; set; }
    public required string NameEn { get; set; }
    public required string NameCy { get; set; }
    public PlaceType PlaceType { get; set; }

    /// <summary>Point, line or polygon, EPSG:27700.</summary>
    public required Geometry Shape { get; set; }

    /// <summary>A point inside the shape, EPSG:27700.</summary>
    public required Point Point { get; set; }
    public int? CellX { get; private set; }
    public int? CellY { get; private set; }
    public string? TownEn { get; set; }
    public string? TownCy { get; set; }
}

/// <summary>A layer of the partnership's own basemap: gzipped GeoJSON, EPSG:4326.</summary>
public sealed class BasemapLayer
{
    public Guid PartnershipId { get; set; }
    public required string Layer { get; set; }
    public required byte[] GeoJsonGzip { get; set; }
    public required byte[] Sha256 { get; set; }
}

internal sealed class PlaceTables : IEntityTypeConfiguration<Place>, IEntityTypeConfiguration<BasemapLayer>
{
    public void Configure(EntityTypeBuilder<Place> place)
    {
        place.ToTable("place", table =>
        {
            table.HasPointChecks("place", "point");
            table.HasCheckConstraint("place_shape_valid", "st_isvalid(shape)");
        });
        place.HasKey(p => new { p.PartnershipId, p.Id });
        place.Property(p => p.Shape).HasColumnType("geometry(Geometry,27700)");
        place.Property(p => p.Point).HasColumnType("geometry(Point,27700)");
        place.HasCell(p => p.CellX, p => p.CellY, "point");
        place.HasIndex(p => new { p.PartnershipId, p.CellX, p.CellY });
        place.HasIndex(p => p.Shape).HasMethod("gist");
        place.HasIndex(p => p.Point).HasMethod("gist");
        place.HasOne<Partnership>().WithMany().HasForeignKey(p => p.PartnershipId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<BasemapLayer> layer)
    {
        layer.ToTable("basemap_layer");
        layer.HasKey(l => new { l.PartnershipId, l.Layer });
        layer.HasOne<Partnership>().WithMany().HasForeignKey(l => l.PartnershipId).OnDelete(DeleteBehavior.Restrict);
    }
}
