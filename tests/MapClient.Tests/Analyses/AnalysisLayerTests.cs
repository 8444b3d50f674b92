using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.MapClient.Analyses;
using SpacesPlaces.MapClient.Language;

namespace SpacesPlaces.MapClient.Tests.Analyses;

public sealed class AnalysisLayerTests
{
    private static readonly Words English = new(Tongue.En);
    private static readonly AreaGeometry Cell = new(Sample.Box(-5, 52, -4.9, 52.1));

    [Fact]
    public void EveryStyle_HasWords_AndCellClassesDifferWithoutColour()
    {
        Assert.All(AnalysisLayer.Styles.Keys, key => Assert.True(Texts.Has(key), key));
        // Classes that stand in one map together; hot and high-high mean the same in two methods.
        foreach (var method in (string[][])[["hot", "cold", "none"], ["high_high", "low_low", "high_low", "low_high", "none"],
            ["intensifying", "persistent", "diminishing", "new", "consecutive", "oscillating", "sporadic", "historical", "none"]])
            Assert.Equal(method.Length, method.Select(name => AnalysisLayer.Styles[$"analyses.class_{name}"]).Select(style => (style.Kind, style.Pattern, style.OutlineWidth, style.FillOpacity)).Distinct().Count());
    }

    // DSK-08: a heat layer with few points says "too few", shows no false hotspot, and states bandwidth and period.
    [Fact]
    public void TooFewEvents_DrawNothing_AndSaySo()
    {
        var layer = AnalysisLayer.Describe(Of("kernel_density", null, tooFew: true), English);
        Assert.Empty(layer.Features);
        Assert.Contains("1 January 2026 to 31 March 2026", layer.Caption!, StringComparison.Ordinal);
        Assert.Contains("Any picture made of so few would be chance.", layer.Caption!, StringComparison.Ordinal);
    }

    [Fact]
    public void ADensity_StatesItsBandwidthPeriodAndWhatItStandsOn()
    {
        var layer = AnalysisLayer.Describe(Of("kernel_density", Cells("events_per_km2", 250, [Density(8), Density(3.9), Density(2), Density(0.5)])), English);
        Assert.Equal(["desktop.density_4", "desktop.density_3", "desktop.density_3", "desktop.density_1"], layer.Features.Select(feature => feature.Style));
        Assert.Equal("1 January 2026 to 31 March 2026; 12 events; 5 different children; Sessions: 4, hours: 9.5; each event spread over 250 m", layer.Caption);
    }

    [Theory]
    [InlineData(0.99, 1)]
    [InlineData(1, 2)]
    [InlineData(2, 3)]
    [InlineData(4, 4)]
    public void Steps_DoubleUpToHalfOfTheHighest(double value, int step) => Assert.Equal(step, AnalysisLayer.StepOf(value, 8));

    [Fact]
    public void Circles_ThatCouldBeChance_AreNotDrawnButForTheFirst()
    {
        var scan = new ScanResult(10, 4, 999, [Circle(0.2), Circle(0.6), Circle(0.03)]);
        var layer = AnalysisLayer.Describe(Of("scan", scan), English);
        Assert.Equal(["desktop.circle_chance", "desktop.circle"], layer.Features.Select(feature => feature.Style));
        Assert.Equal(["1", "3"], layer.Features.Select(feature => feature.Label));
    }

    [Fact]
    public void EveryResult_IsToldInBothLanguages()
    {
        AnalysisResult[] results =
        [
            Cells("z", null, [Density(3) with { Class = "hot", PAdjusted = 0.01 }]), new ScanResult(10, 4, 999, [Circle(0.01)]),
            new LivesResult([], [new(1, "grown", [new(0, "born", false, [], Geodata.Vocabulary.ClusterClass.PlaceRepeat, 4, 3, Cell)])]),
            new EffortAreasResult(1_000, null, 0, [new(Cell, 3, 2, 1, 2.5, null, "too_few_to_tell"), new(Cell, 0, 0, 0, 0, null, "no_effort_recorded")]),
        ];
        foreach (var words in (Words[])[English, new(Tongue.Cy)])
            foreach (var result in results)
                Assert.All(AnalysisLayer.Describe(Of("scan", result), words).Features, feature => Assert.NotEmpty(feature.Told));
    }

    private static CellView Density(double value) => new(Cell, null, 5, 3, value, null, null, null, null);

    private static ScanCluster Circle(double p) => new(Cell, 500, new(2026, 1, 1), new(2026, 1, 31), 5, 1.5, 3, 4, p, null);

    private static CellsResult Cells(string unit, double? bandwidth, IReadOnlyList<CellView> cells) =>
        new(CellShape.Square, 250, 100, 0, unit, bandwidth, null, null, null, null, null, null, [], cells);

    private static AnalysisView Of(string kind, AnalysisResult? result, bool tooFew = false) => new(
        Guid.Empty, new(AnalysisSubject.Harm, new(2026, 1, 1), new(2026, 3, 31), new HourMatrixMethod()), kind, kind, "1", null, null,
        new(12, 12, 5, 0, null, 4, 9.5, null, 20), tooFew, [], null, Sample.Now, result);
}
