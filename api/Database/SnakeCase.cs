using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Database;

/// <summary>
/// Gives tables, columns, keys and indexes their snake-case names, and every column that holds a vocabulary word a CHECK that
/// knows the words.
/// </summary>
internal static class SnakeCase
{
    public static void Apply(IMutableModel model)
    {
        foreach (var entity in model.GetEntityTypes())
        {
            var table = entity.GetTableName()!;
            foreach (var property in entity.GetProperties())
            {
                property.SetColumnName(Spell(property.Name));
                var words = WordsOf(property.ClrType);
                if (words is not null)
                    entity.AddCheckConstraint($"{table}_{Spell(property.Name)}_word", $"{Spell(property.Name)} in ({Quote(words)})");
            }

            foreach (var property in entity.GetProperties().Where(p => p.GetElementType()?.ClrType.IsEnum == true))
            {
                var words = WordsOf(property.GetElementType()!.ClrType)!;
                entity.AddCheckConstraint(
                    $"{table}_{Spell(property.Name)}_words", $"{Spell(property.Name)} <@ array[{Quote(words)}]::text[]");
            }

            foreach (var key in entity.GetKeys()) key.SetName(key.IsPrimaryKey() ? $"{table}_pkey" : Spell(key.GetName()!));
            foreach (var foreign in entity.GetForeignKeys())
                if (foreign.FindAnnotation(RelationalAnnotationNames.Name) is null)
                    foreign.SetConstraintName($"{table}_{string.Join('_', foreign.Properties.Select(p => Spell(p.Name)).Skip(foreign.Properties.Count > 1 ? 1 : 0))}_fkey");
            foreach (var index in entity.GetIndexes())
                if (index.FindAnnotation(RelationalAnnotationNames.Name) is null)
                    index.SetDatabaseName($"{table}_{string.Join('_', index.Properties.Select(p => Spell(p.Name)))}_idx");
        }
    }

    private static string Spell(string name) => JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    private static IReadOnlyList<string>? WordsOf(Type type)
    {
        var word = Nullable.GetUnderlyingType(type) ?? type;
        return word.IsEnum
            ? (IReadOnlyList<string>)typeof(WireName).GetMethod(nameof(WireName.All))!.MakeGenericMethod(word).Invoke(null, null)!
            : null;
    }

    private static string Quote(IReadOnlyList<string> words) => string.Join(", ", words.Select(word => $"'{word}'"));
}
