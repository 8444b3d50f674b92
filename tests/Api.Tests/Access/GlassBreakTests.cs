using System.Net;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Incidents.Examples;

namespace SpacesPlaces.Api.Tests.Access;

/// <summary>Opening a restricted record in need.</summary>
public sealed class GlassBreakTests(TestApi api) : IClassFixture<TestApi>
{
    private const string Glass = "/api/v1/governance/break-glass";
    private const string Reason = "A child is missing and was last seen there";

    [Fact]
    public async Task RestrictedRecord_OpensForOnePersonForAWhile_TwoAreToldAndTheRecordSaysSo()
    {
        var record = await RestrictedAsync();
        using var assessor = api.As(Role.Assessor);
        using var chair = api.As(Role.MaceChair);
        using var dataProtection = api.As(Role.DataProtection);
        using var analyst = api.As(Role.Analyst);
        using var reporter = api.As(Role.Reporter);

        await (await assessor.PostAsync($"{Glass}/{Guid.NewGuid()}", new NewGlassBreak(record, "need it", 30)))
            .AssertProblemAsync(ProblemCodes.FieldTooShort, "reason");
        await (await assessor.PostAsync($"{Glass}/{Guid.NewGuid()}", new NewGlassBreak(record, "", 30)))
            .AssertProblemAsync(ProblemCodes.FieldMissing, "reason");
        await (await assessor.PostAsync($"{Glass}/{Guid.NewGuid()}", new NewGlassBreak(record, Reason, 61)))
            .AssertProblemAsync(ProblemCodes.NumberOutOfRange, "minutes");
        await (await assessor.GetAsync(PathOf(record))).AssertProblemAsync(ProblemCodes.NotFound);

        var id = Guid.NewGuid();
        var opened = await (await assessor.PostAsync($"{Glass}/{id}", new NewGlassBreak(record, Reason, 30))).ReadAsync<GlassBreakView>(HttpStatusCode.Created);
        Assert.Equal(TimeSpan.FromMinutes(30), opened.EndsAt - opened.OpenedAt);
        await (await assessor.PostAsync($"{Glass}/{id}", new NewGlassBreak(record, Reason, 30))).ReadAsync<GlassBreakView>(HttpStatusCode.Accepted);
        var view = await (await assessor.GetAsync(PathOf(record))).ReadAsync<IncidentView>();
        Assert.Empty(view.Openings);
        await (await analyst.GetAsync(PathOf(record))).AssertProblemAsync(ProblemCodes.NotFound);

        foreach (var told in new[] { chair, dataProtection })
        {
            var notice = Assert.Single((await (await told.GetAsync("/api/v1/governance/notices")).ReadAsync<NoticeList>()).Items, n => n.SubjectId == record);
            Assert.Equal((NoticeKind.GlassBroken, Reason), (notice.Kind, notice.Values["reason"]));
        }

        var marked = Assert.Single((await (await reporter.GetAsync(PathOf(record))).ReadAsync<IncidentView>()).Openings);
        Assert.Equal((TestApi.UserName(Role.Assessor, TestApi.Here), Role.Assessor, Reason), (marked.User, marked.Role, marked.Reason));
        Assert.Equal(1, await api.ScalarAsync<long>(
            "select count(*) from audit_entry where action = 'glass_broken' and outcome = 'done' and $1 = any(subjects) and detail ->> 'reason' = $2", record, Reason));
        Assert.Contains(await (await dataProtection.GetAsync(Glass)).ReadAsync<GlassBreakView[]>(), g => g.IncidentId == record);

        await api.ScalarAsync<int>("update break_glass set ends_at = now(), opened_at = now() - interval '30 minutes' where id = $1 returning 1", id);
        await (await assessor.GetAsync(PathOf(record))).AssertProblemAsync(ProblemCodes.NotFound);
    }

    [Fact]
    public async Task Glass_OpensNothingThatIsAbsentExcludedOrOpenAlready()
    {
        using var assessor = api.As(Role.Assessor);
        await (await assessor.PostAsync($"{Glass}/{Guid.NewGuid()}", new NewGlassBreak(Guid.NewGuid(), Reason, 10))).AssertProblemAsync(ProblemCodes.NotFound);

        var ordinary = Guid.NewGuid();
        using var reporter = api.As(Role.Reporter);
        await (await reporter.PostAsync(PathOf(ordinary), Harm())).ReadAsync<Receipt>(HttpStatusCode.Created);
        await (await assessor.PostAsync($"{Glass}/{Guid.NewGuid()}", new NewGlassBreak(ordinary, Reason, 10))).AssertProblemAsync(ProblemCodes.GlassNotNeeded);

        var user = await api.AddMemberAsync("tied-assessor", Role.Assessor, Agency.ChildrensServices);
        var record = await RestrictedAsync();
        using var dataProtection = api.As(Role.DataProtection);
        await (await dataProtection.PostAsync(
            $"/api/v1/governance/exclusions/{Guid.NewGuid()}", new NewExclusion(user, "Knows the family", record))).ReadAsync<ExclusionView>(HttpStatusCode.Created);
        using var tied = api.As(user);
        await (await tied.PostAsync($"{Glass}/{Guid.NewGuid()}", new NewGlassBreak(record, Reason, 10))).AssertProblemAsync(ProblemCodes.NotFound);
        await (await tied.GetAsync(PathOf(record))).AssertProblemAsync(ProblemCodes.NotFound);

        using var lead = api.As(Role.YouthLead);
        await (await lead.PostAsync($"{Glass}/{Guid.NewGuid()}", new NewGlassBreak(record, Reason, 10))).AssertProblemAsync(ProblemCodes.NotAllowed);
    }

    [Fact]
    public async Task GlassThatTooFewWouldHearOf_StaysWhole()
    {
        // In the other partnership, whose chair asks: data protection alone would be told.
        var record = Guid.NewGuid();
        using var reporter = api.As(Role.Reporter, TestApi.Elsewhere);
        await (await reporter.PostAsync(PathOf(record), Harm() with { Sensitivity = Sensitivity.Restricted })).ReadAsync<Receipt>(HttpStatusCode.Created);
        using var chair = api.As(Role.MaceChair, TestApi.Elsewhere);
        await (await chair.PostAsync($"{Glass}/{Guid.NewGuid()}", new NewGlassBreak(record, Reason, 10))).AssertProblemAsync(ProblemCodes.TooFewToTell);
        await (await chair.GetAsync(PathOf(record))).AssertProblemAsync(ProblemCodes.NotFound);
    }

    private async Task<Guid> RestrictedAsync()
    {
        using var reporter = api.As(Role.Reporter);
        var id = Guid.NewGuid();
        await (await reporter.PostAsync(PathOf(id), Harm() with { Sensitivity = Sensitivity.Restricted })).ReadAsync<Receipt>(HttpStatusCode.Created);
        return id;
    }
}
