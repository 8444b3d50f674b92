using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Hotspots.Analyses;
using SpacesPlaces.Api.Hotspots.Events;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Tests.Hotspots.Analyses;

/// <summary>Whatever can change an answer changes the fingerprint of its input, and with it the seed.</summary>
public sealed class AnalysisDigestTests
{
    private static readonly AnalysisInput Input = new(
        new(AnalysisSubject.Harm, new(2025, 1, 1), new(2025, 12, 31), new HotCellsMethod(1_000)),
        new()
        {
            Considered = 0,
            Ids = [],
            Eastings = [],
            Northings = [],
            Accuracies = [],
            From = [],
            To = [],
            Days = [],
            IsContext = false,
            Agencies = [],
            Sources = [],
            ChildrenUnknown = [],
            Children = new([0], [], new()),
            ContextKeys = [],
        },
        [], [], new Dictionary<string, DateOnly>(), new Dictionary<GridCell, int>(), Square(1_000), NationalGrid.Helmert, new(0UL), new(2026, 1, 1), _ => { }, default);

    [Fact]
    public void ResidentsAreaOutreachGapsAndClosures_ChangeIt()
    {
        AnalysisInput[] all =
        [
            Input, Input with { Residents = new Dictionary<GridCell, int> { [new(300, 250)] = 40 } }, Input with { Area = Square(2_000) },
            Input with { Outreach = [new(300_100, 250_100, new(2025, 3, 1), 2, new(2025, 3, 1, 18, 0, 0, default))] }, Input with { MissingMonths = [new(2025, 2, 1)] },
            Input with { CaseClosed = new Dictionary<string, DateOnly> { ["7KQ2-M9XD-4TBC"] = new(2025, 3, 31) } },
            Input with { Events = Input.Events.Only([]), Asked = Input.Asked with { Seed = 7 } },
        ];
        Assert.Equal(all.Length, all.Select(one => Convert.ToHexString(AnalysisDigest.Of(one))).Distinct().Count());
    }

    [Fact]
    public void NumbersOfTokens_DoNotChangeIt_AndWhoseChildrenTheyAreDoes()
    {
        byte[] Of(string[] known, params string[][] children)
        {
            var tokens = new TokenTable();
            foreach (var token in known) tokens.NumberOf(token);
            int[] starts = [0, .. children.Select((_, i) => children.Take(i + 1).Sum(names => names.Length))];
            var events = new EventChildren(starts, [.. children.SelectMany(names => names).Select(tokens.NumberOf)], tokens);
            return AnalysisDigest.Of(Input with { Events = Two(events) });
        }

        var plain = Of([], ["A", "B"], ["A"]);
        Assert.Equal(plain, Of(["Z", "B", "A"], ["A", "B"], ["A"]));
        byte[][] others = [Of([], ["A"], ["B", "A"]), Of([], ["A", "B"], ["B"]), Of([], ["A", "B"], ["C"]), Of([], ["AB"], ["A"]), Of([], ["B", "A"], ["B"])];
        Assert.Equal(6, others.Append(plain).Select(Convert.ToHexString).Distinct().Count());
    }

    [Fact]
    public void TodayChangesIt_OnlyWhereTodayCounts()
    {
        var tomorrow = Input with { Today = Input.Today.AddDays(1) };
        Assert.Equal(AnalysisDigest.Of(Input), AnalysisDigest.Of(tomorrow));
        var closures = Input.Asked with { Method = new HarmAfterClosureMethod() };
        Assert.NotEqual(AnalysisDigest.Of(Input with { Asked = closures }), AnalysisDigest.Of(tomorrow with { Asked = closures }));
    }

    [Fact]
    public void OrderOfResidentsAndClosures_DoesNotChangeIt()
    {
        AnalysisInput Of(params (int X, int Residents)[] squares) =>
            Input with { Residents = squares.ToDictionary(square => new GridCell(square.X, 250), square => square.Residents) };
        Assert.Equal(AnalysisDigest.Of(Of((300, 4), (301, 5))), AnalysisDigest.Of(Of((301, 5), (300, 4))));
    }

    private static ChosenEvents Two(EventChildren children) => new()
    {
        Considered = 2,
        Ids = [new(1, 0, 0, new byte[8]), new(2, 0, 0, new byte[8])],
        Eastings = [300_000, 300_001],
        Northings = [250_000, 250_001],
        Accuracies = [10, 10],
        From = [default, default],
        To = [default, default],
        Days = [new(2025, 1, 1), new(2025, 1, 2)],
        IsContext = false,
        Agencies = [Agency.Police, Agency.Police],
        Sources = ["practitioner_observed", "practitioner_observed"],
        ChildrenUnknown = [0, 0],
        Children = children,
        ContextKeys = [],
    };

    private static Geometry Square(double side) => new GeometryFactory().ToGeometry(new Envelope(300_000, 300_000 + side, 250_000, 250_000 + side));
}
