using SpacesPlaces.Api.ReferenceData;
using SpacesPlaces.Samples;

namespace SpacesPlaces.Api.Commands;

/// <summary>The invented streets as a network to walk on.</summary>
internal static class DemonstrationRoads
{
    public static List<Road> Of(County county) =>
    [
        .. county.RoadEdges.Select((edge, i) => new Road
        {
            PartnershipId = Demonstration.PartnershipId,
            Id = i + 1,
            Source = edge.From,
            Target = edge.To,
            LengthMetres = edge.Line.Length,
            Line = edge.Line,
        }),
    ];
}
