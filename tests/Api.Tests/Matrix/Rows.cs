using System.Collections;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Matrix;

/// <summary>Rows planted behind the API's back, as the server's superuser, many at a time.</summary>
internal sealed class Rows
{
    private readonly List<NpgsqlBatchCommand> waiting = [];

    /// <summary>A row to store, column by column.</summary>
    public void Add(string table, params (string Column, object? Value)[] row)
    {
        var command = new NpgsqlBatchCommand(
            $"insert into {table} ({string.Join(", ", row.Select(cell => cell.Column))}) values ({string.Join(", ", row.Select((_, i) => $"${i + 1}"))})");
        // Every value travels as text: the server knows each column's type.
        foreach (var (_, value) in row)
            command.Parameters.Add(new() { Value = (object?)Spell(value) ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Unknown });
        waiting.Add(command);
        // As the program itself does with every incident that it writes.
        if (table == "incident") Add("incident_change", row[0], ("incident_id", row[1].Value));
    }

    public async Task StoreAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        foreach (var part in waiting.Chunk(500))
        {
            await using var batch = new NpgsqlBatch(connection);
            foreach (var command in part) batch.BatchCommands.Add(command);
            await batch.ExecuteNonQueryAsync();
        }

        waiting.Clear();
    }

    private static string? Spell(object? value) => value switch
    {
        null => null,
        string text => text,
        byte[] bytes => "\\x" + Convert.ToHexStringLower(bytes),
        DateTimeOffset instant => instant.ToString("O", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Enum word => WordOf(word),
        IEnumerable list => $"{{{string.Join(',', list.Cast<object>().Select(Spell))}}}",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    };

    private static string WordOf(Enum word) => word switch
    {
        Role role => WireName.Of(role),
        Agency agency => WireName.Of(agency),
        _ => throw new NotSupportedException($"{word.GetType().Name} has no spelling here."),
    };
}
