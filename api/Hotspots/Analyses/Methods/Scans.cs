using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Hotspots.Scans;
using ScanCluster = SpacesPlaces.Contracts.ScanCluster;
using ScanResult = SpacesPlaces.Contracts.ScanResult;

namespace SpacesPlaces.Api.Hotspots.Analyses.Methods;

/// <summary>The circle and span that stand out most: see <see cref="ScanStatistic"/>. Events are counted at the middles of squares.</summary>
internal sealed class Scans() : AnalysisMethodOf<ScanMethod>("scan")
{
    /// <summary>What is taken for a square in which something happened and nobody lives or looked; no ratio is made of nothing.</summary>
    private const double LeastBaseline = 0.5;

    protected override IEnumerable<Refusal> Check(NewAnalysis asked, ScanMethod how)
    {
        foreach (var refusal in NeedsDays(asked)) yield return refusal;
        foreach (var refusal in Range(how.CellMetres, "cellMetres", 100, 10_000)) yield return refusal;
        foreach (var refusal in Range(how.MaxRadiusMetres, "maxRadiusMetres", 100, 50_000)) yield return refusal;
        foreach (var refusal in Range(how.StepDays, "stepDays", 1, 366)) yield return refusal;
        foreach (var refusal in Range(how.Replicas, "replicas", 99, 9_999)) yield return refusal;
        // Residents are known by squares of a kilometre.
        if (how.Baseline == ScanBaseline.Residents && how.CellMetres % GridCell.SideMetres != 0)
            yield return Refusal.Of(ProblemCodes.NumberOutOfRange, "method.cellMetres", ("min", GridCell.SideMetres), ("max", 10_000));
        if (how.StepDays is < 1 or > 366 || asked.To < asked.From) yield break;
        var steps = Steps(asked, how).Count;
        if (steps < 2) yield return Refusal.Of(ProblemCodes.NumberOutOfRange, "method.stepDays", ("min", 1), ("max", (asked.To.DayNumber - asked.From.DayNumber + 1) / 2));
        else if (steps > ScanStatistic.MostPeriods) yield return Refusal.Of(ProblemCodes.CountOutOfRange, "method.stepDays", ("min", 2), ("max", ScanStatistic.MostPeriods));
        else foreach (var refusal in Range(how.MaxSteps, "maxSteps", 1, Math.Max(1, steps / 2))) yield return refusal;
    }

    protected override AnalysisOutcome Run(AnalysisInput input, ScanMethod how)
    {
        var steps = Steps(input.Asked, how);
        var grid = new SquareGrid(how.CellMetres);
        var events = input.Events;
        var cellOf = Enumerable.Range(0, events.Count).Select(row => grid.CellOf(new GridPoint(events.Eastings[row], events.Northings[row]))).ToArray();
        var stepOf = events.Days.Select(day => StepOf(day, steps)).ToArray();
        var baseline = Baseline(input, how, grid);
        GridAddress[] places = [.. cellOf.Concat(baseline?.Keys ?? Enumerable.Empty<GridAddress>()).Distinct().OrderBy(cell => cell.Row).ThenBy(cell => cell.Column)];
        if (places.Length > ScanStatistic.MostPlaces)
        {
            throw new JobRefusedException(Refusal.Of(
                ProblemCodes.TooManyCells, "method.cellMetres", ("count", places.Length), ("max", ScanStatistic.MostPlaces)));
        }

        if (baseline is { Count: 0 }) throw new JobRefusedException(new(ProblemCodes.BaselineAbsent, "method.baseline"));
        var numberOf = places.Select((cell, number) => (cell, number)).ToDictionary(pair => pair.cell, pair => pair.number);
        var cases = new int[places.Length * steps.Count];
        for (var row = 0; row < events.Count; row++) cases[(numberOf[cellOf[row]] * steps.Count) + stepOf[row]]++;
        double[] eastings = [.. places.Select(cell => grid.CentreOf(cell).Easting)], northings = [.. places.Select(cell => grid.CentreOf(cell).Northing)];
        var parameters = new ScanParameters(0.5, how.MaxRadiusMetres, how.MaxSteps, how.Prospective, how.Replicas, input.Seed.Value);
        input.Report(0.1);
        var found = baseline is null
            ? ScanStatistic.SpaceTimePermutation(eastings, northings, cases, steps.Count, parameters, input.Cancel)
            : ScanStatistic.Poisson(eastings, northings, cases, Expected(places, steps, baseline), steps.Count, parameters, input.Cancel);
        if (found.IsTooFewToTell) return new(found.Method, found.MethodVersion, ScanStatistic.LeastCases, null);
        var unmeasured = baseline is not null && cellOf.Any(cell => baseline.GetValueOrDefault(cell) < LeastBaseline);
        return new(found.Method, found.MethodVersion, ScanStatistic.LeastCases, new ScanResult(
            found.Places, steps.Count, how.Replicas, [.. found.Clusters.Select(cluster => View(cluster, input, how, places, steps, cellOf, stepOf))]),
            Simulated: true, unmeasured ? ["events_beyond_baseline"] : []);
    }

    private static ScanCluster View(
        Geodata.Hotspots.Scans.ScanCluster cluster, AnalysisInput input, ScanMethod how, GridAddress[] places, List<(DateOnly From, DateOnly To)> steps,
        GridAddress[] cellOf, int[] stepOf)
    {
        var grid = new SquareGrid(how.CellMetres);
        var inside = cluster.Places.Select(place => places[place]).ToHashSet();
        var rows = Enumerable.Range(0, cellOf.Length).Where(row => inside.Contains(cellOf[row]) && stepOf[row] >= cluster.FirstPeriod && stepOf[row] <= cluster.LastPeriod);
        var middle = Where.ToPoint(grid.CentreOf(places[cluster.CentrePlace]));
        // To the far corner of the last square: events lie anywhere in it.
        Geometry circle = middle.Buffer(cluster.RadiusMetres + (how.CellMetres * Math.Sqrt(0.5)));
        circle.SRID = NationalGrid.Srid;
        return new(
            Where.ToWire(circle, input.Grid), cluster.RadiusMetres, steps[cluster.FirstPeriod].From, steps[cluster.LastPeriod].To, cluster.Cases, cluster.Expected,
            rows.SelectMany(row => input.Events.Children[row]).Distinct(StringComparer.Ordinal).Count(), cluster.LogLikelihoodRatio, cluster.P,
            cluster.RecurrencePeriods * how.StepDays);
    }

    // Whole steps back from the last day; days left over at the beginning belong to the first step, which is then longer.
    private static List<(DateOnly From, DateOnly To)> Steps(NewAnalysis asked, ScanMethod how)
    {
        List<(DateOnly From, DateOnly To)> steps = [];
        for (var to = asked.To; to.DayNumber - how.StepDays + 1 >= asked.From.DayNumber; to = to.AddDays(-how.StepDays)) steps.Add((to.AddDays(1 - how.StepDays), to));
        steps.Reverse();
        if (steps.Count > 0) steps[0] = (asked.From, steps[0].To);
        return steps;
    }

    // An event whose range began before the window belongs to its first step.
    private static int StepOf(DateOnly day, List<(DateOnly From, DateOnly To)> steps)
    {
        for (var step = steps.Count - 1; step > 0; step--)
            if (day >= steps[step].From) return step;
        return 0;
    }

    private static Dictionary<GridAddress, double>? Baseline(AnalysisInput input, ScanMethod how, SquareGrid grid) => how.Baseline switch
    {
        ScanBaseline.Residents => input.Residents
            .Where(square => square.Value > 0 && input.Area.Covers(Where.ToPoint(MiddleOf(square.Key))))
            .GroupBy(square => grid.CellOf(MiddleOf(square.Key)), square => (double)square.Value)
            .ToDictionary(cell => cell.Key, cell => cell.Sum()),
        ScanBaseline.OutreachHours => input.Outreach
            .GroupBy(effort => grid.CellOf(new GridPoint(effort.Easting, effort.Northing)), effort => effort.Hours)
            .ToDictionary(cell => cell.Key, cell => cell.Sum()),
        _ => null,
    };

    private static GridPoint MiddleOf(GridCell square) => new((square.CellX + 0.5) * GridCell.SideMetres, (square.CellY + 0.5) * GridCell.SideMetres);

    private static double[] Expected(GridAddress[] places, List<(DateOnly From, DateOnly To)> steps, Dictionary<GridAddress, double> baseline)
    {
        var expected = new double[places.Length * steps.Count];
        for (var place = 0; place < places.Length; place++)
            for (var step = 0; step < steps.Count; step++)
                expected[(place * steps.Count) + step] = Math.Max(LeastBaseline, baseline.GetValueOrDefault(places[place])) * (steps[step].To.DayNumber - steps[step].From.DayNumber + 1);
        return expected;
    }
}
