using NetTopologySuite.IO;
using Npgsql;
using SpacesPlaces.Api.Database;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>Writes a network: tens of thousands of rows, so in columns and not one by one.</summary>
internal static class RoadRows
{
    private const int RowsAtOnce = 10_000;

    /// <summary>Adds roads in the open transaction.</summary>
    public static async Task AddAsync(NpgsqlConnection connection, Guid partnershipId, IReadOnlyList<Road> roads, CancellationToken cancel)
    {
        var writer = new WKBWriter();
        foreach (var part in roads.Chunk(RowsAtOnce))
        {
            await using var command = new NpgsqlCommand(NamedSql.Read("add_roads"), connection) { CommandTimeout = 0 };
            object[] values =
            [
                partnershipId, part[0].EditionId ?? (object)DBNull.Value, part.Select(r => r.Id).ToArray(), part.Select(r => r.Source).ToArray(),
                part.Select(r => r.Target).ToArray(), part.Select(r => r.LengthMetres).ToArray(), part.Select(r => writer.Write(r.Line)).ToArray(),
            ];
            foreach (var value in values) command.Parameters.Add(new() { Value = value });
            command.Parameters[1].NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Uuid;
            await command.ExecuteNonQueryAsync(cancel);
        }
    }
}
