namespace SpacesPlaces.Geodata.Vocabulary;

/// <summary>What a figure before and the same figure after may say.</summary>
public enum ChangeReading
{
    /// <summary>So few that not even the largest change would have stood out: ask people instead.</summary>
    TooFewToTell,
    /// <summary>There is a difference, and it would often come about with no change behind it.</summary>
    CouldBeChance,
    /// <summary>Less than before, by more than chance explains well.</summary>
    Fewer,
    /// <summary>More than before, by more than chance explains well.</summary>
    More,
}

/// <summary>What the weighted displacement quotient says of the area around.</summary>
public enum DisplacementReading
{
    /// <summary>Not computed: the target did no better than the control, so there is nothing that could have moved or spread.</summary>
    NotComputedTargetNotBetter,
    /// <summary>Not computed: nothing was counted in the control before or after, so there is nothing to compare with.</summary>
    NotComputedControlEmpty,
    /// <summary>Not computed: too few in target and control for a quotient that one record more would not turn.</summary>
    TooFewToTell,
    /// <summary>Above 1: the area around gained even more than the target.</summary>
    DiffusionLargerThanDirect,
    /// <summary>Above 0 and up to 1: some diffusion of benefit.</summary>
    SomeDiffusion,
    /// <summary>Exactly 0: the area around went with the control.</summary>
    NoneEitherWay,
    /// <summary>From −1 to below 0: some of it moved to the area around.</summary>
    PartialDisplacement,
    /// <summary>Below −1: more came about around than went away in the target.</summary>
    DisplacementOutweighs,
}

/// <summary>Whether a fall was to be expected because the place was chosen when it was high.</summary>
public enum RegressionWarning
{
    /// <summary>The place was not chosen for its high count.</summary>
    None,
    /// <summary>It was, and earlier periods that would tell how high it usually is are too few.</summary>
    FallWasLikely,
    /// <summary>It was, and the fall is no larger than a return to its usual count.</summary>
    FallIsNoMoreThanUsual,
    /// <summary>It was, and the count after lies below even that.</summary>
    FallGoesBeyondUsual,
    /// <summary>It was, but the count before was no higher than usual, or the count after did not fall.</summary>
    NoFallToExplain,
}

/// <summary>The colour that a young person gives to a part of a map.</summary>
public enum SafetyColour
{
    /// <summary>I do not feel safe here.</summary>
    Red,
    /// <summary>It depends.</summary>
    Amber,
    /// <summary>I feel safe here.</summary>
    Green,
}

/// <summary>What two rounds of safety maps say of one part of the map.</summary>
public enum SafetyChange
{
    /// <summary>More voices say that it is safer than chance explains well.</summary>
    Safer,
    /// <summary>More voices say that it is less safe than chance explains well.</summary>
    LessSafe,
    /// <summary>The voices of the two rounds differ no more than chance would.</summary>
    CouldBeChance,
}

/// <summary>Why a measure is questioned: it counts what was done, not what changed for young people.</summary>
public enum EffortReason
{
    /// <summary>Something was written, printed or handed out.</summary>
    MaterialMade,
    /// <summary>People met.</summary>
    MeetingHeld,
    /// <summary>People were trained.</summary>
    PeopleTrained,
    /// <summary>Workers went there.</summary>
    VisitsMade,
    /// <summary>So many were reached, or came.</summary>
    PeopleReached,
    /// <summary>Letters, messages or referrals were sent.</summary>
    MessagesSent,
}

/// <summary>When an observation was made.</summary>
public enum ObservationTime
{
    /// <summary>In daylight.</summary>
    Day,
    /// <summary>After dark.</summary>
    Night,
}

/// <summary>What two rounds of visits say of one item of the observation.</summary>
public enum ObservationReading
{
    /// <summary>Fewer than two visits of a round saw it.</summary>
    TooFewToTell,
    /// <summary>Some visit before was as high as one after, and one as low: the visits differ among themselves.</summary>
    Overlapping,
    /// <summary>Every visit after was higher than every visit before.</summary>
    Higher,
    /// <summary>Every visit after was lower than every visit before.</summary>
    Lower,
}
