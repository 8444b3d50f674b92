using System.Globalization;
using System.Text;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Geodata.Tests.Assessments;

/// <summary>Story D5: a measure that counts what was done is asked what will be different.</summary>
public sealed class EffortNotChangeTests
{
    public static TheoryData<string, EffortReason> Efforts => new()
    {
        { "made an information sheet", EffortReason.MaterialMade },
        { "An information sheet was produced", EffortReason.MaterialMade },
        { "Posters put up in four shops", EffortReason.MaterialMade },
        { "Number of leaflets handed out", EffortReason.MaterialMade },
        { "We wrote a new safeguarding policy", EffortReason.MaterialMade },
        { "held two meetings", EffortReason.MeetingHeld },
        { "Four workshops were delivered at the school", EffortReason.MeetingHeld },
        { "The group met three times", EffortReason.MeetingHeld },
        { "trained 12 staff", EffortReason.PeopleTrained },
        { "12 members of staff have been trained", EffortReason.PeopleTrained },
        { "Training delivered to taxi drivers", EffortReason.PeopleTrained },
        { "Carried out six patrols", EffortReason.VisitsMade },
        { "Hours of outreach", EffortReason.VisitsMade },
        { "Extra patrols on Friday nights", EffortReason.VisitsMade },
        { "spoke to 71 young people", EffortReason.PeopleReached },
        { "40 young people attended", EffortReason.PeopleReached },
        { "Sent letters to all shops", EffortReason.MessagesSent },
        { "Number of referrals made", EffortReason.MessagesSent },
        { "cynhaliwyd dau gyfarfod", EffortReason.MeetingHeld },
        { "Cynnal pedwar gweithdy yn yr ysgol", EffortReason.MeetingHeld },
        { "nifer y digwyddiadau", EffortReason.MeetingHeld },
        { "gwnaed taflen wybodaeth", EffortReason.MaterialMade },
        { "Dosbarthwyd 200 o daflenni", EffortReason.MaterialMade },
        { "Crëwyd poster dwyieithog", EffortReason.MaterialMade },
        { "hyfforddwyd 12 aelod o staff", EffortReason.PeopleTrained },
        { "Darparu hyfforddiant i yrwyr tacsi", EffortReason.PeopleTrained },
        { "nifer y patrolau", EffortReason.VisitsMade },
        { "Cynhaliwyd stondin yn y dref", EffortReason.VisitsMade },
        { "siaradwyd â 71 o bobl ifanc", EffortReason.PeopleReached },
        { "Daeth 40 o blant", EffortReason.PeopleReached },
        { "anfonwyd llythyrau at y siopau", EffortReason.MessagesSent },
    };

    public static TheoryData<string> Changes => new()
    {
        "young people name adults they trust here",
        "Young people say that they feel safer after dark",
        "More young people know who they can go to",
        "Fewer children are harmed at the station",
        "The merged safety map turned from red to amber",
        "Shopkeepers know what to do and who to tell",
        "Held two meetings, and pupils say they feel listened to",
        "trained 12 staff who now step in when a child is frightened",
        "The lamp by the bridge works",
        "Adults who harm children no longer come here",
        "Mae pobl ifanc yn enwi oedolion y maent yn ymddiried ynddynt yma",
        "Mae plant yn teimlo'n fwy diogel gyda'r nos",
        "Llai o blant yn cael eu niweidio yn yr orsaf",
        "Gŵyr y siopwyr beth i'w wneud; cynhaliwyd dau gyfarfod ac mae pobl ifanc yn dweud bod rhywun yn gwrando",
        "Mae'r map wedi troi o goch i felyn",
        "cynhaliwyd dau gyfarfod and young people feel safer",
        "Mae'r golau wrth y bont yn gweithio",
        "",
    };

    [Theory]
    [MemberData(nameof(Efforts))]
    public void WhatCountsOnlyEffort_IsFound(string text, EffortReason reason)
    {
        var found = EffortNotChange.Check(text);
        Assert.Contains(reason, found.Select(one => one.Reason));
        Assert.All(found, one => Assert.False(string.IsNullOrWhiteSpace(text.Substring(one.Start, one.Length))));
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public void WhatTellsOfChange_IsLeftAlone(string text) => Assert.Empty(EffortNotChange.Check(text));

    [Fact]
    public void Spans_AreTheWordsThatCountEffort()
    {
        const string text = "By June: held two meetings. Posters were printed!";
        Assert.Equal(["held two meetings", "Posters were printed"], EffortNotChange.Check(text).Select(one => text.Substring(one.Start, one.Length)));
        const string welsh = "Erbyn Mehefin, cynhaliwyd dau gyfarfod.";
        var told = Assert.Single(EffortNotChange.Check(welsh));
        Assert.Equal("cynhaliwyd dau gyfarfod", welsh.Substring(told.Start, told.Length));
    }

    [Theory]
    [MemberData(nameof(Efforts))]
    public void CaseAccentsAndLineBreaks_DoNotMatter(string text, EffortReason reason)
    {
        foreach (var other in (string[])
            [text.ToUpperInvariant(), text.ToLowerInvariant(), Bare(text), text.Normalize(NormalizationForm.FormD), text.Replace(" ", "  \n ", StringComparison.Ordinal)])
            Assert.Contains(reason, EffortNotChange.Check(other).Select(one => one.Reason));
    }

    [Theory]
    [MemberData(nameof(Efforts))]
    public void TheSameText_IsFoundAtItsNewPlace(string text, EffortReason reason)
    {
        const string before = "The lamp works. ";
        var (alone, moved) = (EffortNotChange.Check(text), EffortNotChange.Check(before + text + ". Diolch."));
        Assert.Equal(alone.Select(one => (one.Start + before.Length, one.Length, one.Reason)), moved.Select(one => (one.Start, one.Length, one.Reason)));
        Assert.Contains(reason, alone.Select(one => one.Reason));
    }

    [Theory]
    [MemberData(nameof(Efforts))]
    public void ATellingOfChange_SilencesAllOfIt_InEitherLanguage(string text, EffortReason reason)
    {
        Assert.Contains(reason, EffortNotChange.Check($"{text}. Diolch").Select(one => one.Reason));
        Assert.Empty(EffortNotChange.Check($"{text}. Young people say they feel safer here"));
        Assert.Empty(EffortNotChange.Check($"Mae pobl ifanc yn teimlo'n ddiogel yma. {text}"));
    }

    // Whatever word stands before it, a Welsh noun is known in every form that it takes.
    [Theory]
    [InlineData("Cynhaliwyd", "cyfarfod", EffortReason.MeetingHeld)]
    [InlineData("Cynhaliwyd", "digwyddiad", EffortReason.MeetingHeld)]
    [InlineData("Cynhaliwyd", "gweithdy", EffortReason.MeetingHeld)]
    [InlineData("Cynhaliwyd", "cynhadledd", EffortReason.MeetingHeld)]
    [InlineData("Gwnaed", "taflen", EffortReason.MaterialMade)]
    [InlineData("Gwnaed", "poster", EffortReason.MaterialMade)]
    [InlineData("Gwnaed", "pecyn", EffortReason.MaterialMade)]
    [InlineData("Gwnaed", "canllaw", EffortReason.MaterialMade)]
    [InlineData("Gwnaed", "llyfryn", EffortReason.MaterialMade)]
    [InlineData("Gwnaed", "baner", EffortReason.MaterialMade)]
    [InlineData("Cwblhawyd", "patrol", EffortReason.VisitsMade)]
    [InlineData("Anfonwyd", "llythyr", EffortReason.MessagesSent)]
    public void MutatedNouns_AreTheSameNouns(string verb, string noun, EffortReason reason)
    {
        foreach (var form in Forms(noun)) Assert.Contains(reason, EffortNotChange.Check($"{verb} eu {form} heddiw").Select(one => one.Reason));
    }

    [Theory]
    [InlineData("dosbarthu", "ddosbarthu", "nosbarthu")]
    [InlineData("cynhyrchu", "gynhyrchu", "chynhyrchu", "nghynhyrchu")]
    [InlineData("paratoi", "baratoi", "pharatoi", "mharatoi")]
    [InlineData("llunio", "lunio")]
    [InlineData("gwneud", "wneud", "ngwneud")]
    public void MutatedVerbs_AreTheSameVerbs(params string[] forms) =>
        Assert.All(forms, form => Assert.Equal(EffortReason.MaterialMade, Assert.Single(EffortNotChange.Check($"Ei {form}: na. Wedi {form} poster")).Reason));

    [Fact]
    public void HostileTexts_ComeToAnEnd()
    {
        foreach (var brick in (string[])["made ", "number of ", "held two ", "young people ", "nifer y ", ". ", "\u0301", "\ud83d"])
            Assert.All(EffortNotChange.Check(string.Concat(Enumerable.Repeat(brick, 50_000 / brick.Length))), one => Assert.True(one.Length > 0));
    }

    [Fact]
    public void BothLists_HaveOneVersionAndEveryReason()
    {
        EffortWordsFile[] lists = [LanguageCheck.Read<EffortWordsFile>("effort_words.en.json"), LanguageCheck.Read<EffortWordsFile>("effort_words.cy.json")];
        Assert.All(lists, list => Assert.Equal(EffortNotChange.Version, list.Version));
        Assert.All(lists, list => Assert.Equal(WireName.All<EffortReason>(), list.Rules.Select(rule => rule.Reason)));
    }

    // Soft, nasal and spirant mutation as grammars give them, written for this test.
    private static IEnumerable<string> Forms(string noun)
    {
        Dictionary<string, string[]> forms = new()
        {
            ["p"] = ["p", "b", "mh", "ph"],
            ["t"] = ["t", "d", "nh", "th"],
            ["c"] = ["c", "g", "ngh", "ch"],
            ["b"] = ["b", "f", "m"],
            ["d"] = ["d", "dd", "n"],
            ["g"] = ["g", "", "ng"],
            ["m"] = ["m", "f"],
            ["ll"] = ["ll", "l"],
        };
        var first = noun.StartsWith("ll", StringComparison.Ordinal) ? "ll" : noun[..1];
        return forms[first].Select(form => form + noun[first.Length..]);
    }

    private static string Bare(string text) => new([.. text.Normalize(NormalizationForm.FormD)
        .Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)]);
}
