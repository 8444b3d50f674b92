using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using SpacesPlaces.Geodata.Hotspots;

namespace SpacesPlaces.Geodata.Tests.Hotspots;

/// <summary>Labels frozen from R's dbscan; <c>Expected/dbscan.R</c> made them and each file's first line says with which versions.</summary>
public sealed partial class DbscanExpectedTests
{
    [Theory]
    [InlineData("ties")]
    [InlineData("county")]
    [InlineData("fringes")]
    [InlineData("fractions")]
    public void Labels_EqualR(string name)
    {
        using var file = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream($"dbscan_{name}.csv")!);
        var lines = file.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var head = Head().Match(lines[0]);
        double[][] rows =
            [.. lines.Skip(1).Select(line => line.Split(',').Select(f => double.Parse(f, CultureInfo.InvariantCulture)).ToArray())];
        Assert.Equal(int.Parse(head.Groups["n"].Value, CultureInfo.InvariantCulture), rows.Length);

        var found = Dbscan.Run(
            rows.Select(r => r[0]).ToArray(), rows.Select(r => r[1]).ToArray(),
            double.Parse(head.Groups["eps"].Value, CultureInfo.InvariantCulture),
            int.Parse(head.Groups["min"].Value, CultureInfo.InvariantCulture), DbscanOrder.RowOrder);

        Assert.Equal(rows.Select(r => (int)r[2]), found.Labels);
        Assert.Equal(rows.Select(r => r[3] == 1), found.IsCore);
        // The files are worth something only while all kinds of event are in them.
        Assert.True(found.ClusterCount > 1);
        Assert.Contains(0, found.Labels);
        Assert.Contains(found.Labels.Zip(found.IsCore), e => e.First > 0 && !e.Second);
    }

    [GeneratedRegex(@"^# R [\d.]+ dbscan [\d.]+ eps=(?<eps>[\d.]+) minPts=(?<min>\d+) n=(?<n>\d+)$")]
    private static partial Regex Head();
}
