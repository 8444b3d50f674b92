using SpacesPlaces.Geodata.Assessments;

namespace SpacesPlaces.Geodata.Tests.Assessments;

/// <summary>Groups have letters, and there are as many as needed.</summary>
public sealed class PeerLettersTests
{
    [Theory]
    [InlineData(0, "A")]
    [InlineData(25, "Z")]
    [InlineData(26, "AA")]
    [InlineData(27, "AB")]
    [InlineData(701, "ZZ")]
    [InlineData(702, "AAA")]
    public void LettersGoOnBehindZ(int at, string letter) => Assert.Equal(letter, PeerLetters.At(at));

    [Fact]
    public void NoTwoGroups_HaveOneLetter() => Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(PeerLetters.At).Distinct().Count());

    [Fact]
    public void FewerThanNone_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => PeerLetters.At(-1));
}
