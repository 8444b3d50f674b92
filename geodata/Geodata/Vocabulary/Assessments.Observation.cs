namespace SpacesPlaces.Geodata.Vocabulary;

/// <summary>The weather during most of a visit.</summary>
public enum ObservedWeather
{
    /// <summary>Dry, neither cold nor hot.</summary>
    Dry,
    /// <summary>Rain.</summary>
    Rain,
    /// <summary>Strong wind.</summary>
    Wind,
    /// <summary>Cold.</summary>
    Cold,
    /// <summary>Hot.</summary>
    Hot,
    /// <summary>Snow or ice.</summary>
    SnowOrIce,
    /// <summary>Fog.</summary>
    Fog,
}

/// <summary>Adults who could look out for young people, by what they do there; never by name.</summary>
public enum GuardianRole
{
    /// <summary>Somebody of a shop.</summary>
    Shopkeeper,
    /// <summary>Somebody of a takeaway or café.</summary>
    TakeawayStaff,
    /// <summary>Somebody of a licensed house, at its door too.</summary>
    LicensedPremises,
    /// <summary>A taxi driver.</summary>
    TaxiDriver,
    /// <summary>A driver or conductor of a bus or train.</summary>
    BusDriver,
    /// <summary>A warden of a park or a street.</summary>
    Warden,
    /// <summary>A street pastor.</summary>
    StreetPastor,
    /// <summary>A youth worker.</summary>
    YouthWorker,
    /// <summary>A coach or leader of a club.</summary>
    Coach,
    /// <summary>Somebody of a school.</summary>
    SchoolStaff,
    /// <summary>Somebody of a library.</summary>
    Librarian,
    /// <summary>A volunteer of a faith group or of the community.</summary>
    CommunityVolunteer,
    /// <summary>A guard of a shop, a site or an event.</summary>
    Security,
    /// <summary>A police officer or community support officer.</summary>
    Police,
    /// <summary>Somebody who lives there.</summary>
    Resident,
    /// <summary>A parent or carer.</summary>
    Parent,
    /// <summary>Somebody else.</summary>
    Other,
}
