using SpacesPlaces.Geodata.Disclosure;
using SpacesPlaces.Geodata.Statistics;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Assessments;

/// <summary>What one young person says of one cell of the map.</summary>
/// <param name="Colour">How safe it is.</param>
/// <param name="Reasons">Reasons, as keys of the local list; a reason named twice counts once.</param>
/// <param name="IsSafePlace">True where they would go to be safe.</param>
/// <param name="HasTrustedAdult">True where an adult is whom they trust.</param>
public sealed record SafetyMark(SafetyColour Colour, IReadOnlyCollection<string> Reasons, bool IsSafePlace = false, bool HasTrustedAdult = false);

/// <summary>How many voices chose each colour.</summary>
/// <param name="Red">Red.</param>
/// <param name="Amber">Amber.</param>
/// <param name="Green">Green.</param>
public readonly record struct ColourSplit(int Red, int Amber, int Green);

/// <summary>One cell of a merged map; a cell of too few voices looks like one that nobody coloured.</summary>
/// <param name="Colour">The colour that most chose, amber where two are even; null for too few to show.</param>
/// <param name="Voices">How many coloured it; null for too few to show.</param>
/// <param name="Split">The colours; null unless each of the three has enough voices.</param>
/// <param name="Reasons">Reasons that enough voices named, in the order of their keys.</param>
/// <param name="IsSafePlace">True when enough voices call it a safe place.</param>
/// <param name="HasTrustedAdult">True when enough voices know an adult there whom they trust.</param>
/// <param name="IsAsReleased">True when voices have left since the release and all but their number stands as it was released.</param>
public sealed record MergedCell(
    SafetyColour? Colour, int? Voices, ColourSplit? Split, IReadOnlyList<string> Reasons, bool IsSafePlace, bool HasTrustedAdult,
    bool IsAsReleased = false)
{
    /// <summary>Too few to show, or nobody: the two look the same.</summary>
    public static MergedCell TooFew { get; } = new(null, null, null, [], false, false);

    /// <summary>True when the cell may be shown.</summary>
    public bool IsShown => Colour is not null;
}

/// <summary>What two rounds say of a cell that both may show.</summary>
/// <param name="Before">The first round.</param>
/// <param name="After">The second round.</param>
/// <param name="Change">What the change may say.</param>
public sealed record CellChange(MergedCell Before, MergedCell After, SafetyChange Change);

/// <summary>
/// Many young people's maps as one. A cell is shown from k voices on, a reason or a mark from k voices that gave it, and nobody's own map
/// can be seen or worked out.
/// </summary>
/// <remarks>
/// A round is merged as a whole: maps by day and by night, or of two schools, are merged each on their own, and no map of all of them stands
/// beside. The first release of a round is when it is closed; then voices can only leave.
/// </remarks>
public static class SafetyMaps
{
    /// <summary>Most cells of a map.</summary>
    public const int MostCells = 100_000;

    /// <summary>Merges the maps of one round.</summary>
    /// <param name="maps">By contributor, what they say of each cell they coloured. Keys are compared and never shown.</param>
    /// <param name="cells">All cells of the map: each of them is in the result.</param>
    /// <param name="k">Fewest voices, 3 or more.</param>
    /// <param name="released">The merged map of the same round as it was first released; null for the release itself.</param>
    /// <exception cref="ArgumentException">No cell or too many, or a contributor coloured a cell that is not of the map.</exception>
    /// <exception cref="ArgumentOutOfRangeException">k is less than 3.</exception>
    /// <remarks>
    /// Of 5 voices with 1 red and 4 green, green and 5 are shown and no split, for the one might be recognised. 5 red and no other have no
    /// split either: otherwise its absence would tell that somebody dissented, and its presence what everyone said. So a split needs
    /// k voices of each colour.
    /// <para>
    /// Whoever compares the map before and after one person withdrew must not learn what they said: while fewer than k voices of a cell have
    /// left since its release, it keeps its colour, shows no split, and keeps reasons and marks all together or, when one of them lost its
    /// k voices, none. Below k voices it hides. After k have left it is merged anew from those who stayed.
    /// </para>
    /// </remarks>
    public static IReadOnlyDictionary<string, MergedCell> Merge(
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, SafetyMark>> maps, IReadOnlyCollection<string> cells,
        int k = SmallNumberRule.DefaultInside, IReadOnlyDictionary<string, MergedCell>? released = null)
    {
        var marks = ByCell(maps, cells, k);
        return marks.ToDictionary(
            cell => cell.Key, cell => Cell(cell.Value, k, released?.GetValueOrDefault(cell.Key)), StringComparer.Ordinal);
    }

    /// <summary>Compares two rounds, cell by cell, where both have enough voices.</summary>
    /// <param name="before">Maps of the first round.</param>
    /// <param name="after">Maps of the second round.</param>
    /// <param name="cells">All cells of the map, the same in both rounds.</param>
    /// <param name="k">Fewest voices, 3 or more.</param>
    /// <param name="confidence">0.5 to 0.9999.</param>
    /// <exception cref="ArgumentException">As of <see cref="Merge"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException">k or the confidence is out of range.</exception>
    /// <remarks>
    /// Two questions are asked of the voices, each by <see cref="ShareDifference"/> with half the chance of a slip: whether fewer chose red,
    /// and whether more chose green. A change is said when one of them is beyond chance and the other does not say the contrary beyond chance.
    /// Colours may differ and the word still be <see cref="SafetyChange.CouldBeChance"/>: of five voices two changed their mind. Voices of the
    /// two rounds are taken as different people; where they are the same, changes are said too seldom. Cells are not adjusted for their number.
    /// Compare once, when the second round is closed.
    /// </remarks>
    public static IReadOnlyDictionary<string, CellChange> Compare(
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, SafetyMark>> before,
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, SafetyMark>> after,
        IReadOnlyCollection<string> cells, int k = SmallNumberRule.DefaultInside, double confidence = 0.95)
    {
        PoissonRate.RefuseConfidence(confidence);
        var (first, second) = (ByCell(before, cells, k), ByCell(after, cells, k));
        return first.Where(cell => cell.Value.Count >= k && second[cell.Key].Count >= k).ToDictionary(
            cell => cell.Key,
            cell => new CellChange(
                Cell(cell.Value, k, null), Cell(second[cell.Key], k, null), Change(SplitOf(cell.Value), SplitOf(second[cell.Key]), confidence)),
            StringComparer.Ordinal);
    }

    private static Dictionary<string, List<SafetyMark>> ByCell(
        IReadOnlyDictionary<string, IReadOnlyDictionary<string, SafetyMark>> maps, IReadOnlyCollection<string> cells, int k)
    {
        ArgumentNullException.ThrowIfNull(maps);
        ArgumentNullException.ThrowIfNull(cells);
        ArgumentOutOfRangeException.ThrowIfLessThan(k, SmallNumberRule.Least);
        if (cells.Count is 0 or > MostCells) throw new ArgumentException($"A map has 1 to {MostCells} cells.", nameof(cells));
        var marks = cells.Distinct().ToDictionary(cell => cell, _ => new List<SafetyMark>(), StringComparer.Ordinal);
        foreach (var (cell, mark) in maps.Values.SelectMany(map => map))
        {
            if (!marks.TryGetValue(cell, out var there)) throw new ArgumentException("A cell was coloured that is not of the map.", nameof(maps));
            there.Add(mark);
        }

        return marks;
    }

    private static MergedCell Cell(List<SafetyMark> marks, int k, MergedCell? released)
    {
        if (marks.Count < k) return MergedCell.TooFew;
        string[] reasons = [.. marks.SelectMany(mark => mark.Reasons.Distinct(StringComparer.Ordinal))
            .GroupBy(reason => reason, StringComparer.Ordinal).Where(named => named.Count() >= k)
            .Select(named => named.Key).Order(StringComparer.Ordinal)];
        var (safePlace, trustedAdult) = (marks.Count(mark => mark.IsSafePlace) >= k, marks.Count(mark => mark.HasTrustedAdult) >= k);
        if (released is { Voices: { } voices } && voices != marks.Count && Math.Abs(voices - marks.Count) < k)
        {
            var hold = !released.Reasons.Except(reasons).Any() && (safePlace || !released.IsSafePlace) && (trustedAdult || !released.HasTrustedAdult);
            return hold
                ? released with { Voices = marks.Count, Split = null, IsAsReleased = true }
                : new(released.Colour, marks.Count, null, [], false, false, true);
        }

        var split = SplitOf(marks);
        return new(Most(split), marks.Count, split.Red >= k && split.Amber >= k && split.Green >= k ? split : null, reasons, safePlace, trustedAdult);
    }

    private static ColourSplit SplitOf(List<SafetyMark> marks)
    {
        int Of(SafetyColour colour) => marks.Count(mark => mark.Colour == colour);
        return new(Of(SafetyColour.Red), Of(SafetyColour.Amber), Of(SafetyColour.Green));
    }

    private static SafetyColour Most(ColourSplit split) =>
        split.Red > split.Amber && split.Red > split.Green ? SafetyColour.Red
        : split.Green > split.Amber && split.Green > split.Red ? SafetyColour.Green
        : SafetyColour.Amber;

    private static SafetyChange Change(ColourSplit before, ColourSplit after, double confidence)
    {
        var (all, now) = (before.Red + before.Amber + before.Green, after.Red + after.Amber + after.Green);
        var each = Math.Min(1 - ((1 - confidence) / 2), 0.9999);
        var (red, green) = (Sign(before.Red, after.Red), Sign(before.Green, after.Green));
        return (green - red) switch
        {
            > 0 when green >= 0 && red <= 0 => SafetyChange.Safer,
            < 0 when green <= 0 && red >= 0 => SafetyChange.LessSafe,
            _ => SafetyChange.CouldBeChance,
        };

        int Sign(int one, int other)
        {
            var told = ShareDifference.Interval(one, all, other, now, each);
            return told.Lower > 0 ? 1 : told.Upper < 0 ? -1 : 0;
        }
    }
}
