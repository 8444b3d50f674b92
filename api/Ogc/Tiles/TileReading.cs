using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using NetTopologySuite.Geometries;
using Npgsql;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Grids;

namespace SpacesPlaces.Api.Ogc.Tiles;

/// <summary>
/// Reads a tile of a collection within the reader's transaction: the same rows as its items, so the same disclosure. What the tile is
/// known by is worked out first, from what decides its content, without the rows themselves.
/// </summary>
internal sealed class TileReading(OgcReading reading, KeptCounts kept)
{
    /// <summary>From this zoom on, what is counted farther out is shown one by one.</summary>
    public const int FirstZoomOfFeatures = 14;

    // Where somebody changed rows by hand, past every trail, a tag must not hold for ever.
    private static readonly TimeSpan LongestHeld = TimeSpan.FromHours(1);

    /// <summary>True where the collection is counted by square at this zoom.</summary>
    public static bool IsCounted(OgcCollection collection, int zoom) => collection.CountedBy is not null && zoom < FirstZoomOfFeatures;

    /// <summary>What decides the content of all tiles of a collection for this reader, as a digest; and the least count that is told.</summary>
    public async Task<(string State, int Least)> StateAsync(OgcCollection collection, OgcSource source, CancellationToken cancel)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(digest, collection.Id, source.Sql, Convert.ToString(reading.Clock.GetUtcNow().Ticks / LongestHeld.Ticks, CultureInfo.InvariantCulture)!);
        foreach (var (value, _) in source.Values(null))
            Add(digest, value is string[] many ? string.Join(',', many) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "");
        await using var batch = new NpgsqlBatch(reading.Connection);
        batch.BatchCommands.Add(Of("tile_sight"));
        if (collection.StateSql is { } name) batch.BatchCommands.Add(Of(name));
        await using var row = await batch.ExecuteReaderAsync(cancel);
        await row.ReadAsync(cancel);
        Add(digest, row.GetString(0));
        var least = collection.IsPublished ? 1 : row.GetInt32(1);
        Add(digest, least.ToString(CultureInfo.InvariantCulture));
        if (await row.NextResultAsync(cancel) && await row.ReadAsync(cancel)) Add(digest, row.GetString(0));
        return (Convert.ToHexStringLower(digest.GetHashAndReset().AsSpan(0, 16)), least);

        NpgsqlBatchCommand Of(string sql) => new(NamedSql.Read(sql)) { Parameters = { new() { Value = reading.Partnership ?? Guid.Empty } } };
    }

    /// <summary>The tile; empty where nothing is in it.</summary>
    public async Task<byte[]> ReadAsync(OgcCollection collection, OgcSource source, TileAddress tile, string state, int least, CancellationToken cancel)
    {
        if (tile.OnGrid(collection.IsPoints ? 0 : TileShapes.Margin, reading.Grid) is not { } box) return [];
        if (!IsCounted(collection, tile.Zoom)) return await FeaturesAsync(collection, source, tile, box, cancel);
        var counts = await kept.OfAsync(state, cancelled => CountAsync(collection, source, least, cancelled), cancel);
        return Squares(collection, counts, tile, box);
    }

    /// <summary>The tile as it travels to whoever takes it packed.</summary>
    public static byte[] Pack(byte[] tile)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest)) gzip.Write(tile);
        return packed.ToArray();
    }

    private async Task<byte[]> FeaturesAsync(OgcCollection collection, OgcSource source, TileAddress tile, Envelope box, CancellationToken cancel)
    {
        var layer = new TileLayer(collection.Id);
        var shapes = new TileShapes(tile, reading.Grid);
        var shown = 0;
        await using (var batch = new NpgsqlBatch(reading.Connection) { BatchCommands = { new OgcSql(collection, source, near: box).Near(box) } })
        await using (var row = await batch.ExecuteReaderAsync(cancel))
        {
            while (await row.ReadAsync(cancel))
            {
                var before = layer.Count;
                if (collection.IsPoints) AddPoint(layer, collection, row, tile);
                else if (shapes.InTile(row.GetFieldValue<Geometry>(1)) is { } area)
                {
                    AddValues(layer, collection, row);
                    layer.Area(area);
                }

                if (layer.Count == before) continue;
                shown++;
                if (collection.NamesRecords && Guid.TryParse(row.GetString(0), out var id)) reading.Trail.Subject(id);
            }
        }

        reading.Trail.Note("shown", shown);
        return layer.ToTile();
    }

    private void AddPoint(TileLayer layer, OgcCollection collection, NpgsqlDataReader row, TileAddress tile)
    {
        var (x, y) = (row.GetDouble(1), row.GetDouble(2));
        if (!NationalGrid.Contains(x, y)) return;
        var (right, down) = tile.Place(x, y, reading.Grid);
        // On a frame between two tiles it belongs to the one east and south of it: at each zoom every record is in one tile.
        if (right < 0 || down < 0 || right >= TileAddress.Extent || down >= TileAddress.Extent) return;
        AddValues(layer, collection, row);
        layer.Point((int)Math.Round(right), (int)Math.Round(down));
    }

    private static void AddValues(TileLayer layer, OgcCollection collection, NpgsqlDataReader row)
    {
        layer.Value("id", row.GetString(0));
        for (var i = 0; i < collection.Properties.Count; i++)
        {
            var (property, column) = (collection.Properties[i], FeatureWriter.FirstProperty + i);
            // The format knows no null: a value that is not there is left out.
            if (row.IsDBNull(column)) continue;
            switch (property.Type)
            {
                case OgcType.Integer: layer.Value(property.Name, row.GetInt32(column)); break;
                case OgcType.Number: layer.Value(property.Name, row.GetDouble(column)); break;
                case OgcType.Boolean: layer.Value(property.Name, row.GetBoolean(column)); break;
                case OgcType.Instant: layer.Value(property.Name, row.GetDateTime(column).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFK", CultureInfo.InvariantCulture)); break;
                case OgcType.Day: layer.Value(property.Name, row.GetFieldValue<DateOnly>(column).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
                case OgcType.Id: layer.Value(property.Name, row.GetGuid(column).ToString()); break;
                case OgcType.Words: layer.Value(property.Name, string.Join(',', row.GetFieldValue<string[]>(column))); break;
                default: layer.Value(property.Name, row.GetString(column)); break;
            }
        }
    }

    private async Task<ToldCounts> CountAsync(OgcCollection collection, OgcSource source, int least, CancellationToken cancel)
    {
        var counts = new Dictionary<GridCell, long>();
        await using var batch = new NpgsqlBatch(reading.Connection) { BatchCommands = { new OgcSql(collection, source).BySquare(collection.CountedBy!) } };
        await using var row = await batch.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel)) counts[new(row.GetInt32(0), row.GetInt32(1))] = row.GetInt64(2);
        return new(counts, least);
    }

    private byte[] Squares(OgcCollection collection, ToldCounts counts, TileAddress tile, Envelope box)
    {
        var layer = new TileLayer(TileJson.CountsOf(collection));
        var shapes = new TileShapes(tile, reading.Grid);
        var side = ToldCounts.SideOf(tile.Zoom);
        foreach (var (cell, count) in counts.Within(GridCellRange.Covering(box), side))
        {
            var (west, south) = (cell.CellX * GridCell.SideMetres, cell.CellY * GridCell.SideMetres);
            var square = new GeometryFactory().ToGeometry(new(west, west + (side * GridCell.SideMetres), south, south + (side * GridCell.SideMetres)));
            if (shapes.InTile(square, plain: true) is not { } area) continue;
            layer.Value("count", count);
            layer.Value("cellMetres", side * (long)GridCell.SideMetres);
            layer.Area(area);
        }

        reading.Trail.Note("counted", layer.Count);
        return layer.ToTile();
    }

    private static void Add(IncrementalHash digest, params string[] parts)
    {
        // With its length before each part: no two lists of parts are the same text.
        foreach (var part in parts)
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            digest.AppendData(BitConverter.GetBytes(bytes.Length));
            digest.AppendData(bytes);
        }
    }
}
