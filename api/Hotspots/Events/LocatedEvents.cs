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
    public static readonly LocatedEvents None = new([], new TokenTable());

    private LocatedEvents(LocatedEvent[] ordered, TokenTable tokens)
    {
        Tokens = tokens;
        Ids = [.. ordered.Select(e => e.Id)];
        Eastings = [.. ordered.Select(e => e.Easting ?? double.NaN)];
        Northings = [.. ordered.Select(e => e.Northing ?? double.NaN)];
        Accuracies = [.. ordered.Select(e => e.AccuracyMetres ?? double.NaN)];
        From = [.. ordered.Select(e => e.From)];
        To = [.. ordered.Select(e => e.To)];
        Days = [.. ordered.Select(e => e.Day)];
        Kinds = [.. ordered.Select(e => e.Kind)];
        HarmMasks = [.. ordered.Select(e => e.HarmMask)];
        Sources = [.. ordered.Select(e => e.Source)];
        SourceAgencies = [.. ordered.Select(e => e.SourceAgency)];
        RecordedBy = [.. ordered.Select(e => e.RecordedBy)];
        ChildrenUnknown = [.. ordered.Select(e => e.ChildrenUnknown)];
        RecordedAt = [.. ordered.Select(e => e.RecordedAt)];
        ChildStarts = new int[ordered.Length + 1];
        for (var i = 0; i < ordered.Length; i++) ChildStarts[i + 1] = ChildStarts[i] + ordered[i].Children.Length;
        Children = new int[ChildStarts[^1]];
        for (var i = 0; i < ordered.Length; i++)
            for (var c = 0; c < ordered[i].Children.Length; c++) Children[ChildStarts[i] + c] = tokens.NumberOf(ordered[i].Children[c]);
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
    public IncidentKind[] Kinds { get; }

    /// <summary>A bit for each harm type.</summary>
    public int[] HarmMasks { get; }
    public SourceKind[] Sources { get; }
    public Agency[] SourceAgencies { get; }
    public Agency[] RecordedBy { get; }
    public int[] ChildrenUnknown { get; }
    public DateTime[] RecordedAt { get; }

    /// <summary>Where each event's children begin in <see cref="Children"/>; one more than there are events.</summary>
    public int[] ChildStarts { get; }

    /// <summary>Numbers of tokens, see <see cref="Tokens"/>.</summary>
    public int[] Children { get; }
    public TokenTable Tokens { get; }

    public static LocatedEvents Of(IEnumerable<LocatedEvent> events) => new([.. events.OrderBy(e => e.Id)], new TokenTable());

    /// <summary>These events with some taken out and others put in.</summary>
    /// <param name="gone">Ids whose rows no longer hold; those that are not here are passed over.</param>
    /// <param name="come">Rows as they are now.</param>
    public LocatedEvents With(IReadOnlySet<Guid> gone, IReadOnlyCollection<LocatedEvent> come)
    {
        if (gone.Count == 0 && come.Count == 0) return this;
        var kept = Enumerable.Range(0, Count).Where(i => !gone.Contains(Ids[i])).Select(Row);
        return new([.. kept.Concat(come).OrderBy(e => e.Id)], Tokens);
    }

    private LocatedEvent Row(int i) => new(
        Ids[i], double.IsNaN(Eastings[i]) ? null : Eastings[i], double.IsNaN(Northings[i]) ? null : Northings[i],
        double.IsNaN(Accuracies[i]) ? null : Accuracies[i], From[i], To[i], Days[i], Kinds[i], HarmMasks[i], Sources[i], SourceAgencies[i],
        RecordedBy[i], ChildrenUnknown[i], RecordedAt[i],
        [.. Children[ChildStarts[i]..ChildStarts[i + 1]].Select(Tokens.TokenOf)]);
}

/// <summary>Numbers for tokens, so that columns hold numbers. Grows only; shared by the snapshots that follow each other.</summary>
internal sealed class TokenTable
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);
    private readonly List<string> tokens = [];

    public int NumberOf(string token)
    {
        lock (gate)
        {
            if (numbers.TryGetValue(token, out var known)) return known;
            tokens.Add(token);
            return numbers[token] = tokens.Count - 1;
        }
    }

    public string TokenOf(int number)
    {
        lock (gate) return tokens[number];
    }
}
