namespace SpacesPlaces.Geodata.Spaces;

/// <summary>A place does not keep a bad name for ever: some time after the work has ended it is no longer listed and nothing is said of why.</summary>
/// <remarks>Source: the domain reference, sections 6 and 7 (places have reputations; 24 months after a place closes).</remarks>
public static class SpaceReputation
{
    /// <summary>Months after the end, unless the partnership sets another number.</summary>
    public const int DefaultMonths = 24;

    /// <summary>The first day on which nothing is said any more.</summary>
    /// <param name="endedOn">The day on which the space was closed, needed nothing or became part of another.</param>
    /// <param name="months">Months of the partnership's rule, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than one month.</exception>
    public static DateOnly ExpiresOn(DateOnly endedOn, int months = DefaultMonths)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(months, 1);
        return endedOn.AddMonths(months);
    }

    /// <summary>True when the time is over; never for a space on which there is work to do.</summary>
    /// <param name="endedOn">The day on which the work ended; null while it goes on.</param>
    /// <param name="today">The day of the question, where the partnership is.</param>
    /// <param name="months">Months of the partnership's rule, 1 or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than one month.</exception>
    public static bool IsOver(DateOnly? endedOn, DateOnly today, int months = DefaultMonths) => endedOn is { } end && today >= ExpiresOn(end, months);
}
