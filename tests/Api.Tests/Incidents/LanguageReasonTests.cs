using System.Net;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Incidents.Examples;

namespace SpacesPlaces.Api.Tests.Incidents;

/// <summary>D2: a challenged wording is edited or kept with a reason; the override is audited by rule and count; no text is changed.</summary>
public sealed class LanguageReasonTests(TestApi api) : IClassFixture<TestApi>
{
    private const string Blaming = "She is placing herself at risk and continues to choose to go missing.";

    [Fact]
    public async Task ChallengedWording_IsRefusedWithRuleAndPlaceOfEach_AndStoresNothing()
    {
        using var reporter = api.As(Role.Reporter);
        var id = Guid.CreateVersion7();
        var problem = await (await reporter.PostAsync(PathOf(id), Harm() with { Narrative = Blaming })).AssertProblemAsync(ProblemCodes.LanguageReasonNeeded, "narrative");
        Assert.Equal(422, (int)problem["status"]!);
        var errors = problem["errors"]!.AsArray();
        Assert.Equal(2, errors.Count);
        Assert.Contains("placing_at_risk, characters 8 to 30", (string)errors[0]!["message"]!, StringComparison.Ordinal);
        Assert.Contains("choosing_to_go_missing, characters 36 to 68", (string)errors[1]!["message"]!, StringComparison.Ordinal);
        Assert.Equal(0, await api.ScalarAsync<long>("select count(*) from incident where id = $1", id));

        using var welsh = api.As(Role.Reporter);
        welsh.DefaultRequestHeaders.AcceptLanguage.ParseAdd("cy");
        var said = await (await welsh.PostAsync(PathOf(id), Harm() with { Narrative = Blaming })).AssertProblemAsync(ProblemCodes.LanguageReasonNeeded);
        Assert.Contains("rheol placing_at_risk", (string)said["errors"]![0]!["message"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WithAReason_TheTextStandsUnchanged_AndTheAuditHasRulesAndCountsOnly()
    {
        using var reporter = api.As(Role.Reporter);
        var id = Guid.CreateVersion7();
        await (await reporter.PostAsync(PathOf(id), Harm() with { Narrative = Blaming, LanguageReason = "CANARY-kept as the referral says it." })).ReadAsync<Receipt>(HttpStatusCode.Created);
        var seen = await (await reporter.GetAsync(PathOf(id))).ReadAsync<IncidentView>();
        Assert.Equal((Blaming, "CANARY-kept as the referral says it."), (seen.Narrative, seen.LanguageReason));
        var detail = await api.ScalarAsync<string>("select detail::text from audit_entry where action = 'incident_recorded' and outcome = 'done' and $1 = any(subjects)", id);
        Assert.Contains("placing_at_risk 1, choosing_to_go_missing 1", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("CANARY", detail, StringComparison.Ordinal);
        Assert.DoesNotContain("herself", detail, StringComparison.Ordinal);
        Assert.DoesNotContain(api.Log.Lines, line => line.Contains("herself", StringComparison.Ordinal) || line.Contains("CANARY", StringComparison.Ordinal));
        // Readers of no narratives get no reason either.
        using var panel = api.As(Role.MaceMember);
        Assert.Null((await (await panel.GetAsync(PathOf(id))).ReadAsync<IncidentView>()).LanguageReason);
    }

    [Theory]
    [InlineData("Child said: \"I chose to go\"", "en")]
    [InlineData("Youths were loitering in a no-go area", "en")]
    [InlineData("Mae oedolion yn targedu plant ger y gysgodfa.", "cy")]
    public async Task QuotedWords_AdviceAndFairText_NeedNoReason(string text, string language)
    {
        using var reporter = api.As(Role.Reporter);
        await (await reporter.PostAsync(PathOf(Guid.CreateVersion7()), Harm() with { Narrative = text, NarrativeLanguage = language })).ReadAsync<Receipt>(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Correction_MayNotBringInSuchWordingEither_AndBothWarningsAreSaidAtOnce()
    {
        using var reporter = api.As(Role.Reporter);
        var id = Guid.CreateVersion7();
        await (await reporter.PostAsync(PathOf(id), Harm())).ReadAsync<Receipt>(HttpStatusCode.Created);
        var welsh = Harm() with { Narrative = "Mae hi'n rhoi ei hun mewn perygl.", NarrativeLanguage = "cy" };
        await (await reporter.PutAsync(PathOf(id), welsh, 1)).AssertProblemAsync(ProblemCodes.LanguageReasonNeeded, "narrative");
        var both = await (await reporter.PutAsync(PathOf(id), Harm() with { Narrative = "Megan Pritchard absconded." }, 1)).AssertProblemAsync(ProblemCodes.TextMayIdentify);
        Assert.Equal(["text_may_identify", "language_reason_needed"], both["errors"]!.AsArray().Select(error => (string)error!["code"]!));
        await (await reporter.PutAsync(PathOf(id), welsh with { LanguageReason = "As the school wrote it." }, 1)).ReadAsync<Receipt>();
        Assert.Contains("placing_at_risk 1", await api.ScalarAsync<string>(
            "select detail::text from audit_entry where action = 'incident_corrected' and outcome = 'done' and $1 = any(subjects)", id), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task AnEmptyReason_IsNone(string reason)
    {
        using var reporter = api.As(Role.Reporter);
        await (await reporter.PostAsync(PathOf(Guid.CreateVersion7()), Harm() with { Narrative = Blaming, LanguageReason = reason })).AssertProblemAsync(ProblemCodes.FieldMissing, "languageReason");
        await (await reporter.PostAsync(PathOf(Guid.CreateVersion7()), Harm() with { Narrative = null, NarrativeLanguage = null, LanguageReason = "why" })).AssertProblemAsync(ProblemCodes.FieldNotAllowedHere, "languageReason");
        await (await reporter.PostAsync(PathOf(Guid.CreateVersion7()), Harm() with { Narrative = Blaming, LanguageReason = new string('a', 501) })).AssertProblemAsync(ProblemCodes.FieldTooLong, "languageReason");
    }
}
