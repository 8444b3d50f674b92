using System.Text.Json;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Page.Tests;

/// <summary>The page works under its content policy, and the policy bites in a real browser (SEC-40).</summary>
public sealed class ContentPolicyTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task Map_IsDrawnByItsWorker_WithoutAComplaint()
    {
        await using var visit = await browser.OpenAsync(Role.Analyst);
        await visit.Page.WaitForSelectorAsync(".map-canvas canvas");
        for (var waited = 0; visit.Page.Workers.Count == 0 && waited < 100; waited++) await Task.Delay(100);
        Assert.NotEmpty(visit.Page.Workers);
        Assert.Empty(visit.Complaints);
    }

    [Theory]
    [InlineData("document.body.appendChild(document.createElement('div')).innerHTML = '<img src=x onerror=alert(1)>'")]
    [InlineData("document.createElement('script').src = '/assets/other.js'")]
    [InlineData("document.createElement('script').textContent = 'window.reached = true'")]
    [InlineData("new Worker('/assets/other.js')")]
    [InlineData("new Worker('data:text/javascript,postMessage(1)')")]
    [InlineData("setTimeout('window.reached = true', 0)")]
    [InlineData("document.body.setAttribute('onclick', 'window.reached = true')")]
    [InlineData("trustedTypes.createPolicy('mine', { createHTML: (text) => text })")]
    public async Task TextThatWouldBecomeScript_IsStopped(string attempt)
    {
        await using var visit = await browser.VisitAsync();
        // Attempted from the page's own script world, where the policy applies.
        var outcome = await visit.Page.EvaluateAsync<JsonElement>($"() => {{ try {{ {attempt}; return 'done'; }} catch (fault) {{ return fault.name; }} }}");
        Assert.Contains(outcome.GetString(), (string[])["TypeError", "EvalError"]);
        Assert.True(await visit.Page.EvaluateAsync<bool>("() => window.reached === undefined"));
    }
}
