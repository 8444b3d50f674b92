using SpacesPlaces.Geodata.Statistics;

namespace SpacesPlaces.Geodata.Tests.Statistics;

public class SeededRandomTests
{
    [Fact]
    public void Draws_OfOneSeedAndStream_AreAlwaysTheSame()
    {
        SeededRandom one = new(7, 3), other = new(7, 3);
        for (var i = 0; i < 1_000; i++) Assert.Equal(one.Next(), other.Next());
    }

    [Fact]
    public void Draws_OfOtherStreamsAndSeeds_Differ()
    {
        ulong[] firsts = [.. Enumerable.Range(0, 1_000).Select(i => new SeededRandom((ulong)(i / 30), (ulong)(i % 30)).Next())];
        Assert.Equal(1_000, firsts.Distinct().Count());
    }

    [Fact]
    public void Below_DrawsEachNumberEquallyOften()
    {
        var random = new SeededRandom(1);
        var counts = new int[7];
        for (var i = 0; i < 70_000; i++) counts[random.Below(7)]++;
        // Chi-squared with 6 degrees of freedom: 22.5 is passed once in a thousand seeds.
        Assert.InRange(counts.Sum(c => Math.Pow(c - 10_000, 2) / 10_000), 0, 22.5);
    }

    [Fact]
    public void Unit_IsSpreadOverItsRange()
    {
        var random = new SeededRandom(2);
        double[] draws = [.. Enumerable.Range(0, 100_000).Select(_ => random.Unit())];
        Assert.All(draws, d => Assert.InRange(d, 0, 1 - 1e-16));
        Assert.InRange(draws.Average(), 0.497, 0.503);
    }

    [Fact]
    public void Shuffle_GivesEveryOrderEquallyOften()
    {
        var random = new SeededRandom(3);
        var seen = new Dictionary<string, int>();
        for (var i = 0; i < 24_000; i++)
        {
            int[] items = [0, 1, 2, 3];
            random.Shuffle<int>(items);
            var key = string.Join(',', items);
            seen[key] = seen.GetValueOrDefault(key) + 1;
        }

        Assert.Equal(24, seen.Count);
        // Chi-squared with 23 degrees of freedom: 49.7 is passed once in a thousand seeds.
        Assert.InRange(seen.Values.Sum(c => Math.Pow(c - 1_000, 2) / 1_000), 0, 49.7);
    }
}
