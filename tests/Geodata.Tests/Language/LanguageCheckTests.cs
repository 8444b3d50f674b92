using System.Text.Json;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Tests.Samples;

namespace SpacesPlaces.Geodata.Tests.Language;

/// <summary>D2, UX-16: unfair wording is found where it stands, in both languages; fair sentences and a child's own words are left alone.</summary>
public sealed class LanguageCheckTests
{
    public static TheoryData<string> Texts => [.. Cases().Select(one => one.Text)];

    // The page's engine is held to the same file by api/Page/language/fairWords.test.ts.
    [Theory]
    [MemberData(nameof(Texts))]
    public void EveryCase_IsFoundAsWritten(string text)
    {
        var expected = Cases().First(one => one.Text == text).Finds
            .Select(find => $"{find.Level} {find.Rule} {find.Start}+{find.Length} {text.Substring(find.Start, find.Length)}");
        Assert.Equal(expected, LanguageCheck.Check(text).Select(found => Told(found, text)));
    }

    [Fact]
    public void TheCases_AskEveryRuleInBothLanguagesAndLeaveManySentencesAlone()
    {
        var cases = Cases();
        Assert.True(cases.Count >= 150, $"{cases.Count} cases");
        Assert.True(cases.Count(one => one.Finds.Count == 0) >= 60, "sentences in which nothing is found");
        foreach (var tongue in Enum.GetValues<Tongue>())
        {
            var asked = cases.SelectMany(one => LanguageCheck.Check(one.Text)).Where(found => found.Written == tongue).Select(found => found.Rule).ToHashSet();
            Assert.Equal([], LanguageCheck.Rules(tongue).Select(rule => rule.Id).Except(asked));
        }
    }

    [Fact]
    public void D2_TheSentenceHasTwoChallengesWithReasonAndAlternative()
    {
        const string sentence = "She is placing herself at risk and continues to choose to go missing.";
        var found = LanguageCheck.Check(sentence);
        Assert.Equal(["placing herself at risk", "continues to choose to go missing"], found.Select(f => sentence.Substring(f.Start, f.Length)));
        Assert.All(found, f => Assert.Equal(LanguageLevel.Challenge, f.Level));
        foreach (var tongue in Enum.GetValues<Tongue>())
        {
            Assert.All(found, f => Assert.False(string.IsNullOrWhiteSpace(f.Explain(tongue).Reason)));
            Assert.All(found, f => Assert.False(string.IsNullOrWhiteSpace(f.Explain(tongue).Alternative)));
        }
    }

    [Theory]
    [InlineData("Child said: \"I chose to go\"", 0)]
    [InlineData("Adults are targeting children near the shelter.", 0)]
    [InlineData("Youths were loitering in a no-go area", 2)]
    public void D2_TheOtherSentences(string sentence, int advice)
    {
        var found = LanguageCheck.Check(sentence);
        Assert.True(found.Count >= advice && (advice > 0 || found.Count == 0));
        Assert.All(found, f => Assert.Equal(LanguageLevel.Advise, f.Level));
    }

    [Fact]
    public void TheTable_HasFiftyTwoRowsInBothLanguagesWithTheirOwnWords()
    {
        var (english, welsh) = (LanguageCheck.Rules(Tongue.En), LanguageCheck.Rules(Tongue.Cy));
        Assert.Equal(Enumerable.Range(1, 52), english.Select(rule => rule.Row));
        Assert.Equal(english.Select(rule => (rule.Id, rule.Row)), welsh.Select(rule => (rule.Id, rule.Row)));
        Assert.All(english.Zip(welsh), pair => Assert.NotEqual(pair.First.Reason, pair.Second.Reason));
        Assert.All(english.Concat(welsh), rule => Assert.True(rule.Reason.Length > 10 && rule.Alternative.Length > 10, rule.Id));
    }

    [Fact]
    public void WordingsOnOffer_AreFairThemselves() => Assert.Empty(
        from tongue in Enum.GetValues<Tongue>()
        from rule in LanguageCheck.Rules(tongue)
        from wording in rule.Wordings
        where LanguageCheck.Check(wording).Count > 0
        select $"{tongue} {rule.Id}: {wording}");

    [Fact]
    public void TheSameText_IsFoundAtItsNewPlaceInALongOne()
    {
        const string ordinary = "Two adults stopped near the shelter and spoke with children. Workers walked the route from the station. ";
        var padding = string.Concat(Enumerable.Repeat(ordinary, 5_000 / ordinary.Length + 1))[..4_900] + ". ";
        Assert.Empty(LanguageCheck.Check(padding));
        foreach (var one in Cases().Where(one => one.Finds.Count > 0))
        {
            var moved = LanguageCheck.Check(padding + one.Text);
            Assert.Equal(one.Finds.Select(find => (find.Rule, find.Start + padding.Length, find.Length)), moved.Select(f => (f.Rule, f.Start, f.Length)));
        }
    }

    // No clock: a pattern that steps back without end would never return.
    [Fact]
    public void HostileTexts_ComeToAnEnd()
    {
        string[] bricks = ["she is not ", "placing ", "\"", "said: \"", "[child's words", "a", "'", "child said ", "adult ", "neet ", "\u0301", "\ud83d", "  ", "(?:", ".", "why did she "];
        foreach (var brick in bricks)
        {
            var text = string.Concat(Enumerable.Repeat(brick, 100_000 / brick.Length));
            Assert.All(LanguageCheck.Check(text), found => Assert.InRange(found.Start + found.Length, 1, text.Length));
        }
    }

    [Fact]
    public void NoFinding_ChangesWithTextAfterAParagraph()
    {
        foreach (var one in Cases())
        {
            var again = LanguageCheck.Check(one.Text + " . The end.");
            Assert.Equal(one.Finds.Select(find => (find.Rule, find.Start)), again.Select(f => (f.Rule, f.Start)));
        }
    }

    [Fact]
    public void NarrativesOfTheInventedCounty_AreFair()
    {
        var county = TheCounty.Of;
        var found = county.Incidents.Concat(county.HotspotReports).Select(incident => incident.Narrative).OfType<string>().Distinct()
            .SelectMany(text => LanguageCheck.Check(text).Select(f => $"{f.Rule}: {text}")).Distinct().ToList();
        Assert.True(found.Count == 0, string.Join("; ", found.Take(10)));
    }

    private static string Told(LanguageFinding found, string text) =>
        $"{(found.Level == LanguageLevel.Challenge ? "challenge" : "advise")} {found.Rule} {found.Start}+{found.Length} {text.Substring(found.Start, found.Length)}";

    private static List<Case> Cases()
    {
        using var stream = typeof(LanguageCheckTests).Assembly.GetManifestResourceStream("fair_words.cases.json")!;
        return JsonSerializer.Deserialize<List<Case>>(stream, JsonSerializerOptions.Web)!;
    }

    private sealed record Case(string About, string Text, List<Find> Finds);

    private sealed record Find(string Rule, string Level, int Start, int Length);
}
