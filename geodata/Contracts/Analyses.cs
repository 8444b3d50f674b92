using System.Text.Json.Serialization;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Contracts;

/// <summary>Shape of the cells that a map is counted on. Both are fixed to the National Grid, never to the data.</summary>
public enum CellShape
{
    /// <summary>Squares; eight neighbours.</summary>
    Square,
    /// <summary>Regular hexagons with a flat-to-flat width; six neighbours.</summary>
    Hexagon,
}

/// <summary>How an event's weight spreads around it.</summary>
public enum DensityKernel
{
    /// <summary>Ends at the bandwidth.</summary>
    Quartic,
    /// <summary>Standard deviation of the bandwidth, cut off far out.</summary>
    Gaussian,
}

/// <summary>What is done about weight that would fall outside the partnership's area.</summary>
public enum EdgeRule
{
    /// <summary>Each event keeps its whole weight inside (Diggle 1985): the map adds up to the number of events.</summary>
    Diggle,
    /// <summary>Nothing: places at the border look quieter than they are.</summary>
    None,
}

/// <summary>How distance is measured.</summary>
public enum DistanceMetric
{
    /// <summary>East-west plus north-south metres.</summary>
    Manhattan,
    /// <summary>As the crow flies.</summary>
    Euclidean,
}

/// <summary>What a scan compares the counts with.</summary>
public enum ScanBaseline
{
    /// <summary>The data itself: were these events closer in space and time than their places and days, taken apart, explain?</summary>
    SpaceTimePermutation,
    /// <summary>Residents: more events than people there would lead one to expect?</summary>
    Residents,
    /// <summary>Hours of outreach: more events than the time spent looking would lead one to expect?</summary>
    OutreachHours,
}

/// <summary>How to look. Each method has its own parameters; <c>kind</c> names it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(KernelDensityMethod), "kernel_density")]
[JsonDerivedType(typeof(HotCellsMethod), "hot_cells")]
[JsonDerivedType(typeof(LocalMoranMethod), "local_moran")]
[JsonDerivedType(typeof(EmergingHotspotsMethod), "emerging_hotspots")]
[JsonDerivedType(typeof(HourMatrixMethod), "hour_matrix")]
[JsonDerivedType(typeof(NearRepeatMethod), "near_repeat")]
[JsonDerivedType(typeof(ScanMethod), "scan")]
[JsonDerivedType(typeof(LineageMethod), "lineage")]
[JsonDerivedType(typeof(HarmAfterClosureMethod), "harm_after_closure")]
[JsonDerivedType(typeof(ReportingEffortMethod), "reporting_effort")]
public abstract record AnalysisMethod;

/// <summary>Events per square kilometre, smoothed.</summary>
/// <param name="CellMetres">Side or width of a cell, 50 to 10,000 m.</param>
/// <param name="Kernel">Kernel.</param>
/// <param name="BandwidthMetres">Bandwidth, one to fifty sides of a cell; left out, a rule that piles of events at one spot cannot drive to nothing, and the result says which.</param>
/// <param name="Edge">Edge correction.</param>
public sealed record KernelDensityMethod(
    double CellMetres, DensityKernel Kernel = DensityKernel.Quartic, double? BandwidthMetres = null,
    EdgeRule Edge = EdgeRule.Diggle) : AnalysisMethod;

/// <summary>Cells whose neighbourhood holds more (or fewer) events than chance explains: Getis-Ord Gi*.</summary>
/// <param name="CellMetres">Side or width of a cell, 50 to 10,000 m.</param>
/// <param name="Cells">Shape of the cells.</param>
/// <param name="Permutations">Conditional permutations for a p-value that leans on no normal curve; 0 for none, at most 9,999.</param>
public sealed record HotCellsMethod(double CellMetres, CellShape Cells = CellShape.Square, int Permutations = 0) : AnalysisMethod;

/// <summary>Cells like their neighbours, or unlike them: local Moran's I.</summary>
/// <param name="CellMetres">Side or width of a cell, 50 to 10,000 m.</param>
/// <param name="Cells">Shape of the cells.</param>
/// <param name="Permutations">Conditional permutations, 99 to 9,999.</param>
public sealed record LocalMoranMethod(double CellMetres, CellShape Cells = CellShape.Square, int Permutations = 999) : AnalysisMethod;

/// <summary>How hot cells came and went over equal periods.</summary>
/// <param name="CellMetres">Side or width of a cell, 50 to 10,000 m.</param>
/// <param name="Cells">Shape of the cells.</param>
/// <param name="PeriodMonths">Length of a period in whole months: 1, 2, 3, 6 or 12. The window must be whole periods.</param>
public sealed record EmergingHotspotsMethod(double CellMetres, CellShape Cells = CellShape.Square, int PeriodMonths = 1) : AnalysisMethod;

/// <summary>Day of the week by hour of the day, events of uncertain time spread over the hours in which they may have been (aoristic).</summary>
public sealed record HourMatrixMethod : AnalysisMethod;

/// <summary>Whether events that are close in space are close in time more often than chance explains (Knox).</summary>
/// <param name="SpaceBandMetres">Width of a distance band, 10 to 5,000 m.</param>
/// <param name="SpaceBands">How many distance bands, 1 to 16.</param>
/// <param name="TimeBandDays">Width of a time band in days, 1 to 366.</param>
/// <param name="TimeBands">How many time bands, 1 to 16.</param>
/// <param name="Metric">Distance; published near-repeat tables use Manhattan.</param>
/// <param name="SamePlaceBand">A band of its own for events on exactly one spot.</param>
/// <param name="Permutations">Permutations, 99 to 9,999.</param>
public sealed record NearRepeatMethod(
    double SpaceBandMetres, int SpaceBands, int TimeBandDays, int TimeBands, DistanceMetric Metric = DistanceMetric.Manhattan,
    bool SamePlaceBand = true, int Permutations = 999) : AnalysisMethod;

/// <summary>The circle and time span that stand out most (scan statistic).</summary>
/// <param name="CellMetres">Events are counted at the middles of squares of this side, 100 to 10,000 m.</param>
/// <param name="MaxRadiusMetres">Largest circle, 100 to 50,000 m.</param>
/// <param name="Baseline">What counts are compared with.</param>
/// <param name="StepDays">Length of a time step in days, 1 to 366.</param>
/// <param name="MaxSteps">Longest time span in steps, at most half of the window.</param>
/// <param name="Prospective">Only spans that last until the end of the window: is something going on now?</param>
/// <param name="Replicas">Monte Carlo replicas, 99 to 9,999.</param>
public sealed record ScanMethod(
    double CellMetres, double MaxRadiusMetres, ScanBaseline Baseline = ScanBaseline.SpaceTimePermutation, int StepDays = 7,
    int MaxSteps = 8, bool Prospective = false, int Replicas = 999) : AnalysisMethod;

/// <summary>Clusters of successive windows followed as one space with one life.</summary>
/// <param name="EpsMetres">As for clusters.</param>
/// <param name="MinEvents">As for clusters.</param>
/// <param name="WindowMonths">Length of a window in whole months, 1 to 24.</param>
/// <param name="StepMonths">Months from one window to the next, 1 to the window's length.</param>
public sealed record LineageMethod(double EpsMetres, int MinEvents, int WindowMonths, int StepMonths) : AnalysisMethod;

/// <summary>How often children new to a space were harmed there after earlier children's cases had closed. Needs an area.</summary>
/// <param name="QuietMonths">Where no closing month is entered, a case counts as closed so many months after the child's last event there; 1 to 24.</param>
/// <param name="FollowUpMonths">Months that must have passed since a closure before "no further child" is said; 1 to 60.</param>
public sealed record HarmAfterClosureMethod(int QuietMonths = 6, int FollowUpMonths = 12) : AnalysisMethod;

/// <summary>Events per hour of outreach, cell by cell, beside the raw counts.</summary>
/// <param name="CellMetres">Side or width of a cell, 500 to 10,000 m: outreach is known by where a session was, not by every step of it.</param>
/// <param name="Cells">Shape of the cells.</param>
public sealed record ReportingEffortMethod(double CellMetres, CellShape Cells = CellShape.Square) : AnalysisMethod;

/// <summary>Asks for an analysis of the chosen events.</summary>
/// <param name="Subject">Harm or context.</param>
/// <param name="From">First day of the window.</param>
/// <param name="To">Last day of the window, inclusive.</param>
/// <param name="Method">How to look.</param>
/// <param name="HarmTypes">Only these harm types; all when empty or left out. Not for context.</param>
/// <param name="SourceKinds">Only these kinds of source; all when empty or left out. Not for context.</param>
/// <param name="Agencies">Only records of these source agencies; all when empty or left out. Not for context.</param>
/// <param name="IncludeHotspotReports">Count practitioners' concerns about places as events too; false by default.</param>
/// <param name="ContextTypes">Only these of the publisher's types; all when empty or left out. Only for context.</param>
/// <param name="Area">Only events inside; the whole partnership's data when left out.</param>
/// <param name="Seed">Seed of simulations; left out, it follows from the input, so that the same question gets the same answer.</param>
public sealed record NewAnalysis(
    AnalysisSubject Subject,
    DateOnly From,
    DateOnly To,
    AnalysisMethod Method,
    IReadOnlyList<HarmType>? HarmTypes = null,
    IReadOnlyList<SourceKind>? SourceKinds = null,
    IReadOnlyList<Agency>? Agencies = null,
    bool IncludeHotspotReports = false,
    IReadOnlyList<string>? ContextTypes = null,
    AreaGeometry? Area = null,
    long? Seed = null);

/// <summary>An estimate with its 95 % interval.</summary>
/// <param name="Estimate">The estimate.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end; null where the data set no upper end.</param>
public sealed record Estimated(double Estimate, double Low, double? High);

/// <summary>What every answer stands on.</summary>
/// <param name="EventsConsidered">Events in the window after filters; null for readers to whom it would tell of records they do not see.</param>
/// <param name="EventsUsed">Of these, those that the method could use.</param>
/// <param name="DistinctChildren">Different children known by token in the used events; null for context.</param>
/// <param name="ChildrenUnknown">Children without a token, added up over events; null for context.</param>
/// <param name="SourceMix">Used events by kind of source, or by the publisher's type.</param>
/// <param name="OutreachSessions">Outreach sessions in the same area and window; null for context.</param>
/// <param name="OutreachHours">Their hours.</param>
/// <param name="EventsPerOutreachHour">Used events for each hour, with an exact Poisson interval; null where no hour is recorded.</param>
/// <param name="LeastEvents">Fewest used events for which the method says anything.</param>
public sealed record AnalysisFacts(
    int? EventsConsidered, int? EventsUsed, int? DistinctChildren, int? ChildrenUnknown, IReadOnlyDictionary<string, int>? SourceMix,
    int? OutreachSessions, double? OutreachHours, Estimated? EventsPerOutreachHour, int LeastEvents);

/// <summary>A stored analysis: what was asked, what it stands on, what came out.</summary>
/// <param name="Id">Analysis id (also the id of its job).</param>
/// <param name="Request">What was asked.</param>
/// <param name="Kind">The method's word.</param>
/// <param name="Method">Name of the method.</param>
/// <param name="MethodVersion">Version of the method.</param>
/// <param name="Seed">Seed in use, as text (64 bits); null where nothing was simulated.</param>
/// <param name="InputDigest">SHA-256 of the canonical input, hex; for readers of everything only.</param>
/// <param name="Facts">What it stands on.</param>
/// <param name="TooFew">True when there were too few events to tell anything: there is no result then.</param>
/// <param name="Caveats">What a reader must know, as keys of the section <c>caveat</c>.</param>
/// <param name="ShownToPanel">Since when the panel may see it; null while only analysts do.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="Result">What came out; null when there was too little, or nothing that the reader may see.</param>
public sealed record AnalysisView(
    Guid Id, NewAnalysis Request, string Kind, string Method, string MethodVersion, string? Seed, string? InputDigest, AnalysisFacts Facts,
    bool TooFew, IReadOnlyList<string> Caveats, DateTimeOffset? ShownToPanel, DateTimeOffset CreatedAt, AnalysisResult? Result);

/// <summary>An analysis in a list.</summary>
/// <param name="Id">Analysis id.</param>
/// <param name="Kind">The method's word.</param>
/// <param name="Subject">Harm or context.</param>
/// <param name="From">First day of the window.</param>
/// <param name="To">Last day of the window.</param>
/// <param name="TooFew">True when there were too few events to tell anything.</param>
/// <param name="ShownToPanel">Since when the panel may see it.</param>
/// <param name="CreatedAt">When it was made.</param>
public sealed record AnalysisSummary(
    Guid Id, string Kind, AnalysisSubject Subject, DateOnly From, DateOnly To, bool TooFew, DateTimeOffset? ShownToPanel, DateTimeOffset CreatedAt);

/// <summary>What came out; <c>kind</c> says which shape it has.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "kind")]
[JsonDerivedType(typeof(CellsResult), "cells")]
[JsonDerivedType(typeof(HoursResult), "hours")]
[JsonDerivedType(typeof(NearRepeatResult), "near_repeat")]
[JsonDerivedType(typeof(ScanResult), "scan")]
[JsonDerivedType(typeof(LivesResult), "lives")]
[JsonDerivedType(typeof(ClosuresResult), "closures")]
[JsonDerivedType(typeof(EffortAreasResult), "effort")]
public abstract record AnalysisResult;

/// <summary>A cell of a map.</summary>
/// <param name="Shape">The cell, EPSG:4326.</param>
/// <param name="Count">Events in the cell itself; null for the panel, because they may be of one child where its neighbourhood's are not.</param>
/// <param name="Support">Events that its value stands on: within the bandwidth, or in the cell and its neighbours.</param>
/// <param name="Children">Different known children among those; null for context.</param>
/// <param name="Value">Density in events per km², or the statistic's z.</param>
/// <param name="PUnadjusted">p of this cell alone, two-sided; null for densities.</param>
/// <param name="PAdjusted">p adjusted over all tested cells of the map; null for densities.</param>
/// <param name="PPermutation">p by permutation, unadjusted; null where none was asked for.</param>
/// <param name="Class">Word of the cell's class: <c>hot</c>, <c>cold</c>, <c>high_high</c>, <c>intensifying</c> and so on; null for densities.</param>
public sealed record CellView(
    AreaGeometry Shape, int? Count, int Support, int? Children, double Value, double? PUnadjusted, double? PAdjusted, double? PPermutation, string? Class);

/// <summary>A map of cells: density, Gi*, local Moran, emerging hotspots.</summary>
/// <param name="CellShape">Shape of the cells.</param>
/// <param name="CellMetres">Side or width in metres.</param>
/// <param name="CellsTested">Cells that could hold an event and were computed or tested.</param>
/// <param name="CellsLeftOff">Cells with something to show that were left off to keep the answer short, lowest values first; 0 as a rule.</param>
/// <param name="Unit">Unit of the values: <c>events_per_km2</c> or <c>z</c>.</param>
/// <param name="BandwidthMetres">Bandwidth in use; null for tests.</param>
/// <param name="BandwidthRule">How the bandwidth was found: <c>asked</c> or the name of the rule; null for tests.</param>
/// <param name="Edge">Edge correction in use; null for tests.</param>
/// <param name="Mass">Sum of density times area, events; equals the number of used events when mass is conserved. Null for tests.</param>
/// <param name="Adjustment">How p was adjusted: <c>benjamini_hochberg</c>; null for densities.</param>
/// <param name="Significance">Adjusted p at or below which a cell is called hot or cold; null for densities.</param>
/// <param name="GlobalMoran">Moran's I over all tested cells; null where not computed.</param>
/// <param name="Periods">Periods of an emerging-hotspot map with whether their data is missing; empty otherwise.</param>
/// <param name="Cells">Cells with something to show, north-west first.</param>
public sealed record CellsResult(
    CellShape CellShape, double CellMetres, int CellsTested, int CellsLeftOff, string Unit, double? BandwidthMetres, string? BandwidthRule,
    EdgeRule? Edge, double? Mass, string? Adjustment, double? Significance, double? GlobalMoran, IReadOnlyList<PeriodView> Periods,
    IReadOnlyList<CellView> Cells) : AnalysisResult;

/// <summary>A period of a series.</summary>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Missing">True when its data is missing: a gap, not a fall.</param>
/// <param name="Events">Events in it; null when missing.</param>
public sealed record PeriodView(DateOnly From, DateOnly To, bool Missing, int? Events);

/// <summary>Day by hour.</summary>
/// <param name="Weights">Seven rows (Monday first) of 24 hours, events; they add up to the events used.</param>
/// <param name="Exact">Events whose hour is certain.</param>
/// <param name="Spread">Events spread over several hours.</param>
/// <param name="WholeWeek">Events so uncertain that they lie on every hour alike.</param>
/// <param name="Peaks">Hours of the greatest weight.</param>
public sealed record HoursResult(
    IReadOnlyList<IReadOnlyList<double>> Weights, int Exact, int Spread, int WholeWeek, IReadOnlyList<PeakHour> Peaks) : AnalysisResult;

/// <summary>An hour of great weight.</summary>
/// <param name="Day">Day of the week, 1 Monday to 7 Sunday.</param>
/// <param name="Hour">Hour, 0 to 23.</param>
/// <param name="Weight">Its weight in events.</param>
/// <param name="FromExact">How much of that comes from events whose hour is certain.</param>
public sealed record PeakHour(int Day, int Hour, double Weight, double FromExact);

/// <summary>Pairs of events by distance and time apart.</summary>
/// <param name="Pairs">All pairs of used events.</param>
/// <param name="IntervalRule">Which end of a band belongs to it: <c>from_inclusive</c> for [a, b).</param>
/// <param name="Permutations">Permutations made.</param>
/// <param name="Bands">Cells of the table, distance by distance, times in order.</param>
public sealed record NearRepeatResult(long Pairs, string IntervalRule, int Permutations, IReadOnlyList<NearRepeatBand> Bands) : AnalysisResult;

/// <summary>A cell of the near-repeat table.</summary>
/// <param name="FromMetres">Distance from.</param>
/// <param name="ToMetres">Distance to; null for "more than".</param>
/// <param name="FromDays">Days apart from.</param>
/// <param name="ToDays">Days apart to; null for "more than".</param>
/// <param name="Observed">Pairs observed.</param>
/// <param name="Expected">Mean under permutation, exact.</param>
/// <param name="StandardDeviation">Standard deviation under permutation, exact.</param>
/// <param name="Ratio">Observed over expected; null when nothing is expected.</param>
/// <param name="PPermutation">One-sided p (as many or more), by permutation, (r + 1)/(m + 1), unadjusted; null where there were too many
/// pairs to permute and the exact mean and deviation stand alone.</param>
/// <param name="PAdjusted">The same adjusted over the table (Benjamini–Hochberg).</param>
public sealed record NearRepeatBand(
    double FromMetres, double? ToMetres, int FromDays, int? ToDays, long Observed, double Expected, double StandardDeviation, double? Ratio,
    double? PPermutation, double? PAdjusted);

/// <summary>Clusters of a scan, most likely first.</summary>
/// <param name="Places">Places with events or baseline.</param>
/// <param name="Steps">Time steps.</param>
/// <param name="Replicas">Replicas made.</param>
/// <param name="Clusters">The most likely cluster and secondary ones that do not overlap it.</param>
public sealed record ScanResult(int Places, int Steps, int Replicas, IReadOnlyList<ScanCluster> Clusters) : AnalysisResult;

/// <summary>A cluster of a scan.</summary>
/// <param name="Shape">Circle, EPSG:4326.</param>
/// <param name="RadiusMetres">Radius.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day.</param>
/// <param name="Observed">Events in it.</param>
/// <param name="Expected">Events expected.</param>
/// <param name="Children">Different known children; null for context.</param>
/// <param name="LogLikelihoodRatio">How much it stands out.</param>
/// <param name="P">Monte Carlo p, adjusted for all circles and spans looked at by comparing with the greatest of each replica.</param>
/// <param name="RecurrenceDays">For prospective scans: days in which chance alone shows one such cluster; null otherwise.</param>
public sealed record ScanCluster(
    AreaGeometry Shape, double RadiusMetres, DateOnly From, DateOnly To, int Observed, double Expected, int? Children,
    double LogLikelihoodRatio, double P, double? RecurrenceDays);

/// <summary>Lives of spaces.</summary>
/// <param name="Windows">The windows, in order.</param>
/// <param name="Lives">Lives by number: the order of birth.</param>
public sealed record LivesResult(IReadOnlyList<PeriodView> Windows, IReadOnlyList<LifeView> Lives) : AnalysisResult;

/// <summary>One space over time.</summary>
/// <param name="Number">Number of the life; later windows never change it.</param>
/// <param name="State">Where it stands in the last window: <c>born</c>, <c>continued</c>, <c>grown</c>, <c>shrunk</c>, <c>split</c>,
/// <c>merged</c>, <c>returned</c>, <c>ended</c>, <c>quiet</c> (ended earlier), <c>part_of_another</c> or <c>not_known</c>.</param>
/// <param name="Stages">What it was in each window in which it was there, and what happened.</param>
public sealed record LifeView(int Number, string State, IReadOnlyList<LifeStage> Stages);

/// <summary>A life in one window.</summary>
/// <param name="Window">Index of the window, from 0.</param>
/// <param name="Happened">What happened: see <see cref="LifeView.State"/>.</param>
/// <param name="MayBeChance">True when the change in numbers may be chance.</param>
/// <param name="With">Numbers of other lives that it split into or merged with.</param>
/// <param name="Class">Class of its cluster; null when it had none.</param>
/// <param name="Events">Events; null when there was no cluster.</param>
/// <param name="DistinctChildren">Different known children.</param>
/// <param name="Shape">Outline, EPSG:4326; null when there was no cluster.</param>
public sealed record LifeStage(
    int Window, string Happened, bool MayBeChance, IReadOnlyList<int> With, ClusterClass? Class, int? Events, int? DistinctChildren, AreaGeometry? Shape);

/// <summary>Counts beside their outreach.</summary>
/// <param name="CellMetres">Side or width of a cell.</param>
/// <param name="All">Events per hour over all cells with outreach; null when there is none.</param>
/// <param name="EventsWithoutEffort">Events in cells where no outreach is recorded: in no rate.</param>
/// <param name="Areas">Cells with events or outreach, most events first.</param>
public sealed record EffortAreasResult(
    double CellMetres, Estimated? All, int? EventsWithoutEffort, IReadOnlyList<EffortArea> Areas) : AnalysisResult;

/// <summary>A cell with its outreach.</summary>
/// <param name="Shape">The cell, EPSG:4326.</param>
/// <param name="Events">Events recorded there, as they are.</param>
/// <param name="Children">Different known children among those.</param>
/// <param name="Sessions">Outreach sessions there.</param>
/// <param name="Hours">Their hours.</param>
/// <param name="PerHour">Events per hour with its exact 95 % interval; null where no outreach is recorded.</param>
/// <param name="Verdict"><c>rate</c>, <c>too_few_to_tell</c> or <c>no_effort_recorded</c>.</param>
public sealed record EffortArea(
    AreaGeometry Shape, int Events, int Children, int Sessions, double Hours, Estimated? PerHour, string Verdict);

/// <summary>Harm that outlives a case.</summary>
/// <param name="Children">Different known children harmed in the space.</param>
/// <param name="EventsWithUnknownChildren">Events with children who cannot be counted here.</param>
/// <param name="ClosedByEntry">Cases whose closing month the holding agency entered.</param>
/// <param name="ClosedByLastEvent">Cases taken as closed after the child's last event and the quiet months.</param>
/// <param name="StillOpen">Cases not taken as closed.</param>
/// <param name="FollowedByNewChild">Closed cases after which a child new to the space was harmed there within the follow-up.</param>
/// <param name="NotFollowed">Closed cases with the whole follow-up and no such child.</param>
/// <param name="NotYetKnown">Closed cases without such a child whose follow-up has not passed.</param>
/// <param name="NewChildrenAfterFirstClosure">Different children first harmed there after the first case had closed.</param>
/// <param name="MonthsUntilNext">Median of months from closure to the harm of the next new child; null when there was none.</param>
/// <param name="Share">Share of closed cases, the not yet known left out, that were followed; null when too few.</param>
public sealed record ClosuresResult(
    int Children, int EventsWithUnknownChildren, int ClosedByEntry, int ClosedByLastEvent, int StillOpen, int FollowedByNewChild, int NotFollowed,
    int NotYetKnown, int NewChildrenAfterFirstClosure, double? MonthsUntilNext, Estimated? Share) : AnalysisResult;
