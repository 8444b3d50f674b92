using System.Globalization;
using System.Text;
using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;
using NpgsqlTypes;

namespace SpacesPlaces.Api.Ogc.Sources;

/// <summary>
/// Rows as a room's own code shows them to the reader, handed to the database so that they are filtered and paged like all others:
/// what the room did not show is not there to be asked by.
/// </summary>
internal sealed class ShownRows(IReadOnlyList<OgcProperty> properties)
{
    private readonly List<(string Fid, Geometry? Shape, DateTimeOffset? From, DateTimeOffset? To, object?[] Values)> rows = [];

    /// <summary>Adds a row.</summary>
    /// <param name="fid">Id of the feature.</param>
    /// <param name="shape">Its shape, EPSG:27700; null for none.</param>
    /// <param name="from">Its first instant; null for no time.</param>
    /// <param name="to">Its last instant; null for no end.</param>
    /// <param name="values">Values in the order of the properties, as System.Text.Json writes them.</param>
    public void Add(string fid, Geometry? shape, DateTimeOffset? from, DateTimeOffset? to, params object?[] values)
    {
        if (values.Length != properties.Count) throw new ArgumentException("A value for each property is needed.", nameof(values));
        rows.Add((fid, shape, from, to, values));
    }

    /// <summary>The source of these rows.</summary>
    public OgcSource ToSource()
    {
        var json = Encoding.UTF8.GetString(OgcJson.Write(Write).Span);
        var columns = string.Concat(properties.Select(property => $", \"{property.Column}\" {TypeOf(property.Type)}"));
        var names = string.Concat(properties.Select(property => $", \"{property.Column}\""));
        return new(
            $"""
            select fid, st_setsrid(st_geomfromwkb(decode(shape, 'hex')), 27700) as geom, time_from, time_to{names}
            from jsonb_to_recordset($1) as row (fid text, shape text, time_from timestamptz, time_to timestamptz{columns})
            """,
            _ => [new(json, NpgsqlDbType.Jsonb)]);
    }

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (var (fid, shape, from, to, values) in rows)
        {
            json.WriteStartObject();
            json.WriteString("fid", fid);
            json.WriteString("shape", shape is null ? null : WKBWriter.ToHex(new WKBWriter().Write(shape)));
            json.WriteString("time_from", from?.ToString("O", CultureInfo.InvariantCulture));
            json.WriteString("time_to", to?.ToString("O", CultureInfo.InvariantCulture));
            for (var i = 0; i < values.Length; i++)
            {
                json.WritePropertyName(properties[i].Column);
                JsonSerializer.Serialize(json, values[i]);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string TypeOf(OgcType type) => type switch
    {
        OgcType.Words => "text[]",
        OgcType.Id => "uuid",
        OgcType.Integer => "integer",
        OgcType.Number => "double precision",
        OgcType.Boolean => "boolean",
        OgcType.Instant => "timestamptz",
        OgcType.Day => "date",
        _ => "text",
    };
}
