using SpacesPlaces.Api.Hotspots.Events;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Hotspots;
using SpacesPlaces.Geodata.Statistics;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Hotspots.Analyses.Methods;

/// <summary>Events per hour of outreach by cell: see <see cref="ReportingEffort"/>.</summary>
internal sealed class EffortAreas() : AnalysisMethodOf<ReportingEffortMethod>("reporting_effort")
{
    protected override IEnumerable<Refusal> Check(NewAnalysis asked, ReportingEffortMethod how)
    {
        // Nobody went looking for what the police publish.
        if (asked.Subject == AnalysisSubject.Context) yield return new(ProblemCodes.FieldNotAllowedHere, "subject");
        foreach (var refusal in Range(how.CellMetres, "cellMetres", 500, ICellGrid.MostSizeMetres)) yield return refusal;
    }

    protected override AnalysisOutcome Run(AnalysisInput input, ReportingEffortMethod how)
    {
        if (input.Events.Count < PoissonRate.LeastEvents)
            return new(ReportingEffort.Method, ReportingEffort.MethodVersion, PoissonRate.LeastEvents, null);
        var map = CellMap.OfArea(input, how.Cells, how.CellMetres);
        var outreach = input.Outreach
            .Select(effort => (Cell: map.Cells.IndexOf(new GridPoint(effort.Easting, effort.Northing)), effort.Hours))
            .Where(one => one.Cell >= 0).ToLookup(one => one.Cell, one => one.Hours);
        var counts = Enumerable.Range(0, map.Cells.Count).Where(cell => map.Counts[cell] > 0 || outreach.Contains(cell))
            .Select(cell => new EffortCount(cell, (int)map.Counts[cell], outreach[cell].Sum())).ToList();
        var found = ReportingEffort.Adjust(counts);
        var tally = new EventTally(input.Events.Children);
        EffortArea[] areas =
        [
            .. found.Rates.OrderByDescending(rate => rate.Events).ThenByDescending(rate => rate.Hours).ThenBy(rate => rate.Number).Take(CellMap.MostShown)
                .Select(rate => new EffortArea(
                    Where.ToWire(map.Cells.Grid.PolygonOf(map.Cells[rate.Number]), input.Grid), rate.Events,
                    map.ChildrenIn(rate.Number, tally),
                    outreach[rate.Number].Count(), rate.Hours, Estimate(rate.PerHour), WireName.Of(rate.Verdict))),
        ];
        return new(found.Method, found.MethodVersion, PoissonRate.LeastEvents,
            new EffortAreasResult(how.CellMetres, Estimate(found.All), found.EventsWithoutEffort, areas), false, "rates_by_cell");
    }

    private static Estimated? Estimate(RateInterval? interval) => interval is null ? null : new(interval.Rate, interval.Lower, interval.Upper);
}
