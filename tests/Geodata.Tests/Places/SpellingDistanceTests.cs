using SpacesPlaces.Geodata.Places;

namespace SpacesPlaces.Geodata.Tests.Places;

public sealed class SpellingDistanceTests
{
    [Theory]
    [InlineData("bala", "bala", 0)]
    [InlineData("bala", "blaa", 1)]
    [InlineData("bala", "bal", 1)]
    [InlineData("llan", "lan", 1)]
    [InlineData("abc", "ca", 3)]
    [InlineData("", "abc", 3)]
    public void Distance_CountsLettersLeftOutAddedChangedAndSwapped(string a, string b, int letters) =>
        Assert.Equal(letters, SpellingDistance.Between(a, b, 5));

    [Fact]
    public void Distance_EqualsTheSlowOne_AndStopsAtItsLimit()
    {
        var random = new Random(4);
        for (var round = 0; round < 300; round++)
        {
            string Word() => new([.. Enumerable.Range(0, random.Next(7)).Select(_ => "abc"[random.Next(3)])]);
            var (a, b, most) = (Word(), Word(), random.Next(5));
            Assert.Equal(Math.Min(Slow(a, b), most + 1), SpellingDistance.Between(a, b, most));
        }
    }

    private static int Slow(string a, string b)
    {
        if (a.Length == 0 || b.Length == 0) return a.Length + b.Length;
        var least = Math.Min(Math.Min(Slow(a[..^1], b), Slow(a, b[..^1])) + 1, Slow(a[..^1], b[..^1]) + (a[^1] == b[^1] ? 0 : 1));
        return a.Length > 1 && b.Length > 1 && a[^1] == b[^2] && a[^2] == b[^1] ? Math.Min(least, Slow(a[..^2], b[..^2]) + 1) : least;
    }
}
