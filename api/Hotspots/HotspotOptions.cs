namespace SpacesPlaces.Api.Hotspots;

/// <summary>Limits of analyses.</summary>
public sealed class HotspotOptions
{
    /// <summary>Most events of one analysis; more is a slip, and would only keep others waiting.</summary>
    public int MostEvents { get; init; } = 1_000_000;
}
