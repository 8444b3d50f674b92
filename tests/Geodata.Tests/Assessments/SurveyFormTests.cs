using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Tests.Assessments;

/// <summary>The surveys are whole in both languages, and keep only what their questions ask for.</summary>
public sealed class SurveyFormTests
{
    [Fact]
    public void EachGroup_IsAskedAsTheFrameworkSays_InBothLanguages()
    {
        Assert.Equal([(Instrument.SurveyYoungPeople, 8), (Instrument.SurveyResidents, 6), (Instrument.SurveyBusinesses, 6)],
            SurveyFormFirst.All.Select(form => (form.Instrument, form.Items.Count)));
        Assert.All(SurveyFormFirst.All.SelectMany(form => form.Items), item =>
        {
            Assert.NotEqual(item.TextEn, item.TextCy);
            Assert.Equal(item.Kind == SurveyItemKind.Choice, item.Choices.Count >= 3);
            Assert.Equal(item.Choices.Count, item.Choices.Select(choice => choice.Key).Distinct().Count());
            Assert.All(item.Choices, choice => Assert.NotEqual(choice.TextEn, choice.TextCy));
        });
        Assert.All(SurveyFormFirst.All, form => Assert.Equal(form.Items.Count, form.Items.Select(item => item.Key).Distinct().Count()));
    }

    [Theory]
    [InlineData("how_often", "every_week", null, null)]
    [InlineData("what_is_good", null, "The wall", null)]
    [InlineData("shoe_size", "every_week", null, SurveyFault.ItemUnknown)]
    [InlineData("how_often", "safe", null, SurveyFault.ChoiceUnknown)]
    [InlineData("how_often", null, null, SurveyFault.Empty)]
    [InlineData("how_often", "every_week", "often", SurveyFault.KindWrong)]
    [InlineData("what_is_good", "every_week", null, SurveyFault.KindWrong)]
    [InlineData("what_is_good", null, "  ", SurveyFault.Empty)]
    public void AnAnswer_FitsItsQuestion(string item, string? choice, string? text, SurveyFault? fault) =>
        Assert.Equal(fault, SurveyFormFirst.YoungPeople.Fault(item, choice, text));

    [Fact]
    public void Words_EndAtTheirLimit()
    {
        var longest = new string('a', SurveyForm.LongestText);
        Assert.Null(SurveyFormFirst.YoungPeople.Fault("what_is_good", null, longest));
        Assert.Equal(SurveyFault.TooLong, SurveyFormFirst.YoungPeople.Fault("what_is_good", null, longest + "a"));
    }

    [Fact]
    public void AVersionThatThereIsNot_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => SurveyFormFirst.Of(Instrument.SurveyYoungPeople, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => SurveyFormFirst.Of(Instrument.ObservationDay, 1));
    }
}
