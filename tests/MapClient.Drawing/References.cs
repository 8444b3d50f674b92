using System.Runtime.CompilerServices;

namespace SpacesPlaces.MapClient.Drawing;

/// <summary>
/// Pictures as they were when somebody looked at them and found them right. SPACESPLACES_UPDATE_PICTURES=1 makes them anew, to be looked at again.
/// </summary>
internal static class References
{
    // Another typeface or another Skia moves the edges of letters, not what is drawn where.
    private const double MostThatDiffers = 0.02;

    public static void Agree(string name, Pixels drawn, [CallerFilePath] string here = "")
    {
        var kept = Path.Combine(Path.GetDirectoryName(here)!, "References", $"{name}.png");
        if (Environment.GetEnvironmentVariable("SPACESPLACES_UPDATE_PICTURES") == "1")
        {
            drawn.Save(kept);
            return;
        }

        var differs = drawn.Differs(Pixels.Read(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "References", $"{name}.png"))));
        if (differs <= MostThatDiffers) return;
        var seen = Path.Combine(AppContext.BaseDirectory, $"{name}-seen.png");
        drawn.Save(seen);
        Assert.Fail($"{differs:P1} of {name} differs from what was looked at; what was drawn lies at {seen}");
    }
}
