using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Disclosure;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Hotspots;

/// <summary>
/// The map of bands: fixed areas in a fixed period, from all agencies' records as they were when the period closed. The first
/// question computes it, in the program's own name; from then on it is only read.
/// </summary>
internal static class AreaMap
{
    /// <summary>Oldest period that can be asked for, in years: as far back as incidents may be recorded.</summary>
    private const int OldestYears = 30;

    public static async Task<Results<Ok<PublishedAreas>, ProblemHttpResult>> Show(
        string period, Actor actor, SpacesContext context, IServiceScopeFactory scopes, FixedAreas areas, IGridTransform grid,
        TimeProvider clock, AuditTrail trail, CancellationToken cancel)
    {
        var today = LocalDays.Of(clock.GetUtcNow());
        if (!FixedPeriod.TryParse(period, out var asked)) return Problems.Of(ProblemCodes.PeriodNotFixed, "period");
        if (asked.First < today.AddYears(-OldestYears)) return Problems.Of(ProblemCodes.TooLongAgo, "period");
        if (!asked.IsClosed(today))
            return Problems.Of(ProblemCodes.PeriodNotPublished, "period", ("date", ClosedOn(asked).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));

        trail.Note("period", asked);
        var partnership = await context.Partnerships.AsNoTracking().SingleAsync(p => p.PartnershipId == actor.PartnershipId, cancel);
        var rule = new SmallNumberRule(partnership.OutsideThreshold);
        var published = await ReadAsync(context, actor.PartnershipId, asked, cancel);
        if (published.Count == 0)
        {
            await PublishAsync(scopes, partnership, asked, areas, rule, clock, cancel);
            published = await ReadAsync(context, actor.PartnershipId, asked, cancel);
        }

        var bands = published.Select(area => (AreaOf(area), WireName.Parse<CountBand>(area.Band)));
        if (actor.HidesRecords) bands = await WithoutHiddenAsync(scopes, context, partnership, asked, rule, [.. bands.Select(b => b.Item1)], cancel);
        return TypedResults.Ok(new PublishedAreas(asked.ToString(), asked.First, asked.Last, rule.K, rule.FewestSeveral,
            [.. bands.Select(band => new PublishedAreaView(Where.ToWire(band.Item1.ToPolygon(), grid), band.Item2))]));
    }

    /// <summary>The day from which a period is closed: records that come later no longer change it.</summary>
    internal static DateOnly ClosedOn(FixedPeriod period) => period.Last.AddDays(FixedPeriod.DefaultDelayDays + 1);

    private static async Task<List<PublishedArea>> ReadAsync(SpacesContext context, Guid partnership, FixedPeriod period, CancellationToken cancel)
    {
        var name = period.ToString();
        return await context.PublishedAreas.AsNoTracking().Where(a => a.PartnershipId == partnership && a.Period == name)
            .OrderBy(a => a.Y * a.SideKm).ThenBy(a => a.X * a.SideKm).ThenBy(a => a.SideKm).ToListAsync(cancel);
    }

    private static FixedArea AreaOf(PublishedArea area) => new(int.Log2(area.SideKm), area.X, area.Y);

    private static async Task PublishAsync(
        IServiceScopeFactory scopes, Partnership partnership, FixedPeriod period, FixedAreas areas, SmallNumberRule rule, TimeProvider clock,
        CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        var context = scope.ServiceProvider.GetRequiredService<SpacesContext>();
        await work.BeginForHouseAsync(partnership.PartnershipId, cancel);
        // Two who ask first at once: the second waits here and finds the map of the first.
        await context.Database.ExecuteSqlAsync(
            $"select pg_advisory_xact_lock(hashtextextended({partnership.PartnershipId.ToString() + period}, 0))", cancel);
        if ((await ReadAsync(context, partnership.PartnershipId, period, cancel)).Count > 0) return;
        var map = PublishedMap.Of(
            await RecordsAsync(context, partnership.PartnershipId, period, [], cancel),
            areas.Partition.Covering(partnership.Area!), period, rule);
        context.PublishedAreas.AddRange(map.Select(one => new PublishedArea
        {
            PartnershipId = partnership.PartnershipId,
            Period = period.ToString(),
            SideKm = 1 << one.Area.Level,
            X = one.Area.X,
            Y = one.Area.Y,
            Band = WireName.Of(one.Band),
            PublishedAt = clock.GetUtcNow(),
        }));
        scope.ServiceProvider.GetRequiredService<AuditTrail>().Note("period", period);
        await work.CommitAsync(UnitOfWork.Operator(partnership.PartnershipId, "house"), AuditAction.AnalysisPublished, "", cancel);
    }

    // For somebody who is excluded from a record: the same areas and rule over the world without it.
    private static async Task<IEnumerable<(FixedArea, CountBand)>> WithoutHiddenAsync(
        IServiceScopeFactory scopes, SpacesContext own, Partnership partnership, FixedPeriod period, SmallNumberRule rule,
        IReadOnlyList<FixedArea> shown, CancellationToken cancel)
    {
        var hidden = await own.Database.SqlQuery<Guid[]>($"select coalesce(acting_hidden(), array[]::uuid[]) as \"Value\"").SingleAsync(cancel);
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.BeginForHouseAsync(partnership.PartnershipId, cancel);
        var records = await RecordsAsync(scope.ServiceProvider.GetRequiredService<SpacesContext>(), partnership.PartnershipId, period, hidden, cancel);
        await work.RollbackAsync();
        return PublishedMap.Of(records, shown, period, rule);
    }

    private static async Task<List<CountedRecord>> RecordsAsync(
        SpacesContext context, Guid partnership, FixedPeriod period, Guid[] without, CancellationToken cancel)
    {
        await using var command = new NpgsqlCommand(NamedSql.Read("area_events"), (NpgsqlConnection)context.Database.GetDbConnection());
        command.Parameters.Add(new() { Value = partnership });
        command.Parameters.Add(new() { Value = period.First });
        command.Parameters.Add(new() { Value = period.Last });
        // As the records were when the period closed, whoever asks first and when.
        command.Parameters.Add(new() { Value = LocalDays.StartOf(ClosedOn(period)).UtcDateTime });
        command.Parameters.Add(new() { Value = without, NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid });
        List<CountedRecord> records = [];
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
            records.Add(new(new(row.GetInt32(0), row.GetInt32(1)), row.GetFieldValue<DateOnly>(2), row.GetString(3), row.GetFieldValue<string[]>(4)));
        return records;
    }
}
