using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Language;

namespace SpacesPlaces.MapClient.Incidents;

/// <summary>What one record says in words: also where it comes from, how close its source stood, and which version it is.</summary>
public static class IncidentFacts
{
    /// <summary>One sentence for lists.</summary>
    public static string Told(IncidentView incident, Words words)
    {
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(words);
        return Sentence(incident.Kind, incident.HarmTypes, When(incident, words), incident.SourceKind, incident.InfoGrade, words);
    }

    /// <summary>What happened, when, and how it is known, in one sentence.</summary>
    internal static string Sentence(IncidentKind kind, IEnumerable<HarmType> harm, string when, SourceKind source, InfoGrade grade, Words words) =>
        $"{words.Word(kind)}: {string.Join(", ", harm.Select(words.Word))}. {when}. {words.Word(source)}, {words.Word(grade)}.";

    /// <summary>All that the reader may know of it, in the order in which it is read. What was not sent is not there.</summary>
    public static IReadOnlyList<Fact> Of(IncidentView incident, Words words)
    {
        ArgumentNullException.ThrowIfNull(incident);
        ArgumentNullException.ThrowIfNull(words);
        List<Fact> facts =
        [
            new(words["house.harm_types"], string.Join(", ", incident.HarmTypes.Select(words.Word))),
            new(words["incidents.when"], When(incident, words)),
            new(words["incidents.time_confidence"], words.Word(incident.TimeConfidence)),
            new(words["incidents.where"], Where(incident, words)),
            new(words["incidents.context_level"], words.Word(incident.ContextLevel)),
        ];
        if (incident.ChildrenKnownCount is { } known)
            facts.Add(new(words["incidents.children_title"], words.Count("incidents.children", known) + (incident.ChildrenUnknownCount is > 0 and { } more ? "; " + words.Count("incidents.children_more", more) : "")));
        if (incident.Narrative is { } narrative) facts.Add(new(words["incidents.narrative"], narrative));
        facts.Add(new(words["incidents.source"], words.Word(incident.SourceKind)));
        facts.Add(new(words["incidents.info_grade"], words.Word(incident.InfoGrade)));
        facts.Add(new(words["incidents.agency"], words.Word(incident.SourceAgency)));
        facts.Add(new(words["incidents.recorded"], $"{words.Moment(incident.RecordedAt)}, {words.Word(incident.RecordedByAgency)}"));
        facts.Add(new(words["desktop.version"], Words.Number(incident.Version)));
        if (incident.Status != IncidentStatus.Recorded) facts.Add(new(words["desktop.stands"], words.Word(incident.Status)));
        if (!incident.UsedInClusters) facts.Add(new(words["desktop.use"], words["incidents.not_clustered"]));
        return facts;
    }

    private static string When(IncidentView incident, Words words)
    {
        if (incident.TimeConfidence == TimeConfidence.Exact) return words.Moment(incident.OccurredFrom);
        var (first, last) = (words.Moment(incident.OccurredFrom), words.Moment(incident.OccurredTo));
        return first == last ? first : words.Say("house.period", ("from", first), ("to", last));
    }

    private static string Where(IncidentView incident, Words words) => incident switch
    {
        { Point: null } => words["incidents.no_point"],
        { Precision: not LocationPrecision.Exact } => words["desktop.in_square"],
        { AccuracyMetres: { } metres } => words.Say("incidents.exact_within", ("distance", words.Distance(metres))),
        _ => words["incidents.exact"],
    };
}
