using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.MapClient.Language;

namespace SpacesPlaces.MapClient.Map;

/// <summary>
/// What others in the room, or in a call, may see: no exact point, no text of a record. Points become the square of 1 km that they lie in,
/// with how many lie there; areas stay, because the office made them coarse already or they are what the meeting is about.
/// </summary>
/// <param name="grid">The way to the National Grid.</param>
public sealed class Presentation(IGridTransform grid)
{
    private const string SquareStyle = "desktop.presented";
    private static readonly FeatureStyle Square = new(Palette.Colour("ink-soft"), 0.2, Palette.Colour("ink-soft"), 1.2, OutlineKind.Solid, PatternKind.Slanted);

    /// <summary>A layer as it is shown to others.</summary>
    public LayerDescription Of(LayerDescription layer, Words words)
    {
        ArgumentNullException.ThrowIfNull(layer);
        ArgumentNullException.ThrowIfNull(words);
        // Names of towns are points too, but nobody's.
        if (layer.Group == LayerGroup.Ground || !layer.Features.Any(feature => feature.Shape is Point)) return layer;
        var areas = layer.Features.Where(feature => feature.Shape is not Point);
        var squares = layer.Features.Where(feature => feature.Shape is Point)
            .CountBy(feature => GridReference.Of(grid.FromLonLat(feature.Shape.Coordinate.X, feature.Shape.Coordinate.Y), 1000))
            .OrderBy(square => square.Key.Northing).ThenBy(square => square.Key.Easting)
            .Select(square => new LayerFeature(
                $"presented-{square.Key.Easting}-{square.Key.Northing}", GroundLayers.Square(square.Key.Easting, square.Key.Northing, grid), SquareStyle,
                words.Count("desktop.presented_square", square.Value, ("reference", square.Key.ToString())), Words.Number(square.Value)));
        return layer with
        {
            Features = [.. squares, .. areas],
            Styles = new Dictionary<string, FeatureStyle>(layer.Styles) { [SquareStyle] = Square },
            Counted = layer.Count,
        };
    }
}
