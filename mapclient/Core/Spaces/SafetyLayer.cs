using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Language;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Spaces;

/// <summary>One merged safety map that is shown.</summary>
/// <param name="Space">The space that it is of.</param>
/// <param name="Grid">Its squares.</param>
/// <param name="Least">Fewest voices that are shown.</param>
/// <param name="Map">The map: one round, by day or after dark.</param>
public sealed record SafetyShown(SpaceView Space, SafetyMapGrid Grid, int Least, MergedSafetyMap Map);

/// <summary>
/// Young people's safety maps as the office merged them: nobody's own, and no square of too few voices. The only layer with red, amber and green;
/// a letter and a pattern say the same.
/// </summary>
public static class SafetyLayer
{
    /// <summary>Stable id of the layer.</summary>
    public const string Id = "safety";

    private const string TooFewKey = "safety_map.too_few";
    private const double Strong = 0.75;
    private const double LeastLetterPixels = 16;

    /// <summary>Styles by the text key of the colour they stand for.</summary>
    public static IReadOnlyDictionary<string, FeatureStyle> Styles { get; } = new Dictionary<string, FeatureStyle>
    {
        [KeyOf(SafetyColour.Red)] = new(Palette.Colour("safety-red"), Strong, Palette.Colour("ink-soft"), 1.2, OutlineKind.Solid, PatternKind.Crossed),
        [KeyOf(SafetyColour.Amber)] = new(Palette.Colour("safety-amber"), Strong, Palette.Colour("ink-soft"), 1.2, OutlineKind.Dashed, PatternKind.Level),
        [KeyOf(SafetyColour.Green)] = new(Palette.Colour("safety-green"), Strong, Palette.Colour("ink-soft"), 1.2, OutlineKind.Solid),
        [TooFewKey] = new(Palette.Colour("surface"), 0.4, Palette.Colour("line-strong"), 1, OutlineKind.Dotted, PatternKind.Slanted),
    };

    /// <summary>Describes a map; without features, and saying so, where the space was drawn anew since.</summary>
    public static LayerDescription Describe(SafetyShown shown, IGridTransform grid, Words words)
    {
        ArgumentNullException.ThrowIfNull(shown);
        ArgumentNullException.ThrowIfNull(grid);
        ArgumentNullException.ThrowIfNull(words);
        var ground = shown.Space.Shape is { } area ? SafetyGround.Of(shown.Grid, area.Shape, grid) : null;
        var told = shown.Map.Cells.ToDictionary(cell => cell.Cell);
        IReadOnlyList<LayerFeature> features = ground is null ? [] : [.. shown.Grid.Cells.OrderBy(told.ContainsKey).Select(name => told.TryGetValue(name, out var cell)
            ? new LayerFeature(name, ground.Square(name, grid), KeyOf(cell.Colour), Told(cell, words), words[$"safety_letter.{WireName.Of(cell.Colour)}"])
            : new LayerFeature(name, ground.Square(name, grid), TooFewKey, $"{name}: {words[TooFewKey]}"))];
        return new(Id, "safety_map.title", LayerGroup.Spaces, Styles, features, CanPick: true, Caption(shown, ground is not null, words), Counted: told.Count,
            LabelMaxResolution: shown.Grid.SideMetres / LeastLetterPixels);
    }

    /// <summary>Which round, and which time of the day.</summary>
    public static string TitleOf(MergedSafetyMap map, Words words)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(words);
        return $"{(map.Round == 0 ? words["observation.before"] : words.Say("assessments.round", ("number", Words.Number(map.Round))))}, {words.Word(map.Time)}";
    }

    /// <summary>How many maps there are; of too few, that there are too few.</summary>
    public static string CountOf(MergedSafetyMap map, Words words)
    {
        ArgumentNullException.ThrowIfNull(map);
        ArgumentNullException.ThrowIfNull(words);
        var day = ("day", words.Day(map.ClosedOn));
        return map.Maps is { } maps ? words.Count("safety_map.maps", maps, day) : words.Say("safety_map.maps_few", day);
    }

    private static string Caption(SafetyShown shown, bool fits, Words words)
    {
        List<string> parts = [SpaceLayer.NameOf(shown.Space, words), TitleOf(shown.Map, words), CountOf(shown.Map, words)];
        if (!fits) parts.Add(words["desktop.safety_redrawn"]);
        else if (shown.Map.Cells.Count == 0) parts.Add(words["safety_map.no_squares"]);
        parts.Add(words.Say("safety_map.means", ("n", Words.Number(shown.Least))));
        return string.Join("; ", parts);
    }

    private static string Told(MergedSafetyCell cell, Words words)
    {
        List<string> parts = [$"{cell.Cell}: {words[KeyOf(cell.Colour)]}", words.Count("desktop.voices", cell.Voices)];
        if (cell is { Red: { } red, Amber: { } amber, Green: { } green })
            parts.Add(words.Say("safety_map.split", ("red", Words.Number(red)), ("amber", Words.Number(amber)), ("green", Words.Number(green))));
        if (cell.Reasons.Count > 0) parts.Add(string.Join(", ", cell.Reasons.Select(reason => words[$"safety_reason.{reason}"])));
        if (cell.SafePlace) parts.Add(words["safety_map.safe_place"]);
        if (cell.TrustedAdult) parts.Add(words["safety_map.trusted_adult"]);
        return string.Join("; ", parts);
    }

    private static string KeyOf(SafetyColour colour) => $"safety_merged.{WireName.Of(colour)}";
}
