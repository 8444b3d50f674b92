using System.Globalization;
using System.Text.Json;
using SpacesPlaces.Geodata.Grids;
using Xunit.Abstractions;

namespace SpacesPlaces.Geodata.Tests.Hotspots.Surfaces;

/// <summary>Maps with known answers: Columbus crime beside the repository, North Carolina's counties in <c>Expected/</c>.</summary>
internal static class ReferenceMaps
{
    public static (double[] Crime, NeighbourLists Neighbours, JsonElement Expected)? Columbus(ITestOutputHelper output)
    {
        if (SharedData.Lines("reference/pysal/columbus.geojson", output) is not { } map
            || SharedData.Lines("reference/pysal/columbus.gal", output) is not { } gal
            || SharedData.Lines("reference/pysal/columbus_expected.json", output) is not { } expected) return null;
        var crime = JsonDocument.Parse(string.Join('\n', map)).RootElement.GetProperty("features").EnumerateArray()
            .Select(f => f.GetProperty("properties")).OrderBy(p => p.GetProperty("POLYID").GetDouble())
            .Select(p => p.GetProperty("CRIME").GetDouble()).ToArray();
        var lists = new int[crime.Length][];
        for (var line = 1; line + 1 < gal.Length; line += 2)
        {
            var area = int.Parse(gal[line].Split(' ')[0], CultureInfo.InvariantCulture);
            lists[area - 1] = [.. gal[line + 1].Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(n => int.Parse(n, CultureInfo.InvariantCulture) - 1)];
        }

        return (crime, NeighbourLists.From(lists), JsonDocument.Parse(string.Join('\n', expected)).RootElement);
    }

    public static (double[][] Rows, double[] Rates, NeighbourLists Neighbours) Counties()
    {
        var rows = ExpectedFile.Rows("sids_local.csv");
        // spData's neighbours of a county without any would be written as -1; this map has none such.
        return (rows, [.. rows.Select(r => r[0])], NeighbourLists.From([.. rows.Select(r => r.Skip(5).Select(j => (int)j).ToArray())]));
    }
}
