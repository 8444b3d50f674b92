using Npgsql;
using NpgsqlTypes;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Hotspots.Events;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Api.Hotspots.Analyses;

/// <summary>What came out of an analysis over the records that one member may know.</summary>
internal sealed record AnalysisAnswer(AnalysisOutcome Outcome, AnalysisFacts Facts, byte[] InputDigest, string? Seed, IReadOnlyList<string> Caveats);

/// <summary>Reads what an analysis needs in the acting member's transaction, asks the method, and says what the answer stands on.</summary>
internal sealed class AnalysisRun(
    AnalysisMethods methods, EventReader reader, PartnershipAreas areas, FixedAreas fixedAreas, IGridTransform grid, TimeProvider clock)
{
    /// <summary>Below this many events, one more or fewer can change the picture.</summary>
    private const int FewEvents = 10;

    /// <summary>Answers a question over what the acting member may know.</summary>
    /// <param name="asked">The question.</param>
    /// <param name="connection">Connection with the member's open transaction.</param>
    /// <param name="who">The member.</param>
    /// <param name="recordedUpTo">Only harm recorded by then; null for everything.</param>
    /// <param name="report">Tells how far it is: share done and step.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<AnalysisAnswer> AnswerAsync(
        NewAnalysis asked, NpgsqlConnection connection, ActorIdentity who, DateTimeOffset? recordedUpTo, Action<double, string> report,
        CancellationToken cancel)
    {
        report(0, "reading");
        var method = methods.Of(asked);
        var selection = EventSelection.Of(asked);
        var considered = await reader.ReadAsync(selection, connection, who, recordedUpTo, cancel);
        var events = method.NeedsPoints ? considered.WithGoodPoints() : considered;
        var isHarm = asked.Subject == AnalysisSubject.Harm;
        var partnership = (await areas.ContextAsync(who.PartnershipId, cancel)).Area.Geometry;
        var area = asked.Area is null ? partnership : Where.ToGrid(asked.Area, grid);
        var outreach = isHarm ? await OutreachAsync(asked, area, connection, who, cancel) : [];
        var missing = isHarm
            ? QuietMonths(asked, considered, outreach)
            : await EventReader.MonthsWithoutContextAsync(selection, connection, who, cancel);
        var input = new AnalysisInput(
            asked, events, outreach, missing, await CaseClosedAsync(events, method, connection, who, cancel), fixedAreas.Residents, area, grid, new(0UL),
            LocalDays.Of(recordedUpTo ?? clock.GetUtcNow()), share => report(0.2 + (0.7 * share), "computing"), cancel);
        // The fingerprint and what the answer stands on need the same events and nothing of the answer: they are made beside it.
        var fingerprint = Task.Run(() => AnalysisDigest.Of(input), cancel);
        var standing = Task.Run(() => Facts(events, outreach, isHarm, considered.Considered), cancel);
        Lazy<ulong> seed = asked.Seed is { } given ? new((ulong)given) : new(() => AnalysisDigest.SeedOf(fingerprint.GetAwaiter().GetResult()));

        report(0.2, "computing");
        var outcome = method.Run(input with { Seed = seed });
        cancel.ThrowIfCancellationRequested();
        var (digest, facts) = (await fingerprint, (await standing) with { LeastEvents = outcome.LeastEvents });
        return new(outcome, facts, digest, outcome.Simulated ? seed.Value.ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
            [.. Caveats(asked, considered, events, missing.Count > 0, outreach.Count, outcome)]);
    }

    private static AnalysisFacts Facts(ChosenEvents events, IReadOnlyList<OutreachEffort> outreach, bool isHarm, int considered)
    {
        var hours = outreach.Sum(effort => effort.Hours);
        Estimated? rate = null;
        if (isHarm && hours >= PoissonRate.LeastExposure)
        {
            var interval = PoissonRate.Interval(events.Count, hours);
            rate = new(interval.Rate, interval.Lower, interval.Upper);
        }

        return new(
            considered, events.Count,
            isHarm ? events.Totals.DistinctChildren : null,
            isHarm ? events.Totals.ChildrenUnknown : null,
            events.Totals.Sources,
            isHarm ? outreach.Count : null, isHarm ? hours : null, rate, 0);
    }

    private static IEnumerable<string> Caveats(
        NewAnalysis asked, ChosenEvents considered, ChosenEvents used, bool monthsMissing, int sessions, AnalysisOutcome outcome)
    {
        foreach (var caveat in asked.Subject == AnalysisSubject.Harm ? HotspotCaveats.OfHarm : HotspotCaveats.OfContext) yield return caveat;
        if (used.Count < considered.Considered) yield return "not_all_clusterable";
        if (monthsMissing) yield return "gaps";
        if (asked.Subject == AnalysisSubject.Harm && used.Count < FewEvents) yield return "small_numbers";
        if (asked.Subject == AnalysisSubject.Harm && sessions == 0) yield return "no_effort_recorded";
        foreach (var caveat in outcome.Caveats) yield return caveat;
    }

    // Months in which nothing was recorded and nobody was out looking: not known, which is not the same as quiet.
    private static List<DateOnly> QuietMonths(NewAnalysis asked, ChosenEvents considered, IReadOnlyList<OutreachEffort> outreach)
    {
        var first = new DateOnly(asked.From.Year, asked.From.Month, 1);
        var end = new DateOnly(asked.To.Year, asked.To.Month, 1).AddMonths(1);
        // Of many events on few days each day is noted, and asked for its month once.
        var told = new bool[end.DayNumber - first.DayNumber];
        foreach (var day in considered.Days) Note(day);
        foreach (var effort in outreach) Note(effort.Day);
        List<DateOnly> quiet = [];
        for (var month = first; month < end; month = month.AddMonths(1))
            if (!told.AsSpan(month.DayNumber - first.DayNumber, month.AddMonths(1).DayNumber - month.DayNumber).Contains(true)) quiet.Add(month);
        return quiet;

        void Note(DateOnly day)
        {
            var at = day.DayNumber - first.DayNumber;
            if ((uint)at < (uint)told.Length) told[at] = true;
        }
    }

    private static async Task<IReadOnlyList<OutreachEffort>> OutreachAsync(
        NewAnalysis asked, NetTopologySuite.Geometries.Geometry area, NpgsqlConnection connection, ActorIdentity who, CancellationToken cancel)
    {
        var locator = new NetTopologySuite.Algorithm.Locate.IndexedPointInAreaLocator(area);
        var sessions = await OutreachEffort.ReadAsync(connection, who.PartnershipId, asked.From, asked.To, cancel);
        return [.. sessions.Where(one => locator.Locate(new(one.Easting, one.Northing)) != NetTopologySuite.Geometries.Location.Exterior)];
    }

    private static async Task<IReadOnlyDictionary<string, DateOnly>> CaseClosedAsync(
        ChosenEvents events, IAnalysisMethod method, NpgsqlConnection connection, ActorIdentity who, CancellationToken cancel)
    {
        if (method.Asked != typeof(HarmAfterClosureMethod)) return new Dictionary<string, DateOnly>();
        await using var command = new NpgsqlCommand(
            "select token, case_closed_month from child where partnership_id = $1 and token = any($2) and case_closed_month is not null", connection);
        command.Parameters.Add(new() { Value = who.PartnershipId });
        command.Parameters.Add(new()
        {
            Value = events.Children.Distinct(),
            NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text,
        });
        Dictionary<string, DateOnly> closed = [];
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel)) closed[row.GetString(0)] = row.GetFieldValue<DateOnly>(1).AddMonths(1).AddDays(-1);
        return closed;
    }
}
