using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using Location = SpacesPlaces.Contracts.Location;

namespace SpacesPlaces.Api.Planning;

/// <summary>Rules of input for stalls, patrols and events, counts and what people said afterwards.</summary>
public static class ActivityChecks
{
    private const int LongestCare = 300;
    private const int LongestName = 100;
    private const int LongestNote = 200;
    private const int MostPosts = 50;
    private const int MostHazards = 30;
    private const int MostShifts = 60;
    private const int MostVisits = 40;
    private const int MostSpaces = 10;
    private const int MostCorners = PatrolGround.MostCorners;
    private const double MostBeyondMetres = 10_000;

    /// <summary>Minutes of a visit: shorter is passing by, longer is standing guard.</summary>
    public const int ShortestVisit = 10, LongestVisit = 30;

    /// <summary>Nobody works alone.</summary>
    public const int FewestStaff = 2;
    private static readonly TimeSpan LongestShift = TimeSpan.FromHours(12);
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(10);

    public static IEnumerable<Refusal> Check(NewActivity plan, CheckContext about) =>
    [
        .. Where.Check(plan.Location, "location", about.Area, about.Grid),
        .. Where.CheckIsPlace(plan.Location, "location"),
        .. Times(plan, about),
        .. plan.TitleEn is null && plan.TitleCy is null ? [new Refusal(ProblemCodes.FieldMissing, "titleEn")] : (Refusal[])[],
        .. TextChecks.Allowed(plan.TitleEn, "titleEn", SiteChecks.LongestName),
        .. TextChecks.Allowed(plan.TitleCy, "titleCy", SiteChecks.LongestName),
        .. Care(plan),
        .. Count(plan.Partners, "partners", 20),
        .. Count(plan.SpaceIds, "spaceIds", MostSpaces),
        .. Route(plan.Route, about),
        .. Count(plan.Posts, "posts", MostPosts),
        .. Numbered(plan.Posts).SelectMany(one => At(one.Item.Point, $"posts[{one.Index}]", about).Concat(TextChecks.Allowed(one.Item.Name, $"posts[{one.Index}].name", LongestName))),
        .. Count(plan.Hazards, "hazards", MostHazards),
        .. Numbered(plan.Hazards).SelectMany(one => At(one.Item.Point, $"hazards[{one.Index}]", about).Concat(TextChecks.Allowed(one.Item.Note, $"hazards[{one.Index}].note", LongestNote))),
        .. Count(plan.Shifts, "shifts", MostShifts),
        .. Numbered(plan.Shifts).SelectMany(one => Shift(one.Item, $"shifts[{one.Index}]", plan, about)),
    ];

    public static IEnumerable<Refusal> Check(NewTally tally, CheckContext about)
    {
        foreach (var refusal in SiteChecks.Between(tally.Count, "count", 1, 100_000)) yield return refusal;
        if (tally.At > about.Now + ClockSkew) yield return new(ProblemCodes.InTheFuture, "at");
    }

    public static IEnumerable<Refusal> Check(ActivityFeedback feedback, CheckContext about)
    {
        foreach (var refusal in SiteChecks.Between(feedback.Asked, "asked", 1, 100_000)) yield return refusal;
        if (feedback.Counts.Select(count => count.Question).Distinct().Count() != feedback.Counts.Count) yield return new(ProblemCodes.FieldNotAllowedHere, "counts");
        foreach (var (at, one) in feedback.Counts.Index())
        {
            foreach (var (number, field) in new[] { (one.Yes, "yes"), (one.No, "no"), (one.NotSure, "notSure") })
                foreach (var refusal in SiteChecks.Between(number, $"counts[{at}].{field}", 0, 100_000)) yield return refusal;
            // More answers than people asked is a slip of the pen.
            if ((long)one.Yes + one.No + one.NotSure > feedback.Asked) yield return Refusal.Of(ProblemCodes.NumberOutOfRange, $"counts[{at}]", ("min", 0), ("max", feedback.Asked));
        }
    }

    /// <summary>Every text of a plan, with the field that it stands in.</summary>
    public static (string Field, string? Text)[] TextsOf(NewActivity plan) =>
    [
        ("titleEn", plan.TitleEn), ("titleCy", plan.TitleCy), ("care", plan.Care),
        .. Numbered(plan.Posts).Select(one => ($"posts[{one.Index}].name", one.Item.Name)),
        .. Numbered(plan.Hazards).Select(one => ($"hazards[{one.Index}].note", one.Item.Note)),
        .. Numbered(plan.Shifts).SelectMany(shift => Numbered(shift.Item.Visits).Select(one => ($"shifts[{shift.Index}].visits[{one.Index}].name", (string?)one.Item.Name))),
    ];

    private static IEnumerable<Refusal> Times(NewActivity plan, CheckContext about)
    {
        var days = plan.Kind == ActivityKind.Event ? 14 : 1;
        if (plan.StartsAt < about.Now.AddYears(-5)) yield return new(ProblemCodes.TooLongAgo, "startsAt");
        if (plan.StartsAt > about.Now.AddYears(2)) yield return new(ProblemCodes.InTheFuture, "startsAt");
        if (plan.EndsAt <= plan.StartsAt) yield return new(ProblemCodes.EndBeforeStart, "endsAt");
        else if (plan.EndsAt - plan.StartsAt > TimeSpan.FromDays(days)) yield return Refusal.Of(ProblemCodes.RangeTooLong, "endsAt", ("days", days));
    }

    private static IEnumerable<Refusal> Care(NewActivity plan)
    {
        if (plan.Kind == ActivityKind.Patrol && plan.Care is null) yield return new(ProblemCodes.FieldMissing, "care");
        foreach (var refusal in TextChecks.Allowed(plan.Care, "care", LongestCare)) yield return refusal;
        if (plan.Care is not null && plan.CareLanguage is not ("en" or "cy")) yield return new(ProblemCodes.WordUnknown, "careLanguage");
        if (plan.Care is null && plan.CareLanguage is not null) yield return new(ProblemCodes.FieldNotAllowedHere, "careLanguage");
    }

    private static IEnumerable<Refusal> Route(IReadOnlyList<PointGeometry>? route, CheckContext about)
    {
        if (route is null) return [];
        if (route.Count is < 2 or > MostCorners) return [Refusal.Of(ProblemCodes.CountOutOfRange, "route", ("min", 2), ("max", MostCorners))];
        // One wrong corner is told, not five hundred.
        return route.SelectMany((corner, i) => At(corner, $"route[{i}]", about)).Take(1);
    }

    // A way round may lead over the border; what nobody walks there and back in a shift is a slip.
    private static IEnumerable<Refusal> Way(IReadOnlyList<PointGeometry>? way, string field, CheckContext about)
    {
        if (way is null) return [];
        if (way.Count is < 2 or > PatrolGround.MostCorners) return [Refusal.Of(ProblemCodes.CountOutOfRange, field, ("min", 2), ("max", PatrolGround.MostCorners))];
        return way.SelectMany((corner, at) => At(corner, $"{field}[{at}]", about).Where(refusal => refusal.Code != ProblemCodes.OutsideArea || !IsNear(corner))).Take(1);

        bool IsNear(PointGeometry corner)
        {
            var location = new Location(corner, PointSource.Pin);
            return corner is { X: > -10 and < 4, Y: > 49 and < 62 } && about.Area.Geometry.IsWithinDistance(Where.ToPoint(location, about.Grid), MostBeyondMetres);
        }
    }

    private static IEnumerable<Refusal> Shift(ActivityShift shift, string field, NewActivity plan, CheckContext about)
    {
        if (shift.EndsAt <= shift.StartsAt) yield return new(ProblemCodes.EndBeforeStart, $"{field}.endsAt");
        else if (shift.EndsAt - shift.StartsAt > LongestShift) yield return Refusal.Of(ProblemCodes.RangeTooLong, $"{field}.endsAt", ("days", 1));
        if (shift.StartsAt < plan.StartsAt || shift.EndsAt > plan.EndsAt) yield return new(ProblemCodes.OutsideItsTime, $"{field}.startsAt");
        foreach (var refusal in SiteChecks.Between(shift.Staff, $"{field}.staff", FewestStaff, 50)) yield return refusal;
        foreach (var refusal in Count(shift.Visits, $"{field}.visits", MostVisits)) yield return refusal;
        foreach (var refusal in Way(shift.Way, $"{field}.way", about)) yield return refusal;
        foreach (var (at, visit) in Numbered(shift.Visits))
        {
            var here = $"{field}.visits[{at}]";
            foreach (var refusal in TextChecks.Needed(visit.Name, $"{here}.name", LongestName)) yield return refusal;
            foreach (var refusal in At(visit.Point, here, about)) yield return refusal;
            foreach (var refusal in SiteChecks.Between(visit.Minutes, $"{here}.minutes", ShortestVisit, LongestVisit)) yield return refusal;
            if (visit.StartsAt < shift.StartsAt || visit.StartsAt.AddMinutes(visit.Minutes) > shift.EndsAt) yield return new(ProblemCodes.OutsideItsTime, $"{here}.startsAt");
        }
    }

    private static IEnumerable<Refusal> At(PointGeometry point, string field, CheckContext about) =>
        Where.Check(new Location(point, PointSource.Pin), field, about.Area, about.Grid);

    private static IEnumerable<Refusal> Count<T>(IReadOnlyList<T>? list, string field, int most) =>
        list is { } given && given.Count > most ? [Refusal.Of(ProblemCodes.CountOutOfRange, field, ("min", 0), ("max", most))] : [];

    private static IEnumerable<(int Index, T Item)> Numbered<T>(IReadOnlyList<T>? list) => (list ?? []).Index();
}
