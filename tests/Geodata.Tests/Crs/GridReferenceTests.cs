using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Tests.Places;

namespace SpacesPlaces.Geodata.Tests.Crs;

public sealed class GridReferenceTests
{
    // Among the cases are the Ordnance Survey's own examples: NN 166 712 is Ben Nevis, TQ 38 80 Greenwich, SV the false origin.
    public static TheoryData<string> Texts => [.. PlaceCases.Read.GridReferences.Select(one => one.Typed)];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Reference_IsReadAtAnyPrecision_AndWrittenBack(string typed)
    {
        var expected = PlaceCases.Read.GridReferences.Single(one => one.Typed == typed);
        Assert.True(GridReference.TryRead(typed, out var square));
        Assert.Equal((expected.Easting, expected.Northing, expected.Size), (square.Middle.Easting, square.Middle.Northing, square.SizeMetres));
        Assert.Equal(expected.Written, square.ToString());
        Assert.Equal(expected.Size / Math.Sqrt(2), square.RadiusMetres, 9);
    }

    [Fact]
    public void OtherText_IsNotRead() =>
        Assert.All(PlaceCases.Read.NotGridReferences, typed => Assert.False(GridReference.TryRead(typed, out _), typed));

    [Fact]
    public void EverySquareWritten_ReadsBackAsItself_AndHoldsItsPoint()
    {
        var random = new Random(11);
        for (var round = 0; round < 2_000; round++)
        {
            var point = new GridPoint(random.NextDouble() * NationalGrid.MaxEasting, random.NextDouble() * NationalGrid.MaxNorthing);
            for (var size = 1; size <= 100_000; size *= 10)
            {
                var square = GridReference.Of(point, size);
                Assert.True(GridReference.TryRead(square.ToString(), out var back));
                Assert.Equal(square, back);
                Assert.InRange(Math.Max(Math.Abs(point.Easting - back.Middle.Easting), Math.Abs(point.Northing - back.Middle.Northing)), 0, size / 2.0);
            }
        }
    }

    [Fact]
    public void PositionsThatThePageProjects_AreProjectedAlikeHere() => Assert.All(PlaceCases.Read.Positions, one =>
    {
        var (easting, northing) = NationalGrid.Helmert.FromLonLat(one.Lon, one.Lat);
        Assert.Equal(one.Easting, easting, 0.005);
        Assert.Equal(one.Northing, northing, 0.005);
    });

    [Theory]
    [InlineData(0, 0, 3)]
    [InlineData(-1, 0, 100)]
    [InlineData(700_000, 0, 100)]
    [InlineData(double.NaN, 0, 100)]
    public void Square_OffTheGridOrOfAnotherSize_IsRefused(double easting, double northing, int size) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => GridReference.Of(new(easting, northing), size));
}
