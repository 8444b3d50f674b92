using System.Text.Json;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Statistics;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Assessments.Instruments;

/// <summary>What a group answered before the plan and in the review: from five voices on, merged, with what the change may say.</summary>
public sealed class SurveyTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task BaselineAndReview_TellSharesAndChange_AndNobodysOwnAnswers()
    {
        using var assessor = api.As(Role.Assessor);
        using var anyone = api.Anyone();
        var id = await api.ReflectedAsync(assessor);
        // Before 8 of 32 feel safe, in the review 22 of 35.
        await AskAsync(assessor, anyone, id, 0, [.. Sets("safe", 8), .. Sets("unsafe", 18), .. Sets("mostly_unsafe", 6)], close: false);
        Assert.Empty((await ResultsAsync(assessor, id)).Surveys);
        await assessor.CloseAsync(id, (await assessor.CollectionsAsync(id))[0].Id);
        var only = Assert.Single((await ResultsAsync(assessor, id)).Surveys);
        Assert.All(only.Answers, round => Assert.All(round.Shares, share => Assert.Null(share.Reading)));
        Assert.Equal((0, 32), (Assert.Single(only.Rounds).Round, only.Rounds[0].Answers));

        await api.DeliverAsync(assessor, id);
        await assessor.OnwardAsync(id, AssessmentStatus.Review);
        await AskAsync(assessor, anyone, id, 1, [.. Sets("safe", 22), .. Sets("unsafe", 7), .. Sets("mostly_unsafe", 6)]);
        var results = await ResultsAsync(assessor, id);
        var young = Assert.Single(results.Surveys);
        Assert.Equal((5, true, Instrument.SurveyYoungPeople), (results.Least, results.FiguresShown, young.Instrument));
        SurveyItemRound[] night = [.. young.Answers.Where(one => one.Item == "safe_by_night")];
        var safe = ShareOf(night[1], "safe");
        var expected = ShareDifference.Interval(8, 32, 22, 35);
        Assert.Equal((ChangeReading.More, ChangeReading.Fewer), (safe.Reading, ShareOf(night[1], "unsafe").Reading));
        Assert.Equal((expected.Difference, expected.Lower, expected.Upper), (safe.Change!.Estimate, safe.Change.Low, safe.Change.High!.Value));
        Assert.Equal((35, 22 / 35.0, "unsafe", "safe"), (night[1].Answered, safe.Share!.Estimate, night[0].Most, night[1].Most));
        // Answers that nobody gave are withheld, and one more with them, from which they could be worked out.
        Assert.Equal(["mostly_safe", "mostly_unsafe", "not_here_then"], night[1].Shares.Where(share => share.Share is null).Select(share => share.Choice));

        using var panel = api.As(Role.MaceMember);
        var words = await ResultsAsync(panel, id);
        Assert.False(words.FiguresShown);
        Assert.All(words.Surveys.SelectMany(one => one.Answers), round =>
        {
            Assert.Null(round.Answered);
            Assert.All(round.Shares, one => Assert.Equal((null, null), (one.Share, one.Change)));
        });
        Assert.Equal(ChangeReading.More, ShareOf(words.Surveys[0].Answers.Last(one => one.Item == "safe_by_night"), "safe").Reading);
        Assert.Equal((0, 32), ((await assessor.AssessmentAsync(id)).Rounds[0].Round, (await assessor.AssessmentAsync(id)).Rounds[0].Number));
        Assert.Equal(1, await api.ScalarAsync<long>("select count(*) from audit_entry where action = 'surveys_seen' and actor_name like 'mace_member%' and $1 = any(subjects)", id));
    }

    [Fact]
    public async Task SmallCounts_AreWithheld_WithTheOneFromWhichTheyCouldBeWorkedOut()
    {
        using var assessor = api.As(Role.Assessor);
        using var anyone = api.Anyone();
        var id = await assessor.AssessAsync();
        await AskAsync(assessor, anyone, id, 0, [.. Sets("safe", 7), .. Sets("unsafe", 3)]);
        var round = Assert.Single(Assert.Single((await ResultsAsync(assessor, id)).Surveys).Answers, one => one.Item == "safe_by_night");
        Assert.All(round.Shares, one => Assert.Null(one.Share));
        Assert.Equal((10, null), (round.Answered, round.Most));
    }

    [Fact]
    public async Task Words_AreToldFromFiveOn_InAnOrderOfTheirOwnForEachQuestion()
    {
        using var assessor = api.As(Role.Assessor);
        using var anyone = api.Anyone();
        var id = await assessor.AssessAsync();
        await AskAsync(assessor, anyone, id, 0, [.. Enumerable.Range(0, 8).Select(i => new SurveyAnswer[]
        {
            new("what_is_good", Text: $"good {i}"), new("what_would_help", Text: $"help {i}"), i < 4 ? new("what_worries", Text: $"worry {i}") : new("how_often", "every_week"),
        })]);
        var items = Assert.Single((await ResultsAsync(assessor, id)).Surveys).Answers.ToDictionary(one => one.Item);
        Assert.Equal((8, 8, null), (items["what_is_good"].Words.Count, items["what_is_good"].Answered, items["what_worries"].Answered));
        Assert.Empty(items["what_worries"].Words);
        int[] Order(string item) => [.. items[item].Words.Select(text => text[^1] - '0')];
        Assert.NotEqual(Order("what_is_good"), Order("what_would_help"));
        Assert.NotEqual((int[])[0, 1, 2, 3, 4, 5, 6, 7], Order("what_is_good"));
        Assert.Equal(Order("what_is_good"), (int[])[.. Assert.Single((await ResultsAsync(assessor, id)).Surveys).Answers.Single(one => one.Item == "what_is_good").Words.Select(text => text[^1] - '0')]);
    }

    [Fact]
    public async Task Fewer_ThanFive_TellNothingButThatThereWasARound()
    {
        using var assessor = api.As(Role.Assessor);
        using var anyone = api.Anyone();
        var id = await assessor.AssessAsync();
        await AskAsync(assessor, anyone, id, 0, [.. Sets("safe", 4)]);
        var survey = Assert.Single((await ResultsAsync(assessor, id)).Surveys);
        Assert.Empty(survey.Items);
        Assert.Equal((null, null), (Assert.Single(survey.Rounds).Answers, survey.Rounds[0].Keyed));
    }

    [Fact]
    public async Task Paper_IsKeyedInOnce_CountsAsAVoice_AndIsToldApartOnlyAmongEnoughOfBoth()
    {
        using var assessor = api.As(Role.Assessor);
        using var anyone = api.Anyone();
        var id = await assessor.AssessAsync();
        var (handed, token) = await assessor.HandOutAsync(id);
        var address = CollectionWorld.AddressOf(id, handed.Id);
        KeyedAnswers paper = new([CollectionWorld.Often, new("what_is_good", Text: "It is near")]);
        var answer = Guid.CreateVersion7();
        for (var i = 0; i < 2; i++) await (await assessor.PostAsync($"{address}/answers/{answer}", paper)).ReadAsync<AnswersReceived>();
        Assert.Equal(1, await api.ScalarAsync<long>("select count(*) from collection_answer where collection_id = $1 and keyed", handed.Id));
        await (await assessor.PostAsync($"{address}/answers/{Guid.CreateVersion7()}", new KeyedAnswers([new("what_is_good", Text: "Ask Sian Morgan, 07700 900123")])))
            .AssertProblemAsync(ProblemCodes.TextMayIdentify, "survey[0].text");
        for (var i = 0; i < 4; i++) await (await assessor.PostAsync($"{address}/answers/{Guid.CreateVersion7()}", paper)).ReadAsync<AnswersReceived>();
        for (var i = 0; i < 5; i++) await anyone.AnswerOnceAsync(token);
        Assert.Equal(0, await api.ScalarAsync<long>("select count(*) from audit_entry where action = 'answer_keyed' and $1 = any(subjects)", answer));
        await assessor.CloseAsync(id, handed.Id);
        await (await assessor.PostAsync($"{address}/answers/{Guid.CreateVersion7()}", paper)).AssertProblemAsync(ProblemCodes.LinkClosed);
        var round = Assert.Single(Assert.Single((await ResultsAsync(assessor, id)).Surveys).Rounds);
        Assert.Equal((10, 5), (round.Answers, round.Keyed));
    }

    // Answers of many lie behind the API as it would have stored them; the last one comes through the door.
    private async Task AskAsync(HttpClient assessor, HttpClient anyone, Guid id, int round, IReadOnlyList<SurveyAnswer[]> sets, bool close = true)
    {
        var (handed, token) = await assessor.HandOutAsync(id, CollectionWorld.Handed with { Round = round });
        await anyone.AnswerOnceAsync(token, sets[^1]);
        await api.ScalarAsync<long>(
            """
            with made as (
                insert into collection_answer (partnership_id, id, collection_id, detail, keyed)
                select partnership_id, gen_random_uuid(), id, unnest($2::text[])::jsonb, false from assessment_collection where id = $1 returning 1)
            select count(*) from made
            """, handed.Id, sets.SkipLast(1).Select(set => JsonSerializer.Serialize(set.ToDictionary(one => one.Item, one => one.Choice ?? one.Text!))).ToArray());
        if (close) await assessor.CloseAsync(id, handed.Id);
    }

    private static IEnumerable<SurveyAnswer[]> Sets(string choice, int times) => Enumerable.Repeat<SurveyAnswer[]>([new("safe_by_night", choice)], times);

    private static SurveyShare ShareOf(SurveyItemRound item, string choice) => item.Shares.Single(one => one.Choice == choice);

    private static async Task<SurveyResults> ResultsAsync(HttpClient client, Guid id) =>
        await (await client.GetAsync($"{AssessmentWorld.Assessments}/{id}/surveys")).ReadAsync<SurveyResults>();
}
