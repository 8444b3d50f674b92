using Npgsql;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;

namespace SpacesPlaces.Api.Hotspots;

/// <summary>An outreach session, as far as counts must be set against it.</summary>
/// <param name="Easting">EPSG:27700 metres.</param>
/// <param name="Northing">EPSG:27700 metres.</param>
/// <param name="Day">Day on which it began, by the clock on the wall.</param>
/// <param name="Hours">How long it lasted.</param>
/// <param name="Start">When it began.</param>
internal sealed record OutreachEffort(double Easting, double Northing, DateOnly Day, double Hours, DateTimeOffset Start)
{
    /// <summary>The sessions of a partnership that began in a window, in the order of their ids.</summary>
    /// <param name="connection">Connection with the reader's open transaction.</param>
    /// <param name="partnership">The partnership.</param>
    /// <param name="from">First day of the window.</param>
    /// <param name="to">Last day.</param>
    /// <param name="cancel">Stops the reading.</param>
    public static async Task<IReadOnlyList<OutreachEffort>> ReadAsync(
        NpgsqlConnection connection, Guid partnership, DateOnly from, DateOnly to, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(NamedSql.Read("outreach_effort"), connection);
        command.Parameters.Add(new() { Value = partnership });
        command.Parameters.Add(new() { Value = LocalDays.StartOf(from).UtcDateTime });
        command.Parameters.Add(new() { Value = LocalDays.StartOf(to.AddDays(1)).UtcDateTime });
        List<OutreachEffort> found = [];
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            var (start, end) = (row.GetFieldValue<DateTimeOffset>(2), row.GetFieldValue<DateTimeOffset>(3));
            found.Add(new(row.GetDouble(0), row.GetDouble(1), LocalDays.Of(start), (end - start).TotalHours, start));
        }

        return found;
    }
}
