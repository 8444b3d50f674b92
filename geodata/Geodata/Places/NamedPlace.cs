namespace SpacesPlaces.Geodata.Places;

/// <summary>A place as a search knows it: its names in both languages and the town that tells it from its namesakes.</summary>
/// <param name="Id">Id of the place.</param>
/// <param name="NameEn">English name.</param>
/// <param name="NameCy">Welsh name; the same as the English one where there is only one.</param>
/// <param name="TownEn">Town it lies in, English name, if known.</param>
/// <param name="TownCy">Town it lies in, Welsh name, if known.</param>
public sealed record NamedPlace(Guid Id, string NameEn, string NameCy, string? TownEn = null, string? TownCy = null);

/// <summary>How a place fits what was typed, best first.</summary>
public enum PlaceFit
{
    /// <summary>The whole name, accents, spaces, hyphens, case and article aside.</summary>
    Whole,

    /// <summary>The whole name with its Welsh initial mutation undone.</summary>
    Mutated,

    /// <summary>The first whole words of the name.</summary>
    FirstWords,

    /// <summary>The first whole words of the name with its Welsh initial mutation undone.</summary>
    MutatedFirstWords,

    /// <summary>The beginning of the name in the middle of a word, or later words of it.</summary>
    Part,

    /// <summary>Not the name, but one or two letters from it. Asked for only where nothing else fits.</summary>
    Similar,
}

/// <summary>One place that may be meant.</summary>
/// <param name="Place">The place.</param>
/// <param name="Fit">How it fits.</param>
/// <param name="Letters">Letters by which a similar name differs; 0 for every other fit.</param>
public readonly record struct PlaceMatch(NamedPlace Place, PlaceFit Fit, int Letters);

/// <summary>What a search found: places in the order in which to offer them, and whether one of them is plainly meant.</summary>
/// <param name="Matches">Places that may be meant, best first; empty for none.</param>
/// <param name="Understood">
/// True when the first one alone fits by a whole name or by its first whole words. Otherwise the writer is asked, never guessed for.
/// </param>
/// <param name="Matched">How many places fit; more than <paramref name="Matches"/> holds when the list was cut.</param>
public sealed record PlaceAnswer(IReadOnlyList<PlaceMatch> Matches, bool Understood, int Matched);
