using SpacesPlaces.Geodata.Places;

namespace SpacesPlaces.Geodata.Tests.Places;

public sealed class PostcodeTests
{
    [Fact]
    public void Postcode_IsReadInAnyCaseAndSpacing() => Assert.All(PlaceCases.Read.Postcodes, one =>
    {
        Assert.True(Postcode.TryRead(one.Typed, out var written));
        Assert.Equal(one.Written, written);
    });

    [Fact]
    public void OtherText_IsNoPostcode() => Assert.All(PlaceCases.Read.NotPostcodes, typed => Assert.False(Postcode.TryRead(typed, out _)));
}
