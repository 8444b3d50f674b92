using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Language;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Spaces;

/// <summary>Spaces and the work on them. Each status has a line of its own; for readers of bands the same lines stand for the four words.</summary>
public static class SpaceLayer
{
    /// <summary>Stable id of the layer.</summary>
    public const string Id = "spaces";

    private const double Tint = 0.07;

    /// <summary>Styles by the text key of the status or band they stand for.</summary>
    public static IReadOnlyDictionary<string, FeatureStyle> Styles { get; } = new Dictionary<string, FeatureStyle>
    {
        [Words.KeyOf(SpaceStatus.Noted)] = Line("ink-soft", 2, OutlineKind.Dotted),
        [Words.KeyOf(SpaceStatus.Screening)] = Line("action", 2, OutlineKind.Dotted),
        [Words.KeyOf(SpaceStatus.UnderAssessment)] = Line("action", 2.5, OutlineKind.Dashed),
        [Words.KeyOf(SpaceStatus.ReOpened)] = Line("action", 3, OutlineKind.Solid),
        [Words.KeyOf(SpaceStatus.PlanActive)] = Line("plan", 3, OutlineKind.Solid),
        [Words.KeyOf(SpaceStatus.Review)] = Line("plan", 2.5, OutlineKind.Dashed),
        [Words.KeyOf(SpaceStatus.SteppedDown)] = Line("plan", 2, OutlineKind.Dotted),
        [Words.KeyOf(SpaceStatus.Closed)] = Line("line-strong", 1.5, OutlineKind.Dashed),
        [Words.KeyOf(SpaceStatus.NoFurtherAction)] = Line("line-strong", 1.5, OutlineKind.Dotted),
        [Words.KeyOf(SpaceStatus.Merged)] = Line("line-strong", 1, OutlineKind.Dotted),
        [Words.KeyOf(ConcernBand.BeingLookedAt)] = Line("action", 3, OutlineKind.Dashed),
        [Words.KeyOf(ConcernBand.PlanInPlace)] = Line("plan", 3, OutlineKind.Solid),
        [Words.KeyOf(ConcernBand.Improving)] = Line("plan", 2.5, OutlineKind.Dotted),
        [Words.KeyOf(ConcernBand.NoCurrentConcern)] = Line("line-strong", 1.5, OutlineKind.Dashed),
    };

    /// <summary>Spaces for those who work on them. Platforms lie nowhere and are only in the list of spaces.</summary>
    public static LayerDescription Describe(IReadOnlyList<SpaceView> spaces, Words words)
    {
        ArgumentNullException.ThrowIfNull(spaces);
        ArgumentNullException.ThrowIfNull(words);
        return new(Id, "rooms.spaces", LayerGroup.Spaces, Styles,
            [.. spaces.Where(space => space.Shape is not null).Select(space => new LayerFeature(
                space.Id.ToString(), space.Shape!.Shape, Words.KeyOf(space.Status), Told(space, words), NameOf(space, words)))],
            CanPick: true, words.Count("desktop.platforms", spaces.Count(space => space.Shape is null)), Counted: spaces.Count, LabelMaxResolution: 15);
    }

    /// <summary>Coarse areas and a word, for planners: no name, no figure, no reason.</summary>
    public static LayerDescription DescribeAreas(IReadOnlyList<SpaceAreaView> areas, Words words)
    {
        ArgumentNullException.ThrowIfNull(areas);
        ArgumentNullException.ThrowIfNull(words);
        return new(Id, "rooms.spaces", LayerGroup.Spaces, Styles,
            [.. areas.Select((area, at) => new LayerFeature($"area-{at}", area.Area.Shape, Words.KeyOf(area.Band), words.Word(area.Band), words.Word(area.Band)))],
            CanPick: true, words["spaces.areas_note"]);
    }

    /// <summary>What a space is called.</summary>
    public static string NameOf(SpaceView space, Words words)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(words);
        return words.Name(space.NameEn, space.NameCy) ?? words["spaces.unnamed"];
    }

    private static string Told(SpaceView space, Words words)
    {
        List<string> parts = [NameOf(space, words), words.Word(space.PlaceType), words.Word(space.Status)];
        if (space.EndedOn is null)
            parts.Add(words.Say(space.Overdue ? "spaces.overdue_since" : "spaces.review_by", ("day", words.Day(space.ReviewOn))));
        return string.Join("; ", parts);
    }

    private static FeatureStyle Line(string colour, double width, OutlineKind kind) =>
        new(Palette.Colour(colour), Tint, Palette.Colour(colour), width, kind);
}
