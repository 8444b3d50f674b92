namespace SpacesPlaces.Geodata.Assessments;

/// <summary>What a visit looks at. Every item runs from 0, poor for young people, to 3, good; what each step means is in the text files.</summary>
public static class ObservationForm
{
    /// <summary>The number of the wording.</summary>
    public const int Version = 1;

    /// <summary>Keys of the items, in the order in which they are asked.</summary>
    public static IReadOnlyList<string> Items { get; } =
        ["light", "view", "people", "adults", "way_out", "upkeep", "way_home", "welcome", "feeling"];
}
