using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Contracts;

/// <summary>
/// Areas and periods by which a plan shall be judged, chosen before anybody looks, and never changed. The target is the space as it is
/// drawn now.
/// </summary>
/// <param name="Control">A like area where nothing is done, EPSG:4326; apart from the space and from what lies around it.</param>
/// <param name="Reason">Why this area is like the space, at most 1,000 characters, nobody named.</param>
/// <param name="BeforeFrom">First day of the period before the plan.</param>
/// <param name="BeforeTo">Its last day, past.</param>
/// <param name="AfterFrom">First day of the period after; of the same length, give or take a day in a month.</param>
/// <param name="AfterTo">Its last day; the outcome can be read from the day after.</param>
/// <param name="BufferMetres">How far around the space harm may have moved to, 100 to 2,000 m; left out, nothing around is looked at.</param>
/// <param name="BufferControl">An area like what lies around; only with <paramref name="BufferMetres"/>.</param>
/// <param name="ChosenBecauseHigh">True when the space was chosen because much harm was recorded there.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept, at most 500 characters.</param>
public sealed record NewComparison(
    AreaGeometry Control, string Reason, DateOnly BeforeFrom, DateOnly BeforeTo, DateOnly AfterFrom, DateOnly AfterTo, double? BufferMetres = null,
    AreaGeometry? BufferControl = null, bool ChosenBecauseHigh = true, string? LanguageReason = null);

/// <summary>A comparison as it was chosen.</summary>
/// <param name="Id">Its id, made by the client.</param>
/// <param name="Number">1 for the first of its assessment, which counts most: whoever chooses again may have looked.</param>
/// <param name="Target">The space as it was drawn then, EPSG:4326.</param>
/// <param name="Control">The like area.</param>
/// <param name="Buffer">What lies around the space; null when nothing around is looked at.</param>
/// <param name="BufferControl">The area like that; null when there is none.</param>
/// <param name="Reason">Why; null once its time is over.</param>
/// <param name="BeforeFrom">First day before.</param>
/// <param name="BeforeTo">Last day before.</param>
/// <param name="AfterFrom">First day after.</param>
/// <param name="AfterTo">Last day after.</param>
/// <param name="BufferMetres">How far around.</param>
/// <param name="ChosenBecauseHigh">True when the space was chosen for how much was recorded there.</param>
/// <param name="ChosenLate">True when the period after had begun by then: what was recorded in it could be known.</param>
/// <param name="ChosenBy">Who chose it.</param>
/// <param name="Agency">Their agency.</param>
/// <param name="ChosenAt">When.</param>
/// <param name="ReadyOn">The first day on which the outcome can be read.</param>
public sealed record ComparisonView(
    Guid Id, int Number, AreaGeometry Target, AreaGeometry Control, AreaGeometry? Buffer, AreaGeometry? BufferControl, string? Reason,
    DateOnly BeforeFrom, DateOnly BeforeTo, DateOnly AfterFrom, DateOnly AfterTo, double? BufferMetres, bool ChosenBecauseHigh, bool ChosenLate,
    string ChosenBy, Agency Agency, DateTimeOffset ChosenAt, DateOnly ReadyOn);

/// <summary>One area of a comparison before and after, with the outreach that was there.</summary>
/// <param name="Area">Which area.</param>
/// <param name="Before">Records of harm before; null where there is too little to tell, for readers of words, too.</param>
/// <param name="After">Records after; null likewise.</param>
/// <param name="SessionsBefore">Sessions of outreach within 250 m before.</param>
/// <param name="SessionsAfter">Sessions after.</param>
/// <param name="HoursBefore">Their hours: more eyes see more.</param>
/// <param name="HoursAfter">Hours after.</param>
/// <param name="PerHourBefore">Records per hour before, with its interval; null where hours or figures are missing.</param>
/// <param name="PerHourAfter">Records per hour after.</param>
/// <param name="PerHour">What the two rates may say.</param>
/// <param name="Figure">2(√after − √before), about a standard normal number when nothing changed.</param>
/// <param name="Reading">What the two counts alone may say.</param>
public sealed record AreaOutcome(
    ComparedArea Area, int? Before, int? After, int SessionsBefore, int SessionsAfter, double HoursBefore, double HoursAfter, Estimated? PerHourBefore,
    Estimated? PerHourAfter, ChangeReading? PerHour, double? Figure, ChangeReading Reading);

/// <summary>Effects and the weighted displacement quotient. A ratio of small counts has no interval, and is read with the counts.</summary>
/// <param name="GrossEffect">Target before minus after.</param>
/// <param name="NetEffect">Target by control before, minus the same after; positive is better.</param>
/// <param name="SuccessMeasure">Target by control after, minus before; negative is better.</param>
/// <param name="BufferMeasure">The same of what lies around.</param>
/// <param name="DisplacementQuotient">Buffer by success measure; null with the reason in <paramref name="Reading"/>.</param>
/// <param name="TotalNetEffect">Fewer in target and around together than if both had gone with the control.</param>
/// <param name="Reading">What it says.</param>
public sealed record RatioView(
    int? GrossEffect, double? NetEffect, double? SuccessMeasure, double? BufferMeasure, double? DisplacementQuotient, double? TotalNetEffect,
    DisplacementReading Reading);

/// <summary>The weighted displacement difference with its 95 % interval.</summary>
/// <param name="Difference">By how many more or fewer than the controls; negative is fewer.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="Reading">What it may say.</param>
/// <param name="ControlsAreUnlike">True when a control had less than half or more than twice its area's count before.</param>
public sealed record DifferenceView(
    double? Difference, double? StandardError, double? Low, double? High, ChangeReading Reading, bool? ControlsAreUnlike);

/// <summary>What a place that was high when it was chosen would have come to by itself.</summary>
/// <param name="Warning">What the reader is warned of.</param>
/// <param name="UsualCount">Mean of earlier periods of the same length.</param>
/// <param name="ExpectedAfter">What to expect after with nothing done.</param>
public sealed record UsualView(RegressionWarning Warning, double? UsualCount, double? ExpectedAfter);

/// <summary>
/// What recorded harm says of whether a plan helped. It comes after what young people say: a child who trusts somebody reports more.
/// </summary>
/// <param name="Comparison">What was chosen.</param>
/// <param name="FiguresShown">False when there is too little to tell, or the reader reads words only: then no figure stands anywhere here.</param>
/// <param name="Areas">Each area with its counts and the effort beside them.</param>
/// <param name="Ratios">Effects and quotient; null when nothing around was looked at.</param>
/// <param name="Difference">The difference with its interval.</param>
/// <param name="Usual">The warning about places chosen because they were high.</param>
/// <param name="Method">Name of the methods.</param>
/// <param name="MethodVersion">Their version.</param>
/// <param name="Caveats">What a reader must know, as keys of the section <c>caveat</c>.</param>
public sealed record OutcomeView(
    ComparisonView Comparison, bool FiguresShown, IReadOnlyList<AreaOutcome> Areas, RatioView? Ratios, DifferenceView Difference, UsualView Usual,
    string Method, string MethodVersion, IReadOnlyList<string> Caveats);
