using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Hotspots.Surfaces;
using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Api.Hotspots.Analyses.Methods;

/// <summary>Cells that stand out from chance: see <see cref="GetisOrd"/>.</summary>
internal sealed class HotCells() : AnalysisMethodOf<HotCellsMethod>("hot_cells")
{
    private const int MostPermutations = 9_999;

    protected override IEnumerable<Refusal> Check(NewAnalysis asked, HotCellsMethod how) =>
        [
            .. Range(how.CellMetres, "cellMetres", ICellGrid.LeastSizeMetres, ICellGrid.MostSizeMetres),
            .. Range(how.Permutations, "permutations", 0, MostPermutations),
        ];

    protected override AnalysisOutcome Run(AnalysisInput input, HotCellsMethod how)
    {
        var map = CellMap.OfArea(input, how.Cells, how.CellMetres).WhereEventsCouldBe();
        var tests = GetisOrd.Star(map.Cells, map.Counts, new(PAdjustment.BenjaminiHochberg, how.Permutations, how.Permutations > 0 ? input.Seed.Value : 0));
        if (tests.IsTooFewToTell) return new(tests.Method, tests.MethodVersion, LocalTests.LeastNonZero, null);

        input.Report(0.7);
        var neighbours = map.Cells.Neighbours();
        ShownCell[] shown =
        [
            .. Enumerable.Range(0, map.Cells.Count)
                .Where(cell => tests.IsTested[cell] && (map.Counts[cell] > 0 || tests.AdjustedP[cell] <= CellMap.Significance))
                .Select(cell => new ShownCell(
                    cell, tests.Z[cell], tests.PTwoSided[cell], tests.AdjustedP[cell], tests.Permutation?.PTwoSided[cell],
                    tests.AdjustedP[cell] > CellMap.Significance ? null : tests.Z[cell] > 0 ? "hot" : "cold")),
        ];
        var (cells, leftOff) = map.View(shown, (cell, tally) => map.AddAround(cell, neighbours, tally));
        return new(tests.Method, tests.MethodVersion, LocalTests.LeastNonZero, new CellsResult(
            how.Cells, how.CellMetres, tests.Tests, leftOff, "z", null, null, null, null, "benjamini_hochberg", CellMap.Significance,
            GlobalAutocorrelation.Moran(neighbours, map.Counts, NeighbourWeights.Binary).Statistic, [], cells), Simulated: how.Permutations > 0);
    }
}
