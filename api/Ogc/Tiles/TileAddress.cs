using System.Globalization;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.Ogc.Tiles;

/// <summary>A tile of the web's pyramid of squares, EPSG:3857.</summary>
/// <param name="Zoom">0 for the whole world in one tile; each step halves the side.</param>
/// <param name="X">Column, from the west.</param>
/// <param name="Y">Row, from the north.</param>
internal readonly record struct TileAddress(int Zoom, int X, int Y)
{
    /// <summary>The last zoom with tiles of its own; maps draw closer views from it. A unit is then less than 20 cm.</summary>
    public const int LargestZoom = 16;

    /// <summary>Units along the side of a tile.</summary>
    public const int Extent = 4096;

    /// <summary>Half the side of the world, metres of EPSG:3857.</summary>
    public const double HalfWorld = 20_037_508.342789244;

    // The edges of a tile are curved on the National Grid, by less than this share of its side where it is small.
    private const double Curve = 0.02;
    private const int SmallFrom = 10;

    private double Side => 2 * HalfWorld / (1 << Zoom);

    /// <summary>Reads an address; refuses what is no number or lies beside the pyramid.</summary>
    public static Refusal? TryRead(string z, string x, string y, out TileAddress tile)
    {
        tile = default;
        if (!TryNumber(z, LargestZoom, out var zoom)) return Refusal.Of(ProblemCodes.NumberOutOfRange, "z", ("min", 0), ("max", LargestZoom));
        var last = (1 << zoom) - 1;
        if (!TryNumber(x, last, out var column)) return Refusal.Of(ProblemCodes.NumberOutOfRange, "x", ("min", 0), ("max", last));
        if (!TryNumber(y, last, out var row)) return Refusal.Of(ProblemCodes.NumberOutOfRange, "y", ("min", 0), ("max", last));
        tile = new(zoom, column, row);
        return null;
    }

    /// <summary>A position in units of the tile, from its north-west corner to the right and down; beside it too.</summary>
    /// <param name="easting">Metres, EPSG:27700.</param>
    /// <param name="northing">Metres, EPSG:27700.</param>
    /// <param name="grid">The transform in use.</param>
    public (double Right, double Down) Place(double easting, double northing, IGridTransform grid)
    {
        var (x, y) = OgcCrs.WebMercator.FromGrid(easting, northing, grid);
        return (((x + HalfWorld) / Side - X) * Extent, ((HalfWorld - y) / Side - Y) * Extent);
    }

    /// <summary>What the tile and a margin around it cover of the National Grid, EPSG:27700, and a little more; null where that is nothing.</summary>
    /// <param name="margin">Units around the tile.</param>
    /// <param name="grid">The transform in use.</param>
    public Envelope? OnGrid(int margin, IGridTransform grid)
    {
        var around = Side * margin / Extent;
        double west = (X * Side) - HalfWorld - around, north = HalfWorld - (Y * Side) + around;
        var far = Side + (2 * around);
        if ((Zoom >= SmallFrom ? Around(west, north, far, grid) : null) is not { } frame)
        {
            if (OgcBox.TryRead([west, north - far, west + far, north], "z", OgcCrs.WebMercator, grid, out var box) is not null || box.IsEmpty) return null;
            frame = box.EnvelopeInternal.Copy();
        }

        frame.ExpandBy(Math.Max(frame.Width, frame.Height) * Curve);
        frame = frame.Intersection(new(0, NationalGrid.MaxEasting, 0, NationalGrid.MaxNorthing));
        return frame.IsNull ? null : frame;
    }

    // Corners and middles of the edges of a small tile; null where one of them lies off the grid.
    private static Envelope? Around(double west, double north, double side, IGridTransform grid)
    {
        var frame = new Envelope();
        try
        {
            for (var i = 0; i < 9; i++)
            {
                var (lon, lat) = OgcCrs.WebMercator.ToLonLat(west + (side * (i % 3) / 2), north - (side * (i / 3) / 2), grid);
                var (easting, northing) = grid.FromLonLat(lon, lat);
                frame.ExpandToInclude(easting, northing);
            }
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }

        return frame;
    }

    private static bool TryNumber(string text, int largest, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= largest
        // One address for one tile.
        && (text.Length == 1 || text[0] != '0');
}
