namespace SpacesPlaces.Geodata.Grids;

/// <summary>
/// For each of n areas the other areas beside it. Self is never in a list; a statistic that counts an area among its own neighbours
/// (Getis-Ord Gi*) adds it. Lists need not be mutual.
/// </summary>
public sealed class NeighbourLists
{
    private readonly int[] _starts, _items;

    internal NeighbourLists(int[] starts, int[] items) => (_starts, _items) = (starts, items);

    /// <summary>Number of areas.</summary>
    public int Count => _starts.Length - 1;

    /// <summary>Number of links, each direction counted.</summary>
    public int Links => _items.Length;

    /// <summary>The neighbours of an area, numbered from 0, ascending.</summary>
    public ReadOnlySpan<int> Of(int area) => _items.AsSpan(_starts[area].._starts[area + 1]);

    /// <summary>Lists that come from elsewhere, such as a contiguity file.</summary>
    /// <param name="lists">For each area the numbers of its neighbours, from 0; a list may be empty.</param>
    /// <exception cref="ArgumentException">A number names no area, the area itself, or one neighbour twice.</exception>
    public static NeighbourLists From(IReadOnlyList<IReadOnlyCollection<int>> lists)
    {
        ArgumentNullException.ThrowIfNull(lists);
        var starts = new int[lists.Count + 1];
        for (var i = 0; i < lists.Count; i++) starts[i + 1] = starts[i] + lists[i].Count;
        var items = new int[starts[^1]];
        for (var i = 0; i < lists.Count; i++)
        {
            var at = starts[i];
            foreach (var neighbour in lists[i].Order())
            {
                if (neighbour < 0 || neighbour >= lists.Count)
                    throw new ArgumentException($"Area {i} has neighbour {neighbour}, which is no area.", nameof(lists));
                if (neighbour == i) throw new ArgumentException($"Area {i} is listed as its own neighbour.", nameof(lists));
                if (at > starts[i] && items[at - 1] == neighbour)
                    throw new ArgumentException($"Area {i} has neighbour {neighbour} twice.", nameof(lists));
                items[at++] = neighbour;
            }
        }

        return new NeighbourLists(starts, items);
    }
}
