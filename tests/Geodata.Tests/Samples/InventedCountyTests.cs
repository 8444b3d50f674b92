using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Strtree;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.Samples;
using Xunit.Abstractions;

namespace SpacesPlaces.Geodata.Tests.Samples;

/// <summary>The county as geography: reproducible, valid, off the real land, with names that are nobody's.</summary>
public class InventedCountyTests(ITestOutputHelper output)
{
    private static readonly County County = TheCounty.Of;

    [Fact]
    public void SameSeed_GivesTheSameBytes()
    {
        Assert.Equal(CountyDigest.Of(County), CountyDigest.Of(InventedCounty.Build()));
        output.WriteLine(CountyDigest.Of(County));
        // Frozen: whoever changes the county on purpose writes the new value here.
        Assert.Equal("dd517669dbf18ef70f531b49daaf84206e0ca2214f7919d1281744b0061f6957", CountyDigest.Of(County));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void AnotherSeed_GivesAnotherCounty_ThatKeepsTheSameLaws(ulong seed)
    {
        var other = InventedCounty.Build(seed);
        Assert.NotEqual(CountyDigest.Of(County), CountyDigest.Of(other));
        Assert.All(AllGeometries(other), g => Assert.True(g.Geometry.IsValid, g.What));
        Assert.Equal(County.Truths.Select(t => (t.Id, t.Events, t.DistinctChildren)), other.Truths.Select(t => (t.Id, t.Events, t.DistinctChildren)));
        Assert.Empty(OddClusters.In(other));
    }

    [Fact]
    public void SplitMix64_GivesThePublishedNumbers()
    {
        // First outputs for seed 1234567, as listed with the reference C code.
        var random = new SplitMix64(1234567);
        Assert.Equal(new ulong[] { 6457827717110365317, 3203168211198807973, 9817491932198370423 }, new[] { random.Next(), random.Next(), random.Next() });
    }

    [Fact]
    public void Ids_AreUniqueVersion8()
    {
        List<Guid> ids =
        [
            .. County.Places.Select(p => p.Id), .. County.Incidents.Select(i => i.Id), .. County.HotspotReports.Select(i => i.Id),
            .. County.Sessions.Select(s => s.Id), .. County.Streets.Select(s => s.Id), .. County.Settlements.Select(s => s.Id),
            .. County.Districts.Select(d => d.Id), .. County.LandCover.Select(a => a.Id), .. County.Shows.Select(s => s.Id),
        ];
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Equal(8, id.Version));
    }

    [Fact]
    public void Geometries_AreValid_InTheOutline_AndCarryTheirSrid()
    {
        var outline = County.Outline.Buffer(0.2);
        Assert.All(AllGeometries(County), g =>
        {
            Assert.True(g.Geometry.IsValid, g.What);
            Assert.False(g.Geometry.IsEmpty, g.What);
            Assert.Equal(27700, g.Geometry.SRID);
            Assert.True(outline.Covers(g.Geometry), $"{g.What} leaves the county");
            Assert.All(g.Geometry.Coordinates, c => Assert.Equal(Math.Round(c.X, 1), c.X));
        });
    }

    [Fact]
    public void Districts_DivideTheCounty()
    {
        Assert.Equal(6, County.Districts.Count);
        Assert.Equal(County.Outline.Area, County.Districts.Sum(d => d.Area.Area), County.Outline.Area * 1e-6);
        Assert.All(County.Places, p => Assert.True(County.Districts.Single(d => d.Id == p.DistrictId).Area.IsWithinDistance(p.Anchor, 0.2)));
    }

    [Fact]
    public void Roads_AreConnected_AndMeetOnlyAtNodes()
    {
        var reached = new HashSet<int> { 0 };
        var open = new Queue<int>(reached);
        var next = County.RoadEdges.SelectMany(e => new[] { (e.From, e.To), (From: e.To, To: e.From) }).ToLookup(e => e.From, e => e.To);
        while (open.TryDequeue(out var node))
            foreach (var other in next[node])
                if (reached.Add(other)) open.Enqueue(other);
        Assert.Equal(County.RoadNodes.Count, reached.Count);

        var tree = new STRtree<RoadEdge>();
        foreach (var edge in County.RoadEdges) tree.Insert(edge.Line.EnvelopeInternal, edge);
        Assert.All(County.RoadEdges, edge =>
        {
            Assert.True(edge.Line.StartPoint.Equals(County.RoadNodes[edge.From].Location) && edge.Line.EndPoint.Equals(County.RoadNodes[edge.To].Location));
            Coordinate[] ends = [edge.Line.Coordinates[0], edge.Line.Coordinates[^1]];
            foreach (var other in tree.Query(edge.Line.EnvelopeInternal))
                if (!ReferenceEquals(other, edge))
                    Assert.All(edge.Line.Intersection(other.Line).Coordinates, c => Assert.Contains(ends, end => end.Distance(c) < 0.2));
        });
    }

    [Fact]
    public void Rivers_RunDownhillToTheSeaOrIntoAnother_ThroughThreeTowns()
    {
        var wyllt = County.Rivers.Single(r => r.Rank == 1);
        Assert.Equal(["Wyllthaven", "Beechminster", "Alderbridge"],
            County.Settlements.Where(s => s.BuiltUp.Intersects(wyllt.Line)).Select(s => s.NameEn));
        Assert.True(County.Outline.ExteriorRing.Distance(wyllt.Line.EndPoint) < 150);
        Assert.All(County.Rivers.Where(r => r.Rank > 1), r =>
            Assert.True(Math.Min(County.Outline.ExteriorRing.Distance(r.Line.EndPoint), wyllt.Line.Distance(r.Line.EndPoint)) < 150, r.NameEn));
        Assert.Contains(County.Places, p => p.Type == PlaceType.ParkOpenSpace && p.Geometry.Distance(wyllt.Line) < 60);
    }

    [Fact]
    public void Names_AreUnique_InBothLanguages()
    {
        foreach (var names in new List<string>[]
        {
            [.. County.Places.Select(p => p.NameEn), .. County.Settlements.Select(s => s.NameEn)],
            [.. County.Places.Select(p => p.NameCy), .. County.Settlements.Select(s => s.NameCy)],
        })
        {
            Assert.Empty(names.GroupBy(n => n).Where(g => g.Count() > 1).Select(g => g.Key));
            Assert.All(names, n => Assert.False(string.IsNullOrWhiteSpace(n)));
        }

        Assert.All(County.Streets, s => Assert.NotEqual("", s.NameCy));
        Assert.All(County.Streets.Where(s => s.Reference is null), s => Assert.NotEqual(s.NameEn, s.NameCy));
    }

    [Fact]
    public void Places_AreWhatAPartnershipKnows()
    {
        PlaceType[] wanted =
        [
            PlaceType.ParkOpenSpace, PlaceType.PlaySkate, PlaceType.RiversideWater, PlaceType.TownCentre, PlaceType.CarPark, PlaceType.TransportHub,
            PlaceType.TakeawayCafe, PlaceType.ShopCentre, PlaceType.LicensedPremises, PlaceType.HotelBnb, PlaceType.Campsite, PlaceType.LeisureGym,
            PlaceType.School, PlaceType.College, PlaceType.YouthClub, PlaceType.DisusedPremises, PlaceType.EventSite,
        ];
        Assert.Empty(wanted.Except(County.Places.Select(p => p.Type)));
        Assert.All(County.Settlements.Where(s => s.Kind == SettlementKind.Town), town =>
            Assert.Contains(County.Places, p => p.SettlementId == town.Id && p.NameEn == $"{town.NameEn} High School"));
        Assert.Equal(2, County.Places.Where(p => p.NightTime).Select(p => p.SettlementId).Distinct().Count());
        Assert.Equal(6, County.Settlements.Count(s => s.Kind == SettlementKind.Town));
        Assert.InRange(County.Settlements.Count(s => s.Kind == SettlementKind.Village), 12, 14);
    }

    [Fact]
    public void County_LiesOffTheRealLand()
    {
        if (SharedData.Lines("boundaries/wales_ltla24.geojson", output) is not { } lines) return;
        using var json = JsonDocument.Parse(string.Concat(lines));
        var near = 0;
        foreach (var feature in json.RootElement.GetProperty("features").EnumerateArray())
        {
            foreach (var ring in Rings(feature.GetProperty("geometry").GetProperty("coordinates")))
            {
                var onGrid = ring.Select(c => NationalGrid.Helmert.FromLonLat(c.X, c.Y)).Select(g => new Coordinate(g.Easting, g.Northing)).ToArray();
                var land = County.Outline.Factory.CreatePolygon(onGrid);
                Assert.True(land.Distance(County.Outline) > 3000, "the county comes within 3 km of real land");
                if (land.Distance(County.Outline) < 60_000) near++;
            }
        }

        Assert.True(near > 0, "no coast near: the county is not in Cardigan Bay, or the file is not what it was");
    }

    [Fact]
    public void Names_AreNoRealPlaces()
    {
        foreach (var (file, columns) in new[]
        {
            ("gazetteer/geonames_wales_borders.csv", new[] { 1, 2 }), ("gazetteer/bilingual_names_powys_wales.csv", new[] { 0, 1 }),
        })
        {
            if (SharedData.Lines(file, output) is not { } lines) continue;
            var real = lines.Skip(1).SelectMany(l => columns.Select(c => l.Split(',').ElementAtOrDefault(c)?.Trim('"')))
                .Where(n => !string.IsNullOrEmpty(n)).Select(n => n!).ToHashSet(StringComparer.OrdinalIgnoreCase);
            Assert.True(real.Count > 50, file);
            Assert.DoesNotContain(County.Settlements, s => real.Contains(s.NameEn) || real.Contains(s.NameCy));
        }
    }

    [Fact]
    public void Basemap_IsSmall_Valid_AndSaysNothingOfHarm()
    {
        var layers = Basemap.ToGeoJson(County);
        Assert.Equal(["land", "builtup", "woods", "parks", "rivers", "water", "buildings", "paths", "roads", "rail", "places", "labels"], layers.Select(l => l.Name));
        var (plain, packed) = (0L, 0L);
        foreach (var layer in layers)
        {
            using var squeezed = new MemoryStream();
            using (var gzip = new GZipStream(squeezed, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(layer.GeoJson.Span);
            (plain, packed) = (plain + layer.GeoJson.Length, packed + squeezed.Length);
            using var json = JsonDocument.Parse(layer.GeoJson);
            Assert.NotEqual(0, json.RootElement.GetProperty("features").GetArrayLength());
            foreach (var feature in json.RootElement.GetProperty("features").EnumerateArray())
            {
                foreach (var position in Positions(feature.GetProperty("geometry").GetProperty("coordinates")))
                {
                    Assert.InRange(position.X, -5.0, -4.1);
                    Assert.InRange(position.Y, 52.1, 52.7);
                    Assert.Equal(Math.Round(position.X, 6), position.X);
                }

                // Exactly the properties a map needs; nothing from incidents or sessions.
                Assert.Empty(feature.GetProperty("properties").EnumerateObject().Select(p => p.Name)
                    .Except(["kind", "class", "ref", "rank", "id", "name_en", "name_cy"]));
            }
        }

        output.WriteLine($"basemap {plain} bytes, {packed} packed");
        Assert.InRange(plain, 100_000, 1_500_000);
        Assert.InRange(packed, 10_000, 350_000);
    }

    private static IEnumerable<(string What, Geometry Geometry)> AllGeometries(County county) =>
    [
        ("outline", county.Outline), .. county.Districts.Select(d => (d.NameEn, d.Area)), .. county.Settlements.Select(s => (s.NameEn, (Geometry)s.BuiltUp)),
        .. county.Settlements.Select(s => (s.NameEn, (Geometry)s.Centre)), .. county.Streets.Select(s => (s.NameEn, (Geometry)s.Line)),
        .. county.RoadEdges.Select(e => ("edge", (Geometry)e.Line)), .. county.RoadNodes.Select(n => ("node", (Geometry)n.Location)),
        .. county.Rivers.Concat(county.Paths).Concat(county.Railways).Select(l => (l.NameEn, (Geometry)l.Line)),
        .. county.LandCover.Select(a => (a.NameEn ?? $"{a.Kind}", a.Area)), .. county.Buildings.Select(b => ("buildings", (Geometry)b)),
        .. county.Places.Select(p => (p.NameEn, p.Geometry)), .. county.Places.Select(p => (p.NameEn, (Geometry)p.Anchor)),
        .. county.Incidents.Concat(county.HotspotReports).Select(i => ("incident", (Geometry)i.Location)),
    ];

    private static IEnumerable<Coordinate[]> Rings(JsonElement coordinates) =>
        coordinates[0][0].ValueKind == JsonValueKind.Number
            ? [[.. Positions(coordinates)]]
            : coordinates.EnumerateArray().SelectMany(Rings);

    private static IEnumerable<Coordinate> Positions(JsonElement coordinates) =>
        coordinates[0].ValueKind == JsonValueKind.Number
            ? [new Coordinate(coordinates[0].GetDouble(), coordinates[1].GetDouble())]
            : coordinates.EnumerateArray().SelectMany(Positions);
}

/// <summary>SHA-256 over everything in a county, in one fixed spelling.</summary>
internal static class CountyDigest
{
    public static string Of(County county)
    {
        using var bytes = new MemoryStream();
        using (var text = new StreamWriter(bytes, leaveOpen: true))
        {
            void Say(params object?[] parts) => text.WriteLine(string.Join('|', parts.Select(p => p switch
            {
                Geometry g => g.AsText(),
                DateTimeOffset t => t.ToString("O"),
                IFormattable f => f.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
                _ => $"{p}",
            })));
            Say(county.Outline);
            foreach (var s in county.Settlements) Say(s.Id, s.NameEn, s.NameCy, s.BuiltUp);
            foreach (var s in county.Streets) Say(s.Id, s.NameEn, s.NameCy, s.Class, s.Line);
            foreach (var e in county.RoadEdges) Say(e.From, e.To, e.StreetId, e.Line);
            foreach (var l in county.Rivers.Concat(county.Paths).Concat(county.Railways)) Say(l.Id, l.NameCy, l.Line);
            foreach (var a in county.LandCover) Say(a.Id, a.Kind, a.Area);
            foreach (var b in county.Buildings) Say(b);
            foreach (var p in county.Places) Say(p.Id, p.Type, p.NameEn, p.NameCy, p.Geometry, p.Anchor, p.DistrictId);
            foreach (var s in county.Sessions)
                Say(s.Id, s.StartedAt, s.EndedAt, string.Join(',', s.PlaceIds), string.Join(',', s.Agencies), s.StaffCount, s.YoungPeopleSpokenTo, string.Join(',', s.Resources));
            foreach (var i in county.Incidents.Concat(county.HotspotReports))
                Say(i.Id, i.Location, i.OccurredFrom, i.OccurredTo, string.Join(',', i.HarmTypes), i.Agency, i.Narrative, string.Join(',', i.Children), i.RecordedAt);
            foreach (var t in county.Truths) Say(t.Id, t.Centre, t.From, t.To, t.ExpectedClass, t.Events, t.DistinctChildren);
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()));
    }
}
