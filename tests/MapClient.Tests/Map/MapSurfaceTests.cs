using SpacesPlaces.Geodata.Language;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Tests.Map;

public sealed class MapSurfaceTests
{
    [Theory]
    [InlineData(10, 160, 1_000)]
    [InlineData(1, 160, 100)]
    [InlineData(7, 160, 1_000)]
    [InlineData(0.5, 100, 50)]
    [InlineData(120, 160, 10_000)]
    public void AScaleBar_IsTheLongestRoundLengthThatFits(double metresPerPixel, double longest, double metres)
    {
        var bar = ScaleBar.Of(metresPerPixel, longest);
        Assert.Equal(metres, bar.Metres, 9);
        Assert.Equal(metres, bar.Pixels * metresPerPixel, 9);
        Assert.InRange(bar.Pixels, longest * 0.39, longest);
    }

    [Fact]
    public void AScaleBarOfNothing_IsRefused()
    {
        foreach (var wrong in (double[])[0, -1, double.NaN, double.PositiveInfinity])
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => ScaleBar.Of(wrong, 100));
            Assert.Throws<ArgumentOutOfRangeException>(() => ScaleBar.Of(1, wrong));
        }
    }

    // A metre of EPSG:3857 at 60 degrees is half a metre on the ground.
    [Fact]
    public void GroundMetres_ShrinkTowardsThePole() => Assert.Equal(5, MapView.GroundMetres(10, 60), 9);

    [Fact]
    public void EveryCommand_HasOneKeyOfItsOwn_AndWords()
    {
        Assert.Equal(Enum.GetValues<MapCommand>(), Shortcut.All.Select(shortcut => shortcut.Command).Order());
        Assert.Equal(Shortcut.All.Count, Shortcut.All.Select(shortcut => shortcut.Keys).Distinct().Count());
        Assert.All(Shortcut.All, shortcut => Assert.True(Texts.Has(shortcut.TextKey), shortcut.TextKey));
    }
}
