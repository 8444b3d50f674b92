using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Hotspots.Surfaces;
using DensityKernel = SpacesPlaces.Contracts.DensityKernel;

namespace SpacesPlaces.Api.Hotspots.Analyses.Methods;

/// <summary>Events per square kilometre: see <see cref="KernelDensity"/>.</summary>
internal sealed class KernelDensities() : AnalysisMethodOf<KernelDensityMethod>("kernel_density")
{
    /// <summary>Densities below this share of the highest show nothing on a map.</summary>
    private const double LeastShown = 0.01;

    protected override IEnumerable<Refusal> Check(NewAnalysis asked, KernelDensityMethod how)
    {
        foreach (var refusal in Range(how.CellMetres, "cellMetres", ICellGrid.LeastSizeMetres, ICellGrid.MostSizeMetres)) yield return refusal;
        if (how.BandwidthMetres is not { } bandwidth) yield break;
        // Below one cell events would fall between the middles of cells; far above, larger cells show the same.
        foreach (var refusal in Range(bandwidth, "bandwidthMetres", how.CellMetres, how.CellMetres * DensityParameters.MostBandwidthInCells))
            yield return refusal;
    }

    protected override AnalysisOutcome Run(AnalysisInput input, KernelDensityMethod how)
    {
        var events = input.Events;
        var kernel = how.Kernel == DensityKernel.Quartic ? Geodata.Hotspots.Surfaces.DensityKernel.Quartic : Geodata.Hotspots.Surfaces.DensityKernel.Gaussian;
        var proposed = how.BandwidthMetres is null ? BandwidthRule.Propose(events.Eastings, events.Northings, kernel) : null;
        if (events.Count < KernelDensity.LeastEvents || proposed is { BandwidthMetres: null })
            return new(KernelDensity.Method, KernelDensity.MethodVersion, KernelDensity.LeastEvents, null);

        var map = CellMap.OfArea(input, CellShape.Square, how.CellMetres);
        input.Report(0.3);
        var bandwidth = Math.Clamp(
            how.BandwidthMetres ?? proposed!.BandwidthMetres!.Value, how.CellMetres, how.CellMetres * DensityParameters.MostBandwidthInCells);
        var edge = how.Edge == EdgeRule.Diggle ? EdgeCorrection.Diggle : EdgeCorrection.None;
        var surface = KernelDensity.Estimate(map.Cells, events.Eastings, events.Northings, new(bandwidth, kernel, edge));
        if (surface.IsTooFewToTell) return new(surface.Method, surface.MethodVersion, KernelDensity.LeastEvents, null);

        input.Report(0.7);
        var highest = surface.Densities.Max();
        ShownCell[] shown =
        [
            .. Enumerable.Range(0, map.Cells.Count).Where(cell => surface.Densities[cell] >= LeastShown * highest && surface.Densities[cell] > 0)
                .Select(cell => new ShownCell(cell, surface.Densities[cell])),
        ];
        var (cells, leftOff) = map.View(shown, (cell, tally) => map.AddWithin(cell, bandwidth, tally));
        var squareKm = map.Cells.Grid.CellAreaSquareMetres / 1e6;
        var mass = Enumerable.Range(0, map.Cells.Count).Sum(cell => surface.Densities[cell] * squareKm * map.Cells.ShareOf(cell));
        return new(surface.Method, surface.MethodVersion, KernelDensity.LeastEvents, new CellsResult(
            CellShape.Square, how.CellMetres, map.Cells.Count, leftOff, "events_per_km2", bandwidth, proposed?.Rule ?? "asked", how.Edge, mass,
            null, null, null, [], cells));
    }
}
