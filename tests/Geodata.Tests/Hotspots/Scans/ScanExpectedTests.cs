using System.Globalization;
using System.Text.Json;
using SpacesPlaces.Geodata.Hotspots.Scans;
using Xunit.Abstractions;

namespace SpacesPlaces.Geodata.Tests.Hotspots.Scans;

/// <summary>
/// Lung cancer in the 67 counties of Pennsylvania, 2002, against clusters worked out from the definition by others (great-circle
/// distances, at most half of the people).
/// </summary>
public sealed class ScanExpectedTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("pennLC_poisson_unadjusted_great_circle_max50pct", false)]
    [InlineData("pennLC_poisson_indirectly_standardised_16_strata_great_circle_max50pct", true)]
    public void Clusters_EqualThoseOfPennsylvania(string name, bool isStandardised)
    {
        const string folder = "reference/scan/";
        if (SharedData.Lines(folder + "pennLC_geo.csv", output) is not { } geo) return;
        if (SharedData.Lines(folder + "pennLC_data.csv", output) is not { } data) return;
        if (SharedData.Lines(folder + "expected_clusters_recomputed.json", output) is not { } json) return;

        string[][] counties = [.. geo.Skip(1).Select(line => line.Split(',').Select(f => f.Trim('"')).ToArray())];
        double[] lon = [.. counties.Select(c => Number(c[1]))], lat = [.. counties.Select(c => Number(c[2]))];
        var rows = data.Skip(1).Select(line => line.Split(',').Select(f => f.Trim('"')).ToArray())
            .Select(f => (County: Array.FindIndex(counties, c => c[0] == f[0]), Cases: (int)Number(f[1]), People: Number(f[2]),
                Stratum: f[3] + f[4] + f[5])).ToArray();
        var rate = rows.GroupBy(r => r.Stratum).ToDictionary(g => g.Key, g => g.Sum(r => r.Cases) / g.Sum(r => r.People));
        var cases = new int[counties.Length];
        var expected = new double[counties.Length];
        foreach (var (county, count, people, stratum) in rows)
        {
            cases[county] += count;
            expected[county] += isStandardised ? people * rate[stratum] : people;
        }

        var places = ScanPlaces.Sort(lon, lat, cases, expected, 1);
        double Apart(int a, int b) =>
            GreatCircle(lon[places.FirstRow(a)], lat[places.FirstRow(a)], lon[places.FirstRow(b)], lat[places.FirstRow(b)]);
        var found = ScanStatistic.Run(ScanModel.Poisson, places, new ScanParameters(), Apart, CancellationToken.None);

        using var wanted = JsonDocument.Parse(string.Concat(json));
        var clusters = wanted.RootElement.GetProperty(name).GetProperty("clusters").EnumerateArray().ToArray();
        Assert.Equal(3, clusters.Length);
        foreach (var (want, got) in clusters.Zip(found.Clusters))
        {
            Assert.Equal(
                want.GetProperty("locations").EnumerateArray().Select(l => l.GetString()), got.Places.Select(p => counties[p][0]).Order());
            Assert.Equal(want.GetProperty("cases").GetInt32(), got.Cases);
            Assert.Equal(want.GetProperty("expected").GetDouble(), got.Expected, 5);
            Assert.Equal(want.GetProperty("relative_risk_inside_outside").GetDouble(), got.RelativeRisk, 5);
            Assert.Equal(want.GetProperty("llr").GetDouble(), got.LogLikelihoodRatio, 5);
            output.WriteLine($"{counties[got.CentrePlace][0]} {got.LogLikelihoodRatio} p {got.P}");
        }

        if (!isStandardised) Assert.Equal(2586, found.Cylinders);
        // The first cluster is far beyond chance, the third well within it.
        Assert.Equal(0.001, found.Clusters[0].P);
        Assert.InRange(found.Clusters[2].P, 0.1, 1);
    }

    private static double GreatCircle(double lon, double lat, double otherLon, double otherLat)
    {
        double a = double.DegreesToRadians(lat), b = double.DegreesToRadians(otherLat);
        double north = Math.Sin((b - a) / 2), east = Math.Sin(double.DegreesToRadians(otherLon - lon) / 2);
        return 2 * 6_371_000 * Math.Asin(Math.Sqrt(north * north + Math.Cos(a) * Math.Cos(b) * east * east));
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
