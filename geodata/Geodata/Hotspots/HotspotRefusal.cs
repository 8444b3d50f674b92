namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>Why an analysis was not made.</summary>
public enum HotspotRefusalReason
{
    /// <summary>The reach is not a number or outside 1 to 5,000 m.</summary>
    EpsOutOfRange,
    /// <summary>The reach in time is outside its range.</summary>
    EpsDaysOutOfRange,
    /// <summary>Only the month is known, and the method needs days.</summary>
    DayNotKnown,
    /// <summary>The least number of events is outside 2 to 1,000.</summary>
    MinEventsOutOfRange,
    /// <summary>The accuracy limit is not a positive finite number.</summary>
    MaxAccuracyOutOfRange,
    /// <summary>There are more events than one run takes.</summary>
    TooManyEvents,
    /// <summary>Two events have one id.</summary>
    DuplicateEventId,
    /// <summary>A coordinate is NaN or infinite.</summary>
    CoordinateNotFinite,
    /// <summary>The point reads as degrees (or is null island), not as metres on the grid.</summary>
    CoordinateInDegrees,
    /// <summary>The point is outside the grid of Great Britain.</summary>
    OutsideGrid,
    /// <summary>A count of unknown children is negative.</summary>
    NegativeChildrenUnknown,
    /// <summary>A stated accuracy is negative or not finite.</summary>
    AccuracyOutOfRange,
}

/// <summary>One reason why an analysis was not made, and about what.</summary>
/// <param name="Reason">The reason.</param>
/// <param name="EventId">The event it is about; null when it is about the parameters or the whole input.</param>
public sealed record HotspotRefusal(HotspotRefusalReason Reason, Guid? EventId = null);
