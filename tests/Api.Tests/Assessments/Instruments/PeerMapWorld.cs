using System.Net;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Assessments.Instruments;

/// <summary>What tests of the peer and route map do again and again, in a few words.</summary>
internal static class PeerMapWorld
{
    public static PeerMapAgreementContent Agreement => new("To plan a safer way home", "Panel and youth service", SpaceWorld.Today.AddDays(28));

    public static NewPeerMapEntry Group => new(
        0, SourceKind.PractitionerObserved, InfoGrade.FirstHand, SpaceWorld.Today,
        Group: new(GroupSize.FiveToNine, GroupMeaning.Support, [AgeBand.From13To15], "Share their food with one another."));

    public static NewPeerMapEntry Leg => new(
        0, SourceKind.Community, InfoGrade.Unverified, SpaceWorld.Today,
        Leg: new("The pier", "The station", RouteMode.Taxi, RouteTime.Night, RouteFeeling.Worried, "A driver offers free journeys."));

    public static NewPeerMapEntry At(Guid group, string place) => new(
        0, SourceKind.PractitionerObserved, InfoGrade.SecondHand, SpaceWorld.Today, Link: new(group, PeerLinkKind.PressuredAt, Place: place));

    public static string AddressOf(Guid id) => $"{AssessmentWorld.Assessments}/{id}/peer-map";

    public static async Task<PeerMapAgreementView> AgreeAsync(this HttpClient client, Guid id, int round = 0, int version = 0) =>
        await (await client.PutAsync($"{AddressOf(id)}/{round}", Agreement, version)).ReadAsync<PeerMapAgreementView>();

    public static Task<HttpResponseMessage> MapAsync(this HttpClient client, Guid id, NewPeerMapEntry entry, Guid? entryId = null) =>
        client.PostAsync($"{AddressOf(id)}/entries/{entryId ?? Guid.CreateVersion7()}", entry);

    public static async Task<PeerMapEntryKept> MappedAsync(this HttpClient client, Guid id, NewPeerMapEntry entry) =>
        await (await client.MapAsync(id, entry)).ReadAsync<PeerMapEntryKept>(HttpStatusCode.Created);

    public static async Task<PeerMapFile> PeerMapAsync(this HttpClient client, Guid id) => await (await client.GetAsync(AddressOf(id))).ReadAsync<PeerMapFile>();
}
