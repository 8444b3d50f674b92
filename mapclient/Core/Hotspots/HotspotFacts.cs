using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Language;

namespace SpacesPlaces.MapClient.Hotspots;

/// <summary>What a hotspot says in words. Every number stands with what it is of, its dates, its sources and the effort beside it.</summary>
public static class HotspotFacts
{
    /// <summary>One sentence for list and screen reader.</summary>
    public static string Told(HotspotView hotspot, Words words)
    {
        ArgumentNullException.ThrowIfNull(hotspot);
        ArgumentNullException.ThrowIfNull(words);
        if (hotspot.Class is not { } @class) return words[$"hotspots.means_{BandOf(hotspot)}"];
        List<string> parts = [words.Word(@class)];
        if (hotspot.Events is { } events) parts.Add(words.Count("desktop.events", events));
        if (hotspot.DistinctChildren is { } children && @class != ClusterClass.ContextOnly) parts.Add(words.Count("desktop.children", children));
        if (hotspot is { First: { } first, Last: { } last }) parts.Add(words.Period(first, last));
        if (Near(hotspot, words) is { } near) parts.Add(near);
        return string.Join("; ", parts);
    }

    /// <summary>All that the reader may know of it, in the order in which it is read.</summary>
    public static IReadOnlyList<Fact> Of(HotspotView hotspot, Words words)
    {
        ArgumentNullException.ThrowIfNull(hotspot);
        ArgumentNullException.ThrowIfNull(words);
        List<Fact> facts = [];
        void Add(string key, string? value)
        {
            if (value is not null) facts.Add(new(words[key], value));
        }

        Add("hotspots.fact_events", Number(hotspot.Events));
        if (hotspot.Class != ClusterClass.ContextOnly)
        {
            Add("hotspots.fact_children", Number(hotspot.DistinctChildren));
            Add("hotspots.fact_unknown", Number(hotspot.ChildrenUnknown));
        }

        Add("hotspots.fact_dates", Number(hotspot.Dates));
        Add("hotspots.fact_first", hotspot.First is { } first ? words.Day(first) : null);
        Add("hotspots.fact_last", hotspot.Last is { } last ? words.Day(last) : null);
        Add("hotspots.fact_agencies", Number(hotspot.Agencies));
        if (hotspot.SourceMix is { Count: > 0 } mix) Add("desktop.sources", Mix(mix, hotspot.Class == ClusterClass.ContextOnly, words));
        if (hotspot.Class is not null and not ClusterClass.ContextOnly) Add("hotspots.fact_outreach", Outreach(hotspot, words));
        return facts;
    }

    /// <summary>What the figures of the whole layer stand on; for readers of bands, who get no figures, that they are bands.</summary>
    public static string Caption(HotspotList list, Words words)
    {
        ArgumentNullException.ThrowIfNull(list);
        ArgumentNullException.ThrowIfNull(words);
        if (list.Analysis is not { } analysis) return words["hotspots.bands_note"];
        var request = analysis.Request;
        var what = request.Subject == AnalysisSubject.Context ? words["hotspots.of_context"]
            : request.HarmTypes is { Count: > 0 } types ? string.Join(", ", types.Select(words.Word)) : words["hotspots.of_all_harm"];
        var summary = words.Say("hotspots.summary", ("what", what), ("period", words.Period(request.From, request.To)));
        return analysis is { EventsConsidered: { } considered, EventsClusterable: { } used, NoiseEvents: { } noise }
            ? $"{summary}. {words.Count("hotspots.considered", considered, ("used", Words.Number(used)), ("noise", Words.Number(noise)))}."
            : $"{summary}.";
    }

    private static string? Near(HotspotView hotspot, Words words) => words.Name(hotspot.NearestPlaceEn, hotspot.NearestPlaceCy) is { } place
        ? hotspot.NearestPlaceMetres is { } metres
            ? words.Say("hotspots.near_metres", ("place", place), ("distance", words.Distance(metres)))
            : words.Say("hotspots.near", ("place", place))
        : null;

    private static string Outreach(HotspotView hotspot, Words words) => hotspot.OutreachSessions is > 0 and { } sessions
        ? words.Say("hotspots.outreach_is", ("hours", Words.Number(hotspot.OutreachHours ?? 0, 1)), ("sessions", Words.Number(sessions)))
        : words["hotspots.outreach_none"];

    private static string Mix(IReadOnlyDictionary<string, int> mix, bool isContext, Words words) => string.Join("; ", mix
        .OrderByDescending(part => part.Value).ThenBy(part => part.Key, StringComparer.Ordinal)
        .Select(part => $"{(isContext ? part.Key : words[$"source_kind.{part.Key}"])}: {Words.Number(part.Value)}"));

    private static string? Number(int? figure) => figure is { } number ? Words.Number(number) : null;

    private static string BandOf(HotspotView hotspot) => WireName.Of(hotspot.Band ?? ConcernBand.NoCurrentConcern);
}
