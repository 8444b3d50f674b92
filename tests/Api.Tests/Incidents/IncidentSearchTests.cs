using System.Globalization;
using System.Net;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Incidents.Examples;

namespace SpacesPlaces.Api.Tests.Incidents;

public sealed class IncidentSearchTests(TestApi api) : IClassFixture<TestApi>, IAsyncLifetime
{
    private static readonly DateTimeOffset Start = new(2026, 1, 5, 12, 0, 0, TimeSpan.Zero);
    private readonly List<Guid> ids = [];

    public async Task InitializeAsync()
    {
        using var analyst = api.As(Role.Analyst);
        for (var i = 0; i < 25; i++)
        {
            var id = Guid.NewGuid();
            ids.Add(id);
            // Pairs share an instant, so that a page can end between two records of one time.
            var body = Harm(290_000 + 1_000 * i, 250_000 + 10 * i, at: Start.AddDays(i / 2)) with
            {
                HarmTypes = i % 2 == 0 ? [HarmType.Cse] : [HarmType.Cce, HarmType.OnlineAbuse],
                SourceAgency = i % 5 == 0 ? Agency.Health : Agency.Police,
            };
            await (await analyst.PostAsync(PathOf(id), body)).ReadAsync<Receipt>(HttpStatusCode.Created);
        }
    }

    public async Task DisposeAsync()
    {
        await api.ScalarAsync<int>("with a as (delete from incident_child returning 1), b as (select count(*) n from a) select n::int from b");
        await api.ScalarAsync<int>("with a as (delete from incident returning 1), b as (select count(*) n from a) select n::int from b");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(7)]
    [InlineData(100)]
    public async Task Pages_OfAnySize_HoldEveryRecordOnceNewestFirst(int limit)
    {
        using var analyst = api.As(Role.Analyst);
        var all = new List<IncidentView>();
        string? after = null;
        do
        {
            var page = await FindAsync(analyst, $"limit={limit}" + (after is null ? "" : $"&after={after}"));
            Assert.Equal(25, page.NumberMatched);
            all.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(ids.Order(), all.Select(i => i.Id).Order());
        Assert.Equal(all.Select(i => i.OccurredFrom).OrderDescending(), all.Select(i => i.OccurredFrom));
    }

    [Fact]
    public async Task PageToken_ForgedOrOfAnotherFilter_IsRefusedNeverAnEmptyPage()
    {
        using var analyst = api.As(Role.Analyst);
        var page = await FindAsync(analyst, "limit=3");
        foreach (var query in (string[])["after=AAAA", $"after={page.Next}&kind=harm", $"after={(page.Next![0] == 'A' ? 'B' : 'A')}{page.Next[1..]}", "after=%00"])
            await (await analyst.GetAsync($"/api/v1/incidents?limit=3&{query}")).AssertProblemAsync(ProblemCodes.PageTokenNotValid, "after");
    }

    [Fact]
    public async Task Filters_AgreeWithAStraightCount()
    {
        using var analyst = api.As(Role.Analyst);
        Assert.Equal(13, (await FindAsync(analyst, "harmType=cse")).NumberMatched);
        Assert.Equal(25, (await FindAsync(analyst, "harmType=cse&harmType=online_abuse")).NumberMatched);
        Assert.Equal(5, (await FindAsync(analyst, "agency=health")).NumberMatched);
        Assert.Equal(0, (await FindAsync(analyst, "kind=hotspot_report")).NumberMatched);
        Assert.Equal(0, (await FindAsync(analyst, "status=withdrawn")).NumberMatched);
        // Days 3 and 4: an incident of 12:00 to 13:00 counts when any moment of it lies in the window.
        var from = Uri.EscapeDataString(Start.AddDays(3).AddMinutes(30).ToString("o", CultureInfo.InvariantCulture));
        var to = Uri.EscapeDataString(Start.AddDays(4).AddMinutes(1).ToString("o", CultureInfo.InvariantCulture));
        Assert.Equal(4, (await FindAsync(analyst, $"from={from}&to={to}")).NumberMatched);
    }

    [Fact]
    public async Task Box_FindsExactlyWhatLiesInside()
    {
        using var analyst = api.As(Role.Analyst);
        var all = (await FindAsync(analyst, "limit=100")).Items;
        var lons = all.Select(i => i.Point!.Value.X).Order().ToArray();
        var (west, east) = (lons[4] - 0.001, lons[9] + 0.001);
        var found = await SearchAsync(analyst, new(Bbox: [west, 51, east, 53]));
        Assert.Equal(all.Where(i => i.Point!.Value.X >= west && i.Point.Value.X <= east).Select(i => i.Id).Order(), found.Items.Select(i => i.Id).Order());
        Assert.Equal(0, (await FindAsync(analyst, "bbox=100,10,110,20")).NumberMatched);
        Assert.Equal(25, (await FindAsync(analyst, "bbox=-180,-90,180,90")).NumberMatched);
    }

    [Theory]
    [InlineData("bbox=1,2,3", "coordinate_count")]
    [InlineData("bbox=NaN,51,0,52", "coordinate_not_a_number")]
    [InlineData("bbox=0,52,1,51", "coordinate_out_of_range")]
    [InlineData("bbox=0,52,Infinity,53", "coordinate_not_a_number")]
    [InlineData("limit=0", "number_out_of_range")]
    [InlineData("limit=abc", "parameter_not_readable")]
    [InlineData("limit=100000", "number_out_of_range")]
    [InlineData("harmType=loitering", "word_unknown")]
    [InlineData("harmType=0", "word_unknown")]
    [InlineData("status=deleted", "word_unknown")]
    [InlineData("from=yesterday", "parameter_not_readable")]
    [InlineData("from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z", "end_before_start")]
    public async Task BadQuery_IsRefusedWithItsCode(string query, string code)
    {
        using var analyst = api.As(Role.Analyst);
        await (await analyst.GetAsync($"/api/v1/incidents?{query}")).AssertProblemAsync(ProblemCodes.All.Single(p => p.Code == code));
    }

    [Theory]
    [InlineData("limit=abc", "limit")]
    [InlineData("status=recorded&from=yesterday", "from")]
    [InlineData("placeId=here&limit=5", "placeId")]
    public async Task ParameterThatCannotBeRead_IsNamed_AndNothingWasSeen(string query, string field)
    {
        using var analyst = api.As(Role.Analyst);
        var before = await api.ScalarAsync<long>("select count(*) from audit_entry");
        await (await analyst.GetAsync($"/api/v1/incidents?{query}")).AssertProblemAsync(ProblemCodes.ParameterNotReadable, field);
        Assert.Equal(before, await api.ScalarAsync<long>("select count(*) from audit_entry"));
    }

    [Fact]
    public async Task Search_ByBodyAndByAddress_FindsTheSame_PageByPage()
    {
        using var analyst = api.As(Role.Analyst);
        var byAddress = await FindAsync(analyst, "bbox=-3.6,51,-3.3,53&harmType=cse&agency=health&kind=harm&status=recorded&limit=2&from=2026-01-06T00:00:00Z&to=2027-01-01T00:00:00Z");
        var criteria = new IncidentCriteria(
            [-3.6, 51, -3.3, 53], null, new(2026, 1, 6, 0, 0, 0, TimeSpan.Zero), new(2027, 1, 1, 0, 0, 0, TimeSpan.Zero),
            [HarmType.Cse], [Agency.Health], IncidentStatus.Recorded, IncidentKind.Harm, 2);
        var byBody = await SearchAsync(analyst, criteria);
        Assert.NotEmpty(byBody.Items);
        Assert.Equal(byAddress.Items.Select(i => i.Id), byBody.Items.Select(i => i.Id));
        Assert.Equal(byAddress.NumberMatched, byBody.NumberMatched);
        Assert.Equal(byAddress.Next is null, byBody.Next is null);
        await (await analyst.PostRawAsync("/api/v1/incidents/search", """{"bbox":[1,2,3]}""")).AssertProblemAsync(ProblemCodes.CoordinateCount, "bbox");
        await (await analyst.PostRawAsync("/api/v1/incidents/search", """{"narrative":"x"}""")).AssertProblemAsync(ProblemCodes.FieldUnknown);
    }

    [Fact]
    public async Task Member_SearchingWithAFinerBoxThanASquare_GetsTheWholeSquare()
    {
        using var analyst = api.As(Role.Analyst);
        using var member = api.As(Role.MaceMember);
        var exact = (await FindAsync(analyst, "limit=1")).Items[0].Point!.Value;
        // A box beside the point, in the same 1 km square: for a reader of squares it must not tell on which side the point lies.
        var box = new IncidentCriteria(Bbox: [exact.X + 0.0005, exact.Y, exact.X + 0.001, exact.Y + 0.0001]);
        Assert.Equal(0, (await SearchAsync(analyst, box)).NumberMatched);
        Assert.Equal(1, (await SearchAsync(member, box)).NumberMatched);
    }

    [Fact]
    public async Task Place_FindsItsIncidents_AndIsRefusedAsAFilterToThoseWhoMayNotSeeIt()
    {
        var place = await api.ScalarAsync<Guid>(
            $"""
            insert into place (partnership_id, id, name_en, name_cy, place_type, shape, point)
            values ('{TestApi.Here}', gen_random_uuid(), 'Park', 'Parc', 'park_open_space',
                    st_setsrid(st_makepoint(300000, 250000), 27700), st_setsrid(st_makepoint(300000, 250000), 27700))
            returning id
            """);
        using var analyst = api.As(Role.Analyst);
        using var member = api.As(Role.MaceMember);
        var id = Guid.NewGuid();
        await (await analyst.PostAsync(PathOf(id), Harm() with { Location = null, PlaceId = place })).ReadAsync<Receipt>(HttpStatusCode.Created);
        var found = await FindAsync(analyst, $"placeId={place}");
        Assert.Equal((id, place, LocationPrecision.None), (found.Items.Single().Id, found.Items[0].PlaceId!.Value, found.Items[0].Precision));
        Assert.Equal(0, (await FindAsync(analyst, $"placeId={Guid.NewGuid()}")).NumberMatched);
        await (await member.GetAsync($"/api/v1/incidents?placeId={place}")).AssertProblemAsync(ProblemCodes.FieldNotAllowedHere, "placeId");
    }

    private static async Task<IncidentPage> SearchAsync(HttpClient client, IncidentCriteria criteria) =>
        await (await client.PostAsync("/api/v1/incidents/search", criteria)).ReadAsync<IncidentPage>();

    private static async Task<IncidentPage> FindAsync(HttpClient client, string query) =>
        await (await client.GetAsync($"/api/v1/incidents?{query}")).ReadAsync<IncidentPage>();
}
