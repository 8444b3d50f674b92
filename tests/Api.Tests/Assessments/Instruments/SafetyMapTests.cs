using System.Net;
using System.Text.Json;
using SpacesPlaces.Api.Assessments.Instruments;
using SpacesPlaces.Api.Tests.Access;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Assessments.Instruments;

/// <summary>Young people's safety maps: story D6 over HTTP. Many are one, from five voices on; nobody's own is anybody's but theirs.</summary>
public sealed class SafetyMapTests(TestApi api) : IClassFixture<TestApi>
{
    private const SafetyColour Red = SafetyColour.Red, Green = SafetyColour.Green;

    [Fact]
    public async Task SixPupilsColour_FiveAreShown_TwoAreTooFew_AndOneWhoLeavesHidesTheSquare()
    {
        using var assessor = api.As(Role.Assessor);
        using var anyone = api.Anyone();
        var id = await assessor.AssessAsync();
        var (handed, token) = await assessor.HandOutAsync(id, Handed(0));
        Assert.Empty((await ReadAsync(assessor, id)).Maps);
        // X is A1, red by five and by the sixth not coloured; Y is B2, red by two.
        List<string> codes = [];
        for (var pupil = 0; pupil < 6; pupil++)
        {
            SafetyCell[] cells = [.. pupil < 5 ? [new SafetyCell("A1", Red, pupil < 4 ? ["dark", "hidden"] : ["dark"])] : (SafetyCell[])[], .. pupil > 3 ? [new SafetyCell("B2", Red, ["dark"], true, true)] : (SafetyCell[])[]];
            codes.Add(await ColourAsync(anyone, token, new(Day: cells)));
        }

        Assert.Empty((await ReadAsync(assessor, id)).Maps);
        await assessor.CloseAsync(id, handed.Id);
        var map = DayOf(await ReadAsync(assessor, id), 0);
        Assert.Equal(6, map.Maps);
        // Of Y nothing: neither colour, nor voices, nor its reason or marks; of X no reason of four.
        Assert.Equal("""[{"cell":"A1","colour":"red","voices":5,"red":null,"amber":null,"green":null,"reasons":["dark"],"safePlace":false,"trustedAdult":false}]""",
            JsonSerializer.Serialize(map.Cells, WireJson.Options));
        Assert.Empty((await ReadAsync(assessor, id)).Maps.Single(one => one.Time == ObservationTime.Night).Cells);

        // Each takes away their own, after the closing, however they write the code; nobody else's falls with it.
        await (await anyone.PostAsync(Deletion, new OwnMapCode("2222-3333-4444"))).AssertProblemAsync(ProblemCodes.MapCodeNotKnown, "code");
        Assert.Equal(HttpStatusCode.NoContent, (await anyone.PostAsync(Deletion, new OwnMapCode(codes[0].ToLowerInvariant().Replace('-', ' ')))).StatusCode);
        await (await anyone.PostAsync(Deletion, new OwnMapCode(codes[0]))).AssertProblemAsync(ProblemCodes.MapCodeNotKnown, "code");
        Assert.Equal(5, await api.ScalarAsync<long>("select count(*) from collection_answer where collection_id = $1", handed.Id));
        var after = DayOf(await ReadAsync(assessor, id), 0);
        Assert.Empty(after.Cells);
        foreach (var code in codes.Skip(1)) Assert.Equal(HttpStatusCode.NoContent, (await anyone.PostAsync(Deletion, new OwnMapCode(code))).StatusCode);
        Assert.Null(DayOf(await ReadAsync(assessor, id), 0).Maps);
        // What was told once is not asked anew.
        await (await assessor.PostAsync($"{CollectionWorld.AddressOf(id, handed.Id)}/link", new NewCollectionLink(SpaceWorld.Today.AddDays(7)))).AssertProblemAsync(ProblemCodes.CollectionOver);
    }

    [Fact]
    public async Task WhoeverReadsBeforeAndAfterOneLeft_LearnsNothingOfThem()
    {
        using var assessor = api.As(Role.Assessor);
        using var anyone = api.Anyone();
        var id = await assessor.AssessAsync();
        var (handed, token) = await assessor.HandOutAsync(id, Handed(0));
        // Four red, three green: with one red gone the two would be even, and amber would tell.
        var first = await ColourAsync(anyone, token, new(Day: [new("A1", Red)]));
        for (var pupil = 1; pupil < 7; pupil++) await ColourAsync(anyone, token, new(Day: [new("A1", pupil < 4 ? Red : Green)]));
        await assessor.CloseAsync(id, handed.Id);
        Assert.Equal((Red, 7), Told(await ReadAsync(assessor, id)));
        await anyone.PostAsync(Deletion, new OwnMapCode(first));
        Assert.Equal((Red, 6), Told(await ReadAsync(assessor, id)));

        static (SafetyColour, int) Told(SafetyMapFile file) => (Assert.Single(DayOf(file, 0).Cells).Colour, DayOf(file, 0).Cells[0].Voices);
    }

    [Fact]
    public async Task RoundTwo_LiesOnTheSameSquares_AndIsComparedWhereBothHaveFive_OnceAndForAll()
    {
        using var assessor = api.As(Role.Assessor);
        using var anyone = api.Anyone();
        var id = await api.ReflectedAsync(assessor);
        var (before, token) = await assessor.HandOutAsync(id, Handed(0, 50));
        for (var pupil = 0; pupil < 6; pupil++) await ColourAsync(anyone, token, new(Day: [new("A1", Red), new("A2", Red), .. pupil < 4 ? [new SafetyCell("B1", Red)] : (SafetyCell[])[]]));
        await assessor.CloseAsync(id, before.Id);
        await api.DeliverAsync(assessor, id);
        await assessor.OnwardAsync(id, AssessmentStatus.Review);
        await (await assessor.PostAsync(CollectionWorld.AddressOf(id, Guid.CreateVersion7()), Handed(1, 25))).AssertProblemAsync(ProblemCodes.FieldNotAllowedHere, "cellMetres");
        var (after, again) = await assessor.HandOutAsync(id, Handed(1));
        Assert.Equal(50, (await FormAsync(anyone, again)).Grid.SideMetres);
        List<string> codes = [];
        for (var pupil = 0; pupil < 6; pupil++) codes.Add(await ColourAsync(anyone, again, new(Day: [new("A1", Green), new("A2", pupil < 3 ? Green : Red), new("B1", Green)])));
        Assert.Empty((await ReadAsync(assessor, id)).Changes);
        await assessor.CloseAsync(id, after.Id);
        var change = (await ReadAsync(assessor, id)).Changes.Single(one => one.Time == ObservationTime.Day);
        Assert.Equal([("A1", SafetyChange.Safer), ("A2", SafetyChange.CouldBeChance)], change.Cells.Select(cell => (cell.Cell, cell.Change)));
        // The same after one left, and nothing where too few are left.
        await anyone.PostAsync(Deletion, new OwnMapCode(codes[5]));
        Assert.Equal(change.Cells, (await ReadAsync(assessor, id)).Changes.Single(one => one.Time == ObservationTime.Day).Cells);
        await anyone.PostAsync(Deletion, new OwnMapCode(codes[4]));
        Assert.Empty((await ReadAsync(assessor, id)).Changes.Single(one => one.Time == ObservationTime.Day).Cells);
        // The instrument was used before and after: the work may end.
        await assessor.OnwardAsync(id, AssessmentStatus.ClosedSafer);
    }

    [Fact]
    public async Task NoMapOfOne_IsInAnyAnswer_PlannersSeeNoSquare_AndTheLinkDoesNotTellWhereThePlaceIs()
    {
        using var assessor = api.As(Role.Assessor);
        using var anyone = api.Anyone();
        var id = await assessor.AssessAsync();
        var (handed, token) = await assessor.HandOutAsync(id, Handed(0) with { NamesPlace = false });
        var form = await (await anyone.PostAsync($"{CollectionWorld.TakePart}/form", new HeldLink(token))).Content.ReadAsStringAsync();
        Assert.DoesNotContain("300", form, StringComparison.Ordinal);
        Assert.DoesNotContain("labels\":[{", form, StringComparison.Ordinal);
        Assert.Equal(SafetyReasons.All, (await FormAsync(anyone, token)).Reasons);
        var code = await ColourAsync(anyone, token, new(Night: [new("A1", Red, ["fights"])]));
        await assessor.CloseAsync(id, handed.Id);
        foreach (var role in (Role[])[Role.Analyst, Role.Assessor, Role.MaceChair, Role.MaceMember])
        {
            using var reader = api.As(role);
            var file = await (await reader.GetAsync(AddressOf(id))).Content.ReadAsStringAsync();
            Assert.DoesNotContain("fights", file, StringComparison.Ordinal);
            Assert.Contains("\"maps\":null,\"cells\":[]", file, StringComparison.Ordinal);
        }

        foreach (var role in (Role[])[Role.Planner, Role.Admin, Role.DataProtection, Role.Reporter, Role.YouthLead])
        {
            using var other = api.As(role);
            await (await other.GetAsync(AddressOf(id))).AssertProblemAsync(ProblemCodes.NotAllowed);
        }

        // The code is in no table, nor when it came.
        Assert.Equal(0, await api.ScalarAsync<long>("select count(*) from collection_answer where detail::text ilike '%' || $1 || '%' or detail::text ilike '%' || $2 || '%'", code, code.Replace("-", "", StringComparison.Ordinal)));
        Assert.Equal("code,day,night", await api.ScalarAsync<string>("select string_agg(key, ',' order by key) from collection_answer, jsonb_object_keys(detail) key where collection_id = $1", handed.Id));
    }

    [Fact]
    public async Task AResend_HasTheSameCode_AndWhatIsNoMapOfThisGround_IsRefused()
    {
        using var assessor = api.As(Role.Assessor);
        using var anyone = api.Anyone();
        var id = await assessor.AssessAsync();
        var (handed, token) = await assessor.HandOutAsync(id, Handed(0));
        var ballot = await anyone.BallotAsync(token);
        SafetyMapAnswer map = new([new("A1", Green, ["well_lit"])], [new("A1", Red)]);
        Task<HttpResponseMessage> SendAsync(SafetyMapAnswer? one) => anyone.PostAsync($"{CollectionWorld.TakePart}/answers", new TakePartAnswers(token, ballot, Map: one));
        await (await SendAsync(null)).AssertProblemAsync(ProblemCodes.FieldMissing, "map");
        await (await SendAsync(new([new("Z9", Red)]))).AssertProblemAsync(ProblemCodes.FieldNotAllowedHere, "map.day[0].cell");
        await (await SendAsync(new([new("A1", Red), new("A1", Green)]))).AssertProblemAsync(ProblemCodes.FieldNotAllowedHere, "map.day[1].cell");
        await (await SendAsync(new([new("A1", Red, ["Sam lives here"])]))).AssertProblemAsync(ProblemCodes.WordUnknown, "map.day[0].reasons");
        var code = (await (await SendAsync(map)).ReadAsync<AnswersReceived>()).Code;
        Assert.Matches("^[2-9A-HJ-NP-TV-Z]{4}-[2-9A-HJ-NP-TV-Z]{4}-[2-9A-HJ-NP-TV-Z]{4}$", code);
        Assert.Equal(code, (await (await SendAsync(map)).ReadAsync<AnswersReceived>()).Code);
        Assert.Equal(1, await api.ScalarAsync<long>("select count(*) from collection_answer where collection_id = $1", handed.Id));
        // Taken back while it is open: then it is as if it had not come, and the ballot is spent.
        await anyone.PostAsync(Deletion, new OwnMapCode(code!));
        await (await SendAsync(map)).AssertProblemAsync(ProblemCodes.BallotNotValid, "ballot");
    }

    [Fact]
    public async Task APlatformHasNoGround_AndALargeSpaceNoSmallSquares()
    {
        using var assessor = api.As(Role.Assessor);
        var platform = await assessor.AssessAsync(await assessor.ScreenedAsync(SpaceWorld.Park() with { Shape = null, Platform = "A game" }));
        await (await assessor.PostAsync(CollectionWorld.AddressOf(platform, Guid.CreateVersion7()), Handed(0))).AssertProblemAsync(ProblemCodes.SpaceWithoutArea);
        var large = await assessor.AssessAsync(await assessor.ScreenedAsync(SpaceWorld.Park(side: 1_100)));
        await (await assessor.PostAsync(CollectionWorld.AddressOf(large, Guid.CreateVersion7()), Handed(0, 25))).AssertProblemAsync(ProblemCodes.SafetyMapTooLarge, "cellMetres");
        await (await assessor.PostAsync(CollectionWorld.AddressOf(large, Guid.CreateVersion7()), Handed(0, 30))).AssertProblemAsync(ProblemCodes.NumberOutOfRange, "cellMetres");
        await (await assessor.PostAsync(CollectionWorld.AddressOf(large, Guid.CreateVersion7()), CollectionWorld.Handed with { CellMetres = 50 })).AssertProblemAsync(ProblemCodes.FieldNotAllowedHere, "cellMetres");
        await assessor.HandOutAsync(large, Handed(0));
        Assert.Equal(100, (await ReadAsync(assessor, large)).Grid!.SideMetres);
    }

    [Fact]
    public void WrongCodes_AreSlowedDown_AndNotForAnotherNetwork()
    {
        MovedClock clock = new();
        CodeBrake brake = new(new() { Rates = new() { WrongCodesPerAddressAndHour = 3 } }, clock);
        IPAddress one = IPAddress.Parse("192.0.2.7"), other = IPAddress.Parse("198.51.100.7");
        for (var i = 0; i < 3; i++)
        {
            Assert.True(brake.Lets(one));
            brake.Count(one);
        }

        Assert.False(brake.Lets(one));
        Assert.True(brake.Lets(other));
        clock.Move(TimeSpan.FromMinutes(61));
        Assert.True(brake.Lets(one));
    }

    private const string Deletion = $"{CollectionWorld.TakePart}/own-maps/deletion";

    private static NewCollection Handed(int round, int? metres = null) => CollectionWorld.Handed with { Instrument = Instrument.SafetyMap, Round = round, CellMetres = metres };

    private static string AddressOf(Guid id) => $"{AssessmentWorld.Assessments}/{id}/safety-maps";

    private static async Task<SafetyMapFile> ReadAsync(HttpClient client, Guid id) => await (await client.GetAsync(AddressOf(id))).ReadAsync<SafetyMapFile>();

    private static MergedSafetyMap DayOf(SafetyMapFile file, int round) => file.Maps.Single(map => map.Round == round && map.Time == ObservationTime.Day);

    private static async Task<SafetyMapForm> FormAsync(HttpClient anyone, string token) =>
        (await (await anyone.PostAsync($"{CollectionWorld.TakePart}/form", new HeldLink(token))).ReadAsync<TakePartForm>()).Map!;

    private static async Task<string> ColourAsync(HttpClient anyone, string token, SafetyMapAnswer map)
    {
        var received = await (await anyone.PostAsync($"{CollectionWorld.TakePart}/answers", new TakePartAnswers(token, await anyone.BallotAsync(token), Map: map))).ReadAsync<AnswersReceived>();
        return received.Code!;
    }
}
