using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Spaces;

/// <summary>What a space was called or where it lay before it was put right: only what went, with who, when and why.</summary>
public sealed class SpaceEarlier
{
    public Guid PartnershipId { get; set; }
    public Guid SpaceId { get; set; }

    /// <summary>The version of the space with which this went.</summary>
    public int Version { get; set; }

    /// <summary>The English name that was replaced; null where it stayed.</summary>
    public string? NameEn { get; set; }

    /// <summary>The Welsh name that was replaced; null where it stayed.</summary>
    public string? NameCy { get; set; }

    /// <summary>Local names that are not said any more.</summary>
    public string[] LocalNames { get; set; } = [];

    /// <summary>The area that was replaced, EPSG:27700; null where it stayed.</summary>
    public Geometry? Shape { get; set; }
    public string Reason { get; set; } = "";

    /// <summary>Why a wording was kept that the language check challenges.</summary>
    public string? LanguageReason { get; set; }
    public Agency Agency { get; set; }
    public Guid ChangedBy { get; set; }
    public DateTimeOffset ChangedAt { get; set; }
}

/// <summary>What a space is called and where it lies at one moment, kept to be compared after a change.</summary>
internal sealed record SpaceBefore(string? NameEn, string? NameCy, IReadOnlyList<string> LocalNames, Geometry? Shape)
{
    public static SpaceBefore Of(Space space) => new(space.NameEn, space.NameCy, space.LocalNames, space.Shape);

    /// <summary>What of it a changed space no longer is; null where nothing went. A name that is added takes none away.</summary>
    public SpaceEarlier? Gone(Space now, string? reason, string? languageReason, Actor actor, DateTimeOffset at)
    {
        string[] local = [.. LocalNames.Except(now.LocalNames, StringComparer.Ordinal)];
        var (english, welsh) = (NameEn == now.NameEn ? null : NameEn, NameCy == now.NameCy ? null : NameCy);
        var shape = Shape is null || ReferenceEquals(Shape, now.Shape) || (now.Shape is not null && Shape.EqualsTopologically(now.Shape)) ? null : Shape;
        return english is null && welsh is null && local.Length == 0 && shape is null ? null : new()
        {
            PartnershipId = now.PartnershipId,
            SpaceId = now.Id,
            Version = now.Version,
            NameEn = english,
            NameCy = welsh,
            LocalNames = local,
            Shape = shape,
            Reason = reason?.Trim() ?? "",
            LanguageReason = languageReason,
            Agency = actor.Agency,
            ChangedBy = actor.UserId,
            ChangedAt = at,
        };
    }
}

internal sealed class SpaceEarlierTable : IEntityTypeConfiguration<SpaceEarlier>
{
    public void Configure(EntityTypeBuilder<SpaceEarlier> earlier)
    {
        earlier.ToTable("space_earlier", table =>
        {
            table.HasCheckConstraint("space_earlier_reason_length", "char_length(reason) between 1 and 1000");
            table.HasCheckConstraint("space_earlier_name_length", "char_length(name_en) <= 120 and char_length(name_cy) <= 120");
            table.HasCheckConstraint("space_earlier_shape_is_area", "shape is null or st_geometrytype(shape) in ('ST_Polygon', 'ST_MultiPolygon')");
            table.HasCheckConstraint("space_earlier_shape_valid", "shape is null or (not st_isempty(shape) and st_isvalid(shape))");
            table.HasCheckConstraint("space_earlier_shape_in_national_grid",
                "shape is null or (st_xmin(shape) >= 0 and st_ymin(shape) >= 0 and st_xmax(shape) <= 700000 and st_ymax(shape) <= 1300000)");
        });
        earlier.HasKey(e => new { e.PartnershipId, e.SpaceId, e.Version });
        earlier.Property(e => e.Shape).HasColumnType("geometry(Geometry,27700)");
        earlier.HasIndex(e => e.Shape).HasMethod("gist");
        earlier.HasOne<Space>().WithMany().HasForeignKey(e => new { e.PartnershipId, e.SpaceId }).OnDelete(DeleteBehavior.Restrict);
        earlier.HasOne<Account>().WithMany().HasForeignKey(e => e.ChangedBy).OnDelete(DeleteBehavior.Restrict);
    }
}
