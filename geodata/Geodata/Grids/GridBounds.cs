using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Geodata.Grids;

/// <summary>What every grid refuses: numbers that are no places, degrees, sizes that help nobody.</summary>
internal static class GridBounds
{
    private const double MostDegrees = 180;

    public static double RequireSize(double metres, string name) =>
        metres is >= ICellGrid.LeastSizeMetres and <= ICellGrid.MostSizeMetres
            ? metres
            : throw new ArgumentOutOfRangeException(
                name, $"A cell is {ICellGrid.LeastSizeMetres} to {ICellGrid.MostSizeMetres} metres wide.");

    public static void RequirePoint(double easting, double northing, string name)
    {
        if (IsOnGrid(easting, northing)) return;
        throw new ArgumentOutOfRangeException(name, Math.Abs(easting) <= MostDegrees && Math.Abs(northing) <= MostDegrees
            ? "The point looks like degrees; metres of the National Grid are needed."
            : "The point lies outside the grid of Great Britain.");
    }

    public static void RequireBox(Envelope box, string name)
    {
        ArgumentNullException.ThrowIfNull(box);
        if (box.IsNull) throw new ArgumentException("The box is empty.", name);
        // A box may begin at the origin; one that also ends beside it is in degrees.
        if (box.MaxX <= MostDegrees && box.MaxY <= MostDegrees)
            throw new ArgumentOutOfRangeException(name, "The box looks like degrees; metres of the National Grid are needed.");
        if (!NationalGrid.Contains(box.MinX, box.MinY) || !NationalGrid.Contains(box.MaxX, box.MaxY))
            throw new ArgumentOutOfRangeException(name, "The box reaches outside the grid of Great Britain.");
        if (!(box.Width > 0 && box.Height > 0)) throw new ArgumentException("The box has no area.", name);
    }

    public static bool IsOnGrid(double easting, double northing) =>
        NationalGrid.Contains(easting, northing) && (easting > MostDegrees || northing > MostDegrees);
}
