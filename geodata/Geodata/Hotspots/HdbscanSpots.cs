using System.Numerics;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// Events collapsed to spots (all events at exactly one place) in the order of a Hilbert curve, with a tree of boxes over them:
/// leaves are runs of <see cref="LeafSize"/> spots, node i has the children 2i and 2i + 1, the root is 1. Neighbours on the
/// curve are neighbours on the ground, so boxes are small and a walk over all spots stays in the processor's cache.
/// </summary>
/// <remarks>Source: Kamel and Faloutsos (VLDB 1994), packed Hilbert R-tree.</remarks>
internal sealed class HdbscanSpots
{
    public const int LeafSize = 8;

    // Cells per axis of the curve, 2^21: a few centimetres over a county. Spots within one cell are sorted exactly.
    private const int CurveBits = 21;

    private HdbscanSpots(double[] x, double[] y, int[] start, int[] rows, int count)
    {
        (X, Y, Start, Rows, Count) = (x, y, start, rows, count);
        FirstLeaf = (int)BitOperations.RoundUpToPowerOf2((uint)((count + LeafSize - 1) / LeafSize));
        Boxes = new Box[2 * FirstLeaf];
        for (var node = 2 * FirstLeaf - 1; node >= 1; node--)
        {
            var box = Box.Empty;
            if (node < FirstLeaf)
            {
                box = Boxes[2 * node].With(Boxes[2 * node + 1]);
            }
            else
            {
                var (first, end) = LeafOf(node);
                for (var i = first; i < end; i++) box = box.With(new Box(x[i], y[i], x[i], y[i]));
            }

            Boxes[node] = box;
        }
    }

    /// <summary>Number of spots; the arrays may be longer.</summary>
    public int Count { get; }

    public double[] X { get; }

    public double[] Y { get; }

    /// <summary>Where each spot's events start in <see cref="Rows"/>, and the end.</summary>
    public int[] Start { get; }

    /// <summary>Input row of each event in the order of the spots.</summary>
    public int[] Rows { get; }

    /// <summary>Number of the first leaf among the nodes; nodes before it have children.</summary>
    public int FirstLeaf { get; }

    public Box[] Boxes { get; }

    /// <summary>Number of events at a spot.</summary>
    public int WeightOf(int spot) => Start[spot + 1] - Start[spot];

    /// <summary>First spot of a leaf and one after its last; the same for leaves beyond the last spot.</summary>
    public (int First, int End) LeafOf(int node)
    {
        var first = Math.Min(Count, (node - FirstLeaf) * LeafSize);
        return (first, Math.Min(Count, first + LeafSize));
    }

    public static HdbscanSpots Sort(
        ReadOnlySpan<double> eastings, ReadOnlySpan<double> northings, double west, double south, double extent)
    {
        var n = eastings.Length;
        var keys = new ulong[n];
        var rows = new int[n];
        var cellsPerMetre = extent > 0 ? ((1 << CurveBits) - 1) / extent : 0;
        for (var i = 0; i < n; i++)
        {
            keys[i] = AlongCurve((uint)((eastings[i] - west) * cellsPerMetre), (uint)((northings[i] - south) * cellsPerMetre));
            rows[i] = i;
        }

        Array.Sort(keys, rows);
        double[] x = new double[n], y = new double[n];
        for (var i = 0; i < n; i++) (x[i], y[i]) = (eastings[rows[i]], northings[rows[i]]);
        var start = new int[n + 1];
        var spots = 0;
        for (int first = 0, end; first < n; first = end)
        {
            end = first + 1;
            while (end < n && keys[end] == keys[first]) end++;
            var cellX = x.AsSpan(first, end - first);
            var cellY = y.AsSpan(first, end - first);
            var isOneSpot = !cellX.ContainsAnyExcept(cellX[0]) && !cellY.ContainsAnyExcept(cellY[0]);
            if (!isOneSpot) SpotOrder.Sort(cellX, cellY, rows.AsSpan(first, end - first));
            for (var i = first; i < end; i++)
            {
                if (i > first && x[i] == x[spots - 1] && y[i] == y[spots - 1]) continue;
                (x[spots], y[spots], start[spots]) = (x[i], y[i], i);
                spots++;
            }
        }

        start[spots] = n;
        return new HdbscanSpots(x, y, start, rows, spots);
    }

    /// <summary>Place along the Hilbert curve (the usual turn of quadrants, one bit of each axis at a time).</summary>
    private static ulong AlongCurve(uint column, uint row)
    {
        var along = 0ul;
        for (var bit = 1u << (CurveBits - 1); bit > 0; bit >>= 1)
        {
            var right = (column & bit) != 0 ? 1u : 0;
            var upper = (row & bit) != 0 ? 1u : 0;
            along = (along << 2) | ((3 * right) ^ upper);
            if (upper != 0) continue;
            if (right != 0) (column, row) = (~column, ~row); // bits above are done with, so turning them as well does no harm
            (column, row) = (row, column);
        }

        return along;
    }

    /// <summary>Bounds of some spots. All comparisons of distances go through the same rounding as those between spots.</summary>
    public readonly record struct Box(double West, double South, double East, double North)
    {
        public static Box Empty { get; } =
            new(double.PositiveInfinity, double.PositiveInfinity, double.NegativeInfinity, double.NegativeInfinity);

        public Box With(Box other) => new(
            Math.Min(West, other.West), Math.Min(South, other.South), Math.Max(East, other.East), Math.Max(North, other.North));

        /// <summary>Square of the distance from a place to the nearest place of the box; infinite for an empty box.</summary>
        public double SquaredFrom(double x, double y)
        {
            var dx = Math.Max(0, Math.Max(West - x, x - East));
            var dy = Math.Max(0, Math.Max(South - y, y - North));
            return dx * dx + dy * dy;
        }
    }
}
