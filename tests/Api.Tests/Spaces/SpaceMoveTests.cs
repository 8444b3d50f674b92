using System.Net;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Spaces;

/// <summary>A space goes on with a reason, a person and a day of review, or not at all.</summary>
public sealed class SpaceMoveTests(TestApi api) : IClassFixture<TestApi>
{
    [Theory]
    [InlineData("", "field_missing", "reason")]
    [InlineData("She is placing herself at risk here", "language_reason_needed", "reason")]
    [InlineData("Ring Siân Jones on 07700 900123", "text_may_identify", "reason")]
    public async Task AMove_WithoutAFairReason_IsRefused(string reason, string code, string field)
    {
        using var chair = api.As(Role.MaceChair);
        var id = await chair.OpenAsync();
        await (await chair.MoveAsync(id, SpaceStatus.Screening, 1, reason)).AssertProblemAsync(ProblemCodes.All.Single(problem => problem.Code == code), field);
        Assert.Equal((SpaceStatus.Noted, 1), ((await chair.SpaceAsync(id)).Space.Status, (await chair.SpaceAsync(id)).Space.Version));
    }

    [Fact]
    public async Task AMove_ThatNamesAChildsToken_IsRefused()
    {
        using var analyst = api.As(Role.Analyst);
        var id = await analyst.OpenAsync();
        await (await analyst.MoveAsync(id, SpaceStatus.Screening, 1, $"Seen again: {Tokens.New()}")).AssertProblemAsync(ProblemCodes.ChildNotInReport, "reason");
    }

    [Fact]
    public async Task AMove_KeepsWhoWhyAndWhen_AndNoMoveIsMadeOnAnOldVersion()
    {
        using var chair = api.As(Role.MaceChair);
        using var assessor = api.As(Role.Assessor);
        var id = await chair.OpenAsync();
        await (await assessor.MoveAsync(id, SpaceStatus.Screening, 1, "The outreach team looks twice a week")).ReadAsync<SpaceFile>();
        await (await chair.MoveAsync(id, SpaceStatus.NoFurtherAction, 1)).AssertProblemAsync(ProblemCodes.VersionStale, "If-Match");
        await (await chair.PostAsync($"{SpaceWorld.Spaces}/{id}/moves", new NewSpaceMove(SpaceStatus.NoFurtherAction, "As decided", SpaceWorld.Today.AddDays(9))))
            .AssertProblemAsync(ProblemCodes.VersionNeeded, "If-Match");
        var moved = (await chair.TimelineAsync(id))[0];
        Assert.Equal(
            (SpaceEventKind.Moved, SpaceStatus.Noted, SpaceStatus.Screening, "The outreach team looks twice a week", "assessor-here", SpaceWorld.Today.AddDays(25)),
            (moved.Kind, moved.From, moved.To, moved.Reason, moved.By, moved.ReviewOn));
    }

    [Fact]
    public async Task AMoveSentAgain_IsAnsweredWithTheSameReceipt_AndMadeOnce()
    {
        using var chair = api.As(Role.MaceChair);
        var id = await chair.OpenAsync();
        var move = new NewSpaceMove(SpaceStatus.Screening, "The panel asked for a first look", SpaceWorld.Today.AddDays(20), MoveId: Guid.CreateVersion7());
        var first = await (await chair.ActAsync(id, "moves", move, 1)).ReadAsync<SpaceFile>();
        var again = await (await chair.ActAsync(id, "moves", move, 1)).ReadAsync<SpaceFile>(HttpStatusCode.Accepted);
        Assert.Equal((move.MoveId, 2), (first.Receipt!.Id, first.Receipt.Version));
        Assert.Equal(first.Receipt, again.Receipt);
        Assert.Null((await chair.SpaceAsync(id)).Receipt);

        // The space has gone on since: the receipt is the one that was given, and nothing is moved back.
        await (await chair.MoveAsync(id, SpaceStatus.UnderAssessment, 2)).ReadAsync<SpaceFile>();
        var late = await (await chair.ActAsync(id, "moves", move, 1)).ReadAsync<SpaceFile>(HttpStatusCode.Accepted);
        Assert.Equal((first.Receipt, SpaceStatus.UnderAssessment, 3), (late.Receipt, late.Space.Status, late.Space.Version));
        Assert.Equal(3L, await api.ScalarAsync<long>("select count(*) from space_move where space_id = $1", id));
    }

    [Fact]
    public async Task AnotherMoveUnderTheSameId_IsRefused_WhoeverSendsIt()
    {
        using var chair = api.As(Role.MaceChair);
        using var assessor = api.As(Role.Assessor);
        var (id, other) = (await chair.OpenAsync(), await chair.OpenAsync());
        var move = new NewSpaceMove(SpaceStatus.Screening, "The panel asked for a first look", SpaceWorld.Today.AddDays(20), MoveId: Guid.CreateVersion7());
        await (await chair.ActAsync(id, "moves", move, 1)).ReadAsync<SpaceFile>();
        await (await chair.ActAsync(id, "moves", move with { Reason = "Another one" }, 1)).AssertProblemAsync(ProblemCodes.IdTakenByOtherContent, "moveId");
        await (await chair.ActAsync(other, "moves", move, 1)).AssertProblemAsync(ProblemCodes.IdTakenByOtherContent, "moveId");
        await (await assessor.ActAsync(id, "moves", move, 1)).AssertProblemAsync(ProblemCodes.IdTakenByOtherContent, "moveId");
        Assert.Equal(1, (await chair.SpaceAsync(other)).Space.Version);
    }

    [Fact]
    public async Task ResendsAtOnce_AreOneMove()
    {
        using var chair = api.As(Role.MaceChair);
        var id = await chair.OpenAsync();
        var move = new NewSpaceMove(SpaceStatus.Screening, "The panel asked for a first look", SpaceWorld.Today.AddDays(20), MoveId: Guid.CreateVersion7());
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => chair.ActAsync(id, "moves", move, 1)));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Accepted, HttpStatusCode.Accepted, HttpStatusCode.Accepted], answers.Select(answer => answer.StatusCode).Order());
        Assert.Equal(2, (await chair.SpaceAsync(id)).Space.Version);
    }

    [Fact]
    public async Task OnlyMovesOfTheTable_AreOfferedAndTaken()
    {
        using var chair = api.As(Role.MaceChair);
        var id = await chair.OpenAsync();
        Assert.Equal(
            [SpaceStatus.Screening, SpaceStatus.NoFurtherAction, SpaceStatus.Noted], (await chair.SpaceAsync(id)).Moves.Select(move => move.To));
        await (await chair.MoveAsync(id, SpaceStatus.Closed, 1)).AssertProblemAsync(ProblemCodes.SpaceMoveNotAllowed, "to");
        await (await chair.MoveAsync(id, SpaceStatus.Merged, 1)).AssertProblemAsync(ProblemCodes.FieldNotAllowedHere, "to");
        using var member = api.As(Role.MaceMember);
        Assert.Empty((await member.SpaceAsync(id)).Moves);
        await (await member.MoveAsync(id, SpaceStatus.Screening, 1)).AssertProblemAsync(ProblemCodes.NotAllowed);
    }

    [Fact]
    public async Task NextReview_IsAtMostThreeMonthsAway_AndOneWhileAPlanRuns()
    {
        using var chair = api.As(Role.MaceChair);
        var id = await chair.OpenAsync();
        await (await chair.MoveAsync(id, SpaceStatus.Screening, 1, days: 100)).AssertProblemAsync(ProblemCodes.DayNotInRange, "reviewOn");
        await (await chair.MoveAsync(id, SpaceStatus.Screening, 1, days: 0)).AssertProblemAsync(ProblemCodes.DayNotInRange, "reviewOn");
        var file = await chair.AlongAsync(id, SpaceStatus.Screening, SpaceStatus.UnderAssessment);
        await (await chair.MoveAsync(id, SpaceStatus.PlanActive, file.Space.Version, days: 60)).AssertProblemAsync(ProblemCodes.DayNotInRange, "reviewOn");
        await (await chair.MoveAsync(id, SpaceStatus.PlanActive, file.Space.Version, days: 27)).ReadAsync<SpaceFile>();
    }

    [Fact]
    public async Task MergedSpaces_KeepBothHistories()
    {
        using var chair = api.As(Role.MaceChair);
        var (small, big) = (await chair.OpenAsync(SpaceWorld.Park(300_300) with { NameEn = "The shelter", NameCy = null }), await chair.OpenAsync());
        await chair.AlongAsync(small, SpaceStatus.Screening);
        var before = (await chair.SpaceAsync(big)).Space;
        var merged = await (await chair.ActAsync(small, "merge", new SpaceMerge(big, "They are one place", UniteShapes: true), 2)).ReadAsync<SpaceFile>();
        Assert.Equal((big, SpaceEventKind.MergedIn, small), (merged.Space.Id, Assert.Single(merged.Links).Kind, merged.Links[0].OtherId));
        Assert.Equal(2, merged.Space.Shape!.Shape.NumGeometries);
        Assert.True(merged.Space.Version > before.Version);

        var line = await chair.TimelineAsync(big);
        Assert.Equal([small, big], line.Where(one => one.Kind == SpaceEventKind.Opened).Select(one => one.SpaceId).OrderBy(id => id != small));
        Assert.Contains(line, one => one.Kind == SpaceEventKind.Moved && one.SpaceId == small && one.To == SpaceStatus.Screening);
        Assert.Equal(("They are one place", small), (line.Single(one => one.Kind == SpaceEventKind.MergedIn).Reason, line.Single(one => one.Kind == SpaceEventKind.MergedIn).OtherId!.Value));

        var gone = await chair.SpaceAsync(small);
        Assert.Equal((SpaceStatus.Merged, "They are one place"), (gone.Space.Status, gone.Space.Reason));
        Assert.Empty(gone.Moves);
        await (await chair.MoveAsync(small, SpaceStatus.ReOpened, gone.Space.Version)).AssertProblemAsync(ProblemCodes.SpaceMoveNotAllowed, "to");
        await (await chair.ActAsync(small, "merge", new SpaceMerge(big, "Again"), gone.Space.Version)).AssertProblemAsync(ProblemCodes.SpaceMoveNotAllowed);
        await (await chair.ActAsync(big, "merge", new SpaceMerge(small, "Back"), merged.Space.Version)).AssertProblemAsync(ProblemCodes.SpaceMoveNotAllowed, "into");
        await (await chair.ActAsync(big, "merge", new SpaceMerge(big, "Itself"), merged.Space.Version)).AssertProblemAsync(ProblemCodes.FieldNotAllowedHere, "into");
    }

    [Fact]
    public async Task PartOfASpace_BecomesASpaceOfItsOwn_AndBothTogetherAreWhatTheyWere()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await assessor.OpenAsync(SpaceWorld.Park(301_000, side: 400));
        await assessor.AlongAsync(id, SpaceStatus.Screening);
        var part = Guid.CreateVersion7();
        var split = new SpaceSplit(part, "The skate park is another matter", SpaceWorld.Today.AddDays(40), NameCy: "Y parc sglefrio", Shape: SpaceWorld.Square(301_000, 250_000, 100));
        await (await assessor.ActAsync(id, "split", split with { Shape = SpaceWorld.Square(301_350, 250_000, 100) }, 2)).AssertProblemAsync(ProblemCodes.PartNotInside, "shape");
        await (await assessor.ActAsync(id, "split", split with { Shape = SpaceWorld.Square(301_000, 250_000, 400) }, 2)).AssertProblemAsync(ProblemCodes.PartNotInside, "shape");
        await (await assessor.ActAsync(id, "split", split, 2)).ReadAsync<SpaceFile>();

        Assert.Equal("160000 150000 10000", await api.ScalarAsync<string>(
            """
            select concat_ws(' ', round((st_area(a.shape) + st_area(b.shape))::numeric, -2), round(st_area(a.shape)::numeric, -2), round(st_area(b.shape)::numeric, -2))
            from space a, space b where a.id = $1 and b.id = $2
            """, id, part));
        var file = await assessor.SpaceAsync(part);
        Assert.Equal((SpaceStatus.Screening, SpaceOrigin.Split, SpaceEventKind.SplitFrom), (file.Space.Status, file.Space.OpenedFrom, Assert.Single(file.Links).Kind));
        Assert.Contains(await assessor.TimelineAsync(id), line => line.Kind == SpaceEventKind.SplitOff && line.OtherId == part);
    }

    [Fact]
    public async Task VenuesReply_StandsWithTheSpace_OnceHoweverOftenItIsSent_AndSpeaksFairly()
    {
        using var assessor = api.As(Role.Assessor);
        var id = await assessor.OpenAsync();
        var path = $"{SpaceWorld.Spaces}/{id}/venue-replies/{Guid.CreateVersion7()}";
        var reply = new NewVenueReply("We close the back yard at eight and have asked staff to look out.", "en", SpaceWorld.Today);
        await (await assessor.PostAsync(path, reply)).ReadAsync<VenueReplyView>(HttpStatusCode.Created);
        await (await assessor.PostAsync(path, reply)).ReadAsync<VenueReplyView>(HttpStatusCode.Accepted);
        await (await assessor.PostAsync(path, reply with { Text = "Another" })).AssertProblemAsync(ProblemCodes.IdTakenByOtherContent, "replyId");
        await (await assessor.PostAsync($"{SpaceWorld.Spaces}/{id}/venue-replies/{Guid.CreateVersion7()}", reply with { Text = "Those girls are placing themselves at risk" }))
            .AssertProblemAsync(ProblemCodes.LanguageReasonNeeded, "text");
        using var member = api.As(Role.MaceMember);
        Assert.Equal(reply.Text, Assert.Single((await member.SpaceAsync(id)).Replies).Text);
        Assert.Contains(await member.TimelineAsync(id), line => line.Kind == SpaceEventKind.VenueReply && line.Text == reply.Text);
    }
}
