using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Language;
using SpacesPlaces.MapClient.Time;

namespace SpacesPlaces.MapClient.Incidents;

/// <summary>Which incidents are shown. An empty choice means all of that vocabulary.</summary>
/// <param name="Window">Days in which they can have happened.</param>
/// <param name="HarmTypes">Any of these types of harm.</param>
/// <param name="Kinds">Harm, concerns about a place, or both.</param>
/// <param name="Agencies">Agencies that the information came from.</param>
/// <param name="Grades">How close the source stood.</param>
/// <param name="Sources">How the recorder came to know.</param>
/// <param name="Area">A drawn area, EPSG:4326; everywhere when null.</param>
public sealed record IncidentFilter(
    TimeWindow Window, IReadOnlySet<HarmType>? HarmTypes = null, IReadOnlySet<IncidentKind>? Kinds = null,
    IReadOnlySet<Agency>? Agencies = null, IReadOnlySet<InfoGrade>? Grades = null, IReadOnlySet<SourceKind>? Sources = null,
    Geometry? Area = null)
{
    /// <summary>The filter in words, as it stands in the caption of the map and on paper.</summary>
    public string Told(Words words)
    {
        ArgumentNullException.ThrowIfNull(words);
        List<string> parts = [words.Period(Window.From, Window.To)];
        Add(parts, HarmTypes, words);
        Add(parts, Kinds, words);
        Add(parts, Agencies, words);
        Add(parts, Grades, words);
        Add(parts, Sources, words);
        if (Area is not null) parts.Add(words["desktop.in_drawn_area"]);
        return string.Join("; ", parts);
    }

    private static void Add<TWord>(List<string> parts, IReadOnlySet<TWord>? chosen, Words words) where TWord : struct, Enum
    {
        if (chosen is { Count: > 0 }) parts.Add(string.Join(", ", chosen.Order().Select(words.Word)));
    }
}
