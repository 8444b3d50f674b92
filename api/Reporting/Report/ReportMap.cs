using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Grids;

namespace SpacesPlaces.Api.Reporting.Report;

/// <summary>A public name on the map, in metres from its north-west corner.</summary>
public sealed record MapName(string NameEn, string NameCy, double X, double Y);

/// <summary>The space on the ground as it is drawn: metres from the north-west corner of the sheet, y to the south.</summary>
/// <param name="Width">Metres across.</param>
/// <param name="Height">Metres down.</param>
/// <param name="Outline">The space as a path.</param>
/// <param name="Backdrop">What of the partnership's own basemap lies under it, from bottom to top; empty where it has none.</param>
/// <param name="Lines">Lines of the National Grid as a path.</param>
/// <param name="LineMetres">How far they are apart.</param>
/// <param name="BarMetres">Length of the scale bar.</param>
/// <param name="Names">Public names that lie here.</param>
/// <param name="Reference">The square of a kilometre in which its middle lies.</param>
public sealed record ReportMap(
    double Width, double Height, string Outline, IReadOnlyList<MapLayer> Backdrop, string Lines, int LineMetres, int BarMetres, IReadOnlyList<MapName> Names, string Reference)
{
    /// <summary>Easting of the sheet's west edge, EPSG:27700.</summary>
    public double West { get; init; }

    /// <summary>Northing of the sheet's north edge, EPSG:27700.</summary>
    public double North { get; init; }

    private const int MostNames = 12;
    private static readonly int[] Steps = [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000];

    /// <param name="shape">The space, EPSG:27700; what is no area gives the sheet its place and is not drawn.</param>
    /// <param name="partnership">Whose public names.</param>
    /// <param name="grid">The way between the basemap's degrees and the grid.</param>
    /// <param name="context">The database, with the reader's open transaction.</param>
    /// <param name="cancel">Stops it.</param>
    internal static async Task<ReportMap> DrawAsync(Geometry shape, Guid partnership, IGridTransform grid, SpacesContext context, CancellationToken cancel)
    {
        var sheet = shape.EnvelopeInternal.Copy();
        sheet.ExpandBy(Math.Max(sheet.Width, sheet.Height) * 0.35);
        // Three to two, whatever the space looks like.
        var (wide, high) = (Math.Max(0, (1.5 * sheet.Height) - sheet.Width), Math.Max(0, (sheet.Width / 1.5) - sheet.Height));
        sheet.ExpandBy(wide / 2, high / 2);
        var cells = GridCellRange.Covering(sheet);
        var places = await context.Places.AsNoTracking()
            .Where(p => p.PartnershipId == partnership && !p.Gone
                && p.CellX >= cells.MinX && p.CellX <= cells.MaxX && p.CellY >= cells.MinY && p.CellY <= cells.MaxY)
            .Select(p => new { p.Id, p.NameEn, p.NameCy, p.Point }).ToListAsync(cancel);
        var middle = shape.EnvelopeInternal.Centre;
        // Names at the upper and the lower edge would be cut, and meet the arrow and the bar.
        var within = new Envelope(sheet.MinX, sheet.MaxX, sheet.MinY + (0.12 * sheet.Height), sheet.MaxY - (0.05 * sheet.Height));
        var arrow = new Envelope(sheet.MaxX - (0.12 * sheet.Width), sheet.MaxX, sheet.MaxY - (0.25 * sheet.Height), sheet.MaxY);
        var names = places.Where(place => within.Contains(place.Point.Coordinate) && !arrow.Contains(place.Point.Coordinate))
            .OrderBy(place => place.Point.Coordinate.Distance(middle)).ThenBy(place => place.Id).Take(MostNames)
            .Select(place => new MapName(place.NameEn, place.NameCy, place.Point.X - sheet.MinX, sheet.MaxY - place.Point.Y));
        var line = Steps.First(step => sheet.Width / step <= 12 || step == Steps[^1]);
        return new(
            sheet.Width, sheet.Height, PathOf(shape, sheet), await ReportBackdrop.DrawAsync(sheet, partnership, grid, context, cancel), LinesOf(sheet, line), line, Steps.Last(step => step <= sheet.Width / 4 || step == Steps[0]),
            [.. names], GridReference.Of(new(middle.X, middle.Y), 1000).ToString())
        {
            West = sheet.MinX,
            North = sheet.MaxY,
        };
    }

    private static string PathOf(Geometry shape, Envelope sheet)
    {
        var path = new StringBuilder();
        for (var i = 0; i < shape.NumGeometries; i++)
        {
            if (shape.GetGeometryN(i) is not Polygon polygon) continue;
            foreach (var ring in polygon.InteriorRings.Prepend(polygon.ExteriorRing))
            {
                path.Append('M').AppendJoin('L', ring.Coordinates.Select(at => string.Create(CultureInfo.InvariantCulture, $"{at.X - sheet.MinX:F1} {sheet.MaxY - at.Y:F1}")));
                path.Append('Z');
            }
        }

        return path.ToString();
    }

    private static string LinesOf(Envelope sheet, int apart)
    {
        var path = new StringBuilder();
        for (var x = Math.Ceiling(sheet.MinX / apart) * apart; x <= sheet.MaxX; x += apart)
            path.Append(CultureInfo.InvariantCulture, $"M{x - sheet.MinX:F1} 0V{sheet.Height:F1}");
        for (var y = Math.Ceiling(sheet.MinY / apart) * apart; y <= sheet.MaxY; y += apart)
            path.Append(CultureInfo.InvariantCulture, $"M0 {sheet.MaxY - y:F1}H{sheet.Width:F1}");
        return path.ToString();
    }
}
