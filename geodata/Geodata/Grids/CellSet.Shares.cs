using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Geodata.Grids;

public sealed partial class CellSet
{
    /// <summary>Rows and columns of cells, all of them.</summary>
    private readonly record struct Block(int FirstColumn, int FirstRow, int Columns, int Rows)
    {
        /// <summary>The smallest block that holds all cells that share area with a box; at its rim some may not.</summary>
        public static Block Around(ICellGrid grid, Envelope box)
        {
            var first = grid.CellOf(Inside(box.MinX, box.MinY));
            var last = grid.CellOf(Inside(box.MaxX, box.MaxY));
            int west = first.Column - 1, south = first.Row - 1, east = last.Column + 1, north = last.Row + 1;
            // The cells at the corners are found by number; whether the ones beyond still reach in is a matter of their extents.
            while (!Reaches(west, south, west, north)) west++;
            while (!Reaches(east, south, east, north)) east--;
            while (!Reaches(west, south, east, south)) south++;
            while (!Reaches(west, north, east, north)) north--;
            return new Block(west, south, east - west + 1, north - south + 1);

            bool Reaches(int column, int row, int lastColumn, int lastRow)
            {
                var shared = new Block(column, row, lastColumn - column + 1, lastRow - row + 1).Extent(grid).Intersection(box);
                return shared.Width > 0 && shared.Height > 0;
            }

            // The corner of the grid's origin itself would be taken for degrees.
            static GridPoint Inside(double easting, double northing) =>
                GridBounds.IsOnGrid(easting, northing) ? new(easting, northing) : new(easting, Math.Max(northing, 181));
        }

        /// <summary>The box around its cells. Odd rows of hexagons are shifted, so two rows at each end decide.</summary>
        public Envelope Extent(ICellGrid grid)
        {
            int east = FirstColumn + Columns - 1, north = FirstRow + Rows - 1;
            var extent = grid.ExtentOf(new GridAddress(FirstColumn, FirstRow));
            extent.ExpandToInclude(grid.ExtentOf(new GridAddress(east, FirstRow)));
            extent.ExpandToInclude(grid.ExtentOf(new GridAddress(FirstColumn, north)));
            extent.ExpandToInclude(grid.ExtentOf(new GridAddress(east, north)));
            if (Rows == 1) return extent;
            extent.ExpandToInclude(grid.ExtentOf(new GridAddress(FirstColumn, FirstRow + 1)));
            extent.ExpandToInclude(grid.ExtentOf(new GridAddress(east, FirstRow + 1)));
            return extent;
        }
    }

    /// <summary>
    /// Measures how much of each cell lies in a window by halving the block and cutting the window with each half: a long outline is cut
    /// into short pieces on the way down, and blocks wholly inside are never divided.
    /// </summary>
    private readonly struct Shares(ICellGrid grid, Block whole, double[] shares)
    {
        public void Measure(Geometry part, Block block)
        {
            if (part.IsEmpty || part.Area <= 0) return;
            var extent = block.Extent(grid);
            if (part.Area >= extent.Area * (1 - 1e-12)) Fill(block);
            else if (block.Columns == 1 && block.Rows == 1) Set(block, part);
            else if (block.Columns >= block.Rows)
            {
                var half = block.Columns / 2;
                Cut(part, block with { Columns = half });
                Cut(part, block with { FirstColumn = block.FirstColumn + half, Columns = block.Columns - half });
            }
            else
            {
                var half = block.Rows / 2;
                Cut(part, block with { Rows = half });
                Cut(part, block with { FirstRow = block.FirstRow + half, Rows = block.Rows - half });
            }
        }

        private void Cut(Geometry part, Block block)
        {
            var extent = block.Extent(grid);
            if (!part.EnvelopeInternal.Intersects(extent)) return;
            Measure(extent.Contains(part.EnvelopeInternal) ? part : part.Intersection(GridCell.Geometries.ToGeometry(extent)), block);
        }

        private void Fill(Block block)
        {
            for (var row = 0; row < block.Rows; row++)
                shares.AsSpan(Place(block) + row * whole.Columns, block.Columns).Fill(1);
        }

        private void Set(Block cell, Geometry part)
        {
            // Cut to a square, the part is what the cell holds; a hexagon's box is larger than the hexagon.
            var held = grid is SquareGrid ? part : part.Intersection(grid.PolygonOf(new GridAddress(cell.FirstColumn, cell.FirstRow)));
            var share = held.Area / grid.CellAreaSquareMetres;
            shares[Place(cell)] = share <= Sliver ? 0 : share >= 1 - Sliver ? 1 : share;
        }

        private int Place(Block block) =>
            (block.FirstRow - whole.FirstRow) * whole.Columns + block.FirstColumn - whole.FirstColumn;
    }
}
