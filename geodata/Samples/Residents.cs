using NetTopologySuite.Geometries.Prepared;
using SpacesPlaces.Geodata.Grids;

namespace SpacesPlaces.Samples;

/// <summary>Where the invented county's people live, by 1 km square: what the fixed areas of outside readers follow.</summary>
public static class Residents
{
    /// <summary>Invented residents of a square kilometre of open country.</summary>
    private const double InTheCountry = 22;

    // As in many rural counties, and rounded as published counts are.
    private const double SecondaryAgeShare = 0.075;
    private const int RoundedTo = 5;

    /// <summary>Children of secondary age in each square, rounded to 5, from its residents.</summary>
    public static IReadOnlyDictionary<GridCell, int> OfSecondaryAge(IReadOnlyDictionary<GridCell, int> residents) =>
        residents.ToDictionary(cell => cell.Key, cell => (int)Math.Round(cell.Value * SecondaryAgeShare / RoundedTo) * RoundedTo);

    /// <summary>Residents of each square that has land of the county, EPSG:27700 cells; squares without are left out.</summary>
    public static IReadOnlyDictionary<GridCell, int> ByCell(County county)
    {
        ArgumentNullException.ThrowIfNull(county);
        var land = PreparedGeometryFactory.Prepare(county.Outline);
        var residents = new Dictionary<GridCell, int>();
        foreach (var cell in GridCellRange.Covering(county.Outline.EnvelopeInternal).Cells())
        {
            var square = cell.ToPolygon();
            if (!land.Intersects(square)) continue;
            var inTowns = county.Settlements.Where(place => place.BuiltUp.EnvelopeInternal.Intersects(square.EnvelopeInternal))
                .Sum(place => place.Population * place.BuiltUp.Intersection(square).Area / place.BuiltUp.Area);
            var area = land.Covers(square) ? square.Area : county.Outline.Intersection(square).Area;
            residents[cell] = (int)Math.Round(inTowns + (InTheCountry * area / 1e6));
        }

        return residents;
    }
}
