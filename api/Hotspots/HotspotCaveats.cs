using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Hotspots;

namespace SpacesPlaces.Api.Hotspots;

/// <summary>What a reader of a result must know, as keys of the section <c>caveat</c> of the text files.</summary>
internal static class HotspotCaveats
{
    /// <summary>Known weaknesses of such records wherever they are kept (domain reference, section 3).</summary>
    public static readonly string[] OfHarm =
        ["low_reporting", "uneven_awareness", "prejudice_in_recording", "inconsistent_recording", "cross_boundary_missed"];

    public static readonly string[] OfContext = ["context_not_harm", "anonymised_points", "month_only"];

    /// <summary>Below this many events, one more or fewer can change the picture.</summary>
    private const int FewEvents = 10;

    public static IEnumerable<string> Of(NewHotspotAnalysis asked, int considered, HotspotResult result, bool monthsMissing)
    {
        foreach (var caveat in asked.Subject == AnalysisSubject.Harm ? OfHarm : OfContext) yield return caveat;
        if (result.EventsClustered < considered) yield return "not_all_clusterable";
        if (monthsMissing) yield return "gaps";
        if (asked.Subject == AnalysisSubject.Harm && result.Hotspots.Any(hotspot => hotspot.Counts.Events < FewEvents))
            yield return "small_numbers";
    }
}
