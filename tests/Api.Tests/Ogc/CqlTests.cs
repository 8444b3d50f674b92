using System.Text.Json.Nodes;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Ogc;

/// <summary>Filters in CQL2 text: what they find, and that nothing in them is ever more than a value.</summary>
public sealed class CqlTests(OgcWorld api) : IClassFixture<OgcWorld>
{
    private const int All = OgcWorld.Youth + OgcWorld.Police + OgcWorld.Nowhere;

    [Theory]
    [InlineData("recordedByAgency = 'police'", OgcWorld.Police)]
    [InlineData("'police' = recordedByAgency", OgcWorld.Police)]
    [InlineData("recordedByAgency <> 'police'", OgcWorld.Youth + OgcWorld.Nowhere)]
    [InlineData("NOT recordedByAgency = 'police'", OgcWorld.Youth + OgcWorld.Nowhere)]
    [InlineData("not (recordedByAgency = 'police' OR recordedByAgency = 'youth_service')", 0)]
    [InlineData("recordedByAgency = 'police' and accuracyMetres >= 20", OgcWorld.Police)]
    [InlineData("\"accuracyMetres\" < 20", 0)]
    [InlineData("20 <= accuracyMetres", OgcWorld.Youth + OgcWorld.Police)]
    [InlineData("accuracyMetres IS NULL", OgcWorld.Nowhere)]
    [InlineData("accuracyMetres IS NOT NULL", OgcWorld.Youth + OgcWorld.Police)]
    [InlineData("accuracyMetres BETWEEN 19 AND 21.5", OgcWorld.Youth + OgcWorld.Police)]
    [InlineData("accuracyMetres NOT BETWEEN 19 AND 21.5", 0)]
    [InlineData("recordedByAgency IN ('police', 'health')", OgcWorld.Police)]
    [InlineData("recordedByAgency NOT IN ('police')", OgcWorld.Youth + OgcWorld.Nowhere)]
    [InlineData("recordedByAgency LIKE 'pol%'", OgcWorld.Police)]
    [InlineData("harmTypes = 'cse'", All)]
    [InlineData("harmTypes IN ('cse', 'cce')", All)]
    [InlineData("harmTypes <> 'cse'", 0)]
    [InlineData("usedInClusters", OgcWorld.Youth + OgcWorld.Police)]
    [InlineData("usedInClusters = false", OgcWorld.Nowhere)]
    [InlineData("crossBoundary = TRUE", 0)]
    [InlineData("TRUE", All)]
    [InlineData("version = 1 AND (kind = 'harm' AND ((sensitivity = 'ordinary')))", All)]
    [InlineData("occurredFrom < TIMESTAMP('2026-03-06T23:30:00Z')", OgcWorld.Police - 1)]
    [InlineData("occurredFrom >= DATE('2026-03-06')", OgcWorld.Youth + OgcWorld.Nowhere + 1)]
    [InlineData("geometry IS NULL", OgcWorld.Nowhere)]
    [InlineData("S_INTERSECTS(geometry, BBOX(-4, 51, -2, 53))", OgcWorld.Youth + OgcWorld.Police)]
    [InlineData("S_INTERSECTS(geometry, POLYGON((-4 51, -2 51, -2 53, -4 53, -4 51)))", OgcWorld.Youth + OgcWorld.Police)]
    [InlineData("S_INTERSECTS(POLYGON((-4 51, -2 51, -2 53, -4 53, -4 51)), geometry)", OgcWorld.Youth + OgcWorld.Police)]
    [InlineData("S_INTERSECTS(geometry, POINT(10 10)) OR recordedByAgency = 'police'", OgcWorld.Police)]
    [InlineData("recordedByAgency = 'x'' or true --'", 0)]
    public async Task Filter_FindsWhatItSays(string filter, int found)
    {
        using var analyst = api.As(Role.Analyst);
        var page = await OgcWalkTests.JsonAsync(analyst, $"/ogc/collections/incidents/items?limit=1000&filter={Uri.EscapeDataString(filter)}", "application/geo+json");
        Assert.Equal(found, (int)page["numberMatched"]!);
    }

    [Theory]
    [InlineData("recordedBy = '0196a000-0000-7000-8000-00000000beef'")]
    [InlineData("narrative LIKE '%knife%'")]
    [InlineData("partnership_id IS NOT NULL")]
    [InlineData("version = 'one'")]
    [InlineData("kind = 3")]
    [InlineData("kind = 'harm' AND")]
    [InlineData("(kind = 'harm'")]
    [InlineData("kind = 'harm')")]
    [InlineData("kind")]
    [InlineData("kind = kind")]
    [InlineData("harmTypes > 'cse'")]
    [InlineData("crossBoundary < TRUE")]
    [InlineData("kind = 'harm'; drop table incident")]
    [InlineData("kind = 'unterminated")]
    [InlineData("1 = 1")]
    [InlineData("version = NaN")]
    [InlineData("version = 1e999")]
    [InlineData("occurredFrom > 'yesterday'")]
    [InlineData("CASEI(kind) = 'harm'")]
    [InlineData("S_INTERSECTS(geometry, geometry)")]
    [InlineData("S_INTERSECTS(geometry, POLYGON((-4 51, -2 51)))")]
    [InlineData("S_INTERSECTS(geometry, POLYGON((-4 51, -2 53, -2 51, -4 53, -4 51)))")]
    [InlineData("S_INTERSECTS(geometry, BBOX(1,2,3))")]
    [InlineData("S_WITHIN(geometry, POINT(1 2))")]
    public async Task FilterThatCannotBeRead_IsRefused(string filter)
    {
        using var analyst = api.As(Role.Analyst);
        await (await analyst.GetAsync($"/ogc/collections/incidents/items?filter={Uri.EscapeDataString(filter)}")).AssertProblemAsync(ProblemCodes.FilterNotReadable, "filter");
    }

    [Fact]
    public async Task Depth_IsBounded()
    {
        using var analyst = api.As(Role.Analyst);
        string Nested(int depth) => $"/ogc/collections/incidents/items?filter={Uri.EscapeDataString(new string('(', depth) + "version = 1" + new string(')', depth))}";
        Assert.Equal(System.Net.HttpStatusCode.OK, (await analyst.GetAsync(Nested(20))).StatusCode);
        await (await analyst.GetAsync(Nested(21))).AssertProblemAsync(ProblemCodes.FilterNotReadable, "filter");
        await (await analyst.GetAsync(Nested(300))).AssertProblemAsync(ProblemCodes.FilterNotReadable, "filter");
    }

    [Fact]
    public async Task FilterBoxAndTime_HoldTogether_AndPages_KeepThem()
    {
        using var analyst = api.As(Role.Analyst);
        var filter = Uri.EscapeDataString("recordedByAgency = 'police'");
        var ids = new HashSet<string>();
        for (var next = $"/ogc/collections/incidents/items?filter={filter}&bbox=-4,51,-2,53&datetime=../2026-03-05&limit=2"; next is not null;)
        {
            var page = await OgcWalkTests.JsonAsync(analyst, next, "application/geo+json");
            foreach (var feature in page["features"]!.AsArray()) Assert.True(ids.Add((string)feature!["id"]!));
            next = OgcWalkTests.Link(page, "next");
        }

        Assert.Equal(OgcWorld.Police - 1, ids.Count);
    }

    [Fact]
    public async Task EveryQueryableOfEveryCollection_CanBeAskedBy()
    {
        using var analyst = api.As(Role.Analyst);
        foreach (var collection in OgcWorld.Collections)
        {
            var queryables = JsonNode.Parse(await analyst.GetStringAsync($"/ogc/collections/{collection}/queryables"))!["properties"]!.AsObject();
            var all = (int)(await OgcWalkTests.JsonAsync(analyst, $"/ogc/collections/{collection}/items", "application/geo+json"))["numberMatched"]!;
            Assert.Null(queryables["geometry"]!["type"]);
            foreach (var (name, _) in queryables)
            {
                var filter = Uri.EscapeDataString($"\"{name}\" IS NULL OR \"{name}\" IS NOT NULL");
                Assert.Equal(all, (int)(await OgcWalkTests.JsonAsync(analyst, $"/ogc/collections/{collection}/items?filter={filter}", "application/geo+json"))["numberMatched"]!);
            }
        }
    }
}
