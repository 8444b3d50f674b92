using SpacesPlaces.Geodata.Disclosure;

namespace SpacesPlaces.Contracts;

/// <summary>A group of readers who get the same of a record.</summary>
public enum ReaderGroup
{
    /// <summary>The lead of the recorder's own agency.</summary>
    OwnAgencyLead,
    /// <summary>Analysts of agencies that share under an agreement.</summary>
    Analyst,
    /// <summary>Members and chair of the panel, and assessors, of agencies that share under an agreement.</summary>
    Panel,
    /// <summary>Planners.</summary>
    Planner,
    /// <summary>Everybody in an agency that shares no agreement in force with the recorder's.</summary>
    AgencyWithoutAgreement,
}

/// <summary>How much of a record a group gets.</summary>
public enum PreviewReach
{
    /// <summary>The record, as shown.</summary>
    Record,
    /// <summary>No record; it can only add to a band of a fixed area.</summary>
    BandOnly,
    /// <summary>Nothing, not even that it exists.</summary>
    Nothing,
}

/// <summary>What one group of readers would get.</summary>
/// <param name="Group">Who.</param>
/// <param name="Reach">How much.</param>
/// <param name="Incident">The record exactly as they would receive it, with an id of zeros; null where they receive none.</param>
public sealed record ReaderPreview(ReaderGroup Group, PreviewReach Reach, IncidentView? Incident);

/// <summary>A stretch of the narrative that may tell who somebody is.</summary>
/// <param name="Kind">What it looks like.</param>
/// <param name="Start">First character, counted from 0 in UTF-16 units.</param>
/// <param name="Length">Number of characters.</param>
public sealed record IdentifyingWarning(IdentifyingKind Kind, int Start, int Length);

/// <summary>What others will see of a record that is about to be sent. Nothing is stored.</summary>
/// <param name="Readers">Each group of readers, those closest to the record first.</param>
/// <param name="Warnings">What in the narrative may identify somebody, in the order of the text.</param>
public sealed record IncidentPreview(IReadOnlyList<ReaderPreview> Readers, IReadOnlyList<IdentifyingWarning> Warnings);
