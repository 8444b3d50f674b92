using System.Globalization;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments;

/// <summary>Rules of input for assessments: pure, so that the same body is judged the same everywhere.</summary>
public static class AssessmentChecks
{
    public const int LongestAnswer = 4_000;
    private const int LongestUserName = 256;

    public static IEnumerable<Refusal> Check(NewAssessment assessment, CheckContext about) =>
    [
        .. TextChecks.Needed(assessment.Lead, "lead", LongestUserName),
        .. Reasons(assessment.Reason, assessment.LanguageReason), .. Review(AssessmentStatus.Draft, assessment.ReviewOn, about),
    ];

    public static IEnumerable<Refusal> Check(AssessmentLead lead, CheckContext about) => TextChecks.Needed(lead.Lead, "lead", LongestUserName);

    public static IEnumerable<Refusal> Check(NewAssessmentMove move, CheckContext about) =>
        [.. Reasons(move.Reason, move.LanguageReason), .. Review(move.To, move.ReviewOn, about)];

    public static IEnumerable<Refusal> Check(AssessmentWithdrawal withdrawal, CheckContext about) => Reasons(withdrawal.Reason, withdrawal.LanguageReason);

    public static IEnumerable<Refusal> Check(NewAnswer change, CheckContext about) =>
    [
        .. change.Text is { } text ? SpaceChecks.Words(text, "text", LongestAnswer) : [],
        .. TextChecks.Allowed(change.LanguageReason, "languageReason", SpaceChecks.LongestLanguageReason),
    ];

    /// <summary>What is wrong with an answer to a prompt of this kind.</summary>
    public static IEnumerable<Refusal> Fits(NewAnswer change, PromptKind kind)
    {
        if (kind != PromptKind.Tick && change.Ticked is not null) yield return new(ProblemCodes.FieldNotAllowedHere, "ticked");
        if (kind == PromptKind.Rated) yield break;
        if (change.Rating is not (null or PromptRating.NotKnown)) yield return new(ProblemCodes.FieldNotAllowedHere, "rating");
        if (change.Source is not null) yield return new(ProblemCodes.FieldNotAllowedHere, "source");
        if (change.Grade is not null) yield return new(ProblemCodes.FieldNotAllowedHere, "grade");
    }

    private static IEnumerable<Refusal> Reasons(string reason, string? languageReason) =>
    [
        .. SpaceChecks.Words(reason, "reason", SpaceChecks.LongestReason),
        .. TextChecks.Allowed(languageReason, "languageReason", SpaceChecks.LongestLanguageReason),
    ];

    private static IEnumerable<Refusal> Review(AssessmentStatus status, DateOnly reviewOn, CheckContext about)
    {
        var today = LocalDays.Of(about.Now);
        var last = AssessmentMoves.LatestReview(status, today);
        if (reviewOn <= today || reviewOn > last)
            yield return Refusal.Of(ProblemCodes.DayNotInRange, "reviewOn", ("from", Day(today.AddDays(1))), ("to", Day(last)));
    }

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
