namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// The occupied cells at most two rows and two columns from a cell. In each of the five rows they follow one another, so five
/// pairs of positions that only ever move forwards replace a look-up per neighbour; cells must be visited in ascending order.
/// </summary>
internal sealed class Neighbourhood(DbscanSites sites)
{
    public const int Rows = 5;
    public const int OwnRow = 2;

    /// <summary>The own row, then outwards.</summary>
    public static ReadOnlySpan<int> NearestRowsFirst => [2, 1, 3, 0, 4];

    private readonly int[] _first = new int[Rows];
    private readonly int[] _end = new int[Rows];

    /// <summary>First of the neighbouring cells in a row, 0 (two south) to 4 (two north).</summary>
    public int First(int row) => _first[row];

    /// <summary>One after the last of the neighbouring cells in a row.</summary>
    public int End(int row) => _end[row];

    public void MoveTo(int cell)
    {
        var keys = sites.CellKey.AsSpan(0, sites.CellCount);
        for (var row = 0; row < Rows; row++)
        {
            var own = keys[cell] + ((ulong)row << 32) - ((ulong)OwnRow << 32);
            var first = _first[row];
            while (first < keys.Length && keys[first] < own - 2) first++;
            var end = Math.Max(first, _end[row]);
            while (end < keys.Length && keys[end] <= own + 2) end++;
            (_first[row], _end[row]) = (first, end);
        }
    }
}
