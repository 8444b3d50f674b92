using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Planning;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Planning;

/// <summary>Rules of input of candidate sites, weights and questions for sites.</summary>
public static class SiteChecks
{
    public const int LongestName = 120;
    public const int LongestTitle = 60;

    /// <summary>Most sites that a question may name at a time.</summary>
    public const int MostNamed = 500;
    private const int MostMoved = 20;
    private const int MostPicked = 20;
    private const int HighestMark = 3;

    public static IEnumerable<Refusal> Check(NewCandidateSite site, CheckContext about) =>
    [
        .. Where.Check(site.Location, "location", about.Area, about.Grid),
        .. Where.CheckIsPlace(site.Location, "location"),
        .. site.NameEn is null && site.NameCy is null ? [new Refusal(ProblemCodes.FieldMissing, "nameEn")] : (Refusal[])[],
        .. TextChecks.Allowed(site.NameEn, "nameEn", LongestName),
        .. TextChecks.Allowed(site.NameCy, "nameCy", LongestName),
        .. TextChecks.Allowed(site.Host, "host", LongestName),
        .. Mark(site.Footfall?.SchoolOut, "footfall.schoolOut"),
        .. Mark(site.Footfall?.MarketDay, "footfall.marketDay"),
        .. Mark(site.Footfall?.Saturday, "footfall.saturday"),
        .. Mark(site.Footfall?.Evening, "footfall.evening"),
        .. Mark(site.StaffSafety, "staffSafety"),
        .. site.PlaceType == PlaceType.OnlinePlatform ? [new Refusal(ProblemCodes.WordUnknown, "placeType")] : (Refusal[])[],
    ];

    public static IEnumerable<Refusal> Check(NewSitingWeighting weighting, CheckContext about) =>
        [.. TextChecks.Needed(weighting.Name, "name", LongestTitle), .. Check(weighting.Weights, "weights")];

    public static IEnumerable<Refusal> Check(NewSiting asked, CheckContext about)
    {
        DateOnly today = LocalDays.Of(about.Now), last = today.AddYears(1);
        IReadOnlyList<Guid> locked = asked.Locked ?? [], leftOut = asked.LeftOut ?? [];
        var moved = asked.Moved ?? [];
        return
        [
            .. Between(asked.Pick, "pick", 1, MostPicked),
            .. asked.Day < today || asked.Day > last ? [Refusal.Of(ProblemCodes.DayNotInRange, "day", ("from", Day(today)), ("to", Day(last)))] : (Refusal[])[],
            .. Check(asked.Weights, "weights"),
            .. Between(asked.ReachMetres, "reachMetres", 500, 20_000),
            .. Between(asked.SpreadMetres, "spreadMetres", 0, 50_000),
            .. Between(locked.Count, "locked", 0, asked.Pick),
            .. Between(leftOut.Count, "leftOut", 0, MostNamed),
            .. locked.Intersect(leftOut).Any() ? [new Refusal(ProblemCodes.FieldNotAllowedHere, "leftOut")] : (Refusal[])[],
            .. Between(moved.Count, "moved", 0, MostMoved),
            .. moved.SelectMany((one, at) => Where.Check(new(one.Point, PointSource.Pin), $"moved[{at}]", about.Area, about.Grid)),
            .. TextChecks.Allowed(asked.Name, "name", LongestTitle),
        ];
    }

    private static IEnumerable<Refusal> Check(SitingWeights weights, string field)
    {
        foreach (var part in Enum.GetValues<SitePart>())
            foreach (var refusal in Between(weights.Of(part), $"{field}.{part.ToString()[..1].ToLowerInvariant()}{part.ToString()[1..]}", 0, SitingWeights.Most)) yield return refusal;
        if (weights.Total == 0) yield return Refusal.Of(ProblemCodes.NumberOutOfRange, field, ("min", 1), ("max", SitingWeights.Most));
    }

    private static IEnumerable<Refusal> Mark(int? mark, string field) => mark is { } given ? Between(given, field, 0, HighestMark) : [];

    internal static IEnumerable<Refusal> Between(int number, string field, int least, int most) =>
        number >= least && number <= most ? [] : [Refusal.Of(ProblemCodes.NumberOutOfRange, field, ("min", least), ("max", most))];

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
