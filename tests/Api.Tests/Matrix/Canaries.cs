using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.RegularExpressions;

namespace SpacesPlaces.Api.Tests.Matrix;

/// <summary>A string that stands for something hidden, and who may come to know it.</summary>
internal sealed record Canary(string Text, string What, Func<Person, bool> MayKnow);

/// <summary>Something that the program told somebody: an answer with its headers, or a line of the log (told to everybody).</summary>
internal sealed record Heard(Person? By, string Question, int Status, string Everything);

/// <summary>
/// The leak oracle. Whatever was heard is searched for every planted canary, whatever the door; a canary in front of somebody who may
/// not know it is a leak.
/// </summary>
internal sealed partial class Canaries
{
    private readonly ConcurrentDictionary<string, Canary> planted = new(StringComparer.OrdinalIgnoreCase);

    public int Planted => planted.Count;

    /// <summary>A new hidden word.</summary>
    public string Plant(string what, Func<Person, bool> mayKnow) =>
        Plant("CANARY-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)), what, mayKnow);

    /// <summary>A hidden string of its own shape: a token, an id, a longitude.</summary>
    public string Plant(string text, string what, Func<Person, bool> mayKnow)
    {
        if (!Shapes().IsMatch(text)) throw new ArgumentException($"'{text}' has no shape that the oracle looks for.", nameof(text));
        planted[text] = new(text, what, mayKnow);
        return text;
    }

    /// <summary>Every sight of a canary by somebody who may not know it, each told once.</summary>
    public List<string> Leaks(IEnumerable<Heard> heard) =>
        [.. heard.SelectMany(
                answer => Found(answer.Everything).Where(canary => answer.By is null || !canary.MayKnow(answer.By)),
                (answer, canary) => $"{answer.By?.Name ?? "log"} sees {canary.What} in {answer.Question} ({answer.Status})")
            .Distinct()];

    /// <summary>How many canaries were seen at all: an oracle that sees none is blind.</summary>
    public int Seen(IEnumerable<Heard> heard) => heard.SelectMany(answer => Found(answer.Everything)).Distinct().Count();

    private IEnumerable<Canary> Found(string text) =>
        Shapes().Matches(text).Select(match => planted.GetValueOrDefault(match.Value)).OfType<Canary>().Distinct();

    // Words, ids, child tokens, and longitudes to a tenth of a metre.
    [GeneratedRegex(
        @"CANARY-[0-9a-f]{16}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|\b[0-9][0-9A-HJKMNP-TV-Z]{3}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b|-[34]\.\d{6}",
        RegexOptions.IgnoreCase)]
    private static partial Regex Shapes();
}

/// <summary>Keeps every byte that is answered to a person: headers and unpacked body.</summary>
internal sealed class Recorder(Person person, ConcurrentBag<Heard> heard, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        var headers = $"{answer.Headers}{answer.Content.Headers}";
        if (answer.Content.Headers.ContentType?.MediaType == "text/event-stream")
            answer.Content = new StringContent(await FirstEventsAsync(answer, cancellationToken));
        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        heard.Add(new(person, $"{request.Method} {request.RequestUri!.PathAndQuery}", (int)answer.StatusCode, headers + body));
        return answer;
    }

    // A stream of something unfinished has no end of its own: what comes at once is read.
    private static async Task<string> FirstEventsAsync(HttpResponseMessage answer, CancellationToken cancel)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        wait.CancelAfter(TimeSpan.FromMilliseconds(400));
        var text = new System.Text.StringBuilder();
        var buffer = new byte[4096];
        try
        {
            await using var stream = await answer.Content.ReadAsStreamAsync(wait.Token);
            while (await stream.ReadAsync(buffer, wait.Token) is > 0 and var read) text.Append(System.Text.Encoding.UTF8.GetString(buffer, 0, read));
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // Enough was heard.
        }

        return text.ToString();
    }
}
