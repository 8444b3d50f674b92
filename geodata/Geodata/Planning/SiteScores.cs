using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Planning;

/// <summary>How much each part counts, 0 to 10; at least one counts. People set them; there is no published siting method.</summary>
public sealed record SitingWeights(
    int Reach = 3, int Footfall = 3, int HostTrust = 2, int DaysSince = 3, int Bus = 1, int Welsh = 2, int StaffSafety = 3)
{
    /// <summary>Most that a part may count.</summary>
    public const int Most = 10;

    /// <summary>All weights together.</summary>
    public int Total => Reach + Footfall + HostTrust + DaysSince + Bus + Welsh + StaffSafety;

    /// <summary>The weight of a part.</summary>
    public int Of(SitePart part) => part switch
    {
        SitePart.Reach => Reach,
        SitePart.Footfall => Footfall,
        SitePart.HostTrust => HostTrust,
        SitePart.DaysSince => DaysSince,
        SitePart.Bus => Bus,
        SitePart.Welsh => Welsh,
        SitePart.StaffSafety => StaffSafety,
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, null),
    };
}

/// <summary>What is known of a site for the time asked about. Nothing here is about harm.</summary>
/// <param name="Reach">Share 0 to 1 of what the best site reaches of secondary-age children; null where nobody supplied where they live.</param>
/// <param name="Footfall">People passing at that time, 0 to 3.</param>
/// <param name="Trust">Whether people trust the host.</param>
/// <param name="DaysSince">Days since workers were last within reach; null for never.</param>
/// <param name="Bus">Access by bus.</param>
/// <param name="WelshSpeaking">Whether Welsh-speaking staff can be there.</param>
/// <param name="StaffSafety">How safe staff are there, 0 to 3.</param>
public sealed record SiteFacts(
    double? Reach, int? Footfall, HostTrust? Trust, int? DaysSince, BusAccess? Bus, bool? WelshSpeaking, int? StaffSafety);

/// <summary>A part of a score.</summary>
/// <param name="Part">Which.</param>
/// <param name="Value">0 to 1; null for not known, which counts as 0.</param>
/// <param name="Weight">How much it counts, 0 to 10.</param>
/// <param name="Points">What it brings of the 100 points of the score.</param>
public sealed record SitePartScore(SitePart Part, double? Value, int Weight, double Points);

/// <summary>
/// The score of a candidate site: a weighted mean of parts between 0 and 1, told as points of 100. Parts and weights are ours: no
/// published method for siting awareness stalls is known.
/// </summary>
public static class SiteScores
{
    /// <summary>Days after which another visit is as overdue as it can be: half a year. Never visited counts like that.</summary>
    public const int LongestSince = 180;

    private const int MostFootfall = 3;
    private const int MostSafety = 3;

    /// <summary>The parts of a site's score in their fixed order; their points add up to it.</summary>
    /// <param name="facts">What is known of the site.</param>
    /// <param name="weights">How much each part counts.</param>
    /// <exception cref="ArgumentException">No part counts, or a weight is not 0 to 10.</exception>
    public static IReadOnlyList<SitePartScore> Of(SiteFacts facts, SitingWeights weights)
    {
        ArgumentNullException.ThrowIfNull(facts);
        ArgumentNullException.ThrowIfNull(weights);
        var parts = Enum.GetValues<SitePart>();
        if (weights.Total == 0 || parts.Any(part => weights.Of(part) is < 0 or > SitingWeights.Most))
            throw new ArgumentException("Weights are 0 to 10, and one at least counts.", nameof(weights));
        return [.. parts.Select(part =>
        {
            var value = ValueOf(facts, part);
            var weight = weights.Of(part);
            return new SitePartScore(part, value, weight, 100 * weight * (value ?? 0) / weights.Total);
        })];
    }

    private static double? ValueOf(SiteFacts facts, SitePart part) => part switch
    {
        SitePart.Reach => facts.Reach,
        SitePart.Footfall => (double?)facts.Footfall / MostFootfall,
        SitePart.HostTrust => (double?)(int?)facts.Trust / (int)HostTrust.Trusted,
        SitePart.DaysSince => facts.DaysSince is { } days ? Math.Clamp(days, 0, LongestSince) / (double)LongestSince : 1,
        SitePart.Bus => (double?)(int?)facts.Bus / (int)BusAccess.Frequent,
        SitePart.Welsh => facts.WelshSpeaking is { } speaks ? speaks ? 1 : 0 : null,
        SitePart.StaffSafety => (double?)facts.StaffSafety / MostSafety,
        _ => throw new ArgumentOutOfRangeException(nameof(part), part, null),
    };
}
