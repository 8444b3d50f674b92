using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Hotspots.Surfaces;
using SpacesPlaces.Geodata.Statistics;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Hotspots.Analyses.Methods;

/// <summary>Cells like their neighbours, or unlike them: see <see cref="LocalMoran"/>.</summary>
internal sealed class LocalMorans() : AnalysisMethodOf<LocalMoranMethod>("local_moran")
{
    protected override IEnumerable<Refusal> Check(NewAnalysis asked, LocalMoranMethod how) =>
        [
            .. Range(how.CellMetres, "cellMetres", ICellGrid.LeastSizeMetres, ICellGrid.MostSizeMetres),
            .. Range(how.Permutations, "permutations", 99, 9_999),
        ];

    protected override AnalysisOutcome Run(AnalysisInput input, LocalMoranMethod how)
    {
        var map = CellMap.OfArea(input, how.Cells, how.CellMetres).WhereEventsCouldBe();
        var neighbours = map.Cells.Neighbours();
        var moran = LocalMoran.Test(neighbours, map.Counts, new(PAdjustment.BenjaminiHochberg, how.Permutations, input.Seed.Value));
        var tests = moran.Tests;
        if (tests.IsTooFewToTell) return new(tests.Method, tests.MethodVersion, LocalTests.LeastNonZero, null);

        input.Report(0.7);
        ShownCell[] shown =
        [
            .. Enumerable.Range(0, map.Cells.Count)
                .Where(cell => tests.IsTested[cell] && (map.Counts[cell] > 0 || tests.AdjustedP[cell] <= CellMap.Significance))
                .Select(cell => new ShownCell(
                    cell, tests.Z[cell], tests.PTwoSided[cell], tests.AdjustedP[cell], tests.Permutation?.PTwoSided[cell],
                    tests.AdjustedP[cell] <= CellMap.Significance ? WireName.Of(moran.Quadrants[cell]) : null)),
        ];
        var (cells, leftOff) = map.View(shown, (cell, tally) => map.AddAround(cell, neighbours, tally));
        return new(tests.Method, tests.MethodVersion, LocalTests.LeastNonZero, new CellsResult(
            how.Cells, how.CellMetres, tests.Tests, leftOff, "z", null, null, null, null, "benjamini_hochberg", CellMap.Significance,
            GlobalAutocorrelation.Moran(neighbours, map.Counts, NeighbourWeights.Binary).Statistic, [], cells), Simulated: true);
    }
}
