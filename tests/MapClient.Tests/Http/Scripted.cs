using System.Net;

namespace SpacesPlaces.MapClient.Tests.Http;

/// <summary>Answers as a test tells it to, in the place of a service.</summary>
internal sealed class Scripted(params Func<HttpRequestMessage, HttpResponseMessage>[] inTurn) : HttpMessageHandler
{
    private int asked;

    public int Asked => asked;

    public static HttpClient Client(params Func<HttpRequestMessage, HttpResponseMessage>[] inTurn) => new(new Scripted(inTurn)) { BaseAddress = new("http://service.invalid") };

    public static HttpResponseMessage Broken(HttpRequestMessage request) => throw new HttpRequestException($"No way to {request.RequestUri!.Host}.");

    public static HttpResponseMessage Json(string body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var at = Math.Min(Interlocked.Increment(ref asked), inTurn.Length) - 1;
        return Task.FromResult(inTurn[at](request));
    }
}
