namespace SpacesPlaces.Api.Hotspots.Events;

/// <summary>
/// The children of events by number, so that counting different children compares no texts; a token is made into a text only where
/// somebody needs it.
/// </summary>
/// <param name="starts">Where each event's children begin in <paramref name="numbers"/>; one more than there are events.</param>
/// <param name="numbers">Numbers of tokens.</param>
/// <param name="tokens">What the numbers mean.</param>
internal sealed class EventChildren(int[] starts, int[] numbers, TokenTable tokens)
{
    /// <summary>Of so many events that name no child.</summary>
    public static EventChildren None(int events) => new(new int[events + 1], [], new TokenTable());

    public int Count => starts.Length - 1;

    /// <summary>Every number is below this one.</summary>
    public int EndOfNumbers => tokens.Count;

    /// <summary>Tokens of an event's children.</summary>
    public string[] this[int row] => Array.ConvertAll(NumbersOf(row).ToArray(), tokens.TokenOf);

    /// <summary>Tokens of each event's children, for somebody who asks for many: the text of a token is made once.</summary>
    public Func<int, IReadOnlyList<string>> Texts()
    {
        var texts = new string?[EndOfNumbers];
        return row =>
        {
            var mine = NumbersOf(row);
            if (mine.IsEmpty) return [];
            var names = new string[mine.Length];
            for (var i = 0; i < names.Length; i++) names[i] = texts[mine[i]] ??= tokens.TokenOf(mine[i]);
            return names;
        };
    }

    public ReadOnlySpan<int> NumbersOf(int row) => numbers.AsSpan(starts[row], starts[row + 1] - starts[row]);

    /// <summary>Each token that some event names, once, in the order in which they first come.</summary>
    public string[] Distinct() => [.. Renumbered().InOrder.Select(tokens.TokenOf)];

    /// <summary>The same for equal events with equal tokens, whatever numbers the tokens have here.</summary>
    /// <returns>
    /// How many children each event names; the number of each by the order in which tokens first come; the tokens in that order as
    /// UTF-8, each with a zero byte behind it.
    /// </returns>
    public (int[] Counts, int[] Numbers, byte[] Tokens) Described()
    {
        var counts = new int[Count];
        for (var row = 0; row < counts.Length; row++) counts[row] = starts[row + 1] - starts[row];
        var (renumbered, inOrder) = Renumbered();
        using var text = new MemoryStream();
        foreach (var number in inOrder)
        {
            text.Write(tokens.Utf8Of(number));
            text.WriteByte(0);
        }

        return (counts, renumbered, text.ToArray());
    }

    private (int[] Numbers, List<int> InOrder) Renumbered()
    {
        var newNumbers = new int[EndOfNumbers];
        List<int> inOrder = [];
        var renumbered = new int[numbers.Length];
        for (var i = 0; i < numbers.Length; i++)
        {
            ref var known = ref newNumbers[numbers[i]];
            if (known == 0)
            {
                inOrder.Add(numbers[i]);
                known = inOrder.Count;
            }

            renumbered[i] = known;
        }

        return (renumbered, inOrder);
    }

    /// <summary>How many different children all events name together.</summary>
    public int CountDistinct()
    {
        var tally = new EventTally(this);
        for (var row = 0; row < Count; row++) tally.Add(row);
        return tally.Children;
    }

    /// <summary>The children of some of the events, in their order.</summary>
    public EventChildren Only(int[] rows)
    {
        var chosenStarts = new int[rows.Length + 1];
        for (var i = 0; i < rows.Length; i++) chosenStarts[i + 1] = chosenStarts[i] + NumbersOf(rows[i]).Length;
        var chosen = new int[chosenStarts[^1]];
        for (var i = 0; i < rows.Length; i++) NumbersOf(rows[i]).CopyTo(chosen.AsSpan(chosenStarts[i]));
        return new(chosenStarts, chosen, tokens);
    }
}

/// <summary>Counts events and the different children that they name; used again and again without being made anew.</summary>
internal sealed class EventTally(EventChildren children)
{
    private readonly int[] _lastSeen = new int[children.EndOfNumbers];
    private int _turn = 1;

    public int Events { get; private set; }
    public int Children { get; private set; }

    public void Clear() => (Events, Children, _turn) = (0, 0, _turn + 1);

    public void Add(int row)
    {
        Events++;
        foreach (var number in children.NumbersOf(row))
        {
            if (_lastSeen[number] == _turn) continue;
            _lastSeen[number] = _turn;
            Children++;
        }
    }
}
