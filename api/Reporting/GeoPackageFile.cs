using System.Text.Json;
using Microsoft.Data.Sqlite;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Reporting;

/// <summary>
/// A GeoPackage 1.3 with one layer, its spatial index, titles of the columns in the language asked for, and marking and language as
/// metadata. SQLite writes here and there in its file, so it is made in a file of its own, in a folder that only this program's user can
/// read; where the system can (not on Windows), the file has no name any more by then, and is gone with the program whatever happens to it.
/// </summary>
internal sealed class GeoPackageFile : ExportWriter
{
    private const string Standard = "http://www.geopackage.org/spec130/";
    private const int CopiedAtOnce = 1 << 20;
    private const int RowsInATransaction = 20_000;

    private readonly ExportHead head;
    private readonly Stream file;
    private readonly IGridTransform grid;
    private readonly DirectoryInfo folder;
    private readonly SqliteConnection database;
    private readonly FileStream made;
    private readonly SqliteCommand row;
    private readonly SqliteCommand entry;
    private readonly Envelope extent = new();
    private SqliteTransaction transaction;
    private long rows;

    public GeoPackageFile(ExportHead head, Stream file, IGridTransform grid)
    {
        (this.head, this.file, this.grid) = (head, file, grid);
        folder = Directory.CreateTempSubdirectory("export-");
        try
        {
            var path = Path.Combine(folder.FullName, "export.gpkg");
            database = new($"Data Source={path};Pooling=False");
            database.Open();
            Execute("pragma page_size = 4096; pragma journal_mode = off; pragma synchronous = off; pragma locking_mode = exclusive; pragma cache_size = -8192; pragma temp_store = memory;");
            Execute("pragma application_id = 1196444487; pragma user_version = 10300;");
            Execute(NamedSql.Read("geopackage_tables"));
            made = new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (!OperatingSystem.IsWindows()) folder.Delete(recursive: true);
            Execute($"create table {head.Layer} (fid integer primary key autoincrement not null, geom {GeometryType}{string.Concat(head.Columns.Select(c => $", {c.Name} {TypeOf(c.Type)}"))})");
            Execute($"create virtual table rtree_{head.Layer}_geom using rtree(id, minx, maxx, miny, maxy)");
            row = Prepared($"insert into {head.Layer} values (@p0, @p1{string.Concat(head.Columns.Select((_, at) => $", @p{at + 2}"))})", head.Columns.Count + 2);
            entry = Prepared($"insert into rtree_{head.Layer}_geom values (@p0, @p1, @p2, @p3, @p4)", 5);
            transaction = Begin();
        }
        catch
        {
            made?.Dispose();
            database?.Dispose();
            Forget();
            throw;
        }
    }

    private string GeometryType => head.Subject == ExportSubject.Hotspots ? "MULTIPOLYGON" : "POINT";

    public override void Write(object view)
    {
        rows++;
        var place = head.Ground.PlaceOf(view, grid);
        if (place is Polygon one) place = place.Factory.CreateMultiPolygon([one]);
        row.Parameters[0].Value = rows;
        row.Parameters[1].Value = place is null ? DBNull.Value : GeoPackageBlob.Of(place, head.Ground.Srid);
        for (var i = 0; i < head.Columns.Count; i++) row.Parameters[i + 2].Value = Stored(head.Columns[i], head.Columns[i].Cell(view, head.Tongue));
        row.ExecuteNonQuery();
        if (place is not null) Enter(place.EnvelopeInternal);
        if (rows % RowsInATransaction != 0) return;
        transaction.Commit();
        transaction.Dispose();
        transaction = Begin();
    }

    public override async Task EndAsync(Func<Task> stored, CancellationToken cancel)
    {
        Describe();
        transaction.Commit();
        await transaction.DisposeAsync();
        await row.DisposeAsync();
        await entry.DisposeAsync();
        await database.CloseAsync();
        var buffer = new byte[CopiedAtOnce];
        while (await made.ReadAsync(buffer, cancel) is > 0 and var read)
        {
            await file.WriteAsync(buffer.AsMemory(0, read), cancel);
            await stored();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        await made.DisposeAsync();
        Forget();
    }

    private void Enter(Envelope box)
    {
        extent.ExpandToInclude(box);
        var values = entry.Parameters;
        (values[0].Value, values[1].Value, values[2].Value, values[3].Value, values[4].Value) = (rows, box.MinX, box.MaxX, box.MinY, box.MaxY);
        entry.ExecuteNonQuery();
    }

    private void Describe()
    {
        object Edge(double edge) => extent.IsNull ? DBNull.Value : edge;
        Execute(
            "insert into gpkg_contents (table_name, data_type, identifier, description, min_x, min_y, max_x, max_y, srs_id) values (@p0, 'features', @p1, @p2, @p3, @p4, @p5, @p6, @p7)",
            head.Layer, Texts.Get(head.Tongue, $"export_subject.{head.Layer}"), head.Marking, Edge(extent.MinX), Edge(extent.MinY), Edge(extent.MaxX), Edge(extent.MaxY), head.Ground.Srid);
        Execute("insert into gpkg_geometry_columns values (@p0, 'geom', @p1, @p2, 0, 0)", head.Layer, GeometryType, head.Ground.Srid);
        foreach (var column in head.Columns)
            Execute("insert into gpkg_data_columns (table_name, column_name, name, title) values (@p0, @p1, @p1, @p2)", head.Layer, column.Name, column.Heading(head.Tongue));
        var metadata = JsonSerializer.Serialize(new { marking = head.Marking, language = head.Tongue == Tongue.Cy ? "cy" : "en", name = head.Name }, WireJson.Options);
        Execute("insert into gpkg_metadata values (1, 'dataset', 'https://json-schema.org/', 'application/json', @p0)", metadata);
        Execute("insert into gpkg_metadata_reference (reference_scope, table_name, md_file_id) values ('geopackage', null, 1), ('table', @p0, 1)", head.Layer);
        foreach (var (table, column, extension, definition) in new (string?, string?, string, string)[]
            {
                (head.Layer, "geom", "gpkg_rtree_index", "extension_rtree"), ("gpkg_metadata", null, "gpkg_metadata", "extension_metadata"),
                ("gpkg_metadata_reference", null, "gpkg_metadata", "extension_metadata"), ("gpkg_data_columns", null, "gpkg_schema", "extension_schema"),
                ("gpkg_data_column_constraints", null, "gpkg_schema", "extension_schema"),
            })
            Execute("insert into gpkg_extensions values (@p0, @p1, @p2, @p3, @p4)",
                table ?? (object)DBNull.Value, column ?? (object)DBNull.Value, extension, $"{Standard}#{definition}", extension == "gpkg_rtree_index" ? "write-only" : "read-write");
        Execute(NamedSql.Read("geopackage_index").Replace("{layer}", head.Layer, StringComparison.Ordinal));
    }

    private static object Stored(ExportColumn column, object? cell) => (column.Type, cell) switch
    {
        (_, null) => DBNull.Value,
        (ColumnType.Integer, double whole) => (long)whole,
        // Milliseconds belong to the format's times.
        (ColumnType.Instant, string { Length: 20 } instant) => instant[..^1] + ".000Z",
        _ => cell,
    };

    private static string TypeOf(ColumnType type) => type switch
    {
        ColumnType.Real => "DOUBLE",
        ColumnType.Integer => "INTEGER",
        ColumnType.Instant => "DATETIME",
        ColumnType.Day => "DATE",
        _ => "TEXT",
    };

    private SqliteTransaction Begin()
    {
        var begun = database.BeginTransaction();
        (row.Transaction, entry.Transaction) = (begun, begun);
        return begun;
    }

    private SqliteCommand Prepared(string sql, int parameters)
    {
        var command = database.CreateCommand();
        command.CommandText = sql;
        for (var i = 0; i < parameters; i++) command.Parameters.Add(new($"@p{i}", DBNull.Value));
        return command;
    }

    private void Execute(string sql, params object[] values)
    {
        using var command = database.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++) command.Parameters.AddWithValue($"@p{i}", values[i]);
        command.ExecuteNonQuery();
    }

    private void Forget()
    {
        if (Directory.Exists(folder.FullName)) folder.Delete(recursive: true);
    }
}
