using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Grids;

namespace SpacesPlaces.Geodata.Disclosure;

/// <summary>A square of the fixed quad-tree over the national grid, with sides of 1, 2, 4, 8 or 16 km.</summary>
/// <param name="Level">0 for 1 km, up to 4 for 16 km: the side is 2 to the power of the level, in kilometres.</param>
/// <param name="X">Columns east, counted in squares of this level.</param>
/// <param name="Y">Rows north, counted in squares of this level.</param>
public readonly record struct FixedArea(int Level, int X, int Y) : IComparable<FixedArea>
{
    /// <summary>The coarsest level, 16 km.</summary>
    public const int TopLevel = 4;

    /// <summary>Side of the square in metres.</summary>
    public double SideMetres => GridCell.SideMetres * (1 << Level);

    /// <summary>The four squares of the next finer level.</summary>
    public IEnumerable<FixedArea> Parts()
    {
        for (var i = 0; i < 4; i++) yield return new(Level - 1, (X << 1) + (i & 1), (Y << 1) + (i >> 1));
    }

    /// <summary>The square of a level that holds a 1 km cell.</summary>
    public static FixedArea Of(GridCell cell, int level) => new(level, cell.CellX >> level, cell.CellY >> level);

    /// <summary>The extent in metres, EPSG:27700.</summary>
    public Envelope Extent => new(X * SideMetres, (X + 1) * SideMetres, Y * SideMetres, (Y + 1) * SideMetres);

    /// <summary>The square as a polygon, EPSG:27700, SRID set.</summary>
    public Polygon ToPolygon() => (Polygon)GridCell.Geometries.ToGeometry(Extent);

    /// <summary>True when a 1 km cell lies in the square.</summary>
    public bool Contains(GridCell cell) => Of(cell, Level) == this;

    /// <summary>From south to north, then from west to east, by the south-west corner; the finer square first.</summary>
    public int CompareTo(FixedArea other) =>
        ((long)Y << Level, (long)X << Level, Level).CompareTo(((long)other.Y << other.Level, (long)other.X << other.Level, other.Level));

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator <(FixedArea left, FixedArea right) => left.CompareTo(right) < 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator >(FixedArea left, FixedArea right) => left.CompareTo(right) > 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator <=(FixedArea left, FixedArea right) => left.CompareTo(right) <= 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator >=(FixedArea left, FixedArea right) => left.CompareTo(right) >= 0;
}

/// <summary>
/// The fixed areas by which readers outside the core group see the map: squares of the quad-tree, each as fine as its population
/// allows. They follow residents alone, never records, and no two of them overlap, so that no area can be taken from another.
/// </summary>
/// <remarks>
/// A square is divided only when each of its four parts has enough residents. Merging single poor squares upwards instead would
/// leave a fine square inside a coarse one, and "the coarse one without the fine one" is an area that nobody meant to show.
/// </remarks>
public sealed class AreaPartition
{
    /// <summary>Fewest residents of an area, unless the partnership sets another number.</summary>
    public const int DefaultLeastResidents = 500;

    private readonly Dictionary<FixedArea, long> residents = [];
    private readonly int least;

    /// <param name="residentsOfCells">Residents of 1 km cells; a cell that is not listed has none.</param>
    /// <param name="leastResidents">Fewest residents of an area, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The least number is not positive, or a cell has fewer than no residents.</exception>
    public AreaPartition(IReadOnlyDictionary<GridCell, int> residentsOfCells, int leastResidents = DefaultLeastResidents)
    {
        ArgumentNullException.ThrowIfNull(residentsOfCells);
        ArgumentOutOfRangeException.ThrowIfLessThan(leastResidents, 1);
        least = leastResidents;
        foreach (var (cell, count) in residentsOfCells)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(count, nameof(residentsOfCells));
            for (var level = 0; level <= FixedArea.TopLevel; level++)
            {
                var area = FixedArea.Of(cell, level);
                residents[area] = residents.GetValueOrDefault(area) + count;
            }
        }
    }

    /// <summary>The area that holds a 1 km cell: the coarsest square where its population is unknown.</summary>
    public FixedArea AreaOf(GridCell cell)
    {
        var area = FixedArea.Of(cell, FixedArea.TopLevel);
        while (IsDivided(area)) area = FixedArea.Of(cell, area.Level - 1);
        return area;
    }

    /// <summary>The area that holds a point; a point on a border belongs to the area east and north of it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The point is outside the grid of Great Britain or not finite.</exception>
    public FixedArea AreaOf(GridPoint point) => AreaOf(GridCell.Of(point));

    /// <summary>Every area that shares ground with a shape, in order.</summary>
    /// <param name="shape">EPSG:27700.</param>
    public IReadOnlyList<FixedArea> Covering(Geometry shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.IsEmpty) return [];
        var cells = GridCellRange.Covering(shape.EnvelopeInternal);
        var found = new List<FixedArea>();
        for (var y = cells.MinY >> FixedArea.TopLevel; y <= cells.MaxY >> FixedArea.TopLevel; y++)
            for (var x = cells.MinX >> FixedArea.TopLevel; x <= cells.MaxX >> FixedArea.TopLevel; x++)
                Collect(new(FixedArea.TopLevel, x, y));
        found.Sort();
        return found;

        void Collect(FixedArea area)
        {
            // Ground, not a common border: an area that only touches the shape has nothing to tell of it.
            if (!area.Extent.Intersects(shape.EnvelopeInternal) || !area.ToPolygon().Relate(shape, "T********")) return;
            if (!IsDivided(area)) found.Add(area);
            else foreach (var part in area.Parts()) Collect(part);
        }
    }

    private bool IsDivided(FixedArea area) => area.Level > 0 && area.Parts().All(part => residents.GetValueOrDefault(part) >= least);
}
