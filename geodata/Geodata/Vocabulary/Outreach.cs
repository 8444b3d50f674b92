#pragma warning disable CS1591 // each member is its own plain word; the sentences people read are in Language/text.*.json
namespace SpacesPlaces.Geodata.Vocabulary;

/// <summary>What workers did in a session.</summary>
public enum OutreachKind { Walk, Stall, Visit, Event, SchoolGate, Transport, Other }

/// <summary>What a visit to one space found. Nothing found is a finding: somebody looked.</summary>
public enum VisitOutcome { NoConcern, Strength, Concern }

/// <summary>What young people were given.</summary>
public enum ResourceKind { Wristband, Leaflet, BicycleLight, Alarm, FoodOrDrink, Transport, Other }

/// <summary>Languages in which workers spoke with young people.</summary>
public enum SpokenLanguage { English, Welsh, BritishSignLanguage, Other }

/// <summary>What is wrong with a place itself. Nothing of it is about a child.</summary>
public enum EnvironmentDefect
{
    LightBroken, NoLight, Overgrown, HiddenCorner, BrokenShelter, BrokenFence, CameraBroken, NoSignal, NeedlesOrGlass, WaterHazard, Other,
}

/// <summary>Where an environment task stands.</summary>
public enum EnvironmentTaskStatus { Open, WithOwner, Done, NotDone }

/// <summary>What a column of a partner's file holds.</summary>
public enum SessionColumn { Date, Start, End, GridReference, Easting, Northing, Lon, Lat, Place, Staff, SpokenTo, Kind, Partner, NoConcern, Notes }

/// <summary>What becomes of a row of a partner's file.</summary>
public enum PartnerRowState { New, Stored, Double, Refused }
