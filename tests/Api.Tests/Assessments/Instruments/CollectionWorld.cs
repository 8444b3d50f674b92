using System.Net;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Assessments.Instruments;

/// <summary>The program with the one brake on that these tests are about.</summary>
public sealed class AskedApi : TestApi
{
    public const int Ballots = 12;

    protected override DoorSettings Doors => new() { Rates = RateSettings.None with { BallotsPerAddressAndHour = Ballots } };
}

/// <summary>What tests of instruments without names do again and again, in a few words.</summary>
internal static class CollectionWorld
{
    public const string TakePart = "/api/v1/take-part";

    public static NewCollection Handed => new(Instrument.SurveyYoungPeople, 0, SpaceWorld.Today.AddDays(14));

    public static string AddressOf(Guid assessment, Guid collection) => $"{AssessmentWorld.Assessments}/{assessment}/collections/{collection}";

    public static async Task<CollectionLink> HandOutAsync(this HttpClient client, Guid assessment, NewCollection? what = null) =>
        await (await client.PostAsync(AddressOf(assessment, Guid.CreateVersion7()), what ?? Handed)).ReadAsync<CollectionLink>(HttpStatusCode.Created);

    public static async Task<IReadOnlyList<CollectionView>> CollectionsAsync(this HttpClient client, Guid assessment) =>
        await (await client.GetAsync($"{AssessmentWorld.Assessments}/{assessment}/collections")).ReadAsync<IReadOnlyList<CollectionView>>();

    public static async Task<CollectionView> CloseAsync(this HttpClient client, Guid assessment, Guid collection) =>
        await (await client.PostAsync($"{AddressOf(assessment, collection)}/closing", null)).ReadAsync<CollectionView>();

    public static async Task<string> BallotAsync(this HttpClient anyone, string token) =>
        (await (await anyone.PostAsync($"{TakePart}/ballots", new HeldLink(token))).ReadAsync<HandedBallot>()).Ballot;

    public static Task<HttpResponseMessage> AnswerAsync(this HttpClient anyone, string token, string ballot, params SurveyAnswer[] answers) =>
        anyone.PostAsync($"{TakePart}/answers", new TakePartAnswers(token, ballot, answers));

    public static async Task AnswerOnceAsync(this HttpClient anyone, string token, params SurveyAnswer[] answers) =>
        await (await anyone.AnswerAsync(token, await anyone.BallotAsync(token), answers.Length > 0 ? answers : [Often])).ReadAsync<AnswersReceived>();

    public static SurveyAnswer Often => new("how_often", "every_week");
}
