using System.Text.Json;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Hotspots;

/// <summary>Analyses and clusters as a reader may see them. What they may not see is not read into the answer.</summary>
internal static class HotspotViews
{
    /// <summary>Without totals and digest, unless the reader sees every class: they count what a reader of figures does not see.</summary>
    public static HotspotAnalysisView Of(HotspotAnalysis analysis, HotspotSight sight)
    {
        var everything = sight == HotspotSight.Everything;
        return new(
            analysis.Id, JsonSerializer.Deserialize<NewHotspotAnalysis>(analysis.Request, WireJson.Options)!, analysis.Method,
            analysis.MethodVersion, everything ? Convert.ToHexStringLower(analysis.InputDigest) : null,
            everything ? analysis.EventsConsidered : null, everything ? analysis.EventsClusterable : null,
            everything ? analysis.NoiseEvents : null, everything ? analysis.Clusters : null, analysis.CreatedAt, analysis.Caveats);
    }

    /// <summary>For readers of figures.</summary>
    /// <param name="analysis">The analysis.</param>
    /// <param name="hotspots">Its clusters of the classes that the reader sees.</param>
    /// <param name="sight">How the reader sees.</param>
    /// <param name="isHidden">True when records are hidden from the reader: the stored totals would tell of them.</param>
    /// <param name="places">The gazetteer around them.</param>
    /// <param name="outreach">Outreach in the window; null for context.</param>
    /// <param name="grid">The transform in use.</param>
    public static HotspotList Figured(
        HotspotAnalysis analysis, IReadOnlyList<Hotspot> hotspots, HotspotSight sight, bool isHidden, NearbyPlaces places,
        NearbyOutreach? outreach, IGridTransform grid) =>
        new(Of(analysis, isHidden ? HotspotSight.Figures : sight), [.. hotspots.OrderBy(h => h.Number).AsParallel().AsOrdered().Select(hotspot =>
        {
            var shape = HotspotShapes.For(sight, hotspot.Hull);
            // From the shape that is shown, so that the distance tells no more than the shape.
            var near = places.To(shape.Centroid);
            var looked = outreach?.At(shape);
            return new HotspotView(
                analysis.Id, hotspot.Number, hotspot.Class, null, Where.ToWire(shape, grid), hotspot.Events, hotspot.DistinctChildren,
                hotspot.ChildrenUnknown, hotspot.Agencies, hotspot.Dates, hotspot.First, hotspot.Last,
                JsonSerializer.Deserialize<SortedDictionary<string, int>>(hotspot.SourceMix), near?.NameEn, near?.NameCy, near?.Metres,
                looked?.Sessions, looked?.Hours);
        })]);

    /// <summary>For readers of bands: shapes from south to north and a word. Nothing is counted, numbered or dated.</summary>
    public static HotspotList Banded(HotspotAnalysis analysis, IReadOnlyList<Hotspot> hotspots, FixedAreas areas, IGridTransform grid) =>
        new(null, [.. HotspotShapes.Squares(hotspots.Select(h => h.Hull), areas).Select(shape => new HotspotView(
            analysis.Id, null, null, ConcernBand.BeingLookedAt, Where.ToWire(shape, grid),
            null, null, null, null, null, null, null, null, null, null, null))]);
}
