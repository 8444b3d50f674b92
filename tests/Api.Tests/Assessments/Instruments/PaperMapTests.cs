using System.Net;
using SpacesPlaces.Api.Assessments.Instruments;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Assessments.Instruments;

/// <summary>Safety maps that were drawn on paper: keyed in once, one voice among the others, and taken away by the code of their sheet.</summary>
public sealed class PaperMapTests(TestApi api) : IClassFixture<TestApi>
{
    private const SafetyColour Red = SafetyColour.Red;

    private static NewCollection Handed => CollectionWorld.Handed with { Instrument = Instrument.SafetyMap };

    [Fact]
    public async Task MapsFromPaper_AreVoicesAmongTheOthers_KeyedInOnce_AndTakenAwayByTheCodeOfTheirSheet()
    {
        using var assessor = api.As(Role.Assessor);
        using var anyone = api.Anyone();
        var id = await assessor.AssessAsync();
        var (handed, token) = await assessor.HandOutAsync(id, Handed);
        var address = CollectionWorld.AddressOf(id, handed.Id);
        var codes = (await (await assessor.PostAsync($"{address}/sheets", new NewPaperSheets(4))).ReadAsync<PaperSheets>()).Codes;
        SafetyMapAnswer map = new([new("A1", Red, ["dark"])], [new("B1", Red)]);
        for (var sheet = 0; sheet < 4; sheet++)
        {
            var answer = Guid.CreateVersion7();
            // Read aloud in small letters, and sent again because the receipt was lost.
            for (var i = 0; i < 2; i++)
                await (await assessor.PostAsync($"{address}/answers/{answer}", new KeyedAnswers(Map: map, Code: codes[sheet].ToLowerInvariant().Replace('-', ' ')))).ReadAsync<AnswersReceived>();
        }

        await anyone.PostAsync($"{CollectionWorld.TakePart}/answers", new TakePartAnswers(token, await anyone.BallotAsync(token), Map: map));
        Assert.Equal((5, 4), (await CountAsync(handed.Id), await CountAsync(handed.Id, "and keyed")));
        Assert.Equal(0, await api.ScalarAsync<long>("select count(*) from collection_answer where detail::text ilike '%' || $1 || '%'", codes[0].Replace("-", "", StringComparison.Ordinal)));
        await assessor.CloseAsync(id, handed.Id);
        Assert.Equal([("A1", 5), ("B1", 5)], (await MapsAsync(assessor, id)).SelectMany(one => one.Cells).Select(cell => (cell.Cell, cell.Voices)));
        await (await assessor.PostAsync($"{address}/answers/{Guid.CreateVersion7()}", new KeyedAnswers(Map: map))).AssertProblemAsync(ProblemCodes.LinkClosed);
        await (await assessor.PostAsync($"{address}/sheets", new NewPaperSheets(1))).AssertProblemAsync(ProblemCodes.LinkClosed);

        Assert.Equal(HttpStatusCode.NoContent, (await anyone.PostAsync($"{CollectionWorld.TakePart}/own-maps/deletion", new OwnMapCode(codes[0]))).StatusCode);
        Assert.Equal(4, await CountAsync(handed.Id));
        Assert.Empty((await MapsAsync(assessor, id)).SelectMany(one => one.Cells));
        Assert.Equal((1, 8), (await AuditedAsync("paper_sheets_made", id), await AuditedAsync("answer_keyed", id)));
    }

    [Fact]
    public async Task ACopiedSheet_IsNotKeyedInUnderTheSameCode_AndWithoutOneNobodyTakesItAway()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await assessor.AssessAsync();
        var (handed, _) = await assessor.HandOutAsync(id, Handed);
        var address = CollectionWorld.AddressOf(id, handed.Id);
        var code = (await (await assessor.PostAsync($"{address}/sheets", new NewPaperSheets(1))).ReadAsync<PaperSheets>()).Codes[0];
        KeyedAnswers sheet = new(Map: new([new("A1", Red)]), Code: code);
        await (await assessor.PostAsync($"{address}/answers/{Guid.CreateVersion7()}", sheet)).ReadAsync<AnswersReceived>();
        await (await assessor.PostAsync($"{address}/answers/{Guid.CreateVersion7()}", sheet)).AssertProblemAsync(ProblemCodes.MapCodeTaken);
        Assert.Equal(1, await CountAsync(handed.Id));
        await (await assessor.PostAsync($"{address}/answers/{Guid.CreateVersion7()}", sheet with { Code = null })).ReadAsync<AnswersReceived>();
        await (await assessor.PostAsync($"{address}/answers/{Guid.CreateVersion7()}", sheet with { Code = " " })).ReadAsync<AnswersReceived>();
        Assert.Equal(2, await CountAsync(handed.Id, "and detail ->> 'code' is null"));
        // Neither an empty code nor a word for nothing finds them.
        using var anyone = api.Anyone();
        foreach (var word in (string[])["", "null", "-"])
            await (await anyone.PostAsync($"{CollectionWorld.TakePart}/own-maps/deletion", new OwnMapCode(word))).AssertProblemAsync(ProblemCodes.MapCodeNotKnown, "code");
        Assert.Equal(3, await CountAsync(handed.Id));
    }

    [Fact]
    public async Task WhatIsNoMapOfThisGround_NoCode_OrNoSurvey_IsRefused()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await assessor.AssessAsync();
        var (maps, _) = await assessor.HandOutAsync(id, Handed);
        var (survey, _) = await assessor.HandOutAsync(id);
        Task<HttpResponseMessage> KeyAsync(Guid collection, KeyedAnswers what) => assessor.PostAsync($"{CollectionWorld.AddressOf(id, collection)}/answers/{Guid.CreateVersion7()}", what);
        await (await KeyAsync(maps.Id, new())).AssertProblemAsync(ProblemCodes.FieldMissing, "map");
        await (await KeyAsync(maps.Id, new(Map: new([new("Z9", Red)])))).AssertProblemAsync(ProblemCodes.FieldNotAllowedHere, "map.day[0].cell");
        await (await KeyAsync(maps.Id, new(Map: new([new("A1", Red)]), Code: "2222-3333-4444"))).AssertProblemAsync(ProblemCodes.MapCodeNotRead, "code");
        await (await KeyAsync(maps.Id, new(Map: new([new("A1", Red)]), Code: new string('2', 101)))).AssertProblemAsync(ProblemCodes.MapCodeNotRead, "code");
        await (await KeyAsync(survey.Id, new([CollectionWorld.Often], Code: OwnMaps.MakeForPaper()))).AssertProblemAsync(ProblemCodes.FieldNotAllowedHere, "code");
        await (await KeyAsync(survey.Id, new([CollectionWorld.Often], Map: new([new("A1", Red)])))).AssertProblemAsync(ProblemCodes.FieldNotAllowedHere, "map");
        Assert.Empty((await (await assessor.PostAsync($"{CollectionWorld.AddressOf(id, survey.Id)}/sheets", new NewPaperSheets(1))).ReadAsync<PaperSheets>()).Codes);
        foreach (var number in (int[])[0, 61])
            await (await assessor.PostAsync($"{CollectionWorld.AddressOf(id, maps.Id)}/sheets", new NewPaperSheets(number))).AssertProblemAsync(ProblemCodes.NumberOutOfRange, "sheets");
    }

    [Fact]
    public void CodesOfPaper_ProveThemselves_NoSingleSlipAndNoTwoSignsThatChangedPlacesPass()
    {
        const string signs = "23456789ABCDEFGHJKMNPQRSTVWXYZ";
        for (var made = 0; made < 200; made++)
        {
            var code = OwnMaps.MakeForPaper();
            Assert.Matches("^[2-9A-HJ-NP-TV-Z]{4}(-[2-9A-HJ-NP-TV-Z]{4}){2}$", code);
            Assert.True(OwnMaps.IsOfPaper(code));
            var plain = code.Replace("-", "", StringComparison.Ordinal);
            for (var at = 0; at < plain.Length; at++)
            {
                foreach (var other in signs.Where(sign => sign != plain[at])) Assert.False(OwnMaps.IsOfPaper(plain[..at] + other + plain[(at + 1)..]), $"{plain} at {at}: {other}");
                if (at > 0 && plain[at] != plain[at - 1]) Assert.False(OwnMaps.IsOfPaper(plain[..(at - 1)] + plain[at] + plain[at - 1] + plain[(at + 1)..]), $"{plain} at {at}");
            }

            Assert.False(OwnMaps.IsOfPaper(plain[1..]));
            Assert.False(OwnMaps.IsOfPaper($"{plain}2"));
        }

        Assert.False(OwnMaps.IsOfPaper("0OIL-UUUU-1111"));
    }

    private Task<long> CountAsync(Guid collection, string more = "") => api.ScalarAsync<long>($"select count(*) from collection_answer where collection_id = $1 {more}", collection);

    private Task<long> AuditedAsync(string action, Guid id) =>
        api.ScalarAsync<long>("select count(*) from audit_entry where action = $2 and outcome = 'done' and $1 = any(subjects)", id, action);

    private static async Task<IReadOnlyList<MergedSafetyMap>> MapsAsync(HttpClient client, Guid id) =>
        (await (await client.GetAsync($"{AssessmentWorld.Assessments}/{id}/safety-maps")).ReadAsync<SafetyMapFile>()).Maps;
}
