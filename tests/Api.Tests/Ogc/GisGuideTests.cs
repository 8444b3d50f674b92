using System.Diagnostics;
using System.Text.RegularExpressions;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Ogc;

/// <summary>The guide for GIS officers says what works: each of its pieces of code that is marked so is run against the program.</summary>
public sealed partial class GisGuideTests(OgcWorld api) : IClassFixture<OgcWorld>
{
    [GdalFact]
    public async Task EveryPieceOfCode_Runs()
    {
        var guide = await File.ReadAllTextAsync(Path.Combine(HouseRulesTests.Repository(), "docs/gis.md"));
        var pieces = Piece().Matches(guide).Select(piece => (Language: piece.Groups[1].Value, Code: piece.Groups[2].Value)).ToList();
        Assert.True(pieces.Count >= 3, "The guide's code is not seen.");
        var key = await api.KeyAsync(Role.Analyst, "The guide");
        var folder = Directory.CreateTempSubdirectory("gis-guide-").FullName;
        foreach (var (language, code) in pieces)
        {
            var text = code.Replace("https://HOST", api.Address.ToString().TrimEnd('/'), StringComparison.Ordinal);
            var said = await RunAsync(language == "python" ? ["python3", "-c", text] : ["bash", "-e", "-c", text], key, folder);
            if (language == "python") Assert.Contains($"{OgcWorld.Youth + OgcWorld.Police + OgcWorld.Nowhere} incidents", said, StringComparison.Ordinal);
            else Assert.NotEmpty(said);
        }

        Assert.True(new FileInfo(Path.Combine(folder, "incidents.gpkg")).Length > 10_000);
        // A heading, and a line for each space.
        Assert.Equal(5, (await File.ReadAllLinesAsync(Path.Combine(folder, "spaces.csv"))).Length);
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<string> RunAsync(string[] command, string key, string folder)
    {
        var start = new ProcessStartInfo(command[0]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        foreach (var argument in command[1..]) start.ArgumentList.Add(argument);
        start.Environment["KEY"] = key;
        using var process = Process.Start(start)!;
        var (said, told) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await told);
        return await said;
    }

    [GeneratedRegex(@"```(sh|python) run\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Piece();
}
