using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Hotspots.Surfaces;

/// <summary>
/// What an area's run of hot and not hot periods is called. A period is hot when Gi* is high there and its adjusted two-sided p-value at
/// most the level, and cold when Gi* is low and so. Only periods with data count; the last is the last of these. The rules are tried from
/// top to bottom, the first that fits names the area.
/// </summary>
public enum EmergingClass
{
    /// <summary>None of the others: never hot, or hot at times and not in the last period.</summary>
    None,

    /// <summary>Hot in at least nine of ten periods and in the last, and Gi* rises over time.</summary>
    Intensifying,

    /// <summary>Hot in at least nine of ten periods and in the last, and Gi* falls over time.</summary>
    Diminishing,

    /// <summary>Hot in at least nine of ten periods and in the last, and no trend is found, or there are too few periods to test one.</summary>
    Persistent,

    /// <summary>Hot in the last period and never before.</summary>
    New,

    /// <summary>Hot in the last two periods or more without a break, and never before these.</summary>
    Consecutive,

    /// <summary>Hot in the last period, and on and off before, and cold in some period.</summary>
    Oscillating,

    /// <summary>Hot in the last period, and on and off before, and never cold.</summary>
    Sporadic,

    /// <summary>Hot in at least nine of ten periods, but not in the last.</summary>
    Historical,
}

/// <summary>How emerging hotspots are looked for.</summary>
/// <param name="NeighbourLag">Earlier periods that belong to an area's neighbourhood in time, 0 to 12; the period itself always does.</param>
/// <param name="Level">Level of adjusted p-values for hot and cold, and of the two-sided p-value of a trend; 0.0001 to 0.2.</param>
/// <param name="Adjustment">How p-values are adjusted over all areas and periods together.</param>
public sealed record EmergingOptions(
    int NeighbourLag = 1, double Level = 0.05, PAdjustment Adjustment = PAdjustment.BenjaminiHochberg);

/// <summary>Classes of areas over time, with what is needed to make them again. Lists are in the order of the areas.</summary>
/// <param name="Method">Name of the method.</param>
/// <param name="MethodVersion">Version of the method; results of different versions are not compared.</param>
/// <param name="Options">How it looked.</param>
/// <param name="PeriodsUsed">Numbers of the periods with data, from 0.</param>
/// <param name="PeriodsMissing">Numbers of the periods without data: they are in no sum, mean, run or trend, and are not zeros.</param>
/// <param name="Tests">Areas times periods tested, over which p-values are adjusted.</param>
/// <param name="IsTooFewToTell">True when there are too few areas, periods or events: every class is then none.</param>
/// <param name="IsTrendTested">False below eight periods with data: no area is called intensifying or diminishing.</param>
/// <param name="Classes">The class of each area.</param>
/// <param name="HotPeriods">Number of hot periods of each area.</param>
/// <param name="ColdPeriods">Number of cold periods of each area.</param>
/// <param name="TrendZ">Mann-Kendall score of each area's Gi*, positive for a rise; 0 where not tested.</param>
/// <param name="TrendPTwoSided">Its two-sided p-value, one area at a time and not adjusted; 1 where not tested.</param>
public sealed record EmergingResult(
    string Method, string MethodVersion, EmergingOptions Options, IReadOnlyList<int> PeriodsUsed, IReadOnlyList<int> PeriodsMissing,
    int Tests, bool IsTooFewToTell, bool IsTrendTested, IReadOnlyList<EmergingClass> Classes, IReadOnlyList<int> HotPeriods,
    IReadOnlyList<int> ColdPeriods, IReadOnlyList<double> TrendZ, IReadOnlyList<double> TrendPTwoSided);
