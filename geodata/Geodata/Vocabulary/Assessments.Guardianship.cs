namespace SpacesPlaces.Geodata.Vocabulary;

/// <summary>A part of the week in which somebody may be at a place.</summary>
public enum WeekTime
{
    /// <summary>Monday to Friday, in the day.</summary>
    WeekdayDay,
    /// <summary>Monday to Friday, in the evening.</summary>
    WeekdayEvening,
    /// <summary>The nights from Sunday to Thursday.</summary>
    WeekdayNight,
    /// <summary>Saturday and Sunday, in the day.</summary>
    WeekendDay,
    /// <summary>Saturday and Sunday, in the evening.</summary>
    WeekendEvening,
    /// <summary>The nights of Friday and Saturday.</summary>
    WeekendNight,
}

/// <summary>What is asked of a guardian. Words, never a score.</summary>
public enum GuardianPrompt
{
    /// <summary>Whether they mean well by young people and look out for them.</summary>
    CaringIntention,
    /// <summary>Whether they trust themselves to do something.</summary>
    Confidence,
    /// <summary>Whether they know whom to tell.</summary>
    KnowsWhoToTell,
    /// <summary>How they and young people get on.</summary>
    Relations,
}

/// <summary>Whether a guardian was trained to notice and to pass on.</summary>
public enum GuardianTraining
{
    /// <summary>In the round in which they are recorded.</summary>
    Trained,
    /// <summary>Before that round began; said so that nobody takes it for what the round did.</summary>
    TrainedBefore,
    /// <summary>Not trained.</summary>
    NotTrained,
    /// <summary>Nobody knows; a valid answer, and listed.</summary>
    NotKnown,
}

/// <summary>Whether anybody with a caring intention is known to be at a place in a part of the week.</summary>
public enum PresenceReading
{
    /// <summary>Nobody is known to be there: a gap.</summary>
    Nobody,
    /// <summary>Somebody is there, and of nobody is a caring intention known: a gap.</summary>
    NobodyKnownToCare,
    /// <summary>Somebody who cares, by information that nobody has confirmed.</summary>
    OnlyUnverified,
    /// <summary>Somebody who cares.</summary>
    Somebody,
}
