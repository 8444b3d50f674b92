using System.Net;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Assessments.Instruments;

/// <summary>The guardianship map: roles and places, gaps first, corrected by whoever records, counted for its round.</summary>
public sealed class GuardianshipApiTests(TestApi api) : IClassFixture<TestApi>
{
    private static DateOnly ThisMonth => new(SpaceWorld.Today.Year, SpaceWorld.Today.Month, 1);

    [Fact]
    public async Task Guardians_ArePartOfTheirRound_AndGapsAreTold_BeforeThePlanAndInTheReview()
    {
        using var assessor = api.As(Role.Assessor);
        using var analyst = api.As(Role.Analyst);
        var id = await api.ReflectedAsync(assessor);
        await RecordAsync(assessor, id, GuardianshipWorld.Shop);
        await RecordAsync(analyst, id, GuardianshipWorld.Shop with { Role = GuardianRole.TaxiDriver, CaringIntention = PromptRating.NotKnown, Times = [WeekTime.WeekendNight] });
        Assert.Equal([(Instrument.GuardianshipMap, 2)], (await assessor.AssessmentAsync(id)).Rounds.Select(use => (use.Instrument, use.Number)));

        await api.DeliverAsync(assessor, id);
        await (await SendAsync(assessor, id, GuardianshipWorld.Shop)).AssertProblemAsync(ProblemCodes.RoundNotOpen, "round");
        await assessor.OnwardAsync(id, AssessmentStatus.Review);
        await RecordAsync(assessor, id, GuardianshipWorld.Shop with { Round = 1, Times = [.. Enum.GetValues<WeekTime>()], Training = GuardianTraining.Trained, TrainedIn = ThisMonth });

        var file = await ReadAsync(assessor, id);
        Assert.Equal([0, 1], file.Rounds.Select(round => round.Round));
        var (before, after) = (file.Rounds[0], file.Rounds[1]);
        Assert.Equal(PresenceReading.Somebody, before.Times.Single(one => one.Time == WeekTime.WeekdayDay).Reading);
        Assert.Equal(PresenceReading.NobodyKnownToCare, before.Times.Single(one => one.Time == WeekTime.WeekendNight).Reading);
        Assert.Equal(PresenceReading.Nobody, before.Times.Single(one => one.Time == WeekTime.WeekdayNight).Reading);
        Assert.All(after.Times, one => Assert.Equal(PresenceReading.Somebody, one.Reading));
        Assert.Equal((1, 1), before.Prompts.Where(one => one.Prompt == GuardianPrompt.CaringIntention).Select(one => (one.Known, one.NotKnown)).Single());
        Assert.Equal((0, 1), (before.Trained, after.Trained));
        // The same instrument before and after: the work may end.
        await assessor.OnwardAsync(id, AssessmentStatus.ClosedSafer);
        Assert.All((await ReadAsync(assessor, id)).Guardians, one => Assert.False(one.MayChange || one.MayWithdraw));
    }

    [Fact]
    public async Task AGuardian_IsSentTwiceAndKeptOnce_AndAnybodyWhoRecordsCorrectsAndWithdraws()
    {
        using var assessor = api.As(Role.Assessor);
        using var analyst = api.As(Role.Analyst);
        using var chair = api.As(Role.MaceChair);
        var id = await assessor.AssessAsync();
        var guardian = Guid.CreateVersion7();
        await (await SendAsync(assessor, id, GuardianshipWorld.Shop, guardian)).ReadAsync<GuardianView>(HttpStatusCode.Created);
        await (await SendAsync(assessor, id, GuardianshipWorld.Shop, guardian)).ReadAsync<GuardianView>(HttpStatusCode.Accepted);
        await (await SendAsync(assessor, id, GuardianshipWorld.Shop with { Place = "The other shop" }, guardian)).AssertProblemAsync(ProblemCodes.IdTakenByOtherContent, "guardianId");

        var mended = GuardianshipWorld.Shop with { KnowsWhoToTell = PromptRating.Strength };
        var corrected = await (await analyst.PutAsync(AddressOf(id, guardian), mended, 1)).ReadAsync<GuardianView>();
        Assert.Equal((2, PromptRating.Strength, true), (corrected.Version, corrected.KnowsWhoToTell, corrected.MayChange));
        Assert.Equal(2, (await (await analyst.PutAsync(AddressOf(id, guardian), mended, 1)).ReadAsync<GuardianView>()).Version);
        await (await chair.PutAsync(AddressOf(id, guardian), GuardianshipWorld.Shop, 1)).AssertProblemAsync(ProblemCodes.VersionStale, "If-Match");
        await (await chair.PutAsync(AddressOf(id, guardian), mended with { Round = 1 }, 2)).AssertProblemAsync(ProblemCodes.RoundNotOpen, "round");
        await (await chair.PutAsync($"{AssessmentWorld.Assessments}/{id}/rounds/0/guardianship_map", new InstrumentUse(7, SpaceWorld.Today), 2))
            .AssertProblemAsync(ProblemCodes.InstrumentCounted, "number");

        var withdrawal = new GuardianWithdrawal("The shop is shut");
        Assert.Equal(SpaceWorld.Today, (await (await chair.PostAsync($"{AddressOf(id, guardian)}/withdrawal", withdrawal)).ReadAsync<GuardianView>()).WithdrawnOn);
        await (await assessor.PostAsync($"{AddressOf(id, guardian)}/withdrawal", withdrawal)).AssertProblemAsync(ProblemCodes.AlreadyWithdrawn);
        await (await assessor.PutAsync(AddressOf(id, guardian), mended, 3)).AssertProblemAsync(ProblemCodes.AlreadyWithdrawn);
        var file = await ReadAsync(assessor, id);
        Assert.Equal("The shop is shut", Assert.Single(file.Guardians).WithdrawnReason);
        Assert.Empty(file.Rounds);
        Assert.Empty((await assessor.AssessmentAsync(id)).Rounds);
        // Its resend is a look at it again, and written down too.
        Assert.Equal(2, await api.ScalarAsync<long>("select count(*) from audit_entry where action = 'guardian_corrected' and $1 = any(subjects) and $2 = any(subjects) and outcome = 'done'", id, guardian));
    }

    [Fact]
    public async Task WhatTellsOfAPerson_OrCannotBe_IsRefused_AndNothingIsKept()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await assessor.AssessAsync();
        async Task RefusedAsync(GuardianContent guardian, ProblemCode code, string field) => await (await SendAsync(assessor, id, guardian)).AssertProblemAsync(code, field);
        await RefusedAsync(GuardianshipWorld.Shop with { Place = "The shop, ring 07700 900123" }, ProblemCodes.TextMayIdentify, "place");
        await RefusedAsync(GuardianshipWorld.Shop with { Note = "Her name is Sioned Prosser" }, ProblemCodes.TextMayIdentify, "note");
        await RefusedAsync(GuardianshipWorld.Shop with { Place = " " }, ProblemCodes.FieldMissing, "place");
        await RefusedAsync(GuardianshipWorld.Shop with { Times = [WeekTime.WeekdayDay, WeekTime.WeekdayDay] }, ProblemCodes.FieldNotAllowedHere, "times");
        await RefusedAsync(GuardianshipWorld.Shop with { KnownOn = SpaceWorld.Today.AddDays(1) }, ProblemCodes.DayNotInRange, "knownOn");
        await RefusedAsync(GuardianshipWorld.Shop with { Square = "B3" }, ProblemCodes.FieldNotAllowedHere, "square");
        await RefusedAsync(GuardianshipWorld.Shop with { Round = 1 }, ProblemCodes.RoundNotOpen, "round");
        Assert.Empty((await ReadAsync(assessor, id)).Guardians);
    }

    [Fact]
    public async Task ATrainingOfTheRound_HasAMonth_NotBeforeTheRound_UnlessThatIsSaid()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await assessor.AssessAsync();
        async Task RefusedAsync(GuardianTraining training, DateOnly? month, ProblemCode code) => await (await SendAsync(
            assessor, id, GuardianshipWorld.Shop with { Training = training, TrainedIn = month })).AssertProblemAsync(code, "trainedIn");
        await RefusedAsync(GuardianTraining.Trained, null, ProblemCodes.FieldMissing);
        await RefusedAsync(GuardianTraining.Trained, ThisMonth.AddMonths(-1), ProblemCodes.TrainedBeforeRound);
        await RefusedAsync(GuardianTraining.Trained, ThisMonth.AddMonths(1), ProblemCodes.DayNotInRange);
        await RefusedAsync(GuardianTraining.TrainedBefore, ThisMonth.AddDays(1), ProblemCodes.MonthNotValid);
        await RefusedAsync(GuardianTraining.NotTrained, ThisMonth, ProblemCodes.FieldNotAllowedHere);
        await RecordAsync(assessor, id, GuardianshipWorld.Shop with { Training = GuardianTraining.TrainedBefore, TrainedIn = ThisMonth.AddMonths(-1) });
        await RecordAsync(assessor, id, GuardianshipWorld.Shop with { Training = GuardianTraining.TrainedBefore });
        Assert.Equal((2, 2), (await ReadAsync(assessor, id)).Rounds.Select(round => (round.Trained, round.TrainedBefore)).Single());
    }

    [Fact]
    public async Task ASquare_IsOneOfTheSafetyMap_OnceThatWasHandedOut()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await assessor.AssessAsync();
        await assessor.HandOutAsync(id, CollectionWorld.Handed with { Instrument = Instrument.SafetyMap });
        var squares = (await ReadAsync(assessor, id)).Squares;
        Assert.NotEmpty(squares);
        await RecordAsync(assessor, id, GuardianshipWorld.Shop with { Square = squares[0] });
        await (await SendAsync(assessor, id, GuardianshipWorld.Shop with { Square = "ZZ99" })).AssertProblemAsync(ProblemCodes.FieldNotAllowedHere, "square");
    }

    [Fact]
    public async Task PanelMembersReadTheMap_AndDoNotWriteIt_PlannersSeeNone()
    {
        using var assessor = api.As(Role.Assessor);
        using var member = api.As(Role.MaceMember);
        using var planner = api.As(Role.Planner);
        var id = await assessor.AssessAsync();
        await RecordAsync(assessor, id, GuardianshipWorld.Shop);
        Assert.False(Assert.Single((await ReadAsync(member, id)).Guardians).MayChange);
        await (await SendAsync(member, id, GuardianshipWorld.Shop)).AssertProblemAsync(ProblemCodes.NotAllowed);
        await (await planner.GetAsync(AddressOf(id))).AssertProblemAsync(ProblemCodes.NotAllowed);
    }

    private static string AddressOf(Guid id, Guid? guardian = null) => $"{AssessmentWorld.Assessments}/{id}/guardianship{(guardian is null ? "" : $"/{guardian}")}";

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, Guid id, GuardianContent guardian, Guid? guardianId = null) =>
        client.PostAsync(AddressOf(id, guardianId ?? Guid.CreateVersion7()), guardian);

    private static async Task RecordAsync(HttpClient client, Guid id, GuardianContent guardian) =>
        await (await SendAsync(client, id, guardian)).ReadAsync<GuardianView>(HttpStatusCode.Created);

    private static async Task<GuardianshipFile> ReadAsync(HttpClient client, Guid id) => await (await client.GetAsync(AddressOf(id))).ReadAsync<GuardianshipFile>();
}
