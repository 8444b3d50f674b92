using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SpacesPlaces.Api.Tests.Database;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Incidents;

/// <summary>What a phone may rely on when it asks whether the office has a record.</summary>
[Long(35)]
public sealed class ReceiptTests(TestApi api) : IClassFixture<TestApi>
{
    private static readonly DateTimeOffset Moment = DateTimeOffset.UtcNow.AddDays(-2);

    [Fact]
    public async Task Receipt_NamesTheDigestOfTheVeryBytesThatWereSent()
    {
        using var reporter = api.As(Role.Reporter);
        var id = Guid.CreateVersion7();
        // Spaces and order are the sender's own: the digest is of the bytes, not of what they mean.
        var text = "  " + JsonSerializer.Serialize(Examples.Harm(at: Moment), WireJson.Options) + "\n";
        var receipt = await (await SendAsync(reporter, HttpMethod.Post, id, text)).ReadAsync<Receipt>(HttpStatusCode.Created);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))), receipt.BodySha256);
        var again = await (await SendAsync(reporter, HttpMethod.Post, id, text.Trim())).ReadAsync<Receipt>(HttpStatusCode.Accepted);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.Trim()))), again.BodySha256);
        Assert.Equal(receipt.ContentSha256, again.ContentSha256);
    }

    [Fact]
    public async Task Correction_WhoseReceiptWasLost_IsAnsweredWhenItComesAgain_AndAnotherOneIsRefused()
    {
        using var reporter = api.As(Role.Reporter);
        var id = Guid.CreateVersion7();
        await (await SendAsync(reporter, HttpMethod.Post, id, Text(Examples.Harm(at: Moment)))).ReadAsync<Receipt>(HttpStatusCode.Created);
        var corrected = Text(Examples.Harm(at: Moment) with { CrossBoundary = true });
        var first = await (await SendAsync(reporter, HttpMethod.Put, id, corrected, 1)).ReadAsync<Receipt>(HttpStatusCode.OK);
        Assert.Equal(first, await (await SendAsync(reporter, HttpMethod.Put, id, corrected, 1)).ReadAsync<Receipt>(HttpStatusCode.OK));
        Assert.Equal(1, await api.ScalarAsync<long>("select count(*) from incident_revision where incident_id = $1", id));
        await (await SendAsync(reporter, HttpMethod.Put, id, Text(Examples.Harm(at: Moment) with { CrossBoundary = true, ChildrenUnknownCount = 2 }), 1))
            .AssertProblemAsync(ProblemCodes.VersionStale, "If-Match");
    }

    [Fact]
    public async Task AnErasedRecord_ThatIsSentAgain_DoesNotComeBack()
    {
        using var reporter = api.As(Role.Reporter);
        using var dataProtection = api.As(Role.DataProtection);
        var id = Guid.CreateVersion7();
        await (await SendAsync(reporter, HttpMethod.Post, id, Text(Examples.Harm(at: Moment)))).ReadAsync<Receipt>(HttpStatusCode.Created);
        await (await dataProtection.PostAsync($"/api/v1/governance/erasures/{Guid.NewGuid()}", new NewErasure(id, "Right to erasure"))).ReadAsync<ErasureView>(HttpStatusCode.Created);
        await (await SendAsync(reporter, HttpMethod.Post, id, Text(Examples.Harm(at: Moment)))).AssertProblemAsync(ProblemCodes.RecordErased, "id");
        Assert.Equal(0, await api.ScalarAsync<long>("select count(*) from incident where id = $1", id));
    }

    [Fact]
    public async Task OfSixteenSendersOfOneRecord_OneStores_AndAllHoldItsReceipt()
    {
        using var reporter = api.As(Role.Reporter);
        for (var round = 0; round < 20; round++)
        {
            var id = Guid.CreateVersion7();
            var text = Text(Examples.Harm(at: Moment));
            var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => SendAsync(reporter, HttpMethod.Post, id, text)));
            Assert.Equal(1, answers.Count(answer => answer.StatusCode == HttpStatusCode.Created));
            Assert.Equal(15, answers.Count(answer => answer.StatusCode == HttpStatusCode.Accepted));
            Assert.Equal(1, await api.ScalarAsync<long>("select count(*) from incident where id = $1", id));
        }
    }

    [Fact]
    public async Task TheNewestWordOfADevice_StandsAlone_AndEndsWithNothingToSend()
    {
        var user = await api.AddMemberAsync("unsent-says", Role.Reporter, Agency.YouthService);
        var device = Guid.NewGuid();
        using var first = await api.WithoutPurposeAsync(user);
        using var second = await api.WithoutPurposeAsync(user);
        Assert.Equal(HttpStatusCode.NoContent, (await first.PutAsync("/api/v1/access/unsent", Body(new UnsentReport(device, 3)))).StatusCode);
        Assert.Equal(3, (await SessionsAsync(second)).Single(session => session.Unsent is not null).Unsent);
        // The same phone after another sign-in: what it said before is taken back.
        Assert.Equal(HttpStatusCode.NoContent, (await second.PutAsync("/api/v1/access/unsent", Body(new UnsentReport(device, 1)))).StatusCode);
        Assert.Equal(1, (await SessionsAsync(second)).Single(session => session.Unsent is not null).Unsent);
        Assert.Equal(HttpStatusCode.NoContent, (await second.PutAsync("/api/v1/access/unsent", Body(new UnsentReport(device, 0)))).StatusCode);
        Assert.DoesNotContain(await SessionsAsync(first), session => session.Unsent is not null);
        await (await first.PutAsync("/api/v1/access/unsent", Body(new UnsentReport(device, -1)))).AssertProblemAsync(ProblemCodes.CountOutOfRange, "unsent");
    }

    private static async Task<List<SessionView>> SessionsAsync(HttpClient client) =>
        await (await client.GetAsync("/api/v1/access/sessions")).ReadAsync<List<SessionView>>();

    private static string Text(NewIncident incident) => JsonSerializer.Serialize(incident, WireJson.Options);

    private static StringContent Body<T>(T value) => new(JsonSerializer.Serialize(value, WireJson.Options), Encoding.UTF8, "application/json");

    private static Task<HttpResponseMessage> SendAsync(HttpClient client, HttpMethod method, Guid id, string text, int? version = null)
    {
        var request = new HttpRequestMessage(method, $"/api/v1/incidents/{id}") { Content = new StringContent(text, Encoding.UTF8, "application/json") };
        if (version is { } made) request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{made}\""));
        return client.SendAsync(request);
    }
}
