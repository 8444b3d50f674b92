using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Hotspots.Surfaces;

namespace SpacesPlaces.Geodata.Tests.Hotspots.Surfaces;

/// <summary>The definition: every cell against every event, nothing saved. Events per square kilometre.</summary>
internal static class SlowDensity
{
    public static double[] Of(
        CellSet cells, double[] x, double[] y, double[] weights, double h, DensityKernel kernel, EdgeCorrection edge, DensityMode mode)
    {
        var densities = new double[cells.Count];
        for (var i = 0; i < x.Length; i++)
        {
            var at = cells.IndexOf(new GridPoint(x[i], y[i]));
            if (at < 0) continue;
            var centre = cells.Grid.CentreOf(cells[at]);
            var (east, north) = mode == DensityMode.Binned ? (centre.Easting, centre.Northing) : (x[i], y[i]);
            var hill = new double[cells.Count];
            var within = 0.0;
            for (var cell = 0; cell < cells.Count; cell++)
            {
                var point = cells.Grid.CentreOf(cells[cell]);
                hill[cell] = Kernel(kernel, point.Easting - east, point.Northing - north, h);
                within += hill[cell] * cells.ShareOf(cell) * cells.Grid.CellAreaSquareMetres;
            }

            var raise = edge == EdgeCorrection.Diggle ? 1 / within : 1;
            for (var cell = 0; cell < cells.Count; cell++) densities[cell] += weights[i] * raise * hill[cell] * 1e6;
        }

        return densities;
    }

    private static double Kernel(DensityKernel kernel, double dx, double dy, double h)
    {
        if (kernel == DensityKernel.Quartic)
        {
            var u = (dx * dx + dy * dy) / (h * h);
            return u >= 1 ? 0 : 3 / (Math.PI * h * h) * (1 - u) * (1 - u);
        }

        const double InsideSixDeviations = 0.99999999802682471; // of a normal number, R 4.2.2: 1 - 2 * pnorm(-6)
        return Math.Abs(dx) > 6 * h || Math.Abs(dy) > 6 * h ? 0
            : Math.Exp(-(dx * dx + dy * dy) / (2 * h * h)) / (2 * Math.PI * h * h * InsideSixDeviations * InsideSixDeviations);
    }
}
