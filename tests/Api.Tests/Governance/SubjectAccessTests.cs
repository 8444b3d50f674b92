using System.Net;
using System.Net.Http.Json;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Incidents.Examples;

namespace SpacesPlaces.Api.Tests.Governance;

/// <summary>What is held about one child, as a file for whoever may have it: all of it, and nobody else in it (PRV-13).</summary>
public sealed class SubjectAccessTests(GovernedApi api) : IClassFixture<GovernedApi>
{
    private const string Path = "/api/v1/governance/subject-access";

    [Fact]
    public async Task File_HoldsEveryRecordOfTheChild_RestrictedAndWithdrawnToo_AndNobodyElse()
    {
        var (mine, other) = (Tokens.New(), Tokens.New());
        var told = $"A man called Rhys rang 07700 900123 about {other.ToLowerInvariant()} and {mine}.";
        var together = await api.RecordAsync(Harm(token: mine) with
        {
            Children = [new(other, Agency.ChildrensServices, AgeBand.From16To17), new(mine, Agency.ChildrensServices, AgeBand.From13To15)],
            Narrative = told,
            IdentifyingReason = "The number is on a poster",
        });
        var restricted = await api.RecordAsync(Harm(token: mine) with { Sensitivity = Sensitivity.Restricted });
        var withdrawn = await api.RecordAsync(Harm(token: mine));
        using var reporter = api.As(Role.Reporter);
        Assert.Equal(HttpStatusCode.OK, (await ChangeAsync(reporter, HttpMethod.Post, PathOf(withdrawn) + "/withdrawal", new Withdrawal("Recorded twice"))).StatusCode);
        // Named once, and no more: what stands is about another child.
        var once = await api.RecordAsync(Harm(token: mine));
        Assert.Equal(HttpStatusCode.OK, (await ChangeAsync(reporter, HttpMethod.Put, PathOf(once), Harm(token: other) with { Narrative = "Something else." })).StatusCode);
        await api.RecordAsync(Harm(token: other));
        using var member = api.As(Role.MaceMember);
        Assert.Equal(HttpStatusCode.OK, (await member.GetAsync(PathOf(together))).StatusCode);

        using var dataProtection = api.As(Role.DataProtection);
        var (view, file, text) = await AnswerAsync(dataProtection, mine);
        Assert.Equal(new[] { together, restricted, withdrawn, once }.Order(), file.Records.Select(record => record.Id).Order());
        Assert.Equal((ExportSubject.SubjectAccess, Purpose.SubjectAccess, 4), (view.Subject, view.Purpose, view.Rows));
        Assert.Equal((mine, Agency.ChildrensServices), (file.Token, file.HoldingAgency));
        Assert.StartsWith("OFFICIAL-SENSITIVE. Made by data_protection-here", file.Marking, StringComparison.Ordinal);

        // Nobody else is in the file, in whatever spelling.
        foreach (var hidden in (string[])[other, "Rhys", "07700", "reporter-here", "mace_member-here", "Something else"])
            Assert.DoesNotContain(hidden, text, StringComparison.OrdinalIgnoreCase);
        var whole = file.Records.Single(record => record.Id == together);
        Assert.Equal([new(mine, Agency.ChildrensServices, AgeBand.From13To15), new("another child")], Assert.Single(whole.Versions).Children);
        Assert.Equal($"A man called [masked: what looks like a name] rang [masked: a phone number] about another child and {mine}.", whole.Versions[0].Narrative);
        Assert.Equal((300_000, 250_000), (whole.Versions[0].Location!.Point.X, whole.Versions[0].Location!.Point.Y));
        Assert.Equal((Agency.YouthService, LegalRegime.UkGdpr), (whole.Controller, whole.Regime));
        Assert.Equal((IncidentStatus.Withdrawn, "Recorded twice"), (file.Records.Single(r => r.Id == withdrawn).Status, file.Records.Single(r => r.Id == withdrawn).WithdrawnReason));
        var left = Assert.Single(file.Records.Single(r => r.Id == once).Versions);
        Assert.NotNull(left.ReplacedAt);
        Assert.Contains(file.SeenBy, look => look is { Role: "mace_member", Agency: "childrens_services", Act: "incident_seen", Times: 1 });

        Assert.Equal("Asked by a parent, seen in person", file.Decisions.Reason);
        Assert.Contains(file.Decisions.Masked, m => m is { Field: "narrative", Rule: "identifying", What: "a phone number", Times: 1 } && m.RecordId == together);
        Assert.Contains(file.Decisions.Masked, m => m is { Field: "children", Rule: "other_children", Times: 1 } && m.RecordId == together);
        Assert.Equal((2, 2), (view.Suppressed["identifying"], view.Suppressed["other_children"]));

        // Fetched once; the register and the audit know of it and hold no token.
        await (await dataProtection.GetAsync($"/api/v1/exports/{view.Id}/file")).AssertProblemAsync(ProblemCodes.ExportGone);
        Assert.False(await api.ScalarAsync<bool>("select request::text like '%' || $2 || '%' from export where id = $1", view.Id, mine));
        Assert.True(await api.ScalarAsync<bool>(
            "select exists (select from audit_entry where action = 'subject_access_answered' and subjects @> $1 and detail::text not like '%' || $2 || '%')",
            (Guid[])[view.Id, together, restricted, withdrawn, once], mine));
    }

    [Fact]
    public async Task TokenWrittenIntoASession_IsFoundInAnySpelling_EarlierVersionsToo_AndOthersAreMasked()
    {
        var (mine, other) = (Tokens.New(), Tokens.New());
        using var reporter = api.As(Role.Reporter);
        var id = Guid.CreateVersion7();
        var session = new NewOutreachSession(
            new(new(300_123, 250_456), PointSource.Pin, 10, "EPSG:27700"), new(2026, 3, 7, 19, 0, 0, TimeSpan.Zero), new(2026, 3, 7, 21, 0, 0, TimeSpan.Zero), 2,
            Detail: new(Observations: $"Met {mine.ToLowerInvariant().Replace('-', ' ')} with {other}.", Strengths: "Shop staff look out.", TextLanguage: "en",
                IdentifyingReason: "A token is nobody's name"));
        await (await reporter.PostAsync($"/api/v1/outreach/sessions/{id}", session)).ReadAsync<Receipt>(HttpStatusCode.Created);
        var corrected = session with { Detail = session.Detail! with { Observations = "Nobody met." } };
        Assert.Equal(HttpStatusCode.OK, (await reporter.PutAsync($"/api/v1/outreach/sessions/{id}", corrected, 1)).StatusCode);

        using var dataProtection = api.As(Role.DataProtection);
        var (view, file, text) = await AnswerAsync(dataProtection, mine);
        var told = Assert.Single(file.Sessions);
        Assert.Equal((id, 1, Agency.YouthService), (told.Id, told.Version, told.Agency));
        Assert.NotNull(told.ReplacedAt);
        Assert.Equal(new SubjectAccessText("detail.observations", $"Met {mine.ToLowerInvariant().Replace('-', ' ')} with another child."), Assert.Single(told.Texts));
        Assert.Equal((1, true), (view.Rows, file.Records.Count == 0));
        Assert.DoesNotContain(other, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Nothing is held", text, StringComparison.Ordinal);
        Assert.Empty((await AnswerAsync(dataProtection, Tokens.New())).File.Sessions);
    }

    [Fact]
    public async Task RecordTheAskerIsExcludedFrom_StaysOut_AndIsNotTold()
    {
        var (mine, unheard) = (Tokens.New(), Tokens.New());
        var record = await api.RecordAsync(Harm(token: mine) with { Sensitivity = Sensitivity.Restricted });
        var user = await api.AddMemberAsync("tied-lead", Role.DataProtection, Agency.ChildrensServices);
        using var tied = api.As(user);
        using var chair = api.As(Role.MaceChair);
        Assert.Equal(record, Assert.Single((await AnswerAsync(tied, mine)).File.Records).Id);
        await (await chair.PostAsync($"/api/v1/governance/exclusions/{Guid.NewGuid()}", new NewExclusion(user, "Aunt of the child", record)))
            .ReadAsync<ExclusionView>(HttpStatusCode.Created);
        var (kept, _, keptText) = await AnswerAsync(tied, mine);
        var (empty, _, emptyText) = await AnswerAsync(tied, unheard);
        // Word for word the file about a token that nobody knows, but for the token and the minute.
        Assert.Equal(Plain(emptyText, unheard), Plain(keptText, mine));
        Assert.Equal((0, 0), (kept.Rows, empty.Rows));
        Assert.Contains("Nothing is held about this token.", emptyText, StringComparison.Ordinal);
        Assert.DoesNotContain(record.ToString(), keptText, StringComparison.Ordinal);

        static string Plain(string text, string token) => System.Text.RegularExpressions.Regex.Replace(
            text.Replace(token, "", StringComparison.Ordinal), @"\d{4}-\d{2}-\d{2}[T ][0-9:.]+|\+00:00|Z", "");
    }

    [Fact]
    public async Task OnlyDataProtection_FreshlySignedIn_WithAReason_AndOnlyTheirPartnership()
    {
        var mine = Tokens.New();
        await api.RecordAsync(Harm(token: mine));
        foreach (var role in Enum.GetValues<Role>().Where(role => role != Role.DataProtection))
        {
            using var client = api.As(role);
            await (await client.PostAsync($"{Path}/{Guid.NewGuid()}", Asked(mine))).AssertProblemAsync(ProblemCodes.NotAllowed);
        }

        using var elsewhere = api.As(Role.DataProtection, TestApi.Elsewhere);
        Assert.Empty((await AnswerAsync(elsewhere, mine)).File.Records);
        using var dataProtection = api.As(Role.DataProtection);
        await (await dataProtection.PostAsync($"{Path}/{Guid.NewGuid()}", Asked("Rhys"))).AssertProblemAsync(ProblemCodes.ChildTokenNotValid, "token");
        await (await dataProtection.PostAsync($"{Path}/{Guid.NewGuid()}", Asked(mine) with { Reason = " " })).AssertProblemAsync(ProblemCodes.FieldMissing, "reason");
        await (await dataProtection.PostAsync($"{Path}/{Guid.NewGuid()}", Asked(mine) with { Language = "fr" })).AssertProblemAsync(ProblemCodes.WordUnknown, "language");
        var id = Guid.NewGuid();
        await (await dataProtection.PostAsync($"{Path}/{id}", Asked(mine))).ReadAsync<ExportView>(HttpStatusCode.Created);
        await (await dataProtection.PostAsync($"{Path}/{id}", Asked(mine))).ReadAsync<ExportView>(HttpStatusCode.Accepted);
        await (await dataProtection.PostAsync($"{Path}/{id}", Asked(Tokens.New()))).AssertProblemAsync(ProblemCodes.IdTakenByOtherContent, "id");

        api.Clock.Ahead = TimeSpan.FromMinutes(11);
        try
        {
            await (await dataProtection.PostAsync($"{Path}/{Guid.NewGuid()}", Asked(mine))).AssertProblemAsync(ProblemCodes.FreshSignInNeeded);
        }
        finally
        {
            api.Clock.Ahead = TimeSpan.Zero;
        }
    }

    private static NewSubjectAccess Asked(string token) => new(token, "Asked by a parent, seen in person", "A. Parent");

    private static async Task<(ExportView View, SubjectAccessFile File, string Text)> AnswerAsync(HttpClient client, string token)
    {
        var id = Guid.NewGuid();
        var view = await (await client.PostAsync($"{Path}/{id}", Asked(token))).ReadAsync<ExportView>(HttpStatusCode.Created);
        var answer = await client.GetAsync($"/api/v1/exports/{id}/file");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return (view, System.Text.Json.JsonSerializer.Deserialize<SubjectAccessFile>(text, WireJson.Options)!, text);
    }

    private static async Task<HttpResponseMessage> ChangeAsync<T>(HttpClient client, HttpMethod method, string path, T body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body, options: WireJson.Options) };
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        return await client.SendAsync(request);
    }
}
