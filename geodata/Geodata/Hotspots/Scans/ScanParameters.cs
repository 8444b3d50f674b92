namespace SpacesPlaces.Geodata.Hotspots.Scans;

/// <summary>How to look for clusters in space and time.</summary>
/// <param name="MaxShare">
/// Largest share of all expected cases (space-time permutation: of all cases) that a circle may hold, above 0 to 0.5. A circle over
/// more than half is better told as a lack outside.
/// </param>
/// <param name="MaxRadiusMetres">Largest radius of a circle in metres; null for no limit but the share.</param>
/// <param name="MaxPeriods">Longest window in periods, 1 or more; with one period of data there is only space.</param>
/// <param name="IsProspective">
/// True to look only at windows that end with the last period: is something going on <em>now</em>? False for all windows.
/// </param>
/// <param name="Replicas">How often the data are made anew under chance, 1 to 99,999.</param>
/// <param name="Seed">Seed of the replicas.</param>
/// <param name="MostClusters">Most clusters given, 1 to 100.</param>
public sealed record ScanParameters(
    double MaxShare = 0.5, double? MaxRadiusMetres = null, int MaxPeriods = 1, bool IsProspective = false, int Replicas = 999,
    ulong Seed = 1, int MostClusters = 10)
{
    internal void Check()
    {
        if (!(MaxShare is > 0 and <= 0.5)) throw new ArgumentOutOfRangeException(nameof(MaxShare));
        if (MaxRadiusMetres is { } radius && !(radius >= 0 && double.IsFinite(radius)))
            throw new ArgumentOutOfRangeException(nameof(MaxRadiusMetres));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxPeriods);
        if (Replicas is < 1 or > 99_999) throw new ArgumentOutOfRangeException(nameof(Replicas));
        if (MostClusters is < 1 or > 100) throw new ArgumentOutOfRangeException(nameof(MostClusters));
    }
}
