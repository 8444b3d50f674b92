using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Hotspots.Surfaces;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Hotspots.Analyses.Methods;

/// <summary>How hot cells came and went: see <see cref="EmergingHotspots"/>.</summary>
internal sealed class EmergingCells() : AnalysisMethodOf<EmergingHotspotsMethod>("emerging_hotspots")
{
    /// <summary>Most cells times periods.</summary>
    private const int MostValues = 5_000_000;
    private const int LeastEvents = 20;
    private static readonly int[] Lengths = [1, 2, 3, 6, 12];

    protected override IEnumerable<Refusal> Check(NewAnalysis asked, EmergingHotspotsMethod how)
    {
        foreach (var refusal in Range(how.CellMetres, "cellMetres", ICellGrid.LeastSizeMetres, ICellGrid.MostSizeMetres)) yield return refusal;
        if (!Lengths.Contains(how.PeriodMonths))
        {
            yield return Refusal.Of(ProblemCodes.NumberOutOfRange, "method.periodMonths", ("min", 1), ("max", 12));
            yield break;
        }

        if (!Months.AreWholePeriods(asked.From, asked.To, how.PeriodMonths))
            yield return Refusal.Of(ProblemCodes.WindowNotWholePeriods, "to", ("months", how.PeriodMonths));
    }

    protected override AnalysisOutcome Run(AnalysisInput input, EmergingHotspotsMethod how)
    {
        var map = CellMap.OfArea(input, how.Cells, how.CellMetres).WhereEventsCouldBe();
        var periods = Months.Periods(input.Asked.From, input.Asked.To, how.PeriodMonths, how.PeriodMonths);
        if ((long)map.Cells.Count * periods.Count > MostValues)
        {
            throw new JobRefusedException(Refusal.Of(
                ProblemCodes.TooManyCells, "method.cellMetres", ("count", map.Cells.Count), ("max", MostValues / periods.Count)));
        }

        var missing = input.MissingMonths.ToHashSet();
        bool[] isMissing = [.. periods.Select(period => Enumerable.Range(0, how.PeriodMonths).Any(month => missing.Contains(period.From.AddMonths(month))))];
        var counts = Counts(input, map, periods);
        var neighbours = map.Cells.Neighbours();
        var found = EmergingHotspots.Find(neighbours, counts, isMissing);
        if (found.IsTooFewToTell || input.Events.Count < LeastEvents) return new(found.Method, found.MethodVersion, LeastEvents, null);

        input.Report(0.7);
        ShownCell[] shown =
        [
            .. Enumerable.Range(0, map.Cells.Count).Where(cell => found.Classes[cell] != EmergingClass.None).Select(cell => new ShownCell(
                cell, found.TrendZ[cell], found.IsTrendTested ? found.TrendPTwoSided[cell] : null, null, null, WireName.Of(found.Classes[cell]))),
        ];
        var (cells, leftOff) = map.View(shown, (cell, tally) => map.AddAround(cell, neighbours, tally));
        var views = periods.Select((period, i) => new PeriodView(period.From, period.To, isMissing[i], isMissing[i]
            ? null
            : (int)Enumerable.Range(0, map.Cells.Count).Sum(cell => counts[(cell * periods.Count) + i])));
        return new(found.Method, found.MethodVersion, LeastEvents, new CellsResult(
            how.Cells, how.CellMetres, map.Cells.Count, leftOff, "z", null, null, null, null, "benjamini_hochberg", found.Options.Level, null,
            [.. views], cells), false, found.IsTrendTested ? [] : ["too_few_periods"]);
    }

    private static double[] Counts(AnalysisInput input, CellMap map, IReadOnlyList<(DateOnly From, DateOnly To)> periods)
    {
        var counts = new double[map.Cells.Count * periods.Count];
        for (var cell = 0; cell < map.Cells.Count; cell++)
        {
            foreach (var row in map.RowsOf(cell))
            {
                // An event whose range began before the window belongs to its first period.
                var day = input.Events.Days[row] < input.Asked.From ? input.Asked.From : input.Events.Days[row];
                var period = Months.Between(periods[0].From, day) / Months.Between(periods[0].From, periods[0].To.AddDays(1));
                counts[(cell * periods.Count) + period]++;
            }
        }

        return counts;
    }
}
