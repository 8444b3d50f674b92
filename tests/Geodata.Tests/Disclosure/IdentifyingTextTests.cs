using System.Diagnostics;
using System.Text.Json;
using SpacesPlaces.Geodata.Disclosure;
using SpacesPlaces.Geodata.Tests.Samples;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Tests.Disclosure;

/// <summary>PRV-05: names, dates of birth, telephone and NHS numbers, plates, postcodes and e-mail addresses are noticed.</summary>
public sealed class IdentifyingTextTests
{
    private static readonly DateOnly Written = new(2026, 3, 6);
    private static readonly string[] Places = ["Bus Station", "The Weavers", "Pont Werdd", "Old Mill Cafe", "Marine Parade", "Tesco Extra"];

    [Theory]
    [InlineData("The child, born 12/03/2011, was there.", IdentifyingKind.DateOfBirth, "12/03/2011")]
    [InlineData("DOB: 3.11.09", IdentifyingKind.DateOfBirth, "3.11.09")]
    [InlineData("Dyddiad geni 3 Mai 2012.", IdentifyingKind.DateOfBirth, "3 Mai 2012")]
    [InlineData("Her birthday is on 4th of July 2010.", IdentifyingKind.DateOfBirth, "4th of July 2010")]
    [InlineData("Rang 07700 900123 twice.", IdentifyingKind.Phone, "07700 900123")]
    [InlineData("Rang +44 7700 900123 twice.", IdentifyingKind.Phone, "+44 7700 900123")]
    [InlineData("The home line 01970 496012.", IdentifyingKind.Phone, "01970 496012")]
    [InlineData("NHS 943 476 5919 on the card.", IdentifyingKind.NhsNumber, "943 476 5919")]
    [InlineData("NHS 9434765919 on the card.", IdentifyingKind.NhsNumber, "9434765919")]
    [InlineData("A grey car, AB12 CDE, stopped.", IdentifyingKind.VehiclePlate, "AB12 CDE")]
    [InlineData("a grey car, cx65kjh, stopped.", IdentifyingKind.VehiclePlate, "cx65kjh")]
    [InlineData("An old van, R123 FGH, stopped.", IdentifyingKind.VehiclePlate, "R123 FGH")]
    [InlineData("They live at 3 Heol Fawr SY23 1DB.", IdentifyingKind.Postcode, "SY23 1DB")]
    [InlineData("Wrote to someone.else+x@example.co.uk again.", IdentifyingKind.Email, "someone.else+x@example.co.uk")]
    [InlineData("Workers spoke to Megan Pritchard near the shelter.", IdentifyingKind.PersonName, "Megan Pritchard")]
    [InlineData("Siaradodd gweithwyr â Rhys ap Gruffudd ger y bont.", IdentifyingKind.PersonName, "Rhys ap Gruffudd")]
    [InlineData("Near Lowri ferch Dafydd's house.", IdentifyingKind.PersonName, "Lowri ferch Dafydd's")]
    [InlineData("A man called Rhys offered vapes.", IdentifyingKind.PersonName, "Rhys")]
    [InlineData("Cynigiodd dyn o'r enw Dewi fêps.", IdentifyingKind.PersonName, "Dewi")]
    [InlineData("It was JOHN SMITH again.", IdentifyingKind.PersonName, "JOHN SMITH")]
    [InlineData("Sean O'Brien waited.", IdentifyingKind.PersonName, "Sean O'Brien")]
    public void WhatMayIdentify_IsFoundWithItsPlace(string text, IdentifyingKind kind, string told)
    {
        var span = Assert.Single(IdentifyingText.Find(text, Written, Places));
        Assert.Equal((kind, told), (span.Kind, text.Substring(span.Start, span.Length)));
    }

    [Theory]
    [InlineData("On 06/03/2026 two adults stopped near the Bus Station and Tesco Extra.")]
    [InlineData("Street Pastors saw it on Friday March 6 outside The Weavers in Castle Street.")]
    [InlineData("Ger Pont Werdd gwelodd Bugeiliaid Stryd ddau oedolyn ddydd Gwener.")]
    [InlineData("The Youth Service and Dyfed Council agreed on 12 March 2026.")]
    [InlineData("NHS number unknown; the digits 943 476 5918 fail the check.")]
    [InlineData("About 71 spoken to, 50 wristbands, grid reference SN 580 815, from 19:00 to 21:30.")]
    [InlineData("An adult handed out 1000 of 12 kinds. In 2024 there were 30.")]
    [InlineData("He called the child over near Marine Parade.")]
    [InlineData("")]
    public void OrdinaryText_Passes(string text) =>
        Assert.Empty(IdentifyingText.Find(text, Written, Places).Select(span => text.Substring(span.Start, span.Length)));

    [Fact]
    public void TheSameCases_HoldThePageAndTheServer()
    {
        using var stream = typeof(IdentifyingTextTests).Assembly.GetManifestResourceStream("identifying_text.cases.json")!;
        var cases = JsonSerializer.Deserialize<Case[]>(stream, JsonSerializerOptions.Web)!;
        Assert.True(cases.Length >= 60, $"{cases.Length} cases");
        Assert.True(cases.Count(one => one.Finds.Length == 0) >= 10, "texts in which nothing is found");
        foreach (var (text, finds) in cases)
        {
            var found = IdentifyingText.Find(text, Written, [.. Places, "Parc Aberwen"]).Select(span => new Find(WireName.Of(span.Kind), span.Start, span.Length));
            Assert.True(found.SequenceEqual(finds), $"{text}: {string.Join("; ", found)}");
        }
    }

    private sealed record Case(string Text, Find[] Finds);

    private sealed record Find(string Kind, int Start, int Length);

    [Fact]
    public void NarrativesOfTheInventedCounty_RaiseNothing()
    {
        var county = TheCounty.Of;
        string[] names = [.. county.Places.SelectMany(place => new[] { place.NameEn, place.NameCy })];
        var told = county.Incidents.Concat(county.HotspotReports).Where(incident => incident.Narrative is not null).ToList();
        Assert.True(told.Count > 100, $"{told.Count} narratives");
        var found = told.SelectMany(incident => IdentifyingText.Find(incident.Narrative!, DateOnly.FromDateTime(incident.OccurredFrom.UtcDateTime), names)
            .Select(span => incident.Narrative!.Substring(span.Start, span.Length))).Distinct().ToList();
        Assert.True(found.Count == 0, $"{found.Count} of {told.Count}: {string.Join("; ", found.Take(20))}");
    }

    [Fact]
    public void NoText_MakesItSlow()
    {
        string[] hard =
        [
            new string('A', 4_000), string.Concat(Enumerable.Repeat("A ", 2_000)), string.Concat(Enumerable.Repeat("1-", 2_000)), new string('1', 4_000),
            string.Concat(Enumerable.Repeat("a.", 2_000)) + "@", string.Concat(Enumerable.Repeat("Ab'", 1_333)), string.Concat(Enumerable.Repeat("A\t\t\t\t", 800)),
            string.Concat(Enumerable.Repeat("born 1 ", 570)), string.Concat(Enumerable.Repeat("Aa ap ", 666)),
        ];
        foreach (var text in hard)
        {
            var watch = Stopwatch.StartNew();
            IdentifyingText.Find(text, Written, Places);
            Assert.True(watch.ElapsedMilliseconds < 1_000, $"{watch.ElapsedMilliseconds} ms for {text[..8]}…");
        }
    }
}
