using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Geodata.Places;
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

    /// <summary>Within how many metres of the point all of it lies; null where that is not known.</summary>
    public double? ReachMetres { get; set; }

    /// <summary>The published edition that it came with; null for a place that somebody entered.</summary>
    public Guid? EditionId { get; set; }

    /// <summary>True when the publisher's list no longer holds it. It is not offered any more, and stays for the records that name it.</summary>
    public bool Gone { get; set; }
}

/// <summary>The middle of a published postcode. It says nothing about harm.</summary>
public sealed class PostcodeUnit
{
    public Guid PartnershipId { get; set; }

    /// <summary>As it is written, <c>LD1 5AA</c>.</summary>
    public required string Postcode { get; set; }
    public Guid EditionId { get; set; }

    /// <summary>The notional middle of its addresses, EPSG:27700.</summary>
    public required Point Point { get; set; }
    public int? CellX { get; private set; }
    public int? CellY { get; private set; }

    /// <summary>Within about how many metres of the middle it lies, by its neighbours.</summary>
    public int ReachMetres { get; set; }
}

/// <summary>A layer of the partnership's own basemap: gzipped GeoJSON, EPSG:4326.</summary>
public sealed class BasemapLayer
{
    public Guid PartnershipId { get; set; }
    public required string Layer { get; set; }
    public required byte[] GeoJsonGzip { get; set; }
    public required byte[] Sha256 { get; set; }
}

internal sealed class PlaceTables : IEntityTypeConfiguration<Place>, IEntityTypeConfiguration<PostcodeUnit>, IEntityTypeConfiguration<BasemapLayer>
{
    public void Configure(EntityTypeBuilder<Place> place)
    {
        place.ToTable("place", table =>
        {
            table.HasPointChecks("place", "point");
            table.HasCheckConstraint("place_shape_valid", "st_isvalid(shape)");
            table.HasCheckConstraint("place_reach_sane", "reach_metres > 0 and reach_metres <= 100000");
            table.HasCheckConstraint("place_gone_from_an_edition", "edition_id is not null or not gone");
        });
        place.HasKey(p => new { p.PartnershipId, p.Id });
        place.Property(p => p.Shape).HasColumnType("geometry(Geometry,27700)");
        place.Property(p => p.Point).HasColumnType("geometry(Point,27700)");
        place.HasCell(p => p.CellX, p => p.CellY, "point");
        place.HasIndex(p => new { p.PartnershipId, p.CellX, p.CellY });
        place.HasIndex(p => p.Shape).HasMethod("gist");
        place.HasIndex(p => p.Point).HasMethod("gist");
        place.Property(p => p.Gone).HasDefaultValue(false);
        place.HasOne<Partnership>().WithMany().HasForeignKey(p => p.PartnershipId).OnDelete(DeleteBehavior.Restrict);
        place.HasOne<ImportEdition>().WithMany().HasForeignKey(p => new { p.PartnershipId, p.EditionId }).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<PostcodeUnit> postcode)
    {
        postcode.ToTable("postcode_unit", table =>
        {
            table.HasPointChecks("postcode_unit", "point");
            // A postcode is never a place: with less it would be used to find places where harm repeats.
            table.HasCheckConstraint("postcode_unit_is_no_place", $"reach_metres between {PostcodeReach.LeastMetres} and {PostcodeReach.MostMetres}");
        });
        postcode.HasKey(p => new { p.PartnershipId, p.Postcode });
        postcode.Property(p => p.Point).HasColumnType("geometry(Point,27700)");
        postcode.HasCell(p => p.CellX, p => p.CellY, "point");
        postcode.HasIndex(p => new { p.PartnershipId, p.CellX, p.CellY });
        postcode.HasIndex(p => p.Point).HasMethod("gist");
        postcode.HasOne<ImportEdition>().WithMany().HasForeignKey(p => new { p.PartnershipId, p.EditionId }).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<BasemapLayer> layer)
    {
        layer.ToTable("basemap_layer");
        layer.HasKey(l => new { l.PartnershipId, l.Layer });
        layer.HasOne<Partnership>().WithMany().HasForeignKey(l => l.PartnershipId).OnDelete(DeleteBehavior.Restrict);
    }
}
