using System.Net;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using Location = SpacesPlaces.Contracts.Location;

namespace SpacesPlaces.Api.Tests.Hotspots.Analyses;

/// <summary>
/// The program with a year of invented harm: 30 events at one park, two or three a month, to ten children one after another, and 30
/// anywhere in the area; and outreach at the park, two hours each month.
/// </summary>
public sealed class AnalysisWorld : TestApi
{
    public static readonly (double Easting, double Northing) Park = (300_200, 250_200);

    internal static NewAnalysis Asked(AnalysisMethod method) =>
        new(AnalysisSubject.Harm, new(2025, 1, 1), new(2025, 12, 31), method);

    internal IReadOnlyList<string> Children { get; } = [.. Enumerable.Range(0, 10).Select(_ => Tokens.New())];

    public override async Task InitializeAsync()
    {
        await base.InitializeAsync();
        using var analyst = As(Role.Analyst);
        for (var i = 0; i < 30; i++)
        {
            // The k-th child is harmed there in the months around the k-th.
            var day = new DateOnly(2025, 1, 5).AddDays(i * 12);
            await RecordAsync(analyst, Park.Easting + (17 * i % 60), Park.Northing + (31 * i % 60), day, [Children[i / 3]]);
        }

        for (var i = 0; i < 30; i++)
        {
            var day = new DateOnly(2025, 1, 2).AddDays(i * 11);
            await RecordAsync(analyst, 290_000 + (7_919 * i % 20_000), 240_000 + (4_801 * i % 20_000), day, [Tokens.New()]);
        }

        for (var month = 1; month <= 12; month++)
        {
            var start = new DateTimeOffset(2025, month, 10, 19, 0, 0, TimeSpan.Zero);
            var session = new NewOutreachSession(new Location(new(Park.Easting, Park.Northing), PointSource.Pin, 10, "EPSG:27700"), start, start.AddHours(2), 2);
            Assert.Equal(HttpStatusCode.Created, (await analyst.PostAsync($"/api/v1/outreach/sessions/{Guid.CreateVersion7()}", session)).StatusCode);
        }
    }

    internal static async Task<Guid> RecordAsync(HttpClient client, double easting, double northing, DateOnly day, string[] children)
    {
        var id = Guid.CreateVersion7();
        var body = DatasetR.Harm(easting, northing, day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), children);
        Assert.Equal(HttpStatusCode.Created, (await client.PostAsync($"/api/v1/incidents/{id}", body)).StatusCode);
        return id;
    }

    /// <summary>A square around the park, EPSG:4326.</summary>
    internal static AreaGeometry Around(double metres)
    {
        var grid = SpacesPlaces.Geodata.Crs.NationalGrid.Helmert;
        var corners = new[] { (-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1) }.Select(corner =>
        {
            var (lon, lat) = grid.ToLonLat(Park.Easting + (corner.Item1 * metres), Park.Northing + (corner.Item2 * metres));
            return new NetTopologySuite.Geometries.Coordinate(lon, lat);
        });
        return new(new NetTopologySuite.Geometries.GeometryFactory().CreatePolygon([.. corners]));
    }
}

/// <summary>What tests say about analyses.</summary>
internal static class AnalysisVerbs
{
    public static async Task<Guid> AskAsync(this HttpClient client, NewAnalysis asked)
    {
        var id = Guid.CreateVersion7();
        await (await client.PostAsync($"/api/v1/analyses/{id}", asked)).ReadAsync<JobView>(HttpStatusCode.Accepted);
        var job = await client.EndOfAsync(id);
        Assert.True(job.State == JobState.Succeeded, $"{asked.Method.GetType().Name}: {job.State} {job.Problem}");
        return id;
    }

    public static async Task<AnalysisView> AnalysisAsync(this HttpClient client, Guid id) =>
        await (await client.GetAsync($"/api/v1/analyses/{id}")).ReadAsync<AnalysisView>();
}
