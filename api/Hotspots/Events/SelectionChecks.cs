using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Hotspots.Events;

/// <summary>Rules of input for the choice of events: pure, and the same for every kind of analysis.</summary>
public static class SelectionChecks
{
    /// <summary>Longest window in days: 30 years, as far back as incidents may be recorded.</summary>
    public const int LongestWindowDays = 10_958;

    /// <summary>Most of the publisher's types in one request; police.uk has fewer than twenty.</summary>
    public const int MostContextTypes = 100;

    /// <summary>Longest of the publisher's types.</summary>
    public const int LongestContextType = 200;

    public static IEnumerable<Refusal> Check(EventSelection asked, CheckContext about) =>
        [.. When(asked, about), .. What(asked), .. asked.Area is { } area ? Where.Check(area, "area", about.Grid, about.Area) : []];

    private static IEnumerable<Refusal> When(EventSelection asked, CheckContext about)
    {
        // An hour of grace: for half the year the people who ask are an hour ahead of UTC. The end may lie ahead (this month).
        if (asked.From > DateOnly.FromDateTime(about.Now.UtcDateTime.AddHours(1))) yield return new(ProblemCodes.InTheFuture, "from");
        if (asked.To < asked.From) yield return new(ProblemCodes.EndBeforeStart, "to");
        else if (asked.To.DayNumber - asked.From.DayNumber > LongestWindowDays)
            yield return Refusal.Of(ProblemCodes.RangeTooLong, "to", ("days", LongestWindowDays));
    }

    private static IEnumerable<Refusal> What(EventSelection asked)
    {
        var isContext = asked.Subject == AnalysisSubject.Context;
        if (isContext && asked.HarmTypes is { Count: > 0 }) yield return new(ProblemCodes.FieldNotAllowedHere, "harmTypes");
        if (isContext && asked.SourceKinds is { Count: > 0 }) yield return new(ProblemCodes.FieldNotAllowedHere, "sourceKinds");
        if (isContext && asked.Agencies is { Count: > 0 }) yield return new(ProblemCodes.FieldNotAllowedHere, "agencies");
        if (isContext && asked.IncludeHotspotReports) yield return new(ProblemCodes.FieldNotAllowedHere, "includeHotspotReports");
        if (asked.ContextTypes is not { Count: > 0 } types) yield break;
        if (!isContext)
        {
            yield return new(ProblemCodes.FieldNotAllowedHere, "contextTypes");
            yield break;
        }

        if (types.Count > MostContextTypes)
        {
            yield return Refusal.Of(ProblemCodes.CountOutOfRange, "contextTypes", ("min", 0), ("max", MostContextTypes));
            yield break;
        }

        for (var i = 0; i < types.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(types[i])) yield return new(ProblemCodes.FieldMissing, $"contextTypes[{i}]");
            else if (types[i].Length > LongestContextType)
                yield return Refusal.Of(ProblemCodes.FieldTooLong, $"contextTypes[{i}]", ("max", LongestContextType));
            else if (types[i].Any(char.IsControl)) yield return new(ProblemCodes.TextNotClean, $"contextTypes[{i}]");
        }
    }
}
