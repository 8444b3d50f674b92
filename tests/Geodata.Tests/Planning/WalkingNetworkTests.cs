using SpacesPlaces.Geodata.Planning;

namespace SpacesPlaces.Geodata.Tests.Planning;

public sealed class WalkingNetworkTests
{
    [Fact]
    public void Ways_AreDividedWhereTheyMeet_AndNowhereElse()
    {
        var (edges, nodes) = WalkingNetwork.Divide([[1, 2, 3, 4], [9, 3, 8], [20, 21], [7]]);
        Assert.Equal(
            [
                new WalkingEdge(0, 1, 0, 0, 2), new WalkingEdge(1, 2, 0, 2, 3), new WalkingEdge(3, 1, 1, 0, 1), new WalkingEdge(1, 4, 1, 1, 2),
                new WalkingEdge(5, 6, 2, 0, 1),
            ],
            edges);
        Assert.Equal([1, 3, 4, 9, 8, 20, 21], nodes);
    }

    [Fact]
    public void RingsAndLoops_AreDividedWhereTheyMeetThemselves()
    {
        Assert.Equal([new WalkingEdge(0, 0, 0, 0, 3)], WalkingNetwork.Divide([[1, 2, 3, 1]]).Edges);
        Assert.Equal(
            [new WalkingEdge(0, 1, 0, 0, 1), new WalkingEdge(1, 1, 0, 1, 4), new WalkingEdge(1, 2, 0, 4, 5)],
            WalkingNetwork.Divide([[1, 2, 3, 4, 2, 5]]).Edges);
        Assert.Equal([new WalkingEdge(0, 1, 0, 1, 2)], WalkingNetwork.Divide([[1, 1, 2]]).Edges);
    }

    [Theory]
    [InlineData("highway=residential", true)]
    [InlineData("highway=footway", true)]
    [InlineData("highway=trunk", true)]
    [InlineData("highway=motorway", false)]
    [InlineData("highway=motorway foot=yes", false)]
    [InlineData("highway=construction", false)]
    [InlineData("highway=service access=private", false)]
    [InlineData("highway=service access=private foot=yes", true)]
    [InlineData("highway=primary foot=no", false)]
    [InlineData("railway=rail", false)]
    public void WhatIsForWalking_IsToldByTags(string tags, bool isForWalking)
    {
        var held = tags.Split(' ').Select(t => t.Split('=')).ToDictionary(t => t[0], t => t[1]);
        Assert.Equal(isForWalking, WalkingNetwork.IsForWalking(held.GetValueOrDefault));
    }
}
