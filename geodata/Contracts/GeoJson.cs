using System.Text.Json;
using System.Text.Json.Serialization;
using NetTopologySuite.Geometries;

namespace SpacesPlaces.Contracts;

/// <summary>
/// A GeoJSON Point (RFC 7946): exactly two finite numbers, x then y. In EPSG:4326 that is longitude, latitude; where a body
/// names EPSG:27700 it is easting, northing in metres.
/// </summary>
/// <param name="X">Longitude in degrees, or easting in metres.</param>
/// <param name="Y">Latitude in degrees, or northing in metres.</param>
[JsonConverter(typeof(PointGeometryConverter))]
public readonly record struct PointGeometry(double X, double Y);

/// <summary>A GeoJSON Polygon or MultiPolygon (RFC 7946), EPSG:4326, longitude first.</summary>
/// <param name="Shape">NTS geometry, SRID 4326.</param>
[JsonConverter(typeof(AreaGeometryConverter))]
public sealed record AreaGeometry(Geometry Shape);

internal sealed class PointGeometryConverter : JsonConverter<PointGeometry>
{
    public override PointGeometry Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        double[]? pair = null;
        GeoJsonReading.ReadObject(ref reader, "Point", (ref Utf8JsonReader r) => pair = GeoJsonReading.ReadPosition(ref r));
        return pair is null ? throw new RefusedWhileReadingException(ProblemCodes.FieldMissing) : new(pair[0], pair[1]);
    }

    public override void Write(Utf8JsonWriter writer, PointGeometry value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("type", "Point");
        writer.WritePropertyName("coordinates");
        GeoJsonReading.WritePosition(writer, value.X, value.Y);
        writer.WriteEndObject();
    }
}

internal sealed class AreaGeometryConverter : JsonConverter<AreaGeometry>
{
    private static readonly GeometryFactory Factory = new(new PrecisionModel(), 4326);

    public override AreaGeometry Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException();
        // The kind may stand after the coordinates, so they are kept as they come (depth and size are already bounded).
        string? type = null;
        JsonElement coordinates = default;
        using var document = JsonDocument.ParseValue(ref reader);
        foreach (var member in document.RootElement.EnumerateObject())
        {
            switch (member.Name)
            {
                case "type": type = member.Value.GetString(); break;
                case "coordinates": coordinates = member.Value; break;
                default: throw new RefusedWhileReadingException(ProblemCodes.FieldUnknown);
            }
        }

        if (coordinates.ValueKind != JsonValueKind.Array) throw new RefusedWhileReadingException(ProblemCodes.FieldMissing);
        return type switch
        {
            "Polygon" => new(ReadPolygon(coordinates)),
            "MultiPolygon" => new(Factory.CreateMultiPolygon([.. coordinates.EnumerateArray().Select(ReadPolygon)])),
            _ => throw new RefusedWhileReadingException(ProblemCodes.GeometryTypeNotSupported),
        };
    }

    private static Polygon ReadPolygon(JsonElement rings)
    {
        if (rings.ValueKind != JsonValueKind.Array || rings.GetArrayLength() == 0)
            throw new RefusedWhileReadingException(ProblemCodes.FieldMissing);
        LinearRing[] read = [.. rings.EnumerateArray().Select(ReadRing)];
        return Factory.CreatePolygon(read[0], read[1..]);
    }

    private static LinearRing ReadRing(JsonElement ring)
    {
        if (ring.ValueKind != JsonValueKind.Array) throw new RefusedWhileReadingException(ProblemCodes.CoordinateCount);
        Coordinate[] positions = [.. ring.EnumerateArray().Select(ReadPosition)];
        // The last position repeats the first: two corners and their repetition enclose nothing.
        if (positions.Length < 4) throw new RefusedWhileReadingException(ProblemCodes.PolygonTooFewCorners);
        if (!positions[0].Equals2D(positions[^1]))
            throw new RefusedWhileReadingException(ProblemCodes.PolygonNotClosed);
        return Factory.CreateLinearRing(positions);
    }

    private static Coordinate ReadPosition(JsonElement position)
    {
        if (position.ValueKind != JsonValueKind.Array || position.GetArrayLength() != 2)
            throw new RefusedWhileReadingException(ProblemCodes.CoordinateCount);
        return new(GeoJsonReading.Finite(position[0]), GeoJsonReading.Finite(position[1]));
    }

    public override void Write(Utf8JsonWriter writer, AreaGeometry value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        switch (value.Shape)
        {
            case Polygon polygon:
                writer.WriteString("type", "Polygon");
                writer.WritePropertyName("coordinates");
                WritePolygon(writer, polygon);
                break;
            case MultiPolygon many:
                writer.WriteString("type", "MultiPolygon");
                writer.WriteStartArray("coordinates");
                foreach (var polygon in many.Geometries) WritePolygon(writer, (Polygon)polygon);
                writer.WriteEndArray();
                break;
            default: throw new NotSupportedException($"An area cannot be a {value.Shape.GeometryType}.");
        }

        writer.WriteEndObject();
    }

    // RFC 7946 asks for counter-clockwise shells and clockwise holes.
    private static void WritePolygon(Utf8JsonWriter writer, Polygon polygon)
    {
        writer.WriteStartArray();
        WriteRing(writer, polygon.Shell, counterClockwise: true);
        foreach (var hole in polygon.Holes) WriteRing(writer, hole, counterClockwise: false);
        writer.WriteEndArray();
    }

    private static void WriteRing(Utf8JsonWriter writer, LinearRing ring, bool counterClockwise)
    {
        writer.WriteStartArray();
        var sequence = ring.IsCCW == counterClockwise ? ring.CoordinateSequence : ring.CoordinateSequence.Reversed();
        for (var i = 0; i < sequence.Count; i++) GeoJsonReading.WritePosition(writer, sequence.GetX(i), sequence.GetY(i));
        writer.WriteEndArray();
    }
}

internal static class GeoJsonReading
{
    public delegate void CoordinatesReader(ref Utf8JsonReader reader);

    public static void ReadObject(ref Utf8JsonReader reader, string type, CoordinatesReader readCoordinates)
    {
        if (reader.TokenType != JsonTokenType.StartObject) throw new JsonException();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.GetString();
            reader.Read();
            switch (name)
            {
                case "type":
                    if (reader.TokenType != JsonTokenType.String || reader.GetString() != type)
                        throw new RefusedWhileReadingException(ProblemCodes.GeometryTypeNotSupported);
                    break;
                case "coordinates": readCoordinates(ref reader); break;
                default: throw new RefusedWhileReadingException(ProblemCodes.FieldUnknown);
            }
        }
    }

    public static double[] ReadPosition(ref Utf8JsonReader reader)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
            throw new RefusedWhileReadingException(ProblemCodes.CoordinateNotANumber);
        if (document.RootElement.GetArrayLength() != 2) throw new RefusedWhileReadingException(ProblemCodes.CoordinateCount);
        return [Finite(document.RootElement[0]), Finite(document.RootElement[1])];
    }

    public static double Finite(JsonElement number) =>
        number.ValueKind == JsonValueKind.Number && number.TryGetDouble(out var value) && double.IsFinite(value)
            ? value
            : throw new RefusedWhileReadingException(ProblemCodes.CoordinateNotANumber);

    // Seven decimals of a degree are a centimetre; more would only be noise that identifies.
    public static void WritePosition(Utf8JsonWriter writer, double x, double y)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(Math.Round(x, 7));
        writer.WriteNumberValue(Math.Round(y, 7));
        writer.WriteEndArray();
    }
}
