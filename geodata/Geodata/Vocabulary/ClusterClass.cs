namespace SpacesPlaces.Geodata.Vocabulary;

/// <summary>What a cluster of events says about harm in a space. Different children make a place matter, not many rows.</summary>
public enum ClusterClass
{
    /// <summary>At least 3 events, at least 2 distinct children, on at least 2 dates: harm repeats in this space.</summary>
    PlaceRepeat,
    /// <summary>All events concern one child: belongs in that child's plan and is never shown as a hotspot.</summary>
    IndividualRepeat,
    /// <summary>Too many of the children are unknown to say whether one or several were harmed.</summary>
    UnknownChildren,
    /// <summary>Too few events, or all on one date: too few to tell.</summary>
    Insufficient,
    /// <summary>Only context events (for example published police data), which say nothing about harm to children.</summary>
    ContextOnly,
}
