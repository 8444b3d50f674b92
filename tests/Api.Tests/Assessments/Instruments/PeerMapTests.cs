using System.Net;
using SpacesPlaces.Api.Tests.Governance;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Assessments.Instruments;

/// <summary>Peer and route maps: agreed first, groups by letters, nobody named, confirmed by the agreed day or out of date.</summary>
public sealed class PeerMapTests(GovernedApi api) : IClassFixture<GovernedApi>
{
    [Fact]
    public async Task NothingIsRecorded_BeforePurposeUsersAndUpdateAreAgreed()
    {
        using var assessor = api.As(Role.Assessor);
        using var chair = api.As(Role.MaceChair);
        var id = await assessor.AssessAsync();
        await (await assessor.MapAsync(id, PeerMapWorld.Group)).AssertProblemAsync(ProblemCodes.PeerMapNotAgreed);
        Task<HttpResponseMessage> AgreeAsync(HttpClient who, PeerMapAgreementContent what, int version = 0, int round = 0) => who.PutAsync($"{PeerMapWorld.AddressOf(id)}/{round}", what, version);
        await (await AgreeAsync(assessor, PeerMapWorld.Agreement with { Purpose = " " })).AssertProblemAsync(ProblemCodes.FieldMissing, "purpose");
        await (await AgreeAsync(assessor, PeerMapWorld.Agreement with { UsedBy = "Ring 07700 900123" })).AssertProblemAsync(ProblemCodes.TextMayIdentify, "usedBy");
        foreach (var days in new[] { -1, 93 })
            await (await AgreeAsync(assessor, PeerMapWorld.Agreement with { UpdateOn = SpaceWorld.Today.AddDays(days) })).AssertProblemAsync(ProblemCodes.DayNotInRange, "updateOn");
        await (await AgreeAsync(assessor, PeerMapWorld.Agreement, round: 1)).AssertProblemAsync(ProblemCodes.RoundNotOpen, "round");

        Assert.Equal(1, (await (await AgreeAsync(assessor, PeerMapWorld.Agreement)).ReadAsync<PeerMapAgreementView>()).Version);
        Assert.Equal(1, (await (await AgreeAsync(assessor, PeerMapWorld.Agreement)).ReadAsync<PeerMapAgreementView>()).Version);
        await (await AgreeAsync(chair, PeerMapWorld.Agreement)).AssertProblemAsync(ProblemCodes.VersionStale, "If-Match");
        Assert.Equal(2, (await (await AgreeAsync(chair, PeerMapWorld.Agreement with { UsedBy = "The panel" }, 1)).ReadAsync<PeerMapAgreementView>()).Version);
        await assessor.MappedAsync(id, PeerMapWorld.Group);
        var map = Assert.Single((await chair.PeerMapAsync(id)).Rounds);
        Assert.Equal(("The panel", false, 1), (map.Agreement.UsedBy, map.Agreement.UpdateDue, map.Entries.Count));
    }

    [Fact]
    public async Task AMapInBothRounds_IsNoInstrumentThatWasRepeated_SoTheWorkDoesNotEndOnIt()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await api.ReflectedAsync(assessor);
        await assessor.AgreeAsync(id);
        await assessor.MappedAsync(id, PeerMapWorld.Group);
        await api.DeliverAsync(assessor, id);
        await assessor.OnwardAsync(id, AssessmentStatus.Review);
        await assessor.AgreeAsync(id, 1);
        await assessor.MappedAsync(id, PeerMapWorld.Group with { Round = 1 });
        Assert.Empty((await assessor.AssessmentAsync(id)).Rounds);
        var refused = await (await assessor.MoveOnAsync(id, AssessmentStatus.ClosedSafer)).AssertProblemAsync(ProblemCodes.AssessmentMoveBlocked, "to");
        Assert.Equal("""["no_baseline","no_review_round"]""", refused["blocked"]!.ToJsonString());
    }

    [Fact]
    public async Task Groups_GetLetters_AndKeepThemInTheNextRound()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await api.ReflectedAsync(assessor);
        await assessor.AgreeAsync(id);
        var first = await assessor.MappedAsync(id, PeerMapWorld.Group);
        var second = await assessor.MappedAsync(id, PeerMapWorld.Group);
        Assert.Equal(("A", "B"), (first.Letter, second.Letter));
        await (await assessor.MapAsync(id, PeerMapWorld.Group with { Group = PeerMapWorld.Group.Group! with { SameAs = first.Id } })).AssertProblemAsync(ProblemCodes.FieldNotAllowedHere, "group.sameAs");

        await api.DeliverAsync(assessor, id);
        await (await assessor.MapAsync(id, PeerMapWorld.Leg)).AssertProblemAsync(ProblemCodes.RoundNotOpen, "round");
        await assessor.OnwardAsync(id, AssessmentStatus.Review);
        await (await assessor.MapAsync(id, PeerMapWorld.Group with { Round = 1 })).AssertProblemAsync(ProblemCodes.PeerMapNotAgreed);
        await assessor.AgreeAsync(id, 1);
        var same = PeerMapWorld.Group with { Round = 1, Group = PeerMapWorld.Group.Group! with { SameAs = second.Id } };
        Assert.Equal("B", (await assessor.MappedAsync(id, same)).Letter);
        await (await assessor.MapAsync(id, same)).AssertProblemAsync(ProblemCodes.FieldNotAllowedHere, "group.sameAs");
        Assert.Equal("C", (await assessor.MappedAsync(id, PeerMapWorld.Group with { Round = 1 })).Letter);
        Assert.Equal(["A", "B", "B", "C"], (await assessor.PeerMapAsync(id)).Rounds.SelectMany(round => round.Entries).Select(entry => entry.Letter!));
    }

    [Fact]
    public async Task Links_LeadFromAGroupOfTheRound_ToOneEnd_AndGoWithTheirGroup()
    {
        using var assessor = api.As(Role.Assessor);
        using var analyst = api.As(Role.Analyst);
        var space = await assessor.ScreenedAsync();
        var id = await assessor.AssessAsync(space);
        await assessor.AgreeAsync(id);
        var (one, other) = (await assessor.MappedAsync(id, PeerMapWorld.Group), await assessor.MappedAsync(id, PeerMapWorld.Group));
        NewPeerMapEntry To(Guid group, Guid? toGroup = null, string? place = null, Guid? toSpace = null) =>
            PeerMapWorld.At(group, "x") with { Link = new(group, PeerLinkKind.TravelsTo, toGroup, place, toSpace) };
        await (await assessor.MapAsync(id, To(one.Id))).AssertProblemAsync(ProblemCodes.FieldMissing, "link.place");
        await (await assessor.MapAsync(id, To(one.Id, other.Id, "The pier"))).AssertProblemAsync(ProblemCodes.FieldNotAllowedHere, "link.place");
        await (await assessor.MapAsync(id, To(one.Id, one.Id))).AssertProblemAsync(ProblemCodes.FieldNotAllowedHere, "link.toGroupId");
        await (await assessor.MapAsync(id, To(Guid.CreateVersion7(), place: "The pier"))).AssertProblemAsync(ProblemCodes.FieldNotAllowedHere, "link.groupId");
        await (await assessor.MapAsync(id, To(one.Id, toSpace: Guid.CreateVersion7()))).AssertProblemAsync(ProblemCodes.FieldNotAllowedHere, "link.spaceId");
        await assessor.MappedAsync(id, To(one.Id, place: "The pier"));
        await assessor.MappedAsync(id, To(other.Id, one.Id));
        await assessor.MappedAsync(id, To(other.Id, toSpace: space));
        var links = (await analyst.PeerMapAsync(id)).Rounds[0].Entries.Select(entry => entry.Link).OfType<PeerLinkView>().ToList();
        Assert.Equal([("A", null, "The pier"), ("B", "A", null), ("B", null, null)], links.Select(link => (link.Letter, link.ToLetter, link.Place)));
        Assert.NotNull(links[2].SpaceNameEn ?? links[2].SpaceNameCy);

        Assert.Equal(HttpStatusCode.NoContent, (await analyst.PostAsync($"{PeerMapWorld.AddressOf(id)}/entries/{one.Id}/withdrawal", new PeerMapWithdrawal("They are two groups"))).StatusCode);
        await (await analyst.PostAsync($"{PeerMapWorld.AddressOf(id)}/entries/{one.Id}/withdrawal", new PeerMapWithdrawal("Again"))).AssertProblemAsync(ProblemCodes.AlreadyWithdrawn);
        var left = (await analyst.PeerMapAsync(id)).Rounds[0].Entries;
        Assert.Equal([PeerMapKind.Group, PeerMapKind.Link], left.Where(entry => entry.WithdrawnOn is null).Select(entry => entry.Kind));
        Assert.Equal(3, left.Count(entry => entry.WithdrawnReason == "They are two groups"));
        // A letter that was given is never given again.
        Assert.Equal("C", (await assessor.MappedAsync(id, PeerMapWorld.Group)).Letter);
    }

    [Fact]
    public async Task WhatNobodyConfirms_ByTheAgreedDay_IsOutOfDate_UntilSomebodyDoes()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await assessor.AssessAsync();
        await assessor.AgreeAsync(id);
        var (leg, group) = (await assessor.MappedAsync(id, PeerMapWorld.Leg), await assessor.MappedAsync(id, PeerMapWorld.Group));
        Assert.All((await assessor.PeerMapAsync(id)).Rounds[0].Entries, entry => Assert.False(entry.OutOfDate));
        await api.ScalarAsync<long>(
            "with due as (update peer_map set update_on = $2 where assessment_id = $1 returning 1), old as (update peer_map_entry set stands_until = $2 where assessment_id = $1 returning 1) select count(*) from due, old",
            id, SpaceWorld.Today.AddDays(-1));
        var due = (await assessor.PeerMapAsync(id)).Rounds[0];
        Assert.True(due.Agreement.UpdateDue);
        Assert.All(due.Entries, entry => Assert.Equal((true, false, true), (entry.OutOfDate, entry.MayConfirm, entry.MayWithdraw)));
        var confirmation = new PeerMapConfirmation(SourceKind.PractitionerObserved, InfoGrade.FirstHand, SpaceWorld.Today);
        Task<HttpResponseMessage> ConfirmAsync(PeerMapConfirmation how) => assessor.PostAsync($"{PeerMapWorld.AddressOf(id)}/entries/{leg.Id}/confirmation", how);
        await (await ConfirmAsync(confirmation)).AssertProblemAsync(ProblemCodes.PeerMapUpdateDue);
        await (await assessor.MapAsync(id, PeerMapWorld.Leg)).AssertProblemAsync(ProblemCodes.PeerMapUpdateDue);

        await assessor.AgreeAsync(id, version: 1);
        Assert.All((await assessor.PeerMapAsync(id)).Rounds[0].Entries, entry => Assert.Equal((true, true), (entry.OutOfDate, entry.MayConfirm)));
        await (await ConfirmAsync(confirmation with { KnownOn = SpaceWorld.Today.AddDays(-1) })).AssertProblemAsync(ProblemCodes.DayNotInRange, "knownOn");
        Assert.Equal(HttpStatusCode.NoContent, (await ConfirmAsync(confirmation)).StatusCode);
        var after = (await assessor.PeerMapAsync(id)).Rounds[0].Entries;
        Assert.Equal([(group.Id, true, InfoGrade.FirstHand), (leg.Id, false, InfoGrade.FirstHand)], after.Select(entry => (entry.Id, entry.OutOfDate, entry.Grade)));
    }

    [Fact]
    public async Task NobodyIsNamed_AndAnEntryIsOneThing_KeptOnce()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await assessor.AssessAsync();
        await assessor.AgreeAsync(id);
        async Task RefusedAsync(NewPeerMapEntry entry, ProblemCode code, string field) => await (await assessor.MapAsync(id, entry)).AssertProblemAsync(code, field);
        var (group, leg) = (PeerMapWorld.Group.Group!, PeerMapWorld.Leg.Leg!);
        await RefusedAsync(PeerMapWorld.Group with { Group = group with { Note = "One is called Sioned Prosser" } }, ProblemCodes.TextMayIdentify, "group.note");
        await RefusedAsync(PeerMapWorld.Leg with { Leg = leg with { Hazards = "Ring 07700 900123" } }, ProblemCodes.TextMayIdentify, "leg.hazards");
        await RefusedAsync(PeerMapWorld.Leg with { Leg = leg with { From = "" } }, ProblemCodes.FieldMissing, "leg.from");
        await RefusedAsync(PeerMapWorld.Leg with { Group = group }, ProblemCodes.FieldNotAllowedHere, "group");
        await RefusedAsync(PeerMapWorld.Leg with { Leg = null }, ProblemCodes.FieldMissing, "group");
        await RefusedAsync(PeerMapWorld.Group with { Group = group with { Ages = [AgeBand.From13To15, AgeBand.From13To15] } }, ProblemCodes.FieldNotAllowedHere, "group.ages");
        await RefusedAsync(PeerMapWorld.Leg with { KnownOn = SpaceWorld.Today.AddDays(1) }, ProblemCodes.DayNotInRange, "knownOn");
        Assert.Empty((await assessor.PeerMapAsync(id)).Rounds[0].Entries);

        var entry = Guid.CreateVersion7();
        await (await assessor.MapAsync(id, PeerMapWorld.Leg, entry)).ReadAsync<PeerMapEntryKept>(HttpStatusCode.Created);
        await (await assessor.MapAsync(id, PeerMapWorld.Leg, entry)).ReadAsync<PeerMapEntryKept>(HttpStatusCode.Accepted);
        await (await assessor.MapAsync(id, PeerMapWorld.Group, entry)).AssertProblemAsync(ProblemCodes.IdTakenByOtherContent, "entryId");
        Assert.Single((await assessor.PeerMapAsync(id)).Rounds[0].Entries);
    }

    [Fact]
    public async Task ReadersOfWords_AndPlanners_GetNoPeerMap()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await assessor.AssessAsync();
        await assessor.AgreeAsync(id);
        foreach (var role in new[] { Role.MaceMember, Role.Planner, Role.YouthLead })
        {
            using var reader = api.As(role);
            await (await reader.GetAsync(PeerMapWorld.AddressOf(id))).AssertProblemAsync(ProblemCodes.NotAllowed);
            await (await reader.MapAsync(id, PeerMapWorld.Leg)).AssertProblemAsync(ProblemCodes.NotAllowed);
        }
    }
}
