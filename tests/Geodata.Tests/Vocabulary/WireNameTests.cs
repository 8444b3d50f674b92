using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Tests.Vocabulary;

public sealed class WireNameTests
{
    [Fact]
    public void AllWords_ReadBackAsThemselves_AndLookAlike()
    {
        var vocabularies = typeof(WireName).Assembly.GetExportedTypes()
            .Where(type => type.IsEnum && type.Namespace == typeof(WireName).Namespace).ToArray();
        Assert.True(vocabularies.Length >= 10);
        foreach (var vocabulary in vocabularies)
            GetType().GetMethod(nameof(Check), System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
                .MakeGenericMethod(vocabulary).Invoke(null, null);
    }

    private static void Check<TWord>() where TWord : struct, Enum
    {
        Assert.Equal(Enum.GetValues<TWord>().Length, WireName.All<TWord>().Distinct().Count());
        foreach (var word in Enum.GetValues<TWord>())
        {
            var wire = WireName.Of(word);
            Assert.Matches("^[a-z0-9]+(_[a-z0-9]+)*$", wire);
            Assert.Equal(word, WireName.Parse<TWord>(wire));
            Assert.True(WireName.TryParse<TWord>(wire, out var read));
            Assert.Equal(word, read);
        }
    }

    [Fact]
    public void SpellingsOfTheDomainReference_AreKept()
    {
        Assert.Equal("10_12", WireName.Of(AgeBand.From10To12));
        Assert.Equal("place_repeat", WireName.Of(ClusterClass.PlaceRepeat));
        Assert.Equal("r_ictg", WireName.Of(Agency.RIctg));
        Assert.Equal("hsb_peer_on_peer", WireName.Of(HarmType.HsbPeerOnPeer));
        Assert.Equal(["under_10", "10_12", "13_15", "16_17", "18_25"], WireName.All<AgeBand>());
    }

    [Theory]
    [InlineData("PlaceRepeat")]
    [InlineData("PLACE_REPEAT")]
    [InlineData("place repeat")]
    [InlineData("0")]
    [InlineData("")]
    [InlineData(null)]
    public void UnknownWords_AreRefused(string? text)
    {
        Assert.False(WireName.TryParse<ClusterClass>(text, out _));
        if (text is not null) Assert.Throws<FormatException>(() => WireName.Parse<ClusterClass>(text));
    }

    [Fact]
    public void ValuesThatAreNoWord_HaveNoSpelling() => Assert.Throws<KeyNotFoundException>(() => WireName.Of((ClusterClass)99));
}
