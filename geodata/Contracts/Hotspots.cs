using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Contracts;

/// <summary>What is clustered.</summary>
public enum AnalysisSubject
{
    /// <summary>Recorded harm to children.</summary>
    Harm,
    /// <summary>Imported context events, which say nothing about harm to children.</summary>
    Context,
}

/// <summary>How clusters are found.</summary>
public enum ClusterMethodChoice
{
    /// <summary>One reach for all places (DBSCAN).</summary>
    Dbscan,
    /// <summary>Close in space and in time (ST-DBSCAN); needs days, so not for context.</summary>
    StDbscan,
    /// <summary>Villages and towns at their own scale (HDBSCAN, leaf clusters); the reach is the distance at which two clusters stay one.</summary>
    Hdbscan,
}

/// <summary>Asks for clusters by density of the chosen events, in EPSG:27700 metres.</summary>
/// <param name="Subject">Harm or context.</param>
/// <param name="EpsMetres">Two events within this many metres are neighbours; 1 to 5,000 (points are known to a metre at best).</param>
/// <param name="MinEvents">Events, itself included, that make a dense neighbourhood; 2 to 1,000.</param>
/// <param name="From">First day of the window.</param>
/// <param name="To">Last day of the window, inclusive.</param>
/// <param name="HarmTypes">Only these harm types; all when empty or left out. Not for context.</param>
/// <param name="SourceKinds">Only these kinds of source; all when empty or left out. Not for context.</param>
/// <param name="Agencies">Only records of these source agencies; all when empty or left out. Not for context.</param>
/// <param name="IncludeHotspotReports">Count practitioners' concerns about places as events too; false by default.</param>
/// <param name="ContextTypes">Only these of the publisher's types; all when empty or left out. Only for context.</param>
/// <param name="Area">Only events inside; the whole partnership's data when left out.</param>
/// <param name="Method">How clusters are found; by one reach for all places when left out.</param>
/// <param name="EpsDays">For clusters in space and time: two events are neighbours when at most this many days apart; 0 to 3,660.</param>
public sealed record NewHotspotAnalysis(
    AnalysisSubject Subject,
    double EpsMetres,
    int MinEvents,
    DateOnly From,
    DateOnly To,
    IReadOnlyList<HarmType>? HarmTypes = null,
    IReadOnlyList<SourceKind>? SourceKinds = null,
    IReadOnlyList<Agency>? Agencies = null,
    bool IncludeHotspotReports = false,
    IReadOnlyList<string>? ContextTypes = null,
    AreaGeometry? Area = null,
    ClusterMethodChoice Method = ClusterMethodChoice.Dbscan,
    int? EpsDays = null);

/// <summary>A stored analysis: what was asked, what came out, and what is needed to do it again.</summary>
/// <param name="Id">Analysis id (also the id of its job).</param>
/// <param name="Request">What was asked.</param>
/// <param name="Method">Name of the method, for instance <c>dbscan</c>.</param>
/// <param name="MethodVersion">Version of the method.</param>
/// <param name="InputDigest">SHA-256 of the canonical input, in hex: the same input in any row order has the same digest. Like the totals,
/// for readers of every class only.</param>
/// <param name="EventsConsidered">Events in the window after filters; null where it would count what the reader does not see.</param>
/// <param name="EventsClusterable">Of these, with a point good enough to cluster (accuracy of 100 m or better).</param>
/// <param name="NoiseEvents">Clusterable events in no cluster.</param>
/// <param name="Clusters">Number of clusters of every class.</param>
/// <param name="CreatedAt">When the result was stored.</param>
/// <param name="Caveats">What a reader must know, as keys of the section <c>caveat</c>.</param>
public sealed record HotspotAnalysisView(
    Guid Id, NewHotspotAnalysis Request, string Method, string MethodVersion, string? InputDigest, int? EventsConsidered,
    int? EventsClusterable, int? NoiseEvents, int? Clusters, DateTimeOffset CreatedAt, IReadOnlyList<string> Caveats);

/// <summary>A cluster as the reader may see it. For readers of bands every figure is null and the shape is made of 1 km squares.</summary>
/// <param name="AnalysisId">Analysis it belongs to.</param>
/// <param name="Number">Number inside the analysis, from 1; null for readers of bands, because numbering follows the data.</param>
/// <param name="Class">Class of the cluster; null for readers of bands.</param>
/// <param name="Band">Band, for readers of bands; null otherwise.</param>
/// <param name="Shape">Area, EPSG:4326.</param>
/// <param name="Events">Number of events.</param>
/// <param name="DistinctChildren">Number of different children known by token.</param>
/// <param name="ChildrenUnknown">Children harmed whose tokens are not known, added up over events.</param>
/// <param name="Agencies">Number of source agencies.</param>
/// <param name="Dates">Number of different dates.</param>
/// <param name="First">First event's day.</param>
/// <param name="Last">Last event's day.</param>
/// <param name="SourceMix">Events by kind of source (harm) or by the publisher's type (context).</param>
/// <param name="NearestPlaceEn">Nearest named place, English, with no claim that harm happened in it.</param>
/// <param name="NearestPlaceCy">Nearest named place, Welsh.</param>
/// <param name="NearestPlaceMetres">Distance of that place from the cluster's middle, metres.</param>
/// <param name="OutreachSessions">Outreach sessions within 250 m of the shape in the window; null for context.</param>
/// <param name="OutreachHours">Their hours: more looking finds more.</param>
public sealed record HotspotView(
    Guid AnalysisId, int? Number, ClusterClass? Class, ConcernBand? Band, AreaGeometry Shape, int? Events,
    int? DistinctChildren, int? ChildrenUnknown, int? Agencies, int? Dates, DateOnly? First, DateOnly? Last,
    IReadOnlyDictionary<string, int>? SourceMix, string? NearestPlaceEn, string? NearestPlaceCy, double? NearestPlaceMetres,
    int? OutreachSessions = null, double? OutreachHours = null);

/// <summary>The hotspots of one analysis.</summary>
/// <param name="Analysis">The analysis; null for readers of bands, who get no figures.</param>
/// <param name="Items">Its clusters as the reader may see them; clusters of one child are listed only for analysts.</param>
public sealed record HotspotList(HotspotAnalysisView? Analysis, IReadOnlyList<HotspotView> Items);

/// <summary>A cluster's member events, for readers of exact locations.</summary>
/// <param name="Number">Number of the cluster.</param>
/// <param name="IncidentIds">Member incidents in time order; empty for context.</param>
public sealed record HotspotMembers(int Number, IReadOnlyList<Guid> IncidentIds);
