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
        var keys = sites.CellKey.AsSpan(0, sites.CellCount);
        _bounds = ArrayPool<int>.Shared.Rent(2 * Rows * keys.Length);
        for (var row = 0; row < Rows; row++)
        {
            var shift = (ulong)(row - OwnRow) << 32; // wraps below zero and back, which is what is meant
            int first = 0, end = 0;
            for (var cell = 0; cell < keys.Length; cell++)
            {
                var own = keys[cell] + shift;
                while (first < keys.Length && keys[first] < own - 2) first++;
                if (end < first) end = first;
                while (end < keys.Length && keys[end] <= own + 2) end++;
                var at = 2 * (Rows * cell + row);
                (_bounds[at], _bounds[at + 1]) = (first, end);
            }
        }
    }

    /// <summary>First and one after the last neighbouring cell for each row, from two rows south to two rows north.</summary>
    public ReadOnlySpan<int> Of(int cell) => _bounds.AsSpan(2 * Rows * cell, 2 * Rows);

    public void Dispose() => ArrayPool<int>.Shared.Return(_bounds);
}
