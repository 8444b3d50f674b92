using System.Text;
using System.Text.Json;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Disclosure;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Language;

namespace SpacesPlaces.Api.Reporting;

/// <summary>UTF-8 with a byte order mark: marking, headings, rows; lines end as RFC 4180 says.</summary>
internal sealed class CsvFile : ExportWriter
{
    private readonly ExportHead head;
    private readonly StreamWriter text;
    private readonly object?[] cells;

    public CsvFile(ExportHead head, Stream file)
    {
        this.head = head;
        text = new(file, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 1 << 15, leaveOpen: true);
        cells = new object?[head.Columns.Count];
        text.Write(CsvText.Line([head.Marking]));
        text.Write(CsvText.Line([.. head.Columns.Select(column => column.Heading(head.Tongue))]));
    }

    public override void Write(object view)
    {
        for (var i = 0; i < cells.Length; i++) cells[i] = head.Columns[i].Cell(view, head.Tongue);
        text.Write(CsvText.Line(cells));
    }

    public override Task EndAsync(Func<Task> stored, CancellationToken cancel)
    {
        text.Flush();
        return stored();
    }

    public override async ValueTask DisposeAsync() => await text.DisposeAsync();
}

/// <summary>JSON with the views as the API gives them, under their marking.</summary>
internal sealed class JsonFile : ExportWriter
{
    private readonly Utf8JsonWriter json;

    public JsonFile(ExportHead head, Stream file)
    {
        json = new(file, new() { Encoder = WireJson.Options.Encoder });
        json.WriteStartObject();
        json.WriteString("marking"u8, head.Marking);
        json.WriteStartArray("items"u8);
    }

    public override void Write(object view)
    {
        JsonSerializer.Serialize(json, view, view.GetType(), WireJson.Options);
        json.Flush();
    }

    public override Task EndAsync(Func<Task> stored, CancellationToken cancel)
    {
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return stored();
    }

    public override ValueTask DisposeAsync() => json.DisposeAsync();
}

/// <summary>
/// A FeatureCollection as RFC 7946 wants it, with the marking and the language as members of their own. In metres it says so twice: in the
/// member that programs read, which the standard has taken out, and in words.
/// </summary>
internal sealed class GeoJsonFile : ExportWriter
{
    private const int FlushFrom = 1 << 15;
    private readonly ExportHead head;
    private readonly IGridTransform grid;
    private readonly Utf8JsonWriter json;
    private readonly JsonEncodedText[] names;
    private long number;

    public GeoJsonFile(ExportHead head, Stream file, IGridTransform grid)
    {
        (this.head, this.grid) = (head, grid);
        names = [.. head.Columns.Select(column => JsonEncodedText.Encode(column.Name))];
        json = new(file, new() { Encoder = WireJson.Options.Encoder });
        json.WriteStartObject();
        json.WriteString("type"u8, "FeatureCollection"u8);
        json.WriteString("name"u8, head.Layer);
        json.WriteString("marking"u8, head.Marking);
        json.WriteString("language"u8, head.Tongue == Tongue.Cy ? "cy"u8 : "en"u8);
        if (head.Ground.Statement(head.Format, head.Tongue) is { } statement)
        {
            json.WriteString("statement"u8, statement);
            json.WriteStartObject("crs"u8);
            json.WriteString("type"u8, "name"u8);
            json.WriteStartObject("properties"u8);
            json.WriteString("name"u8, head.Ground.Urn);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteStartArray("features"u8);
    }

    public override void Write(object view)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "Feature"u8);
        if (view is IncidentView incident) json.WriteString("id"u8, incident.Id);
        else json.WriteNumber("id"u8, ++number);
        json.WritePropertyName("geometry"u8);
        WritePlace(head.Ground.PlaceOf(view, grid));
        json.WriteStartObject("properties"u8);
        for (var i = 0; i < names.Length; i++) WriteCell(i, view);
        json.WriteEndObject();
        json.WriteEndObject();
        if (json.BytesPending > FlushFrom) json.Flush();
    }

    public override Task EndAsync(Func<Task> stored, CancellationToken cancel)
    {
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return stored();
    }

    public override ValueTask DisposeAsync() => json.DisposeAsync();

    private void WriteCell(int at, object view)
    {
        json.WritePropertyName(names[at]);
        switch (head.Columns[at].Cell(view, head.Tongue))
        {
            case null: json.WriteNullValue(); break;
            case double whole when head.Columns[at].Type == ColumnType.Integer: json.WriteNumberValue((long)whole); break;
            case double number: json.WriteNumberValue(number); break;
            case var text: json.WriteStringValue((string)text); break;
        }
    }

    private void WritePlace(Geometry? place)
    {
        if (place is null)
        {
            json.WriteNullValue();
            return;
        }

        json.WriteStartObject();
        json.WriteString("type"u8, place.GeometryType);
        json.WritePropertyName("coordinates"u8);
        switch (place)
        {
            case Point point: WritePosition(point.Coordinate); break;
            case Polygon polygon: WritePolygon(polygon); break;
            case MultiPolygon many:
                json.WriteStartArray();
                foreach (var part in many.Geometries) WritePolygon((Polygon)part);
                json.WriteEndArray();
                break;
            default: throw new InvalidOperationException($"Views hold no {place.GeometryType}.");
        }

        json.WriteEndObject();
    }

    private void WritePolygon(Polygon polygon)
    {
        json.WriteStartArray();
        foreach (var ring in ExportGround.RingsOf(polygon))
        {
            json.WriteStartArray();
            foreach (var corner in ring) WritePosition(corner);
            json.WriteEndArray();
        }

        json.WriteEndArray();
    }

    private void WritePosition(Coordinate position)
    {
        json.WriteStartArray();
        json.WriteNumberValue(position.X);
        json.WriteNumberValue(position.Y);
        json.WriteEndArray();
    }
}
