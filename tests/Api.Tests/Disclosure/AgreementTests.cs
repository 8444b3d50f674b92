using System.Net;
using Microsoft.Extensions.DependencyInjection;
using SpacesPlaces.Api.Governance;
using SpacesPlaces.Api.Tests.Governance;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Incidents.Examples;

namespace SpacesPlaces.Api.Tests.Disclosure;

/// <summary>Sharing agreements: what they let pass, and that nothing passes without one.</summary>
public sealed class AgreementTests(GovernedApi api) : IClassFixture<GovernedApi>
{
    private const string Agreements = "/api/v1/governance/agreements";

    [Fact]
    public async Task AgencyWithoutAgreement_IsRefusedWithTheReason_AndKeepsItsOwnRecords()
    {
        // In the other partnership, whose only agreement is ended for this test.
        using var dataProtection = api.As(Role.DataProtection, TestApi.Elsewhere);
        using var analyst = api.As(Role.Analyst, TestApi.Elsewhere);
        var own = Guid.NewGuid();
        await (await analyst.PostAsync(PathOf(own), Harm())).ReadAsync<Receipt>(HttpStatusCode.Created);
        Assert.Equal(HttpStatusCode.OK, (await analyst.GetAsync("/api/v1/incidents?agency=youth_service")).StatusCode);
        var shared = await (await analyst.GetAsync("/api/v1/access/me")).ReadAsync<Me>();
        Assert.True(shared.Sharing.InForce);
        Assert.Equal(new DateOnly(2099, 12, 31), shared.Sharing.EndsOn);

        var all = await (await dataProtection.GetAsync(Agreements)).ReadAsync<AgreementView[]>();
        var ended = await EndAsync(dataProtection, Assert.Single(all, a => a.State != AgreementState.Ended));
        Assert.Equal(AgreementState.Ended, ended.State);

        await (await analyst.GetAsync("/api/v1/incidents?agency=youth_service")).AssertProblemAsync(ProblemCodes.SharingAgreementNeeded, "agency");
        await (await analyst.GetAsync("/api/v1/hotspots")).AssertProblemAsync(ProblemCodes.SharingAgreementNeeded);
        await (await analyst.GetAsync($"/api/v1/hotspots/{Guid.NewGuid()}/1/members")).AssertProblemAsync(ProblemCodes.SharingAgreementNeeded);
        await (await analyst.PostAsync(
                $"/api/v1/hotspots/analyses/{Guid.NewGuid()}",
                new NewHotspotAnalysis(AnalysisSubject.Harm, 100, 3, new(2026, 1, 1), new(2026, 6, 30))))
            .AssertProblemAsync(ProblemCodes.SharingAgreementNeeded);
        Assert.Equal(HttpStatusCode.OK, (await analyst.GetAsync("/api/v1/hotspots?subject=context")).StatusCode);
        Assert.Equal([own], (await (await analyst.GetAsync("/api/v1/incidents?agency=police")).ReadAsync<IncidentPage>()).Items.Select(i => i.Id));
        var me = await (await analyst.GetAsync("/api/v1/access/me")).ReadAsync<Me>();
        Assert.Equal((false, null, 0, 0), (me.Sharing.InForce, me.Sharing.EndsOn, me.Sharing.Items.Count, me.Sharing.Agencies.Count));

        // A new one that names two items opens those and no others.
        await (await dataProtection.PostAsync(
            $"{Agreements}/{Guid.NewGuid()}", Agreement() with { Items = [DataItem.CoarseIncident, DataItem.ExactPlace] })).ReadAsync<AgreementView>(HttpStatusCode.Created);
        Assert.Equal(HttpStatusCode.OK, (await analyst.GetAsync("/api/v1/incidents?agency=youth_service")).StatusCode);
        await (await analyst.GetAsync("/api/v1/hotspots")).AssertProblemAsync(ProblemCodes.SharingAgreementNeeded);
    }

    [Fact]
    public async Task AgreementRecordedTwice_StandsOnce_AndIsCorrectedOnTheVersionThatWasRead()
    {
        using var dataProtection = api.As(Role.DataProtection);
        var path = $"{Agreements}/{Guid.NewGuid()}";
        var body = Agreement();
        var made = await (await dataProtection.PostAsync(path, body)).ReadAsync<AgreementView>(HttpStatusCode.Created);
        Assert.Equal(AgreementState.InForce, made.State);
        await (await dataProtection.PostAsync(path, body)).ReadAsync<AgreementView>(HttpStatusCode.Accepted);
        await (await dataProtection.PostAsync(path, body with { Reference = "ISP-8" })).AssertProblemAsync(ProblemCodes.IdTakenByOtherContent, "id");

        await (await dataProtection.PutAsync(path, body, null)).AssertProblemAsync(ProblemCodes.VersionNeeded);
        var corrected = await (await dataProtection.PutAsync(path, body with { Reference = "ISP-8" }, 1)).ReadAsync<AgreementView>();
        Assert.Equal(("ISP-8", 2), (corrected.Agreement.Reference, corrected.Version));
        await (await dataProtection.PutAsync(path, body, 1)).AssertProblemAsync(ProblemCodes.VersionStale);
        await EndAsync(dataProtection, corrected);
        await (await dataProtection.PutAsync(path, body, 3)).AssertProblemAsync(ProblemCodes.AlreadyEnded);

        using var lead = api.As(Role.YouthLead);
        Assert.Contains(await (await lead.GetAsync(Agreements)).ReadAsync<AgreementView[]>(), a => a.Id == made.Id);
        await (await lead.PostAsync($"{Agreements}/{Guid.NewGuid()}", body)).AssertProblemAsync(ProblemCodes.NotAllowed);
    }

    [Theory]
    [InlineData("parties")]
    [InlineData("items")]
    [InlineData("endsOn")]
    [InlineData("signedOn")]
    [InlineData("reference")]
    [InlineData("purposeCy")]
    public async Task AgreementThatNobodyCanHaveSigned_IsRefusedByField(string field)
    {
        var body = Agreement();
        body = field switch
        {
            "parties" => body with { Parties = [Agency.Police] },
            "items" => body with { Items = [] },
            "endsOn" => body with { EndsOn = body.StartsOn.AddDays(-1) },
            "signedOn" => body with { SignedOn = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(3) },
            "reference" => body with { Reference = " " },
            _ => body with { PurposeCy = new('x', 501) },
        };
        using var dataProtection = api.As(Role.DataProtection);
        var answer = await dataProtection.PostAsync($"{Agreements}/{Guid.NewGuid()}", body);
        Assert.Contains(await ErrorFieldsAsync(answer), name => name == field);
    }

    [Fact]
    public async Task AgreementThatEndsSoon_IsToldOnceToDataProtectionAndTheLeadsOfItsParties()
    {
        using var dataProtection = api.As(Role.DataProtection);
        using var lead = api.As(Role.YouthLead);
        var id = Guid.NewGuid();
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        await (await dataProtection.PostAsync($"{Agreements}/{id}", Agreement() with { EndsOn = today.AddDays(31) })).ReadAsync<AgreementView>(HttpStatusCode.Created);
        var daily = api.Services.GetRequiredService<GovernanceWork>();
        await daily.DailyAsync(TestApi.Here, default);
        Assert.Empty(await ToldAsync(lead));

        api.Clock.Ahead = TimeSpan.FromDays(2);
        await daily.DailyAsync(TestApi.Here, default);
        await daily.DailyAsync(TestApi.Here, default);
        api.Clock.Ahead = TimeSpan.Zero;
        foreach (var client in new[] { dataProtection, lead })
        {
            var notice = Assert.Single(await ToldAsync(client));
            Assert.Equal(today.AddDays(31).ToString("O", System.Globalization.CultureInfo.InvariantCulture), notice.Values["endsOn"]);
            Assert.Null(notice.ReadAt);
            Assert.Equal(HttpStatusCode.NoContent, (await client.PostAsync($"/api/v1/governance/notices/{notice.Id}/read", null)).StatusCode);
            Assert.NotNull(Assert.Single(await ToldAsync(client)).ReadAt);
        }

        // Somebody else's notice is absent for everybody but them.
        using var reporter = api.As(Role.Reporter);
        var others = (await ToldAsync(lead))[0].Id;
        await (await reporter.PostAsync($"/api/v1/governance/notices/{others}/read", null)).AssertProblemAsync(ProblemCodes.NotFound);

        async Task<IReadOnlyList<NoticeView>> ToldAsync(HttpClient client) =>
            [.. (await (await client.GetAsync("/api/v1/governance/notices")).ReadAsync<NoticeList>()).Items.Where(n => n.SubjectId == id)];
    }

    private static NewAgreement Agreement() => new(
        "ISP-7", "Safer places", "Mannau mwy diogel", [Agency.Police, Agency.YouthService], [DataItem.CoarseIncident],
        new(2026, 1, 1), new(2026, 1, 1), new(2027, 12, 31));

    private static async Task<AgreementView> EndAsync(HttpClient client, AgreementView agreement)
    {
        using var end = new HttpRequestMessage(HttpMethod.Post, $"{Agreements}/{agreement.Id}/end");
        end.Headers.TryAddWithoutValidation("If-Match", $"\"{agreement.Version}\"");
        return await (await client.SendAsync(end)).ReadAsync<AgreementView>();
    }

    private static async Task<IReadOnlyList<string?>> ErrorFieldsAsync(HttpResponseMessage answer)
    {
        var problem = System.Text.Json.Nodes.JsonNode.Parse(await answer.Content.ReadAsStringAsync())!.AsObject();
        return [.. problem["errors"]!.AsArray().Select(error => (string?)error!["field"])];
    }
}
