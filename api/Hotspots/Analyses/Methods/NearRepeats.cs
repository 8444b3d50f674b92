using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Hotspots.Times;
using SpacesPlaces.Geodata.Statistics;
using DistanceMetric = SpacesPlaces.Contracts.DistanceMetric;

namespace SpacesPlaces.Api.Hotspots.Analyses.Methods;

/// <summary>Whether events close in space are close in time: see <see cref="NearRepeat"/>.</summary>
internal sealed class NearRepeats() : AnalysisMethodOf<NearRepeatMethod>("near_repeat")
{
    protected override IEnumerable<Refusal> Check(NewAnalysis asked, NearRepeatMethod how) =>
        [
            .. NeedsDays(asked),
            .. Range(how.SpaceBandMetres, "spaceBandMetres", 10, 5_000),
            .. Range(how.SpaceBands, "spaceBands", 1, NearRepeatParameters.MostBands),
            .. Range(how.TimeBandDays, "timeBandDays", 1, 366),
            .. Range(how.TimeBands, "timeBands", 1, NearRepeatParameters.MostBands),
            .. Range(how.Permutations, "permutations", 99, 9_999),
        ];

    protected override AnalysisOutcome Run(AnalysisInput input, NearRepeatMethod how)
    {
        var events = input.Events;
        double[] spaceEdges = [.. Enumerable.Range(1, how.SpaceBands).Select(band => band * how.SpaceBandMetres)];
        int[] timeEdges = [.. Enumerable.Range(1, how.TimeBands).Select(band => band * how.TimeBandDays)];
        var table = NearRepeat.Run(events.Eastings, events.Northings, Array.ConvertAll(events.Days, day => day.DayNumber), [], new(
            spaceEdges, timeEdges, how.Metric == DistanceMetric.Manhattan ? Geodata.Hotspots.Times.DistanceMetric.Manhattan : Geodata.Hotspots.Times.DistanceMetric.Euclidean,
            BandClosure.Left, how.SamePlaceBand, how.Permutations, input.Seed.Value), input.Cancel);
        if (table.IsTooFewToTell) return new(table.Method, table.MethodVersion, NearRepeat.LeastEvents, null);

        List<NearRepeatBand> bands = [];
        for (var space = 0; space < table.Cells.Count; space++)
        {
            var (fromMetres, toMetres) = SpaceBand(space, how);
            for (var time = 0; time < table.Cells[space].Count; time++)
            {
                var cell = table.Cells[space][time];
                bands.Add(new(
                    fromMetres, toMetres, time * how.TimeBandDays, time < how.TimeBands ? (time + 1) * how.TimeBandDays : null,
                    cell.Observed, cell.Mean, cell.StandardDeviation, cell.Ratio, cell.P, null));
            }
        }

        // Where there were too many pairs to permute, the exact moments stand alone.
        if (table.Simulation == NearRepeatSimulation.Made)
        {
            var adjusted = FalseDiscovery.Adjust([.. bands.Select(band => band.PPermutation!.Value)], PAdjustment.BenjaminiHochberg);
            for (var i = 0; i < bands.Count; i++) bands[i] = bands[i] with { PAdjusted = adjusted[i] };
        }

        var n = (long)events.Count;
        return new(table.Method, table.MethodVersion, NearRepeat.LeastEvents,
            new NearRepeatResult(n * (n - 1) / 2, "from_inclusive", table.Permutations, bands), Simulated: table.Permutations > 0,
            table.Simulation == NearRepeatSimulation.TooManyPairs ? ["too_many_pairs_to_simulate"] : []);
    }

    // The band of one spot, if asked for, comes first and holds distance 0 alone; the last has no upper end.
    private static (double From, double? To) SpaceBand(int index, NearRepeatMethod how)
    {
        var band = how.SamePlaceBand ? index - 1 : index;
        if (band < 0) return (0, 0);
        return (band * how.SpaceBandMetres, band < how.SpaceBands ? (band + 1) * how.SpaceBandMetres : null);
    }
}
