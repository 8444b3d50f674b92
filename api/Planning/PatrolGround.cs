using NetTopologySuite.Geometries;
using NetTopologySuite.Simplify;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Planning;

namespace SpacesPlaces.Api.Planning;

/// <summary>How long it is on foot between the places of a patrol.</summary>
/// <param name="Minutes">From each to each other, whole; null where there is no way.</param>
/// <param name="ByStreets">True where ways follow streets.</param>
/// <param name="BaseFarFromStreets">True where the partnership holds streets and the first place is near none.</param>
/// <param name="FarFromStreets">Places that are near no street, where ways follow streets.</param>
internal sealed record PatrolTimes(IReadOnlyList<IReadOnlyList<double?>> Minutes, bool ByStreets, bool BaseFarFromStreets, IReadOnlyList<int> FarFromStreets);

/// <summary>A way as it is told: EPSG:4326, few enough corners for a plan to hold, and its length before they were made few.</summary>
internal sealed record PatrolWay(IReadOnlyList<PointGeometry> Corners, double Metres);

/// <summary>
/// Minutes and ways between the places of a patrol: along the streets that the partnership holds; as the crow flies, a third longer, where it
/// holds none or none near the base. Streets are public ground: nothing of harm is asked for here.
/// </summary>
internal sealed class PatrolGround(StreetNetwork streets, IGridTransform grid)
{
    /// <summary>Most corners of a way that a plan holds.</summary>
    public const int MostCorners = 500;

    /// <summary>How much longer streets are than the crow flies, where no streets are known.</summary>
    private const double Detour = 4 / 3.0;

    // A decimetre of a degree's last place: nobody walks by less.
    private const int Decimals = 6;

    public async Task<PatrolTimes> TimesAsync(IReadOnlyList<GridPoint> places, CancellationToken cancel)
    {
        if (!await streets.IsHeldAsync(cancel)) return Straight(false);
        var times = await streets.BetweenAsync(places, cancel);
        return times.FarFromRoads.Contains(0) ? Straight(true) : new(Whole(times.Minutes), true, false, times.FarFromRoads);

        PatrolTimes Straight(bool baseIsFar) => new(
            Whole([.. places.Select(one => (IReadOnlyList<double?>)[.. places.Select(other => (double?)(Metres(one, other) / WalkingNetwork.MetresPerMinute))])]), false, baseIsFar, []);
    }

    /// <summary>The way past places in each order.</summary>
    public async Task<IReadOnlyList<PatrolWay>> WaysAsync(IReadOnlyList<GridPoint> places, IReadOnlyList<IReadOnlyList<int>> orders, bool byStreets, CancellationToken cancel)
    {
        if (orders.Count == 0) return [];
        if (byStreets) return [.. (await streets.AlongAsync(places, orders, cancel)).Select(path => new PatrolWay(CornersOf(path.Line!), path.Metres))];
        return [.. orders.Select(order => new PatrolWay([.. order.Select(at => Corner(places[at].Easting, places[at].Northing))], order.Zip(order.Skip(1), (from, to) => Metres(places[from], places[to])).Sum()))];
    }

    private static double Metres(GridPoint one, GridPoint other) =>
        Math.Sqrt(Math.Pow(one.Easting - other.Easting, 2) + Math.Pow(one.Northing - other.Northing, 2)) * Detour;

    // On whole minutes, rounded up, so that times rounded up stay possible one after the other.
    private static IReadOnlyList<IReadOnlyList<double?>> Whole(IReadOnlyList<IReadOnlyList<double?>> minutes) =>
        [.. minutes.Select(row => (IReadOnlyList<double?>)[.. row.Select(one => one is { } given ? Math.Ceiling(given - 1e-9) : (double?)null)])];

    // Bends of less than a metre go first, then larger ones until a plan can hold it.
    private IReadOnlyList<PointGeometry> CornersOf(LineString line)
    {
        var corners = line.Coordinates;
        for (var metres = 1.0; corners.Length > MostCorners || metres == 1.0; metres *= 1.5) corners = DouglasPeuckerSimplifier.Simplify(line, metres).Coordinates;
        // A way there and back along one street may leave nothing but its ends, or one point.
        return corners.Length > 1 ? [.. corners.Select(at => Corner(at.X, at.Y))] : [Corner(line.StartPoint.X, line.StartPoint.Y), Corner(line.EndPoint.X, line.EndPoint.Y)];
    }

    private PointGeometry Corner(double easting, double northing)
    {
        var (lon, lat) = grid.ToLonLat(easting, northing);
        return new(Math.Round(lon, Decimals), Math.Round(lat, Decimals));
    }
}
