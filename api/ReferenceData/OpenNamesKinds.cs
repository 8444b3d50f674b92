using System.Collections.Frozen;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>
/// Which kinds of OS Open Names become places. Left out: sections of roads and numbered roads (the named road stands for its
/// sections, whose ids change with each edition; the middle of a trunk road says nothing of where), hills and other landforms,
/// works, and whatever kind is not known here.
/// </summary>
internal static class OpenNamesKinds
{
    private static readonly FrozenDictionary<string, (PlaceType Type, int Rank)> Taken = new Dictionary<string, (PlaceType, int)>
    {
        ["City"] = (PlaceType.Other, 0),
        ["Town"] = (PlaceType.Other, 0),
        ["Village"] = (PlaceType.Other, 0),
        ["Hamlet"] = (PlaceType.Other, 0),
        ["Suburban Area"] = (PlaceType.Other, 0),
        ["Other Settlement"] = (PlaceType.Other, 0),
        ["Railway Station"] = (PlaceType.TransportHub, 1),
        ["Bus Station"] = (PlaceType.TransportHub, 1),
        ["Coach Station"] = (PlaceType.TransportHub, 1),
        ["Passenger Ferry Terminal"] = (PlaceType.TransportHub, 1),
        ["Vehicular Ferry Terminal"] = (PlaceType.TransportHub, 1),
        ["Harbour"] = (PlaceType.TransportHub, 1),
        ["Airport"] = (PlaceType.TransportHub, 1),
        ["Road User Services"] = (PlaceType.TransportHub, 1),
        ["Primary Education"] = (PlaceType.School, 1),
        ["Secondary Education"] = (PlaceType.School, 1),
        ["Special Needs Education"] = (PlaceType.School, 1),
        ["Non State Primary Education"] = (PlaceType.School, 1),
        ["Non State Secondary Education"] = (PlaceType.School, 1),
        ["Further Education"] = (PlaceType.College, 1),
        ["Higher or University Education"] = (PlaceType.College, 1),
        ["Hospital"] = (PlaceType.Other, 1),
        ["Urban Greenspace"] = (PlaceType.ParkOpenSpace, 1),
        ["Beach"] = (PlaceType.RiversideWater, 2),
        ["Inland Water"] = (PlaceType.RiversideWater, 2),
        ["Waterfall"] = (PlaceType.RiversideWater, 2),
        ["Woodland Or Forest"] = (PlaceType.FarmRuralSite, 4),
        ["Named Road"] = (PlaceType.StreetAlley, 3),
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>What a kind becomes; null where it is left out. The lower the rank, the sooner it finds room in the gazetteer.</summary>
    public static (PlaceType Type, int Rank)? Of(string localType) => Taken.TryGetValue(localType, out var taken) ? taken : null;
}
