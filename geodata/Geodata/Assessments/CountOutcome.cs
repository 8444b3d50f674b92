using SpacesPlaces.Geodata.Statistics;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Assessments;

/// <summary>What was counted in one area before and after a plan, in two periods of the same length and season.</summary>
/// <param name="Before">Counted before, 0 or more.</param>
/// <param name="After">Counted after, 0 or more.</param>
public readonly record struct BeforeAfter(int Before, int After);

/// <summary>One area's two counts against chance.</summary>
/// <param name="Counts">The counts.</param>
/// <param name="Figure">2(√after − √before): about a standard normal number when nothing changed.</param>
/// <param name="Reading">What it may say: a change only from <see cref="Outcome.CareFrom"/> on.</param>
public sealed record PeriodCheck(BeforeAfter Counts, double Figure, ChangeReading Reading);

/// <summary>What target, the area around it (buffer) and control say together, as ratios. Ratios have no interval.</summary>
/// <param name="GrossEffect">Target before minus after: positive is fewer.</param>
/// <param name="NetEffect">Target by control before, minus the same after; positive is better. Null when a control count is 0.</param>
/// <param name="SuccessMeasure">Target by control after, minus the same before; negative is better. Null when a control count is 0.</param>
/// <param name="BufferMeasure">The same of the buffer. Null when a control count is 0.</param>
/// <param name="DisplacementQuotient">Weighted displacement quotient; null with the reason in <paramref name="Reading"/>.</param>
/// <param name="TotalNetEffect">
/// Fewer in target and buffer together than if both had gone with the control; null when nothing was in the control before.
/// </param>
/// <param name="Reading">What the quotient says, or why there is none.</param>
/// <param name="Target">Target alone against chance.</param>
/// <param name="Buffer">Buffer alone against chance: where it could be chance, so could what the quotient says.</param>
/// <param name="Control">Control alone against chance.</param>
public sealed record RatioOutcome(
    int GrossEffect, double? NetEffect, double? SuccessMeasure, double? BufferMeasure, double? DisplacementQuotient, double? TotalNetEffect,
    DisplacementReading Reading, PeriodCheck Target, PeriodCheck Buffer, PeriodCheck Control);

/// <summary>The weighted displacement difference: by how many more or fewer than the controls, with its interval.</summary>
/// <param name="Difference">Negative is fewer.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Lower">Lower limit.</param>
/// <param name="Upper">Upper limit.</param>
/// <param name="Confidence">Confidence of the two-sided interval.</param>
/// <param name="Reading">What it may say.</param>
/// <param name="ControlsAreUnlike">True when a control had less than half or more than twice its area's count before: choose a more alike one.</param>
public sealed record DifferenceOutcome(
    double Difference, double StandardError, double Lower, double Upper, double Confidence, ChangeReading Reading, bool ControlsAreUnlike);

/// <summary>Records per hour of outreach before and after: more eyes see more.</summary>
/// <param name="Before">Rate before; null when no hour was recorded.</param>
/// <param name="After">Rate after; null when no hour was recorded.</param>
/// <param name="Change">After compared with before; null when either is null.</param>
/// <param name="Reading">What the comparison may say; null when there is none.</param>
public sealed record EffortOutcome(RateInterval? Before, RateInterval? After, RateComparison? Change, ChangeReading? Reading);

/// <summary>What a place that was high when it was chosen would have come to by itself.</summary>
/// <param name="Warning">What the reader is warned of.</param>
/// <param name="UsualCount">Mean of the earlier periods; null with fewer than <see cref="ReturnToUsual.LeastEarlierPeriods"/>.</param>
/// <param name="ExpectedAfter">Expected count after with nothing done; null likewise.</param>
/// <param name="After">The count after with its exact interval.</param>
public sealed record UsualOutcome(RegressionWarning Warning, double? UsualCount, double? ExpectedAfter, RateInterval After);
