using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.MapClient.Map;

/// <summary>What of the world is on screen.</summary>
/// <param name="Box">West, south, east, north in degrees (EPSG:4326).</param>
/// <param name="MetresPerPixel">Ground metres per pixel in its middle.</param>
public sealed record MapView(Envelope Box, double MetresPerPixel)
{
    /// <summary>Ground metres per pixel of a map in EPSG:3857, whose metres grow towards the poles.</summary>
    /// <param name="resolution">Map units per pixel.</param>
    /// <param name="latitude">Latitude in degrees.</param>
    public static double GroundMetres(double resolution, double latitude) => resolution * Math.Cos(latitude * Math.PI / 180);
}

/// <summary>Somebody pointed at the map.</summary>
/// <param name="at">Where, EPSG:4326 degrees.</param>
/// <param name="metres">Distance on the ground within which something counts as pointed at.</param>
public sealed class MapPointedEventArgs(LonLat at, double metres) : EventArgs
{
    /// <summary>Where, EPSG:4326 degrees.</summary>
    public LonLat At { get; } = at;

    /// <summary>Distance on the ground within which something counts as pointed at, metres.</summary>
    public double Metres { get; } = metres;
}

/// <summary>
/// The one seam between everything that can be tested without a window and the program that draws: show these layers, go there, tell me
/// what was pointed at.
/// </summary>
public interface IMapSurface
{
    /// <summary>What is on screen now.</summary>
    MapView View { get; }

    /// <summary>The map was moved or zoomed, by whomever.</summary>
    event EventHandler? ViewChanged;

    /// <summary>Somebody clicked or tapped, or pressed the key that does the same in the middle of the map.</summary>
    event EventHandler<MapPointedEventArgs>? Pointed;

    /// <summary>Draws layers in place of those drawn before.</summary>
    /// <param name="drawn">The layers, the lowest first.</param>
    void Show(IReadOnlyList<LayerState> drawn);

    /// <summary>Marks one feature; null for none.</summary>
    void Mark(Geometry? shape);

    /// <summary>Shows a box of the world.</summary>
    /// <param name="box">West, south, east, north in degrees (EPSG:4326).</param>
    void GoTo(Envelope box);
}

/// <summary>A scale bar: a round length on the ground and how long it is on screen.</summary>
/// <param name="Metres">Length on the ground: 1, 2 or 5 times a power of ten.</param>
/// <param name="Pixels">Length on screen.</param>
public sealed record ScaleBar(double Metres, double Pixels)
{
    /// <summary>The longest round bar that fits.</summary>
    /// <param name="metresPerPixel">Ground metres per pixel.</param>
    /// <param name="longest">Most pixels.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not a number greater than 0.</exception>
    public static ScaleBar Of(double metresPerPixel, double longest)
    {
        if (!(metresPerPixel > 0) || !double.IsFinite(metresPerPixel)) throw new ArgumentOutOfRangeException(nameof(metresPerPixel));
        if (!(longest > 0) || !double.IsFinite(longest)) throw new ArgumentOutOfRangeException(nameof(longest));
        var room = metresPerPixel * longest;
        var power = Math.Pow(10, Math.Floor(Math.Log10(room)));
        var metres = power * (room >= 5 * power ? 5 : room >= 2 * power ? 2 : 1);
        return new(metres, metres / metresPerPixel);
    }
}
