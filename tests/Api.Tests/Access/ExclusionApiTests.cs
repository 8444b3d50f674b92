using System.Net;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Incidents.Examples;

namespace SpacesPlaces.Api.Tests.Access;

/// <summary>Exclusions as data protection and the chair make them, and as the excluded person never sees them.</summary>
public sealed class ExclusionApiTests(TestApi api) : IClassFixture<TestApi>
{
    private const string Exclusions = "/api/v1/governance/exclusions";

    [Fact]
    public async Task ExcludedMember_MeetsTheRecordNowhere_UntilTheExclusionEnds()
    {
        var user = await api.AddMemberAsync("tied", Role.Analyst, Agency.Police);
        var record = await RecordAsync();
        using var tied = api.As(user);
        using var chair = api.As(Role.MaceChair);
        Assert.Equal(HttpStatusCode.OK, (await tied.GetAsync(PathOf(record))).StatusCode);
        var id = Guid.NewGuid();
        var body = new NewExclusion(user, "Relative of a child in this case", IncidentId: record);
        await (await chair.PostAsync($"{Exclusions}/{id}", body)).ReadAsync<ExclusionView>(HttpStatusCode.Created);
        await (await chair.PostAsync($"{Exclusions}/{id}", body)).ReadAsync<ExclusionView>(HttpStatusCode.Accepted);

        await (await tied.GetAsync(PathOf(record))).AssertProblemAsync(ProblemCodes.NotFound);
        Assert.DoesNotContain((await (await tied.GetAsync("/api/v1/incidents?limit=1000")).ReadAsync<IncidentPage>()).Items, i => i.Id == record);
        Assert.Empty((await (await tied.GetAsync("/api/v1/governance/notices")).ReadAsync<NoticeList>()).Items);
        await (await tied.PostAsync(
                $"/api/v1/governance/break-glass/{Guid.NewGuid()}", new NewGlassBreak(record, "I must see this record at once", 30)))
            .AssertProblemAsync(ProblemCodes.NotFound);

        Assert.Equal(HttpStatusCode.NoContent, (await chair.PostAsync($"{Exclusions}/{id}/end", null)).StatusCode);
        await (await chair.PostAsync($"{Exclusions}/{id}/end", null)).AssertProblemAsync(ProblemCodes.AlreadyEnded);
        Assert.Equal(HttpStatusCode.OK, (await tied.GetAsync(PathOf(record))).StatusCode);
    }

    [Fact]
    public async Task ExcludedChair_SeesNoRowAboutThemselves_AndCannotEndIt()
    {
        using var dataProtection = api.As(Role.DataProtection);
        using var chair = api.As(Role.MaceChair);
        var (aboutChair, aboutOther) = (Guid.NewGuid(), Guid.NewGuid());
        var record = await RecordAsync();
        var reason = "Worked with the family for years";
        await (await dataProtection.PostAsync(
            $"{Exclusions}/{aboutChair}", new NewExclusion(TestApi.UserName(Role.MaceChair, TestApi.Here), reason, record))).ReadAsync<ExclusionView>(HttpStatusCode.Created);
        await (await dataProtection.PostAsync(
            $"{Exclusions}/{aboutOther}", new NewExclusion(TestApi.UserName(Role.Assessor, TestApi.Here), reason, record))).ReadAsync<ExclusionView>(HttpStatusCode.Created);

        var seen = await (await chair.GetAsync(Exclusions)).ReadAsync<ExclusionView[]>();
        Assert.Contains(seen, e => e.Id == aboutOther);
        Assert.DoesNotContain(seen, e => e.Id == aboutChair);
        await (await chair.PostAsync($"{Exclusions}/{aboutChair}/end", null)).AssertProblemAsync(ProblemCodes.NotFound);
        var toThemselves = new NewExclusion(TestApi.UserName(Role.MaceChair, TestApi.Here), reason, record);
        await (await chair.PostAsync($"{Exclusions}/{Guid.NewGuid()}", toThemselves)).AssertProblemAsync(ProblemCodes.SecondPersonNeeded, "user");

        // No entry of the audit names the excluded person beside the exclusion.
        Assert.Equal(0, await api.ScalarAsync<long>(
            """
            select count(*) from audit_entry join account on account.user_name = $1
            where action = 'exclusion_made' and (account.id = any(subjects) or detail::text like '%' || account.user_name || '%')
                and actor_id <> account.id
            """, TestApi.UserName(Role.MaceChair, TestApi.Here)));
    }

    [Fact]
    public async Task ExclusionOfNobodyOrNothing_IsRefused()
    {
        using var dataProtection = api.As(Role.DataProtection);
        await (await dataProtection.PostAsync($"{Exclusions}/{Guid.NewGuid()}", new NewExclusion("nobody-here", "A reason", Guid.NewGuid())))
            .AssertProblemAsync(ProblemCodes.PersonUnknown, "user");
        var user = TestApi.UserName(Role.Analyst, TestApi.Here);
        await (await dataProtection.PostAsync($"{Exclusions}/{Guid.NewGuid()}", new NewExclusion(user, "A reason")))
            .AssertProblemAsync(ProblemCodes.FieldMissing, "incidentId");
        await (await dataProtection.PostAsync($"{Exclusions}/{Guid.NewGuid()}", new NewExclusion(user, "A reason", null, Guid.NewGuid())))
            .AssertProblemAsync(ProblemCodes.PlaceUnknown, "placeId");
        using var analyst = api.As(Role.Analyst);
        await (await analyst.GetAsync(Exclusions)).AssertProblemAsync(ProblemCodes.NotAllowed);
    }

    private async Task<Guid> RecordAsync()
    {
        using var reporter = api.As(Role.Reporter);
        var id = Guid.NewGuid();
        await (await reporter.PostAsync(PathOf(id), Harm())).ReadAsync<Receipt>(HttpStatusCode.Created);
        return id;
    }
}
