using System.Collections.Frozen;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Spaces;

/// <summary>
/// The life of a space as one table: noted, screening, under assessment, plan active, review, stepped down, closed; from most of them
/// the work may end because nothing needed doing, and what ended may be opened again. A space that became part of another is final.
/// </summary>
/// <remarks>Source: the domain reference, section 4 (place_status). Becoming part of another space is an act of its own, not a move.</remarks>
public static class SpaceMoves
{
    private static readonly FrozenDictionary<SpaceStatus, SpaceStatus[]> Table = new Dictionary<SpaceStatus, SpaceStatus[]>
    {
        [SpaceStatus.Noted] = [SpaceStatus.Screening, SpaceStatus.NoFurtherAction],
        [SpaceStatus.Screening] = [SpaceStatus.UnderAssessment, SpaceStatus.NoFurtherAction],
        [SpaceStatus.UnderAssessment] = [SpaceStatus.PlanActive, SpaceStatus.SteppedDown, SpaceStatus.NoFurtherAction],
        [SpaceStatus.PlanActive] = [SpaceStatus.Review],
        [SpaceStatus.Review] = [SpaceStatus.PlanActive, SpaceStatus.UnderAssessment, SpaceStatus.SteppedDown],
        [SpaceStatus.SteppedDown] = [SpaceStatus.Closed, SpaceStatus.ReOpened],
        [SpaceStatus.Closed] = [SpaceStatus.ReOpened],
        [SpaceStatus.NoFurtherAction] = [SpaceStatus.ReOpened],
        [SpaceStatus.ReOpened] = [SpaceStatus.Screening, SpaceStatus.UnderAssessment, SpaceStatus.NoFurtherAction],
        [SpaceStatus.Merged] = [],
    }.ToFrozenDictionary();

    /// <summary>The statuses that a space may be moved to from one, in the order of the work; empty for a merged space.</summary>
    /// <param name="from">The status as it stands.</param>
    public static IReadOnlyList<SpaceStatus> After(SpaceStatus from) => Table[from];

    /// <summary>True when the move is allowed. Staying is: a space was looked at and stays as it is, with a new day of review.</summary>
    /// <param name="from">The status as it stands.</param>
    /// <param name="to">The status asked for.</param>
    public static bool Allows(SpaceStatus from, SpaceStatus to) => from == to ? from != SpaceStatus.Merged : Table[from].Contains(to);

    /// <summary>True while there is work to do on the space; false once it is closed, needed nothing, or is part of another.</summary>
    /// <param name="status">The status.</param>
    public static bool IsOpen(SpaceStatus status) => status is not (SpaceStatus.Closed or SpaceStatus.NoFurtherAction or SpaceStatus.Merged);
}
