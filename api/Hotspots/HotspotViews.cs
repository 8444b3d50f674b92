using System.Text.Json;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.Hotspots;

/// <summary>Analyses and clusters as a reader may see them. What they may not see is not read into the answer.</summary>
internal static class HotspotViews
{
    public static HotspotAnalysisView Of(HotspotAnalysis analysis) => new(
        analysis.Id, JsonSerializer.Deserialize<NewHotspotAnalysis>(analysis.Request, WireJson.Options)!, analysis.Method,
        analysis.MethodVersion, Convert.ToHexStringLower(analysis.InputDigest), analysis.EventsConsidered,
        analysis.EventsClusterable, analysis.NoiseEvents, analysis.Clusters, analysis.CreatedAt, analysis.Caveats);

    /// <summary>For readers of figures.</summary>
    /// <param name="analysis">The analysis.</param>
    /// <param name="hotspots">Its clusters of the classes that the reader sees.</param>
    /// <param name="sight">How the reader sees.</param>
    /// <param name="places">The gazetteer around them.</param>
    /// <param name="grid">The transform in use.</param>
    public static HotspotList Figured(
        HotspotAnalysis analysis, IReadOnlyList<Hotspot> hotspots, HotspotSight sight, NearbyPlaces places, IGridTransform grid) =>
        new(Of(analysis), [.. hotspots.OrderBy(h => h.Number).Select(hotspot =>
        {
            var shape = HotspotShapes.For(sight, hotspot.Hull);
            // From the shape that is shown, so that the distance tells no more than the shape.
            var near = places.To(shape.Centroid);
            return new HotspotView(
                analysis.Id, hotspot.Number, hotspot.Class, null, Where.ToWire(shape, grid), hotspot.Events, hotspot.DistinctChildren,
                hotspot.ChildrenUnknown, hotspot.Agencies, hotspot.Dates, hotspot.First, hotspot.Last,
                JsonSerializer.Deserialize<SortedDictionary<string, int>>(hotspot.SourceMix), near?.NameEn, near?.NameCy, near?.Metres);
        })]);

    /// <summary>For readers of bands: shapes from south to north and a word. Nothing is counted, numbered or dated.</summary>
    public static HotspotList Banded(HotspotAnalysis analysis, IReadOnlyList<Hotspot> hotspots, IGridTransform grid) =>
        new(null, [.. HotspotShapes.Squares(hotspots.Select(h => h.Hull)).Select(shape => new HotspotView(
            analysis.Id, null, null, ConcernBand.BeingLookedAt, Where.ToWire(shape, grid),
            null, null, null, null, null, null, null, null, null, null, null))]);
}
