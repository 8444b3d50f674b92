using System.Globalization;
using System.Reflection;

namespace SpacesPlaces.Geodata.Tests;

/// <summary>Numbers frozen from other tools, in <c>Expected/</c>; each file's first line says what made it.</summary>
internal static class ExpectedFile
{
    public static double[][] Rows(string name)
    {
        using var file = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return [.. file.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] != '#')
            .Select(line => line.Split(',').Select(field => double.Parse(field, CultureInfo.InvariantCulture)).ToArray())];
    }
}
