using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Contracts;

/// <summary>What a visit saw of one item.</summary>
/// <param name="Item">Key of the item.</param>
/// <param name="Value">0, poor for young people, to 3, good; null where it could not be seen.</param>
public sealed record ObservedItem(string Item, int? Value = null);

/// <summary>Who was there in a quarter of an hour, counted once; nobody is told apart.</summary>
/// <param name="Adults">Adults, at most 999.</param>
/// <param name="YoungPeople">Young people, as far as one can see, at most 999.</param>
public sealed record QuarterHour(int Adults, int YoungPeople);

/// <summary>One visit of an observation: of a place at a time, never of anybody.</summary>
/// <param name="Round">The round that is open: 0 before the plan, otherwise the review.</param>
/// <param name="Time">By day or after dark.</param>
/// <param name="VisitedOn">The day.</param>
/// <param name="Weather">The weather.</param>
/// <param name="Items">Every item of the form once.</param>
/// <param name="Counts">Quarters of an hour one after the other, at most 16.</param>
/// <param name="Guardians">Adults who could look out for young people, by what they do there.</param>
/// <param name="Note">What else was seen, at most 1,000 characters, nobody named or described.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept.</param>
public sealed record NewObservationVisit(
    int Round, ObservationTime Time, DateOnly VisitedOn, ObservedWeather Weather, IReadOnlyList<ObservedItem> Items,
    IReadOnlyList<QuarterHour>? Counts = null, IReadOnlyList<GuardianRole>? Guardians = null, string? Note = null, string? LanguageReason = null);

/// <summary>That a visit no longer counts; it stays to be seen.</summary>
/// <param name="Reason">Why, at most 500 characters, nobody named.</param>
/// <param name="LanguageReason">Why a wording that the language check challenges is kept.</param>
public sealed record VisitWithdrawal(string Reason, string? LanguageReason = null);

/// <summary>A visit as it was written down; nobody corrects one.</summary>
/// <param name="Id">Its id, made by the client.</param>
/// <param name="Round">0 before the plan, otherwise the number of the review.</param>
/// <param name="Time">By day or after dark.</param>
/// <param name="VisitedOn">The day.</param>
/// <param name="Weather">The weather.</param>
/// <param name="Items">Every item, in the order of the form.</param>
/// <param name="Counts">Who was there; null for readers of words who did not count themselves.</param>
/// <param name="Guardians">Adults who could look out for young people.</param>
/// <param name="Note">What else was seen.</param>
/// <param name="RecordedBy">Who was there.</param>
/// <param name="Agency">Their agency.</param>
/// <param name="RecordedAt">When it was written down.</param>
/// <param name="MayWithdraw">True where the reader may withdraw it.</param>
/// <param name="WithdrawnOn">Since when it no longer counts; null while it does.</param>
/// <param name="WithdrawnReason">Why.</param>
public sealed record ObservationVisitView(
    Guid Id, int Round, ObservationTime Time, DateOnly VisitedOn, ObservedWeather Weather, IReadOnlyList<ObservedItem> Items,
    IReadOnlyList<QuarterHour>? Counts, IReadOnlyList<GuardianRole> Guardians, string? Note, string RecordedBy, Agency Agency,
    DateTimeOffset RecordedAt, bool MayWithdraw, DateOnly? WithdrawnOn, string? WithdrawnReason);

/// <summary>What the visits of a round saw of an item.</summary>
/// <param name="Visits">Visits that saw it.</param>
/// <param name="Lowest">Lowest value; null without a visit.</param>
/// <param name="Median">Middle value.</param>
/// <param name="Highest">Highest value.</param>
public sealed record ObservedSpread(int Visits, int? Lowest, double? Median, int? Highest);

/// <summary>One item by day or after dark, before the plan and in a review.</summary>
/// <param name="Item">Key of the item.</param>
/// <param name="Time">By day or after dark.</param>
/// <param name="Before">Before the plan.</param>
/// <param name="After">In the review.</param>
/// <param name="Reading">What it may say.</param>
/// <param name="ByChance">How often visits of a place that stayed the same would lie so far apart, 0 to 1; null with too few.</param>
public sealed record ObservedChange(
    string Item, ObservationTime Time, ObservedSpread Before, ObservedSpread After, ObservationReading Reading, double? ByChance);

/// <summary>What changed from before the plan to one review, item by item; there is no total.</summary>
/// <param name="Round">Number of the review.</param>
/// <param name="Items">In the order of the form, day before dark.</param>
public sealed record ObservationComparison(int Round, IReadOnlyList<ObservedChange> Items);

/// <summary>The observations of an assessment.</summary>
/// <param name="FormVersion">Number of the wording.</param>
/// <param name="Visits">Visits, the newest first, withdrawn ones too.</param>
/// <param name="Changes">Each review with a visit, compared with before the plan.</param>
public sealed record ObservationFile(int FormVersion, IReadOnlyList<ObservationVisitView> Visits, IReadOnlyList<ObservationComparison> Changes);
