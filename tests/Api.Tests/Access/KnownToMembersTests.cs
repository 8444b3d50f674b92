using System.Net;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Incidents.Examples;

namespace SpacesPlaces.Api.Tests.Access;

/// <summary>What row-level security lets a member know of incidents, whatever door they come through.</summary>
public sealed class KnownToMembersTests(TestApi api) : IClassFixture<TestApi>
{
    [Fact]
    public async Task ExcludedPerson_FindsNoTraceOfTheRecord()
    {
        var (hidden, other) = (await RecordAsync(303_100), await RecordAsync(303_200));
        var user = await api.AddMemberAsync("tied-to-a-case", Role.Analyst, Agency.Police);
        using var tied = api.As(user);
        Assert.Equal(2, await CountAsync(tied, 303_000));
        await ExcludeAsync(user, incident: hidden);

        await (await tied.GetAsync(PathOf(hidden))).AssertProblemAsync(ProblemCodes.NotFound);
        Assert.Equal(1, await CountAsync(tied, 303_000));
        Assert.Equal(HttpStatusCode.OK, (await tied.GetAsync(PathOf(other))).StatusCode);
        await (await tied.PutAsync(PathOf(hidden), Harm(), 1)).AssertProblemAsync(ProblemCodes.NotFound);

        using var colleague = api.As(Role.Analyst);
        Assert.Equal(2, await CountAsync(colleague, 303_000));
    }

    [Fact]
    public async Task PersonExcludedFromAPlace_FindsNoRecordWithin150Metres()
    {
        var place = Guid.CreateVersion7();
        await api.ScalarAsync<Guid>(
            """
            insert into place (partnership_id, id, name_en, name_cy, place_type, shape, point)
            values ($1, $2, 'Shelter', 'Lloches', 'other', st_setsrid(st_makepoint(315000, 250000), 27700), st_setsrid(st_makepoint(315000, 250000), 27700))
            returning id
            """, TestApi.Here, place);
        await RecordAsync(315_149);
        await RecordAsync(314_851);
        var beyond = await RecordAsync(315_151);
        using var recorder = api.As(Role.Analyst);
        var atPlace = Guid.NewGuid();
        await (await recorder.PostAsync(PathOf(atPlace), Harm() with { Location = null, PlaceId = place })).ReadAsync<Receipt>(HttpStatusCode.Created);

        var user = await api.AddMemberAsync("tied-to-a-place", Role.Analyst, Agency.Police);
        using var tied = api.As(user);
        await ExcludeAsync(user, place: place);
        var seen = await tied.PostAsync("/api/v1/incidents/search", AreaOf(314_000));
        Assert.Equal([beyond], (await seen.ReadAsync<IncidentPage>()).Items.Select(i => i.Id));
        await (await tied.GetAsync(PathOf(atPlace))).AssertProblemAsync(ProblemCodes.NotFound);
    }

    [Fact]
    public async Task RestrictedRecord_IsKnownToRecorderAndLeadOfTheAgencyOnly()
    {
        var id = Guid.NewGuid();
        using var reporter = api.As(Role.Reporter);
        await (await reporter.PostAsync(PathOf(id), Harm() with { Sensitivity = Sensitivity.Restricted })).ReadAsync<Receipt>(HttpStatusCode.Created);
        foreach (var (role, status) in new[]
            {
                (Role.Reporter, HttpStatusCode.OK), (Role.YouthLead, HttpStatusCode.OK), (Role.Analyst, HttpStatusCode.NotFound),
                (Role.MaceMember, HttpStatusCode.NotFound), (Role.MaceChair, HttpStatusCode.NotFound), (Role.Assessor, HttpStatusCode.NotFound),
            })
        {
            using var client = api.As(role);
            Assert.Equal((role, status), (role, (await client.GetAsync(PathOf(id))).StatusCode));
        }
    }

    [Fact]
    public async Task OtherPeoplesRecords_CannotBeRestrictedOrOpenedUp()
    {
        var id = Guid.NewGuid();
        var body = Harm();
        using var reporter = api.As(Role.Reporter);
        await (await reporter.PostAsync(PathOf(id), body)).ReadAsync<Receipt>(HttpStatusCode.Created);
        using var analyst = api.As(Role.Analyst);
        await (await analyst.PutAsync(PathOf(id), body with { Sensitivity = Sensitivity.Restricted }, 1))
            .AssertProblemAsync(ProblemCodes.FieldNotAllowedHere, "sensitivity");
        await (await reporter.PutAsync(PathOf(id), body with { Sensitivity = Sensitivity.Restricted }, 1)).ReadAsync<Receipt>();
        await (await analyst.GetAsync(PathOf(id))).AssertProblemAsync(ProblemCodes.NotFound);
    }

    [Fact]
    public async Task AgencyWithoutAgreement_SeesItsOwnRecordsAndNoOther()
    {
        // In the other partnership, so that no other test meets the change.
        var own = Guid.NewGuid();
        var foreign = Guid.NewGuid();
        using var analyst = api.As(Role.Analyst, TestApi.Elsewhere);
        using var reporter = api.As(Role.Reporter, TestApi.Elsewhere);
        await (await analyst.PostAsync(PathOf(own), Harm())).ReadAsync<Receipt>(HttpStatusCode.Created);
        await (await reporter.PostAsync(PathOf(foreign), Harm())).ReadAsync<Receipt>(HttpStatusCode.Created);
        Assert.Equal(HttpStatusCode.OK, (await analyst.GetAsync(PathOf(foreign))).StatusCode);

        await api.ScalarAsync<int>("update sharing_agreement set parties = array['health', 'police'] where partnership_id = $1 returning 1", TestApi.Elsewhere);
        await (await analyst.GetAsync(PathOf(foreign))).AssertProblemAsync(ProblemCodes.NotFound);
        Assert.Equal(HttpStatusCode.OK, (await analyst.GetAsync(PathOf(own))).StatusCode);

        // What an agreement does not name stays with its agency: place, words and tokens here.
        await api.ScalarAsync<int>(
            "update sharing_agreement set parties = array['youth_service', 'police'], items = array['coarse_incident'] where partnership_id = $1 returning 1",
            TestApi.Elsewhere);
        var view = await (await analyst.GetAsync(PathOf(foreign))).ReadAsync<IncidentView>();
        Assert.Equal((LocationPrecision.GridSquare1Km, null, 0), (view.Precision, view.Narrative, view.Children.Count));
        Assert.Equal(["ISP-1"], view.Governance.Agreements);
        // Nor can it be found by: filters are as coarse as the least that is shared.
        await (await analyst.GetAsync($"/api/v1/incidents?placeId={Guid.NewGuid()}")).AssertProblemAsync(ProblemCodes.FieldNotAllowedHere);

        await api.ScalarAsync<int>("update sharing_agreement set ends_on = current_date - 1 where partnership_id = $1 returning 1", TestApi.Elsewhere);
        await (await analyst.GetAsync(PathOf(foreign))).AssertProblemAsync(ProblemCodes.NotFound);
    }

    private async Task<Guid> RecordAsync(double easting)
    {
        using var reporter = api.As(Role.Reporter);
        var id = Guid.NewGuid();
        await (await reporter.PostAsync(PathOf(id), Harm(easting))).ReadAsync<Receipt>(HttpStatusCode.Created);
        return id;
    }

    private Task<Guid> ExcludeAsync(string user, Guid? incident = null, Guid? place = null) => api.ScalarAsync<Guid>(
        """
        insert into exclusion (partnership_id, id, account_id, incident_id, place_id, reason, made_by, made_at)
        select $1, gen_random_uuid(), account.id, $3, $4, 'related to the family', account.id, now()
        from account where user_name = $2 returning id
        """, TestApi.Here, user, Value(incident), Value(place));

    private static object Value(Guid? id) => id is { } known ? known : DBNull.Value;

    private static async Task<int?> CountAsync(HttpClient client, double west) =>
        (await (await client.PostAsync("/api/v1/incidents/search", AreaOf(west))).ReadAsync<IncidentPage>()).NumberMatched;

    // A box of 2 km around the records of one test.
    private static IncidentCriteria AreaOf(double west)
    {
        var (lon, lat) = SpacesPlaces.Geodata.Crs.NationalGrid.Helmert.ToLonLat(west, 249_500);
        var (lonEast, latNorth) = SpacesPlaces.Geodata.Crs.NationalGrid.Helmert.ToLonLat(west + 1_900, 250_500);
        return new(Bbox: [lon, lat, lonEast, latNorth]);
    }
}
