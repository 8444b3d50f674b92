using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Database;

/// <summary>Stores a vocabulary word under its wire spelling.</summary>
internal sealed class WordConverter<TWord>() : ValueConverter<TWord, string>(word => WireName.Of(word), text => WireName.Parse<TWord>(text))
    where TWord : struct, Enum;

internal static class TableRules
{
    /// <summary>
    /// Refuses poison coordinates: PostGIS stores NaN, infinity and null island without a word, and one such row makes the
    /// extent of the whole table NaN. NaN compares greater than every number, so the range test catches it.
    /// </summary>
    public static void HasPointChecks<T>(this TableBuilder<T> table, string name, string column) where T : class
    {
        table.HasCheckConstraint($"{name}_point_in_national_grid",
            $"{column} is null or (st_x({column}) between 0 and 700000 and st_y({column}) between 0 and 1300000)");
        table.HasCheckConstraint($"{name}_point_not_at_origin",
            $"{column} is null or not (st_x({column}) = 0 and st_y({column}) = 0)");
        table.HasCheckConstraint($"{name}_point_not_empty", $"{column} is null or not st_isempty({column})");
    }

    /// <summary>
    /// Integer 1 km cell columns beside a geometry, computed by the database. Row-level security keeps PostgreSQL from using the
    /// GiST index (its operators are not leakproof), so every box is looked up by cells first.
    /// </summary>
    public static void HasCell<T>(
        this EntityTypeBuilder<T> entity, Expression<Func<T, int?>> cellX, Expression<Func<T, int?>> cellY, string column)
        where T : class
    {
        entity.Property(cellX).HasComputedColumnSql(CellSql("st_x", column), stored: true);
        entity.Property(cellY).HasComputedColumnSql(CellSql("st_y", column), stored: true);
    }

    // Outside the grid the cell is null, so that the named CHECK refuses poison and not an overflow here.
    private static string CellSql(string ordinate, string column) =>
        $"case when {ordinate}({column}) between 0 and 1300000 then floor({ordinate}({column}) / 1000)::integer end";
}
