using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>In what the coordinates of a layer are given.</summary>
internal enum Ground
{
    /// <summary>Degrees, WGS84, longitude first.</summary>
    Degrees,
    /// <summary>Metres, EPSG:27700.</summary>
    Metres,
    /// <summary>Metres of web maps, EPSG:3857.</summary>
    WebMercator,
}

/// <summary>A feature as it stands in a file.</summary>
/// <param name="Number">Position in its layer, from 1.</param>
/// <param name="Value">The text of a column, numbers as they are written; null where there is none.</param>
/// <param name="Shape">Its shape as given; null where there is none, or none that can be read.</param>
internal sealed record FeatureRow(int Number, Func<string, string?> Value, Geometry? Shape);

/// <summary>A layer of a file.</summary>
/// <param name="Name">Its name; the file's where layers have none.</param>
/// <param name="Ground">In what its coordinates are given; null where that is not supported.</param>
/// <param name="Columns">Names of its columns.</param>
/// <param name="Rows">Reads its features, one after the other.</param>
internal sealed record FeatureLayer(string Name, Ground? Ground, IReadOnlyList<string> Columns, Func<CancellationToken, IEnumerable<FeatureRow>> Rows)
{
    /// <exception cref="JobRefusedException">In a reference system that is not supported.</exception>
    public Ground GroundNeeded => Ground
        ?? throw new JobRefusedException(Refusal.Of(ProblemCodes.CrsNotSupported, null, ("crs", "CRS84, EPSG:4326, EPSG:27700, EPSG:3857")));
}

/// <summary>Features of a GeoJSON file or a GeoPackage, layer by layer.</summary>
internal abstract class FeatureFile : IDisposable
{
    public abstract IReadOnlyList<FeatureLayer> Layers { get; }

    /// <exception cref="JobRefusedException">Not such a file, damaged, not safe to open, or too large.</exception>
    public static async Task<FeatureFile> OpenAsync(ImportFile file, CancellationToken cancel) =>
        ImportSource.HasEnding(file.Name, ".gpkg") ? await GeoPackageSource.OpenAsync(file, cancel) : await GeoJsonSource.OpenAsync(file, cancel);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected abstract void Dispose(bool disposing);
}

/// <summary>From the coordinates of files to those of the store.</summary>
internal static class Grounds
{
    private const double EarthRadius = 6_378_137;

    /// <summary>A shape in EPSG:27700; null where it does not lie on the grid, or any of its coordinates is no number.</summary>
    public static Geometry? ToGrid(Geometry shape, Ground ground, IGridTransform grid)
    {
        var moved = new GeometryFactory(new PrecisionModel(), NationalGrid.Srid).CreateGeometry(shape);
        try
        {
            moved.Apply(new Mover(ground, grid));
        }
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }

        moved.GeometryChanged();
        moved.SRID = NationalGrid.Srid;
        return moved;
    }

    private sealed class Mover(Ground ground, IGridTransform grid) : ICoordinateSequenceFilter
    {
        public bool Done => false;
        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence seq, int i)
        {
            var (x, y) = (seq.GetX(i), seq.GetY(i));
            if (ground == Ground.Metres)
            {
                if (!NationalGrid.Contains(x, y)) throw new ArgumentOutOfRangeException(nameof(seq));
                return;
            }

            if (ground == Ground.WebMercator)
                (x, y) = (x / EarthRadius * 180 / Math.PI, ((2 * Math.Atan(Math.Exp(y / EarthRadius))) - (Math.PI / 2)) * 180 / Math.PI);
            // Rough bounds of the National Grid in degrees; the exact bounds are the transform's.
            if (x is not (>= -10 and <= 4) || y is not (>= 49 and <= 62)) throw new ArgumentOutOfRangeException(nameof(seq));
            var point = grid.FromLonLat(x, y);
            seq.SetX(i, point.Easting);
            seq.SetY(i, point.Northing);
        }
    }
}
