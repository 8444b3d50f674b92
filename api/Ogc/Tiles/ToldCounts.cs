using SpacesPlaces.Geodata.Grids;

namespace SpacesPlaces.Api.Ogc.Tiles;

/// <summary>
/// Counts by squares of the National Grid of 1, 4, 16 and 64 km that can be told. A square with fewer than the least number is not told; what
/// was not told adds up to the next larger square and is told there once it is as many. So a subtraction of what is told from what is
/// told gives nothing, or again at least that number: never the few that were kept back.
/// </summary>
internal sealed class ToldCounts
{
    /// <summary>Sides of the squares, kilometres.</summary>
    public static readonly int[] Sides = [1, 4, 16, 64];

    private readonly Dictionary<GridCell, long>[] told = [[], [], [], []];

    public ToldCounts(IReadOnlyDictionary<GridCell, long> counts, int least)
    {
        IReadOnlyDictionary<GridCell, long> untold = counts;
        for (var level = 0; level < Sides.Length; level++)
        {
            var rest = new Dictionary<GridCell, long>();
            if (level > 0)
            {
                var up = Sides[level] / Sides[level - 1];
                foreach (var (cell, count) in told[level - 1]) Add(told[level], Above(cell, up), count);
                var kept = new Dictionary<GridCell, long>();
                foreach (var (cell, count) in untold) Add(kept, Above(cell, up), count);
                untold = kept;
            }

            foreach (var (cell, count) in untold)
            {
                if (count >= least) Add(told[level], cell, count);
                else if (count > 0) rest[cell] = count;
            }

            untold = rest;
        }
    }

    /// <summary>Kilometres along the side of the squares of a zoom.</summary>
    public static int SideOf(int zoom) => zoom switch { >= 10 => 1, >= 8 => 4, >= 5 => 16, _ => 64 };

    /// <summary>The squares of one side within a range of squares of 1 km, each by its south-west corner, kilometres.</summary>
    public IEnumerable<(GridCell SouthWest, long Count)> Within(GridCellRange range, int side)
    {
        foreach (var (cell, count) in told[Array.IndexOf(Sides, side)])
        {
            var (x, y) = (cell.CellX * side, cell.CellY * side);
            if (x + side - 1 >= range.MinX && x <= range.MaxX && y + side - 1 >= range.MinY && y <= range.MaxY) yield return (new(x, y), count);
        }
    }

    private static GridCell Above(GridCell cell, int times) => new(cell.CellX / times, cell.CellY / times);

    private static void Add(Dictionary<GridCell, long> counts, GridCell cell, long count) => counts[cell] = counts.GetValueOrDefault(cell) + count;
}

/// <summary>
/// Counts that were made, in memory, each under what decided it: who sees what, and the state of the data. Many tiles of one view ask at
/// once; the first counts, the others wait.
/// </summary>
internal sealed class KeptCounts
{
    private const int MostKept = 64;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Kept> kept = new(StringComparer.Ordinal);
    private long turn;

    public async Task<ToldCounts> OfAsync(string key, Func<CancellationToken, Task<ToldCounts>> countAsync, CancellationToken cancel)
    {
        Kept one;
        lock (gate)
        {
            if (!kept.TryGetValue(key, out var found))
            {
                if (kept.Count >= MostKept) kept.Remove(kept.MinBy(pair => pair.Value.UsedAt).Key);
                kept[key] = found = new();
            }

            one = found;
            one.UsedAt = ++turn;
        }

        if (one.Counts is { } ready) return ready;
        await one.Counting.WaitAsync(cancel);
        try
        {
            return one.Counts ??= await countAsync(cancel);
        }
        finally
        {
            one.Counting.Release();
        }
    }

    private sealed class Kept
    {
        public SemaphoreSlim Counting { get; } = new(1);
        public ToldCounts? Counts { get; set; }
        public long UsedAt { get; set; }
    }
}
