using System.Globalization;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;

namespace SpacesPlaces.Geodata.Assessments;

/// <summary>
/// The squares of a safety map: those that a space covers, named as on a street plan, letters from west and numbers from north. It stays the
/// same through all rounds, so that a square means the same ground.
/// </summary>
/// <param name="SideMetres">Side of a square, one of <see cref="Sides"/>.</param>
/// <param name="Columns">Columns, the first one A.</param>
/// <param name="Rows">Rows, the first one 1 in the north.</param>
/// <param name="Cells">Names of the squares, row by row from north-west.</param>
/// <param name="Outline">
/// The rings of the space in squares from the north-west corner of the grid, x to the east and y to the south, to a hundredth: they tell the shape
/// and not where on earth it lies.
/// </param>
public sealed record SafetyGrid(
    int SideMetres, int Columns, int Rows, IReadOnlyList<string> Cells, IReadOnlyList<IReadOnlyList<IReadOnlyList<double>>> Outline)
{
    /// <summary>Easting of the north-west corner, EPSG:27700, in metres.</summary>
    public double West { get; private init; }

    /// <summary>Northing of the north-west corner.</summary>
    public double North { get; private init; }

    /// <summary>Sides that there are, in metres; 100 for spaces that are too large for smaller squares.</summary>
    public static IReadOnlyList<int> Sides { get; } = [25, 50, 100];

    /// <summary>Most squares of a map: more cannot be coloured on a phone, and five voices for each would not come.</summary>
    public const int MostCells = 400;

    private const double LeastShare = 0.05;
    private const int Letters = 26;
    private const int MostColumns = Letters + (Letters * Letters);

    /// <summary>The squares of the National Grid that a space covers.</summary>
    /// <param name="space">The area, EPSG:27700, valid and not empty.</param>
    /// <param name="sideMetres">One of <see cref="Sides"/>.</param>
    /// <returns>The grid, or null where the space covers more than <see cref="MostCells"/> squares.</returns>
    /// <exception cref="ArgumentException">The area is empty or no area.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no squares of this side.</exception>
    /// <remarks>
    /// A square of which the space covers less than a twentieth is none of it, unless the space covers no more of any. Corners lie at multiples of the
    /// side, so spaces side by side share their lines. Poor for a long thin space that runs askew: many of its squares are mostly outside it.
    /// </remarks>
    public static SafetyGrid? Over(Geometry space, int sideMetres)
    {
        ArgumentNullException.ThrowIfNull(space);
        if (!Sides.Contains(sideMetres)) throw new ArgumentOutOfRangeException(nameof(sideMetres), sideMetres, $"A square's side is {string.Join(", ", Sides)} m.");
        if (space.IsEmpty || space.Dimension != Dimension.Surface) throw new ArgumentException("A safety map lies over an area.", nameof(space));
        var extent = space.EnvelopeInternal;
        int west = Down(extent.MinX), east = Up(extent.MaxX), south = Down(extent.MinY), north = Up(extent.MaxY);
        var (columns, rows) = (east - west, north - south);
        // A bound before anything is drawn: whatever the shape, so wide a box is too large.
        if ((long)columns * rows > MostCells * Letters || columns > MostColumns) return null;
        var prepared = PreparedGeometryFactory.Prepare(space);
        List<(int Column, int Row, double Share)> met = [];
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                Envelope square = new((west + column) * sideMetres, (west + column + 1) * sideMetres, (north - row - 1) * sideMetres, (north - row) * sideMetres);
                var shape = space.Factory.ToGeometry(square);
                var share = prepared.Contains(shape) ? 1 : prepared.Intersects(shape) ? shape.Intersection(space).Area / shape.Area : 0;
                if (share > 0) met.Add((column, row, share));
            }
        }

        if (met.Exists(one => one.Share >= LeastShare)) met.RemoveAll(one => one.Share < LeastShare);
        if (met.Count is 0 or > MostCells) return null;
        int left = met.Min(one => one.Column), top = met.Min(one => one.Row);
        return new(
            sideMetres, met.Max(one => one.Column) - left + 1, met.Max(one => one.Row) - top + 1, [.. met.Select(one => NameOf(one.Column - left, one.Row - top))],
            [.. Rings(space).Select(ring => Local(ring, west + left, north - top, sideMetres))])
        {
            West = (west + left) * (double)sideMetres,
            North = (north - top) * (double)sideMetres,
        };

        int Down(double metres) => (int)Math.Floor(metres / sideMetres);
        int Up(double metres) => (int)Math.Ceiling(metres / sideMetres);
    }

    /// <summary>Column and row of a square by its name, both from 0: what <see cref="NameOf"/> undoes.</summary>
    /// <param name="name">A name that <see cref="NameOf"/> gave.</param>
    /// <exception cref="FormatException">It is no name of a square.</exception>
    public static (int Column, int Row) PlaceOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var signs = name.AsSpan().IndexOfAnyExceptInRange('A', 'Z');
        if (signs is not (1 or 2) || !int.TryParse(name.AsSpan(signs), NumberStyles.None, CultureInfo.InvariantCulture, out var row) || row == 0) throw new FormatException("No name of a square.");
        var column = 0;
        foreach (var letter in name.AsSpan(0, signs)) column = (column * Letters) + letter - 'A' + 1;
        return (column - 1, row - 1);
    }

    /// <summary>Name of a square: <c>A1</c> is the one in the north-west.</summary>
    /// <param name="column">Columns from west, 0 to 701.</param>
    /// <param name="row">Rows from north, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such column or row.</exception>
    public static string NameOf(int column, int row)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, MostColumns);
        var letters = column < Letters ? $"{(char)('A' + column)}" : $"{(char)('A' + (column / Letters) - 1)}{(char)('A' + (column % Letters))}";
        return string.Create(CultureInfo.InvariantCulture, $"{letters}{row + 1}");
    }

    private static IEnumerable<LineString> Rings(Geometry space)
    {
        for (var i = 0; i < space.NumGeometries; i++)
        {
            if (space.GetGeometryN(i) is not Polygon polygon) continue;
            yield return polygon.ExteriorRing;
            foreach (var hole in polygon.InteriorRings) yield return hole;
        }
    }

    private static IReadOnlyList<IReadOnlyList<double>> Local(LineString ring, int west, int north, int side) =>
        [.. ring.Coordinates.Select(corner => (IReadOnlyList<double>)[Math.Round((corner.X / side) - west, 2), Math.Round(north - (corner.Y / side), 2)])];
}
