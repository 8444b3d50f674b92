using System.Runtime.Intrinsics;
using SpacesPlaces.Geodata.Grids;

namespace SpacesPlaces.Geodata.Hotspots.Surfaces;

/// <summary>Density of events moved to the centres of their cells.</summary>
internal static class BinnedDensity
{
    /// <summary>Fills a layer with sums of shapes.</summary>
    /// <returns>Greatest possible error per square metre; null under edge correction.</returns>
    public static double? Fill(
        CellLayer layer, CellSet cells, ReadOnlySpan<double> counts, Hill hill, CellLayer? shares, double side)
    {
        var bins = new CellLayer(cells);
        for (var number = 0; number < counts.Length; number++) bins.Cells[bins.PlaceOf(cells, number)] = counts[number];
        if (shares is not null)
        {
            var within = new CellLayer(cells);
            Smooth(shares, within, hill, side);
            for (var place = 0; place < bins.Cells.Length; place++)
                if (bins.Cells[place] != 0)
                    bins.Cells[place] /= within.Cells[place];
            Smooth(bins, layer, hill, side);
            return null;
        }

        Smooth(bins, layer, hill, side);
        // An event moves by at most half a diagonal, and the kernel changes by at most its steepest fall times that, or by its cliff.
        return (hill.Steepest * side * Math.Sqrt(0.5) + hill.Cliff) * MostWithin(bins, (int)(hill.Reach / side + 0.5) + 1);
    }

    private static void Smooth(CellLayer from, CellLayer into, Hill hill, double side)
    {
        var reach = (int)(hill.Reach / side);
        if (hill.Kernel == DensityKernel.Gaussian) SmoothByAxes(from, into, hill, side, reach);
        else SmoothByStencil(from, into, hill, side, reach);
    }

    /// <summary>A Gaussian is a product of one function of x and one of y, so rows and columns are smoothed one after the other.</summary>
    private static void SmoothByAxes(CellLayer from, CellLayer into, Hill hill, double side, int reach)
    {
        var factors = new double[2 * reach + 1];
        for (var k = -reach; k <= reach; k++) factors[k + reach] = hill.Shape(k * side, 0);
        var columns = from.Columns;
        var across = new double[from.Cells.Length];
        var padded = new double[columns + 2 * reach + Vector256<double>.Count];
        for (var row = 0; row < from.Rows; row++)
        {
            from.Cells.AsSpan(row * from.Stride, columns).CopyTo(padded.AsSpan(reach));
            for (var column = 0; column < columns; column += Vector256<double>.Count)
            {
                var sum = Vector256<double>.Zero;
                for (var k = 0; k < factors.Length; k++) sum += Vector256.Create(padded, column + k) * factors[k];
                sum.CopyTo(across, row * from.Stride + column);
            }
        }

        for (var row = 0; row < from.Rows; row++)
        {
            int first = Math.Max(0, row - reach), last = Math.Min(from.Rows - 1, row + reach);
            for (var column = 0; column < columns; column += Vector256<double>.Count)
            {
                var sum = Vector256<double>.Zero;
                for (var other = first; other <= last; other++)
                    sum += Vector256.Create(across, other * from.Stride + column) * factors[other - row + reach];
                sum.CopyTo(into.Cells, row * from.Stride + column);
            }
        }
    }

    /// <summary>
    /// A quartic is the same to the north and to the south, so the rows equally far both ways are added before they are weighed.
    /// </summary>
    private static void SmoothByStencil(CellLayer from, CellLayer into, Hill hill, double side, int reach)
    {
        int columns = from.Columns, width = columns + 2 * reach + Vector256<double>.Count;
        var shape = new double[(reach + 1) * (2 * reach + 1)];
        var across = new int[reach + 1];
        for (var apart = 0; apart <= reach; apart++)
            for (var k = -reach; k <= reach; k++)
            {
                shape[apart * (2 * reach + 1) + reach + k] = hill.Shape(k * side, apart * side);
                if (hill.Shape(k * side, apart * side) > 0) across[apart] = Math.Max(across[apart], k);
            }

        var pairs = new double[(reach + 1) * width]; // by distance in rows, each with room for the reach at both ends
        for (var row = 0; row < from.Rows; row++)
        {
            for (var apart = 0; apart <= reach; apart++)
            {
                var pair = pairs.AsSpan(apart * width + reach, from.Stride);
                pair.Clear();
                if (row - apart >= 0) Add(pair, from.Cells.AsSpan((row - apart) * from.Stride, columns), 1);
                if (apart > 0 && row + apart < from.Rows) Add(pair, from.Cells.AsSpan((row + apart) * from.Stride, columns), 1);
            }

            for (var column = 0; column < columns; column += Vector256<double>.Count)
            {
                var sum = Vector256<double>.Zero;
                for (var apart = 0; apart <= reach; apart++)
                {
                    int middle = apart * width + reach + column, weights = apart * (2 * reach + 1) + reach;
                    for (var k = -across[apart]; k <= across[apart]; k++)
                        sum += Vector256.Create(pairs, middle + k) * shape[weights + k];
                }

                sum.CopyTo(into.Cells, row * from.Stride + column);
            }
        }
    }

    /// <summary>The greatest sum of bins in a square of cells around any cell.</summary>
    private static double MostWithin(CellLayer bins, int reach)
    {
        var columns = bins.Columns;
        var ahead = new double[columns + 1]; // sums from the west, over the rows within reach
        var rows = new double[columns];
        var most = 0.0;
        for (var row = -reach; row < bins.Rows; row++)
        {
            if (row + reach < bins.Rows) Add(rows, bins.Cells.AsSpan((row + reach) * bins.Stride, columns), 1);
            if (row - reach - 1 >= 0) Add(rows, bins.Cells.AsSpan((row - reach - 1) * bins.Stride, columns), -1);
            if (row < 0) continue;
            for (var column = 0; column < columns; column++) ahead[column + 1] = ahead[column] + rows[column];
            for (var column = 0; column < columns; column++)
                most = Math.Max(most, ahead[Math.Min(columns, column + reach + 1)] - ahead[Math.Max(0, column - reach)]);
        }

        return most;
    }

    private static void Add(Span<double> sums, ReadOnlySpan<double> row, double sign)
    {
        for (var column = 0; column < row.Length; column++) sums[column] += sign * row[column];
    }
}
