using System.Runtime.Intrinsics;

namespace SpacesPlaces.Geodata.Hotspots.Surfaces;

/// <summary>
/// Adds the hill of each site to the cells within its reach, from where the site is. Vectors are of one width on every machine, so that
/// sums over them are too.
/// </summary>
internal static class ExactDensity
{
    public static void Add(CellLayer layer, EventSites sites, Hill hill, CellLayer? shares, double side)
    {
        var hillside = new Hillside(hill, side);
        for (var site = 0; site < sites.Count; site++)
        {
            hillside.Place(sites.X[site], sites.Y[site], layer.Columns, layer.Rows);
            var weight = sites.Weights[site];
            // Every site lies in a cell of the window and a bandwidth is at least a side, so some centre is within reach.
            if (shares is not null) weight /= hillside.Within(shares);
            hillside.AddTo(layer, weight);
        }
    }

    /// <summary>The hill of one site over the columns and rows within its reach.</summary>
    private struct Hillside
    {
        private readonly Hill _hill;
        private readonly double _side, _squared;
        private readonly double[] _east, _north; // quartic: squared distance; Gaussian: factor
        private readonly double[] _steps; // Gaussian: factor at each whole number of sides
        private int _firstColumn, _lastColumn, _firstRow, _lastRow;

        public Hillside(Hill hill, double side)
        {
            (_hill, _side, _squared) = (hill, side, hill.Bandwidth * hill.Bandwidth);
            var reach = (int)(hill.Reach / side) + 2;
            _east = new double[2 * reach + 1 + Vector256<double>.Count];
            _north = new double[2 * reach + 1];
            _steps = new double[reach + 1];
            for (var k = 0; k < _steps.Length; k++) _steps[k] = Math.Exp(-0.5 * (k * side) * (k * side) / _squared);
        }

        public void Place(double x, double y, int columns, int rows)
        {
            _firstColumn = Math.Max(0, (int)Math.Ceiling((x - _hill.Reach) / _side));
            _lastColumn = Math.Min(columns - 1, (int)Math.Floor((x + _hill.Reach) / _side));
            _firstRow = Math.Max(0, (int)Math.Ceiling((y - _hill.Reach) / _side));
            _lastRow = Math.Min(rows - 1, (int)Math.Floor((y + _hill.Reach) / _side));
            if (_hill.Kernel == DensityKernel.Gaussian)
            {
                Factors(_east, x, _firstColumn, _lastColumn);
                Factors(_north, y, _firstRow, _lastRow);
                return;
            }

            // As many more columns as a vector may reach over: they are beyond the hill, or in the spare places of a row.
            for (var column = _firstColumn; column < _lastColumn + Vector256<double>.Count; column++)
            {
                var dx = column * _side - x;
                _east[column - _firstColumn] = dx * dx;
            }

            for (var row = _firstRow; row <= _lastRow; row++)
            {
                var dy = row * _side - y;
                _north[row - _firstRow] = _squared - dy * dy;
            }
        }

        /// <summary>
        /// The Gaussian's factor at whole sides from a site: exp(-(ks - d)²/2h²) = exp(-d²/2h²) · exp(ds/h²)^k · exp(-(ks)²/2h²), which
        /// takes two exponentials instead of one for each column.
        /// </summary>
        private readonly void Factors(double[] factors, double place, int first, int last)
        {
            var nearest = Math.Clamp((int)Math.Round(place / _side), first, last);
            var offset = place - nearest * _side;
            var top = Math.Exp(-0.5 * offset * offset / _squared);
            double ratio = Math.Exp(offset * _side / _squared), east = top, west = top;
            for (var k = nearest; k <= last; k++, east *= ratio) factors[k - first] = east * _steps[k - nearest];
            for (var k = nearest - 1; k >= first; k--) factors[k - first] = (west /= ratio) * _steps[nearest - k];
            factors.AsSpan(last - first + 1).Clear();
        }

        /// <summary>The hill's shape summed over the window, each cell by its share.</summary>
        public readonly double Within(CellLayer shares)
        {
            var sum = Vector256<double>.Zero;
            for (var row = _firstRow; row <= _lastRow; row++)
            {
                var cells = shares.Cells.AsSpan(row * shares.Stride + _firstColumn);
                for (var k = 0; k <= _lastColumn - _firstColumn; k += Vector256<double>.Count)
                    sum += Shape(row, k) * Vector256.Create<double>(cells[k..]);
            }

            return Vector256.Sum(sum);
        }

        public readonly void AddTo(CellLayer layer, double weight)
        {
            for (var row = _firstRow; row <= _lastRow; row++)
            {
                var cells = layer.Cells.AsSpan(row * layer.Stride + _firstColumn);
                for (var k = 0; k <= _lastColumn - _firstColumn; k += Vector256<double>.Count)
                    (Vector256.Create<double>(cells[k..]) + Shape(row, k) * weight).CopyTo(cells[k..]);
            }
        }

        private readonly Vector256<double> Shape(int row, int k)
        {
            var east = Vector256.Create(_east, k);
            var north = Vector256.Create(_north[row - _firstRow]);
            if (_hill.Kernel == DensityKernel.Gaussian) return north * east;
            var inside = Vector256.Max(north - east, Vector256<double>.Zero);
            return inside * inside;
        }
    }
}
