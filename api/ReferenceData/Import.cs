using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>One act of importing: which file, from whom, under which licence, by whom.</summary>
public sealed class Import
{
    public Guid PartnershipId { get; set; }

    /// <summary>Also the id of the job that made it.</summary>
    public Guid Id { get; set; }

    /// <summary><c>police_uk</c>, <c>boundaries</c>, <c>open_names</c>, <c>places</c>, <c>gtfs_stops</c>, <c>osm_places</c> or <c>roads</c>.</summary>
    public required string Kind { get; set; }
    public required string FileName { get; set; }
    public required byte[] FileSha256 { get; set; }
    public required string Publisher { get; set; }
    public required string Licence { get; set; }
    public Guid ImportedBy { get; set; }
    public DateTimeOffset ImportedAt { get; set; }

    /// <summary>What a reader of the data must know: JSON array of { code, values }.</summary>
    public required string Notices { get; set; }
}

/// <summary>A month of one force, one set of boundaries, or one square of named places, with the account of its rows: read = located + unlocated + rejected.</summary>
public sealed class ImportEdition
{
    public Guid PartnershipId { get; set; }
    public Guid Id { get; set; }
    public Guid ImportId { get; set; }

    /// <summary>What a later import with the same name replaces, for instance <c>2025-03 Dyfed-Powys Police</c>, <c>LSOA21</c> or <c>OS Open Names SO04</c>.</summary>
    public required string Edition { get; set; }

    /// <summary>First day of the month for context events; null for all else.</summary>
    public DateOnly? Month { get; set; }

    /// <summary>Force that the rows fall within, as published; null for all else.</summary>
    public string? Force { get; set; }
    public required string FileName { get; set; }
    public int RowsRead { get; set; }
    public int Located { get; set; }
    public int Unlocated { get; set; }
    public int Rejected { get; set; }
    public int OutsideArea { get; set; }
    public int WithoutId { get; set; }
    public int ReusedIds { get; set; }
    public int ExactDuplicates { get; set; }
    public int Added { get; set; }
    public int Removed { get; set; }
    public int Changed { get; set; }

    /// <summary>The import that replaced this edition; its rows are gone then, its account stays.</summary>
    public Guid? ReplacedBy { get; set; }
}

/// <summary>A published row of context: an anonymised street point and a month. Never harm to a child.</summary>
public sealed class ContextEvent
{
    public Guid PartnershipId { get; set; }
    public Guid EditionId { get; set; }

    /// <summary>Line in the file; with the edition it is the only safe key, for the publisher's ids are missing or reused.</summary>
    public int Line { get; set; }
    public string? PublisherId { get; set; }

    /// <summary>First day of the month, and of the next: the source knows no more of time.</summary>
    public DateOnly MonthFrom { get; set; }
    public DateOnly MonthTo { get; set; }
    public required string ReportedBy { get; set; }
    public required string FallsWithin { get; set; }

    /// <summary>As published, EPSG:4326; null for rows without a location.</summary>
    public double? Lon { get; set; }
    public double? Lat { get; set; }

    /// <summary>The same point in EPSG:27700 metres.</summary>
    public Point? Point { get; set; }
    public int? CellX { get; private set; }
    public int? CellY { get; private set; }

    /// <summary>Whether the point lies in the partnership's area; false for rows without a point.</summary>
    public bool InsideArea { get; set; }
    public required string Location { get; set; }
    public string? LsoaCode { get; set; }
    public string? LsoaName { get; set; }
    public required string CrimeType { get; set; }
    public string? LastOutcome { get; set; }
    public string? Context { get; set; }
}

/// <summary>A boundary with its official code, names in both languages and vintage.</summary>
public sealed class Boundary
{
    public Guid PartnershipId { get; set; }
    public Guid EditionId { get; set; }
    public required string Code { get; set; }

    /// <summary>Kind and vintage, for instance <c>LSOA21</c>.</summary>
    public required string BoundarySet { get; set; }
    public string? NameEn { get; set; }
    public string? NameCy { get; set; }

    /// <summary>EPSG:27700.</summary>
    public required MultiPolygon Shape { get; set; }
}

internal sealed class ImportTables :
    IEntityTypeConfiguration<Import>, IEntityTypeConfiguration<ImportEdition>, IEntityTypeConfiguration<ContextEvent>,
    IEntityTypeConfiguration<Boundary>
{
    public void Configure(EntityTypeBuilder<Import> import)
    {
        import.ToTable("import");
        import.HasKey(i => new { i.PartnershipId, i.Id });
        import.Property(i => i.Notices).HasColumnType("jsonb");
        import.HasOne<Partnership>().WithMany().HasForeignKey(i => i.PartnershipId).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ImportEdition> edition)
    {
        edition.ToTable("import_edition", table => table.HasCheckConstraint(
            "import_edition_rows_accounted_for", "rows_read = located + unlocated + rejected"));
        edition.HasKey(e => new { e.PartnershipId, e.Id });
        edition.HasOne<Import>().WithMany().HasForeignKey(e => new { e.PartnershipId, e.ImportId }).OnDelete(DeleteBehavior.Restrict);
        edition.HasIndex(e => new { e.PartnershipId, e.Edition }).IsUnique().HasFilter("replaced_by is null")
            .HasDatabaseName("import_edition_current_once");
        edition.HasOne<Import>().WithMany().HasForeignKey(e => new { e.PartnershipId, e.ReplacedBy }).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<ContextEvent> row)
    {
        row.ToTable("context_event", table =>
        {
            table.HasPointChecks("context_event", "point");
            table.HasCheckConstraint("context_event_month_range", "month_to > month_from");
        });
        row.HasKey(e => new { e.PartnershipId, e.EditionId, e.Line });
        row.Property(e => e.Point).HasColumnType("geometry(Point,27700)");
        row.HasCell(e => e.CellX, e => e.CellY, "point");
        row.HasIndex(e => new { e.PartnershipId, e.CellX, e.CellY });
        row.HasIndex(e => new { e.PartnershipId, e.MonthFrom });
        row.HasIndex(e => e.Point).HasMethod("gist");
        row.HasOne<ImportEdition>().WithMany().HasForeignKey(e => new { e.PartnershipId, e.EditionId }).OnDelete(DeleteBehavior.Restrict);
    }

    public void Configure(EntityTypeBuilder<Boundary> boundary)
    {
        boundary.ToTable("boundary", table => table.HasCheckConstraint("boundary_shape_valid", "st_isvalid(shape)"));
        boundary.HasKey(b => new { b.PartnershipId, b.EditionId, b.Code });
        boundary.Property(b => b.Shape).HasColumnType("geometry(MultiPolygon,27700)");
        boundary.HasIndex(b => b.Shape).HasMethod("gist");
        boundary.HasIndex(b => new { b.PartnershipId, b.BoundarySet });
        boundary.HasOne<ImportEdition>().WithMany().HasForeignKey(b => new { b.PartnershipId, b.EditionId }).OnDelete(DeleteBehavior.Restrict);
    }
}
