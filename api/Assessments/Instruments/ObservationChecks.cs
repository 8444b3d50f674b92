using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;

namespace SpacesPlaces.Api.Assessments.Instruments;

/// <summary>Rules of input for visits: pure, so that the same body is judged the same everywhere.</summary>
public static class ObservationChecks
{
    public const int LongestNote = 1_000;
    private const int LongestReason = 500;
    private const int MostQuarterHours = 16;
    private const int MostOfAQuarter = 999;

    public static IEnumerable<Refusal> Check(NewObservationVisit visit, CheckContext about) =>
    [
        .. AssessmentPlanChecks.Past(visit.VisitedOn, "visitedOn", about), .. Items(visit.Items), .. Counts(visit.Counts),
        .. visit.Guardians is { } guardians && guardians.Distinct().Count() != guardians.Count ? [new(ProblemCodes.FieldNotAllowedHere, "guardians")] : (Refusal[])[],
        .. visit.Note is { } note ? SpaceChecks.Words(note, "note", LongestNote) : [], .. AssessmentPlanChecks.Language(visit.LanguageReason),
    ];

    public static IEnumerable<Refusal> Check(VisitWithdrawal withdrawal, CheckContext about) =>
        [.. SpaceChecks.Words(withdrawal.Reason, "reason", LongestReason), .. AssessmentPlanChecks.Language(withdrawal.LanguageReason)];

    private static IEnumerable<Refusal> Items(IReadOnlyList<ObservedItem>? items)
    {
        // A visit that saw nothing is none.
        if (items is null || items.All(one => one?.Value is null))
        {
            yield return new(ProblemCodes.FieldMissing, "items");
            yield break;
        }

        HashSet<string> left = [.. ObservationForm.Items];
        for (var at = 0; at < items.Count && at <= ObservationForm.Items.Count; at++)
        {
            if (items[at] is not { Item: { } item } || !left.Remove(item)) yield return new(ProblemCodes.FieldNotAllowedHere, $"items[{at}].item");
            else if (items[at].Value is < 0 or > Observation.Highest)
                yield return Refusal.Of(ProblemCodes.NumberOutOfRange, $"items[{at}].value", ("min", 0), ("max", Observation.Highest));
        }

        if (left.Count > 0) yield return new(ProblemCodes.FieldMissing, "items");
    }

    private static IEnumerable<Refusal> Counts(IReadOnlyList<QuarterHour>? counts)
    {
        if (counts is null) yield break;
        if (counts.Count > MostQuarterHours)
        {
            yield return Refusal.Of(ProblemCodes.CountOutOfRange, "counts", ("min", 0), ("max", MostQuarterHours));
            yield break;
        }

        for (var at = 0; at < counts.Count; at++)
        {
            if (counts[at] is not { } quarter) yield return new(ProblemCodes.FieldMissing, $"counts[{at}]");
            else if (quarter.Adults is < 0 or > MostOfAQuarter || quarter.YoungPeople is < 0 or > MostOfAQuarter)
                yield return Refusal.Of(ProblemCodes.NumberOutOfRange, $"counts[{at}]", ("min", 0), ("max", MostOfAQuarter));
        }
    }
}
