using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// One bit per cell, set for the cells of a set, to see at once that none of them is within two rows and two columns of a cell:
/// five short reads from the near caches, where most events of a county have nobody near them. Where the grid has far more cells
/// than the set, cells share bits; an empty neighbourhood is then still empty for certain, a full one only likely.
/// </summary>
internal sealed unsafe class CellBits : IDisposable
{
    private const int MostBitsPerCell = 64;

    // A neighbourhood at the last bits is read on into these bytes, which repeat the first ones.
    private const int Margin = 8;

    private const uint Five = 0b11111;

    private readonly byte[] _bytes;
    private readonly long _columns;
    private readonly long _mask;

    /// <param name="frame">The grid.</param>
    /// <param name="keys">The set, by <see cref="Neighbourhood.KeyOf"/>, ascending.</param>
    /// <param name="first">The first key that will be asked about.</param>
    /// <param name="last">The last one, not in a row before.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public CellBits(GridFrame frame, ReadOnlySpan<long> keys, long first, long last)
    {
        keys = Neighbourhood.Around(keys, first, last);
        // Two columns either side, so that the neighbours of a first column are not those of a last one.
        _columns = frame.LastColumn + 5L;
        var wanted = Math.Min(((last >> 32) - (first >> 32) + Neighbourhood.Rows) * _columns, Math.Max(1024, (long)MostBitsPerCell * keys.Length));
        var bits = (long)BitOperations.RoundUpToPowerOf2((ulong)wanted);
        _mask = bits - 1;
        var length = (int)(bits / 8) + Margin;
        _bytes = ArrayPool<byte>.Shared.Rent(length);
        _bytes.AsSpan(0, length).Clear();
        foreach (var key in keys)
        {
            var bit = ((key >> 32) * _columns + (uint)key) & _mask;
            _bytes[bit >> 3] |= (byte)(1 << (int)(bit & 7));
        }

        _bytes.AsSpan(0, Margin).CopyTo(_bytes.AsSpan(length - Margin));
    }

    /// <summary>False when no cell of the set is near a cell; the cell itself counts only if <paramref name="countsOwn"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Any(long key, bool countsOwn)
    {
        fixed (byte* bytes = _bytes)
        {
            var west = ((key >> 32) - 2) * _columns + (uint)key - 2;
            return (Row(bytes, west) | Row(bytes, west + _columns)
                | (Row(bytes, west + 2 * _columns) & (countsOwn ? Five : Five & ~0b00100u))
                | Row(bytes, west + 3 * _columns) | Row(bytes, west + 4 * _columns)) != 0;
        }
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_bytes);

    private uint Row(byte* bytes, long first)
    {
        var bit = first & _mask;
        return (Unsafe.ReadUnaligned<uint>(bytes + (bit >> 3)) >> (int)(bit & 7)) & Five;
    }
}
