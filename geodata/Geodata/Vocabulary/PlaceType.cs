#pragma warning disable CS1591 // each member is its own plain word; the sentences people read are in Language/text.*.json
namespace SpacesPlaces.Geodata.Vocabulary;

/// <summary>What kind of place or space this is (domain reference, section 4).</summary>
public enum PlaceType
{
    ParkOpenSpace, PlaySkate, RiversideWater, StreetAlley, TownCentre, CarPark, TransportHub, BusTrainRoute, TaxiVehicle,
    TakeawayCafe, ShopCentre, LicensedPremises, HotelBnb, ShortTermLet, Campsite, LeisureGym, School, College, YouthClub,
    ResidentialHome, PrivateAddressArea, DisusedPremises, EventSite, FarmRuralSite, OnlinePlatform, Other,
}
