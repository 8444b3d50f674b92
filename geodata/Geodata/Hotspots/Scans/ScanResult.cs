namespace SpacesPlaces.Geodata.Hotspots.Scans;

/// <summary>What was taken as chance.</summary>
public enum ScanModel
{
    /// <summary>
    /// Every place keeps its number of cases and every period its own; which place's cases fall in which period is chance. Finds
    /// clusters in space and time together; no population is needed.
    /// </summary>
    SpaceTimePermutation,

    /// <summary>Cases fall on places and periods in proportion to population or expected cases.</summary>
    Poisson,
}

/// <summary>A circle over some periods that holds more cases than expected.</summary>
/// <param name="CentrePlace">The place at the centre, as a row of the input.</param>
/// <param name="RadiusMetres">Metres from the centre to the furthest place of the cluster; 0 for one place.</param>
/// <param name="Places">Its places, as rows of the input, ascending.</param>
/// <param name="FirstPeriod">First period, from 0.</param>
/// <param name="LastPeriod">Last period, inclusive.</param>
/// <param name="Cases">Cases in it.</param>
/// <param name="Expected">Cases expected in it by chance.</param>
/// <param name="RelativeRisk">Cases by expected inside, divided by the same outside; infinite when all cases are inside.</param>
/// <param name="LogLikelihoodRatio">Log of the likelihood ratio, natural; larger is less like chance.</param>
/// <param name="P">
/// (r + 1)/(m + 1), where r of m replicas have a cluster anywhere at least as unlike chance: adjusted for all circles and windows
/// looked at. For clusters after the first it errs on the high side.
/// </param>
/// <param name="RecurrencePeriods">
/// Prospective only: so many analyses, one per period, until chance alone gives such an alarm once, 1/p; otherwise null.
/// </param>
public sealed record ScanCluster(
    int CentrePlace, double RadiusMetres, IReadOnlyList<int> Places, int FirstPeriod, int LastPeriod, int Cases, double Expected,
    double RelativeRisk, double LogLikelihoodRatio, double P, double? RecurrencePeriods);

/// <summary>The clusters of one scan.</summary>
/// <param name="Method">Name of the method.</param>
/// <param name="MethodVersion">Version of the method; results of different versions are not compared.</param>
/// <param name="Model">What was taken as chance.</param>
/// <param name="Parameters">How it looked; the seed among them.</param>
/// <param name="Cases">Number of cases.</param>
/// <param name="Places">Number of places; those on one spot count as one.</param>
/// <param name="Periods">Number of periods.</param>
/// <param name="Cylinders">Circles times windows looked at.</param>
/// <param name="Clusters">
/// The most likely cluster first, then the next that shares no place with those before it, and so on; not all are unlike chance: see
/// their p. Empty with too few cases.
/// </param>
/// <param name="IsTooFewToTell">True below <see cref="ScanStatistic.LeastCases"/> cases or with one place: nothing was looked for.</param>
public sealed record ScanResult(
    string Method, string MethodVersion, ScanModel Model, ScanParameters Parameters, int Cases, int Places, int Periods,
    long Cylinders, IReadOnlyList<ScanCluster> Clusters, bool IsTooFewToTell);
