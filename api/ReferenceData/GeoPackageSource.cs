using System.Globalization;
using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SQLitePCL;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>
/// A GeoPackage that somebody sent. It is a database of a stranger: it is opened for reading only, from a copy that lies alone; nothing
/// that it defines is run. Only plain tables are read, no views, no virtual tables, no columns that are worked out, and no value or row of
/// more than <see cref="LargestValue"/> bytes.
/// </summary>
internal sealed class GeoPackageSource : FeatureFile
{
    /// <summary>Largest file, in bytes.</summary>
    private const long Largest = 512L << 20;

    /// <summary>Most layers that are looked at.</summary>
    private const int MostLayers = 200;

    /// <summary>Longest value, row or statement, in bytes.</summary>
    private const int LargestValue = 32 << 20;

    /// <summary>Most columns of a table.</summary>
    private const int MostColumns = 500;

    private readonly DirectoryInfo folder;
    private readonly SqliteConnection database;

    private GeoPackageSource(DirectoryInfo folder, string path)
    {
        this.folder = folder;
        database = new($"Data Source={path};Mode=ReadOnly;Pooling=False");
        try
        {
            database.Open();
            raw.sqlite3_limit(database.Handle!, raw.SQLITE_LIMIT_LENGTH, LargestValue);
            raw.sqlite3_limit(database.Handle!, raw.SQLITE_LIMIT_COLUMN, MostColumns);
            foreach (var pragma in (string[])["trusted_schema = off", "query_only = on", "cell_size_check = on", "mmap_size = 0", "cache_size = -8192"])
                _ = Rows($"pragma {pragma}").Count;
            // Some makers leave the mark out; the table is what tells.
            if (!IsPlain("gpkg_contents") || !IsPlain("gpkg_geometry_columns")) throw new JobRefusedException(new(ProblemCodes.ImportFileTypeUnknown));
            Layers = [.. Rows($"select c.table_name, g.column_name, g.srs_id from gpkg_contents c join gpkg_geometry_columns g on g.table_name = c.table_name where c.data_type = 'features' order by c.table_name limit {MostLayers}")
                .Select(row => LayerOf((string)row[0]!, (string)row[1]!, Convert.ToInt64(row[2], CultureInfo.InvariantCulture))).OfType<FeatureLayer>()];
        }
        catch (Exception fault) when (fault is SqliteException or InvalidCastException or FormatException or OverflowException)
        {
            Dispose(true);
            throw new JobRefusedException(new(ProblemCodes.ImportFileTruncated));
        }
        catch
        {
            Dispose(true);
            throw;
        }
    }

    public override IReadOnlyList<FeatureLayer> Layers { get; }

    public static new async Task<GeoPackageSource> OpenAsync(ImportFile file, CancellationToken cancel)
    {
        var folder = Directory.CreateTempSubdirectory("import-");
        try
        {
            var path = Path.Combine(folder.FullName, "import.gpkg");
            await using (var content = file.Open())
            await using (var copy = new FileStream(path, FileMode.CreateNew, FileAccess.Write))
            {
                var buffer = new byte[1 << 16];
                while (await content.ReadAsync(buffer, cancel) is > 0 and var read)
                {
                    if (copy.Length + read > Largest) throw new JobRefusedException(Refusal.Of(ProblemCodes.ImportFileTooLarge, null, ("max", Largest >> 20)));
                    await copy.WriteAsync(buffer.AsMemory(0, read), cancel);
                }
            }

            return new(folder, path);
        }
        catch
        {
            if (Directory.Exists(folder.FullName)) folder.Delete(recursive: true);
            throw;
        }
    }

    protected override void Dispose(bool disposing)
    {
        database.Dispose();
        if (Directory.Exists(folder.FullName)) folder.Delete(recursive: true);
    }

    private FeatureLayer? LayerOf(string table, string geometry, long srs)
    {
        if (!IsPlain(table)) return null;
        var all = Rows($"select name, hidden from pragma_table_xinfo({Quoted(table, '\'')})");
        var plain = all.Where(column => Convert.ToInt64(column[1], CultureInfo.InvariantCulture) == 0).Select(column => (string)column[0]!).ToList();
        if (!plain.Contains(geometry)) return null;
        List<string> columns = [.. plain.Where(column => column != geometry)];
        return new(table, GroundOf(srs), columns, cancel => RowsOf(table, geometry, columns, cancel));
    }

    private IEnumerable<FeatureRow> RowsOf(string table, string geometry, List<string> columns, CancellationToken cancel)
    {
        var at = columns.Select((name, place) => (name, place)).ToDictionary(one => one.name, one => one.place + 1, StringComparer.Ordinal);
        using var command = database.CreateCommand();
        command.CommandText = $"select {string.Join(", ", columns.Prepend(geometry).Select(column => Quoted(column, '"')))} from {Quoted(table, '"')}";
        using var reader = Guarded(command.ExecuteReader);
        for (var number = 1; Guarded(reader.Read); number++)
        {
            cancel.ThrowIfCancellationRequested();
            yield return new(
                number,
                name => at.TryGetValue(name, out var place) && !reader.IsDBNull(place) ? Convert.ToString(reader.GetValue(place), CultureInfo.InvariantCulture) : null,
                reader.GetFieldType(0) == typeof(byte[]) || reader.GetValue(0) is byte[]? ShapeOf((byte[])reader.GetValue(0)) : null);
        }
    }

    // The header says how long the box is that comes before the shape.
    private static Geometry? ShapeOf(byte[] blob)
    {
        if (blob.Length < 8 || blob[0] != 'G' || blob[1] != 'P') return null;
        var box = ((blob[3] >> 1) & 7) switch { 0 => 0, 1 => 32, 2 or 3 => 48, 4 => 64, _ => -1 };
        if (box < 0 || blob.Length <= 8 + box) return null;
        try
        {
            return new WKBReader { HandleOrdinates = Ordinates.XY }.Read(blob[(8 + box)..]);
        }
        catch (Exception fault) when (fault is ParseException or ArgumentException or InvalidOperationException or IOException or IndexOutOfRangeException or OverflowException)
        {
            return null;
        }
    }

    private Ground? GroundOf(long srs)
    {
        var known = Rows($"select organization, organization_coordsys_id from gpkg_spatial_ref_sys where srs_id = {srs.ToString(CultureInfo.InvariantCulture)}");
        if (known is not [[string organization, long code]] || !string.Equals(organization, "EPSG", StringComparison.OrdinalIgnoreCase)) return null;
        return code switch { 4326 => Ground.Degrees, 27700 => Ground.Metres, 3857 => Ground.WebMercator, _ => null };
    }

    private bool IsPlain(string table) =>
        Rows($"select sql from sqlite_master where type = 'table' and name = {Quoted(table, '\'')}") is [[string sql]]
        && !sql.TrimStart().StartsWith("create virtual", StringComparison.OrdinalIgnoreCase);

    private List<object?[]> Rows(string sql)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<object?[]> rows = [];
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(at => reader.IsDBNull(at) ? null : reader.GetValue(at))]);
        return rows;
    }

    private static T Guarded<T>(Func<T> act)
    {
        try
        {
            return act();
        }
        catch (SqliteException)
        {
            throw new JobRefusedException(new(ProblemCodes.ImportFileTruncated));
        }
    }

    private static string Quoted(string name, char sign) => $"{sign}{name.Replace($"{sign}", $"{sign}{sign}", StringComparison.Ordinal)}{sign}";
}
