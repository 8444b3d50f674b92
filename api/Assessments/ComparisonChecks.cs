using System.Globalization;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Spaces;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Assessments;

/// <summary>Rules of input for comparisons: pure, so that the same body is judged the same everywhere.</summary>
public static class ComparisonChecks
{
    /// <summary>Most comparisons of one assessment: whoever may draw areas without end can count what lies in their differences.</summary>
    public const int MostOfOne = 3;

    public const int LongestReason = 1_000;
    private const int LongestLanguageReason = 500;
    private const double LeastBufferMetres = 100, MostBufferMetres = 2_000;

    /// <summary>Shorter periods hold too little of anything, longer ones more than a plan.</summary>
    private const int LeastDays = 28, MostDays = 731;

    /// <summary>Months are not of equal length: by so much, in days for each hundred, may one period be longer.</summary>
    private const int UnlikeDaysInHundred = 5;

    public static IEnumerable<Refusal> Check(NewComparison comparison, CheckContext about)
    {
        foreach (var refusal in SpaceChecks.Words(comparison.Reason, "reason", LongestReason)) yield return refusal;
        foreach (var refusal in TextChecks.Allowed(comparison.LanguageReason, "languageReason", LongestLanguageReason)) yield return refusal;
        foreach (var refusal in SpaceChecks.Area(comparison.Control, "control", about)) yield return refusal;
        foreach (var refusal in SpaceChecks.Area(comparison.BufferControl, "bufferControl", about)) yield return refusal;
        if (comparison.BufferMetres is { } metres && !(metres is >= LeastBufferMetres and <= MostBufferMetres))
            yield return Refusal.Of(ProblemCodes.NumberOutOfRange, "bufferMetres", ("min", LeastBufferMetres), ("max", MostBufferMetres));
        if (comparison.BufferControl is not null && comparison.BufferMetres is null) yield return new(ProblemCodes.FieldNotAllowedHere, "bufferControl");
        foreach (var refusal in Periods(comparison, about)) yield return refusal;
    }

    /// <summary>The refusal of areas that count the same ground twice; null when they lie apart.</summary>
    /// <param name="target">The space.</param>
    /// <param name="around">What lies around it; null when nothing around is looked at.</param>
    /// <param name="control">The like area.</param>
    /// <param name="aroundControl">The area like what lies around.</param>
    public static Refusal? Overlap(Geometry target, Geometry? around, Geometry control, Geometry? aroundControl)
    {
        var own = around is null ? target : target.Union(around);
        if (control.Intersects(own)) return new(ProblemCodes.AreasOverlap, "control");
        return aroundControl is not null && (aroundControl.Intersects(own) || aroundControl.Intersects(control))
            ? new(ProblemCodes.AreasOverlap, "bufferControl")
            : null;
    }

    private static IEnumerable<Refusal> Periods(NewComparison comparison, CheckContext about)
    {
        var today = LocalDays.Of(about.Now);
        int before = Days(comparison.BeforeFrom, comparison.BeforeTo), after = Days(comparison.AfterFrom, comparison.AfterTo);
        if (comparison.BeforeTo < comparison.BeforeFrom) yield return new(ProblemCodes.EndBeforeStart, "beforeTo");
        else if (before is < LeastDays or > MostDays) yield return Refusal.Of(ProblemCodes.CountOutOfRange, "beforeTo", ("min", LeastDays), ("max", MostDays));
        if (comparison.BeforeTo >= today) yield return Refusal.Of(ProblemCodes.DayNotInRange, "beforeTo", ("from", Day(today.AddYears(-10))), ("to", Day(today.AddDays(-1))));
        if (comparison.AfterFrom <= comparison.BeforeTo) yield return new(ProblemCodes.EndBeforeStart, "afterFrom");
        if (comparison.AfterTo < comparison.AfterFrom) yield return new(ProblemCodes.EndBeforeStart, "afterTo");
        else if (Math.Abs(before - after) * 100 > UnlikeDaysInHundred * Math.Max(before, after)) yield return new(ProblemCodes.PeriodsUnlike, "afterTo");
        else if (comparison.AfterTo > today.AddYears(2)) yield return Refusal.Of(ProblemCodes.DayNotInRange, "afterTo", ("from", Day(comparison.AfterFrom)), ("to", Day(today.AddYears(2))));
    }

    private static int Days(DateOnly from, DateOnly to) => to.DayNumber - from.DayNumber + 1;

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
