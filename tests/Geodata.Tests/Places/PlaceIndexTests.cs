using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Places;

namespace SpacesPlaces.Geodata.Tests.Places;

public sealed class PlaceIndexTests
{
    public static TheoryData<string> Texts => [.. PlaceCases.Read.Searches.Select(search => search.Typed)];

    [Theory]
    [MemberData(nameof(Texts))]
    public void Name_IsUnderstood_OrAsksBetweenThoseThatFit(string typed)
    {
        var expected = PlaceCases.Read.Searches.Single(search => search.Typed == typed);
        var answer = PlaceCases.Index.Search(typed);
        Assert.Equal(expected.Outcome, answer.Understood ? "one" : answer.Matched > 0 ? "ask" : "none");
        var found = answer.Matches.Select(match => PlaceCases.KeyOf(match.Place));
        Assert.Equal(expected.Places, expected.Outcome == "one" ? found.Take(1) : found);
    }

    [Fact]
    public void FortyMixedSpellings_AreUnderstoodButForTwo_WhichAsk()
    {
        var cases = PlaceCases.Read;
        string[] mixed = [
            .. cases.Searches.Where(one => one.Ux12).Select(one => one.Typed), .. cases.GridReferences.Where(one => one.Ux12).Select(one => one.Typed),
            .. cases.Postcodes.Where(one => one.Ux12).Select(one => one.Typed)];
        var asked = mixed.Where(typed => !GridReference.TryRead(typed, out _) && !Postcode.TryRead(typed, out _) && !PlaceCases.Index.Search(typed).Understood);
        Assert.Equal(40, mixed.Length);
        Assert.Equal(2, asked.Count());
        Assert.All(asked, typed => Assert.NotEmpty(PlaceCases.Index.Search(typed).Matches));
    }

    [Fact]
    public void EveryName_FindsItsPlace_InAnyCase_WithoutAccentsAndRunTogether()
    {
        foreach (var place in PlaceCases.Read.Places)
            foreach (var name in new[] { place.NameEn, place.NameCy })
                foreach (var typed in new[] { name, name.ToUpperInvariant(), FoldedName.Key(FoldedName.Words(name)), string.Join(" - ", FoldedName.Words(name)) })
                {
                    var first = PlaceCases.Index.Search(typed).Matches.Where(match => match.Fit == PlaceFit.Whole);
                    Assert.Contains(place.Key, first.Select(match => PlaceCases.KeyOf(match.Place)));
                }
    }

    [Fact]
    public void Answer_DoesNotDependOnTheOrderOfThePlaces()
    {
        var places = PlaceCases.Read.Places.Select((place, at) => new NamedPlace(new Guid(at, 0, 0, new byte[8]), place.NameEn, place.NameCy, place.TownEn, place.TownCy)).ToArray();
        PlaceIndex forth = new(places), back = new(places.Reverse());
        foreach (var typed in PlaceCases.Read.Searches.Select(search => search.Typed))
            Assert.Equal(forth.Search(typed).Matches, back.Search(typed).Matches);
    }

    [Fact]
    public void BrokenAndOverlongTexts_AreRefusedOrFindNothing()
    {
        Assert.Empty(PlaceCases.Index.Search("\ud800").Matches);
        Assert.Throws<ArgumentOutOfRangeException>(() => PlaceCases.Index.Search(new string('a', PlaceIndex.LongestSearch + 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => PlaceCases.Index.Search("Bala", 0));
    }

    [Theory]
    [InlineData("powys", "bowys", "phowys", "mhowys")]
    [InlineData("tywyn", "dywyn", "thywyn", "nhywyn")]
    [InlineData("caerdydd", "gaerdydd", "chaerdydd", "nghaerdydd")]
    [InlineData("bangor", "fangor", "mangor")]
    [InlineData("dolgellau", "ddolgellau", "nolgellau")]
    [InlineData("gwynedd", "wynedd", "ngwynedd")]
    [InlineData("llandrindod", "landrindod")]
    [InlineData("machynlleth", "fachynlleth")]
    [InlineData("rhisga", "risga")]
    [InlineData("abertawe", "habertawe")]
    public void Radical_IsAmongTheFormsOfEachMutation(string radical, params string[] mutated) =>
        Assert.All(mutated, form => Assert.Contains(radical, FoldedName.Radicals(form)));
}
