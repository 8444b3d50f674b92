using System.Text.Json;
using NetTopologySuite.Algorithm;
using NetTopologySuite.Geometries;
using Npgsql;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.Ogc;

/// <summary>Writes rows as GeoJSON features, column by column: nothing is built in between.</summary>
internal sealed class FeatureWriter(Utf8JsonWriter json, OgcCollection collection, OgcCrs crs, IGridTransform grid)
{
    /// <summary>Columns before the properties: the id and two of the geometry.</summary>
    public const int FirstProperty = 3;
    private readonly JsonEncodedText[] names = [.. collection.Properties.Select(property => JsonEncodedText.Encode(property.Name))];

    /// <summary>Writes the feature of the reader's row, left open for its links, and answers its id.</summary>
    public string Begin(NpgsqlDataReader row)
    {
        var fid = row.GetString(0);
        json.WriteStartObject();
        json.WriteString("type"u8, "Feature"u8);
        json.WriteString("id"u8, fid);
        json.WritePropertyName("geometry"u8);
        WriteGeometry(row);
        json.WriteStartObject("properties"u8);
        for (var i = 0; i < names.Length; i++)
        {
            json.WritePropertyName(names[i]);
            Write(row, FirstProperty + i, collection.Properties[i].Type);
        }

        json.WriteEndObject();
        return fid;
    }

    private void Write(NpgsqlDataReader row, int column, OgcType type)
    {
        if (row.IsDBNull(column))
        {
            json.WriteNullValue();
            return;
        }

        switch (type)
        {
            case OgcType.Integer: json.WriteNumberValue(row.GetInt32(column)); break;
            case OgcType.Number: json.WriteNumberValue(row.GetDouble(column)); break;
            case OgcType.Boolean: json.WriteBooleanValue(row.GetBoolean(column)); break;
            case OgcType.Instant: json.WriteStringValue(row.GetDateTime(column)); break;
            case OgcType.Day: json.WriteStringValue(row.GetFieldValue<DateOnly>(column).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)); break;
            case OgcType.Id: json.WriteStringValue(row.GetGuid(column)); break;
            case OgcType.Words:
                json.WriteStartArray();
                foreach (var word in row.GetFieldValue<string[]>(column)) json.WriteStringValue(word);
                json.WriteEndArray();
                break;
            default: json.WriteStringValue(row.GetString(column)); break;
        }
    }

    private void WriteGeometry(NpgsqlDataReader row)
    {
        if (row.IsDBNull(1))
        {
            json.WriteNullValue();
        }
        else if (collection.IsPoints)
        {
            var (x, y) = (row.GetDouble(1), row.GetDouble(2));
            // The database refuses a point that is none. Where somebody got one past it, its record is nowhere, and the others as ever.
            if (!NationalGrid.Contains(x, y))
            {
                json.WriteNullValue();
                return;
            }

            json.WriteStartObject();
            json.WriteString("type"u8, "Point"u8);
            json.WritePropertyName("coordinates"u8);
            WritePosition(x, y);
            json.WriteEndObject();
        }
        else
        {
            WriteArea(row.GetFieldValue<Geometry>(1));
        }
    }

    private void WriteArea(Geometry area)
    {
        json.WriteStartObject();
        if (area is Polygon polygon)
        {
            json.WriteString("type"u8, "Polygon"u8);
            json.WritePropertyName("coordinates"u8);
            WriteRings(polygon);
        }
        else
        {
            json.WriteString("type"u8, "MultiPolygon"u8);
            json.WriteStartArray("coordinates"u8);
            foreach (var part in ((GeometryCollection)area).Geometries.OfType<Polygon>()) WriteRings(part);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    // RFC 7946 asks for counter-clockwise shells and clockwise holes. The grid's turn is that of the degrees.
    private void WriteRings(Polygon polygon)
    {
        json.WriteStartArray();
        WriteRing(polygon.Shell.CoordinateSequence, counterClockwise: true);
        foreach (var hole in polygon.Holes) WriteRing(hole.CoordinateSequence, counterClockwise: false);
        json.WriteEndArray();
    }

    private void WriteRing(CoordinateSequence ring, bool counterClockwise)
    {
        var forward = Orientation.IsCCW(ring) == counterClockwise;
        json.WriteStartArray();
        for (var i = 0; i < ring.Count; i++)
        {
            var at = forward ? i : ring.Count - 1 - i;
            WritePosition(ring.GetX(at), ring.GetY(at));
        }

        json.WriteEndArray();
    }

    private void WritePosition(double easting, double northing)
    {
        var (first, second) = crs.FromGrid(easting, northing, grid);
        json.WriteStartArray();
        json.WriteNumberValue(first);
        json.WriteNumberValue(second);
        json.WriteEndArray();
    }
}
