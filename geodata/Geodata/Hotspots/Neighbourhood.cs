using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// The occupied cells at most two rows and two columns from a cell, asked for cell after cell in ascending order. In each of the
/// five rows they follow one another, and as the asking cells ascend, so do these: five places that only ever move forwards.
/// </summary>
internal unsafe ref struct Neighbourhood
{
    public const int Rows = 5;
    public const int OwnRow = 2;

    /// <summary>Number of greatest possible keys that must follow the last cell's: eight are compared at once.</summary>
    public const int KeysBeyond = 8;

    private readonly long* _keys;
    private Places _firsts;

    /// <param name="keys">Cells by <see cref="KeyOf"/>, ascending, then <see cref="KeysBeyond"/>; pinned by the caller.</param>
    /// <param name="count">How many cells.</param>
    /// <param name="from">The first cell that will ask.</param>
    public Neighbourhood(long* keys, int count, long from)
    {
        _keys = keys;
        for (var row = 0; row < Rows; row++)
            _firsts[row] = FirstAtOrAfter(new(keys, count), from + ((long)(row - OwnRow) << 32) - 2);
    }

    /// <summary>Orders cells row by row. Two are added so that a neighbour two cells west or south never falls below zero.</summary>
    public static long KeyOf(uint row, uint column) => ((long)(row + 2) << 32) | (column + 2);

    /// <summary>The row in a key, from 0.</summary>
    public static uint RowOf(long key) => (uint)(key >> 32) - 2;

    /// <summary>The column in a key, from 0.</summary>
    public static uint ColumnOf(long key) => (uint)key - 2;

    /// <summary>The first of ascending keys that is not below a given one; their number when all are.</summary>
    public static int FirstAtOrAfter(ReadOnlySpan<long> keys, long key)
    {
        var found = keys.BinarySearch(key); // no two are equal
        return found < 0 ? ~found : found;
    }

    /// <summary>Those of ascending keys that are in the rows from one key to another, or in the two rows before or after.</summary>
    public static ReadOnlySpan<long> Around(ReadOnlySpan<long> keys, long first, long last) =>
        keys[FirstAtOrAfter(keys, ((first >> 32) - OwnRow) << 32)..FirstAtOrAfter(keys, ((last >> 32) + OwnRow + 1) << 32)];

    /// <summary>First and one after the last of the cells in reach of a key, <paramref name="row"/> - 2 rows north of it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public (int First, int End) Of(long key, int row)
    {
        var own = key + ((long)(row - OwnRow) << 32);
        var west = Vector512.Create(own - 2);
        var first = _firsts[row];
        int passed;
        // A few cells are passed from one cell to the next. Counting them needs no branch, which would be guessed wrong.
        do
        {
            passed = Lanes(Vector512.LessThan(Vector512.Load(_keys + first), west));
            first += passed;
        } while (passed == Vector512<long>.Count);

        _firsts[row] = first;
        return (first, first + Lanes(Vector512.LessThanOrEqual(Vector512.Load(_keys + first), Vector512.Create(own + 2))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Lanes(Vector512<long> mask) => BitOperations.PopCount(mask.ExtractMostSignificantBits());

    [InlineArray(Rows)]
    private struct Places
    {
        private int _first;
    }
}
