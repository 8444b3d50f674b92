using System.Net;
using System.Text;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Planning.PlanningWorld;

namespace SpacesPlaces.Api.Tests.Planning;

/// <summary>Sites that come many at a time: from places of the reference data, and from a partner's own list.</summary>
public sealed class SiteListTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task PlacesOfAKindAroundAPoint_AreShownWithWhatBecomesOfThem_AndTakenInOnce()
    {
        var (gym, far, park, own) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        await AddPlaceAsync(gym, "Sports hall", "Neuadd chwaraeon", PlaceType.LeisureGym, 301_000, 251_000);
        await AddPlaceAsync(far, "Far hall", "Neuadd bell", PlaceType.LeisureGym, 309_000, 259_000);
        await AddPlaceAsync(park, "River park", "Parc yr afon", PlaceType.ParkOpenSpace, 301_200, 251_000);
        await AddPlaceAsync(own, "Swimming pool", "Pwll nofio", PlaceType.LeisureGym, 301_500, 251_500);
        using var planner = api.As(Role.Planner);
        // Somebody wrote the pool down by hand, a few steps beside.
        await planner.AddSiteAsync(Site("Swimming Pool", 301_520, 251_500));
        var before = (await SitesAsync(planner)).Count;
        var asked = new NewSitesFromPlaces([PlaceType.LeisureGym], Point(301_000, 251_000), 3_000);
        var preview = await (await planner.PostAsync($"{PlanningWorld.Planning}/place-sites/preview", asked)).ReadAsync<PlaceSitePreview>();
        Assert.Equal([(gym, PartnerRowState.New), (own, PartnerRowState.Stored)], preview.Rows.Select(row => (row.PlaceId, row.State)));
        Assert.Equal((new PartnerCounts(1, 1, 0, 0), 2), (preview.Counts, preview.Matched));
        Assert.Equal(before, (await SitesAsync(planner)).Count);

        await (await planner.PostAsync($"{PlanningWorld.Planning}/place-sites", asked with { Places = [gym, park] })).AssertProblemAsync(ProblemCodes.PlaceUnknown, "places");
        Assert.Equal(before, (await SitesAsync(planner)).Count);
        Assert.Equal(new PartnerCounts(1, 0, 0, 0), (await (await planner.PostAsync($"{PlanningWorld.Planning}/place-sites", asked with { Places = [gym] })).ReadAsync<SitesTaken>()).Counts);
        Assert.Equal(new PartnerCounts(0, 2, 0, 0), (await (await planner.PostAsync($"{PlanningWorld.Planning}/place-sites", asked)).ReadAsync<SitesTaken>()).Counts);
        var site = (await SitesAsync(planner)).Single(one => one.NameEn == "Sports hall");
        Assert.Equal(("Neuadd chwaraeon", PlaceType.LeisureGym, true, null, null), (site.NameCy, site.PlaceType, site.InUse, site.Bus, site.Footfall.Saturday));
        // Anywhere, and no kind at all.
        var anywhere = await (await planner.PostAsync($"{PlanningWorld.Planning}/place-sites/preview", new NewSitesFromPlaces([PlaceType.LeisureGym]))).ReadAsync<PlaceSitePreview>();
        Assert.Contains(far, anywhere.Rows.Select(row => row.PlaceId));
        await (await planner.PostAsync($"{PlanningWorld.Planning}/place-sites/preview", new NewSitesFromPlaces([]))).AssertProblemAsync(ProblemCodes.CountOutOfRange, "kinds");
        await (await planner.PostAsync($"{PlanningWorld.Planning}/place-sites/preview", asked with { Metres = 5 })).AssertProblemAsync(ProblemCodes.NumberOutOfRange, "metres");
        // Another partnership has neither the places nor the sites.
        using var other = api.As(Role.Planner, TestApi.Elsewhere);
        Assert.Empty((await (await other.PostAsync($"{PlanningWorld.Planning}/place-sites/preview", asked)).ReadAsync<PlaceSitePreview>()).Rows);
    }

    [Fact]
    public async Task List_IsUnderstoodRowByRow_InEitherLanguage_AndTakenInOnce()
    {
        using var planner = api.As(Role.Planner);
        var list = "Name;Enw Cymraeg;Math;Grid reference;Host;Bws;Cymraeg;Saturday\n"
            + "Station;Gorsaf;canol y dref;SO 0100 5100;Train company;bysiau aml;ie;3\n"
            + "Station;Gorsaf;canol y dref;SO 0100 5100;Train company;bysiau aml;ie;3\n"
            + "Market hall;;;SO 0110 5100;;;;Many people\n"
            + ";;;SO 0120 5100;;;;\n"
            + "No place;;;;;;;\n"
            + "Somewhere;;disco;SO 0130 5100;;;;\n"
            + "In London;;;TQ 300 800;;;;\n"
            + "Ring 07700 900123;;;SO 0140 5100;;;;\n";
        var preview = await PreviewAsync(planner, new(Encoding.UTF8.GetBytes(list)));
        Assert.Equal([SiteColumn.NameEn, SiteColumn.NameCy, SiteColumn.Kind, SiteColumn.GridReference, SiteColumn.Host, SiteColumn.Bus, SiteColumn.Welsh, SiteColumn.Saturday], preview.Columns);
        Assert.Equal(new PartnerCounts(2, 0, 1, 5), preview.Counts);
        Assert.Equal(new ListedSite("Station", "Gorsaf", PlaceType.TownCentre, "SO 0100 5100", "Train company"), preview.Rows[0].Site);
        Assert.Equal(
            ["field_missing Name", "where_missing ", "word_unknown Math", "outside_area Grid reference", "text_may_identify Name"],
            preview.Rows.Skip(3).Select(row => row.Problems[0]).Select(problem => $"{problem.Code} {problem.Column}"));
        var before = (await SitesAsync(planner)).Count;
        Assert.Equal(2, (await TakeAsync(planner, new(Encoding.UTF8.GetBytes(list)))).Counts.New);
        Assert.Equal(new PartnerCounts(0, 2, 1, 5), (await TakeAsync(planner, new(Encoding.UTF8.GetBytes(list)))).Counts);
        var sites = await SitesAsync(planner);
        Assert.Equal(before + 2, sites.Count);
        var (station, hall) = (sites.Single(one => one.NameEn == "Station"), sites.Single(one => one.NameEn == "Market hall"));
        Assert.Equal((BusAccess.Frequent, true, 3), (station.Bus, station.WelshSpeaking, station.Footfall.Saturday));
        Assert.Equal((PlaceType.Other, null, 2), (hall.PlaceType, hall.Bus, hall.Footfall.Saturday));

        using var answer = await planner.PostAsync($"{PlanningWorld.Planning}/site-lists/refused", new SiteUpload(Encoding.UTF8.GetBytes(list)));
        var lines = (await answer.Content.ReadAsStringAsync()).TrimEnd().Split("\r\n");
        Assert.Equal((6, "text/csv"), (lines.Length, answer.Content.Headers.ContentType!.MediaType));
    }

    [Fact]
    public async Task ListWithoutWhatASiteNeeds_IsNotJudged_AndTooManySitesAreNone()
    {
        using var planner = api.As(Role.Planner);
        SiteUpload nowhere = new("Name,Remarks\nStation,near the river\n"u8.ToArray());
        var unread = await PreviewAsync(planner, nowhere);
        Assert.Equal([SiteColumn.GridReference], unread.Missing);
        Assert.Empty(unread.Rows);
        await (await planner.PostAsync($"{PlanningWorld.Planning}/site-lists", nowhere)).AssertProblemAsync(ProblemCodes.UploadColumnsMissing, "columns");
        await (await planner.PostAsync($"{PlanningWorld.Planning}/site-lists/preview", nowhere with { Columns = [SiteColumn.NameEn, SiteColumn.NameEn] })).AssertProblemAsync(ProblemCodes.ColumnTwice, "columns");
        await (await planner.PostAsync($"{PlanningWorld.Planning}/site-lists/preview", nowhere with { Columns = [SiteColumn.NameEn] })).AssertProblemAsync(ProblemCodes.CountOutOfRange, "columns");
        await (await planner.PostAsync($"{PlanningWorld.Planning}/site-lists/preview", new SiteUpload([]))).AssertProblemAsync(ProblemCodes.UploadEmpty, "file");
        var before = (await SitesAsync(planner)).Count;
        var many = new StringBuilder("Name,Easting,Northing\n");
        for (var at = 0; at < 501; at++) many.Append(System.Globalization.CultureInfo.InvariantCulture, $"Shelter {at},{290_000 + (at * 20)},{240_000}\n");
        await (await planner.PostAsync($"{PlanningWorld.Planning}/site-lists", new SiteUpload(Encoding.UTF8.GetBytes(many.ToString())))).AssertProblemAsync(ProblemCodes.TooManySites);
        Assert.Equal(before, (await SitesAsync(planner)).Count);
    }

    [Fact]
    public async Task WhatBecomesOfAPlace_TellsNothingOfAPlanThatIsUnderWayThere()
    {
        var place = Guid.CreateVersion7();
        await AddPlaceAsync(place, "Youth hall", "Neuadd ieuenctid", PlaceType.YouthClub, 297_000, 247_000);
        using var planner = api.As(Role.Planner);
        var asked = new NewSitesFromPlaces([PlaceType.YouthClub], Point(297_000, 247_000), 500);
        var before = await planner.PostAsync($"{PlanningWorld.Planning}/place-sites/preview", asked);
        await api.PlanAsync(296_900, 246_900, side: 300);
        Assert.Equal(await before.Content.ReadAsStringAsync(), await (await planner.PostAsync($"{PlanningWorld.Planning}/place-sites/preview", asked)).Content.ReadAsStringAsync());
    }

    private Task AddPlaceAsync(Guid id, string nameEn, string nameCy, PlaceType type, double easting, double northing) => api.ExecuteAsync(
        $"""
        insert into place (partnership_id, id, name_en, name_cy, place_type, shape, point, gone)
        values ($1, $2, $3, $4, $5, st_setsrid(st_makepoint($6, $7), 27700), st_setsrid(st_makepoint($6, $7), 27700), false)
        """, TestApi.Here, id, nameEn, nameCy, WireName.Of(type), easting, northing);

    private static async Task<IReadOnlyList<CandidateSiteView>> SitesAsync(HttpClient client) =>
        await (await client.GetAsync($"{PlanningWorld.Planning}/sites")).ReadAsync<IReadOnlyList<CandidateSiteView>>();

    private static async Task<SiteListPreview> PreviewAsync(HttpClient client, SiteUpload upload) =>
        await (await client.PostAsync($"{PlanningWorld.Planning}/site-lists/preview", upload)).ReadAsync<SiteListPreview>(HttpStatusCode.OK);

    private static async Task<SitesTaken> TakeAsync(HttpClient client, SiteUpload upload) =>
        await (await client.PostAsync($"{PlanningWorld.Planning}/site-lists", upload)).ReadAsync<SitesTaken>();
}
