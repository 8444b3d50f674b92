using SpacesPlaces.Geodata.Hotspots;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Hotspots.Events;

/// <summary>
/// The events that an analysis takes, in columns, in the order of their ids: no order of rows can show in a result. Never changed, so
/// what is made of it is made once and kept with it: the next question over the same events finds it there.
/// </summary>
internal sealed class ChosenEvents
{
    private ChosenEvents? _withGoodPoints;
    private HotspotEvent[]? _asClustered;
    private byte[]? _fingerprint;
    private EventTotals? _totals;

    /// <summary>Events in the window after filters, those without a point among them.</summary>
    public required int Considered { get; init; }
    public required Guid[] Ids { get; init; }

    /// <summary>EPSG:27700 metres; NaN where there is no point.</summary>
    public required double[] Eastings { get; init; }
    public required double[] Northings { get; init; }

    /// <summary>Metres; NaN where not stated.</summary>
    public required double[] Accuracies { get; init; }

    /// <summary>Earliest and latest instant, UTC.</summary>
    public required DateTime[] From { get; init; }
    public required DateTime[] To { get; init; }

    /// <summary>Day of the beginning by the clock on the wall; of context, the first of its month.</summary>
    public required DateOnly[] Days { get; init; }

    /// <summary>True when only months are known (context).</summary>
    public required bool IsContext { get; init; }
    public required Agency[] Agencies { get; init; }

    /// <summary>Kind of source, or the publisher's type.</summary>
    public required string[] Sources { get; init; }
    public required int[] ChildrenUnknown { get; init; }

    public required EventChildren Children { get; init; }

    /// <summary>Edition and line of each context event; empty for harm.</summary>
    public required string[] ContextKeys { get; init; }
    public int Count => Ids.Length;

    /// <summary>Known well enough to be measured from.</summary>
    public bool HasGoodPoint(int row) => !double.IsNaN(Eastings[row]) && !(Accuracies[row] > Incidents.Incident.ClusterableAccuracyMetres);

    /// <summary>The events known well enough to be measured from.</summary>
    public ChosenEvents WithGoodPoints()
    {
        if (_withGoodPoints is { } kept) return kept;
        var left = 0;
        for (var row = 0; row < Count; row++) if (!HasGoodPoint(row)) left++;
        return _withGoodPoints = left == 0 ? this : Only([.. Enumerable.Range(0, Count).Where(HasGoodPoint)]);
    }

    /// <summary>SHA-256 over all columns: the same for the same events, whatever order they were read in.</summary>
    public byte[] Fingerprint => _fingerprint ??= MakeFingerprint();

    /// <summary>What every answer says of the events that it stands on.</summary>
    public EventTotals Totals => _totals ??= new(
        Children.CountDistinct(), ChildrenUnknown.Sum(),
        new SortedDictionary<string, int>(Sources.CountBy(source => source).ToDictionary(), StringComparer.Ordinal));

    /// <summary>The events with a point as the clustering takes them.</summary>
    public IReadOnlyList<HotspotEvent> AsClustered => _asClustered ??= MakeAsClustered();

    /// <summary>Some of these events, in their order.</summary>
    public ChosenEvents Only(int[] rows) => new()
    {
        Considered = Considered,
        IsContext = IsContext,
        Ids = Pick(Ids, rows),
        Eastings = Pick(Eastings, rows),
        Northings = Pick(Northings, rows),
        Accuracies = Pick(Accuracies, rows),
        From = Pick(From, rows),
        To = Pick(To, rows),
        Days = Pick(Days, rows),
        Agencies = Pick(Agencies, rows),
        Sources = Pick(Sources, rows),
        ChildrenUnknown = Pick(ChildrenUnknown, rows),
        Children = Children.Only(rows),
        ContextKeys = IsContext ? Pick(ContextKeys, rows) : [],
    };

    private HotspotEvent[] MakeAsClustered()
    {
        var tokens = Children.Texts();
        return [.. Enumerable.Range(0, Count).Where(i => !double.IsNaN(Eastings[i])).Select(i => new HotspotEvent(
            Ids[i], new(Eastings[i], Northings[i]), Days[i], Agencies[i], tokens(i), ChildrenUnknown[i],
            IsContext ? DatePrecision.Month : DatePrecision.Day, IsContext, double.IsNaN(Accuracies[i]) ? null : Accuracies[i]))];
    }

    private byte[] MakeFingerprint()
    {
        using var digest = new ColumnDigest();
        digest.Add<int>([Considered]);
        digest.Add<Guid>(Ids);
        digest.Add<double>(Eastings);
        digest.Add<double>(Northings);
        digest.Add<DateTime>(From);
        digest.Add<DateTime>(To);
        digest.Add<DateOnly>(Days);
        digest.Add<int>(Array.ConvertAll(Agencies, agency => (int)agency));
        digest.Add<int>(ChildrenUnknown);
        var (sources, words) = Numbered(Sources);
        digest.Add<int>(sources);
        digest.AddWords(words);
        var (counts, numbers, tokens) = Children.Described();
        digest.Add<int>(counts);
        digest.Add<int>(numbers);
        digest.Add<byte>(tokens);
        return digest.End();
    }

    // Words by number, in the order in which they first come.
    private static (int[] Numbers, List<string> Words) Numbered(string[] values)
    {
        var numbers = new int[values.Length];
        List<string> words = [];
        for (var i = 0; i < values.Length; i++)
        {
            // Few words, most of them the one before or the same object.
            var at = i > 0 && ReferenceEquals(values[i], values[i - 1]) ? numbers[i - 1] : words.IndexOf(values[i]);
            if (at < 0)
            {
                at = words.Count;
                words.Add(values[i]);
            }

            numbers[i] = at;
        }

        return (numbers, words);
    }

    private static T[] Pick<T>(T[] values, int[] rows) => Array.ConvertAll(rows, row => values[row]);
}

/// <summary>What every answer says of the events that it stands on.</summary>
/// <param name="DistinctChildren">Different children whose tokens are known.</param>
/// <param name="ChildrenUnknown">Children whose tokens are not known, event by event.</param>
/// <param name="Sources">Events by kind of source, in the order of the words.</param>
internal sealed record EventTotals(int DistinctChildren, int ChildrenUnknown, IReadOnlyDictionary<string, int> Sources);
