using System.Globalization;
using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Disclosure;
using SpacesPlaces.Geodata.Grids;

namespace SpacesPlaces.Api.Disclosure;

/// <summary>
/// The fixed areas in use. An operator may supply residents of 1 km squares as <c>residents.csv</c> in the data folder (a heading,
/// then <c>cell_x,cell_y,residents</c>, and if it is known <c>secondary_age</c>); without the file every area is a square of 16 km.
/// </summary>
public sealed class FixedAreas
{
    public const string FileName = "residents.csv";

    private FixedAreas(IReadOnlyDictionary<GridCell, int> residents, IReadOnlyDictionary<GridCell, int> secondaryAge) =>
        (Residents, SecondaryAge, Partition) = (residents, secondaryAge, new(residents));

    public AreaPartition Partition { get; }

    /// <summary>Residents of 1 km squares; empty where the operator supplied none.</summary>
    public IReadOnlyDictionary<GridCell, int> Residents { get; }

    /// <summary>Children of secondary age by 1 km square, as published; empty where the operator supplied none.</summary>
    public IReadOnlyDictionary<GridCell, int> SecondaryAge { get; }

    /// <summary>The one fixed area that holds the middle of a shape, EPSG:27700.</summary>
    public FixedArea Around(Geometry shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var middle = shape.Centroid;
        return Partition.AreaOf(new GridPoint(middle.X, middle.Y));
    }

    /// <summary>Areas after given residents of 1 km squares.</summary>
    public static FixedAreas Of(IReadOnlyDictionary<GridCell, int> residents, IReadOnlyDictionary<GridCell, int>? secondaryAge = null) =>
        new(residents, secondaryAge ?? new Dictionary<GridCell, int>());

    /// <summary>Reads the file, if there is one.</summary>
    /// <exception cref="InvalidDataException">A line is not two cell numbers and a number of residents: better none than wrong areas.</exception>
    public static FixedAreas Read(string dataFolder)
    {
        var path = Path.Combine(dataFolder, FileName);
        Dictionary<GridCell, int> residents = [], secondaryAge = [];
        if (!File.Exists(path)) return Of(residents);
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            if (++number == 1 || line.Length == 0) continue;
            var parts = line.Split(',');
            var children = 0;
            if (parts.Length is not (3 or 4) || !TryNumber(parts[0], out var x) || !TryNumber(parts[1], out var y) || !TryNumber(parts[2], out var count)
                || (parts.Length == 4 && !TryNumber(parts[3], out children)) || !residents.TryAdd(new(x, y), count))
            {
                throw new InvalidDataException($"Line {number} of {FileName} is not cell_x,cell_y,residents[,secondary_age] of a square that was not listed before.");
            }

            if (parts.Length == 4) secondaryAge[new(x, y)] = children;
        }

        return Of(residents, secondaryAge);
    }

    /// <summary>Writes the file, in the order of the squares.</summary>
    public static void Write(string dataFolder, IReadOnlyDictionary<GridCell, int> residents, IReadOnlyDictionary<GridCell, int> secondaryAge) =>
        File.WriteAllLines(
            Path.Combine(dataFolder, FileName),
            [
                "cell_x,cell_y,residents,secondary_age",
                .. residents.OrderBy(cell => (cell.Key.CellY, cell.Key.CellX)).Select(cell => string.Create(
                    CultureInfo.InvariantCulture, $"{cell.Key.CellX},{cell.Key.CellY},{cell.Value},{secondaryAge.GetValueOrDefault(cell.Key)}")),
            ]);

    private static bool TryNumber(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
