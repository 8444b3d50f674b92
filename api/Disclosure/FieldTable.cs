using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Disclosure;

/// <summary>Which readers a field of an incident has a value for.</summary>
public enum IncidentReaders
{
    /// <summary>All who see the record.</summary>
    All,
    /// <summary>Readers of squares too, but as a square or a day.</summary>
    AllCoarsened,
    /// <summary>Readers of exact places.</summary>
    Exact,
    /// <summary>Readers of narratives.</summary>
    Narrative,
    /// <summary>Readers of tokens, once they stated a purpose.</summary>
    Tokens,
    /// <summary>Nobody in the ordinary course: what a purpose would open, who broke glass.</summary>
    Circumstances,
}

/// <summary>
/// The fields that leave the house, one row each. The views are checked against it: a field without a row, or with a value for
/// somebody whom the row does not name, fails a test.
/// </summary>
public static class FieldTable
{
    /// <summary>Fields of an incident.</summary>
    public static IReadOnlyDictionary<string, IncidentReaders> Incident { get; } = new Dictionary<string, IncidentReaders>
    {
        ["id"] = IncidentReaders.All,
        ["version"] = IncidentReaders.All,
        ["kind"] = IncidentReaders.All,
        ["status"] = IncidentReaders.All,
        ["point"] = IncidentReaders.AllCoarsened,
        ["precision"] = IncidentReaders.All,
        ["accuracyMetres"] = IncidentReaders.Exact,
        ["placedBy"] = IncidentReaders.Exact,
        ["usedInClusters"] = IncidentReaders.All,
        ["placeId"] = IncidentReaders.Exact,
        ["occurredFrom"] = IncidentReaders.AllCoarsened,
        ["occurredTo"] = IncidentReaders.AllCoarsened,
        ["timeConfidence"] = IncidentReaders.All,
        ["harmTypes"] = IncidentReaders.All,
        ["contextLevel"] = IncidentReaders.All,
        ["sourceKind"] = IncidentReaders.All,
        ["infoGrade"] = IncidentReaders.All,
        ["sourceAgency"] = IncidentReaders.All,
        ["recordedByAgency"] = IncidentReaders.All,
        ["children"] = IncidentReaders.Tokens,
        ["childrenKnownCount"] = IncidentReaders.Exact,
        ["childrenUnknownCount"] = IncidentReaders.Exact,
        ["crossBoundary"] = IncidentReaders.All,
        ["narrative"] = IncidentReaders.Narrative,
        ["narrativeLanguage"] = IncidentReaders.Narrative,
        ["withdrawnReason"] = IncidentReaders.Narrative,
        ["recordedAt"] = IncidentReaders.All,
        ["sensitivity"] = IncidentReaders.All,
        ["identifyingReason"] = IncidentReaders.Narrative,
        ["languageReason"] = IncidentReaders.Narrative,
        ["outreachSessionId"] = IncidentReaders.Exact,
        ["governance"] = IncidentReaders.All,
        ["restricted"] = IncidentReaders.Circumstances,
        ["openings"] = IncidentReaders.Circumstances,
        ["photos"] = IncidentReaders.Narrative,
        ["complete"] = IncidentReaders.All,
    };

    /// <summary>Fields of a hotspot: the sights that get a value.</summary>
    public static IReadOnlyDictionary<string, HotspotSight[]> Hotspot { get; } = new Dictionary<string, HotspotSight[]>
    {
        ["analysisId"] = [HotspotSight.Band, HotspotSight.Figures, HotspotSight.Everything],
        ["number"] = [HotspotSight.Figures, HotspotSight.Everything],
        ["class"] = [HotspotSight.Figures, HotspotSight.Everything],
        ["band"] = [HotspotSight.Band],
        ["shape"] = [HotspotSight.Band, HotspotSight.Figures, HotspotSight.Everything],
        ["events"] = [HotspotSight.Figures, HotspotSight.Everything],
        ["distinctChildren"] = [HotspotSight.Figures, HotspotSight.Everything],
        ["childrenUnknown"] = [HotspotSight.Figures, HotspotSight.Everything],
        ["agencies"] = [HotspotSight.Figures, HotspotSight.Everything],
        ["dates"] = [HotspotSight.Figures, HotspotSight.Everything],
        ["first"] = [HotspotSight.Figures, HotspotSight.Everything],
        ["last"] = [HotspotSight.Figures, HotspotSight.Everything],
        ["sourceMix"] = [HotspotSight.Figures, HotspotSight.Everything],
        ["nearestPlaceEn"] = [HotspotSight.Figures, HotspotSight.Everything],
        ["nearestPlaceCy"] = [HotspotSight.Figures, HotspotSight.Everything],
        ["nearestPlaceMetres"] = [HotspotSight.Figures, HotspotSight.Everything],
        ["outreachSessions"] = [HotspotSight.Figures, HotspotSight.Everything],
        ["outreachHours"] = [HotspotSight.Figures, HotspotSight.Everything],
    };

    /// <summary>
    /// Fields of an analysis: the sights that get a value. Totals count clusters and records that readers of figures do not see,
    /// so the difference between a total and the list would tell of them.
    /// </summary>
    public static IReadOnlyDictionary<string, HotspotSight[]> Analysis { get; } = new Dictionary<string, HotspotSight[]>
    {
        ["id"] = [HotspotSight.Figures, HotspotSight.Everything],
        ["request"] = [HotspotSight.Figures, HotspotSight.Everything],
        ["method"] = [HotspotSight.Figures, HotspotSight.Everything],
        ["methodVersion"] = [HotspotSight.Figures, HotspotSight.Everything],
        ["inputDigest"] = [HotspotSight.Everything],
        ["eventsConsidered"] = [HotspotSight.Everything],
        ["eventsClusterable"] = [HotspotSight.Everything],
        ["noiseEvents"] = [HotspotSight.Everything],
        ["clusters"] = [HotspotSight.Everything],
        ["createdAt"] = [HotspotSight.Figures, HotspotSight.Everything],
        ["caveats"] = [HotspotSight.Figures, HotspotSight.Everything],
    };

    /// <summary>Fields of a published area, the same for all who may see areas.</summary>
    public static IReadOnlyList<string> PublishedArea { get; } = ["shape", "band"];

    /// <summary>Fields of a square of context, the same for all: published elsewhere, never about children.</summary>
    public static IReadOnlyList<string> ContextSquare { get; } = ["square", "point", "count"];

    /// <summary>True when the reader gets a value of an incident's field.</summary>
    public static bool Gives(IncidentReaders readers, IncidentSight sight) => readers switch
    {
        IncidentReaders.All or IncidentReaders.AllCoarsened => sight.Rows != RowScope.None,
        IncidentReaders.Exact => sight.Precision == LocationPrecision.Exact,
        IncidentReaders.Narrative => sight.Narrative,
        IncidentReaders.Tokens => sight.Tokens,
        _ => false,
    };
}
