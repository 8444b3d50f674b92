using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Hotspots;

namespace SpacesPlaces.Api.Hotspots;

/// <summary>Rules of input for analyses: pure, so that the same request is judged the same everywhere.</summary>
public static class HotspotChecks
{
    /// <summary>Longest window in days: 30 years, as far back as incidents may be recorded.</summary>
    public const int LongestWindowDays = 10_958;

    /// <summary>Most of the publisher's types in one request; police.uk has fewer than twenty.</summary>
    public const int MostContextTypes = 100;

    /// <summary>Longest of the publisher's types.</summary>
    public const int LongestContextType = 200;

    public static IEnumerable<Refusal> Check(NewHotspotAnalysis asked, CheckContext about) =>
        [.. How(asked), .. When(asked, about), .. What(asked), .. Area(asked, about)];

    private static IEnumerable<Refusal> How(NewHotspotAnalysis asked)
    {
        // Written so that NaN, for which every comparison is false, is refused too.
        if (!(asked.EpsMetres > 0)) yield return new(ProblemCodes.DistanceNotPositive, "epsMetres");
        else if (asked.EpsMetres > HotspotParameters.MaxEpsMetres)
            yield return Refusal.Of(ProblemCodes.DistanceTooLarge, "epsMetres", ("max", HotspotParameters.MaxEpsMetres));
        else if (asked.EpsMetres < HotspotParameters.LeastEpsMetres)
        {
            yield return Refusal.Of(ProblemCodes.NumberOutOfRange, "epsMetres",
                ("min", HotspotParameters.LeastEpsMetres), ("max", HotspotParameters.MaxEpsMetres));
        }

        if (asked.MinEvents is < HotspotParameters.LeastMinEvents or > HotspotParameters.MostMinEvents)
        {
            yield return Refusal.Of(ProblemCodes.CountOutOfRange, "minEvents",
                ("min", HotspotParameters.LeastMinEvents), ("max", HotspotParameters.MostMinEvents));
        }
    }

    private static IEnumerable<Refusal> When(NewHotspotAnalysis asked, CheckContext about)
    {
        // An hour of grace: for half the year the people who ask are an hour ahead of UTC. The end may lie ahead (this month).
        if (asked.From > DateOnly.FromDateTime(about.Now.UtcDateTime.AddHours(1))) yield return new(ProblemCodes.InTheFuture, "from");
        if (asked.To < asked.From) yield return new(ProblemCodes.EndBeforeStart, "to");
        else if (asked.To.DayNumber - asked.From.DayNumber > LongestWindowDays)
            yield return Refusal.Of(ProblemCodes.RangeTooLong, "to", ("days", LongestWindowDays));
    }

    private static IEnumerable<Refusal> What(NewHotspotAnalysis asked)
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

    private static IEnumerable<Refusal> Area(NewHotspotAnalysis asked, CheckContext about) =>
        asked.Area is { } area ? Where.Check(area, "area", about.Grid, about.Area) : [];
}
