#pragma warning disable CS1591 // each member is its own plain word; the sentences people read are in Language/text.*.json
namespace SpacesPlaces.Geodata.Vocabulary;

/// <summary>What was done to a child. County lines is a form of criminal exploitation, recorded beside it.</summary>
public enum HarmType
{
    Cse, Cce, CountyLines, HsbPeerOnPeer, OnlineAbuse, TraffickingModernSlavery, ForcedLabour, FinancialExploitation,
    SeriousViolence, DrugAlcoholSupplyToChildren, Harassment, MissingLink, Radicalisation, Other,
}

/// <summary>The context in which the harm happened.</summary>
public enum ContextLevel { Child, Home, Peer, School, Neighbourhood, Online, Society }

/// <summary>How the recorder came to know.</summary>
public enum SourceKind { PractitionerObserved, ChildToldUs, Parent, Community, Business, PartnerReport, PoliceRecord }

/// <summary>How close the source stood to what it reports.</summary>
public enum InfoGrade { FirstHand, SecondHand, Unverified }

/// <summary>What an incident record tells of.</summary>
public enum IncidentKind
{
    /// <summary>Harm to one or more children.</summary>
    Harm,

    /// <summary>A practitioner's concern about a place, with no known child.</summary>
    HotspotReport,
}

/// <summary>Where an incident record stands. A withdrawn record is kept, with the reason, and used nowhere.</summary>
public enum IncidentStatus { Recorded, Withdrawn }

/// <summary>How the point was placed.</summary>
public enum PointSource { Pin, Gps, Place, GridRef, Cell, Postcode }

/// <summary>How sure the recorder is of the time range.</summary>
public enum TimeConfidence { Exact, Approximate, Unsure }
