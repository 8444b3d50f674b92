using SpacesPlaces.Api.Ogc.Sources;

namespace SpacesPlaces.Api.Ogc;

/// <summary>Everything that is served, in the order in which it is listed.</summary>
internal static class OgcCollections
{
    public static readonly IReadOnlyList<OgcCollection> All =
    [
        Stored.Incidents, Viewed.Hotspots, Viewed.Spaces, Stored.Outreach, Stored.EnvironmentTasks, Stored.ContextEvents, Stored.Boundaries, Stored.Places,
    ];
}
