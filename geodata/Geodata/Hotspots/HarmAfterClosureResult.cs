using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>An event in a space, as harm after closures needs it.</summary>
/// <param name="Day">The day on which it began, or any day of the month when only the month is known.</param>
/// <param name="Children">Known children as numbers that the caller gives to tokens (equal token, equal number); may repeat.</param>
/// <param name="ChildrenUnknown">Children harmed whose tokens are not known; 0 or more.</param>
/// <param name="DatePrecision">Whether the day or only the month is known.</param>
public readonly record struct SpaceHarm(
    DateOnly Day, ReadOnlyMemory<int> Children, int ChildrenUnknown = 0, DatePrecision DatePrecision = DatePrecision.Day);

/// <summary>The month in which a child's case closed, as the holding agency entered it.</summary>
/// <param name="Child">The child's number, as in the events.</param>
/// <param name="Month">Any day of the month.</param>
public readonly record struct CaseClosure(int Child, DateOnly Month);

/// <summary>How long is looked.</summary>
/// <param name="ObservedFrom">First day of the history; a child harmed there before it looks new.</param>
/// <param name="ObservedTo">Last day of the history; what came later is not known.</param>
/// <param name="FollowUpMonths">Months after a closure within which harm to a new child counts as following it; 1 to 120.</param>
/// <param name="QuietDays">
/// Where no month of closure is given: days without an event of the child there, after its last; 0 to 3,660.
/// </param>
public sealed record HarmAfterClosureParameters(
    DateOnly ObservedFrom, DateOnly ObservedTo, int FollowUpMonths = 12, int QuietDays = 91)
{
    /// <summary>Longest quiet period: ten years.</summary>
    public const int MostQuietDays = 3_660;

    /// <summary>Longest follow-up: ten years.</summary>
    public const int MostFollowUpMonths = 120;

    /// <summary>Last year of a history, so that periods after it are still dates.</summary>
    public const int MostYear = 9_900;
}

/// <summary>By what the closures were known.</summary>
/// <param name="ByCase">Closures by the month that the holding agency entered.</param>
/// <param name="ByLastEvent">Closures taken from the child's last event there and the quiet days after it.</param>
/// <param name="CasesClosedBeforeHarm">
/// Children whose month given lies before their first harm there: an earlier case, so their last event is used instead.
/// </param>
public sealed record ClosureBasis(int ByCase, int ByLastEvent, int CasesClosedBeforeHarm);

/// <summary>How often harm outlived a case in one space. No child can be told from it but by its smallness: small numbers apply.</summary>
/// <param name="Method">Name of the method.</param>
/// <param name="MethodVersion">Version of the method.</param>
/// <param name="Parameters">How long was looked.</param>
/// <param name="Events">Events given.</param>
/// <param name="Children">Different known children harmed there.</param>
/// <param name="ClosureBasis">Closures up to the last observed day, and by what they were known.</param>
/// <param name="NotClosed">Children whose case was not closed by then, or who were not yet quiet for long enough.</param>
/// <param name="ClosuresObserved">Closures with all months of follow-up observed.</param>
/// <param name="ClosuresFollowed">Of these, those followed within the months by harm to a child new to the space.</param>
/// <param name="ClosuresNotYetKnown">Closures with less follow-up; in no share.</param>
/// <param name="NotYetKnownAlreadyFollowed">Of these, those that harm to a new child has followed already.</param>
/// <param name="MonthsUntil">
/// For each closure followed, whole months from the day after it to that harm, ascending; 0 is within the first month. A month given
/// closes on its last day, so the true time may be up to a month longer.
/// </param>
/// <param name="ChildrenAfterFirstClosure">Children first harmed there after the earliest closure.</param>
/// <param name="EventsWithUnknownChildren">
/// Events that harmed a child without a token or name no child: such children cannot be counted.
/// </param>
/// <param name="UnknownAfterFirstClosure">
/// Of these, those that may be after the earliest closure: they may hide further new children.
/// </param>
/// <param name="IsTooFewToTell">True below <see cref="HarmAfterClosure.LeastClosures"/> closures observed.</param>
/// <param name="Share">Closures followed by closures observed, 95 % interval of Clopper and Pearson; null when too few to tell.</param>
public sealed record HarmAfterClosureResult(
    string Method, string MethodVersion, HarmAfterClosureParameters Parameters, int Events, int Children, ClosureBasis ClosureBasis,
    int NotClosed, int ClosuresObserved, int ClosuresFollowed, int ClosuresNotYetKnown, int NotYetKnownAlreadyFollowed,
    IReadOnlyList<int> MonthsUntil, int ChildrenAfterFirstClosure, int EventsWithUnknownChildren, int UnknownAfterFirstClosure,
    bool IsTooFewToTell, ShareInterval? Share);
