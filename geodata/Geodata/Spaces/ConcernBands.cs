using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Spaces;

/// <summary>The word by which readers outside the core group know how things stand: no number, no reason.</summary>
public static class ConcernBands
{
    /// <summary>The word for a status.</summary>
    /// <param name="status">The status of a space.</param>
    public static ConcernBand Of(SpaceStatus status) => status switch
    {
        SpaceStatus.PlanActive or SpaceStatus.Review => ConcernBand.PlanInPlace,
        SpaceStatus.SteppedDown => ConcernBand.Improving,
        SpaceStatus.Closed or SpaceStatus.NoFurtherAction or SpaceStatus.Merged => ConcernBand.NoCurrentConcern,
        _ => ConcernBand.BeingLookedAt,
    };

    /// <summary>The statuses that a word stands for, in the order of the work.</summary>
    /// <param name="band">The word.</param>
    public static IReadOnlyList<SpaceStatus> StatusesOf(ConcernBand band) => [.. Enum.GetValues<SpaceStatus>().Where(status => Of(status) == band)];

    /// <summary>One word for several spaces of an area: the one with most work still to do, so that how many there are is not told.</summary>
    /// <param name="bands">Words of the spaces, at least one.</param>
    /// <exception cref="ArgumentException">There is no word.</exception>
    public static ConcernBand OfSeveral(IReadOnlyCollection<ConcernBand> bands)
    {
        ArgumentNullException.ThrowIfNull(bands);
        if (bands.Count == 0) throw new ArgumentException("An area without a space has no word.", nameof(bands));
        return ((ConcernBand[])[ConcernBand.BeingLookedAt, ConcernBand.PlanInPlace, ConcernBand.Improving, ConcernBand.NoCurrentConcern]).First(bands.Contains);
    }
}
