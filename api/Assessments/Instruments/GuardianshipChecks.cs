using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Assessments.Instruments;

/// <summary>Rules of input for guardians: pure, so that the same body is judged the same everywhere.</summary>
public static class GuardianshipChecks
{
    public const int LongestPlace = 200;
    public const int LongestNote = 500;
    private const int LongestReason = 500;
    private const int LongestSquare = 8;
    private const int YearsOfTraining = 20;

    public static IEnumerable<Refusal> Check(GuardianContent guardian, CheckContext about) =>
    [
        .. AssessmentPlanChecks.Past(guardian.KnownOn, "knownOn", about), .. SpaceChecks.Words(guardian.Place, "place", LongestPlace),
        .. guardian.Times is { } times && times.Distinct().Count() != times.Count ? [new(ProblemCodes.FieldNotAllowedHere, "times")] : (Refusal[])[],
        .. TrainedIn(guardian, about), .. guardian.Square is { } square ? TextChecks.Allowed(square, "square", LongestSquare) : [],
        .. guardian.Note is { } note ? SpaceChecks.Words(note, "note", LongestNote) : [], .. AssessmentPlanChecks.Language(guardian.LanguageReason),
    ];

    public static IEnumerable<Refusal> Check(GuardianWithdrawal withdrawal, CheckContext about) =>
        [.. SpaceChecks.Words(withdrawal.Reason, "reason", LongestReason), .. AssessmentPlanChecks.Language(withdrawal.LanguageReason)];

    private static IEnumerable<Refusal> TrainedIn(GuardianContent guardian, CheckContext about)
    {
        if (guardian.TrainedIn is not { } month)
        {
            // A training that the round may count as its own has its month; of an earlier one nobody may remember it.
            if (guardian.Training == GuardianTraining.Trained) yield return new(ProblemCodes.FieldMissing, "trainedIn");
            yield break;
        }

        DateOnly today = LocalDays.Of(about.Now), first = new(today.Year - YearsOfTraining, 1, 1);
        if (guardian.Training is not (GuardianTraining.Trained or GuardianTraining.TrainedBefore)) yield return new(ProblemCodes.FieldNotAllowedHere, "trainedIn");
        else if (month.Day != 1) yield return new(ProblemCodes.MonthNotValid, "trainedIn");
        else if (month < first || month > today)
            yield return Refusal.Of(ProblemCodes.DayNotInRange, "trainedIn", ("from", AssessmentChecks.Day(first)), ("to", AssessmentChecks.Day(today)));
    }
}
