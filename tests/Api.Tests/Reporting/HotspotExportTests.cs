using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using SpacesPlaces.Api.Tests.Hotspots;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Incidents.Examples;

namespace SpacesPlaces.Api.Tests.Reporting;

/// <summary>Files of hotspots tell what the recipient's view tells; a restricted record stays marked in a file.</summary>
public sealed class HotspotExportTests(DatasetRWorld api) : IClassFixture<DatasetRWorld>
{
    private static readonly (double Easting, double Northing)[] Events =
        [(300000, 250000), (300040, 250010), (300055, 249970), (300020, 250060), (300090, 250030)];

    [Fact]
    public async Task FileForReadersOfFigures_HasTheFiguresOfTheirView_AndNoCornerOfAnEvent()
    {
        using var analyst = api.As(Role.Analyst);
        using var member = api.As(Role.MaceMember);
        var analysis = (await analyst.AnalyseAsync(DatasetR.Asked)).Id;
        var seen = Assert.Single((await member.HotspotsAsync(analysis)).Items);
        var csv = Encoding.UTF8.GetString(await MakeAsync(analyst, Asked(ExportFormat.Csv, Role.MaceMember, analysis)));
        var lines = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        var row = lines[1].Split(',').Zip(lines[2].Split(',')).ToDictionary(pair => pair.First, pair => pair.Second);
        Assert.Equal(
            [seen.Number, seen.Events, seen.DistinctChildren, seen.ChildrenUnknown, seen.Agencies, seen.Dates],
            ((string[])["Number", "Events", "Different children", "Unknown children", "Agencies", "Dates"])
                .Select(column => (int?)int.Parse(row[column], CultureInfo.InvariantCulture)));
        Assert.Equal((5, 4), (seen.Events, seen.DistinctChildren));
        Assert.Equal(($"{seen.First:O}", $"{seen.Last:O}", ""), (row["First day"], row["Last day"], row["Band"]));

        // No number in the table is a coordinate of an event, in degrees or in metres; the outline in JSON has no event as corner.
        foreach (var (easting, northing) in Events)
        {
            var (longitude, latitude) = NationalGrid.Helmert.ToLonLat(easting, northing);
            foreach (var number in lines[2].Split(',').Select(cell => double.TryParse(cell, CultureInfo.InvariantCulture, out var n) ? n : double.NaN))
                Assert.DoesNotContain(true, new[] { easting, northing, longitude, latitude }.Select(c => Math.Abs(number - c) < 0.001));
        }

        var json = JsonDocument.Parse(await MakeAsync(analyst, Asked(ExportFormat.Json, Role.MaceMember, analysis)));
        var item = Assert.Single(json.RootElement.GetProperty("items").EnumerateArray()).Deserialize<HotspotView>(WireJson.Options)!;
        Assert.Equal(seen.Shape.Shape.AsText(), item.Shape.Shape.AsText());
        foreach (var corner in item.Shape.Shape.Coordinates)
        {
            var (x, y) = NationalGrid.Helmert.FromLonLat(corner.X, corner.Y);
            Assert.All(Events, at => Assert.True(Math.Abs(x - at.Easting) + Math.Abs(y - at.Northing) > 5, $"{corner} is an event"));
        }
    }

    [Fact]
    public async Task FileForReadersOfBands_HasABandAndNoFigure()
    {
        using var analyst = api.As(Role.Analyst);
        var analysis = (await analyst.AnalyseAsync(DatasetR.Asked)).Id;
        var csv = Encoding.UTF8.GetString(await MakeAsync(analyst, Asked(ExportFormat.Csv, Role.Planner, analysis)));
        var lines = csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Equal("Being looked at", Assert.Single(lines[2].Split(','), cell => cell.Length > 0));
    }

    [Fact]
    public async Task RestrictedRecord_CarriesItsMarkIntoALaterFile_OfTheOneWhoMayExportIt()
    {
        // Of all who may export, its recorder alone sees it without breaking glass.
        var at = new DateTimeOffset(2025, 5, 3, 10, 0, 0, TimeSpan.Zero);
        using var analyst = api.As(Role.Analyst);
        using var colleague = api.As(await api.AddMemberAsync("second-analyst", Role.Analyst, Agency.Police));
        var id = Guid.NewGuid();
        await (await analyst.PostAsync(PathOf(id), Harm(at: at) with { Sensitivity = Sensitivity.Restricted })).ReadAsync<Receipt>(HttpStatusCode.Created);
        await (await analyst.PostAsync(PathOf(Guid.NewGuid()), Harm(at: at))).ReadAsync<Receipt>(HttpStatusCode.Created);
        var asked = new NewExport(
            ExportSubject.Incidents, ExportFormat.Csv, "A. Analyst", Agency.Police, Role.Analyst, Purpose.PanelPreparation, "en", new(From: at.AddDays(-1), To: at.AddDays(1)));

        var preview = await (await analyst.PostAsync($"/api/v1/exports/{Guid.NewGuid()}/preview", asked)).ReadAsync<ExportPreview>();
        Assert.Equal((2, 1), (preview.Rows, preview.Restricted));
        var file = Encoding.UTF8.GetString(await MakeAsync(analyst, asked));
        Assert.Contains("Holds 1 restricted records.", file.Split("\r\n")[0], StringComparison.Ordinal);
        Assert.Contains("Restricted", Assert.Single(file.Split("\r\n"), line => line.StartsWith(id.ToString(), StringComparison.Ordinal)), StringComparison.Ordinal);

        var others = Encoding.UTF8.GetString(await MakeAsync(colleague, asked));
        Assert.DoesNotContain(id.ToString(), others, StringComparison.Ordinal);
        Assert.DoesNotContain("restricted", others.Split("\r\n")[0], StringComparison.OrdinalIgnoreCase);
    }

    private static NewExport Asked(ExportFormat format, Role recipient, Guid analysis) => new(
        ExportSubject.Hotspots, format, "A. Panel member", Agency.ChildrensServices, recipient, Purpose.PanelPreparation, "en", AnalysisId: analysis);

    private static async Task<byte[]> MakeAsync(HttpClient client, NewExport asked)
    {
        var id = Guid.NewGuid();
        await (await client.PostAsync($"/api/v1/exports/{id}", asked)).ReadAsync<ExportView>(HttpStatusCode.Created);
        var file = await client.GetAsync($"/api/v1/exports/{id}/file");
        Assert.Equal(HttpStatusCode.OK, file.StatusCode);
        return await file.Content.ReadAsByteArrayAsync();
    }
}
