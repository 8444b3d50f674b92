using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Photos;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Incidents;

/// <summary>Rules of input for incidents: pure, so that the same body is judged the same everywhere.</summary>
public static class IncidentChecks
{
    public const int LongestNarrative = 4_000;
    public const int LongestReason = 500;
    public const int MostChildren = 50;

    /// <summary>Longest time range: longer than a month says nothing of when.</summary>
    public static readonly TimeSpan LongestRange = TimeSpan.FromDays(31);

    /// <summary>Oldest incident that may be recorded.</summary>
    public static readonly TimeSpan Oldest = TimeSpan.FromDays(365 * 30);

    /// <summary>Clocks of phones may run ahead by this much.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(10);

    public static IEnumerable<Refusal> Check(NewIncident incident, CheckContext about) =>
        [.. Place(incident, about), .. When(incident, about), .. Children(incident), .. Words(incident), .. PhotoChecks.Check(incident.Photos)];

    public static IEnumerable<Refusal> Check(Withdrawal withdrawal, CheckContext about)
    {
        if (string.IsNullOrWhiteSpace(withdrawal.Reason)) yield return new(ProblemCodes.FieldMissing, "reason");
        else if (withdrawal.Reason.Length > LongestReason)
            yield return Refusal.Of(ProblemCodes.FieldTooLong, "reason", ("max", LongestReason));
        else if (!TextChecks.IsClean(withdrawal.Reason)) yield return new(ProblemCodes.TextNotClean, "reason");
    }

    private static IEnumerable<Refusal> Place(NewIncident incident, CheckContext about)
    {
        if (incident.Location is { } location) return Where.Check(location, "location", about.Area, about.Grid);
        return incident.PlaceId is null ? [new(ProblemCodes.WhereMissing, "location")] : [];
    }

    private static IEnumerable<Refusal> When(NewIncident incident, CheckContext about)
    {
        if (incident.OccurredFrom > about.Now + ClockSkew) yield return new(ProblemCodes.InTheFuture, "occurredFrom");
        else if (incident.OccurredTo > about.Now + ClockSkew) yield return new(ProblemCodes.InTheFuture, "occurredTo");
        if (incident.OccurredFrom < about.Now - Oldest) yield return new(ProblemCodes.TooLongAgo, "occurredFrom");
        if (incident.OccurredTo < incident.OccurredFrom) yield return new(ProblemCodes.EndBeforeStart, "occurredTo");
        else if (incident.OccurredTo - incident.OccurredFrom > LongestRange)
            yield return Refusal.Of(ProblemCodes.RangeTooLong, "occurredTo", ("days", LongestRange.TotalDays));
    }

    private static IEnumerable<Refusal> Children(NewIncident incident)
    {
        var children = incident.Children ?? [];
        if (incident.ChildrenUnknownCount is < 0 or > MostChildren)
            yield return Refusal.Of(ProblemCodes.NumberOutOfRange, "childrenUnknownCount", ("min", 0), ("max", MostChildren));
        if (incident.Kind == IncidentKind.HotspotReport && (children.Count > 0 || incident.ChildrenUnknownCount > 0))
            yield return new(ProblemCodes.ChildNotInReport, "children");
        if (incident.Kind == IncidentKind.Harm && children.Count == 0 && incident.ChildrenUnknownCount == 0)
            yield return new(ProblemCodes.HarmWithoutChild, "children");
        if (children.Count > MostChildren)
        {
            yield return Refusal.Of(ProblemCodes.CountOutOfRange, "children", ("min", 0), ("max", MostChildren));
            yield break;
        }

        var seen = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < children.Count; i++)
        {
            if (!ChildToken.TryParse(children[i].Token, out var token))
                yield return new(ProblemCodes.ChildTokenNotValid, $"children[{i}].token");
            else if (!seen.Add(token)) yield return new(ProblemCodes.ChildTwice, $"children[{i}].token");
        }
    }

    private static IEnumerable<Refusal> Words(NewIncident incident)
    {
        if (incident.HarmTypes.Count == 0) yield return new(ProblemCodes.FieldMissing, "harmTypes");
        else if (incident.HarmTypes.Distinct().Count() != incident.HarmTypes.Count)
            yield return new(ProblemCodes.FieldNotAllowedHere, "harmTypes");
        if (incident.Narrative is { } narrative)
        {
            if (narrative.Length > LongestNarrative)
                yield return Refusal.Of(ProblemCodes.FieldTooLong, "narrative", ("max", LongestNarrative));
            else if (!TextChecks.IsClean(narrative)) yield return new(ProblemCodes.TextNotClean, "narrative");
            if (incident.NarrativeLanguage is not ("en" or "cy")) yield return new(ProblemCodes.WordUnknown, "narrativeLanguage");
        }
        else if (incident.NarrativeLanguage is not null) yield return new(ProblemCodes.FieldNotAllowedHere, "narrativeLanguage");

        foreach (var refusal in Reason(incident.IdentifyingReason, "identifyingReason", incident)) yield return refusal;
        foreach (var refusal in Reason(incident.LanguageReason, "languageReason", incident)) yield return refusal;
    }

    private static IEnumerable<Refusal> Reason(string? reason, string field, NewIncident incident)
    {
        if (reason is null) yield break;
        if (string.IsNullOrWhiteSpace(reason)) yield return new(ProblemCodes.FieldMissing, field);
        if (reason.Length > LongestReason) yield return Refusal.Of(ProblemCodes.FieldTooLong, field, ("max", LongestReason));
        if (!TextChecks.IsClean(reason)) yield return new(ProblemCodes.TextNotClean, field);
        if (incident.Narrative is null && incident.Photos is not { Count: > 0 }) yield return new(ProblemCodes.FieldNotAllowedHere, field);
    }
}
