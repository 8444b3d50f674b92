using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using SpacesPlaces.Api.Tests.Hotspots.Analyses;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Assessments;
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

    public static async Task<Guid> AssessAsync(this HttpClient client, Guid? space = null, string? lead = null)
    {
        var id = Guid.CreateVersion7();
        var begun = Begun(space ?? await client.ScreenedAsync()) with { Lead = lead ?? Lead };
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

    public static GoalContent Goal => new(
        "Young people feel safe here in the evening", FormSide.YoungPeople, "They feel safe in the evening", "More of them say that they feel safe",
        "The same survey in May");

    /// <summary>An assessment in reflection; its form is answered behind the API, which would take a request for each prompt.</summary>
    public static async Task<Guid> ReflectedAsync(this TestApi api, HttpClient client, Guid? space = null)
    {
        var id = await client.AssessAsync(space);
        var prompts = (await client.AssessmentAsync(id)).Form.Prompts;
        await api.ScalarAsync<long>(
            """
            with made as (
                insert into assessment_answer (partnership_id, assessment_id, prompt, version, text, rating, ticked, agency, edited_by, edited_at, content_sha256)
                select a.partnership_id, a.id, p.key, 1, case p.kind when 'Words' then 'As the partners said' end, case p.kind when 'Rated' then 'not_known' end,
                       case p.kind when 'Tick' then true end, a.agency, a.opened_by, now(), sha256('')
                from assessment a, unnest($2::text[], $3::text[]) p(key, kind) where a.id = $1 returning 1)
            select count(*) from made
            """, id, prompts.Select(prompt => prompt.Key).ToArray(), prompts.Select(prompt => prompt.Kind.ToString()).ToArray());
        await client.OnwardAsync(id, AssessmentStatus.Scoping, AssessmentStatus.Gathering, AssessmentStatus.Reflection);
        return id;
    }

    public static async Task RateAsync(this HttpClient client, Guid id, IReadOnlyList<ContextRating> ratings) =>
        await (await client.PutAsync($"{Assessments}/{id}/weighting/mine", new OwnRatings(ratings), 0)).ReadAsync<OwnRatingsView>();

    public static async Task<HttpResponseMessage> CloseWeightingAsync(this HttpClient client, Guid id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Assessments}/{id}/weighting/closing");
        request.Headers.IfMatch.Add(new EntityTagHeaderValue($"\"{(await client.AssessmentAsync(id)).Assessment.Version}\""));
        return await client.SendAsync(request);
    }

    public static async Task<Guid> GoalAsync(this HttpClient client, Guid id)
    {
        var goal = Guid.CreateVersion7();
        await (await client.PostAsync($"{Assessments}/{id}/goals/{goal}", Goal)).ReadAsync<GoalView>(HttpStatusCode.Created);
        return goal;
    }

    public static async Task<Guid> PlanAsync(this HttpClient client, Guid id, ResponseContent content)
    {
        var response = Guid.CreateVersion7();
        await (await client.PostAsync($"{Assessments}/{id}/responses/{response}", content)).ReadAsync<ResponseView>(HttpStatusCode.Created);
        return response;
    }

    public static async Task HearAsync(this HttpClient client, Guid id, NewYoungView view) =>
        await (await client.PostAsync($"{Assessments}/{id}/views/{Guid.CreateVersion7()}", view)).ReadAsync<YoungViewView>(HttpStatusCode.Created);

    public static IReadOnlyList<FormPromptView> Shipped =>
        [.. AssessmentFormFirst.Form.Prompts.Select(prompt => new FormPromptView(prompt.Key, prompt.Side, prompt.Kind, prompt.TextEn, prompt.TextCy, prompt.GuidanceEn, prompt.GuidanceCy))];

    public static Task<HttpResponseMessage> UseInstrumentAsync(this HttpClient client, Guid id, int round, string instrument, int number = 12) =>
        client.PutAsync($"{Assessments}/{id}/rounds/{round}/{instrument}", new InstrumentUse(number, SpaceWorld.Today), 0);

    /// <summary>From reflection to a plan of which something is done.</summary>
    public static async Task DeliverAsync(this TestApi api, HttpClient client, Guid id)
    {
        var goal = await client.GoalAsync(id);
        await client.HearAsync(id, new(HeardBy.Conversation, "We would stay if somebody we know were here", SpaceWorld.Today));
        await client.PlanAsync(id, new(goal, "A worker is here on Fridays", Agency.YouthService, SpaceWorld.Today.AddDays(20), Status: ResponseStatus.Done));
        await client.OnwardAsync(id, AssessmentStatus.GoalsSet, AssessmentStatus.PlanAgreed, AssessmentStatus.Delivering);
    }

    /// <summary>Records of harm at a point in 2024 and in 2025, each of a child of its own, five days apart.</summary>
    public static Task FillYearsAsync(this HttpClient analyst, double easting, double northing, int before, int after) => Parallel.ForEachAsync(
        Enumerable.Range(0, before).Select(i => new DateOnly(2024, 1, 1).AddDays(5 * i)).Concat(Enumerable.Range(0, after).Select(i => new DateOnly(2025, 1, 1).AddDays(5 * i))),
        new ParallelOptions { MaxDegreeOfParallelism = 4 },
        async (day, _) => await AnalysisWorld.RecordAsync(analyst, easting, northing, day, [Tokens.New()]));
}
