using NetTopologySuite.Geometries;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Language;
using SpacesPlaces.Geodata.Vocabulary;
using SpacesPlaces.MapClient.Incidents;
using SpacesPlaces.MapClient.Language;
using SpacesPlaces.MapClient.Map;
using SpacesPlaces.MapClient.Time;

namespace SpacesPlaces.MapClient.Tests.Incidents;

public sealed class IncidentLayerTests
{
    private static readonly Words English = new(Tongue.En);
    private static readonly IncidentLayer Layer = new(NationalGrid.Helmert);
    private static readonly IncidentFilter All = new(new TimeWindow(new(2020, 1, 1), new(2030, 1, 1)));

    [Fact]
    public void HarmAndConcerns_HaveSignsOfTheirOwn_InColourAndShape()
    {
        var layer = Describe([Sample.Incident(), Sample.Incident(kind: IncidentKind.HotspotReport)], Sample.View());
        Assert.Equal(["map.legend_harm", "map.legend_hotspot_report"], layer.Features.Select(feature => feature.Style));
        Assert.NotEqual(layer.Styles["map.legend_harm"].Symbol, layer.Styles["map.legend_hotspot_report"].Symbol);
    }

    [Fact]
    public void AnIncidentKnownToASquare_IsDrawnAsThatSquare_NeverAsAPoint()
    {
        var layer = Describe([Sample.Incident(precision: LocationPrecision.GridSquare1Km), Sample.Incident(precision: LocationPrecision.GridSquare1Km)], Sample.View());
        var square = Assert.Single(layer.Features);
        Assert.Equal(("map.legend_coarse", "2"), (square.Style, square.Label));
        Assert.IsType<Polygon>(square.Shape);
        var corner = NationalGrid.Helmert.FromLonLat(square.Shape.Coordinates[0].X, square.Shape.Coordinates[0].Y);
        Assert.Equal(0, Math.Round(corner.Easting) % 1_000);
        Assert.Equal(0, Math.Round(corner.Northing) % 1_000);
    }

    [Fact]
    public void MoreThanCanBeToldApart_AreCountedBySquare_AndTheCountsAddUp()
    {
        var random = new Random(1);
        List<IncidentView> many = [.. Enumerable.Range(0, IncidentLayer.MostSigns + 500).Select(_ => Sample.Incident(-4.9 + random.NextDouble() * 0.1, 52.4 + random.NextDouble() * 0.05))];
        var table = new IncidentTable(many, NationalGrid.Helmert);
        var rows = table.Matching(All);
        var layer = Layer.Describe(table, rows, Sample.View(metresPerPixel: 50), "", English);
        Assert.All(layer.Features, feature => Assert.Equal("desktop.legend_many", feature.Style));
        Assert.Equal(many.Count, layer.Features.Sum(feature => int.Parse(feature.Label!.Replace(",", "", StringComparison.Ordinal), System.Globalization.CultureInfo.InvariantCulture)));
        // Drilling down: the members of the squares are together what was counted.
        Assert.Equal(rows.Order(), layer.Features.SelectMany(feature => IncidentLayer.RowsIn(table, rows, feature.Key)).Order());
        Assert.Equal(many.Count, layer.Count);
    }

    [Fact]
    public void AMixtureOfExactAndCoarse_KeepsEachAsItIs_WhenASquareIsOpened()
    {
        var table = new IncidentTable([Sample.Incident(), Sample.Incident(precision: LocationPrecision.GridSquare1Km)], NationalGrid.Helmert);
        var layer = Layer.Describe(table, table.Matching(All), Sample.View(), "", English);
        var square = layer.Features.Single(feature => feature.Key.StartsWith(IncidentLayer.SquareKey, StringComparison.Ordinal));
        Assert.Equal([1], IncidentLayer.RowsIn(table, [0, 1], square.Key));
    }

    [Fact]
    public void WhatIsOutOfView_IsNotDrawn_ButCounted()
    {
        var layer = Describe([Sample.Incident(), Sample.Incident(lon: -4.0)], Sample.View());
        Assert.Equal((1, 2), (layer.Features.Count, layer.Count));
    }

    [Fact]
    public void AnIncident_IsToldInBothLanguages()
    {
        var table = new IncidentTable([Sample.Incident(at: new(2026, 3, 6, 21, 0, 0, TimeSpan.Zero))], NationalGrid.Helmert);
        Assert.Contains("6 March 2026", IncidentLayer.Told(table, 0, English), StringComparison.Ordinal);
        Assert.Contains("6 Mawrth 2026", IncidentLayer.Told(table, 0, new(Tongue.Cy)), StringComparison.Ordinal);
    }

    private static LayerDescription Describe(IReadOnlyList<IncidentView> incidents, MapView view)
    {
        var table = new IncidentTable(incidents, NationalGrid.Helmert);
        return Layer.Describe(table, table.Matching(All), view, "", English);
    }
}
