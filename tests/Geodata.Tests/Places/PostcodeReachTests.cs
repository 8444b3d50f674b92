using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Places;

namespace SpacesPlaces.Geodata.Tests.Places;

public sealed class PostcodeReachTests
{
    [Fact]
    public void Reach_IsTheDistanceToTheSixthNeighbour_InWholeMetres()
    {
        // On a line, 300 m apart: of the first one the sixth neighbour is 1,800 m away, of the middle one three to each side.
        GridPoint[] line = [.. Enumerable.Range(0, 13).Select(n => new GridPoint(300_000 + (n * 300), 250_000))];
        var reaches = PostcodeReach.Of(line);
        Assert.Equal((1_800, 900), (reaches[0], reaches[6]));
        Assert.Equal(reaches.AsEnumerable(), PostcodeReach.Of([.. line.AsEnumerable().Reverse()]).AsEnumerable().Reverse());
    }

    [Fact]
    public void InATown_NoPostcodeIsSmallEnoughToBeAPlace() =>
        Assert.All(PostcodeReach.Of(Grid(20, 40)), reach => Assert.Equal(PostcodeReach.LeastMetres, reach));

    [Fact]
    public void WhereFewAreKnown_TheReachIsTheLargest()
    {
        Assert.Equal([PostcodeReach.MostMetres], PostcodeReach.Of([new(300_000, 250_000)]));
        Assert.All(PostcodeReach.Of(Grid(2, 30_000)), reach => Assert.Equal(PostcodeReach.MostMetres, reach));
        Assert.Empty(PostcodeReach.Of([]));
    }

    [Fact]
    public void SeveralOnOnePoint_AreOneNeighbour()
    {
        var flats = Enumerable.Repeat(new GridPoint(300_000, 250_000), 10);
        GridPoint[] around = [.. Enumerable.Range(1, 6).Select(n => new GridPoint(300_000 + (n * 500), 250_000))];
        Assert.All(PostcodeReach.Of([.. flats, .. around]).Take(10), reach => Assert.Equal(3_000, reach));
    }

    [Fact]
    public void Reach_IsThatOfASearchThroughAll()
    {
        var random = new Random(7);
        GridPoint[] points = [.. Enumerable.Range(0, 400).Select(_ => new GridPoint(300_000 + random.Next(20_000), 250_000 + random.Next(20_000)))];
        var reaches = PostcodeReach.Of(points);
        for (var i = 0; i < points.Length; i++)
        {
            var sixth = points.Distinct().Select(other => Math.Sqrt(Math.Pow(other.Easting - points[i].Easting, 2) + Math.Pow(other.Northing - points[i].Northing, 2)))
                .Where(metres => metres > 0).Order().ElementAt(PostcodeReach.Neighbour - 1);
            Assert.Equal((int)Math.Clamp(Math.Ceiling(sixth), PostcodeReach.LeastMetres, PostcodeReach.MostMetres), reaches[i]);
        }
    }

    private static GridPoint[] Grid(int side, double apart) =>
        [.. Enumerable.Range(0, side * side).Select(n => new GridPoint(200_000 + (n % side * apart), 250_000 + (n / side * apart)))];
}
