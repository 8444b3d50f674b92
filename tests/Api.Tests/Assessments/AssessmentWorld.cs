using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Assessments;

/// <summary>What tests of assessments do again and again, in a few words.</summary>
internal static class AssessmentWorld
{
    public const string Assessments = "/api/v1/assessments";

    public static string Lead => TestApi.UserName(Role.Assessor, TestApi.Here);

    /// <summary>A space that may be assessed.</summary>
    public static async Task<Guid> ScreenedAsync(this HttpClient client, NewSpace? space = null)
    {
        var id = await client.OpenAsync(space);
        await client.AlongAsync(id, SpaceStatus.Screening);
        return id;
    }

    public static NewAssessment Begun(Guid space) => new(space, Lead, "Harm repeats here", SpaceWorld.Today.AddDays(25));

    public static async Task<Guid> AssessAsync(this HttpClient client, Guid? space = null)
    {
        var id = Guid.CreateVersion7();
        var begun = Begun(space ?? await client.ScreenedAsync());
        await (await client.PostAsync($"{Assessments}/{id}", begun)).ReadAsync<Receipt>(HttpStatusCode.Created);
        return id;
    }

    public static async Task<AssessmentFile> AssessmentAsync(this HttpClient client, Guid id) =>
        await (await client.GetAsync($"{Assessments}/{id}")).ReadAsync<AssessmentFile>();

    public static async Task<HttpResponseMessage> MoveOnAsync(
        this HttpClient client, Guid id, AssessmentStatus to, int? version = null, string reason = "As the panel decided", int days = 25)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Assessments}/{id}/moves")
        {
            Content = JsonContent.Create(new NewAssessmentMove(to, reason, SpaceWorld.Today.AddDays(days)), options: WireJson.Options),
        };
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{version ?? (await client.AssessmentAsync(id)).Assessment.Version}\""));
        return await client.SendAsync(request);
    }

    /// <summary>Moves along these statuses; answers the file as it stands then.</summary>
    public static async Task<AssessmentFile> OnwardAsync(this HttpClient client, Guid id, params AssessmentStatus[] way)
    {
        foreach (var to in way) await (await client.MoveOnAsync(id, to)).ReadAsync<AssessmentFile>();
        return await client.AssessmentAsync(id);
    }

    public static Task<HttpResponseMessage> AnswerAsync(this HttpClient client, Guid id, string prompt, NewAnswer answer, int version = 0) =>
        client.PutAsync($"{Assessments}/{id}/answers/{prompt}", answer, version);

    public static NewAnswer Words(string text) => new(text);

    public static NewAnswer Rated(string text, PromptRating rating) => new(text, rating, SourceKind.PractitionerObserved, InfoGrade.FirstHand);

    /// <summary>Answers what has no answer yet: words and ticks, and every side as not known.</summary>
    public static async Task AnswerRestAsync(this HttpClient client, Guid id, Func<FormPromptView, bool>? which = null)
    {
        var file = await client.AssessmentAsync(id);
        var known = file.Answers.Select(answer => answer.Prompt).ToHashSet();
        foreach (var prompt in file.Form.Prompts.Where(prompt => !known.Contains(prompt.Key) && which?.Invoke(prompt) != false))
        {
            var answer = prompt.Kind switch
            {
                PromptKind.Tick => new NewAnswer(Ticked: true),
                PromptKind.Words => Words("As the partners said"),
                _ => new NewAnswer(Rating: PromptRating.NotKnown),
            };
            await (await client.AnswerAsync(id, prompt.Key, answer)).ReadAsync<AnswerView>();
        }
    }
}
