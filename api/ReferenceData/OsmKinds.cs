using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>
/// Which things of OpenStreetMap become places: where young people are, and where a stall or a session could be. Left out on purpose are
/// children's homes, refuges and every other social facility, clinics, and places of worship: that they are in a list which goes to every
/// phone helps nobody to say where something happened, and a mark on some of them is a danger to those who live there.
/// </summary>
internal static class OsmKinds
{
    private static readonly Dictionary<(string Key, string Value), PlaceType> Taken = new()
    {
        [("amenity", "bus_station")] = PlaceType.TransportHub,
        [("amenity", "ferry_terminal")] = PlaceType.TransportHub,
        [("public_transport", "station")] = PlaceType.TransportHub,
        [("railway", "station")] = PlaceType.TransportHub,
        [("railway", "halt")] = PlaceType.TransportHub,
        [("amenity", "school")] = PlaceType.School,
        [("amenity", "college")] = PlaceType.College,
        [("amenity", "university")] = PlaceType.College,
        [("amenity", "community_centre")] = PlaceType.Other,
        [("amenity", "library")] = PlaceType.Other,
        [("amenity", "townhall")] = PlaceType.Other,
        [("amenity", "marketplace")] = PlaceType.TownCentre,
        [("amenity", "hospital")] = PlaceType.Other,
        [("amenity", "youth_centre")] = PlaceType.YouthClub,
        [("club", "youth")] = PlaceType.YouthClub,
        [("club", "scout")] = PlaceType.YouthClub,
        [("amenity", "parking")] = PlaceType.CarPark,
        [("amenity", "cafe")] = PlaceType.TakeawayCafe,
        [("amenity", "fast_food")] = PlaceType.TakeawayCafe,
        [("amenity", "restaurant")] = PlaceType.TakeawayCafe,
        [("amenity", "pub")] = PlaceType.LicensedPremises,
        [("amenity", "bar")] = PlaceType.LicensedPremises,
        [("amenity", "nightclub")] = PlaceType.LicensedPremises,
        [("amenity", "cinema")] = PlaceType.LeisureGym,
        [("shop", "mall")] = PlaceType.ShopCentre,
        [("shop", "supermarket")] = PlaceType.ShopCentre,
        [("shop", "department_store")] = PlaceType.ShopCentre,
        [("tourism", "hotel")] = PlaceType.HotelBnb,
        [("tourism", "motel")] = PlaceType.HotelBnb,
        [("tourism", "hostel")] = PlaceType.HotelBnb,
        [("tourism", "guest_house")] = PlaceType.HotelBnb,
        [("tourism", "camp_site")] = PlaceType.Campsite,
        [("tourism", "caravan_site")] = PlaceType.Campsite,
        [("leisure", "park")] = PlaceType.ParkOpenSpace,
        [("leisure", "recreation_ground")] = PlaceType.ParkOpenSpace,
        [("landuse", "recreation_ground")] = PlaceType.ParkOpenSpace,
        [("leisure", "nature_reserve")] = PlaceType.ParkOpenSpace,
        [("leisure", "playground")] = PlaceType.PlaySkate,
        [("leisure", "skate_park")] = PlaceType.PlaySkate,
        [("leisure", "sports_centre")] = PlaceType.LeisureGym,
        [("leisure", "fitness_centre")] = PlaceType.LeisureGym,
        [("leisure", "swimming_pool")] = PlaceType.LeisureGym,
        [("leisure", "stadium")] = PlaceType.LeisureGym,
        [("leisure", "ice_rink")] = PlaceType.LeisureGym,
    };

    private static readonly string[] Keys = [.. Taken.Keys.Select(one => one.Key).Distinct()];

    // Whatever else it is: who may not be found is not in the list.
    private static readonly string[] Closed = ["social_facility", "shelter_type", "healthcare"];

    /// <summary>What a thing becomes; null where it is left out.</summary>
    /// <param name="tag">The value of a tag; null where it has none.</param>
    public static PlaceType? Of(Func<string, string?> tag)
    {
        if (tag("access") is "private" or "no" || Closed.Any(key => tag(key) is not null) || tag("amenity") is "social_facility" or "shelter" or "clinic") return null;
        foreach (var key in Keys)
            if (tag(key) is { } value && Taken.TryGetValue((key, value), out var type)) return type;
        return null;
    }
}
