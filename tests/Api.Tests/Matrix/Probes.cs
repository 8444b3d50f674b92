using System.Net;
using System.Text.Json.Nodes;

namespace SpacesPlaces.Api.Tests.Matrix;

/// <summary>What a curious person asks beside the doors' ordinary use: filters, searches, pages, strange methods, the other language.</summary>
internal static class Probes
{
    /// <summary>Filters and searches that would move if anything hidden took part in them.</summary>
    public static readonly string[] Filters =
    [
        "/api/v1/incidents?limit=1000", "/api/v1/incidents?status=withdrawn&limit=1000", "/api/v1/incidents?bbox=-4,51.9,-2.8,52.6&limit=1000",
        "/api/v1/incidents?agency=licensing&agency=health&limit=1000", "/api/v1/incidents?harmType=cce&kind=harm&limit=1000",
        "/api/v1/incidents?from=2026-03-06T20:00:00Z&to=2026-03-07T00:00:00Z&limit=1000", "/api/v1/reference-data/places?search=CANARY",
        "/api/v1/reference-data/places?search=shelter", "/api/v1/reference-data/context?from=2025-01&to=2025-06&everywhere=true",
        "/api/v1/reference-data/boundaries?set=LSOA21", "/api/v1/hotspots?subject=harm", "/api/v1/hotspots?subject=context",
        "/ogc/collections?f=html", "/ogc/collections/incidents/items?limit=10000", "/ogc/collections/incidents/items?limit=10000&f=html",
        "/ogc/collections/incidents/items?bbox=-4,51.9,-2.8,52.6&datetime=2026-03-06/2026-03-07&limit=10000", "/ogc/collections/spaces/items?limit=10000&f=html",
        "/ogc/collections/incidents/items?limit=10000&filter=recordedByAgency%20%3D%20%27police%27%20OR%20accuracyMetres%20%3E%201",
        "/ogc/collections/hotspots/items?limit=10000", "/ogc/collections/outreach/items?limit=10000", "/ogc/collections/environment-tasks/items?limit=10000",
        "/ogc/collections/context-events/items?limit=10000", "/ogc/collections/boundaries/items?limit=10000", "/ogc/collections/places/items?limit=10000",
        "/ogc/tiles/incidents/0/0/0.mvt", "/ogc/tiles/incidents/12/2008/1350.mvt", "/ogc/tiles/incidents/14/8034/5401.mvt", "/ogc/tiles/spaces/10/502/337.mvt",
    ];

    private static readonly string[] Strange =
    [
        "/", "/api/v1/nothing", "/api/v1/incidents/not-an-id", "/api/v1/incidents?placeId=CANARY", "/api/v1/incidents?after=CANARY",
        "/api/v1/incidents?order=narrative", "/api/v1/incidents?narrative=CANARY", "/api/v1/hotspots?analysis=00000000-0000-0000-0000-000000000001",
    ];

    /// <summary>Everybody asks everything, and pages to the end of what they find.</summary>
    public static Task AskAsync(MatrixWorld world) => Parallel.ForEachAsync(world.People, async (person, cancel) =>
    {
        var client = world.ClientOf(person);
        foreach (var path in (string[])[.. Filters, .. Strange])
            using (await client.GetAsync(path, cancel)) { }
        using (var odd = new HttpRequestMessage(HttpMethod.Patch, "/api/v1/incidents")) using (await client.SendAsync(odd, cancel)) { }
        using (var welsh = new HttpRequestMessage(HttpMethod.Get, "/api/v1/incidents/" + Guid.CreateVersion7()))
        {
            welsh.Headers.AcceptLanguage.ParseAdd("cy");
            using (await client.SendAsync(welsh, cancel)) { }
        }

        for (string? next = ""; next is not null;)
        {
            using var page = await client.GetAsync($"/api/v1/incidents?limit=100{(next.Length > 0 ? "&after=" + Uri.EscapeDataString(next) : "")}", cancel);
            if (page.StatusCode != HttpStatusCode.OK) break;
            next = (string?)JsonNode.Parse(await page.Content.ReadAsStringAsync(cancel))!["next"];
        }
    });
}
