namespace SpacesPlaces.Geodata.Assessments;

/// <summary>Why a square of a safety map is coloured as it is: a list, so that no handwriting and no words of one's own tell who coloured it.</summary>
public static class SafetyReasons
{
    /// <summary>The number of the list and its wording.</summary>
    public const int Version = 1;

    /// <summary>Keys of the reasons, those that make a place safer first; their words are in the text files.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "well_lit", "people_i_know", "kind_adults", "things_to_do", "open_view", "easy_way_home",
        "dark", "hidden", "nobody_about", "adults_uneasy", "fights", "drink_or_drugs", "not_welcome", "traffic_or_water", "run_down",
    ];
}
