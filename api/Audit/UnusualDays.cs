using Microsoft.EntityFrameworkCore;
using Npgsql;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Audit;

/// <summary>Reads a day from the audit for <see cref="UnusualRules"/>.</summary>
internal static class UnusualDays
{
    public static async Task<IReadOnlyList<UnusualAccess>> ReadAsync(
        SpacesContext context, Guid partnership, DateOnly day, Guid[] canaries, CancellationToken cancel)
    {
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        List<DayAct> acts = await ListAsync(connection, "day_acts", [partnership, day, canaries], row => new DayAct(
            row.GetFieldValue<DateTimeOffset>(0), row.GetInt32(1), row.IsDBNull(2) ? null : row.GetGuid(2), row.GetString(3), row.GetString(4),
            row.GetString(5), row.IsDBNull(6) ? null : row.GetString(6), row.GetString(7), row.GetBoolean(8)), cancel);
        var volumes = await ListAsync(connection, "day_volumes", [partnership, day], row => new DayVolume(
            row.GetGuid(0), row.GetString(1), row.GetInt32(2), row.GetFieldValue<DateTimeOffset>(3), row.GetFieldValue<DateTimeOffset>(4),
            row.GetFieldValue<int[]>(5)), cancel);

        // Where the records lie is not the auditor's to see: the house looks, and tells numbers.
        await SetAsync(connection, "spacesplaces.house", "on", cancel);
        var squares = await ListAsync(connection, "day_squares", [partnership, day], row => new DaySquare(
            row.GetGuid(0), row.GetString(1), row.GetInt32(2), row.GetInt32(3), row.GetFieldValue<DateTimeOffset>(4),
            row.GetFieldValue<DateTimeOffset>(5)), cancel);
        await SetAsync(connection, "spacesplaces.house", "off", cancel);
        acts.AddRange(await FailedSignInsAsync(context, connection, partnership, day, cancel));
        return UnusualRules.Find(acts, volumes, squares);
    }

    // Failed sign-ins stand in the house's chain, whoever they were for: names of this partnership's members are kept, of the
    // others only that they were tried from an address that tried one of ours.
    private static async Task<IEnumerable<DayAct>> FailedSignInsAsync(
        SpacesContext context, NpgsqlConnection connection, Guid partnership, DateOnly day, CancellationToken cancel)
    {
        var names = await (
            from membership in context.Memberships
            join account in context.Users on membership.AccountId equals account.Id
            where membership.PartnershipId == partnership
            select account.UserName!).ToListAsync(cancel);
        await SetAsync(connection, "spacesplaces.partnership", Partnership.House.ToString(), cancel);
        var failed = await ListAsync(connection, "day_failed_sign_ins", [day], row => new DayAct(
            row.GetFieldValue<DateTimeOffset>(0), 12, null, row.GetString(1), "", WireName.Of(AuditAction.SignedIn), row.GetString(2),
            row.GetString(3), false), cancel);
        await SetAsync(connection, "spacesplaces.partnership", partnership.ToString(), cancel);
        var ours = names.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var addresses = failed.Where(act => ours.Contains(act.Person)).Select(act => act.Address).ToHashSet();
        return failed.Where(act => addresses.Contains(act.Address))
            .Select((act, i) => ours.Contains(act.Person) ? act : act with { Person = $"another {act.Person.ToUpperInvariant()}" });
    }

    private static async Task<List<T>> ListAsync<T>(
        NpgsqlConnection connection, string sql, object[] values, Func<NpgsqlDataReader, T> read, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(NamedSql.Read(sql), connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await using var reader = await command.ExecuteReaderAsync(cancel);
        List<T> found = [];
        while (await reader.ReadAsync(cancel)) found.Add(read(reader));
        return found;
    }

    private static async Task SetAsync(NpgsqlConnection connection, string setting, string value, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand("select set_config($1, $2, true)", connection);
        command.Parameters.Add(new() { Value = setting });
        command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync(cancel);
    }
}
