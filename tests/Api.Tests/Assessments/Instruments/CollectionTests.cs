using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SpacesPlaces.Api.Governance;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Assessments.Instruments;

/// <summary>Instruments are handed out by a link, and closed; before that nobody sees an answer, and afterwards only enough of them.</summary>
public sealed class CollectionTests(AskedApi api) : IClassFixture<AskedApi>
{
    [Fact]
    public async Task ARoundAsksOnce_WithAnInstrumentWithoutNames_WhileItIsOpen()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await assessor.AssessAsync();
        var handed = await assessor.HandOutAsync(id);
        Assert.Equal((0, Instrument.SurveyYoungPeople, 1, SpaceWorld.Today, CollectionState.Open, false, null), (
            handed.Collection.Round, handed.Collection.Instrument, handed.Collection.Wording, handed.Collection.OpensOn, handed.Collection.State,
            handed.Collection.EnoughAnswers, handed.Collection.Answers));
        var address = CollectionWorld.AddressOf(id, Guid.CreateVersion7());
        await (await assessor.PostAsync(address, CollectionWorld.Handed)).AssertProblemAsync(ProblemCodes.AlreadyAsked, "instrument");
        await (await assessor.PostAsync(CollectionWorld.AddressOf(id, handed.Collection.Id), CollectionWorld.Handed)).AssertProblemAsync(ProblemCodes.IdTakenByOtherContent);
        await (await assessor.PostAsync(address, CollectionWorld.Handed with { Instrument = Instrument.ObservationDay })).AssertProblemAsync(ProblemCodes.InstrumentNotAnonymous, "instrument");
        await (await assessor.PostAsync(address, CollectionWorld.Handed with { Instrument = Instrument.SurveyResidents, Round = 1 })).AssertProblemAsync(ProblemCodes.RoundNotOpen, "round");
        await (await assessor.PostAsync(address, CollectionWorld.Handed with { ClosesOn = SpaceWorld.Today.AddDays(93) })).AssertProblemAsync(ProblemCodes.DayNotInRange, "closesOn");
        await (await assessor.PostAsync(address, CollectionWorld.Handed with { OpensOn = SpaceWorld.Today.AddDays(-1) })).AssertProblemAsync(ProblemCodes.DayNotInRange, "opensOn");
        using var analyst = api.As(Role.Analyst);
        Assert.Equal(handed.Collection, Assert.Single(await analyst.CollectionsAsync(id)));
    }

    [Fact]
    public async Task AnotherLink_EndsTheOldOne_WithTheBallotsItHandedOut()
    {
        using var assessor = api.As(Role.Assessor);
        using var anyone = api.Anyone();
        var id = await assessor.AssessAsync();
        var (handed, old) = await assessor.HandOutAsync(id);
        var ballot = await anyone.BallotAsync(old);
        var next = await (await assessor.PostAsync($"{CollectionWorld.AddressOf(id, handed.Id)}/link", new NewCollectionLink())).ReadAsync<CollectionLink>();
        await (await anyone.PostAsync($"{CollectionWorld.TakePart}/form", new HeldLink(old))).AssertProblemAsync(ProblemCodes.LinkNotValid, "token");
        await (await anyone.AnswerAsync(old, ballot, CollectionWorld.Often)).AssertProblemAsync(ProblemCodes.LinkNotValid, "token");
        await (await anyone.AnswerAsync(next.Token, ballot, CollectionWorld.Often)).AssertProblemAsync(ProblemCodes.BallotNotValid, "ballot");
        await anyone.AnswerOnceAsync(next.Token);
    }

    [Fact]
    public async Task Fewer_ThanMayBeTold_LookLikeNone_CountAsNotAsked_AndMayBeAskedOn()
    {
        using var assessor = api.As(Role.Assessor);
        using var anyone = api.Anyone();
        var id = await assessor.AssessAsync();
        var (handed, token) = await assessor.HandOutAsync(id);
        for (var i = 0; i < 4; i++) await anyone.AnswerOnceAsync(token);
        var closed = await assessor.CloseAsync(id, handed.Id);
        Assert.Equal((CollectionState.Closed, false, null), (closed.State, closed.EnoughAnswers, closed.Answers));
        Assert.Empty((await assessor.AssessmentAsync(id)).Rounds);

        var link = $"{CollectionWorld.AddressOf(id, handed.Id)}/link";
        await (await assessor.PostAsync(link, new NewCollectionLink())).AssertProblemAsync(ProblemCodes.FieldMissing, "closesOn");
        var again = await (await assessor.PostAsync(link, new NewCollectionLink(SpaceWorld.Today.AddDays(3)))).ReadAsync<CollectionLink>();
        Assert.Equal((CollectionState.Open, false), (again.Collection.State, again.Collection.EnoughAnswers));
        await anyone.AnswerOnceAsync(again.Token);
        var open = Assert.Single(await assessor.CollectionsAsync(id));
        Assert.Equal((true, null), (open.EnoughAnswers, open.Answers));
        Assert.Equal(5, (await assessor.CloseAsync(id, handed.Id)).Answers);
        var use = Assert.Single((await assessor.AssessmentAsync(id)).Rounds);
        Assert.Equal((0, Instrument.SurveyYoungPeople, 5, SpaceWorld.Today), (use.Round, use.Instrument, use.Number, use.UsedOn));
        await (await assessor.PostAsync(link, new NewCollectionLink(SpaceWorld.Today.AddDays(3)))).AssertProblemAsync(ProblemCodes.CollectionOver);
    }

    [Fact]
    public async Task ItsLastDay_ClosesIt_AndTheNextLookWritesItIntoTheRound()
    {
        using var assessor = api.As(Role.Assessor);
        using var anyone = api.Anyone();
        var id = await assessor.AssessAsync();
        var (handed, token) = await assessor.HandOutAsync(id);
        for (var i = 0; i < 5; i++) await anyone.AnswerOnceAsync(token);
        var before = await IdsAsync(handed.Id);
        var ballot = await anyone.BallotAsync(token);
        await PassAsync(handed.Id);
        await (await anyone.AnswerAsync(token, ballot, CollectionWorld.Often)).AssertProblemAsync(ProblemCodes.LinkClosed, "token");
        var use = Assert.Single((await assessor.AssessmentAsync(id)).Rounds);
        Assert.Equal((5, SpaceWorld.Today.AddDays(-1)), (use.Number, use.UsedOn));
        // Nothing leads from a ballot, or from the order in which they came, to an answer.
        Assert.Empty((await IdsAsync(handed.Id)).Intersect(before));
        Assert.Equal(0, await api.ScalarAsync<long>("select count(*) from collection_ballot where collection_id = $1", handed.Id));
        Assert.Equal(1, await api.ScalarAsync<long>("select count(distinct xmin::text) from collection_answer where collection_id = $1", handed.Id));
    }

    [Fact]
    public async Task TheNightAfterItsLastDay_ClosesIt_ThoughNobodyLooks_AndSaysSoOnce()
    {
        using var assessor = api.As(Role.Assessor);
        using var anyone = api.Anyone();
        var id = await assessor.AssessAsync();
        var (handed, token) = await assessor.HandOutAsync(id);
        for (var i = 0; i < 5; i++) await anyone.AnswerOnceAsync(token);
        await anyone.BallotAsync(token);
        var before = await IdsAsync(handed.Id);
        await PassAsync(handed.Id);
        const string closings = "select count(*) from audit_entry where action = 'collection_closed' and actor_name = 'collections'";
        var told = await api.ScalarAsync<long>(closings);
        var night = api.Services.GetRequiredService<GovernanceWork>();
        await night.DailyAsync(TestApi.Here, default);
        await night.DailyAsync(TestApi.Here, default);
        Assert.Equal(SpaceWorld.Today.AddDays(-1), await api.ScalarAsync<DateOnly>("select closed_on from assessment_collection where id = $1", handed.Id));
        Assert.Equal(0, await api.ScalarAsync<long>("select count(*) from collection_ballot where collection_id = $1", handed.Id));
        Assert.Empty((await IdsAsync(handed.Id)).Intersect(before));
        Assert.Equal(5, await api.ScalarAsync<int>("select number from assessment_use where assessment_id = $1", id));
        Assert.Equal(told + 1, await api.ScalarAsync<long>(closings));
    }

    [Fact]
    public async Task WhatWasHandedOutInARoundThatIsOver_TakesNoMoreAnswers()
    {
        using var assessor = api.As(Role.Assessor);
        using var anyone = api.Anyone();
        var id = await api.ReflectedAsync(assessor);
        var (_, token) = await assessor.HandOutAsync(id);
        await anyone.AnswerOnceAsync(token);
        await api.DeliverAsync(assessor, id);
        await (await anyone.PostAsync($"{CollectionWorld.TakePart}/ballots", new HeldLink(token))).AssertProblemAsync(ProblemCodes.LinkClosed, "token");
        Assert.Equal(CollectionState.Closed, Assert.Single(await assessor.CollectionsAsync(id)).State);
    }

    [Fact]
    public async Task BeforeTheClosing_TheDatabaseItselfGivesNoAnswerToTheProgram_AndNeverLetsItChangeOne()
    {
        using var assessor = api.As(Role.Assessor);
        using var anyone = api.Anyone();
        var id = await assessor.AssessAsync();
        var (handed, token) = await assessor.HandOutAsync(id);
        for (var i = 0; i < 5; i++) await anyone.AnswerOnceAsync(token);
        var count = $"select count(*) from collection_answer where collection_id = '{handed.Id}'";
        Assert.Equal(0L, await ActingAsync(count));
        await assessor.CloseAsync(id, handed.Id);
        Assert.Equal(5L, await ActingAsync(count));
        foreach (var sql in (string[])["delete from collection_answer", "update collection_answer set detail = '{}'"])
            Assert.Equal("42501", (await Assert.ThrowsAsync<PostgresException>(() => ActingAsync(sql))).SqlState);
        // A link opens its own collection and nothing beside it.
        var link = $"select set_config('spacesplaces.link', encode(sha256('{token}'), 'hex'), true);";
        Assert.Equal(1L, await ActingAsync("select count(*) from assessment_collection", link));
        Assert.Equal(0L, await ActingAsync("select count(*) from assessment", link));
    }

    [Fact]
    public async Task OneAddress_GetsAClasssWorthOfBallots_AndThenWaits()
    {
        using var assessor = api.As(Role.Assessor);
        using var anyone = api.Anyone();
        var token = (await assessor.HandOutAsync(await assessor.AssessAsync())).Token;
        for (var i = 0; i < AskedApi.Ballots; i++) await anyone.BallotAsync(token);
        var refused = await anyone.PostAsync($"{CollectionWorld.TakePart}/ballots", new HeldLink(token));
        Assert.True(refused.Headers.RetryAfter?.Delta >= TimeSpan.FromMinutes(1));
        await refused.AssertProblemAsync(ProblemCodes.TooManyRequests);
        // Another collection is another class.
        await anyone.BallotAsync((await assessor.HandOutAsync(await assessor.AssessAsync())).Token);
    }

    private Task<Guid> PassAsync(Guid collection) => api.ScalarAsync<Guid>(
        "update assessment_collection set opens_on = current_date - 9, closes_on = $2 where id = $1 returning id", collection, SpaceWorld.Today.AddDays(-1));

    private async Task<Guid[]> IdsAsync(Guid collection) =>
        await api.ScalarAsync<Guid[]>("select array_agg(id) from collection_answer where collection_id = $1", collection);

    private async Task<object?> ActingAsync(string sql, string? asWhom = null)
    {
        await using var connection = new NpgsqlConnection(api.ApiConnection);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var who = new NpgsqlCommand(asWhom ?? $"select set_config('spacesplaces.partnership', '{TestApi.Here}', true)", connection);
        await who.ExecuteNonQueryAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
