using SpacesPlaces.Geodata.Disclosure;
using SpacesPlaces.Geodata.Grids;
using SpacesPlaces.Samples;

namespace SpacesPlaces.Geodata.Tests.Samples;

public sealed class ResidentsTests
{
    private static readonly County County = TheCounty.Of;
    private static readonly IReadOnlyDictionary<GridCell, int> ByCell = Residents.ByCell(County);

    [Fact]
    public void Everybody_LivesSomewhereOnLand()
    {
        var inTowns = County.Settlements.Sum(place => (double)place.Population);
        var inTheCountry = County.Outline.Area / 1e6 * 22;
        // Each square is rounded by at most half a person.
        Assert.InRange(ByCell.Values.Sum(), inTowns + inTheCountry - (ByCell.Count / 2.0), inTowns + inTheCountry + (ByCell.Count / 2.0));
        Assert.All(ByCell.Keys, cell => Assert.True(County.Outline.Intersects(cell.ToPolygon())));
    }

    [Fact]
    public void AreasOfOutsideReaders_AreFinerThanTheCoarsest_AndHaveEnoughPeople()
    {
        var areas = new AreaPartition(ByCell).Covering(County.Outline);
        Assert.Contains(areas, area => area.Level < FixedArea.TopLevel);
        Assert.All(areas.Where(area => area.Level < FixedArea.TopLevel), area => Assert.True(
            ByCell.Where(cell => area.Contains(cell.Key)).Sum(cell => cell.Value) >= AreaPartition.DefaultLeastResidents));
    }
}
