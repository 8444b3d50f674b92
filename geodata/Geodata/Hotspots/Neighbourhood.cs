using System.Buffers;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// For each occupied cell, the occupied cells at most two rows and two columns away. In each of the five rows they follow one
/// another, so five pairs of positions suffice, and as cells are in order the pairs only ever move forwards.
/// </summary>
internal sealed class Neighbourhood : IDisposable
{
    public const int Rows = 5;
    public const int OwnRow = 2;

    private readonly int[] _bounds;

    public Neighbourhood(DbscanSites sites)
    {
        var cells = sites.CellCount;
        var keys = sites.CellKey.AsSpan(0, cells + DbscanSites.KeysBeyond);
        _bounds = ArrayPool<int>.Shared.Rent(2 * Rows * cells);
        Span<int> firsts = stackalloc int[Rows];
        firsts.Clear();
        for (var cell = 0; cell < cells; cell++)
        {
            var bounds = _bounds.AsSpan(2 * Rows * cell, 2 * Rows);
            for (var row = 0; row < Rows; row++)
            {
                var own = keys[cell] + ((ulong)(row - OwnRow) << 32); // wraps below zero and back, which is what is meant
                // Few cells are passed from one cell to the next, and at most five follow in reach. Counting them needs no
                // branch, which the processor could only guess and would guess wrong half the time.
                var five = keys.Slice(firsts[row], 5);
                var first = firsts[row] + (five[0] < own - 2 ? 1 : 0) + (five[1] < own - 2 ? 1 : 0)
                    + (five[2] < own - 2 ? 1 : 0) + (five[3] < own - 2 ? 1 : 0);
                while (keys[first] < own - 2) first++;
                five = keys.Slice(first, 5);
                var end = first + (five[0] <= own + 2 ? 1 : 0) + (five[1] <= own + 2 ? 1 : 0) + (five[2] <= own + 2 ? 1 : 0)
                    + (five[3] <= own + 2 ? 1 : 0) + (five[4] <= own + 2 ? 1 : 0);
                (firsts[row], bounds[2 * row], bounds[2 * row + 1]) = (first, first, end);
            }
        }
    }

    /// <summary>First and one after the last neighbouring cell for each row, from two rows south to two rows north.</summary>
    public ReadOnlySpan<int> Of(int cell) => _bounds.AsSpan(2 * Rows * cell, 2 * Rows);

    public void Dispose() => ArrayPool<int>.Shared.Return(_bounds);
}
