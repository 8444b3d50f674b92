namespace SpacesPlaces.Geodata.Hotspots.Surfaces;

/// <summary>The hill that each event becomes.</summary>
public enum DensityKernel
{
    /// <summary>
    /// Quartic (biweight): K(r) = 3 / (π h²) · (1 - r²/h²)² within h metres, 0 beyond. What maps of crime mostly use. Its spread (standard
    /// deviation along an axis) is h/√8.
    /// </summary>
    Quartic,

    /// <summary>
    /// Gaussian with standard deviation h metres along each axis, cut off at a square of 6 h each way and raised by the four parts in a
    /// thousand million cut away, so that it still integrates to 1.
    /// </summary>
    Gaussian,
}

/// <summary>What is done about the part of a hill that falls outside the window.</summary>
public enum EdgeCorrection
{
    /// <summary>Nothing: near the edge the density is too low, by up to half on a straight edge, and mass is lost.</summary>
    None,

    /// <summary>
    /// Each event is raised by 1 over the part of its hill that falls inside, so that the surface holds exactly the weight of the events.
    /// Source: Diggle, Applied Statistics 34 (1985), 138-147. spatstat: <c>diggle = TRUE</c>.
    /// </summary>
    Diggle,
}

/// <summary>Whether events keep their places.</summary>
public enum DensityMode
{
    /// <summary>Each event counts from where it is.</summary>
    Exact,

    /// <summary>Each event counts from the centre of its cell, as in spatstat and most maps; quicker, with a stated error.</summary>
    Binned,
}

/// <summary>How a density surface is computed.</summary>
/// <param name="BandwidthMetres">
/// Bandwidth h in metres, at least one side of a cell, or events would fall between centres, and at most
/// <see cref="MostBandwidthInCells"/> sides.
/// </param>
/// <param name="Kernel">The hill.</param>
/// <param name="Edge">Correction at the edge of the window.</param>
/// <param name="Mode">Exact, or binned to cells.</param>
public sealed record DensityParameters(
    double BandwidthMetres, DensityKernel Kernel = DensityKernel.Quartic, EdgeCorrection Edge = EdgeCorrection.None,
    DensityMode Mode = DensityMode.Exact)
{
    /// <summary>Largest bandwidth in sides of a cell; a wider hill shows the same on larger cells.</summary>
    public const int MostBandwidthInCells = 50;

    /// <summary>Bandwidths of a Gaussian beyond which it is cut off, each way.</summary>
    public const double GaussianReach = 6;
}

/// <summary>A density surface, and what is needed to make it again.</summary>
/// <param name="Method">Name of the method.</param>
/// <param name="MethodVersion">Version of the method; results of different versions are not compared.</param>
/// <param name="Parameters">How it was computed.</param>
/// <param name="EventsInside">Events in the window, which made the surface.</param>
/// <param name="EventsOutside">Events outside the window, which are left out.</param>
/// <param name="Weight">Sum of the weights of the events inside; their number when no weights were given.</param>
/// <param name="IsTooFewToTell">True when fewer than <see cref="KernelDensity.LeastEvents"/> are inside: there is no surface.</param>
/// <param name="Densities">
/// Events per square kilometre at the centre of each cell, in the order of the cells; empty when there are too few. It is a smoothed
/// count, not a risk: no number of people stands below it.
/// </param>
/// <param name="MostError">
/// Binned without edge correction: no density is further than this from the exact one, events per square kilometre (a bound that holds
/// for certain; the difference met is mostly a tenth of it or less). Exact: 0, up to rounding. Binned with correction: not known, null.
/// </param>
public sealed record DensitySurface(
    string Method, string MethodVersion, DensityParameters Parameters, int EventsInside, int EventsOutside, double Weight,
    bool IsTooFewToTell, IReadOnlyList<double> Densities, double? MostError);
