using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Hotspots.Surfaces;
using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Tests.Hotspots.Surfaces;

public sealed class EmergingHotspotsTests
{
    private static readonly CellSet Cells = CellSet.Covering(new SquareGrid(500), new Envelope(300_000, 310_000, 250_000, 260_000));
    private static readonly NeighbourLists Neighbours = Cells.Neighbours();

    [Theory]
    [InlineData("0000000001", 0, EmergingClass.New)]
    [InlineData("0000000011", 0, EmergingClass.Consecutive)]
    [InlineData("--00000011", 0, EmergingClass.Consecutive)]
    [InlineData("0011111111", 0, EmergingClass.Consecutive)]
    [InlineData("1111111111", 0, EmergingClass.Persistent)]
    [InlineData("0111111111", 0, EmergingClass.Persistent)]
    [InlineData("0111111111", 1, EmergingClass.Intensifying)]
    [InlineData("1101111111", -1, EmergingClass.Diminishing)]
    [InlineData("1111111110", -1, EmergingClass.Historical)]
    [InlineData("0100100011", 1, EmergingClass.Sporadic)]
    [InlineData("01001-0011", 0, EmergingClass.Oscillating)]
    [InlineData("01001-0010", 0, EmergingClass.None)]
    [InlineData("0000000000", 1, EmergingClass.None)]
    [InlineData("----------", -1, EmergingClass.None)]
    [InlineData("1111", 0, EmergingClass.Persistent)]
    public void Runs_AreNamedByTheRules(string run, int trend, EmergingClass wanted) =>
        Assert.Equal(wanted, EmergingHotspots.Classify([.. run.Select(c => c == '1' ? 1 : c == '-' ? -1 : 0)], trend));

    [Fact]
    public void PlantedStories_AreFound()
    {
        var stories = new Dictionary<EmergingClass, Func<int, double>>
        {
            [EmergingClass.New] = t => t == 11 ? 3 : 0,
            [EmergingClass.Consecutive] = t => t >= 9 ? 3 : 0,
            [EmergingClass.Intensifying] = t => 3 + 0.3 * t,
            [EmergingClass.Diminishing] = t => 7 - 0.3 * t,
            [EmergingClass.Persistent] = t => 4 + (t * 7) % 5 * 0.3,
            [EmergingClass.Sporadic] = t => t % 3 == 2 ? 3 : 0,
            [EmergingClass.Historical] = t => t < 11 ? 4 : 0,
        };
        var values = Noise(12);
        var planted = stories.Keys.Select((story, i) => (story, cell: Cells.IndexOf(new GridAddress(603 + 4 * (i % 4), 504 + 7 * (i / 4))))).ToArray();
        foreach (var (story, cell) in planted)
            foreach (var around in Neighbours.Of(cell).ToArray().Append(cell))
                for (var t = 0; t < 12; t++) values[around * 12 + t] += stories[story](t);

        var found = EmergingHotspots.Find(Neighbours, values, new bool[12], new(NeighbourLag: 0));
        Assert.All(planted, p => Assert.Equal(p.story, found.Classes[p.cell]));
        Assert.True(found.IsTrendTested);
        Assert.Equal(400 * 12, found.Tests);
        Assert.True(found.Classes.Count(c => c == EmergingClass.None) > 200);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public void Scores_AreGiStarOverTheCube(int lag)
    {
        // The definition, without anything saved: hot periods by hand for every area.
        const int Periods = 9;
        var values = Noise(Periods);
        for (var t = 0; t < Periods; t++) values[217 * Periods + t] += 3 * t;
        bool[] missing = [.. Enumerable.Range(0, Periods).Select(t => t == 4)];
        var found = EmergingHotspots.Find(Neighbours, values, missing, new(lag));

        int[] used = [.. Enumerable.Range(0, Periods).Where(t => t != 4)];
        double[] known = [.. Enumerable.Range(0, 400).SelectMany(i => used.Select(t => values[i * Periods + t]))];
        double n = known.Length, mean = known.Average(), s = Math.Sqrt(known.Average(v => v * v) - mean * mean);
        var z = new double[400][];
        for (var i = 0; i < 400; i++)
            z[i] = [.. used.Select(t =>
            {
                var box = used.Where(u => u <= t && u >= t - lag)
                    .SelectMany(u => Neighbours.Of(i).ToArray().Append(i).Select(j => values[j * Periods + u])).ToArray();
                return (box.Sum() - box.Length * mean) / (s * Math.Sqrt((n * box.Length - box.Length * box.Length) / (n - 1)));
            })];
        var adjusted = FalseDiscovery.Adjust([.. z.SelectMany(row => row.Select(NormalDistribution.TwoSided))], PAdjustment.BenjaminiHochberg);
        for (var i = 0; i < 400; i++)
        {
            Assert.Equal(Enumerable.Range(0, 8).Count(t => z[i][t] > 0 && adjusted[i * 8 + t] <= 0.05), found.HotPeriods[i]);
            Assert.Equal(MannKendall.Test([.. z[i].Select(v => Math.Round(v, 9))]).PTwoSided, found.TrendPTwoSided[i], 0.02);
        }

        Assert.Equal([4], found.PeriodsMissing);
        Assert.True(found.HotPeriods[217] >= 3);
    }

    [Fact]
    public void MissingMonth_IsNotAFall()
    {
        var values = Noise(10);
        for (var t = 0; t < 10; t++) values[217 * 10 + t] += 15;
        bool[] missing = [.. Enumerable.Range(0, 10).Select(t => t is 6 or 9)];
        // Whatever stands in the missing months is not read: zeros, or nonsense.
        foreach (var stand in (double[])[0, 1e6, double.NaN])
        {
            for (var i = 0; i < 400; i++) values[i * 10 + 6] = values[i * 10 + 9] = stand;
            var found = EmergingHotspots.Find(Neighbours, values, missing);
            Assert.Equal((EmergingClass.Persistent, 8), (found.Classes[217], found.HotPeriods[217]));
            Assert.Equal([6, 9], found.PeriodsMissing);
            Assert.Equal([0, 1, 2, 3, 4, 5, 7, 8], found.PeriodsUsed);
        }

        for (var i = 0; i < 400; i++) values[i * 10 + 6] = values[i * 10 + 9] = 0;
        Assert.NotEqual(EmergingClass.Persistent, EmergingHotspots.Find(Neighbours, values, new bool[10], new(0)).Classes[217]);
    }

    [Fact]
    public void SevenPeriods_ClaimNoTrend()
    {
        var values = Noise(7);
        for (var t = 0; t < 7; t++) values[217 * 7 + t] += 15 + t;
        var found = EmergingHotspots.Find(Neighbours, values, new bool[7]);
        Assert.False(found.IsTrendTested);
        Assert.Equal((EmergingClass.Persistent, 1.0), (found.Classes[217], found.TrendPTwoSided[217]));
    }

    [Fact]
    public void TooLittle_IsSaid_AndBadInputRefused()
    {
        var three = EmergingHotspots.Find(Neighbours, Noise(4), [false, true, false, false]);
        Assert.True(three.IsTooFewToTell);
        Assert.All(three.Classes, c => Assert.Equal(EmergingClass.None, c));
        Assert.True(EmergingHotspots.Find(Neighbours, new double[4_000], new bool[10]).IsTooFewToTell);
        Assert.Throws<ArgumentException>(() => EmergingHotspots.Find(Neighbours, Noise(4), new bool[5]));
        Assert.Throws<ArgumentException>(() => EmergingHotspots.Find(Neighbours, [], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => EmergingHotspots.Find(Neighbours, Noise(4), new bool[4], new(13)));
        Assert.Throws<ArgumentOutOfRangeException>(() => EmergingHotspots.Find(Neighbours, Noise(4), new bool[4], new(1, double.NaN)));
        var poisoned = Noise(4);
        poisoned[3] = double.NaN;
        Assert.Throws<ArgumentOutOfRangeException>(() => EmergingHotspots.Find(Neighbours, poisoned, new bool[4]));
    }

    private static double[] Noise(int periods)
    {
        var random = new SeededRandom(1);
        return [.. Enumerable.Range(0, Cells.Count * periods).Select(_ => random.Unit() < 0.15 ? 1.0 : 0)];
    }
}
