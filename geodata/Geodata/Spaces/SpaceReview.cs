using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Spaces;

/// <summary>When a space must be looked at again. No status may stay without: a space that nobody looks at keeps its bad name for nothing.</summary>
/// <remarks>Source: the domain reference, section 4: three months, one month while a plan is carried out.</remarks>
public static class SpaceReview
{
    /// <summary>Most months to the next review.</summary>
    public const int LongestMonths = 3;

    /// <summary>Most months to the next review while a plan is carried out.</summary>
    public const int LongestMonthsOfPlan = 1;

    /// <summary>The last day that may be set for the next review.</summary>
    /// <param name="status">The status that the space moves to or stays in.</param>
    /// <param name="today">The day on which it is set, where the partnership is.</param>
    public static DateOnly Latest(SpaceStatus status, DateOnly today) =>
        today.AddMonths(status == SpaceStatus.PlanActive ? LongestMonthsOfPlan : LongestMonths);

    /// <summary>True when a day may be set for the next review: after today, and not too far away.</summary>
    /// <param name="status">The status that the space moves to or stays in.</param>
    /// <param name="reviewOn">The day asked for.</param>
    /// <param name="today">The day on which it is set, where the partnership is.</param>
    public static bool MayBeOn(SpaceStatus status, DateOnly reviewOn, DateOnly today) => reviewOn > today && reviewOn <= Latest(status, today);

    /// <summary>True when the day of the next review has passed and nobody has looked. A merged space is looked at with the one that it is part of.</summary>
    /// <param name="status">The status as it stands.</param>
    /// <param name="reviewOn">The day that was set.</param>
    /// <param name="today">The day of the question, where the partnership is.</param>
    public static bool IsOverdue(SpaceStatus status, DateOnly reviewOn, DateOnly today) => status != SpaceStatus.Merged && reviewOn < today;
}
