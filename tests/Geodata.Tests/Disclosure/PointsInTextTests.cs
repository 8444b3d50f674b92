using SpacesPlaces.Geodata.Disclosure;

namespace SpacesPlaces.Geodata.Tests.Disclosure;

/// <summary>Points in texts, by the examples that the page is held to as well.</summary>
public sealed class PointsInTextTests
{
    [Theory]
    [InlineData("Behind the shelter at SO 1234 5678, by the wall", "Behind the shelter at SO 12 56, by the wall")]
    [InlineData("at so123567", "at SO 12 56")]
    [InlineData("at 312340, 256780.", "at SO 12 56.")]
    [InlineData("at 52.12345, -3.45678 and on", "at … and on")]
    [InlineData("near LD1 5AB", "near LD1 …")]
    public void Coarsened_LeavesTheSquareKilometre(string written, string left) => Assert.Equal(left, PointsInText.Coarsened(written));

    [Theory]
    [InlineData("Two of 120 lights, 15 to 20 young people, since 2024")]
    [InlineData("SO 12 56")]
    [InlineData("Bus 41 at 22:30")]
    [InlineData("")]
    public void Coarsened_LeavesOtherWordsAndNumbersAsTheyAre(string written) => Assert.Equal(written, PointsInText.Coarsened(written));
}
