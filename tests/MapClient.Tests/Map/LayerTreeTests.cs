using SpacesPlaces.Geodata.Language;
using SpacesPlaces.MapClient.Language;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Tests.Map;

public sealed class LayerTreeTests
{
    private static LayerTree Tree()
    {
        LayerTree tree = new();
        tree.Put(Sample.Points("incidents", 3));
        tree.Put(Sample.Points("ground", 1, LayerGroup.Ground, canPick: false));
        tree.Put(Sample.Points("spaces", 2, LayerGroup.Spaces));
        return tree;
    }

    [Fact]
    public void Groups_LieInTheirOrder_WhateverCameFirst() =>
        Assert.Equal(["incidents", "spaces", "ground"], Tree().TopFirst.Select(state => state.Layer.Id));

    [Fact]
    public void ALayerThatIsDescribedAnew_KeepsItsPlaceAndWhatWasSet()
    {
        var tree = Tree();
        tree.SetOpacity("spaces", 0.4);
        tree.Move("spaces", 1);
        tree.Turn("spaces", false);
        tree.Put(Sample.Points("spaces", 9, LayerGroup.Spaces));
        Assert.Equal(["spaces", "incidents", "ground"], tree.TopFirst.Select(state => state.Layer.Id));
        Assert.Equal((9, 0.4, false), (tree.Find("spaces")!.Layer.Count, tree.Find("spaces")!.Opacity, tree.Find("spaces")!.IsOn));
    }

    [Fact]
    public void OpacityIsNeverNothing_AndNeverNotANumber()
    {
        var tree = Tree();
        tree.SetOpacity("spaces", 0);
        Assert.Equal(0.1, tree.Find("spaces")!.Opacity);
        tree.SetOpacity("spaces", 7);
        Assert.Equal(1, tree.Find("spaces")!.Opacity);
        Assert.Throws<ArgumentOutOfRangeException>(() => tree.SetOpacity("spaces", double.NaN));
    }

    [Fact]
    public void MapLegendAndLists_AlwaysTellOfTheSameLayersAndFeatures()
    {
        var tree = Tree();
        var random = new Random(7);
        string[] ids = ["incidents", "ground", "spaces"];
        for (var i = 0; i < 300; i++)
        {
            var id = ids[random.Next(3)];
            switch (random.Next(4))
            {
                case 0: tree.Turn(id, random.Next(2) == 0); break;
                case 1: tree.Move(id, random.Next(-2, 3)); break;
                case 2: tree.SetOpacity(id, random.NextDouble()); break;
                default: tree.Put(Sample.Points(id, random.Next(5), tree.Find(id)!.Layer.Group)); break;
            }

            var legend = Legend.Of(tree.Drawn, new Words(Tongue.En));
            Assert.Equal(tree.TopFirst.Where(state => state.IsOn).Select(state => (state.Layer.Id, state.Opacity)), legend.Select(part => (part.Layer, part.Opacity)));
            Assert.Equal(tree.Drawn.Reverse().Select(state => state.Layer.Features.Count), legend.Select(part => part.Entries.Sum(entry => entry.Count)));
            Assert.All(tree.Drawn, state => Assert.Equal(state.Layer.Features.Select(feature => feature.Key), ListTwin.Of(state.Layer, new Words(Tongue.Cy)).Select(line => line.Key)));
        }
    }

    [Fact]
    public void WhatChangesNothing_DrawsNothing()
    {
        var tree = Tree();
        var said = 0;
        tree.Changed += (_, _) => said++;
        tree.Turn("spaces", true);
        tree.SetOpacity("spaces", 1);
        tree.Move("incidents", 5);
        tree.Remove("absent");
        Assert.Equal(0, said);
    }
}
