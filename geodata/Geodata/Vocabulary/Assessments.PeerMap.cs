namespace SpacesPlaces.Geodata.Vocabulary;

/// <summary>What an entry of a peer and route map tells of.</summary>
public enum PeerMapKind
{
    /// <summary>A group of young people, known by a letter.</summary>
    Group,
    /// <summary>What a group has to do with a place or with another group.</summary>
    Link,
    /// <summary>A leg of a journey from place to place.</summary>
    Leg,
}

/// <summary>About how many young people are in a group.</summary>
public enum GroupSize
{
    /// <summary>2 to 4: so few that a description may tell who they are.</summary>
    TwoToFour,
    /// <summary>5 to 9.</summary>
    FiveToNine,
    /// <summary>10 or more.</summary>
    TenOrMore,
}

/// <summary>What a group means to those in it.</summary>
public enum GroupMeaning
{
    /// <summary>They look after one another.</summary>
    Support,
    /// <summary>It puts them under pressure.</summary>
    Pressure,
    /// <summary>Some of both.</summary>
    Mixed,
    /// <summary>Nobody knows; a valid answer, and listed.</summary>
    NotKnown,
}

/// <summary>What a group has to do with a place or another group.</summary>
public enum PeerLinkKind
{
    /// <summary>They spend time there, or with them.</summary>
    SpendsTime,
    /// <summary>They travel there, or to meet them.</summary>
    TravelsTo,
    /// <summary>Somebody puts them under pressure there, or among them.</summary>
    PressuredAt,
    /// <summary>They are safe there, or among them.</summary>
    SafeAt,
}

/// <summary>How a leg of a journey is made.</summary>
public enum RouteMode
{
    /// <summary>On foot.</summary>
    Walk,
    /// <summary>By bus.</summary>
    Bus,
    /// <summary>By train.</summary>
    Train,
    /// <summary>By taxi.</summary>
    Taxi,
    /// <summary>In somebody's car.</summary>
    Lift,
    /// <summary>On a bicycle or scooter.</summary>
    Bike,
    /// <summary>Otherwise.</summary>
    Other,
}

/// <summary>When a leg of a journey is made.</summary>
public enum RouteTime
{
    /// <summary>In the day.</summary>
    Day,
    /// <summary>In the evening.</summary>
    Evening,
    /// <summary>Late at night.</summary>
    Night,
    /// <summary>Nobody knows; a valid answer, and listed.</summary>
    NotKnown,
}

/// <summary>How young people feel on a leg of a journey.</summary>
public enum RouteFeeling
{
    /// <summary>Safe.</summary>
    Safe,
    /// <summary>Some of both.</summary>
    Mixed,
    /// <summary>Worried.</summary>
    Worried,
    /// <summary>Nobody knows; a valid answer, and listed.</summary>
    NotKnown,
}
