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
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Hotspots.Times;

namespace SpacesPlaces.Api.Hotspots;

/// <summary>
/// The hours of the week that hold more harm than their share, for those who plan patrols: by squares of 16 km, fixed periods and blocks of
/// six hours (Monday to Thursday together), never a figure. A block is told only where enough records of enough children reach into it; the rest looks like none. Computed
/// once, in the program's own name, and then only read, so that a record corrected later is not betrayed by a block that goes.
/// </summary>
internal static class AreaHours
{
    private const int HoursOfDay = 24;
    private const int BlockHours = 6;

    // Few records make many blocks silent: the days on which most people work look alike, and are one.
    private static readonly (DayOfWeek First, DayOfWeek Last, int Days)[] Groups =
        [(DayOfWeek.Monday, DayOfWeek.Thursday, 4), (DayOfWeek.Friday, DayOfWeek.Friday, 1), (DayOfWeek.Saturday, DayOfWeek.Saturday, 1), (DayOfWeek.Sunday, DayOfWeek.Sunday, 1)];

    private static int Blocks => Groups.Length * HoursOfDay / BlockHours;

    /// <summary>A block is told from this many times an even share on.</summary>
    private const double MoreThanItsShare = 1.5;

    private static readonly TimeZoneInfo Britain = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    public static async Task<Results<Ok<PublishedHours>, ProblemHttpResult>> Show(
        string period, double lon, double lat, Actor actor, SpacesContext context, IServiceScopeFactory scopes, PartnershipAreas partnerships,
        IGridTransform grid, TimeProvider clock, AuditTrail trail, CancellationToken cancel)
    {
        var about = await partnerships.ContextAsync(actor.PartnershipId, cancel);
        if (Where.Check(new Location(new(lon, lat), Geodata.Vocabulary.PointSource.Pin), "point", about.Area, grid).ToList() is { Count: > 0 } refusals) return Problems.Of(refusals);
        var today = LocalDays.Of(clock.GetUtcNow());
        if (!FixedPeriod.TryParse(period, out var asked)) return Problems.Of(ProblemCodes.PeriodNotFixed, "period");
        if (!asked.IsClosed(today)) return Problems.Of(ProblemCodes.PeriodNotPublished, "period", ("date", AreaMap.ClosedOn(asked).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        trail.Note("period", asked);
        var (easting, northing) = grid.FromLonLat(lon, lat);
        var area = AreaOf(GridCell.Of(new GridPoint(easting, northing)));
        var partnership = await context.Partnerships.AsNoTracking().SingleAsync(p => p.PartnershipId == actor.PartnershipId, cancel);
        await PublishAsync(scopes, partnership, asked, clock, cancel);
        var (name, side) = (asked.ToString(), 1 << area.Level);
        // Whoever is kept out of a record is told nothing here: what is left without it would tell of it.
        var blocks = actor.HidesRecords ? [] : await context.PublishedHours.AsNoTracking()
            .Where(h => h.PartnershipId == actor.PartnershipId && h.Period == name && h.SideKm == side && h.X == area.X && h.Y == area.Y)
            .Select(h => h.Blocks).SingleOrDefaultAsync(cancel) ?? [];
        return TypedResults.Ok(new PublishedHours(
            asked.ToString(), asked.First, asked.Last, Where.ToWire(area.ToPolygon(), grid),
            [.. blocks.Select(BlockAt)], [.. (await EffortAsync(context, actor.PartnershipId, asked, area, cancel)).Select((hours, block) => new BlockEffort(BlockAt(block), hours))]));
    }

    private static WeekBlock BlockAt(int block) => new(Groups[GroupOf(block)].First, Groups[GroupOf(block)].Last, FirstHourOf(block), FirstHourOf(block) + BlockHours);

    // Where workers were, whether or not anything was seen: sessions, not records, and so with figures.
    private static async Task<int[]> EffortAsync(SpacesContext context, Guid partnership, FixedPeriod period, FixedArea area, CancellationToken cancel)
    {
        var hours = new double[Blocks];
        foreach (var one in await OutreachEffort.ReadAsync((NpgsqlConnection)context.Database.GetDbConnection(), partnership, period.First, period.Last, cancel))
        {
            if (AreaOf(GridCell.Of(new GridPoint(one.Easting, one.Northing))) != area || one.Hours <= 0) continue;
            var spread = Aoristic.Of([new TimeRange(one.Start, one.Start.AddHours(one.Hours))], Britain).Weights;
            for (var hour = 0; hour < spread.Count; hour++) hours[BlockOf(hour)] += spread[hour] * one.Hours;
        }

        return Array.ConvertAll(hours, one => (int)Math.Round(one));
    }

    private static FixedArea AreaOf(GridCell cell) => FixedArea.Of(cell, FixedArea.TopLevel);

    private static int GroupOf(int block) => block * BlockHours / HoursOfDay;

    private static int FirstHourOf(int block) => block * BlockHours % HoursOfDay;

    // Hours of the week from Monday's first on.
    private static int BlockOf(int hour)
    {
        var day = hour / HoursOfDay;
        for (var group = 0; group < Groups.Length; day -= Groups[group++].Days)
            if (day < Groups[group].Days) return ((group * HoursOfDay) + (hour % HoursOfDay)) / BlockHours;
        throw new ArgumentOutOfRangeException(nameof(hour));
    }

    /// <summary>The blocks that may be told of an area, in the order of the week.</summary>
    internal static int[] BlocksOf(IReadOnlyCollection<TimedRecord> records, SmallNumberRule rule)
    {
        var weights = new double[Blocks];
        List<CountedRecord>[] within = [.. Enumerable.Range(0, Blocks).Select(_ => new List<CountedRecord>())];
        foreach (var record in records)
        {
            var hours = Aoristic.Of([new TimeRange(record.From, record.To)], Britain).Weights;
            var touched = new HashSet<int>();
            for (var hour = 0; hour < hours.Count; hour++)
            {
                if (hours[hour] <= 0) continue;
                weights[BlockOf(hour)] += hours[hour];
                touched.Add(BlockOf(hour));
            }

            foreach (var block in touched) within[block].Add(record.Counted);
        }

        return [.. Enumerable.Range(0, Blocks).Where(block => weights[block] > ShareOf(block) && rule.MayShow(PublishedMap.ContentOf(within[block])))];

        double ShareOf(int block) => MoreThanItsShare * records.Count * Groups[GroupOf(block)].Days * BlockHours / (7.0 * HoursOfDay);
    }

    private static async Task PublishAsync(
        IServiceScopeFactory scopes, Partnership partnership, FixedPeriod period, TimeProvider clock, CancellationToken cancel)
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
        var records = (await RecordsAsync(context, partnership.PartnershipId, period, cancel)).ToLookup(record => AreaOf(record.Counted.Cell));
        context.PublishedHours.AddRange(GridCellRange.Covering(partnership.Area!.EnvelopeInternal).Cells().Select(AreaOf).Distinct().Order().Select(area => new PublishedHour
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
