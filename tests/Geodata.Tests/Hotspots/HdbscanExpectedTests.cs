using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using SpacesPlaces.Geodata.Hotspots;

namespace SpacesPlaces.Geodata.Tests.Hotspots;

/// <summary>
/// Labels and links frozen from R's dbscan; <c>Expected/hdbscan.R</c> made them. R cuts links of one length one by one and so lets
/// the order of rows decide; we cut them at once. Hence three facts: the links are as long, R's links cut one by one give R's
/// labels, and R's links cut at once give ours.
/// </summary>
public sealed partial class HdbscanExpectedTests
{
    private const double Resolution = 1e-6;

    /// <param name="name">The file.</param>
    /// <param name="moved">Events that the ties label differently, seen and written down: a change of rule would change them.</param>
    [Theory]
    [InlineData("county", 0)]
    [InlineData("streets", 0)]
    [InlineData("crescents", 2)]
    public void Labels_EqualR_UpToTies(string name, int moved)
    {
        using var file = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream($"hdbscan_{name}.csv")!);
        var lines = file.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var head = Head().Match(lines[0]);
        double[][] rows =
            [.. lines.Skip(1).Select(line => line.Split(',').Select(f => double.Parse(f, CultureInfo.InvariantCulture)).ToArray())];
        Assert.Equal(int.Parse(head.Groups["n"].Value, CultureInfo.InvariantCulture), rows.Length);
        var minEvents = int.Parse(head.Groups["min"].Value, CultureInfo.InvariantCulture);
        double[] x = [.. rows.Select(r => r[0])], y = [.. rows.Select(r => r[1])];
        int[] labels = [.. rows.Select(r => (int)r[2])];
        Assert.True(labels.Max() > 1);
        Assert.Contains(0, labels);

        var parameters = new HdbscanParameters(minEvents, minEvents, 0, HdbscanSelection.ExcessOfMass, Resolution);
        var found = Hdbscan.Run(x, y, parameters);
        var spots = HdbscanSpots.Sort(x, y, x.Min(), y.Min(), Math.Max(x.Max() - x.Min(), y.Max() - y.Min()));
        var cores = new HdbscanCores(spots, minEvents, Resolution * Resolution).Squared();
        double[] ours = [.. new HdbscanSpanningTree(spots, cores).Build().Squared.Order()];
        var spotOf = new int[x.Length];
        for (var spot = 0; spot < spots.Count; spot++) spotOf[spots.Rows[spot]] = spot;
        HdbscanLink[] links = [.. rows.SkipLast(1).Select(r => new HdbscanLink(spotOf[(int)r[3] - 1], spotOf[(int)r[4] - 1]))];
        double[] squared = [.. rows.SkipLast(1).Select(r => r[5] * r[5])];
        Assert.Equal(squared.Length, ours.Length);
        for (var i = 0; i < ours.Length; i++) Assert.Equal(1, ours[i] / squared[i], 1e-12);

        // Ours are exact squares of whole numbers in some files, R's are squared roots: lengths that tie must do so again.
        var atOnce = (double[])ours.Clone();
        var oneByOne = (double[])ours.Clone();
        for (var i = 1; i < ours.Length; i++)
            if (oneByOne[i] <= oneByOne[i - 1]) oneByOne[i] = double.BitIncrement(oneByOne[i - 1]);
        Assert.Equal(found.Labels, Labels(atOnce));
        Assert.Equal(0, Different(labels, Labels(oneByOne)));
        Assert.Equal(moved, Different(labels, found.Labels));

        IReadOnlyList<int> Labels(double[] lengths)
        {
            var merges = HdbscanMerges.Of(spots, ((HdbscanLink[])links.Clone(), lengths));
            return HdbscanChoice.Choose(spots, cores, HdbscanCondensed.Of(spots, cores, merges, minEvents), parameters).Labels;
        }
    }

    /// <summary>Events in another cluster than there; each cluster there answers to the one here that holds most of its events.</summary>
    private static int Different(IReadOnlyList<int> there, IReadOnlyList<int> here)
    {
        var same = there.Zip(here).Where(p => p.First > 0 && p.Second > 0).GroupBy(p => p.First)
            .ToDictionary(g => g.Key, g => g.GroupBy(p => p.Second).MaxBy(h => h.Count())!.Key);
        return there.Zip(here).Count(p => (p.First == 0 ? 0 : same.GetValueOrDefault(p.First, -1)) != p.Second);
    }

    [GeneratedRegex(@"^# R [\d.]+ dbscan [\d.]+ minPts=(?<min>\d+) n=(?<n>\d+)$")]
    private static partial Regex Head();
}
