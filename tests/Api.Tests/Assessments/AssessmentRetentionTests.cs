using System.Net;
using SpacesPlaces.Api.Tests.Assessments.Instruments;
using SpacesPlaces.Api.Tests.Governance;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Assessments;

/// <summary>An assessment's words end with the bad name of its space, unless a court asks for them.</summary>
public sealed class AssessmentRetentionTests(GovernedApi api) : IClassFixture<GovernedApi>
{
    [Fact]
    public async Task WordsOfAnAssessment_EndWithTheBadNameOfItsSpace_AndAHoldKeepsThem()
    {
        using var chair = api.As(Role.MaceChair);
        var (open, held) = (await FilledAsync(chair), await FilledAsync(chair));
        using var dataProtection = api.As(await api.AddMemberAsync($"dp-{open.ToString("N")[^8..]}", Role.DataProtection, Agency.ChildrensServices));
        var space = (await chair.AssessmentAsync(held)).Assessment.SpaceId;
        await (await dataProtection.PostAsync($"/api/v1/governance/holds/{Guid.CreateVersion7()}", new NewHold(space, "A court asks", SpaceWorld.Today.AddYears(4)))).ReadAsync<object>(HttpStatusCode.Created);
        await api.AfterMonthsAsync(24, async () =>
        {
            using var later = api.As(await api.AddMemberAsync($"later-{open.ToString("N")[^8..]}", Role.MaceChair, Agency.ChildrensServices));
            await (await later.GetAsync($"{AssessmentWorld.Assessments}/{open}")).AssertProblemAsync(ProblemCodes.NotFound);
            await api.RunRetentionAsync();
        });
        Assert.Equal("0 0 0 0 0 0", await WordsAsync(open));
        Assert.Equal("2 1 1 1 2 3", await WordsAsync(held));
    }

    // Escalated, and its space closed by hand: reasons of two moves, an answer, a view, what one person answered without a name, a guardian, and a leg of a journey.
    private async Task<Guid> FilledAsync(HttpClient chair)
    {
        var space = await chair.ScreenedAsync();
        var id = await chair.AssessAsync(space);
        await (await chair.AnswerAsync(id, "harm", AssessmentWorld.Words("Adults give out vapes"))).ReadAsync<AnswerView>();
        await chair.HearAsync(id, new(HeardBy.Group, "They want the light mended", SpaceWorld.Today));
        using var anyone = api.Anyone();
        await anyone.AnswerOnceAsync((await chair.HandOutAsync(id)).Token);
        await (await chair.PostAsync($"{AssessmentWorld.Assessments}/{id}/guardianship/{Guid.CreateVersion7()}", GuardianshipWorld.Shop)).ReadAsync<GuardianView>(HttpStatusCode.Created);
        await chair.AgreeAsync(id);
        await chair.MappedAsync(id, PeerMapWorld.Leg);
        await chair.OnwardAsync(id, AssessmentStatus.Escalated);
        await chair.AlongAsync(space, SpaceStatus.NoFurtherAction);
        return id;
    }

    private Task<string> WordsAsync(Guid id) => api.ScalarAsync<string>(
        """
        select (select count(reason) from assessment_step where assessment_id = $1) || ' ' || (select count(text) from assessment_answer where assessment_id = $1)
            || ' ' || (select count(text) from assessment_voice where assessment_id = $1)
            || ' ' || (select count(*) from collection_answer a join assessment_collection c on c.id = a.collection_id where c.assessment_id = $1)
            || ' ' || (select count(place) + count(note) from guardian where assessment_id = $1)
            || ' ' || (select count(purpose) + count(used_by) from peer_map where assessment_id = $1) + (select count(detail) from peer_map_entry where assessment_id = $1)
        """, id);
}
