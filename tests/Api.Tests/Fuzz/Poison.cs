using System.Text;
using System.Text.Json.Nodes;

namespace SpacesPlaces.Api.Tests.Fuzz;

/// <summary>Values that programs stumble over, as they are spelled in JSON, and in an address.</summary>
internal static class Poison
{
    /// <summary>Numbers at the edges of types, and spellings of numbers that JSON has not.</summary>
    public static readonly string[] Numbers =
    [
        "0", "-0", "-0.0", "-1", "1", "2", "0.5", "49", "51", "127", "128", "255", "256", "32767", "32768", "65536", "2147483647", "2147483648",
        "-2147483648", "-2147483649", "4294967296", "9007199254740993", "9223372036854775807", "9223372036854775808", "99999999999999999999999",
        "1e400", "-1e400", "1e308", "1.7976931348623157e308", "5e-324", "1e-400", "1e5", "1E+2", "1.0", "1.5", "0.1e1", "NaN", "Infinity",
        "-Infinity", "01", "+1", ".5", "1.", "0x10", "1_000", "1,5", "\"1\"", "\"NaN\"", "\"Infinity\"", "\"1e400\"", "90", "-90.0000001", "180", "-180.1",
    ];

    /// <summary>Texts as JSON spells them, lone surrogates and NUL among them.</summary>
    public static readonly string[] Texts =
    [
        "\"\"", "\" \"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00x\"", "\"\\ud83d\\ude00\"", "\"\\u202Egnp.exe\"", "\"\\u2066x\\u2069\"",
        "\"\\u001b[31m\"", "\"a\\r\\nSet-Cookie: a=b\"", "\"\\ufeff\"", "\"\\uffff\"", "\"\\u0130\\u0131\"", "\"e\\u0301\\u0301\\u0301\\u0301\"",
        "\"'; drop table incident;--\"", "\"%\"", "\"_%\\\\\"", "\"$1\"", "\"{0}\"", "\"{max}\"", "\"\\\\\"", "\"null\"", "\"true\"", "\"NaN\"", "\"=1+1\"",
        "\"../../etc/passwd\"", "\"<script>\"", "\"0000-00-00\"", "\"2026-02-30\"", "\"2026-13\"", "\"9999-12-31\"", "\"0001-01-01\"", "\"+10000-01-01\"",
        "\"9999-12-31T23:59:59.9999999Z\"", "\"9999-12-31T23:59:59-14:00\"", "\"0001-01-01T00:00:00+14:00\"", "\"0001-01-01T00:00:00Z\"",
        "\"2026-03-29T01:30:00\"", "\"2026-03-29T01:30:00+99:00\"", "\"1970-01-01T00:00:00Z\"", "\"4713-01-01T00:00:00Z\"", "\"24:00\"",
        "\"00000000-0000-0000-0000-000000000000\"", "\"ffffffff-ffff-ffff-ffff-ffffffffffff\"", "\"{0196a000-0000-7000-8000-000000000001}\"",
        "\"EPSG:27700\"", "\"EPSG:4326\"", "\"EPSG:0\"", "\"urn:ogc:def:crs:OGC:1.3:CRS84\"", "\"cy\"", "\"xx\"", "\"SN 123 456\"", "\"harm,harm\"",
    ];

    /// <summary>What is no value of the kind that was asked for.</summary>
    public static readonly string[] OtherKinds =
        ["null", "true", "false", "[]", "{}", "[null]", "[[]]", "{\"a\":1}", "\"x\"", "7", "[1,2,3]", "undefined", "{\"type\":null}", "{\"$ref\":\"#\"}", "{\"$type\":\"x\"}"];

    /// <summary>Shapes that are none, or bad ones.</summary>
    public static readonly string[] Shapes =
    [
        "{\"type\":\"Point\",\"coordinates\":[]}", "{\"type\":\"Point\",\"coordinates\":[1]}", "{\"type\":\"Point\",\"coordinates\":[1,2,3]}",
        "{\"type\":\"Point\",\"coordinates\":[null,null]}", "{\"type\":\"Point\",\"coordinates\":[1e400,-1e400]}", "{\"type\":\"Point\",\"coordinates\":[NaN,NaN]}",
        "{\"type\":\"Point\",\"coordinates\":[0,0]}", "{\"type\":\"Point\",\"coordinates\":[52.1,-3.4]}", "{\"type\":\"Point\",\"coordinates\":[1.7976931348623157e308,1.7976931348623157e308]}",
        "{\"type\":\"Point\",\"coordinates\":[5e-324,-5e-324]}", "{\"type\":\"Point\",\"coordinates\":[[1,2]]}", "{\"type\":\"Point\",\"coordinates\":\"1,2\"}",
        "{\"type\":\"Point\"}", "{\"coordinates\":[1,2]}", "{\"coordinates\":[300000,250000],\"type\":\"Point\"}", "{\"type\":\"POINT\",\"coordinates\":[1,2]}",
        "{\"type\":\"Point\",\"type\":\"Polygon\",\"coordinates\":[1,2]}", "{\"type\":\"Point\",\"coordinates\":[300000,250000],\"coordinates\":[1,2]}",
        "{\"type\":\"Polygon\",\"coordinates\":[]}", "{\"type\":\"Polygon\",\"coordinates\":[[]]}", "{\"type\":\"Polygon\",\"coordinates\":[[[]]]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[[-3.5,52.1]]]}", "{\"type\":\"Polygon\",\"coordinates\":[[[-3.5,52.1],[-3.5,52.1],[-3.5,52.1],[-3.5,52.1]]]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[[-3.5,52.1],[-3.4,52.1],[-3.4,52.2]]]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[[-3.5,52.1],[-3.4,52.2],[-3.4,52.1],[-3.5,52.2],[-3.5,52.1]]]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[[-3.5,52.1],[-3.4,52.1],[-3.4,52.2],[-3.5,52.1]],[[0,0],[1,0],[1,1],[0,0]]]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[[-180,-90],[180,-90],[180,90],[-180,90],[-180,-90]]]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[[1e308,1e308],[-1e308,1e308],[-1e308,-1e308],[1e308,1e308]]]}",
        "{\"type\":\"Polygon\",\"coordinates\":[[[-3.5,52.1,1],[-3.4,52.1],[-3.4,52.2,null],[-3.5,52.1]]]}",
        "{\"type\":\"MultiPolygon\",\"coordinates\":[]}", "{\"type\":\"MultiPolygon\",\"coordinates\":[[]]}", "{\"type\":\"MultiPolygon\",\"coordinates\":[[[]],[[]]]}",
        "{\"type\":\"LineString\",\"coordinates\":[[1,2],[3,4]]}", "{\"type\":\"GeometryCollection\",\"geometries\":[]}",
        "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{}}", "{\"type\":\"FeatureCollection\",\"features\":[]}", "{\"type\":null,\"coordinates\":null}", "\"POINT(1 2)\"",
    ];

    /// <summary>Already escaped for an address.</summary>
    public static readonly string[] Escapes =
    [
        "%00", "a%00b", "%C0%AF", "%FF", "%ED%A0%80", "%zz", "%", "%2", "%25", "%2e%2e%2f", "..%2f..", "%0d%0aX-A:%20b", "%E2%80%AEx", "%F0%9F%98%80", "+", "%20", "%27",
        "null", "NaN", "Infinity", "-1", "0", "1e400", "9999999999999999999", "true", "[]", "%7B%7D", "1,2,3,4", "-3.6,52.0,-3.3,52.3", "NaN,NaN,NaN,NaN", "180,90,-180,-90",
        "1e308,1e308,1e308,1e308", "-180,-90,180,90", "9999-12-31T23:59:59.9999999Z", "0001-01-01T00:00:00%2B14:00", "0001-01-01", "9999-12-31", "2026-13", "9999-12", "0001-01",
        "2025-Q1", "2025-Q5", "0000", "2025", "9999", "%7B0196a000-0000-7000-8000-000000000001%7D", "0196a000000070008000000000000001", "00000000-0000-0000-0000-000000000000",
        "AAAA", "eyJhIjoxfQ", "====", ";", "%3Bx%3D1", "%ef%bb%bf", "%D9%A3", "*",
    ];

    /// <summary>Deep nests and long texts: too big to be lists of constants.</summary>
    public static string Large(Random random) => random.Next(6) switch
    {
        0 => new string('[', 2_000) + new string(']', 2_000),
        1 => string.Concat(Enumerable.Repeat("{\"a\":", 500)) + "1" + new string('}', 500),
        2 => "\"" + new string('a', random.Next(2) == 0 ? 4_001 : 100_000) + "\"",
        3 => "\"" + string.Concat(Enumerable.Repeat("\\ud83d\\ude00", 2_500)) + "\"",
        4 => "[" + string.Join(',', Enumerable.Repeat("[-3.5,52.1]", 3_000)) + "]",
        _ => "{\"type\":\"Polygon\",\"coordinates\":[[" + string.Join(',', Enumerable.Range(0, 3_001).Select(i =>
            FormattableString.Invariant($"[{-3.5 + (Math.Cos(i % 3_000 * Math.PI / 1_500) / 50):F7},{52.1 + (Math.Sin(i % 3_000 * Math.PI / 1_500) / 50):F7}]"))) + "]]}",
    };

    /// <summary>Changes a few bytes of a text, as a bad line or a bad pen would.</summary>
    public static byte[] Flip(byte[] text, Random random)
    {
        List<byte> bytes = [.. text];
        for (var turn = random.Next(1, 5); turn > 0 && bytes.Count > 0; turn--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(8))
            {
                case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 1: bytes[at] = (byte)random.Next(256); break;
                case 2: bytes.RemoveAt(at); break;
                case 3: bytes.InsertRange(at, [0xC0, 0x80]); break;
                case 4: bytes.Insert(at, "\"{}[],:0e-.\\"u8[random.Next(11)]); break;
                case 5: bytes.RemoveRange(at, bytes.Count - at); break;
                case 6: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(bytes.Count - at, random.Next(1, 40)))); break;
                default: bytes.Insert(at, 0); break;
            }
        }

        if (random.Next(20) == 0) bytes.InsertRange(0, Encoding.UTF8.Preamble.ToArray());
        return [.. bytes];
    }

    /// <summary>One of the list.</summary>
    public static string One(string[] list, Random random) => list[random.Next(list.Length)];

    /// <summary>A spelling in place of a value of this kind: mostly of the same kind, so that it gets past the first reader.</summary>
    public static string InPlaceOf(JsonNode? value, Random random) => random.Next(12) switch
    {
        0 or 1 => One(OtherKinds, random),
        2 => One(Shapes, random),
        3 => random.Next(4) == 0 ? Large(random) : One(OtherKinds, random),
        _ => value?.GetValueKind() switch
        {
            System.Text.Json.JsonValueKind.Number => One(Numbers, random),
            System.Text.Json.JsonValueKind.String => One(Texts, random),
            System.Text.Json.JsonValueKind.Object => One(Shapes, random),
            System.Text.Json.JsonValueKind.Array => random.Next(2) == 0 ? "[" + One(Numbers, random) + "," + One(Numbers, random) + "]" : One(OtherKinds, random),
            _ => random.Next(2) == 0 ? One(Numbers, random) : One(Texts, random),
        },
    };
}
