using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Hotspots.Events;

/// <summary>An incident as the snapshot keeps it.</summary>
internal sealed record LocatedEvent(
    Guid Id, double? Easting, double? Northing, double? AccuracyMetres, DateTime From, DateTime To, DateOnly Day, IncidentKind Kind,
    int HarmMask, SourceKind Source, Agency SourceAgency, Agency RecordedBy, int ChildrenUnknown, DateTime RecordedAt, string[] Children);

/// <summary>
/// The recorded incidents of a partnership as some of its members may know them, in columns, in the order of their ids. Never changed:
/// an update makes a new one, so that whoever reads the old one reads on undisturbed.
/// </summary>
internal sealed class LocatedEvents
{
    // One byte a word: a partnership's decade must fit beside the others in memory.
    private readonly byte[] _kinds, _sources, _sourceAgencies, _recordedBy;
    private readonly TokenTable _tokens;
    private volatile Choice? _lastChoice;

    private LocatedEvents(LocatedEvent[] ordered, TokenTable tokens)
    {
        _tokens = tokens;
        Ids = Array.ConvertAll(ordered, e => e.Id);
        Eastings = Array.ConvertAll(ordered, e => e.Easting ?? double.NaN);
        Northings = Array.ConvertAll(ordered, e => e.Northing ?? double.NaN);
        Accuracies = Array.ConvertAll(ordered, e => e.AccuracyMetres ?? double.NaN);
        From = Array.ConvertAll(ordered, e => e.From);
        To = Array.ConvertAll(ordered, e => e.To);
        Days = Array.ConvertAll(ordered, e => e.Day);
        _kinds = Array.ConvertAll(ordered, e => checked((byte)e.Kind));
        HarmMasks = Array.ConvertAll(ordered, e => checked((ushort)e.HarmMask));
        _sources = Array.ConvertAll(ordered, e => checked((byte)e.Source));
        _sourceAgencies = Array.ConvertAll(ordered, e => checked((byte)e.SourceAgency));
        _recordedBy = Array.ConvertAll(ordered, e => checked((byte)e.RecordedBy));
        ChildrenUnknown = Array.ConvertAll(ordered, e => e.ChildrenUnknown);
        RecordedAt = Array.ConvertAll(ordered, e => e.RecordedAt);
        var childStarts = new int[ordered.Length + 1];
        for (var i = 0; i < ordered.Length; i++) childStarts[i + 1] = childStarts[i] + ordered[i].Children.Length;
        var numbers = new int[childStarts[^1]];
        for (var i = 0; i < ordered.Length; i++)
            for (var c = 0; c < ordered[i].Children.Length; c++) numbers[childStarts[i] + c] = tokens.NumberOf(ordered[i].Children[c]);
        Children = new(childStarts, numbers, tokens);
    }

    // Some rows of one and some of another, which share their tokens: a row of the second stands as its complement.
    private LocatedEvents(LocatedEvents one, LocatedEvents other, int[] rows)
    {
        _tokens = one._tokens;
        Ids = Pick(one.Ids, other.Ids, rows);
        Eastings = Pick(one.Eastings, other.Eastings, rows);
        Northings = Pick(one.Northings, other.Northings, rows);
        Accuracies = Pick(one.Accuracies, other.Accuracies, rows);
        From = Pick(one.From, other.From, rows);
        To = Pick(one.To, other.To, rows);
        Days = Pick(one.Days, other.Days, rows);
        _kinds = Pick(one._kinds, other._kinds, rows);
        HarmMasks = Pick(one.HarmMasks, other.HarmMasks, rows);
        _sources = Pick(one._sources, other._sources, rows);
        _sourceAgencies = Pick(one._sourceAgencies, other._sourceAgencies, rows);
        _recordedBy = Pick(one._recordedBy, other._recordedBy, rows);
        ChildrenUnknown = Pick(one.ChildrenUnknown, other.ChildrenUnknown, rows);
        RecordedAt = Pick(one.RecordedAt, other.RecordedAt, rows);
        var childStarts = new int[rows.Length + 1];
        for (var i = 0; i < rows.Length; i++) childStarts[i + 1] = childStarts[i] + NumbersOf(rows[i]).Length;
        var numbers = new int[childStarts[^1]];
        for (var i = 0; i < rows.Length; i++) NumbersOf(rows[i]).CopyTo(numbers.AsSpan(childStarts[i]));
        Children = new(childStarts, numbers, _tokens);

        ReadOnlySpan<int> NumbersOf(int row) => row >= 0 ? one.Children.NumbersOf(row) : other.Children.NumbersOf(~row);
    }

    public int Count => Ids.Length;
    public Guid[] Ids { get; }

    /// <summary>EPSG:27700 metres; NaN where there is no point.</summary>
    public double[] Eastings { get; }
    public double[] Northings { get; }

    /// <summary>Metres; NaN where not stated.</summary>
    public double[] Accuracies { get; }

    /// <summary>UTC.</summary>
    public DateTime[] From { get; }
    public DateTime[] To { get; }

    /// <summary>Day of the beginning, by the clock on the wall.</summary>
    public DateOnly[] Days { get; }

    /// <summary>A bit for each harm type.</summary>
    public ushort[] HarmMasks { get; }
    public int[] ChildrenUnknown { get; }
    public DateTime[] RecordedAt { get; }

    public EventChildren Children { get; }

    public IncidentKind KindOf(int row) => (IncidentKind)_kinds[row];
    public SourceKind SourceOf(int row) => (SourceKind)_sources[row];
    public Agency SourceAgencyOf(int row) => (Agency)_sourceAgencies[row];
    public Agency RecordedByOf(int row) => (Agency)_recordedBy[row];

    public static LocatedEvents Of(IEnumerable<LocatedEvent> events) => new([.. events.OrderBy(e => e.Id)], new TokenTable());

    /// <summary>These events with some taken out and others put in.</summary>
    /// <param name="gone">Ids whose rows no longer hold; those that are not here are passed over.</param>
    /// <param name="come">Rows as they are now.</param>
    public LocatedEvents With(IReadOnlySet<Guid> gone, IReadOnlyCollection<LocatedEvent> come)
    {
        if (gone.Count == 0 && come.Count == 0) return this;
        var fresh = new LocatedEvents([.. come.OrderBy(e => e.Id)], _tokens);
        List<int> rows = new(Count + fresh.Count);
        var next = 0;
        for (var row = 0; row < Count; row++)
        {
            if (gone.Contains(Ids[row])) continue;
            while (next < fresh.Count && fresh.Ids[next].CompareTo(Ids[row]) < 0) rows.Add(~next++);
            rows.Add(row);
        }

        while (next < fresh.Count) rows.Add(~next++);
        return new(this, fresh, [.. rows]);
    }

    /// <summary>The events that a question takes; those of the last question are kept, for whoever asks the same events something else.</summary>
    /// <param name="question">All that decides which events they are, as text.</param>
    /// <param name="choose">Chooses them.</param>
    public ChosenEvents Chosen(string question, Func<ChosenEvents> choose)
    {
        if (_lastChoice is { } last && last.Question == question) return last.Events;
        var events = choose();
        _lastChoice = new(question, events);
        return events;
    }

    private static T[] Pick<T>(T[] one, T[] other, int[] rows) => Array.ConvertAll(rows, row => row >= 0 ? one[row] : other[~row]);

    private sealed record Choice(string Question, ChosenEvents Events);
}
