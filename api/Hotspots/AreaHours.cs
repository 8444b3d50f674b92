using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Disclosure;
using SpacesPlaces.Geodata.Hotspots.Times;

namespace SpacesPlaces.Api.Hotspots;

/// <summary>
/// The hours of the week that hold more harm than their share, for those who plan patrols: by fixed areas, fixed periods and blocks of six
/// hours, never a figure. A block is told only where enough records of enough children reach into it; the rest looks like none. Computed
/// once, in the program's own name, and then only read, so that a record corrected later is not betrayed by a block that goes.
/// </summary>
internal static class AreaHours
{
    /// <summary>Hours of a block, and blocks of a week from Monday on.</summary>
    public const int BlockHours = 6, Blocks = 7 * 24 / BlockHours;

    /// <summary>A block is told from this many times an even share on.</summary>
    private const double MoreThanItsShare = 1.5;

    private static readonly TimeZoneInfo Britain = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static async Task<Results<Ok<PublishedHours>, ProblemHttpResult>> Show(
        string period, double lon, double lat, Actor actor, SpacesContext context, IServiceScopeFactory scopes, FixedAreas areas, PartnershipAreas partnerships,
        IGridTransform grid, TimeProvider clock, AuditTrail trail, CancellationToken cancel)
    {
        var about = await partnerships.ContextAsync(actor.PartnershipId, cancel);
        if (Where.Check(new Location(new(lon, lat), Geodata.Vocabulary.PointSource.Pin), "point", about.Area, grid).ToList() is { Count: > 0 } refusals) return Problems.Of(refusals);
        var today = LocalDays.Of(clock.GetUtcNow());
        if (!FixedPeriod.TryParse(period, out var asked)) return Problems.Of(ProblemCodes.PeriodNotFixed, "period");
        if (!asked.IsClosed(today)) return Problems.Of(ProblemCodes.PeriodNotPublished, "period", ("date", AreaMap.ClosedOn(asked).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        trail.Note("period", asked);
        var (easting, northing) = grid.FromLonLat(lon, lat);
        var area = areas.Partition.AreaOf(new GridPoint(easting, northing));
        var partnership = await context.Partnerships.AsNoTracking().SingleAsync(p => p.PartnershipId == actor.PartnershipId, cancel);
        await PublishAsync(scopes, partnership, asked, areas, clock, cancel);
        var (name, side) = (asked.ToString(), 1 << area.Level);
        // Whoever is kept out of a record is told nothing here: what is left without it would tell of it.
        var blocks = actor.HidesRecords ? [] : await context.PublishedHours.AsNoTracking()
            .Where(h => h.PartnershipId == actor.PartnershipId && h.Period == name && h.SideKm == side && h.X == area.X && h.Y == area.Y)
            .Select(h => h.Blocks).SingleOrDefaultAsync(cancel) ?? [];
        return TypedResults.Ok(new PublishedHours(
            asked.ToString(), asked.First, asked.Last, Where.ToWire(area.ToPolygon(), grid),
            [.. blocks.Select(block => new WeekBlock((DayOfWeek)(((block * BlockHours / 24) + 1) % 7), block * BlockHours % 24, (block * BlockHours % 24) + BlockHours))]));
    }

    /// <summary>The blocks that may be told of an area, in the order of the week.</summary>
    internal static int[] BlocksOf(IReadOnlyCollection<TimedRecord> records, SmallNumberRule rule)
    {
        var weights = new double[Blocks];
        List<CountedRecord>[] within = [.. Enumerable.Range(0, Blocks).Select(_ => new List<CountedRecord>())];
        foreach (var record in records)
        {
            var hours = Aoristic.Of([new TimeRange(record.From, record.To)], Britain).Weights;
            for (var block = 0; block < Blocks; block++)
            {
                var weight = 0.0;
                for (var hour = 0; hour < BlockHours; hour++) weight += hours[(block * BlockHours) + hour];
                if (weight <= 0) continue;
                weights[block] += weight;
                within[block].Add(record.Counted);
            }
        }

        var share = MoreThanItsShare * records.Count / Blocks;
        return [.. Enumerable.Range(0, Blocks).Where(block => weights[block] > share && rule.MayShow(PublishedMap.ContentOf(within[block])))];
    }

    private static async Task PublishAsync(
        IServiceScopeFactory scopes, Partnership partnership, FixedPeriod period, FixedAreas areas, TimeProvider clock, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        var context = scope.ServiceProvider.GetRequiredService<SpacesContext>();
        await work.BeginForHouseAsync(partnership.PartnershipId, cancel);
        // Two who ask first at once: the second waits here and finds what the first published.
        await context.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({partnership.PartnershipId + "hours" + period}, 0))", cancel);
        var name = period.ToString();
        if (await context.PublishedHours.AnyAsync(h => h.PartnershipId == partnership.PartnershipId && h.Period == name, cancel))
        {
            await work.RollbackAsync();
            return;
        }

        var rule = new SmallNumberRule(partnership.OutsideThreshold);
        var records = (await RecordsAsync(context, partnership.PartnershipId, period, cancel)).ToLookup(record => areas.Partition.AreaOf(record.Counted.Cell));
        context.PublishedHours.AddRange(areas.Partition.Covering(partnership.Area!).Select(area => new PublishedHour
        {
            PartnershipId = partnership.PartnershipId,
            Period = name,
            SideKm = 1 << area.Level,
            X = area.X,
            Y = area.Y,
            Blocks = BlocksOf([.. records[area]], rule),
            PublishedAt = clock.GetUtcNow(),
        }));
        scope.ServiceProvider.GetRequiredService<AuditTrail>().Note("period", period);
        await work.CommitAsync(UnitOfWork.Operator(partnership.PartnershipId, "house"), AuditAction.AnalysisPublished, "", cancel);
    }

    private static async Task<List<TimedRecord>> RecordsAsync(SpacesContext context, Guid partnership, FixedPeriod period, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(NamedSql.Read("area_hours"), (NpgsqlConnection)context.Database.GetDbConnection());
        command.Parameters.Add(new() { Value = partnership });
        command.Parameters.Add(new() { Value = period.First });
        command.Parameters.Add(new() { Value = period.Last });
        // As the records were when the period closed, whoever asks first and when.
        command.Parameters.Add(new() { Value = LocalDays.StartOf(AreaMap.ClosedOn(period)).UtcDateTime });
        List<TimedRecord> records = [];
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            records.Add(new(
                new(new(row.GetInt32(0), row.GetInt32(1)), row.GetFieldValue<DateOnly>(2), row.GetString(3), row.GetFieldValue<string[]>(4)),
                row.GetFieldValue<DateTimeOffset>(5), row.GetFieldValue<DateTimeOffset>(6)));
        }

        return records;
    }
}

/// <summary>A record as bands count it, with its time.</summary>
/// <param name="Counted">What bands count.</param>
/// <param name="From">When it happened at the earliest.</param>
/// <param name="To">When it had happened at the latest.</param>
internal sealed record TimedRecord(CountedRecord Counted, DateTimeOffset From, DateTimeOffset To);
