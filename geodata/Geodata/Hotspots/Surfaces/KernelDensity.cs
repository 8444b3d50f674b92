using SpacesPlaces.Geodata.Grids;

namespace SpacesPlaces.Geodata.Hotspots.Surfaces;

/// <summary>
/// Kernel density: a smoothed map of where events are, one hill of unit mass (or of its weight) for each event, added up. It shows and
/// does not test: where it is high by chance is for <see cref="GetisOrd"/> to say.
/// </summary>
/// <remarks>
/// Source: Silverman, Density Estimation (1986), 4.2; Diggle (1985) for the edge. The surface of few events shows their places almost as
/// well as a list of them would: it is for those who may read exact points. With Diggle's correction each event's part inside is summed
/// over the cells, area by area, not integrated; that is what makes the total exact on the very cells that are shown.
/// </remarks>
public static partial class KernelDensity
{
    /// <summary>Name of the method.</summary>
    public const string Method = "kernel-density";

    /// <summary>Version of everything that decides the result.</summary>
    public const string MethodVersion = "1";

    /// <summary>Fewest events in the window: with fewer the surface is a set of single hills and tells nothing that the events do not.</summary>
    public const int LeastEvents = 10;

    /// <summary>Most kernel values in one run, some minutes of work; the binned mode or larger cells need far fewer.</summary>
    public const double MostWork = 1e11;

    private const double SquareMetresPerSquareKilometre = 1e6;

    /// <summary>Density of events at the centres of cells.</summary>
    /// <param name="cells">Squares that share area with the window; their shares of area count under edge correction.</param>
    /// <param name="eastings">Metres, EPSG:27700; duplicates allowed.</param>
    /// <param name="northings">Metres, EPSG:27700, as many.</param>
    /// <param name="parameters">Bandwidth, kernel, edge, mode.</param>
    /// <param name="weights">Weight of each event, finite and not negative; none means 1 each. A weight of 2 is the event twice.</param>
    /// <returns>The surface, the same to the last bit for every order of rows.</returns>
    /// <exception cref="ArgumentException">The cells are not squares, or the columns differ in length.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A point is not on the grid of Great Britain or in degrees, a weight negative or not finite, the bandwidth outside its range, or the
    /// work beyond <see cref="MostWork"/>.
    /// </exception>
    public static DensitySurface Estimate(
        CellSet cells, ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, DensityParameters parameters,
        ReadOnlySpan<double> weights = default)
    {
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentNullException.ThrowIfNull(parameters);
        if (cells.Grid is not SquareGrid grid) throw new ArgumentException("A density surface needs square cells.", nameof(cells));
        EventColumns.Require(eastings, northings, weights);
        Require(parameters);
        if (!(parameters.BandwidthMetres >= grid.SizeMetres
            && parameters.BandwidthMetres <= DensityParameters.MostBandwidthInCells * grid.SizeMetres))
        {
            throw new ArgumentOutOfRangeException(
                nameof(parameters), $"The bandwidth must be 1 to {DensityParameters.MostBandwidthInCells} sides of a cell.");
        }

        var hill = new Hill(parameters.Kernel, parameters.BandwidthMetres);
        var binned = parameters.Mode == DensityMode.Binned ? cells.CountEvents(eastings, northings, weights) : null;
        using var sites = binned is null ? EventSites.Sort(cells, grid, eastings, northings, weights) : null;
        var inside = binned?.EventsInside ?? sites!.EventCount;
        var outside = eastings.Length - inside;
        var weight = binned is null ? sites!.TotalWeight() : InOrder.Sum(binned.Values);
        if (inside < LeastEvents)
            return Result([], null) with { IsTooFewToTell = true };

        var reachInCells = 2 * hill.Reach / grid.SizeMetres + 1;
        var work = reachInCells * reachInCells * (sites?.Count ?? Math.Min(inside, cells.Count));
        if (work > MostWork) throw new ArgumentOutOfRangeException(nameof(parameters), "Too much work: bin the events or take larger cells.");

        var layer = new CellLayer(cells);
        double? mostError = 0;
        var shares = parameters.Edge == EdgeCorrection.Diggle ? CellLayer.Shares(cells) : null;
        if (sites is not null) ExactDensity.Add(layer, sites, hill, shares, grid.SizeMetres);
        else mostError = BinnedDensity.Fill(layer, cells, binned!.Values, hill, shares, grid.SizeMetres) * SquareMetresPerSquareKilometre;

        // With Diggle's correction the mass is divided among cells by their areas; without, a hill's height is its formula's.
        var scale = SquareMetresPerSquareKilometre
            * (parameters.Edge == EdgeCorrection.Diggle ? 1 / grid.CellAreaSquareMetres : hill.Height);
        return Result(layer.Values(cells, scale), mostError);

        DensitySurface Result(double[] densities, double? error) => new(
            Method, MethodVersion, parameters, inside, outside, weight, false, densities, error);

        static void Require(DensityParameters parameters)
        {
            if (!Enum.IsDefined(parameters.Kernel) || !Enum.IsDefined(parameters.Edge) || !Enum.IsDefined(parameters.Mode))
                throw new ArgumentOutOfRangeException(nameof(parameters), "A choice is not one of its kinds.");
        }
    }
}
