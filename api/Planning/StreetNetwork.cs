using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using Npgsql;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Planning;

namespace SpacesPlaces.Api.Planning;

/// <summary>Minutes on foot between points.</summary>
/// <param name="Minutes">From each point to each other; null where there is no way, or where one of the two is far from any road.</param>
/// <param name="FarFromRoads">Points further than <see cref="StreetNetwork.SnapMetres"/> from any road.</param>
public sealed record TravelTimes(IReadOnlyList<IReadOnlyList<double?>> Minutes, IReadOnlyList<int> FarFromRoads)
{
    /// <summary>Pairs of points near roads between which there is no way.</summary>
    public IEnumerable<(int From, int To)> WithoutWay =>
        from a in Enumerable.Range(0, Minutes.Count)
        from b in Enumerable.Range(0, Minutes.Count)
        where a < b && Minutes[a][b] is null && !FarFromRoads.Contains(a) && !FarFromRoads.Contains(b)
        select (a, b);
}

/// <summary>Why there is no path on foot.</summary>
public enum PathObstacleKind
{
    /// <summary>A point is further than <see cref="StreetNetwork.SnapMetres"/> from any road.</summary>
    FarFromRoads,

    /// <summary>Roads do not lead from the one point to the other.</summary>
    NoWay,
}

/// <summary>Why there is no path on foot, and between which of the points.</summary>
/// <param name="Kind">Why.</param>
/// <param name="From">Number of the point that is far from roads, or of the first of the two.</param>
/// <param name="To">Number of the second of the two; the same as the first for a point that is far from roads.</param>
public sealed record PathObstacle(PathObstacleKind Kind, int From, int To);

/// <summary>A path on foot past points in their order.</summary>
/// <param name="Line">EPSG:27700, with the steps from each point to its road; null where there is no path.</param>
/// <param name="Metres">Its length; 0 where there is none.</param>
/// <param name="Minutes">At <see cref="WalkingNetwork.MetresPerMinute"/>.</param>
/// <param name="Obstacles">Why there is none; empty otherwise.</param>
public sealed record WalkingPath(LineString? Line, double Metres, double Minutes, IReadOnlyList<PathObstacle> Obstacles);

/// <summary>
/// The network of roads and paths of the acting partnership, for people on foot at 4.8 km an hour, in either direction of every way.
/// Works inside the open transaction, in temporary tables.
/// </summary>
/// <param name="context">The context with the open transaction, in which the partnership acts.</param>
public sealed class StreetNetwork(SpacesContext context)
{
    /// <summary>A point further than this from any road, in metres, is not reached.</summary>
    public const double SnapMetres = 250;

    /// <summary>Most points of one question: their ways are found from each to each other.</summary>
    public const int MostPoints = 200;

    // Ways round lead beyond the points, but not for ever.
    private const double LeastMarginMetres = 3_000;

    /// <summary>Whether the partnership holds any road.</summary>
    public Task<bool> IsHeldAsync(CancellationToken cancel = default) => context.Roads.AnyAsync(cancel);

    /// <summary>Minutes on foot from each point to each other.</summary>
    /// <param name="points">1 to <see cref="MostPoints"/> points, EPSG:27700.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are too many points.</exception>
    /// <exception cref="InvalidOperationException">No transaction is open.</exception>
    public async Task<TravelTimes> BetweenAsync(IReadOnlyList<GridPoint> points, CancellationToken cancel = default)
    {
        var away = await PrepareAsync(points, cancel);
        var minutes = new double?[points.Count][];
        for (var i = 0; i < minutes.Length; i++)
        {
            minutes[i] = new double?[points.Count];
            if (away[i] is not null) minutes[i][i] = 0;
        }

        if (away.Count(metres => metres is not null) > 1)
        {
            await using var command = Command("walking_metres");
            await using var rows = await command.ExecuteReaderAsync(cancel);
            while (await rows.ReadAsync(cancel))
            {
                var (from, to) = (rows.GetInt32(0) - 1, rows.GetInt32(1) - 1);
                var metres = points[from] == points[to] ? 0 : away[from]!.Value + rows.GetDouble(2) + away[to]!.Value;
                minutes[from][to] = metres / WalkingNetwork.MetresPerMinute;
            }
        }

        return new(minutes, [.. Enumerable.Range(0, points.Count).Where(i => away[i] is null)]);
    }

    /// <summary>The shortest path on foot past points in their order.</summary>
    /// <param name="points">2 to <see cref="MostPoints"/> points, EPSG:27700.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are too many points.</exception>
    /// <exception cref="InvalidOperationException">No transaction is open.</exception>
    public async Task<WalkingPath> AlongAsync(IReadOnlyList<GridPoint> points, CancellationToken cancel = default) =>
        (await AlongAsync(points, [[.. Enumerable.Range(0, points.Count)]], cancel))[0];

    /// <summary>Shortest paths on foot, each past some of the points in an order of its own; the ground is laid out once for all.</summary>
    /// <param name="points">At most <see cref="MostPoints"/> points, EPSG:27700.</param>
    /// <param name="orders">For each path the numbers of its points, 2 or more; a point may come again.</param>
    /// <param name="cancel">Stops the work.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are too many points, or too few in an order.</exception>
    /// <exception cref="InvalidOperationException">No transaction is open.</exception>
    public async Task<IReadOnlyList<WalkingPath>> AlongAsync(
        IReadOnlyList<GridPoint> points, IReadOnlyList<IReadOnlyList<int>> orders, CancellationToken cancel = default)
    {
        foreach (var order in orders) ArgumentOutOfRangeException.ThrowIfLessThan(order.Count, 2, nameof(orders));
        var away = await PrepareAsync(points, cancel);
        List<WalkingPath> paths = [];
        foreach (var order in orders) paths.Add(await AlongAsync(points, order, away, cancel));
        return paths;
    }

    private async Task<WalkingPath> AlongAsync(IReadOnlyList<GridPoint> points, IReadOnlyList<int> order, double?[] away, CancellationToken cancel)
    {
        List<PathObstacle> obstacles = [.. order.Distinct().Where(i => away[i] is null).Select(i => new PathObstacle(PathObstacleKind.FarFromRoads, i, i))];
        if (obstacles.Count > 0) return new(null, 0, 0, obstacles);
        List<Coordinate> line = [At(points[order[0]])];
        var metres = 0.0;
        foreach (var (from, to) in order.Zip(order.Skip(1)))
        {
            if (points[to] == points[from]) continue;
            if (await StretchAsync(from, to, line, cancel) is { } stretch) metres += away[from]!.Value + stretch + away[to]!.Value;
            else obstacles.Add(new(PathObstacleKind.NoWay, from, to));
            Add(line, At(points[to]));
        }

        if (obstacles.Count > 0) return new(null, 0, 0, obstacles);
        if (line.Count == 1) line.Add(line[0]);
        var factory = new GeometryFactory(new PrecisionModel(), NationalGrid.Srid);
        return new(factory.CreateLineString([.. line]), metres, metres / WalkingNetwork.MetresPerMinute, []);
    }

    // Metres from one point to another, whose way is added to the line; null where there is no way.
    private async Task<double?> StretchAsync(int from, int to, List<Coordinate> line, CancellationToken cancel)
    {
        await using var command = Command("walking_path", from + 1, to + 1);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        double? metres = null;
        while (await rows.ReadAsync(cancel))
        {
            // A point at the very end of its road leaves a piece without length there.
            foreach (var at in rows.GetFieldValue<Geometry>(0).Coordinates) Add(line, at);
            metres = (metres ?? 0) + rows.GetDouble(1);
        }

        return metres;
    }

    // Metres from each point to its road; null for one that is far from any.
    private async Task<double?[]> PrepareAsync(IReadOnlyList<GridPoint> points, CancellationToken cancel)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(points.Count, MostPoints);
        ArgumentOutOfRangeException.ThrowIfZero(points.Count);
        if (context.Database.CurrentTransaction is null) throw new InvalidOperationException("Paths are found inside a transaction.");
        var (x, y) = (points.Select(p => p.Easting).ToArray(), points.Select(p => p.Northing).ToArray());

        // Statements with parameters go one by one.
        var text = string.Join('\n', NamedSql.Read("walking_ground").Split('\n').Where(line => !line.StartsWith("--", StringComparison.Ordinal)));
        foreach (var sql in text.Split(";\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            await using var statement = new NpgsqlCommand(sql, Connection);
            if (sql.Contains("$1", StringComparison.Ordinal))
                foreach (var value in (object[])[x, y, LeastMarginMetres, SnapMetres]) statement.Parameters.Add(new() { Value = value });
            await statement.ExecuteNonQueryAsync(cancel);
        }

        var away = new double?[points.Count];
        await using var command = new NpgsqlCommand("select number, metres from walking_point", Connection);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel)) away[rows.GetInt32(0) - 1] = rows.GetDouble(1);
        return away;
    }

    private NpgsqlConnection Connection => (NpgsqlConnection)context.Database.GetDbConnection();

    private NpgsqlCommand Command(string name, params object[] values)
    {
        var command = new NpgsqlCommand(NamedSql.Read(name), Connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        return command;
    }

    private static Coordinate At(GridPoint point) => new(point.Easting, point.Northing);

    private static void Add(List<Coordinate> line, Coordinate at)
    {
        if (line.Count == 0 || !line[^1].Equals2D(at)) line.Add(at);
    }
}
