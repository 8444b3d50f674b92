using System.Buffers;
using System.Globalization;
using System.Text.Json;
using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Samples;

/// <summary>One layer of the demonstration basemap.</summary>
/// <param name="Name">Layer name: land, water, rivers, woods, builtup, parks, buildings, roads, paths, rail, places, labels.</param>
/// <param name="GeoJson">A FeatureCollection in UTF-8 (RFC 7946: EPSG:4326, lon before lat).</param>
public sealed record BasemapLayer(string Name, ReadOnlyMemory<byte> GeoJson);

/// <summary>
/// The invented county as a map to draw, in layers from bottom to top. It shows geography only: no incident, session or hotspot.
/// </summary>
public static class Basemap
{
    /// <summary>The layers in drawing order, placed by <see cref="NationalGrid.Helmert"/>, which is good enough for an invented county.</summary>
    public static IReadOnlyList<BasemapLayer> ToGeoJson(County county) => ToGeoJson(county, (easting, northing) =>
    {
        var at = NationalGrid.Helmert.ToLonLat(easting, northing);
        return (at.Lon, at.Lat);
    });

    /// <summary>The layers in drawing order; coordinates have six decimals (0.1 m).</summary>
    /// <param name="county">The county.</param>
    /// <param name="toLonLat">Turns easting and northing (EPSG:27700, metres) into longitude and latitude (EPSG:4326, degrees).</param>
    public static IReadOnlyList<BasemapLayer> ToGeoJson(County county, Func<double, double, (double Lon, double Lat)> toLonLat)
    {
        ArgumentNullException.ThrowIfNull(county);
        ArgumentNullException.ThrowIfNull(toLonLat);
        List<BasemapLayer> layers = [];

        Layer("land", w =>
        {
            w.Feature(county.Outline, ("kind", "county"), ("name_en", county.NameEn), ("name_cy", county.NameCy));
            foreach (var area in county.LandCover.Where(a => a.Kind == LandCoverKind.Upland)) w.Feature(area.Area, ("kind", "upland"));
        });
        Layer("builtup", w =>
        {
            foreach (var s in county.Settlements) w.Feature(s.BuiltUp, ("kind", Lower(s.Kind)));
        });
        Layer("woods", w => Areas(w, LandCoverKind.Wood));
        Layer("parks", w =>
        {
            foreach (var p in county.Places.Where(p => IsGreen(p.Type) && p.Geometry is not Point))
                w.Feature(p.Geometry, ("kind", WireName.Of(p.Type)), ("name_en", p.NameEn), ("name_cy", p.NameCy));
        });
        Layer("rivers", w => Lines(w, county.Rivers));
        Layer("water", w =>
        {
            Areas(w, LandCoverKind.RiverSurface);
            Areas(w, LandCoverKind.Lake);
        });
        Layer("buildings", w =>
        {
            foreach (var rows in county.Buildings) w.Feature(rows, ("kind", "terrace"));
            foreach (var p in county.Places.Where(p => !IsGreen(p.Type) && p.Geometry is not Point))
                w.Feature(p.Geometry, ("kind", WireName.Of(p.Type)), ("name_en", p.NameEn), ("name_cy", p.NameCy));
        });
        Layer("paths", w => Lines(w, county.Paths));
        Layer("roads", w =>
        {
            foreach (var s in county.Streets.OrderByDescending(s => s.Class))
                w.Feature(s.Line, ("class", Lower(s.Class)), ("ref", s.Reference), ("name_en", s.NameEn), ("name_cy", s.NameCy));
        });
        Layer("rail", w => Lines(w, county.Railways));
        Layer("places", w =>
        {
            foreach (var p in county.Places)
                w.Feature(p.Anchor, ("id", p.Id.ToString()), ("kind", WireName.Of(p.Type)), ("name_en", p.NameEn), ("name_cy", p.NameCy));
        });
        Layer("labels", w =>
        {
            w.Label(county.Outline.InteriorPoint, "county", county.NameEn, county.NameCy, 0);
            foreach (var s in county.Settlements)
                w.Label(s.Centre, Lower(s.Kind), s.NameEn, s.NameCy, s.Population > 10000 ? 1 : s.Kind == SettlementKind.Town ? 2 : 3);
            foreach (var a in county.LandCover.Where(a => a.NameEn is not null && a.Kind != LandCoverKind.RiverSurface))
                w.Label(a.Area.InteriorPoint, Lower(a.Kind), a.NameEn!, a.NameCy!, 4);
            foreach (var r in county.Rivers)
                w.Label(r.Line.GetPointN(r.Line.NumPoints * 2 / 3), "river", r.NameEn, r.NameCy, r.Rank == 1 ? 3 : 5);
        });
        return layers;

        void Layer(string name, Action<FeatureWriter> write)
        {
            var buffer = new ArrayBufferWriter<byte>();
            using (var json = new Utf8JsonWriter(buffer))
            {
                json.WriteStartObject();
                json.WriteString("type", "FeatureCollection");
                json.WriteStartArray("features");
                write(new FeatureWriter(json, toLonLat));
                json.WriteEndArray();
                json.WriteEndObject();
            }

            layers.Add(new BasemapLayer(name, buffer.WrittenMemory));
        }

        void Areas(FeatureWriter w, LandCoverKind kind)
        {
            foreach (var a in county.LandCover.Where(a => a.Kind == kind))
                w.Feature(a.Area, ("kind", Lower(kind)), ("name_en", a.NameEn), ("name_cy", a.NameCy));
        }

        static void Lines(FeatureWriter w, IEnumerable<NamedLine> lines)
        {
            foreach (var l in lines) w.Feature(l.Line, ("rank", l.Rank.ToString(CultureInfo.InvariantCulture)), ("name_en", l.NameEn), ("name_cy", l.NameCy));
        }
    }

    private static bool IsGreen(PlaceType type) => type is PlaceType.ParkOpenSpace or PlaceType.PlaySkate or PlaceType.EventSite or PlaceType.Campsite;

    private static string Lower<TWord>(TWord word) where TWord : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(word.ToString());

    private sealed class FeatureWriter(Utf8JsonWriter json, Func<double, double, (double Lon, double Lat)> toLonLat)
    {
        public void Label(Point at, string kind, string nameEn, string nameCy, int rank) =>
            Feature(at, ("kind", kind), ("name_en", nameEn), ("name_cy", nameCy), ("rank", rank.ToString(CultureInfo.InvariantCulture)));

        public void Feature(Geometry geometry, params ReadOnlySpan<(string Key, string? Value)> properties)
        {
            json.WriteStartObject();
            json.WriteString("type", "Feature");
            json.WriteStartObject("properties");
            foreach (var (key, value) in properties)
                if (key == "rank" && value is not null) json.WriteNumber(key, int.Parse(value, CultureInfo.InvariantCulture));
                else if (value is not null) json.WriteString(key, value);
            json.WriteEndObject();
            json.WriteStartObject("geometry");
            json.WriteString("type", geometry.GeometryType);
            json.WritePropertyName("coordinates");
            Coordinates(geometry);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        private void Coordinates(Geometry geometry)
        {
            switch (geometry)
            {
                case Point point:
                    Position(point.Coordinate);
                    break;
                case LineString line:
                    Positions(line.Coordinates);
                    break;
                case Polygon polygon:
                    json.WriteStartArray();
                    // RFC 7946, 3.1.6: the outer ring anticlockwise, holes clockwise.
                    var normal = (Polygon)polygon.Normalized().Reverse();
                    Positions(normal.ExteriorRing.Coordinates);
                    foreach (var hole in normal.InteriorRings) Positions(hole.Coordinates);
                    json.WriteEndArray();
                    break;
                default:
                    json.WriteStartArray();
                    for (var i = 0; i < geometry.NumGeometries; i++) Coordinates(geometry.GetGeometryN(i));
                    json.WriteEndArray();
                    break;
            }
        }

        private void Positions(Coordinate[] coordinates)
        {
            json.WriteStartArray();
            foreach (var c in coordinates) Position(c);
            json.WriteEndArray();
        }

        private void Position(Coordinate c)
        {
            var (lon, lat) = toLonLat(c.X, c.Y);
            json.WriteStartArray();
            json.WriteNumberValue(Math.Round((decimal)lon, 6));
            json.WriteNumberValue(Math.Round((decimal)lat, 6));
            json.WriteEndArray();
        }
    }
}
