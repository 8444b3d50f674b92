using System.Globalization;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>
/// The way between WGS84 and the National Grid that this program goes: OSTN15 where the operator put its file into the data folder
/// (<see cref="ShiftGridFile.FileName"/>), else the seven parameters.
/// </summary>
internal static class GridInUse
{
    /// <summary>True when the operator supplied OSTN15.</summary>
    public static bool IsSupplied(string dataFolder) => File.Exists(PathIn(dataFolder));

    /// <summary>Reads the file, if there is one; about a second for the whole of Great Britain.</summary>
    /// <exception cref="InvalidDataException">It is no such file: better no start than positions that are off without notice.</exception>
    public static IGridTransform Read(string dataFolder)
    {
        if (!IsSupplied(dataFolder)) return NationalGrid.Helmert;
        try
        {
            using var text = File.OpenText(PathIn(dataFolder));
            return new Ostn15(ShiftGridFile.Read(text));
        }
        catch (InvalidDataException wrong)
        {
            throw new InvalidDataException($"{ShiftGridFile.FileName} in the data folder cannot be used. {wrong.Message}", wrong);
        }
    }

    /// <summary>One line for the operator: which way, and how exact.</summary>
    public static string Say(IGridTransform grid) => grid is Ostn15
        ? "Coordinates: OSTN15, exact to 1 cm"
        : string.Create(CultureInfo.InvariantCulture, $"Coordinates: {grid.Method}, within {grid.AccuracyMetres:0.##} m in Wales (up to 5 m elsewhere); see OSTN15 in docs/operate.md");

    private static string PathIn(string dataFolder) => Path.Combine(dataFolder, ShiftGridFile.FileName);
}
