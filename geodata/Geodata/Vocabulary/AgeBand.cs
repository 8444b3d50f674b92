using System.Text.Json.Serialization;

namespace SpacesPlaces.Geodata.Vocabulary;

/// <summary>Age of a child when last recorded, in bands; no date of birth is held anywhere.</summary>
public enum AgeBand
{
    /// <summary>Younger than 10.</summary>
    [JsonStringEnumMemberName("under_10")] Under10,
    /// <summary>10 to 12.</summary>
    [JsonStringEnumMemberName("10_12")] From10To12,
    /// <summary>13 to 15.</summary>
    [JsonStringEnumMemberName("13_15")] From13To15,
    /// <summary>16 to 17.</summary>
    [JsonStringEnumMemberName("16_17")] From16To17,
    /// <summary>18 to 25, in transition to adult services.</summary>
    [JsonStringEnumMemberName("18_25")] From18To25,
}
