using System.Diagnostics;
using System.Text.RegularExpressions;
using SpacesPlaces.Api.Tests.Database;
using Xunit.Abstractions;

namespace SpacesPlaces.Api.Tests.Matrix;

/// <summary>A record that somebody may not know of leaves no trace in anything that they are told: no count, no page, no total, no shape.</summary>
[Long(80)]
public sealed partial class HiddenRecordTests(MatrixWorld world, ITestOutputHelper output) : IClassFixture<MatrixWorld>
{
    /// <summary>Doors whose answers move by themselves, each with its reason.</summary>
    private static readonly string[] MovesByItself =
    [
        "GET /api/v1/access/sessions", "GET /api/v1/access/people", "GET /api/v1/access/review", // say when somebody was last here
        "GET /api/v1/governance/data-items", // says when it was made
        "GET /api/v1/audit/entries", "GET /api/v1/audit/unusual", "GET /api/v1/audit/anchor", // this test's own acts are in them
    ];

    [Fact]
    public async Task AddingHiddenRecords_MovesNoByteOfAnyAnswer()
    {
        // What may be seen is there from the start, so that nothing is compared with nothing; and everybody is excluded from something
        // already, for that by itself changes how clusters are shown to them, by a rule that everybody may know.
        foreach (var person in world.People)
            foreach (var target in (string[])["own", "colleague", "other_agency", "ended", "excluded"]) world.Things.Plant("incident", person, target);
        world.Things.Plant("cluster", world.People[1], "colleague");
        await world.Rows.StoreAsync(world.ConnectionString);

        List<string> moved = [];
        foreach (var person in world.People)
        {
            var before = await AnswersAsync(person);
            foreach (var target in (string[])["excluded", "restricted", "unshared", "other_partnership"]) world.Things.Plant("incident", person, target);
            world.Things.Plant("cluster", world.Stranger, "other_partnership");
            await world.Rows.StoreAsync(world.ConnectionString);
            var after = await AnswersAsync(person);
            moved.AddRange(before.Where(answer => after[answer.Key] != answer.Value).Select(answer => $"{person.Column}: {answer.Key}"));
        }

        Assert.Empty(moved);
    }

    [Fact]
    public async Task AddingRecordsThatMayBeSeen_MovesTheAnswers()
    {
        var analyst = world.People.Single(person => person.Column == "analyst");
        var before = await AnswersAsync(analyst);
        world.Things.Plant("incident", analyst, "other_agency");
        await world.Rows.StoreAsync(world.ConnectionString);
        var after = await AnswersAsync(analyst);
        Assert.True(before.Count(answer => after[answer.Key] != answer.Value) >= 4, "The comparison does not see a record that is there to be seen.");
    }

    [Fact]
    public async Task HiddenAndAbsent_AnswerAlike_ThousandTimes()
    {
        var reporter = world.People.Single(person => person.Column == "reporter");
        var hidden = new Guid[10];
        for (var i = 0; i < hidden.Length; i++) hidden[i] = Guid.Parse(world.Things.Plant("incident", reporter, i % 2 == 0 ? "restricted" : "excluded")["id"]);
        await world.Rows.StoreAsync(world.ConnectionString);
        using var client = world.As(reporter.Role);
        List<double>[] times = [[], []];
        HashSet<string>[] shapes = [[], []];
        for (var i = 0; i < 1_000; i++)
        {
            var id = i % 2 == 0 ? hidden[i / 2 % hidden.Length] : Guid.CreateVersion7();
            var begin = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync($"/api/v1/incidents/{id}");
            times[i % 2].Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
            var body = await answer.Content.ReadAsStringAsync();
            var headers = answer.Headers.Concat(answer.Content.Headers).Select(header => header.Key).Order(StringComparer.Ordinal);
            shapes[i % 2].Add($"{(int)answer.StatusCode} {string.Join(',', headers)} {body.Length}");
        }

        Assert.Equal(shapes[1], shapes[0]);
        Assert.StartsWith("404 ", Assert.Single(shapes[0]), StringComparison.Ordinal);
        output.WriteLine($"Median: hidden {Median(times[0]):0.00} ms, absent {Median(times[1]):0.00} ms.");
    }

    private async Task<Dictionary<string, string>> AnswersAsync(Person person)
    {
        var doors = world.Policy.Rows.Where(row => row is { Of: "-", Method: "GET" } && !MovesByItself.Contains(row.Name))
            .Select(row => row.Route.Replace("{documentName}", "v1", StringComparison.Ordinal) + Recipes.Of(row).Query);
        Dictionary<string, string> answers = [];
        foreach (var path in doors.Concat(Probes.Filters).Distinct())
        {
            using var answer = await world.ClientOf(person).GetAsync(path);
            answers[path] = $"{(int)answer.StatusCode} {Reference().Replace(await answer.Content.ReadAsStringAsync(), "")}";
        }

        return answers;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    // Each problem carries a reference of its own, each HTML page a nonce; a token of a next page is sealed anew each time, and that there is one stays.
    [GeneratedRegex("\"reference\":\"[^\"]*\"|nonce=\"[^\"]*\"|(?<=[?&;]after=)[A-Za-z0-9_-]+")]
    private static partial Regex Reference();
}
