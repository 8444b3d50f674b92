using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Photos;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Outreach;

/// <summary>Rules of input for outreach sessions: pure, so that the same body is judged the same everywhere.</summary>
public static class SessionChecks
{
    public const int LongestText = 2_000;
    public const int LongestReason = 500;
    private const int OldestYears = 30;
    private const int LongestDiversion = 200;
    private const int LongestFollowUp = 300;
    private const int LongestName = 100;
    private const int MostListed = 30;
    private const int MostCorners = 500;

    /// <summary>Clocks of phones may run ahead by this much.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(10);

    public static IEnumerable<Refusal> Check(NewOutreachSession session, CheckContext about)
    {
        foreach (var refusal in Where.Check(session.Location, "location", about.Area, about.Grid)) yield return refusal;
        foreach (var refusal in Where.CheckIsPlace(session.Location, "location")) yield return refusal;
        if (session.StartedAt > about.Now + ClockSkew) yield return new(ProblemCodes.InTheFuture, "startedAt");
        if (session.StartedAt < about.Now.AddYears(-OldestYears)) yield return new(ProblemCodes.TooLongAgo, "startedAt");
        if (session.EndedAt <= session.StartedAt) yield return new(ProblemCodes.EndBeforeStart, "endedAt");
        else if (session.EndedAt - session.StartedAt > TimeSpan.FromHours(24)) yield return Refusal.Of(ProblemCodes.RangeTooLong, "endedAt", ("days", 1));
        foreach (var refusal in Count(session.Staff, "staff", 1, 50)) yield return refusal;
        foreach (var refusal in Count(session.SpokenTo, "spokenTo", 0, 10_000)) yield return refusal;
        foreach (var refusal in PhotoChecks.Check(session.Photos)) yield return refusal;
        foreach (var refusal in session.Detail is { } detail ? Check(detail, about) : []) yield return refusal;
    }

    /// <summary>Every text that a session holds, with the field that it stands in.</summary>
    public static IEnumerable<(string Field, string Text)> TextsOf(NewOutreachSession session)
    {
        foreach (var named in PhotoChecks.TextsOf(session.Photos)) yield return named;
        if (session.Detail is not { } detail) yield break;
        if (detail.Observations is { } seen) yield return ("detail.observations", seen);
        if (detail.Strengths is { } good) yield return ("detail.strengths", good);
        foreach (var (one, i) in Numbered(detail.Visits)) if (one.Name is { } name) yield return ($"detail.visits[{i}].name", name);
        foreach (var (one, i) in Numbered(detail.Diversions)) yield return ($"detail.diversions[{i}].what", one.What);
        foreach (var (one, i) in Numbered(detail.FollowUps)) yield return ($"detail.followUps[{i}].what", one.What);
    }

    private static IEnumerable<Refusal> Check(SessionDetail detail, CheckContext about) =>
    [
        .. Lists(detail), .. Visits(detail), .. Route(detail, about), .. Given(detail),
        .. TextChecks.Allowed(detail.Observations, "detail.observations", LongestText),
        .. TextChecks.Allowed(detail.Strengths, "detail.strengths", LongestText),
        .. TextChecks.Allowed(detail.LanguageReason, "detail.languageReason", LongestReason),
        .. TextChecks.Allowed(detail.IdentifyingReason, "detail.identifyingReason", LongestReason),
        .. Language(detail),
    ];

    private static IEnumerable<Refusal> Lists(SessionDetail detail)
    {
        foreach (var (field, count, different) in new[]
        {
            Of("visits", detail.Visits), Of("partners", detail.Partners), Of("ageBands", detail.AgeBands), Of("languages", detail.Languages),
            Of("resources", detail.Resources?.Select(given => given.Kind)), Of("diversions", detail.Diversions), Of("followUps", detail.FollowUps),
        })
        {
            if (count > MostListed) yield return Refusal.Of(ProblemCodes.CountOutOfRange, $"detail.{field}", ("min", 0), ("max", MostListed));
            else if (!different) yield return new(ProblemCodes.FieldNotAllowedHere, $"detail.{field}");
        }

        static (string Field, int Count, bool AllDifferent) Of<T>(string field, IEnumerable<T>? values)
        {
            T[] all = [.. values ?? []];
            return (field, all.Length, all.Length > MostListed || all.Distinct().Count() == all.Length);
        }
    }

    private static IEnumerable<Refusal> Visits(SessionDetail detail)
    {
        foreach (var (visit, i) in Numbered(detail.Visits))
        {
            if (visit.PlaceId is null && visit.Name is null) yield return new(ProblemCodes.WhereMissing, $"detail.visits[{i}]");
            foreach (var refusal in TextChecks.Allowed(visit.Name, $"detail.visits[{i}].name", LongestName)) yield return refusal;
        }
    }

    private static IEnumerable<Refusal> Route(SessionDetail detail, CheckContext about)
    {
        if (detail.Route is not { } route) yield break;
        if (route.Count is < 2 or > MostCorners)
        {
            yield return Refusal.Of(ProblemCodes.CountOutOfRange, "detail.route", ("min", 2), ("max", MostCorners));
            yield break;
        }

        // One wrong corner is told, not five hundred.
        foreach (var refusal in route.SelectMany((corner, i) => Where.Check(
            new Location(corner, Geodata.Vocabulary.PointSource.Pin), $"detail.route[{i}]", about.Area, about.Grid)).Take(1)) yield return refusal;
    }

    private static IEnumerable<Refusal> Given(SessionDetail detail)
    {
        foreach (var (given, i) in Numbered(detail.Resources))
            foreach (var refusal in Count(given.Quantity, $"detail.resources[{i}].quantity", 1, 10_000)) yield return refusal;
        foreach (var (diversion, i) in Numbered(detail.Diversions))
        {
            foreach (var refusal in Count(diversion.Count, $"detail.diversions[{i}].count", 1, 1_000)) yield return refusal;
            foreach (var refusal in TextChecks.Needed(diversion.What, $"detail.diversions[{i}].what", LongestDiversion)) yield return refusal;
        }

        foreach (var (followUp, i) in Numbered(detail.FollowUps))
            foreach (var refusal in TextChecks.Needed(followUp.What, $"detail.followUps[{i}].what", LongestFollowUp)) yield return refusal;
    }

    private static IEnumerable<Refusal> Language(SessionDetail detail)
    {
        var hasText = TextsOf(new(null!, default, default, 0, Detail: detail)).Any();
        if (hasText && detail.TextLanguage is not ("en" or "cy")) yield return new(ProblemCodes.WordUnknown, "detail.textLanguage");
        if (!hasText && detail.TextLanguage is not null) yield return new(ProblemCodes.FieldNotAllowedHere, "detail.textLanguage");
    }

    private static IEnumerable<Refusal> Count(int value, string field, int min, int max) =>
        value >= min && value <= max ? [] : [Refusal.Of(ProblemCodes.CountOutOfRange, field, ("min", min), ("max", max))];

    private static IEnumerable<(T One, int Index)> Numbered<T>(IReadOnlyList<T>? values) => (values ?? []).Select((one, i) => (one, i));
}
