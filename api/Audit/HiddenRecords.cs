using Microsoft.EntityFrameworkCore;
using Npgsql;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Database;

namespace SpacesPlaces.Api.Audit;

/// <summary>Records that somebody is excluded from, those included that they could not see in any case: an auditor reads about all.</summary>
internal static class HiddenRecords
{
    public static async Task<Guid[]> ReadAsync(SpacesContext context, Actor actor, CancellationToken cancel)
    {
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        await using var command = new NpgsqlCommand("select set_config('spacesplaces.house', $1, true)", connection);
        command.Parameters.Add(new() { Value = "on" });
        await command.ExecuteNonQueryAsync(cancel);
        await using (var hide = new NpgsqlCommand(NamedSql.Read("hide_excluded"), connection))
        {
            hide.Parameters.Add(new() { Value = actor.PartnershipId });
            hide.Parameters.Add(new() { Value = actor.UserId });
            await hide.ExecuteNonQueryAsync(cancel);
        }

        command.Parameters[0].Value = "off";
        await command.ExecuteNonQueryAsync(cancel);
        await using var read = new NpgsqlCommand("select coalesce(acting_hidden(), '{}')", connection);
        return (Guid[])(await read.ExecuteScalarAsync(cancel))!;
    }
}
