using System.Buffers;
using System.Text;
using System.Text.Json;
using NetTopologySuite.Geometries;
using Npgsql;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.Ogc;

/// <summary>Reads pages of features and single ones, within the reader's transaction, and notes what was shown.</summary>
internal sealed class OgcPages(OgcReading reading, PartnershipAreas areas)
{
    /// <summary>A page that has grown to this many bytes is given as it is, with a link to the next.</summary>
    private const int EnoughBytes = 16 << 20;

    // Fixed areas, which stand for places to some readers, reach so far beyond the partnership's own.
    private const double MarginMetres = 16_000;
    private const double MarginDegrees = 0.001;

    public IGridTransform Grid => reading.Grid;

    /// <summary>What the reader sees of a collection; null where they see none of it.</summary>
    public Task<OgcSource?> OpenAsync(OgcCollection collection, CancellationToken cancel) =>
        reading.MayRead(collection) ? collection.OpenAsync(reading, cancel) : Task.FromResult<OgcSource?>(null);

    /// <summary>The collections that the reader may read, each with its box; published ones only where there is something in them.</summary>
    public async Task<IReadOnlyList<(OgcCollection, double[]?)>> ListAsync(CancellationToken cancel)
    {
        List<(OgcCollection, double[]?)> found = [];
        foreach (var collection in OgcCollections.All)
        {
            if (await OpenAsync(collection, cancel) is not { } source) continue;
            var box = await BoxAsync(collection, source, cancel);
            if (box is not null || !collection.IsMeasured) found.Add((collection, box));
        }

        reading.Trail.Note("shown", found.Count);
        return found;
    }

    /// <summary>West, south, east, north of everything in a collection; null where there is nothing.</summary>
    public async Task<double[]?> BoxAsync(OgcCollection collection, OgcSource source, CancellationToken cancel)
    {
        Envelope box;
        if (collection.IsMeasured)
        {
            await using var batch = new NpgsqlBatch(reading.Connection) { BatchCommands = { new OgcSql(collection, source).Extent() } };
            await using var row = await batch.ExecuteReaderAsync(cancel);
            if (!await row.ReadAsync(cancel) || row.IsDBNull(0)) return null;
            box = new(row.GetDouble(0), row.GetDouble(2), row.GetDouble(1), row.GetDouble(3));
        }
        else
        {
            // Where records lie is not told by how far they reach.
            box = (await areas.ContextAsync(reading.Partnership!.Value, cancel)).Area.Geometry.EnvelopeInternal.Copy();
            box.ExpandBy(MarginMetres);
        }

        return InDegrees(box.Intersection(new(0, NationalGrid.MaxEasting, 0, NationalGrid.MaxNorthing)));
    }

    /// <summary>A page of features with its links.</summary>
    public async Task<(ReadOnlyMemory<byte> Body, IReadOnlyList<OgcLink> Links)> ItemsAsync(
        OgcCollection collection, OgcSource source, OgcQuery query, OgcAsked asked, PageTokens tokens, CancellationToken cancel)
    {
        var buffer = new ArrayBufferWriter<byte>(32 << 10);
        await using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteString("type"u8, "FeatureCollection"u8);
        json.WriteStartArray("features"u8);
        List<string> shown = [];
        var more = false;
        await using (var batch = new NpgsqlBatch(reading.Connection) { BatchCommands = { new OgcSql(collection, source, query).Page(query.After, query.Limit) } })
        await using (var row = await batch.ExecuteReaderAsync(cancel))
        {
            var features = new FeatureWriter(json, collection, query.Crs, reading.Grid);
            while (await row.ReadAsync(cancel))
            {
                more = shown.Count == query.Limit || json.BytesCommitted + json.BytesPending > EnoughBytes;
                if (more) break;
                shown.Add(features.Begin(row));
                json.WriteEndObject();
            }
        }

        json.WriteEndArray();
        Note(collection, shown);
        if (await MatchedAsync(collection, source, query, shown.Count, more, cancel) is { } matched) json.WriteNumber("numberMatched"u8, matched);
        json.WriteNumber("numberReturned"u8, shown.Count);
        List<OgcLink> links = [.. asked.Selves(), new("collection", OgcAsked.Json, $"{asked.Root}/collections/{collection.Id}", "ogc.collection")];
        if (more) links.Add(new("next", asked.IsHtml ? OgcAsked.Html : OgcAsked.GeoJson, asked.Here(("after", tokens.Make(query.Key, Encoding.UTF8.GetBytes(shown[^1])))), "ogc.next"));
        OgcJson.WriteLinks(json, asked, links);
        json.WriteEndObject();
        await json.FlushAsync(cancel);
        return (buffer.WrittenMemory, links);
    }

    /// <summary>One feature with its links; null where there is none for the reader.</summary>
    public async Task<(ReadOnlyMemory<byte> Body, IReadOnlyList<OgcLink> Links)?> FeatureAsync(
        OgcCollection collection, OgcSource source, string fid, OgcCrs crs, OgcAsked asked, CancellationToken cancel)
    {
        if (collection.HasIds ? !Guid.TryParseExact(fid, "D", out _) : !TextChecks.IsClean(fid)) return null;
        if (collection.NamesRecords && Guid.TryParse(fid, out var id)) reading.Trail.Subject(id);
        var buffer = new ArrayBufferWriter<byte>(4 << 10);
        await using var json = new Utf8JsonWriter(buffer);
        await using (var batch = new NpgsqlBatch(reading.Connection) { BatchCommands = { new OgcSql(collection, source).One(fid) } })
        await using (var row = await batch.ExecuteReaderAsync(cancel))
        {
            if (!await row.ReadAsync(cancel)) return null;
            new FeatureWriter(json, collection, crs, reading.Grid).Begin(row);
        }

        List<OgcLink> links = [.. asked.Selves(), new("collection", OgcAsked.Json, $"{asked.Root}/collections/{collection.Id}", "ogc.collection")];
        OgcJson.WriteLinks(json, asked, links);
        json.WriteEndObject();
        await json.FlushAsync(cancel);
        return (buffer.WrittenMemory, links);
    }

    // A first page that holds everything has counted it. Others are counted as far as that is cheap; beyond, nothing is said.
    private async Task<int?> MatchedAsync(OgcCollection collection, OgcSource source, OgcQuery query, int shown, bool more, CancellationToken cancel)
    {
        if (query.After is null && !more) return shown;
        await using var batch = new NpgsqlBatch(reading.Connection) { BatchCommands = { new OgcSql(collection, source, query).Count() } };
        var counted = (int)(await batch.ExecuteScalarAsync(cancel))!;
        return counted > OgcSql.CountedUpTo ? null : counted;
    }

    private void Note(OgcCollection collection, List<string> shown)
    {
        reading.Trail.Note("shown", shown.Count);
        if (!collection.NamesRecords) return;
        foreach (var fid in shown)
            if (Guid.TryParse(fid, out var id)) reading.Trail.Subject(id);
    }

    // The edges of a box on the grid are curved in degrees: they are followed, and a little is added.
    private double[] InDegrees(Envelope box)
    {
        const int steps = 16;
        var degrees = new Envelope();
        for (var i = 0; i <= steps; i++)
        {
            var (x, y) = (box.MinX + (box.Width * i / steps), box.MinY + (box.Height * i / steps));
            foreach (var (easting, northing) in ((double, double)[])[(x, box.MinY), (x, box.MaxY), (box.MinX, y), (box.MaxX, y)])
            {
                var (lon, lat) = reading.Grid.ToLonLat(easting, northing);
                degrees.ExpandToInclude(lon, lat);
            }
        }

        degrees.ExpandBy(MarginDegrees);
        return [Math.Round(degrees.MinX, 6), Math.Round(degrees.MinY, 6), Math.Round(degrees.MaxX, 6), Math.Round(degrees.MaxY, 6)];
    }
}
