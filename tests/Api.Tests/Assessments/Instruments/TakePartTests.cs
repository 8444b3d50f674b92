using System.Net;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Assessments.Instruments;

/// <summary>Whoever has the link answers once, in their own words, and leaves nothing of themselves.</summary>
public sealed class TakePartTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task TheLink_TellsWhatIsAsked_InBothLanguages_AndWhatHappensWithIt()
    {
        using var assessor = api.As(Role.Assessor);
        using var anyone = api.Anyone();
        var id = await assessor.AssessAsync();
        var form = await FormAsync(anyone, (await assessor.HandOutAsync(id)).Token);
        Assert.Equal((Instrument.SurveyYoungPeople, SpaceWorld.Today.AddDays(14), 8), (form.Instrument, form.ClosesOn, form.Survey!.Items.Count));
        Assert.Equal("Local form based on the published framework; not the official toolkit", form.LabelEn);
        Assert.Equal((await assessor.AssessmentAsync(id)).Assessment.SpaceNameEn, form.PlaceNameEn);
        Assert.All(form.Survey.Items, item => Assert.NotEqual(item.TextEn, item.TextCy));
        Assert.StartsWith("Does neb yn gofyn pwy wyt ti", form.PromiseCy, StringComparison.Ordinal);

        using var analyst = api.As(Role.Analyst);
        var handed = Assert.Single(await analyst.CollectionsAsync(id));
        Assert.Equivalent(form, await (await analyst.GetAsync($"{CollectionWorld.AddressOf(id, handed.Id)}/form")).ReadAsync<TakePartForm>(), strict: true);

        var businesses = await assessor.HandOutAsync(id, CollectionWorld.Handed with { Instrument = Instrument.SurveyBusinesses, NamesPlace = false });
        var theirs = await FormAsync(anyone, businesses.Token);
        Assert.Equal((null, null, 6), (theirs.PlaceNameEn, theirs.PlaceNameCy, theirs.Survey!.Items.Count));
        Assert.Contains(theirs.Survey.Items, item => item.Key == "would_know");
    }

    [Fact]
    public async Task ABallot_TakesOneSetOfAnswers_AndTheSameOnceMoreWhereTheReceiptWasLost()
    {
        using var assessor = api.As(Role.Assessor);
        using var anyone = api.Anyone();
        var (handed, token) = await assessor.HandOutAsync(await assessor.AssessAsync());
        var ballot = await anyone.BallotAsync(token);
        SurveyAnswer[] answers = [CollectionWorld.Often, new("what_is_good", Text: "Mae’r wal yn braf, it's well sick here")];
        var first = await anyone.AnswerAsync(token, ballot, answers);
        Assert.False(first.Headers.Contains("Set-Cookie"));
        Assert.Equal(SpaceWorld.Today.AddDays(14), (await first.ReadAsync<AnswersReceived>()).ClosesOn);
        await (await anyone.AnswerAsync(token, ballot, [.. answers.Reverse()])).ReadAsync<AnswersReceived>();
        await (await anyone.AnswerAsync(token, ballot, CollectionWorld.Often)).AssertProblemAsync(ProblemCodes.BallotNotValid, "ballot");
        await (await anyone.AnswerAsync(token, "made-up", CollectionWorld.Often)).AssertProblemAsync(ProblemCodes.BallotNotValid, "ballot");
        Assert.Equal(1, await api.ScalarAsync<long>("select count(*) from collection_answer where collection_id = $1", handed.Id));
        var resent = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => (await anyone.AnswerAsync(token, await anyone.BallotAsync(token), answers)).StatusCode));
        Assert.All(resent, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(5, await api.ScalarAsync<long>("select count(*) from collection_answer where collection_id = $1", handed.Id));
    }

    [Fact]
    public async Task OfTwoThatComeAtOnceWithOneBallot_OneIsKept_AndBothAreReceived()
    {
        using var assessor = api.As(Role.Assessor);
        using var anyone = api.Anyone();
        var (handed, token) = await assessor.HandOutAsync(await assessor.AssessAsync());
        var ballot = await anyone.BallotAsync(token);
        var both = await Task.WhenAll(Enumerable.Range(0, 5).Select(async _ => (await anyone.AnswerAsync(token, ballot, CollectionWorld.Often)).StatusCode));
        Assert.All(both, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.Equal(1, await api.ScalarAsync<long>("select count(*) from collection_answer where collection_id = $1", handed.Id));
    }

    [Fact]
    public async Task NothingOfWhoAnswered_IsStored_Audited_OrLogged()
    {
        using var assessor = api.As(Role.Assessor);
        using var anyone = api.Anyone();
        var token = (await assessor.HandOutAsync(await assessor.AssessAsync())).Token;
        var entries = await api.ScalarAsync<long>("select count(*) from audit_entry");
        await anyone.AnswerOnceAsync(token, new SurveyAnswer("what_worries", Text: "The alley has no light zqx"));
        Assert.Equal(entries, await api.ScalarAsync<long>("select count(*) from audit_entry"));
        Assert.Equal("collection_id,detail,id,keyed,partnership_id", await ColumnsAsync("collection_answer"));
        Assert.Equal("ballot_sha256,collection_id,partnership_id", await ColumnsAsync("collection_ballot"));
        Assert.DoesNotContain(api.Log.Lines, line => line.Contains(token, StringComparison.Ordinal) || line.Contains("zqx", StringComparison.Ordinal));
        Assert.Equal(0, await api.ScalarAsync<long>("select count(*) from assessment_collection where encode(token_sha256, 'escape') like '%' || $1 || '%'", token));
    }

    [Fact]
    public async Task WhatMayTellWhoSomebodyIs_IsRefusedAtItsField_AndHowItIsSaidIsTheirs()
    {
        using var assessor = api.As(Role.Assessor);
        using var anyone = api.Anyone();
        var token = (await assessor.HandOutAsync(await assessor.AssessAsync())).Token;
        var ballot = await anyone.BallotAsync(token);
        await (await anyone.AnswerAsync(token, ballot, CollectionWorld.Often, new("anything_else", Text: "Ring me on 07700 900123")))
            .AssertProblemAsync(ProblemCodes.TextMayIdentify, "survey[1].text");
        // Words that staff are asked about are not held against a young person.
        await (await anyone.AnswerAsync(token, ballot, new SurveyAnswer("anything_else", Text: "Adults call us feral and promiscuous and we are not"))).ReadAsync<AnswersReceived>();
    }

    [Theory]
    [InlineData("""[]""", "field_missing", "survey")]
    [InlineData("""[{"item":"shoe_size","choice":"safe"}]""", "field_not_allowed_here", "survey[0].item")]
    [InlineData("""[{"item":"how_often","choice":"safe"}]""", "word_unknown", "survey[0].choice")]
    [InlineData("""[{"item":"how_often","text":"often"}]""", "field_not_allowed_here", "survey[0]")]
    [InlineData("""[{"item":"how_often"}]""", "field_missing", "survey[0]")]
    [InlineData("""[{"item":"what_is_good","text":" "}]""", "field_missing", "survey[0]")]
    [InlineData("""[{"item":"how_often","choice":"every_week"},{"item":"how_often","choice":"most_days"}]""", "field_not_allowed_here", "survey[1].item")]
    [InlineData("""[null]""", "field_missing", "survey[0].item")]
    [InlineData("""[{"item":"what_is_good","text":"a\u0000b"}]""", "text_not_clean", "survey[0].text")]
    public async Task AnswersThatDoNotFitTheQuestions_AreRefusedAtTheirField_AndTheBallotStays(string survey, string code, string field)
    {
        using var anyone = api.Anyone();
        var token = await LinkAsync();
        var ballot = await anyone.BallotAsync(token);
        var refused = await anyone.PostRawAsync($"{CollectionWorld.TakePart}/answers", $$"""{"token":"{{token}}","ballot":"{{ballot}}","survey":{{survey}}}""");
        await refused.AssertProblemAsync(ProblemCodes.All.Single(one => one.Code == code), field);
        await (await anyone.AnswerAsync(token, ballot, CollectionWorld.Often)).ReadAsync<AnswersReceived>();
    }

    [Fact]
    public async Task ALinkThatIsNone_OrNotOpenYet_SaysSo_InWelshToo()
    {
        using var assessor = api.As(Role.Assessor);
        using var anyone = api.Anyone();
        foreach (var token in (string[])["x", new string('a', 5_000), "' or 1=1 --", ""])
            await (await anyone.PostAsync($"{CollectionWorld.TakePart}/form", new HeldLink(token))).AssertProblemAsync(ProblemCodes.LinkNotValid, "token");
        var later = await assessor.HandOutAsync(await assessor.AssessAsync(), CollectionWorld.Handed with { OpensOn = SpaceWorld.Today.AddDays(2) });
        anyone.DefaultRequestHeaders.AcceptLanguage.ParseAdd("cy");
        var waiting = await (await anyone.PostAsync($"{CollectionWorld.TakePart}/form", new HeldLink(later.Token))).AssertProblemAsync(ProblemCodes.LinkNotOpenYet, "token");
        Assert.StartsWith("Derbynnir atebion o", (string)waiting["title"]!, StringComparison.Ordinal);
    }

    private static string? shared;

    private async Task<string> LinkAsync()
    {
        using var assessor = api.As(Role.Assessor);
        return shared ??= (await assessor.HandOutAsync(await assessor.AssessAsync())).Token;
    }

    private Task<string> ColumnsAsync(string table) =>
        api.ScalarAsync<string>("select string_agg(column_name, ',' order by column_name) from information_schema.columns where table_name = $1", table);

    private static async Task<TakePartForm> FormAsync(HttpClient anyone, string token) =>
        await (await anyone.PostAsync($"{CollectionWorld.TakePart}/form", new HeldLink(token))).ReadAsync<TakePartForm>();
}
