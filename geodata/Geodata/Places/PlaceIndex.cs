namespace SpacesPlaces.Geodata.Places;

/// <summary>
/// Finds places by name in either language: accents, spaces, hyphens, case and articles aside, Welsh initial mutations undone, small
/// slips of spelling offered as a question. It never chooses between several. Safe to share between threads.
/// </summary>
/// <remarks>
/// Poor for names that were never in the gazetteer and for anglicised spellings more than two letters off (Carnarvon, Llanvihangel).
/// The page has a twin (`api/Page/places/placeSearch.ts`); both are held to the same file of cases.
/// </remarks>
public sealed class PlaceIndex
{
    /// <summary>Longest text that is searched for, in UTF-16 units.</summary>
    public const int LongestSearch = 100;

    private const int ShortestPart = 3;
    private readonly Entry[] entries;

    /// <summary>Makes an index of places.</summary>
    /// <param name="places">The places, each once; any number.</param>
    public PlaceIndex(IEnumerable<NamedPlace> places) => entries = [.. places.Select(Entry.Of)];

    /// <summary>The places that a text may mean, best first.</summary>
    /// <param name="typed">
    /// What was typed, at most <see cref="LongestSearch"/> long. What follows a comma names the town: "Park, Newtown".
    /// </param>
    /// <param name="most">Most places to give, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The text is too long, or <paramref name="most"/> is below 1.</exception>
    public PlaceAnswer Search(string typed, int most = 20)
    {
        ArgumentNullException.ThrowIfNull(typed);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(typed.Length, LongestSearch, nameof(typed));
        ArgumentOutOfRangeException.ThrowIfLessThan(most, 1);
        var comma = typed.IndexOf(',', StringComparison.Ordinal);
        var words = FoldedName.Words(comma < 0 ? typed : typed[..comma]);
        if (words.Count == 0) return new([], false, 0);

        var query = new Query(words);
        var found = entries.Select(entry => (entry, Fit: entry.FitTo(query))).Where(one => one.Fit is not null)
            .Select(one => (one.entry, Fit: one.Fit!.Value, Letters: 0)).ToList();
        if (found.Count == 0)
        {
            found = [.. entries.Select(entry => (entry, Fit: PlaceFit.Similar, Letters: entry.LettersFrom(query)))
                .Where(one => one.Letters <= query.MostLetters)];
        }

        var unsure = query.Near;
        if (comma >= 0 && FoldedName.Key(FoldedName.Words(typed[(comma + 1)..])) is { Length: > 0 } town)
        {
            var there = found.Where(one => one.entry.LiesIn(town)).ToList();
            unsure |= there.Count == 0;
            if (there.Count > 0) found = there;
        }

        found.Sort((a, b) => (a.Fit, a.Letters).CompareTo((b.Fit, b.Letters)) is var by and not 0 ? by
            : string.CompareOrdinal(a.entry.Key, b.entry.Key) is var name and not 0 ? name
            : string.CompareOrdinal(a.entry.Place.Id.ToString(), b.entry.Place.Id.ToString()));
        var understood = !unsure && found is [var first, ..] && first.Fit <= PlaceFit.MutatedFirstWords
            && found.Count(one => one.Fit == first.Fit) == 1;
        return new([.. found.Take(most).Select(one => new PlaceMatch(one.entry.Place, one.Fit, one.Letters))], understood, found.Count);
    }

    /// <summary>What was typed, folded in all the ways in which it may be read.</summary>
    private sealed class Query
    {
        public Query(IReadOnlyList<string> words)
        {
            Keys = [.. FoldedName.Readings(words, out var near).Select(FoldedName.Key)];
            Near = near;
            Radicals = [.. Keys.SelectMany(FoldedName.Radicals)];
            MostLetters = Keys[^1].Length switch { < 5 => 0, < 8 => 1, _ => 2 };
        }

        public IReadOnlyList<string> Keys { get; }
        public IReadOnlyList<string> Radicals { get; }
        public bool Near { get; }
        public int MostLetters { get; }
    }

    private sealed class Entry
    {
        private readonly HashSet<string> wholes = [], mutations = [], firsts = [], laters = [], towns = [];

        public required NamedPlace Place { get; init; }
        public string Key { get; private set; } = "";

        public static Entry Of(NamedPlace place)
        {
            var entry = new Entry { Place = place };
            foreach (var town in new[] { place.TownEn, place.TownCy })
                if (town is not null) entry.AddTown(FoldedName.Words(town));
            foreach (var name in new[] { place.NameEn, place.NameCy }) entry.AddName(FoldedName.Words(name));
            entry.Key = FoldedName.Key(FoldedName.Words(place.NameEn));
            return entry;
        }

        public PlaceFit? FitTo(Query query)
        {
            if (query.Keys.Any(wholes.Contains)) return PlaceFit.Whole;
            if (query.Radicals.Any(wholes.Contains) || query.Keys.Any(mutations.Contains)) return PlaceFit.Mutated;
            if (query.Keys.Any(firsts.Contains)) return PlaceFit.FirstWords;
            if (query.Radicals.Any(firsts.Contains)) return PlaceFit.MutatedFirstWords;
            return query.Keys.Any(key => key.Length >= ShortestPart && (laters.Contains(key) || wholes.Any(whole => whole.StartsWith(key, StringComparison.Ordinal))))
                ? PlaceFit.Part
                : null;
        }

        public int LettersFrom(Query query) => query.MostLetters == 0 ? 1
            : wholes.Concat(firsts).Min(name => query.Keys.Min(key => SpellingDistance.Between(key, name, query.MostLetters)));

        public bool LiesIn(string town) => towns.Contains(town) || FoldedName.Radicals(town).Any(towns.Contains);

        private void AddTown(IReadOnlyList<string> words)
        {
            towns.Add(FoldedName.Key(words));
            towns.Add(FoldedName.Key(FoldedName.WithoutArticle(words)));
        }

        private void AddName(IReadOnlyList<string> whole)
        {
            var bare = FoldedName.WithoutArticle(whole);
            foreach (var words in new[] { whole, bare })
            {
                if (words.Count == 0) continue;
                var key = FoldedName.Key(words);
                wholes.Add(key);
                foreach (var town in towns) wholes.Add(key + town);
                for (var n = 1; n < words.Count; n++)
                {
                    if (FoldedName.Key(words.Take(n)) is { Length: >= ShortestPart } first) firsts.Add(first);
                    for (var from = 1; from + n <= words.Count; from++) laters.Add(FoldedName.Key(words.Skip(from).Take(n)));
                }
            }

            // After an article a feminine name stands mutated: who leaves the article out may undo the mutation too.
            if (!ReferenceEquals(bare, whole)) mutations.UnionWith(FoldedName.Radicals(FoldedName.Key(bare)));
        }
    }
}
