using SpacesPlaces.MapClient.Language;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Print;

/// <summary>What stands around a map that leaves the screen, in words: paper and picture say it alike, because both read it here.</summary>
/// <param name="Handling">Handling mark.</param>
/// <param name="Who">Who made it, when, in which language.</param>
/// <param name="Demonstration">That the county is invented; null for a real partnership.</param>
/// <param name="Title">Title.</param>
/// <param name="Filter">The filters.</param>
/// <param name="Scale">Length of the scale bar.</param>
/// <param name="ScalePart">Part of the picture's width that the scale bar takes, 0 to 1.</param>
/// <param name="Shape">Width of the picture by its height.</param>
/// <param name="North">Where north is.</param>
/// <param name="Sources">Where what is shown comes from.</param>
/// <param name="Legend">What the signs mean, without the ground.</param>
public sealed record SheetHead(
    string Handling, string Who, string? Demonstration, string Title, string Filter, string Scale, double ScalePart, double Shape, string North, string Sources,
    IReadOnlyList<LegendPart> Legend)
{
    private const double ScalePixels = 160;
    private const double MetresPerDegree = 111_320;
    private const string Mark = "OFFICIAL-SENSITIVE";

    /// <summary>Says it for what is on screen.</summary>
    /// <param name="drawn">Layers that are on, the lowest first, as they are on screen.</param>
    /// <param name="view">What is on screen.</param>
    /// <param name="marking">Whose it is, who makes it, when and from what.</param>
    /// <param name="words">The language.</param>
    public static SheetHead Of(IReadOnlyList<LayerState> drawn, MapView view, PrintMarking marking, Words words)
    {
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(marking);
        ArgumentNullException.ThrowIfNull(words);
        var language = words.Tongue == Geodata.Language.Tongue.Cy ? "cy" : "en";
        var wide = view.Box.Width * MetresPerDegree * Math.Cos(view.Box.Centre.Y * Math.PI / 180) / view.MetresPerPixel;
        var tall = view.Box.Height * MetresPerDegree / view.MetresPerPixel;
        var scale = ScaleBar.Of(view.MetresPerPixel, ScalePixels);
        return new(
            Mark, words.Say("house.printed", ("user", marking.User), ("moment", words.Moment(marking.At)), ("language", words[$"house.language_{language}"])),
            marking.IsDemonstration ? $"{words["house.demonstration"]}: {words["house.demonstration_means"]}" : null,
            $"{words["desktop.print_title"]}: {marking.Partnership}", marking.FilterTold, words.Distance(scale.Metres), scale.Pixels / wide, wide / tall,
            $"↑ {words["report.north"]}", marking.Sources,
            [.. Map.Legend.Of(drawn, words).Where(part => part.SaysSomething)]);
    }
}
