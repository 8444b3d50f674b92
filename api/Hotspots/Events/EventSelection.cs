using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Hotspots.Events;

/// <summary>Which events an analysis takes: what every kind of analysis asks alike.</summary>
public sealed record EventSelection(
    AnalysisSubject Subject, DateOnly From, DateOnly To, IReadOnlyList<HarmType>? HarmTypes, IReadOnlyList<SourceKind>? SourceKinds,
    IReadOnlyList<Agency>? Agencies, bool IncludeHotspotReports, IReadOnlyList<string>? ContextTypes, AreaGeometry? Area)
{
    public static EventSelection Of(NewHotspotAnalysis asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        return new(asked.Subject, asked.From, asked.To, asked.HarmTypes, asked.SourceKinds, asked.Agencies, asked.IncludeHotspotReports,
            asked.ContextTypes, asked.Area);
    }

    public static EventSelection Of(NewAnalysis asked)
    {
        ArgumentNullException.ThrowIfNull(asked);
        return new(asked.Subject, asked.From, asked.To, asked.HarmTypes, asked.SourceKinds, asked.Agencies, asked.IncludeHotspotReports,
            asked.ContextTypes, asked.Area);
    }
}
