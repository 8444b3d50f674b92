using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments;

/// <summary>Rules of input for what belongs to the plan of an assessment: views, weighting, goals, responses, conferences.</summary>
public static class AssessmentPlanChecks
{
    private const int LongestView = 2_000;
    private const int LongestShort = 500;
    private const int LongestDecisions = 4_000;
    private const int LongestUserName = 256;
    private const int MostAnswers = 100_000;
    private const int MostPrompts = 120;
    private const int LongestKey = 40;
    private const int LongestPrompt = 300;

    public static IEnumerable<Refusal> Check(NewYoungView view, CheckContext about) =>
        [.. SpaceChecks.Words(view.Text, "text", LongestView), .. Language(view.LanguageReason), .. Past(view.HeardOn, "heardOn", about)];

    public static IEnumerable<Refusal> Check(OwnRatings own, CheckContext about)
    {
        foreach (var refusal in Language(own.LanguageReason)) yield return refusal;
        if (own.Ratings is null || own.Ratings.Count is < 1 || own.Ratings.Count > ContextWeighting.Contexts.Count)
        {
            yield return Refusal.Of(ProblemCodes.CountOutOfRange, "ratings", ("min", 1), ("max", ContextWeighting.Contexts.Count));
            yield break;
        }

        HashSet<ContextLevel> seen = [];
        for (var at = 0; at < own.Ratings.Count; at++)
        {
            var (rating, field) = (own.Ratings[at], $"ratings[{at}]");
            if (rating is null)
            {
                yield return new(ProblemCodes.FieldMissing, field);
                continue;
            }

            if (!ContextWeighting.Contexts.Contains(rating.Context) || !seen.Add(rating.Context)) yield return new(ProblemCodes.FieldNotAllowedHere, $"{field}.context");
            if (rating.Influence is < 0 or > ContextWeighting.Highest)
                yield return Refusal.Of(ProblemCodes.NumberOutOfRange, $"{field}.influence", ("min", 0), ("max", ContextWeighting.Highest));
            foreach (var refusal in SpaceChecks.Words(rating.Reason, $"{field}.reason", LongestShort)) yield return refusal;
        }
    }

    public static IEnumerable<Refusal> Check(ChangeFirst first, CheckContext about) =>
    [
        .. ContextWeighting.Contexts.Contains(first.Context) ? [] : (Refusal[])[new(ProblemCodes.FieldNotAllowedHere, "context")],
        .. SpaceChecks.Words(first.Words, "words", SpaceChecks.LongestReason), .. Language(first.LanguageReason),
    ];

    public static IEnumerable<Refusal> Check(GoalContent goal, CheckContext about) =>
    [
        .. goal.Side is FormSide.Basic or FormSide.Scope ? [new(ProblemCodes.FieldNotAllowedHere, "side")] : (Refusal[])[],
        .. SpaceChecks.Words(goal.Statement, "statement", LongestShort), .. SpaceChecks.Words(goal.Hope, "hope", LongestShort),
        .. SpaceChecks.Words(goal.Sign, "sign", LongestShort), .. SpaceChecks.Words(goal.Method, "method", LongestShort),
        .. Allowed(goal.Baseline, "baseline"), .. Allowed(goal.Result, "result"), .. Allowed(goal.DropReason, "dropReason"),
        .. Allowed(goal.EffortReason, "effortReason"), .. Language(goal.LanguageReason),
    ];

    public static IEnumerable<Refusal> Check(ResponseContent response, CheckContext about)
    {
        DateOnly today = LocalDays.Of(about.Now), first = today.AddYears(-2), last = today.AddYears(3);
        foreach (var refusal in SpaceChecks.Words(response.What, "what", SpaceChecks.LongestReason)) yield return refusal;
        foreach (var refusal in TextChecks.Allowed(response.Person, "person", LongestUserName)) yield return refusal;
        foreach (var refusal in Allowed(response.Reason, "reason")) yield return refusal;
        foreach (var refusal in Language(response.LanguageReason)) yield return refusal;
        if ((response.Status == ResponseStatus.Dropped) != (response.Reason is not null))
            yield return new(response.Reason is null ? ProblemCodes.FieldMissing : ProblemCodes.FieldNotAllowedHere, "reason");
        if (response.DueOn < first || response.DueOn > last)
            yield return Refusal.Of(ProblemCodes.DayNotInRange, "dueOn", ("from", AssessmentChecks.Day(first)), ("to", AssessmentChecks.Day(last)));
    }

    public static IEnumerable<Refusal> Check(NewConference conference, CheckContext about) =>
    [
        .. conference.Agencies is not { Count: > 0 } ? [new(ProblemCodes.FieldMissing, "agencies")]
            : conference.Agencies.Distinct().Count() != conference.Agencies.Count ? [new(ProblemCodes.FieldNotAllowedHere, "agencies")] : (Refusal[])[],
        .. SpaceChecks.Words(conference.Decisions, "decisions", LongestDecisions), .. Language(conference.LanguageReason),
        .. Past(conference.HeldOn, "heldOn", about),
    ];

    public static IEnumerable<Refusal> Check(InstrumentUse use, CheckContext about) =>
    [
        .. use.Number is < 1 or > MostAnswers ? [Refusal.Of(ProblemCodes.NumberOutOfRange, "number", ("min", 1), ("max", MostAnswers))] : (Refusal[])[],
        .. Allowed(use.SeasonNote, "seasonNote"), .. Language(use.LanguageReason), .. Past(use.UsedOn, "usedOn", about),
    ];

    public static IEnumerable<Refusal> Check(NewAssessmentForm form, CheckContext about)
    {
        foreach (var refusal in SpaceChecks.Words(form.Reason, "reason", SpaceChecks.LongestReason)) yield return refusal;
        foreach (var refusal in Language(form.LanguageReason)) yield return refusal;
        if (form.Prompts is not { Count: >= 1 and <= MostPrompts })
        {
            yield return Refusal.Of(ProblemCodes.CountOutOfRange, "prompts", ("min", 1), ("max", MostPrompts));
            yield break;
        }

        for (var at = 0; at < form.Prompts.Count; at++)
        {
            var (prompt, field) = (form.Prompts[at], $"prompts[{at}]");
            if (prompt is null)
            {
                yield return new(ProblemCodes.FieldMissing, field);
                continue;
            }

            foreach (var refusal in TextChecks.Needed(prompt.Key, $"{field}.key", LongestKey)) yield return refusal;
            foreach (var refusal in TextChecks.Needed(prompt.TextEn, $"{field}.textEn", LongestPrompt)) yield return refusal;
            foreach (var refusal in TextChecks.Needed(prompt.TextCy, $"{field}.textCy", LongestPrompt)) yield return refusal;
            foreach (var refusal in Allowed(prompt.GuidanceEn, $"{field}.guidanceEn")) yield return refusal;
            foreach (var refusal in Allowed(prompt.GuidanceCy, $"{field}.guidanceCy")) yield return refusal;
        }
    }

    /// <summary>The refusal of a day that is to come, or long past.</summary>
    internal static IEnumerable<Refusal> Past(DateOnly day, string field, CheckContext about)
    {
        DateOnly today = LocalDays.Of(about.Now), first = today.AddYears(-2);
        if (day < first || day > today)
            yield return Refusal.Of(ProblemCodes.DayNotInRange, field, ("from", AssessmentChecks.Day(first)), ("to", AssessmentChecks.Day(today)));
    }

    internal static IEnumerable<Refusal> Language(string? reason) => TextChecks.Allowed(reason, "languageReason", SpaceChecks.LongestLanguageReason);

    private static IEnumerable<Refusal> Allowed(string? text, string field) => text is null ? [] : SpaceChecks.Words(text, field, LongestShort);
}
