using System.Net;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Assessments.Instruments;

/// <summary>Visits by day and after dark: written once, counted for their round, compared item by item.</summary>
public sealed class ObservationApiTests(TestApi api) : IClassFixture<TestApi>
{
    private static NewObservationVisit Seen(int value, int round = 0, ObservationTime time = ObservationTime.Day) => new(
        round, time, SpaceWorld.Today, ObservedWeather.Dry, [.. ObservationForm.Items.Select(item => new ObservedItem(item, value))],
        [new(4, 9), new(3, 11)], [GuardianRole.Shopkeeper], "The shop puts its light on for them.");

    [Fact]
    public async Task Visits_ArePartOfTheirRound_AndAreComparedItemByItem_DayWithDay()
    {
        using var assessor = api.As(Role.Assessor);
        using var analyst = api.As(Role.Analyst);
        var id = await api.ReflectedAsync(assessor);
        await VisitAsync(assessor, id, Seen(1));
        await VisitAsync(analyst, id, Seen(0));
        await VisitAsync(assessor, id, Seen(2, time: ObservationTime.Night));
        Assert.Equal([(Instrument.ObservationDay, 2), (Instrument.ObservationNight, 1)], (await assessor.AssessmentAsync(id)).Rounds.Select(use => (use.Instrument, use.Number)));

        await api.DeliverAsync(assessor, id);
        await (await SendAsync(assessor, id, Seen(1))).AssertProblemAsync(ProblemCodes.RoundNotOpen, "round");
        await assessor.OnwardAsync(id, AssessmentStatus.Review);
        var half = Seen(3, 1) with { Items = [.. Seen(3).Items.Where(one => one.Item != "view"), new("view")] };
        await VisitAsync(assessor, id, half);
        await VisitAsync(assessor, id, Seen(2, 1));

        var change = Assert.Single((await ReadAsync(assessor, id)).Changes);
        Assert.Equal(1, change.Round);
        // Nine items by day, and nine after dark with no visit to compare with.
        Assert.Equal(18, change.Items.Count);
        var light = change.Items.Single(one => one.Item == "light" && one.Time == ObservationTime.Day);
        Assert.Equal((new(2, 0, 0.5, 1), new(2, 2, 2.5, 3), ObservationReading.Higher, 3), (light.Before, light.After, light.Reading, (int)Math.Round(1 / light.ByChance!.Value)));
        var view = change.Items.Single(one => one.Item == "view" && one.Time == ObservationTime.Day);
        Assert.Equal((1, ObservationReading.TooFewToTell, null), (view.After.Visits, view.Reading, view.ByChance));
        Assert.All(change.Items.Where(one => one.Time == ObservationTime.Night), one => Assert.Equal(ObservationReading.TooFewToTell, one.Reading));
        // The same instrument before and after: the work may end.
        await assessor.OnwardAsync(id, AssessmentStatus.ClosedSafer);
    }

    [Fact]
    public async Task AVisit_IsSentTwiceAndKeptOnce_AndOnlyItsRecorderOrTheLeadTakesItBack()
    {
        using var assessor = api.As(Role.Assessor);
        using var analyst = api.As(Role.Analyst);
        using var chair = api.As(Role.MaceChair);
        var id = await assessor.AssessAsync();
        var visit = Guid.CreateVersion7();
        var first = await (await SendAsync(analyst, id, Seen(1), visit)).ReadAsync<ObservationVisitView>(HttpStatusCode.Created);
        await (await SendAsync(analyst, id, Seen(1), visit)).ReadAsync<ObservationVisitView>(HttpStatusCode.Accepted);
        await (await SendAsync(analyst, id, Seen(2), visit)).AssertProblemAsync(ProblemCodes.IdTakenByOtherContent, "visitId");
        Assert.True(first.MayWithdraw);

        // How many there were is what the visits say; a word on the season is anybody's who works on it.
        await (await chair.PutAsync($"{AssessmentWorld.Assessments}/{id}/rounds/0/observation_day", new InstrumentUse(7, SpaceWorld.Today), 1))
            .AssertProblemAsync(ProblemCodes.InstrumentCounted, "number");
        await (await chair.PutAsync($"{AssessmentWorld.Assessments}/{id}/rounds/0/observation_day", new InstrumentUse(1, SpaceWorld.Today, "School term"), 1)).ReadAsync<InstrumentUseView>();

        var withdrawal = new VisitWithdrawal("It was the wrong park");
        await (await chair.PostAsync(WithdrawalOf(id, visit), withdrawal)).AssertProblemAsync(ProblemCodes.NotAllowed);
        Assert.Equal(SpaceWorld.Today, (await (await analyst.PostAsync(WithdrawalOf(id, visit), withdrawal)).ReadAsync<ObservationVisitView>()).WithdrawnOn);
        await (await assessor.PostAsync(WithdrawalOf(id, visit), withdrawal)).AssertProblemAsync(ProblemCodes.AlreadyWithdrawn);
        var kept = Assert.Single((await ReadAsync(assessor, id)).Visits);
        Assert.Equal(("It was the wrong park", false), (kept.WithdrawnReason, kept.MayWithdraw));
        Assert.Empty((await assessor.AssessmentAsync(id)).Rounds);

        var second = await VisitAsync(chair, id, Seen(1));
        await (await assessor.PostAsync(WithdrawalOf(id, second), withdrawal)).ReadAsync<ObservationVisitView>();
    }

    [Fact]
    public async Task HowManyCame_IsForReadersOfFigures_AndForWhoeverCounted()
    {
        using var chair = api.As(Role.MaceChair);
        using var member = api.As(Role.MaceMember);
        using var assessor = api.As(Role.Assessor);
        using var analyst = api.As(Role.Analyst);
        var id = await chair.AssessAsync();
        await VisitAsync(assessor, id, Seen(1));
        foreach (var reader in (HttpClient[])[analyst, assessor]) Assert.Equal([new(4, 9), new(3, 11)], Assert.Single((await ReadAsync(reader, id)).Visits).Counts!);
        foreach (var reader in (HttpClient[])[chair, member]) Assert.Null(Assert.Single((await ReadAsync(reader, id)).Visits).Counts);
        await VisitAsync(chair, id, Seen(2));
        Assert.Equal(1, (await ReadAsync(chair, id)).Visits.Count(visit => visit.Counts is not null));
        await (await SendAsync(member, id, Seen(1))).AssertProblemAsync(ProblemCodes.NotAllowed);
        using var planner = api.As(Role.Planner);
        await (await planner.GetAsync(AddressOf(id))).AssertProblemAsync(ProblemCodes.NotAllowed);
    }

    [Fact]
    public async Task WhatNamesSomebody_SaysNothing_OrIsNoVisit_IsRefused()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await assessor.AssessAsync();
        async Task RefusedAsync(NewObservationVisit visit, ProblemCode code, string field) => await (await SendAsync(assessor, id, visit)).AssertProblemAsync(code, field);
        await RefusedAsync(Seen(1) with { Note = "Call 07700 900123 about it" }, ProblemCodes.TextMayIdentify, "note");
        await RefusedAsync(Seen(4), ProblemCodes.NumberOutOfRange, "items[0].value");
        await RefusedAsync(Seen(1) with { Items = [.. ObservationForm.Items.Select(item => new ObservedItem(item))] }, ProblemCodes.FieldMissing, "items");
        await RefusedAsync(Seen(1) with { Items = [.. Seen(1).Items.Skip(1)] }, ProblemCodes.FieldMissing, "items");
        await RefusedAsync(Seen(1) with { Items = [.. Seen(1).Items, new("light", 1)] }, ProblemCodes.FieldNotAllowedHere, "items[9].item");
        await RefusedAsync(Seen(1) with { VisitedOn = SpaceWorld.Today.AddDays(1) }, ProblemCodes.DayNotInRange, "visitedOn");
        await RefusedAsync(Seen(1) with { Counts = [new(-1, 0)] }, ProblemCodes.NumberOutOfRange, "counts[0]");
        await RefusedAsync(Seen(1, 1), ProblemCodes.RoundNotOpen, "round");
        Assert.Empty((await ReadAsync(assessor, id)).Visits);
    }

    private static string AddressOf(Guid id) => $"{AssessmentWorld.Assessments}/{id}/observations";

    private static string WithdrawalOf(Guid id, Guid visit) => $"{AddressOf(id)}/{visit}/withdrawal";

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, Guid id, NewObservationVisit visit, Guid? visitId = null) =>
        client.PostAsync($"{AddressOf(id)}/{visitId ?? Guid.CreateVersion7()}", visit);

    private static async Task<Guid> VisitAsync(HttpClient client, Guid id, NewObservationVisit visit) =>
        (await (await SendAsync(client, id, visit)).ReadAsync<ObservationVisitView>(HttpStatusCode.Created)).Id;

    private static async Task<ObservationFile> ReadAsync(HttpClient client, Guid id) => await (await client.GetAsync(AddressOf(id))).ReadAsync<ObservationFile>();
}
