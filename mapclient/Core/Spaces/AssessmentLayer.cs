using SpacesPlaces.Contracts;
using SpacesPlaces.MapClient.Language;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Spaces;

/// <summary>Assessments that are under way, each at its space: where it stands, and whether somebody should have looked at it.</summary>
public static class AssessmentLayer
{
    /// <summary>Stable id of the layer.</summary>
    public const string Id = "assessments";

    private const string OnTimeKey = "desktop.assessment";
    private const string OverdueKey = "desktop.assessment_overdue";

    /// <summary>Styles by the text key that says what they mean.</summary>
    public static IReadOnlyDictionary<string, FeatureStyle> Styles { get; } = new Dictionary<string, FeatureStyle>
    {
        [OnTimeKey] = new(Palette.Colour("action-tint"), 1, Palette.Colour("action"), 3, OutlineKind.Solid, Symbol: SymbolKind.Square, SymbolSize: 18),
        [OverdueKey] = new(Palette.Colour("action"), 1, Palette.Colour("map-halo"), 3, OutlineKind.Solid, Symbol: SymbolKind.Square, SymbolSize: 22),
    };

    /// <summary>Describes the assessments; those of a space that lies nowhere on the map are counted.</summary>
    /// <param name="assessments">What the reader received.</param>
    /// <param name="spaces">The spaces that the reader received.</param>
    /// <param name="words">The language.</param>
    public static LayerDescription Describe(IReadOnlyList<AssessmentView> assessments, IReadOnlyList<SpaceView> spaces, Words words)
    {
        ArgumentNullException.ThrowIfNull(assessments);
        ArgumentNullException.ThrowIfNull(spaces);
        ArgumentNullException.ThrowIfNull(words);
        var shapes = spaces.Where(space => space.Shape is not null).ToDictionary(space => space.Id, space => space.Shape!.Shape);
        return new(Id, "rooms.assessments", LayerGroup.Spaces, Styles,
            [.. assessments.Where(one => shapes.ContainsKey(one.SpaceId)).Select(one => new LayerFeature(
                one.Id.ToString(), shapes[one.SpaceId].InteriorPoint, one.Overdue ? OverdueKey : OnTimeKey, Told(one, words)))],
            CanPick: true, words.Count("desktop.assessments_overdue", assessments.Count(one => one.Overdue)), Counted: assessments.Count);
    }

    private static string Told(AssessmentView one, Words words) =>
        $"{words.Name(one.SpaceNameEn, one.SpaceNameCy) ?? words["spaces.unnamed"]}; {SpacePanel.Told(one, words)}";
}
