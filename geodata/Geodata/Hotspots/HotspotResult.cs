using NetTopologySuite.Geometries;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>An event in a cluster.</summary>
/// <param name="EventId">The event.</param>
/// <param name="IsCore">True when its own neighbourhood is dense; false at the border of the cluster.</param>
public readonly record struct HotspotMember(Guid EventId, bool IsCore);

/// <summary>One cluster of events.</summary>
/// <param name="Number">Number in its result, from 1, from west to east by each cluster's westernmost core event.</param>
/// <param name="Counts">Class and counts.</param>
/// <param name="Hull">Outline, EPSG:27700, SRID set; passes through events (see <see cref="ClusterHull"/>).</param>
/// <param name="Members">Its events, by id.</param>
public sealed record Hotspot(int Number, ClusterCounts Counts, Polygon Hull, IReadOnlyList<HotspotMember> Members);

/// <summary>What one analysis found, and what is needed to do it again.</summary>
/// <param name="Method">Name of the method.</param>
/// <param name="MethodVersion">Version of the method; results of different versions are not compared.</param>
/// <param name="Parameters">How it looked.</param>
/// <param name="InputDigest">SHA-256 of the canonical input, hex.</param>
/// <param name="EventsConsidered">Events given.</param>
/// <param name="EventsClustered">Of these, with a point good enough to cluster.</param>
/// <param name="NoiseEvents">Of the clustered events, those in no cluster.</param>
/// <param name="Hotspots">The clusters of every class, by number. Clusters of one child are among them: see their class.</param>
public sealed record HotspotResult(
    string Method, string MethodVersion, HotspotParameters Parameters, string InputDigest, int EventsConsidered,
    int EventsClustered, int NoiseEvents, IReadOnlyList<Hotspot> Hotspots);
