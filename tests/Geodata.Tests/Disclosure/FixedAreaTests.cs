using NetTopologySuite.Geometries;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Disclosure;
using SpacesPlaces.Geodata.Grids;

namespace SpacesPlaces.Geodata.Tests.Disclosure;

/// <summary>PRV-40, PRV-46, PRV-47: fixed areas that follow residents and never records, and fixed periods.</summary>
public sealed class FixedAreaTests
{
    [Fact]
    public void WherePopulationIsUnknown_TheAreaIsTheCoarsestSquare()
    {
        var area = new AreaPartition(new Dictionary<GridCell, int>()).AreaOf(new GridPoint(300_000, 250_000));
        Assert.Equal(new(4, 18, 15), area);
        Assert.Equal(new Envelope(288_000, 304_000, 240_000, 256_000), area.Extent);
    }

    [Fact]
    public void Areas_CoverTheGroundOnceAndHaveEnoughResidentsOrAreCoarsest()
    {
        var random = new Random(4);
        for (var world = 0; world < 40; world++)
        {
            var residents = new Dictionary<GridCell, int>();
            for (var x = 288; x < 320; x++)
                for (var y = 240; y < 272; y++)
                    if (random.Next(10) < 1 + (world % 10)) residents[new(x, y)] = random.Next(world % 2 == 0 ? 300 : 3_000);
            var partition = new AreaPartition(residents);
            var square = new GeometryFactory().ToGeometry(new Envelope(288_000, 320_000, 240_000, 272_000));
            var areas = partition.Covering(square);
            Assert.Equal(square.Area, areas.Sum(area => area.ToPolygon().Area));
            Assert.Equal(areas.Order(), areas);
            foreach (var cell in new GridCellRange(288, 240, 319, 271).Cells())
            {
                var area = Assert.Single(areas, area => area.Contains(cell));
                Assert.Equal(area, partition.AreaOf(cell));
            }

            Assert.All(areas.Where(area => area.Level < FixedArea.TopLevel), area => Assert.True(
                residents.Where(cell => area.Contains(cell.Key)).Sum(cell => cell.Value) >= AreaPartition.DefaultLeastResidents));
        }
    }

    [Fact]
    public void WellPeopledGround_IsDividedToTheKilometre_AndOnePoorSquareKeepsItsNeighboursCoarse()
    {
        var residents = new GridCellRange(288, 240, 303, 255).Cells().ToDictionary(cell => cell, _ => 500);
        Assert.Equal(0, new AreaPartition(residents).AreaOf(new GridCell(300, 250)).Level);
        residents[new(300, 250)] = 499;
        var partition = new AreaPartition(residents);
        Assert.Equal(new(1, 150, 125), partition.AreaOf(new GridCell(300, 250)));
        Assert.Equal(new(1, 150, 125), partition.AreaOf(new GridCell(301, 251)));
        Assert.Equal(0, partition.AreaOf(new GridCell(302, 250)).Level);
    }

    [Fact]
    public void Points_AreNeverSharpenedByRepeating_TheSquareIsAllThereIs()
    {
        // PRV-47: the same for every point of a square, so that the average of many views is the view.
        var partition = new AreaPartition(new GridCellRange(288, 240, 303, 255).Cells().ToDictionary(cell => cell, _ => 500));
        var random = new Random(9);
        for (var i = 0; i < 1_000; i++)
            Assert.Equal(new(0, 300, 250), partition.AreaOf(new GridPoint(300_000 + (random.NextDouble() * 999.999), 250_000 + (random.NextDouble() * 999.999))));
    }

    [Theory]
    [InlineData("2026-Q2", "2026-04-01", "2026-06-30")]
    [InlineData("2024-Q1", "2024-01-01", "2024-03-31")]
    [InlineData("2025-Q4", "2025-10-01", "2025-12-31")]
    [InlineData("2025", "2025-01-01", "2025-12-31")]
    public void Periods_AreWholeQuartersAndYears(string text, string first, string last)
    {
        Assert.True(FixedPeriod.TryParse(text, out var period));
        Assert.Equal((DateOnly.Parse(first, null), DateOnly.Parse(last, null), text), (period.First, period.Last, period.ToString()));
        Assert.True(period.Contains(period.First) && period.Contains(period.Last) && !period.Contains(period.Last.AddDays(1)));
    }

    [Theory]
    [InlineData("2026-Q5")]
    [InlineData("2026-q2")]
    [InlineData("2026-04")]
    [InlineData("26-Q2")]
    [InlineData(" 2026")]
    [InlineData("2026-Q2,2026-Q3")]
    [InlineData("0000")]
    [InlineData("")]
    [InlineData(null)]
    public void AnyOtherSpan_IsNoPeriod(string? text) => Assert.False(FixedPeriod.TryParse(text, out _));

    [Fact]
    public void Period_ClosesAfterItsEndAndTheDelay()
    {
        Assert.True(FixedPeriod.TryParse("2026-Q2", out var period));
        Assert.False(period.IsClosed(new DateOnly(2026, 7, 14)));
        Assert.True(period.IsClosed(new DateOnly(2026, 7, 15)));
        Assert.Equal(period, FixedPeriod.QuarterOf(new DateOnly(2026, 5, 31)));
    }
}
