using NetTopologySuite.Geometries;
using NetTopologySuite.Index.Quadtree;

namespace SpacesPlaces.Samples;

/// <summary>What a town grows along: its river, or its main road.</summary>
internal enum TownAxis { River, Road }

/// <summary>The brief for one town.</summary>
/// <param name="Name">Name in both languages.</param>
/// <param name="Population">Invented residents.</param>
/// <param name="Centre">EPSG:27700.</param>
/// <param name="RadiusMetres">Half the length of the town along its axis.</param>
/// <param name="Heading">Direction of the axis, radians from east, anticlockwise.</param>
/// <param name="Curvature">Bend of the axis, radians per metre.</param>
/// <param name="Axis">What the axis is.</param>
/// <param name="RailOffset">Where the railway runs, metres left of the axis; null without a railway.</param>
internal sealed record TownBrief(
    Name Name, int Population, Coordinate Centre, double RadiusMetres, double Heading, double Curvature, TownAxis Axis, double? RailOffset);

/// <summary>
/// Lays out one town as British towns grew: streets along the river or the main road, others across them, blocks of uneven size,
/// few bridges, closes in the newer parts. Positions are given as s metres along the axis and d metres to its left.
/// </summary>
internal sealed class TownPlan
{
    private readonly SplitMix64 random;
    private readonly PlaneNoise warp;
    private readonly List<double> rows, columns;
    private readonly HashSet<int> barriers = [];
    private readonly int?[,] node;
    private readonly bool[,] along, across, taken;
    private readonly int mainRow, midColumn;
    private readonly HashSet<int> crossings = [];
    private readonly List<LineString> frontages = [];
    private readonly List<Polygon> openAreas = [];

    public TownPlan(TownBrief brief, SplitMix64 random, Func<Coordinate, bool> isLand)
    {
        Brief = brief;
        this.random = random;
        warp = new PlaneNoise(random.Next(), 620);
        rows = Offsets(brief, random);
        columns = Columns(brief.RadiusMetres, random);
        midColumn = columns.IndexOf(0);
        mainRow = rows.IndexOf(brief.Axis == TownAxis.River ? 138 : 0);
        for (var j = 0; j + 1 < rows.Count; j++)
            if ((brief.Axis == TownAxis.River && rows[j] < 0 && rows[j + 1] > 0)
                || (brief.RailOffset is { } rail && rows[j] < rail && rows[j + 1] > rail)) barriers.Add(j);
        crossings.Add(midColumn);
        var step = brief.RadiusMetres > 1000 ? 5 : 4;
        for (var i = midColumn % step; i < columns.Count; i += step) crossings.Add(i);

        node = new int?[columns.Count, rows.Count];
        along = new bool[columns.Count, rows.Count];
        across = new bool[columns.Count, rows.Count];
        taken = new bool[columns.Count, rows.Count];
        var edgeNoise = new PlaneNoise(random.Next(), 500);
        for (var i = 0; i < columns.Count; i++)
            for (var j = 0; j < rows.Count; j++)
            {
                var (s, d) = (columns[i] / brief.RadiusMetres, (rows[j] - rows[mainRow] * 0.5) / (brief.RadiusMetres * 0.78));
                var at = At(columns[i], rows[j]);
                var reach = 1 + 0.3 * edgeNoise.Broad(at.X, at.Y);
                var onAxes = (j == mainRow && Math.Abs(s) < 1.05) || (i == midColumn && Math.Abs(d) < 1.02);
                if ((s * s + d * d < reach * reach || onAxes) && isLand(at)) node[i, j] = -1;
            }

        for (var i = 0; i < columns.Count; i++)
            for (var j = 0; j < rows.Count; j++)
            {
                along[i, j] = Has(i, j) && Has(i + 1, j) && (j == mainRow || !random.Chance(Loss(i, j)));
                across[i, j] = Has(i, j) && Has(i, j + 1)
                    && (i == midColumn || (barriers.Contains(j) ? crossings.Contains(i) : !random.Chance(Loss(i, j))));
            }
    }

    public TownBrief Brief { get; }

    public Guid SettlementId { get; set; }

    public Polygon BuiltUp { get; private set; } = null!;

    public MultiPolygon Buildings { get; private set; } = null!;

    public IReadOnlyList<Polygon> OpenAreas => openAreas;

    /// <summary>Gates: where country roads leave. West and east by the main road, north and south by the middle cross street.</summary>
    public int West { get; private set; }

    public int East { get; private set; }

    public int North { get; private set; }

    public int South { get; private set; }

    /// <summary>The point s metres along the axis and d metres left of it, EPSG:27700.</summary>
    public Coordinate At(double s, double d)
    {
        var (x, y) = (Brief.Centre.X, Brief.Centre.Y);
        var end = Brief.Heading + Brief.Curvature * s;
        if (Math.Abs(Brief.Curvature) < 1e-9) (x, y) = (x + s * Math.Cos(end), y + s * Math.Sin(end));
        else
        {
            x += (Math.Sin(end) - Math.Sin(Brief.Heading)) / Brief.Curvature;
            y -= (Math.Cos(end) - Math.Cos(Brief.Heading)) / Brief.Curvature;
        }

        (x, y) = (x - d * Math.Sin(end), y + d * Math.Cos(end));
        return new Coordinate(x + 26 * warp.Broad(x, y), y + 26 * warp.Broad(y + 7000, x));
    }

    /// <summary>The course of the river or railway through the town at a fixed offset, west to east along the axis.</summary>
    public List<Coordinate> Course(double d, double fromS, double toS, double stepMetres = 90)
    {
        List<Coordinate> line = [];
        for (var s = fromS; s <= toS + 1; s += stepMetres) line.Add(At(s, d));
        return line;
    }

    /// <summary>Keeps whole blocks free of streets for a park or school; the block nearest to (s, d) that still has all corners.</summary>
    public Polygon? Reserve(double s, double d, int wide, int deep, double insetMetres = 13)
    {
        (int I, int J)? best = null;
        var bestDistance = double.MaxValue;
        for (var i = 0; i + wide < columns.Count; i++)
            for (var j = 0; j + deep < rows.Count; j++)
            {
                if (!Free(i, j, wide, deep)) continue;
                var (ds, dd) = ((columns[i] + columns[i + wide]) / 2 - s, (rows[j] + rows[j + deep]) / 2 - d);
                var distance = ds * ds + dd * dd;
                if (distance < bestDistance) (best, bestDistance) = ((i, j), distance);
            }

        if (best is not { } block) return null;
        for (var i = block.I; i < block.I + wide; i++)
            for (var j = block.J; j < block.J + deep; j++)
            {
                taken[i, j] = true;
                if (j > block.J) along[i, j] = false;
                if (i > block.I) across[i, j] = false;
                if (i > block.I && j > block.J) node[i, j] = null;
            }

        // The streets round the block stay, so that it has a front on every side.
        var area = Patch(columns[block.I] + insetMetres, columns[block.I + wide] - insetMetres,
            rows[block.J] + insetMetres, rows[block.J + deep] - insetMetres);
        openAreas.Add(area);
        return area;
    }

    /// <summary>Clears streets from a stretch beside the river and gives its area.</summary>
    private Polygon ClearStrip(double fromS, double toS, double fromD, double toD)
    {
        for (var i = 0; i < columns.Count; i++)
            for (var j = 0; j < rows.Count; j++)
            {
                bool Inside(double s, double d) => s > fromS && s < toS && d > fromD && d < toD;
                if (i + 1 < columns.Count && Inside((columns[i] + columns[i + 1]) / 2, rows[j])) along[i, j] = false;
                if (j + 1 < rows.Count && Inside(columns[i], Math.Clamp((rows[j] + rows[j + 1]) / 2, fromD + 1, toD - 1))
                    && rows[j + 1] > fromD + 5 && rows[j] < toD - 5) across[i, j] = false;
                if (i + 1 < columns.Count && j + 1 < rows.Count && columns[i + 1] > fromS && columns[i] < toS
                    && rows[j + 1] > fromD + 5 && rows[j] < toD - 5) taken[i, j] = true;
            }

        var area = Patch(fromS + 14, toS - 14, fromD + 14, toD - 14);
        openAreas.Add(area);
        return area;
    }

    /// <summary>A park on the right bank, from the river to the first street behind it.</summary>
    public Polygon RiversidePark(double fromS, double toS) => ClearStrip(fromS, toS, rows[rows.IndexOf(-52) - 1], -26);

    public Polygon Patch(double fromS, double toS, double fromD, double toD)
    {
        List<Coordinate> ring = [];
        const int cuts = 6;
        for (var k = 0; k < cuts; k++) ring.Add(At(fromS + (toS - fromS) * k / cuts, fromD));
        for (var k = 0; k < cuts; k++) ring.Add(At(toS, fromD + (toD - fromD) * k / cuts));
        for (var k = 0; k < cuts; k++) ring.Add(At(toS - (toS - fromS) * k / cuts, toD));
        for (var k = 0; k < cuts; k++) ring.Add(At(fromS, toD - (toD - fromD) * k / cuts));
        return Curves.Ring(ring);
    }

    /// <summary>Builds the streets into the county's graph and gives the built-up area.</summary>
    /// <param name="works">The county's road graph.</param>
    /// <param name="mainReference">Number of the main road.</param>
    /// <param name="crossReference">Number of the road across it.</param>
    /// <param name="gates">Where numbered roads go on (W, E, N, S); the other halves are ordinary streets.</param>
    public void Build(RoadWorks works, string mainReference, string crossReference, string gates)
    {
        KeepConnected();
        var (pool, closes) = StreetNames();
        for (var i = 0; i < columns.Count; i++)
            for (var j = 0; j < rows.Count; j++)
                if (node[i, j] is not null)
                {
                    var at = At(columns[i], rows[j]);
                    node[i, j] = works.AddNode(new Coordinate(at.X + random.Between(-6, 6), at.Y + random.Between(-6, 6)));
                }

        List<Coordinate> Corner(params (int I, int J)[] cells) => [.. cells.Select(c => works.At(node[c.I, c.J]!.Value))];
        for (var j = 0; j < rows.Count; j++)
            foreach (var run in Runs(columns.Count, i => along[i, j], i => i == midColumn))
            {
                List<int> through = [.. run.Select(i => node[i, j]!.Value)];
                var name = j == mainRow ? new Name("High Street", "Stryd Fawr") : Next(pool);
                var reference = j == mainRow && gates.Contains(run[^1] <= midColumn ? 'W' : 'E') ? mainReference : null;
                AddRun(works, name, ClassOf(reference), reference, through, j, closes);
            }

        for (var i = 0; i < columns.Count; i++)
            foreach (var run in Runs(rows.Count, j => across[i, j], j => i == midColumn ? j == mainRow : j == mainRow || barriers.Contains(j)))
            {
                List<int> through = [.. run.Select(j => node[i, j]!.Value)];
                var isMain = i == midColumn;
                var name = !isMain ? Next(pool)
                    : run[0] < mainRow ? (Brief.Axis == TownAxis.River ? new Name("Bridge Street", "Stryd y Bont") : new Name("Market Street", "Stryd y Farchnad"))
                    : new Name("Church Street", "Stryd yr Eglwys");
                var reference = isMain && gates.Contains(run[^1] <= mainRow ? 'S' : 'N') ? crossReference : null;
                AddRun(works, name, ClassOf(reference), reference, through, -1, closes);
            }

        West = node[Enumerable.Range(0, columns.Count).First(i => node[i, mainRow] is not null), mainRow]!.Value;
        East = node[Enumerable.Range(0, columns.Count).Last(i => node[i, mainRow] is not null), mainRow]!.Value;
        South = node[midColumn, Enumerable.Range(0, rows.Count).First(j => node[midColumn, j] is not null)]!.Value;
        North = node[midColumn, Enumerable.Range(0, rows.Count).Last(j => node[midColumn, j] is not null)]!.Value;

        var streets = Curves.Gather(frontages);
        var grown = Curves.Largest(Curves.Tidy(streets.Buffer(78, 3).Union(Curves.Gather(openAreas).Buffer(50, 3)).Buffer(-42, 2)));
        BuiltUp = Curves.Largest(Curves.Tidy(NetTopologySuite.Simplify.TopologyPreservingSimplifier.Simplify(Curves.Filled(grown), 6)));
        Buildings = Curves.Many(TerracesOf(Corner((midColumn, mainRow))[0]));
    }

    /// <summary>A point on a street front near (s, d), 9 m off the middle of the road; each call takes another front.</summary>
    public Coordinate Frontage(double s, double d, HashSet<LineString> used)
    {
        var wanted = At(s, d);
        var front = frontages.Where(f => !used.Contains(f) && f.Length > 50)
            .MinBy(f => f.GetPointN(0).Coordinate.Distance(wanted) + f.GetPointN(f.NumPoints - 1).Coordinate.Distance(wanted))!;
        used.Add(front);
        return Beside(front, 0.5, 9);
    }

    /// <summary>Points along one street front, evenly spaced: a parade of shops.</summary>
    public List<Coordinate> Parade(double s, double d, int count, double spacingMetres, HashSet<LineString> used)
    {
        var wanted = At(s, d);
        var front = frontages.Where(f => !used.Contains(f) && f.Length > spacingMetres * count)
            .MinBy(f => f.Centroid.Coordinate.Distance(wanted))!;
        used.Add(front);
        return [.. Enumerable.Range(0, count).Select(k => Beside(front, 0.5 + (k - (count - 1) / 2.0) * spacingMetres / front.Length, 9))];
    }

    private static Coordinate Beside(LineString front, double fraction, double offsetMetres)
    {
        var (a, b) = (front.GetCoordinateN(0), front.GetCoordinateN(front.NumPoints - 1));
        var length = a.Distance(b);
        var (dx, dy) = ((b.X - a.X) / length, (b.Y - a.Y) / length);
        return new Coordinate(a.X + dx * length * fraction - dy * offsetMetres, a.Y + dy * length * fraction + dx * offsetMetres);
    }

    private bool Has(int i, int j) => i >= 0 && j >= 0 && i < columns.Count && j < rows.Count && node[i, j] is not null;

    private double Loss(int i, int j)
    {
        var (s, d) = (columns[i] / Brief.RadiusMetres, rows[j] / Brief.RadiusMetres);
        return 0.06 + 0.3 * Curves.Ease(Math.Sqrt(s * s + d * d), 0.25, 0.9);
    }

    private bool Free(int i, int j, int wide, int deep)
    {
        for (var a = i; a <= i + wide; a++)
            for (var b = j; b <= j + deep; b++)
            {
                if (!Has(a, b)) return false;
                if (a < i + wide && b < j + deep && (taken[a, b] || barriers.Contains(b))) return false;
                if (a > i && a < i + wide && (a == midColumn || crossings.Contains(a)) && barriers.Any(k => Math.Abs(k - b) <= 1)) return false;
            }

        return !(i < midColumn && i + wide > midColumn) && !(j < mainRow && j + deep > mainRow);
    }

    private void KeepConnected()
    {
        HashSet<(int, int)> reached = [(midColumn, mainRow)];
        Queue<(int I, int J)> open = new(reached);
        while (open.TryDequeue(out var at))
        {
            List<(int, int)> next = [];
            if (along[at.I, at.J]) next.Add((at.I + 1, at.J));
            if (across[at.I, at.J]) next.Add((at.I, at.J + 1));
            if (at.I > 0 && along[at.I - 1, at.J]) next.Add((at.I - 1, at.J));
            if (at.J > 0 && across[at.I, at.J - 1]) next.Add((at.I, at.J - 1));
            foreach (var other in next)
                if (reached.Add(other)) open.Enqueue(other);
        }

        for (var i = 0; i < columns.Count; i++)
            for (var j = 0; j < rows.Count; j++)
            {
                if (!reached.Contains((i, j))) node[i, j] = null;
                along[i, j] &= reached.Contains((i, j));
                across[i, j] &= reached.Contains((i, j));
            }
    }

    private void AddRun(
        RoadWorks works, Name name, RoadClass roadClass, string? reference, List<int> through, int row, Queue<Name> closes)
    {
        // A close opens from the middle of an edge into its block, so the edge is split there.
        List<int> split = [through[0]];
        List<(int From, Coordinate End)> spurs = [];
        for (var k = 0; k + 1 < through.Count; k++)
        {
            var (a, b) = (works.At(through[k]), works.At(through[k + 1]));
            frontages.Add(Curves.Line([a, b]));
            var outer = a.Distance(Brief.Centre) > Brief.RadiusMetres * 0.42;
            if (roadClass == RoadClass.Street && row >= 0 && outer && a.Distance(b) > 84 && closes.Count > 0 && random.Chance(0.3)
                && !Near(a, b, row))
            {
                var t = random.Between(0.42, 0.58);
                var middle = new Coordinate(a.X + (b.X - a.X) * t, a.Y + (b.Y - a.Y) * t);
                var length = random.Between(34, 48) / a.Distance(b);
                var at = works.AddNode(middle);
                split.Add(at);
                spurs.Add((at, new Coordinate(middle.X - (b.Y - a.Y) * length, middle.Y + (b.X - a.X) * length)));
            }

            split.Add(through[k + 1]);
        }

        works.AddStreet(name, roadClass, reference, SettlementId, split);
        foreach (var (from, end) in spurs)
        {
            var at = works.AddNode(end);
            works.AddStreet(closes.Dequeue(), RoadClass.Street, null, SettlementId, [from, at]);
        }
    }

    // No close into the river, under the railway or into a park.
    private bool Near(Coordinate a, Coordinate b, int row)
    {
        if (barriers.Contains(row) || row + 1 >= rows.Count || rows[row + 1] - rows[row] < 78) return true;
        var middle = Curves.Point(new Coordinate((a.X + b.X) / 2, (a.Y + b.Y) / 2));
        return openAreas.Any(area => area.IsWithinDistance(middle, 95));
    }

    private static IEnumerable<List<int>> Runs(int count, Func<int, bool> linked, Func<int, bool> breaksAt)
    {
        List<int> run = [];
        for (var i = 0; i < count; i++)
        {
            if (run.Count == 0) run.Add(i);
            if (linked(i)) run.Add(i + 1);
            if (!linked(i) || (breaksAt(i + 1) && run.Count > 1) || run.Count > 7)
            {
                if (run.Count > 1) yield return run;
                run = [];
            }
        }

        if (run.Count > 1) yield return run;
    }

    private (Queue<Name> Pool, Queue<Name> Closes) StreetNames()
    {
        List<Name> all = [];
        foreach (var theme in random.Shuffle(Names.StreetThemes))
            foreach (var kind in Names.StreetKinds)
                all.Add(new Name($"{theme.En} {kind.En}", $"{kind.Cy} {theme.Cy}"));
        string[] given = ["Market Street", "Church Street", "High Street", "Bridge Street"];
        return (new(random.Shuffle(all.Where(n => !given.Contains(n.En)))),
            new(random.Shuffle(Names.StreetThemes).Select(t => new Name($"{t.En} {Names.Close.En}", $"{Names.Close.Cy} {t.Cy}"))));
    }

    private static RoadClass ClassOf(string? reference) => reference?[0] switch { 'A' => RoadClass.A, 'B' => RoadClass.B, _ => RoadClass.Street };

    private static Name Next(Queue<Name> pool) => pool.Dequeue();

    private List<Polygon> TerracesOf(Coordinate middle)
    {
        List<Polygon> rowsOfHouses = [];
        var built = new Quadtree<Polygon>();
        foreach (var front in frontages)
        {
            if (front.Centroid.Coordinate.Distance(middle) > Brief.RadiusMetres * 0.62) continue;
            foreach (var side in (double[])[-1, 1])
            {
                var gap = 13 / front.Length;
                var depth = random.Between(9, 14);
                Coordinate[] ring =
                [
                    Beside(front, gap, side * 8), Beside(front, 1 - gap, side * 8), Beside(front, 1 - gap, side * (8 + depth)),
                    Beside(front, gap, side * (8 + depth)),
                ];
                var row = Curves.Ring(ring);
                if (openAreas.Any(area => area.IsWithinDistance(row, 2)) || built.Query(row.EnvelopeInternal).Any(row.Intersects)) continue;
                built.Insert(row.EnvelopeInternal, row);
                rowsOfHouses.Add(row);
            }
        }

        return rowsOfHouses;
    }

    private static List<double> Offsets(TownBrief brief, SplitMix64 random)
    {
        var limit = brief.RadiusMetres * 0.95;
        List<double> list = brief.Axis == TownAxis.River ? [-52, 52, 138] : [0];
        while (list[^1] < limit) list.Add(Math.Round(list[^1] + random.Between(76, 118)));
        while (list[0] > -limit) list.Insert(0, Math.Round(list[0] - random.Between(76, 118)));
        if (brief.RailOffset is not { } rail) return list;
        // Room for the railway: no street within 30 m of it.
        list.RemoveAll(d => d != 0 && d != 138 && Math.Abs(d - rail) < 30);
        return list;
    }

    private static List<double> Columns(double radius, SplitMix64 random)
    {
        List<double> list = [0];
        while (list[^1] < radius * 1.1) list.Add(Math.Round(list[^1] + random.Between(78, 132)));
        while (list[0] > -radius * 1.1) list.Insert(0, Math.Round(list[0] - random.Between(78, 132)));
        return list;
    }
}
