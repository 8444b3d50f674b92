using Npgsql;
using SpacesPlaces.Api.Database;

namespace SpacesPlaces.Api.Commands;

/// <summary>A partnership as the operator names it.</summary>
internal sealed record PartnershipName(Guid PartnershipId, string NameEn, string NameCy, bool IsDemonstration);

/// <summary>Which partnerships there are: only the owner of the database can know, for row-level security shows everyone else their own.</summary>
internal static class PartnershipRegister
{
    public static async Task<IReadOnlyList<PartnershipName>> ReadAsync(string ownerConnection, CancellationToken cancel)
    {
        await using var source = DatabaseSetup.BuildDataSource(ownerConnection);
        await using var connection = await source.OpenConnectionAsync(cancel);
        // Row-level security binds the owner too. It is lifted inside a transaction that is rolled back, so nobody else ever
        // sees the table without it.
        await using var transaction = await connection.BeginTransactionAsync(cancel);
        await using var lift = new NpgsqlCommand(
            "set local lock_timeout = '10s'; alter table partnership no force row level security", connection);
        await using var privileged = new NpgsqlCommand("select rolsuper or rolbypassrls from pg_roles where rolname = current_user", connection);
        if (!(bool)(await privileged.ExecuteScalarAsync(cancel))!) await lift.ExecuteNonQueryAsync(cancel);
        await using var list = new NpgsqlCommand(
            "select partnership_id, name_en, name_cy, is_demonstration from partnership where partnership_id <> $1 order by created_at, partnership_id",
            connection);
        list.Parameters.Add(new() { Value = Access.Partnership.House });
        await using var reader = await list.ExecuteReaderAsync(cancel);
        List<PartnershipName> found = [];
        while (await reader.ReadAsync(cancel))
            found.Add(new(reader.GetGuid(0), reader.GetString(1), reader.GetString(2), reader.GetBoolean(3)));
        return found;
    }
}
