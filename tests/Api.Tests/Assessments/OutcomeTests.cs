using System.Net;
using SpacesPlaces.Api.Tests.Governance;
using SpacesPlaces.Api.Tests.Spaces;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Assessments;

/// <summary>What counts say of whether a plan helped: story D9 over HTTP, areas chosen first, nothing told from too little.</summary>
public sealed class OutcomeTests(GovernedApi api) : IClassFixture<GovernedApi>
{
    private static readonly DateOnly BeforeFrom = new(2024, 1, 1), BeforeTo = new(2024, 12, 31), AfterFrom = new(2025, 1, 1), AfterTo = new(2025, 12, 31);

    [Fact]
    public async Task CountsBeforeAndAfter_SayWhatTheStorySays_AndNoMore()
    {
        using var analyst = api.As(Role.Analyst);
        using var assessor = api.As(Role.Assessor);
        var (id, south) = await BeginAsync(assessor, 250_000);
        await analyst.FillYearsAsync(300_100, south + 100, 40, 20);
        await analyst.FillYearsAsync(300_400, south + 100, 30, 27);
        await analyst.FillYearsAsync(302_100, south + 100, 60, 60);
        var wide = await ChooseAsync(assessor, id, Compared(302_000, south));
        var first = await LookAsync(analyst, id, wide);
        Assert.True(first.FiguresShown);
        Assert.Equal([(ComparedArea.Target, 40, 20), (ComparedArea.Buffer, 30, 27), (ComparedArea.Control, 60, 60)], first.Areas.Select(a => (a.Area, a.Before!.Value, a.After!.Value)));
        Assert.Equal((20, -1.0 / 3, 0.15, 23.0, DisplacementReading.SomeDiffusion), Of(first));

        // The difference has a control of its own for what lies around.
        await analyst.FillYearsAsync(304_100, south + 100, 38, 36);
        await analyst.FillYearsAsync(306_100, south + 100, 29, 30);
        var narrow = await ChooseAsync(assessor, id, Compared(304_000, south) with { BufferControl = SpaceWorld.Square(306_000, south) });
        var difference = (await LookAsync(analyst, id, narrow)).Difference;
        Assert.Equal((-22.0, 15.8, -53.0, 9.0), (difference.Difference!.Value, Rounded(difference.StandardError), Rounded(difference.Low), Rounded(difference.High)));
        Assert.Equal((ChangeReading.CouldBeChance, false), (difference.Reading, difference.ControlsAreUnlike!.Value));

        await analyst.FillYearsAsync(300_400, south + 100, 0, 11);
        Assert.Equal((20, -1.0 / 3, -0.40, 12.0, DisplacementReading.PartialDisplacement), Of(await LookAsync(analyst, id, wide)));
        await analyst.FillYearsAsync(300_400, south + 100, 0, 17);
        Assert.Equal((20, -1.0 / 3, -1.25, -5.0, DisplacementReading.DisplacementOutweighs), Of(await LookAsync(analyst, id, wide)));
        await analyst.FillYearsAsync(300_100, south + 100, 0, 20);
        var same = (await LookAsync(analyst, id, wide)).Ratios!;
        Assert.Equal((null, DisplacementReading.NotComputedTargetNotBetter), (same.DisplacementQuotient, same.Reading));
    }

    [Fact]
    public async Task ChosenBeforeThePeriod_IsReadWhenItIsOver_AndChosenLateSaysSo()
    {
        using var assessor = api.As(Role.Assessor);
        var (id, south) = await BeginAsync(assessor, 252_000);
        var today = SpaceWorld.Today;
        var ahead = Compared(302_000, south) with { BeforeFrom = today.AddDays(-60), BeforeTo = today.AddDays(-1), AfterFrom = today.AddDays(1), AfterTo = today.AddDays(60) };
        var early = await ChooseAsync(assessor, id, ahead);
        var late = await ChooseAsync(assessor, id, Compared(302_000, south));
        var listed = await (await assessor.GetAsync(Address(id))).ReadAsync<IReadOnlyList<ComparisonView>>();
        Assert.Equal([(early, 1, false), (late, 2, true)], listed.Select(one => (one.Id, one.Number, one.ChosenLate)));
        await (await assessor.GetAsync($"{Address(id)}/{early}/outcome")).AssertProblemAsync(ProblemCodes.PeriodNotOver);
        var again = await LookAsync(assessor, id, late);
        Assert.Contains("chosen_late", again.Caveats);
        Assert.Contains("chosen_again", again.Caveats);
        await SpaceWorld.AfterMonthsAsync(api, 3, async () =>
        {
            using var later = api.As(await api.AddMemberAsync("outcome-later", Role.Assessor, Agency.ChildrensServices));
            Assert.DoesNotContain("chosen_late", (await LookAsync(later, id, early)).Caveats);
        });
    }

    [Fact]
    public async Task TooFewInOneArea_TellsNothingOfAny_ExceptToWhomEveryFigureIsShown()
    {
        using var analyst = api.As(Role.Analyst);
        using var assessor = api.As(Role.Assessor);
        using var member = api.As(Role.MaceMember);
        var (id, south) = await BeginAsync(assessor, 254_000);
        await analyst.FillYearsAsync(300_100, south + 100, 8, 6);
        await analyst.FillYearsAsync(302_100, south + 100, 7, 2);
        var chosen = await ChooseAsync(assessor, id, Compared(302_000, south) with { BufferMetres = null });
        var seen = await LookAsync(assessor, id, chosen);
        Assert.False(seen.FiguresShown);
        Assert.All(seen.Areas, area => Assert.Equal((null, null, ChangeReading.TooFewToTell), (area.Before, area.After, area.Reading)));
        Assert.Equal(new DifferenceView(null, null, null, null, ChangeReading.TooFewToTell, null), seen.Difference);
        Assert.Equal(6, (await LookAsync(analyst, id, chosen)).Areas[0].After);

        // With enough everywhere, those who read figures get them and those who read words get words.
        await analyst.FillYearsAsync(302_100, south + 100, 0, 5);
        Assert.Equal((8, 6), (await LookAsync(assessor, id, chosen)).Areas.Select(area => (area.Before!.Value, area.After!.Value)).First());
        var words = await LookAsync(member, id, chosen);
        Assert.False(words.FiguresShown);
        Assert.All(words.Areas, area => Assert.Null(area.Before));
    }

    [Fact]
    public async Task AreasOfOneGround_UnlikePeriods_AndAFourthChoice_AreRefused()
    {
        using var assessor = api.As(Role.Assessor);
        var (id, south) = await BeginAsync(assessor, 256_000);
        var fine = Compared(302_000, south);
        async Task RefusedAsync(NewComparison body, ProblemCode code, string? field) =>
            await (await assessor.PostAsync($"{Address(id)}/{Guid.CreateVersion7()}", body)).AssertProblemAsync(code, field);
        await RefusedAsync(Compared(300_300, south), ProblemCodes.AreasOverlap, "control");
        await RefusedAsync(fine with { BufferControl = SpaceWorld.Square(302_100, south) }, ProblemCodes.AreasOverlap, "bufferControl");
        await RefusedAsync(fine with { AfterTo = new(2025, 6, 30) }, ProblemCodes.PeriodsUnlike, "afterTo");
        await RefusedAsync(fine with { AfterFrom = new(2024, 12, 1) }, ProblemCodes.EndBeforeStart, "afterFrom");
        await RefusedAsync(fine with { BufferMetres = double.MaxValue }, ProblemCodes.NumberOutOfRange, "bufferMetres");
        await RefusedAsync(fine with { Control = SpaceWorld.Square(450_000, south) }, ProblemCodes.OutsideArea, "control");
        for (var i = 0; i < 3; i++) await ChooseAsync(assessor, id, fine);
        await RefusedAsync(fine, ProblemCodes.TooManyComparisons, null);
        using var member = api.As(Role.MaceMember);
        await (await member.PostAsync($"{Address(id)}/{Guid.CreateVersion7()}", fine)).AssertProblemAsync(ProblemCodes.NotAllowed);
    }

    [Fact]
    public async Task SentTwice_IsChosenOnce_AndAnotherContentUnderItsIdIsRefused()
    {
        using var assessor = api.As(Role.Assessor);
        var (id, south) = await BeginAsync(assessor, 258_000);
        var (comparison, body) = (Guid.CreateVersion7(), Compared(302_000, south));
        Assert.Equal(HttpStatusCode.Created, (await assessor.PostAsync($"{Address(id)}/{comparison}", body)).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await assessor.PostAsync($"{Address(id)}/{comparison}", body)).StatusCode);
        await (await assessor.PostAsync($"{Address(id)}/{comparison}", body with { BufferMetres = 300 })).AssertProblemAsync(ProblemCodes.IdTakenByOtherContent, "comparisonId");
        Assert.Single(await (await assessor.GetAsync(Address(id))).ReadAsync<IReadOnlyList<ComparisonView>>());
    }

    private static NewComparison Compared(double easting, double south) => new(
        SpaceWorld.Square(easting, south), "The same kind of street, and nothing is planned there", BeforeFrom, BeforeTo, AfterFrom, AfterTo, BufferMetres: 500);

    private static string Address(Guid assessment) => $"{AssessmentWorld.Assessments}/{assessment}/comparisons";

    private static async Task<(Guid Id, double South)> BeginAsync(HttpClient assessor, double south) =>
        (await assessor.AssessAsync(await assessor.ScreenedAsync(SpaceWorld.Park(northing: south))), south);

    private static async Task<Guid> ChooseAsync(HttpClient assessor, Guid assessment, NewComparison body)
    {
        var id = Guid.CreateVersion7();
        Assert.Equal(id, (await (await assessor.PostAsync($"{Address(assessment)}/{id}", body)).ReadAsync<ComparisonView>(HttpStatusCode.Created)).Id);
        return id;
    }

    private static async Task<OutcomeView> LookAsync(HttpClient reader, Guid assessment, Guid comparison) =>
        await (await reader.GetAsync($"{Address(assessment)}/{comparison}/outcome")).ReadAsync<OutcomeView>();

    private static (int Gross, double Success, double Quotient, double Total, DisplacementReading Reading) Of(OutcomeView outcome) => (
        outcome.Ratios!.GrossEffect!.Value, outcome.Ratios.SuccessMeasure!.Value, Math.Round(outcome.Ratios.DisplacementQuotient!.Value, 9),
        Math.Round(outcome.Ratios.TotalNetEffect!.Value, 9), outcome.Ratios.Reading);

    private static double Rounded(double? figure) => Math.Round(figure!.Value, 1);
}
