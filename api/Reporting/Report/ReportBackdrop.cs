using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.Reporting.Report;

/// <summary>A layer of the partnership's own basemap as it lies under a sheet.</summary>
/// <param name="Name">Name of the layer.</param>
/// <param name="IsFilled">True for areas, false for lines.</param>
/// <param name="Paths">Paths in metres from the sheet's north-west corner, y to the south.</param>
public sealed record MapLayer(string Name, bool IsFilled, IReadOnlyList<string> Paths);

/// <summary>Streets, water and buildings under the outline of a space, so that whoever reads a report finds the place. Nothing is fetched from elsewhere.</summary>
internal static class ReportBackdrop
{
    // From bottom to top. Points and names are the sheet's own.
    private static readonly (string Name, bool IsFilled)[] Layers =
    [
        ("builtup", true), ("woods", true), ("parks", true), ("water", true), ("rivers", false), ("buildings", true), ("rail", false), ("paths", false), ("roads", false),
    ];

    /// <param name="sheet">The ground of the sheet, EPSG:27700, metres.</param>
    /// <param name="partnership">Whose basemap.</param>
    /// <param name="grid">The way between the basemap's degrees (EPSG:4326) and the grid.</param>
    /// <param name="context">The database, with the reader's open transaction.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<IReadOnlyList<MapLayer>> DrawAsync(Envelope sheet, Guid partnership, IGridTransform grid, SpacesContext context, CancellationToken cancel)
    {
        var names = Array.ConvertAll(Layers, layer => layer.Name);
        var stored = await context.BasemapLayers.AsNoTracking().Where(l => l.PartnershipId == partnership && names.Contains(l.Layer))
            .ToDictionaryAsync(l => l.Layer, l => l.GeoJsonGzip, cancel);
        var degrees = Degrees(sheet, grid);
        List<MapLayer> drawn = [];
        foreach (var (name, filled) in Layers)
        {
            if (!stored.TryGetValue(name, out var packed)) continue;
            await using var unpacked = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
            using var features = await JsonDocument.ParseAsync(unpacked, cancellationToken: cancel);
            List<string> paths = [];
            foreach (var feature in features.RootElement.GetProperty("features").EnumerateArray())
                if (feature.TryGetProperty("geometry", out var geometry) && geometry.ValueKind == JsonValueKind.Object) Add(geometry);
            if (paths.Count > 0) drawn.Add(new(name, filled, paths));

            void Add(JsonElement geometry)
            {
                var at = geometry.TryGetProperty("coordinates", out var coordinates) ? coordinates : default;
                switch (geometry.GetProperty("type").GetString())
                {
                    case "Polygon" when filled: paths.Add(Area(at)); break;
                    case "MultiPolygon" when filled: paths.AddRange(at.EnumerateArray().Select(Area)); break;
                    case "LineString" when !filled: paths.Add(Line(at)); break;
                    case "MultiLineString" when !filled: paths.AddRange(at.EnumerateArray().Select(Line)); break;
                }
            }
        }

        return [.. drawn.Select(layer => layer with { Paths = [.. layer.Paths.Where(path => path.Length > 0)] }).Where(layer => layer.Paths.Count > 0)];

        string Area(JsonElement rings)
        {
            var path = new StringBuilder();
            foreach (var ring in rings.EnumerateArray())
            {
                var corners = Positions(ring);
                var box = new Envelope();
                foreach (var corner in corners) box.ExpandToInclude(corner);
                if (!box.Intersects(degrees))
                {
                    // The outer ring says whether the area is here at all.
                    if (path.Length == 0) return "";
                    continue;
                }

                path.Append('M').AppendJoin('L', corners.Select(Place)).Append('Z');
            }

            return path.ToString();
        }

        // Only the parts of a line that touch the sheet: a road or a river goes on far beyond it.
        string Line(JsonElement line)
        {
            var path = new StringBuilder();
            var (corners, open) = (Positions(line), false);
            for (var i = 1; i < corners.Length; i++)
            {
                if (!degrees.Intersects(corners[i - 1], corners[i])) { open = false; continue; }
                if (!open) path.Append('M').Append(Place(corners[i - 1]));
                path.Append('L').Append(Place(corners[i]));
                open = true;
            }

            return path.ToString();
        }

        string Place(Coordinate degree)
        {
            var at = grid.FromLonLat(degree.X, degree.Y);
            return string.Create(CultureInfo.InvariantCulture, $"{at.Easting - sheet.MinX:F1} {sheet.MaxY - at.Northing:F1}");
        }
    }

    private static Coordinate[] Positions(JsonElement positions) => [.. positions.EnumerateArray().Select(at => new Coordinate(at[0].GetDouble(), at[1].GetDouble()))];

    // The box of degrees that holds the sheet: its corners, and a little more, because the grid is turned against the meridians.
    private static Envelope Degrees(Envelope sheet, IGridTransform grid)
    {
        var box = new Envelope();
        foreach (var (x, y) in ((double, double)[])[(sheet.MinX, sheet.MinY), (sheet.MinX, sheet.MaxY), (sheet.MaxX, sheet.MinY), (sheet.MaxX, sheet.MaxY)])
        {
            var (lon, lat) = grid.ToLonLat(x, y);
            box.ExpandToInclude(lon, lat);
        }

        box.ExpandBy(0.02 * box.Width, 0.02 * box.Height);
        return box;
    }
}
