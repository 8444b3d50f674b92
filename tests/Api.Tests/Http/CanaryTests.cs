using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;
using static SpacesPlaces.Api.Tests.Incidents.Examples;

namespace SpacesPlaces.Api.Tests.Http;

/// <summary>A program that logs more than it is shipped to: whatever an operator turns on to look for a fault.</summary>
public sealed class TalkativeApi : TestApi
{
    protected override void Adjust(WebApplicationBuilder builder) =>
        builder.Logging.AddFilter((_, level) => level >= LogLevel.Information);
}

/// <summary>A day's work with marked secrets: none stands in a log line, an address or the audit (SEC-44, SEC-55, SEC-57).</summary>
public sealed partial class CanaryTests(TalkativeApi api) : IClassFixture<TalkativeApi>
{
    private const string Secret = "CANARY-7f3a";

    [Fact]
    public async Task ADaysWork_LeavesNoSecretInLogsAddressesOrAudit()
    {
        var addresses = new ConcurrentQueue<string>();
        using var analyst = Watched(addresses, api.As(Role.Analyst).DefaultRequestHeaders.Authorization);
        using var nobody = Watched(addresses, null);
        var token = Tokens.New();
        var id = Guid.CreateVersion7();

        // In: rightly, wrongly, by cookie; out.
        await nobody.PostAsJsonAsync("/api/v1/access/sign-in", new { user = "somebody", password = Secret + "-password" });
        await nobody.PostAsJsonAsync("/api/v1/access/sign-in", new { user = TestApi.UserName(Role.Analyst, TestApi.Here), password = TestApi.Password, code = Secret + "-code", session = "cookie" });
        using (var forged = Watched(addresses, new AuthenticationHeaderValue("Bearer", Secret + "-token"))) await forged.GetAsync("/api/v1/access/me");

        // Records: made, made badly, read, found, corrected, withdrawn.
        var harm = Harm(301_234.5, 251_234.5, token) with { Narrative = Secret + " narrative" };
        await analyst.PostAsync(PathOf(id), harm);
        await analyst.PostAsync(PathOf(id), harm with { Narrative = Secret + " another" });
        await analyst.PostRawAsync(PathOf(Guid.NewGuid()), $$"""{"kind":"{{Secret}}","narrative":"{{Secret}}","location":{"point":{"coordinates":[-3.44321,52.14321] } } }""");
        await analyst.PostRawAsync(PathOf(Guid.NewGuid()), $$"""{"{{Secret}}":-3.44321}""");
        await analyst.GetAsync(PathOf(id));
        await analyst.PostAsync("/api/v1/incidents/search", new IncidentCriteria(Bbox: [-3.44321, 52.14321, -3.4, 52.2]));
        await analyst.PutAsync(PathOf(id), harm with { Narrative = Secret + " corrected" }, 1);
        await analyst.PostAsJsonAsync(PathOf(id) + "/withdrawal", new { reason = Secret + " reason" });

        // Analyses with an area, an import with a name, a failure in the middle.
        await analyst.PostRawAsync($"/api/v1/hotspots/analyses/{Guid.CreateVersion7()}", $$"""{"area":{"type":"Polygon","coordinates":[[[-3.44321,52.14321],[-3.4,52.1],[-3.4,52.2],[-3.44321,52.14321]]]},"label":"{{Secret}}"}""");
        await analyst.PostAsync($"/api/v1/reference-data/imports/{Guid.CreateVersion7()}?kind=police_uk&fileName=2025-03-dyfed-powys-street.csv", new StringContent(Secret));
        foreach (var path in (string[])["/api/v1/hotspots", "/api/v1/incidents", "/api/v1/reference-data/imports", "/api/v1/nowhere"]) await analyst.GetAsync(path);
        await Task.Delay(500);

        var bearer = analyst.DefaultRequestHeaders.Authorization!.Parameter!;
        var log = string.Join('\n', api.Log.Lines);
        Assert.Contains("/api/v1/incidents", log, StringComparison.Ordinal);
        foreach (var secret in (string[])[Secret, token, bearer, bearer[20..60], TestApi.Password, "301234", "251234", "3.44321", "52.14321"])
            Assert.DoesNotContain(secret, log, StringComparison.Ordinal);
        Assert.True(addresses.Count >= 14, "The guard does not see the addresses.");
        Assert.DoesNotContain(addresses, address => Degrees().IsMatch(address) || address.Contains(Secret, StringComparison.Ordinal) || address.Contains(token, StringComparison.Ordinal));
        Assert.Equal(0, await api.ScalarAsync<long>(
            $"select count(*) from audit_entry e where e::text like '%{Secret}%' or e::text like '%{token}%' or e::text like '%301234%' or e::text like '%44321%'"));
    }

    [Theory]
    [InlineData("a\r\n2026-11-22 INFO admin signed in")]
    [InlineData("a\u001b[2J\u001b[31mred\u0007")]
    [InlineData("\"},{\"action\":\"signed_in\",\"outcome\":\"done\"}")]
    [InlineData("a\0b")]
    [InlineData("a\u2028b\u0085c")]
    public async Task TextThatWouldForgeAnEntry_IsOneEntry(string name)
    {
        using var nobody = api.Anyone();
        nobody.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", "agent \u001b[31m");
        var before = await EntriesAsync();
        var lines = api.Log.Lines.Count;
        await (await nobody.PostAsJsonAsync("/api/v1/access/sign-in", new { user = name, password = "x" })).AssertProblemAsync(ProblemCodes.SignInRefused);
        Assert.Equal(before + 1, await EntriesAsync());
        Assert.Equal(0, await api.ScalarAsync<long>(@"select count(*) from audit_entry where actor_name ~ '[\x01-\x1f\x7f-\x9f]'"));
        Assert.DoesNotContain(api.Log.Lines.Skip(lines), line => line.Contains("admin signed in", StringComparison.Ordinal) || line.Contains('\u001b', StringComparison.Ordinal));
    }

    [Fact]
    public async Task NameOfAMegabyte_IsOneEntryCutShort_WithAMark()
    {
        using var nobody = api.Anyone();
        var before = await EntriesAsync();
        await nobody.PostAsJsonAsync("/api/v1/access/sign-in", new { user = new string('n', 1_000_000), password = "x" });
        Assert.Equal(before + 1, await EntriesAsync());
        Assert.EndsWith("n…", await api.ScalarAsync<string>("select actor_name from audit_entry order by length(actor_name) desc limit 1"), StringComparison.Ordinal);
        Assert.InRange(await api.ScalarAsync<int>("select max(length(actor_name)) from audit_entry"), 2, 250);
    }

    private Task<long> EntriesAsync() => api.ScalarAsync<long>("select count(*) from audit_entry where action = 'signed_in' and outcome = 'refused'");

    private HttpClient Watched(ConcurrentQueue<string> addresses, AuthenticationHeaderValue? authorization)
    {
        var client = new HttpClient(new Watcher(addresses)) { BaseAddress = api.Address };
        client.DefaultRequestHeaders.Authorization = authorization;
        return client;
    }

    private sealed class Watcher(ConcurrentQueue<string> addresses) : DelegatingHandler(new SocketsHttpHandler { UseCookies = false })
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            addresses.Enqueue(Uri.UnescapeDataString(request.RequestUri!.ToString()));
            return base.SendAsync(request, cancellationToken);
        }
    }

    [GeneratedRegex(@"-?\d{1,2}\.\d{2,}|\d{6}\.\d")]
    private static partial Regex Degrees();
}
