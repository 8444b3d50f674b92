using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Map;

namespace SpacesPlaces.MapClient.Tests.Map;

public sealed class SavedViewTests
{
    private static readonly SavedView View = new(
        new(2026, 1, 1), new(2026, 3, 31), [HarmType.Cse], [IncidentKind.Harm], [], [InfoGrade.FirstHand], [], [new("spaces", false, 0.4)], [-5, 52, -4, 53], Guid.NewGuid());

    [Fact]
    public void AView_IsReadAsItWasWritten()
    {
        var read = SavedView.Read(View.Write())!;
        Assert.Equal(View.Write(), read.Write());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("[1,2]")]
    [InlineData("null")]
    public void WhatIsNoView_IsNotRead(string text) => Assert.Null(SavedView.Read(text));

    [Fact]
    public void AViewThatCannotBe_IsNotRead()
    {
        Assert.Null(SavedView.Read((View with { Box = [-4, 52, -5, 53] }).Write()));
        Assert.Null(SavedView.Read((View with { Box = [-5, 52] }).Write()));
        Assert.Null(SavedView.Read((View with { To = new(2025, 1, 1) }).Write()));
    }
}
