using SpacesPlaces.Api.Audit;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Tests.Audit;

/// <summary>The stated rules of unusual access (PRV-30), each at its edge.</summary>
public sealed class UnusualRulesTests
{
    private static readonly Guid Person = Guid.Parse("0196a000-0000-7000-8000-0000000000aa");
    private static readonly DateTimeOffset Noon = new(2026, 3, 6, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(21, "analyst", 0)]
    [InlineData(22, "analyst", 1)]
    [InlineData(3, "mace_chair", 1)]
    [InlineData(5, "admin", 1)]
    [InlineData(6, "analyst", 0)]
    [InlineData(3, "reporter", 0)]
    [InlineData(23, "youth_lead", 0)]
    public void Night_IsFromTenToSix_ForRolesThatDoNotWorkIt(int hour, string role, int found) =>
        Assert.Equal(found, Find([Act(hour: hour, role: role)]).Count(item => item.Rule == UnusualRule.Night));

    [Theory]
    [InlineData(199, new int[0], false)]
    [InlineData(200, new int[0], true)]
    [InlineData(300, new[] { 0, 0, 0, 30, 28, 32 }, true)]
    [InlineData(299, new[] { 0, 0, 0, 30, 28, 32 }, false)]
    [InlineData(309, new[] { 30, 32 }, false)]
    [InlineData(310, new[] { 30, 32 }, true)]
    public void Volume_IsTenTimesTheMiddleOfTheDaysOfUse_AndNeverLessThanTwoHundred(int records, int[] before, bool found)
    {
        var list = UnusualRules.Find([], [new(Person, "a", records, Noon, Noon, before)], []);
        Assert.Equal(found, list.Any(item => item.Rule == UnusualRule.Volume && item.Count == records && item.PersonId == Person));
    }

    [Theory]
    [InlineData(4, 4, false)]
    [InlineData(5, 5, true)]
    [InlineData(5, 10, true)]
    [InlineData(5, 11, false)]
    public void OnePlace_IsFiveRecordsOfASquareThatAreHalfOfWhatWasOpened(int records, int ofAll, bool found) =>
        Assert.Equal(found, UnusualRules.Find([], [], [new(Person, "a", records, ofAll, Noon, Noon)]).Any(item => item.Rule == UnusualRule.OnePlace));

    [Fact]
    public void Refusals_CountOnlyInARow()
    {
        var broken = Enumerable.Range(0, 8).Select(i => Act(minute: i, problem: i == 4 ? null : "not_found"));
        Assert.DoesNotContain(Find(broken), item => item.Rule == UnusualRule.RefusedInARow);
        var straight = Enumerable.Range(0, 6).Select(i => Act(minute: i, problem: i == 0 ? null : "not_found"));
        Assert.Equal((5, Noon.AddMinutes(1)), Assert.Single(Find(straight), item => item.Rule == UnusualRule.RefusedInARow) is var row ? (row.Count, row.First) : default);
    }

    [Fact]
    public void FailuresWithOneName_AndSprayingFromOneAddress_AreToldApart()
    {
        var guesses = Enumerable.Range(0, 8).Select(i => Failure("Somebody", "192.0.2.1", i));
        Assert.Equal([UnusualRule.SignInFailures], Find(guesses).Select(item => item.Rule));
        Assert.Empty(Find(guesses.Take(7)));

        var sprayed = Enumerable.Range(0, 10).Select(i => Failure($"person{i}", "192.0.2.2", i)).ToList();
        var found = Assert.Single(Find(sprayed));
        Assert.Equal((UnusualRule.SignInSpraying, 10, "192.0.2.2", null), (found.Rule, found.Count, found.Address, found.Person));
        Assert.Empty(Find(sprayed.Take(9)));
    }

    [Fact]
    public void BrakeCanaryAndBrokenGlass_AreToldAtOnce()
    {
        var found = Find([Act(problem: "too_many_requests"), Act(minute: 1, canary: true), Act(minute: 2, act: "glass_broken")]);
        Assert.Equal([UnusualRule.BudgetSpent, UnusualRule.Canary, UnusualRule.GlassBroken], found.Select(item => item.Rule));
        Assert.Empty(Find([Act(act: "glass_broken", problem: "not_found"), Act(act: "incidents_listed")]));
    }

    private static IReadOnlyList<UnusualAccess> Find(IEnumerable<DayAct> acts) => UnusualRules.Find([.. acts], [], []);

    private static DayAct Act(
        int hour = 12, string role = "analyst", int minute = 0, string? problem = null, bool canary = false, string act = "incident_seen") =>
        new(Noon.AddMinutes(minute), hour, Person, "a", role, act, problem, "127.0.0.1", canary);

    private static DayAct Failure(string name, string address, int minute) =>
        new(Noon.AddMinutes(minute), 12, null, name, "", "signed_in", "sign_in_refused", address, false);
}
