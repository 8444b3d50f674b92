using SpacesPlaces.Api.Access;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Disclosure;

/// <summary>What a role may receive of incidents.</summary>
/// <param name="Rows">Which records at all.</param>
/// <param name="Precision">How exactly it sees where and when.</param>
/// <param name="Tokens">Whether it sees child tokens.</param>
public sealed record IncidentSight(RowScope Rows, LocationPrecision Precision, bool Tokens)
{
    /// <summary>Whether it sees what happened in words: readers of exact points do, unless an agreement leaves it out.</summary>
    public bool Narrative { get; init; } = Precision == LocationPrecision.Exact;
}

/// <summary>Which records a role sees.</summary>
public enum RowScope { None, Own, OwnAgency, Partnership }

/// <summary>What a role may receive of hotspots.</summary>
public enum HotspotSight
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>A band and 1 km squares; no figures.</summary>
    Band,
    /// <summary>An outline and figures of repeated harm; no single-child clusters.</summary>
    Figures,
    /// <summary>Every class, for those whose work is to look.</summary>
    Everything,
}

/// <summary>What a role may receive of harm in a space.</summary>
public enum SpaceSight
{
    /// <summary>A word, where there is enough to tell.</summary>
    Words,
    /// <summary>Figures, where there is enough to tell.</summary>
    Figures,
    /// <summary>Every figure.</summary>
    Exact,
}

/// <summary>One place decides what each role may receive; what is not named receives nothing.</summary>
public static class Sights
{
    public static IncidentSight OfIncidents(Role role) => role switch
    {
        Role.Analyst => new(RowScope.Partnership, LocationPrecision.Exact, Tokens: true),
        Role.YouthLead => new(RowScope.OwnAgency, LocationPrecision.Exact, Tokens: false),
        Role.Reporter => new(RowScope.Own, LocationPrecision.Exact, Tokens: false),
        Role.MaceMember or Role.MaceChair or Role.Assessor =>
            new(RowScope.Partnership, LocationPrecision.GridSquare1Km, Tokens: false),
        _ => new(RowScope.None, LocationPrecision.None, Tokens: false),
    };

    /// <summary>
    /// What the actor may ask by and page through: as exact as the least that any agency shares with theirs, so that a filter never
    /// tells more than a record would.
    /// </summary>
    public static IncidentSight OfIncidents(Actor actor)
    {
        var sight = OfIncidents(actor.Role);
        return sight.Rows == RowScope.Partnership && !actor.Sharing.Agencies.All(agency => actor.MayHave(DataItem.ExactPlace, agency))
            ? sight with { Precision = LocationPrecision.GridSquare1Km }
            : sight;
    }

    /// <summary>What the actor may receive of one record: their role's sight, narrowed by what its agency shares with theirs.</summary>
    public static IncidentSight OfRecord(Actor actor, Agency recordedByAgency)
    {
        var sight = OfIncidents(actor.Role);
        return sight with
        {
            Precision = sight.Precision == LocationPrecision.Exact && !actor.MayHave(DataItem.ExactPlace, recordedByAgency)
                ? LocationPrecision.GridSquare1Km
                : sight.Precision,
            Tokens = sight.Tokens && actor.MayHave(DataItem.ChildToken, recordedByAgency),
            Narrative = sight.Precision == LocationPrecision.Exact && actor.MayHave(DataItem.Narrative, recordedByAgency),
        };
    }

    /// <summary>
    /// True when a reader other than the recorder sees a record of that agency at all, nobody excluded and no glass broken: the
    /// rule of the database's row-level security once more, for records that are not stored yet.
    /// </summary>
    public static bool SeesRecord(Actor reader, Agency recordedByAgency, Sensitivity sensitivity)
    {
        var own = reader.Agency == recordedByAgency;
        var inScope = OfIncidents(reader.Role).Rows switch
        {
            RowScope.Partnership => own || reader.Sharing.Agencies.Contains(recordedByAgency),
            RowScope.OwnAgency => own,
            _ => false,
        };
        return inScope && (sensitivity == Sensitivity.Ordinary || (own && reader.Role == Role.YouthLead));
    }

    public static HotspotSight OfHotspots(Role role) => role switch
    {
        Role.Analyst => HotspotSight.Everything,
        Role.MaceMember or Role.MaceChair or Role.Assessor => HotspotSight.Figures,
        Role.YouthLead or Role.Planner => HotspotSight.Band,
        _ => HotspotSight.None,
    };

    public static SpaceSight OfSpaces(Role role) => role switch
    {
        Role.Analyst => SpaceSight.Exact,
        Role.Assessor => SpaceSight.Figures,
        _ => SpaceSight.Words,
    };

    /// <summary>
    /// The classes of clusters that a reader sees. A cluster of one child belongs in that child's plan: only those whose work is
    /// to look see it. A reader of bands sees repeated harm alone; too few to tell is told to analysts only.
    /// </summary>
    public static ClusterClass[] ClassesOf(HotspotSight sight) => sight switch
    {
        HotspotSight.Everything => Enum.GetValues<ClusterClass>(),
        HotspotSight.Figures => [ClusterClass.PlaceRepeat, ClusterClass.UnknownChildren, ClusterClass.ContextOnly],
        HotspotSight.Band => [ClusterClass.PlaceRepeat],
        _ => [],
    };

    /// <summary>True when the actor may make a record restricted, or ordinary again: its recorder, or the lead of the agency.</summary>
    public static bool MayRestrict(Actor actor, Guid recordedBy, Agency recordedByAgency) =>
        recordedBy == actor.UserId || (actor.Role == Role.YouthLead && recordedByAgency == actor.Agency);

    /// <summary>True when the actor may change the record: their own, their agency's as a lead, any as an analyst.</summary>
    public static bool MayChange(Actor actor, Guid recordedBy, Agency recordedByAgency) => actor.Role switch
    {
        Role.Analyst => true,
        Role.YouthLead => recordedByAgency == actor.Agency,
        Role.Reporter => recordedBy == actor.UserId,
        _ => false,
    };
}
