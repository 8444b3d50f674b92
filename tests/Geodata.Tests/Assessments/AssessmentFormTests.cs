using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Tests.Assessments;

/// <summary>The form as data, and when an answer is whole.</summary>
public sealed class AssessmentFormTests
{
    private static readonly FormPrompt Lamp = new("lamp", FormSide.Environment, PromptKind.Rated, "How is the light?", "Sut mae’r golau?");

    [Fact]
    public void ShippedForm_HasNoFault_ItsThreeSides_AndBothLanguages()
    {
        Assert.Empty(AssessmentForm.Faults(AssessmentFormFirst.Form.Prompts));
        Assert.Equal([8, 10, 9, 6, 13], Enum.GetValues<FormSide>().Select(side => AssessmentFormFirst.Form.Prompts.Count(prompt => prompt.Side == side)));
        Assert.All(AssessmentFormFirst.Form.Prompts, prompt => Assert.NotEqual(prompt.TextEn, prompt.TextCy));
        Assert.Contains("not the official toolkit", Texts.Get(Tongue.En, AssessmentForm.LabelKey), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PromptKind.Rated, "Two lamps are out", PromptRating.Concern, SourceKind.PractitionerObserved, InfoGrade.FirstHand, null, true)]
    [InlineData(PromptKind.Rated, "Two lamps are out", PromptRating.Concern, null, InfoGrade.FirstHand, null, false)]
    [InlineData(PromptKind.Rated, null, PromptRating.Concern, SourceKind.PractitionerObserved, InfoGrade.FirstHand, null, false)]
    [InlineData(PromptKind.Rated, "Two lamps are out", null, SourceKind.PractitionerObserved, InfoGrade.FirstHand, null, false)]
    [InlineData(PromptKind.Rated, null, PromptRating.NotKnown, null, null, null, true)]
    [InlineData(PromptKind.Words, "The park and the path", null, null, null, null, true)]
    [InlineData(PromptKind.Words, " ", null, null, null, null, false)]
    [InlineData(PromptKind.Words, null, PromptRating.NotKnown, null, null, null, true)]
    [InlineData(PromptKind.Tick, "They were told", null, null, null, null, false)]
    [InlineData(PromptKind.Tick, null, null, null, null, false, true)]
    public void AnAnswer_IsWhole_WhenItHasWhatItsKindAsksFor_OrNobodyKnows(
        PromptKind kind, string? text, PromptRating? rating, SourceKind? source, InfoGrade? grade, bool? ticked, bool whole) =>
        Assert.Equal(whole, AssessmentForm.IsAnswered(kind, new(text, rating, source, grade, ticked)));

    [Fact]
    public void NotKnown_IsAnswered_AndListedInTheOrderOfTheForm()
    {
        var answers = new Dictionary<string, PromptAnswer>
        {
            ["cctv"] = new(null, PromptRating.NotKnown, null, null, null),
            ["boundary"] = new(null, PromptRating.NotKnown, null, null, null),
            ["gone"] = new(null, PromptRating.NotKnown, null, null, null),
        };
        Assert.Equal(["boundary", "cctv"], AssessmentFormFirst.Form.NotKnown(answers));
        Assert.Equal(44, AssessmentFormFirst.Form.Unanswered(answers).Count);
    }

    [Fact]
    public void Faults_AreFoundEachByItsPlace()
    {
        FormPrompt[] prompts =
        [
            Lamp, Lamp, Lamp with { Key = "Bad key" }, Lamp with { Key = "a_b", TextCy = " " }, Lamp with { Key = "b_c", GuidanceEn = "Look" },
            Lamp with { Key = "c_d", Kind = PromptKind.Words }, Lamp with { Key = "d_e", Side = FormSide.Basic },
        ];
        Assert.Equal(
            [
                (1, FormFault.KeyTwice), (2, FormFault.KeyNotValid), (3, FormFault.LanguageMissing), (4, FormFault.LanguageMissing),
                (5, FormFault.KindNotOfSide), (6, FormFault.KindNotOfSide), (7, FormFault.NeededPromptGone), (7, FormFault.SideEmpty),
            ], AssessmentForm.Faults(prompts));
    }
}
