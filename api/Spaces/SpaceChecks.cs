using System.Globalization;
using System.Text.RegularExpressions;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Spaces;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Spaces;

/// <summary>Rules of input for spaces: pure, so that the same body is judged the same everywhere.</summary>
public static partial class SpaceChecks
{
    /// <summary>Largest area of a space, m²: more is a town, and a town is no space.</summary>
    public const double LargestSquareMetres = 5_000_000;

    public const int LongestReason = 1_000;
    public const int LongestReply = 2_000;
    private const int LongestName = 120;
    public const int LongestLanguageReason = 500;
    private const int MostLocalNames = 10;

    public static IEnumerable<Refusal> Check(NewSpace space, CheckContext about) =>
    [
        .. Names(space.NameEn, space.NameCy, space.LocalNames), .. Ground(space, about), .. Words(space.Reason, "reason", LongestReason),
        .. TextChecks.Allowed(space.LanguageReason, "languageReason", LongestLanguageReason),
        .. Review(SpaceStatus.Noted, space.ReviewOn, about),
    ];

    public static IEnumerable<Refusal> Check(SpaceChange change, CheckContext about) =>
    [
        .. Names(change.NameEn, change.NameCy, change.LocalNames), .. Area(change.Shape, "shape", about),
        .. TextChecks.Allowed(change.Platform, "platform", LongestName),
        .. change.Reason is null ? [] : Words(change.Reason, "reason", LongestReason),
        .. TextChecks.Allowed(change.LanguageReason, "languageReason", LongestLanguageReason),
    ];

    public static IEnumerable<Refusal> Check(NewSpaceMove move, CheckContext about) =>
    [
        .. move.To == SpaceStatus.Merged ? [new(ProblemCodes.FieldNotAllowedHere, "to")] : (Refusal[])[],
        .. Words(move.Reason, "reason", LongestReason), .. TextChecks.Allowed(move.LanguageReason, "languageReason", LongestLanguageReason),
        .. Review(move.To, move.ReviewOn, about),
    ];

    public static IEnumerable<Refusal> Check(SpaceMerge merge, CheckContext about) =>
        [.. Words(merge.Reason, "reason", LongestReason), .. TextChecks.Allowed(merge.LanguageReason, "languageReason", LongestLanguageReason)];

    public static IEnumerable<Refusal> Check(SpaceSplit split, CheckContext about) =>
    [
        .. Names(split.NameEn, split.NameCy, null), .. Words(split.Reason, "reason", LongestReason), .. Area(split.Shape, "shape", about),
        .. TextChecks.Allowed(split.Platform, "platform", LongestName),
        .. TextChecks.Allowed(split.LanguageReason, "languageReason", LongestLanguageReason),
        .. (split.Shape is null) == (split.Platform is null) ? [new(ProblemCodes.WhereMissing, "shape")] : (Refusal[])[],
    ];

    public static IEnumerable<Refusal> Check(NewVenueReply reply, CheckContext about)
    {
        foreach (var refusal in Words(reply.Text, "text", LongestReply)) yield return refusal;
        foreach (var refusal in TextChecks.Allowed(reply.LanguageReason, "languageReason", LongestLanguageReason)) yield return refusal;
        if (reply.TextLanguage is not ("en" or "cy")) yield return new(ProblemCodes.WordUnknown, "textLanguage");
        DateOnly today = LocalDays.Of(about.Now), first = today.AddYears(-1);
        if (reply.ReceivedOn < first || reply.ReceivedOn > today)
            yield return Refusal.Of(ProblemCodes.DayNotInRange, "receivedOn", ("from", Day(first)), ("to", Day(today)));
    }

    /// <summary>The refusal of a day of review that is past or too far away for the status.</summary>
    public static IEnumerable<Refusal> Review(SpaceStatus status, DateOnly reviewOn, CheckContext about)
    {
        var today = LocalDays.Of(about.Now);
        if (!SpaceReview.MayBeOn(status, reviewOn, today))
            yield return Refusal.Of(ProblemCodes.DayNotInRange, "reviewOn", ("from", Day(today.AddDays(1))), ("to", Day(SpaceReview.Latest(status, today))));
    }

    /// <summary>What is wrong with an area as it would be stored.</summary>
    public static Refusal? Size(Geometry shape, string field) => shape.Area > LargestSquareMetres
        ? Refusal.Of(ProblemCodes.PolygonTooLarge, field, ("max", LargestSquareMetres / 1e6))
        : null;

    private static IEnumerable<Refusal> Ground(NewSpace space, CheckContext about)
    {
        if (space.Platform is not null)
        {
            foreach (var refusal in TextChecks.Needed(space.Platform, "platform", LongestName)) yield return refusal;
            if (space.Shape is not null) yield return new(ProblemCodes.FieldNotAllowedHere, "shape");
            if (space.AnalysisId is not null) yield return new(ProblemCodes.FieldNotAllowedHere, "analysisId");
        }
        else if (space.Shape is null && space.AnalysisId is null && space.IncidentId is null) yield return new(ProblemCodes.WhereMissing, "shape");

        foreach (var refusal in Area(space.Shape, "shape", about)) yield return refusal;
        if (space.AnalysisId is not null && space.IncidentId is not null) yield return new(ProblemCodes.FieldNotAllowedHere, "incidentId");
        if ((space.AnalysisId is null) != (space.ClusterNumber is null))
            yield return new(space.AnalysisId is null ? ProblemCodes.FieldNotAllowedHere : ProblemCodes.FieldMissing, "clusterNumber");
    }

    /// <summary>What is wrong with an area of a space's size; nothing where there is none.</summary>
    internal static IEnumerable<Refusal> Area(AreaGeometry? area, string field, CheckContext about)
    {
        if (area is null) yield break;
        if (area.Shape.Coordinates.Any(corner => corner.X == 0 && corner.Y == 0))
        {
            yield return new(ProblemCodes.NullIsland, field);
            yield break;
        }

        List<Refusal> refusals = [.. Where.Check(area, field, about.Grid, about.Area)];
        foreach (var refusal in refusals) yield return refusal;
        if (refusals.Count > 0) yield break;
        var shape = Where.ToGrid(area, about.Grid);
        if (Size(shape, field) is { } tooLarge) yield return tooLarge;
        else if (shape.Area < 1) yield return new(ProblemCodes.PolygonCrossesItself, field);
        else if (!about.Area.Covers(shape)) yield return new(ProblemCodes.OutsideArea, field);
    }

    private static IEnumerable<Refusal> Names(string? english, string? welsh, IReadOnlyList<string>? local)
    {
        if (english is null && welsh is null) yield return new(ProblemCodes.FieldMissing, "nameEn");
        foreach (var refusal in TextChecks.Allowed(english, "nameEn", LongestName)) yield return refusal;
        foreach (var refusal in TextChecks.Allowed(welsh, "nameCy", LongestName)) yield return refusal;
        if (local?.Count > MostLocalNames) yield return Refusal.Of(ProblemCodes.CountOutOfRange, "localNames", ("min", 0), ("max", MostLocalNames));
        else foreach (var (name, i) in (local ?? []).Select((name, i) => (name, i)))
            foreach (var refusal in TextChecks.Needed(name, $"localNames[{i}]", LongestName)) yield return refusal;
    }

    /// <summary>The refusal of words that are missing, too long, or name a child: what is said of a space is about the place.</summary>
    public static IEnumerable<Refusal> Words(string text, string field, int longest)
    {
        foreach (var refusal in TextChecks.Needed(text, field, longest)) yield return refusal;
        if (text is not null && TokenShape().Matches(text).Any(match => ChildToken.TryParse(match.Value, out _)))
            yield return new(ProblemCodes.ChildNotInReport, field);
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    // As people type them: any case, with or without hyphens and spaces between the groups.
    [GeneratedRegex(@"(?<![0-9A-Za-z])[0-9OoIiLl][0-9A-Za-z]{3}[ -]?[0-9A-Za-z]{4}[ -]?[0-9A-Za-z]{4}(?![0-9A-Za-z])", RegexOptions.CultureInvariant)]
    private static partial Regex TokenShape();
}
