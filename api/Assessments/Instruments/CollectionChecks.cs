using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;

namespace SpacesPlaces.Api.Assessments.Instruments;

/// <summary>Rules of input for instruments that are handed out.</summary>
public static class CollectionChecks
{
    /// <summary>How far away the last day may be.</summary>
    public const int LongestDays = 92;

    /// <summary>Most sets of answers, and most ballots that wait to be used; more were not asked for by people.</summary>
    public const int MostAnswers = 2_000, MostBallots = 4_000;

    /// <summary>Most sheets of paper that are made at once: two classes.</summary>
    public const int MostSheets = 60;

    internal const int LongestSecret = 100;

    public static IEnumerable<Refusal> Check(NewCollection collection, CheckContext about)
    {
        var today = LocalDays.Of(about.Now);
        foreach (var refusal in Within(collection.ClosesOn, "closesOn", today, today.AddDays(LongestDays))) yield return refusal;
        if (collection.CellMetres is { } metres && !SafetyGrid.Sides.Contains(metres))
            yield return Refusal.Of(ProblemCodes.NumberOutOfRange, "cellMetres", ("min", SafetyGrid.Sides[0]), ("max", SafetyGrid.Sides[^1]));
        if (collection.OpensOn is not { } opens) yield break;
        foreach (var refusal in Within(opens, "opensOn", today, collection.ClosesOn < today ? today : collection.ClosesOn)) yield return refusal;
    }

    public static IEnumerable<Refusal> Check(NewCollectionLink link, CheckContext about)
    {
        var today = LocalDays.Of(about.Now);
        return link.ClosesOn is { } closes ? Within(closes, "closesOn", today, today.AddDays(LongestDays)) : [];
    }

    public static IEnumerable<Refusal> Check(NewPaperSheets asked, CheckContext about) =>
        asked.Sheets is < 1 or > MostSheets ? [Refusal.Of(ProblemCodes.NumberOutOfRange, "sheets", ("min", 1), ("max", MostSheets))] : [];

    public static IEnumerable<Refusal> Check(KeyedAnswers keyed, CheckContext about) =>
        keyed.Code is { Length: > LongestSecret } ? [new(ProblemCodes.MapCodeNotRead, "code")] : [];

    private static IEnumerable<Refusal> Within(DateOnly day, string field, DateOnly first, DateOnly last) =>
        day < first || day > last
            ? [Refusal.Of(ProblemCodes.DayNotInRange, field, ("from", AssessmentChecks.Day(first)), ("to", AssessmentChecks.Day(last)))] : [];
}
