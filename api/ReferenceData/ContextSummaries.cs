using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>Context events counted on a fixed grid: a published point is not the scene, and points of two years are not the same points.</summary>
internal static class ContextSummaries
{
    /// <summary>Side of a square in metres.</summary>
    private const int Side = 1_000;

    /// <summary>Longest window, in months.</summary>
    private const int MostMonths = 120;

    public static async Task<Results<Ok<ContextSummary>, ProblemHttpResult>> Find(
        string from, string to, string? type, bool? everywhere, Actor actor, SpacesContext context, IGridTransform grid, AuditTrail trail,
        CancellationToken cancel)
    {
        if (!TryMonth(from, out var first)) return Problems.Of(ProblemCodes.ParameterNotReadable, "from");
        if (!TryMonth(to, out var last)) return Problems.Of(ProblemCodes.ParameterNotReadable, "to");
        if (last < first) return Problems.Of(ProblemCodes.EndBeforeStart, "to");
        if (last >= first.AddMonths(MostMonths))
            return Problems.Of(ProblemCodes.RangeTooLong, "to", ("days", first.AddMonths(MostMonths).DayNumber - first.DayNumber));

        var held = await context.ImportEditions.AsNoTracking()
            .Where(e => e.PartnershipId == actor.PartnershipId && e.ReplacedBy == null && e.Month >= first && e.Month <= last)
            .Select(e => e.Month!.Value).Distinct().ToListAsync(cancel);
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        List<ContextSquare> squares = [];
        await using (var command = Command("context_squares", connection, actor.PartnershipId, first, last, type, everywhere ?? false))
        await using (var reader = await command.ExecuteReaderAsync(cancel))
            while (await reader.ReadAsync(cancel))
            {
                var (east, north) = (reader.GetInt32(0) * Side, reader.GetInt32(1) * Side);
                var (lon, lat) = grid.ToLonLat(Math.Min(east + Side / 2, NationalGrid.MaxEasting), Math.Min(north + Side / 2, NationalGrid.MaxNorthing));
                squares.Add(new([east, north], new(lon, lat), reader.GetInt32(2)));
            }

        var (located, unlocated, outside) = (0, 0, 0);
        var byType = new SortedDictionary<string, int>(StringComparer.Ordinal);
        await using (var command = Command("context_totals", connection, actor.PartnershipId, first, last, type, everywhere ?? false))
        await using (var reader = await command.ExecuteReaderAsync(cancel))
            while (await reader.ReadAsync(cancel))
            {
                byType[reader.GetString(0)] = reader.GetInt32(1) + reader.GetInt32(2);
                located += reader.GetInt32(1);
                unlocated += reader.GetInt32(2);
                outside += reader.GetInt32(3);
            }

        trail.Note("from", Wire(first));
        trail.Note("to", Wire(last));
        List<string> missing = [.. Months(first, last).Except(held).Select(Wire)];
        return TypedResults.Ok(new ContextSummary(
            Wire(first), Wire(last), located + unlocated, unlocated, outside, "anonymised_street_point", missing, squares, byType));
    }

    private static NpgsqlCommand Command(string sql, NpgsqlConnection connection, Guid partnership, DateOnly first, DateOnly last, string? type,
        bool everywhere)
    {
        var command = new NpgsqlCommand(NamedSql.Read(sql), connection);
        command.Parameters.Add(new() { Value = partnership });
        command.Parameters.Add(new() { Value = first });
        command.Parameters.Add(new() { Value = last });
        command.Parameters.Add(new() { Value = (object?)type ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        command.Parameters.Add(new() { Value = everywhere });
        return command;
    }

    private static IEnumerable<DateOnly> Months(DateOnly first, DateOnly last)
    {
        for (var month = first; month <= last; month = month.AddMonths(1)) yield return month;
    }

    private static bool TryMonth(string text, out DateOnly month) =>
        DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out month)
        && month.Year is >= 1990 and <= 2200;

    private static string Wire(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);
}
