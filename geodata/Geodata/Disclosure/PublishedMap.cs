using SpacesPlaces.Geodata.Grids;

namespace SpacesPlaces.Geodata.Disclosure;

/// <summary>A record as far as the map of bands needs it.</summary>
/// <param name="Cell">1 km cell of its point.</param>
/// <param name="Day">Day on which it began, where the partnership is.</param>
/// <param name="SourceAgency">The agency that the information came from, as any word that tells agencies apart.</param>
/// <param name="Children">Tokens of known children, in their one spelling.</param>
public sealed record CountedRecord(GridCell Cell, DateOnly Day, string SourceAgency, IReadOnlyList<string> Children);

/// <summary>The map that readers outside the core group see: a band for each fixed area, for one fixed period.</summary>
public static class PublishedMap
{
    /// <summary>The band of each area. There are no totals: a total over bands would let one be worked out from the others.</summary>
    /// <param name="records">Records of the whole partnership; those outside the period or the areas are left out.</param>
    /// <param name="areas">The areas that are shown, no two overlapping.</param>
    /// <param name="period">The period; a record belongs to the one in which it began.</param>
    /// <param name="rule">The small-number rule for these readers.</param>
    /// <returns>One band for each area, in the areas' order, whether anything was recorded there or not.</returns>
    public static IReadOnlyList<(FixedArea Area, CountBand Band)> Of(
        IEnumerable<CountedRecord> records, IReadOnlyList<FixedArea> areas, FixedPeriod period, SmallNumberRule rule)
    {
        ArgumentNullException.ThrowIfNull(areas);
        ArgumentNullException.ThrowIfNull(rule);
        var shown = areas.ToHashSet();
        var of = records.Where(record => period.Contains(record.Day)).ToLookup(record => Enumerable.Range(0, FixedArea.TopLevel + 1)
            .Select(level => FixedArea.Of(record.Cell, level)).Where(shown.Contains).Cast<FixedArea?>().FirstOrDefault());
        return [.. areas.Select(area => (area, rule.BandOf(ContentOf([.. of[area]]))))];
    }

    /// <summary>Counts records for the small-number rule.</summary>
    public static CellContent ContentOf(IReadOnlyCollection<CountedRecord> records) => new(
        records.Count,
        records.SelectMany(record => record.Children).Distinct(StringComparer.Ordinal).Count(),
        records.Select(record => (record.SourceAgency, record.Day)).Distinct().Count());
}
