using NetTopologySuite.Geometries;

namespace SpacesPlaces.Samples;

/// <summary>A village: a bend in the road with a few lanes.</summary>
internal sealed record VillageBrief(Name Name, int Population, Coordinate Centre);

/// <summary>
/// The land, water, towns, roads and railway of the invented county, laid out as a cartographer would: hills in the north-east,
/// one chief river from them through three towns to an estuary in the west, roads between towns along easy ground.
/// Control points are kilometres east and north of (205000, 262000), EPSG:27700, in Cardigan Bay.
/// </summary>
internal sealed class Landscape
{
    private readonly ulong seed;
    private readonly SplitMix64 random;
    private readonly Dictionary<string, int> villageNode = [];
    private readonly Dictionary<string, List<LineString>> villageStreets = [];

    public Landscape(ulong seed)
    {
        this.seed = seed;
        random = new SplitMix64(seed).Fork("landscape");
        Roads = new RoadWorks(seed);
        Outline = Coast();
        var shore = Outline.Buffer(-55);
        Towns = [.. TownBriefs.Select(b => new TownPlan(b, random.Fork(b.Name.En), c => shore.Contains(Curves.Point(c))))];
        foreach (var town in Towns) town.SettlementId = InventedId.Of(seed, "settlement", town.Brief.Name.En);
        (Wyllt, Rivers, Water) = Waters();
    }

    public Polygon Outline { get; }

    public RoadWorks Roads { get; }

    public List<TownPlan> Towns { get; }

    /// <summary>The chief river, from its source to the sea.</summary>
    public List<Coordinate> Wyllt { get; }

    public List<NamedLine> Rivers { get; }

    public List<NamedArea> Water { get; }

    public List<NamedLine> Railways { get; } = [];

    public Dictionary<string, Coordinate> Stations { get; } = [];

    public List<(VillageBrief Brief, Polygon BuiltUp, List<LineString> Streets)> Villages { get; } = [];

    public TownPlan Town(string nameEn) => Towns.First(t => t.Brief.Name.En == nameEn);

    private static readonly TownBrief[] TownBriefs =
    [
        new(("Wyllthaven", "Aberwyllt"), 15200, Km(9.75, 19.25), 1240, 0.06, 0.00022, TownAxis.River, -560),
        new(("Beechminster", "Llanffawydd"), 11400, Km(19.0, 20.2), 1120, 0.2, 0.00028, TownAxis.River, -430),
        new(("Stonewick", "Trefaenog"), 6900, Km(19.5, 33.0), 830, -0.15, -0.0003, TownAxis.Road, null),
        new(("Wrackport", "Porthgwymon"), 5600, Km(13.4, 4.75), 760, 0.1, 0.0004, TownAxis.Road, null),
        new(("Larkmoor", "Rhos-yr-ehedydd"), 4800, Km(31.4, 19.6), 690, -0.1, 0.0002, TownAxis.Road, -290),
        new(("Alderbridge", "Pontwernen"), 3900, Km(25.2, 25.0), 610, 0.72, -0.0003, TownAxis.River, null),
    ];

    private static readonly VillageBrief[] VillageBriefs =
    [
        new(("Heronsford", "Rhyd-y-crëyr"), 910, Km(14.2, 20.6)),
        new(("Oxencombe", "Cwm-yr-ychen"), 640, Km(25.4, 19.5)),
        new(("Foxholt", "Coed-y-cadno"), 520, Km(18.0, 26.7)),
        new(("Ottersey", "Ynys-y-dyfrgi"), 430, Km(17.2, 12.6)),
        new(("Saltmere", "Llynheli"), 780, Km(5.6, 13.2)),
        new(("Swanfield", "Cae'r-alarch"), 560, Km(9.0, 8.9)),
        new(("Kestrel Cross", "Croes-y-cudyll"), 390, Km(6.3, 25.2)),
        new(("Appledene", "Glynafallen"), 470, Km(9.4, 31.6)),
        new(("Briarhill", "Bryndrysi"), 610, Km(27.0, 34.4)),
        new(("Blackpeat", "Mawnog-ddu"), 280, Km(32.6, 30.4)),
        new(("Streammill", "Melin-y-ffrwd"), 350, Km(29.2, 22.9)),
        new(("Larchend", "Pen-y-llarwydd"), 690, Km(25.6, 9.4)),
        new(("Kingsbarrow", "Crug-y-brenin"), 740, Km(32.2, 12.4)),
    ];

    public static Coordinate Km(double east, double north) => new(205000 + 1000 * east, 262000 + 1000 * north);

    /// <summary>Builds streets, country roads, villages and the railway; parks and schools must be reserved before.</summary>
    public void BuildRoads()
    {
        string[] main = ["A4990", "A4990", "B4995", "B4993", "A4990", "B4991"];
        string[] cross = ["B4993", "A4992", "A4992", "A4992", "B4999", "B4991"];
        string[] gates = ["ENS", "WENS", "WES", "WEN", "WNS", "WE"];
        for (var i = 0; i < Towns.Count; i++) Towns[i].Build(Roads, main[i], cross[i], gates[i]);
        foreach (var village in VillageBriefs) villageNode[village.Name.En] = Roads.AddNode(village.Centre);
        foreach (var village in VillageBriefs) villageStreets[village.Name.En] = [];

        var (haven, beech, stone, wrack, lark, alder) = (Towns[0], Towns[1], Towns[2], Towns[3], Towns[4], Towns[5]);
        Country("A4990", RoadClass.A, [haven.East, V("Heronsford"), beech.West]);
        Country("A4990", RoadClass.A, [beech.East, V("Oxencombe"), lark.West], [[Km(21.2, 20.5), Km(23, 19.7)], [Km(28, 19.9)]]);
        Country("A4992", RoadClass.A, [stone.South, V("Foxholt"), beech.North], [[Km(18.9, 30)], [Km(18.5, 24)]]);
        Country("A4992", RoadClass.A, [beech.South, V("Ottersey"), wrack.North], [[Km(18.6, 16.5)], [Km(15.6, 9.4)]]);
        Country("B4991", RoadClass.B, [beech.East, alder.West], [[Km(21.4, 21.9), Km(23.1, 23.6)]]);
        Country("B4991", RoadClass.B, [alder.East, V("Streammill"), lark.North], [[Km(26.9, 25.2)], [Km(30.8, 21.6)]]);
        Country("B4993", RoadClass.B, [haven.South, V("Saltmere"), V("Swanfield"), wrack.West],
            [[Km(8.6, 16.4)], [Km(6.6, 10.8)], [Km(10.8, 6.3)]]);
        Country("B4995", RoadClass.B, [haven.North, V("Kestrel Cross"), V("Appledene"), stone.West],
            [[Km(8.4, 22.4)], [Km(7.1, 28.4)], [Km(14, 33)]]);
        Country("B4997", RoadClass.B, [stone.East, V("Briarhill"), V("Blackpeat"), lark.North],
            [[Km(23.4, 33.4)], [Km(30.4, 32.9)], [Km(33.3, 26.6), Km(32.1, 22.6)]]);
        Country("B4999", RoadClass.B, [wrack.East, V("Larchend"), V("Kingsbarrow"), lark.South],
            [[Km(17.8, 5.9), Km(21.6, 7.4)], [Km(29, 10.4)], [Km(32.4, 16)]]);
        Lane(("Peat Road", "Ffordd y Mawn"), [V("Foxholt"), alder.North], [Km(21.2, 27.6)]);
        Lane(("Ridge Road", "Ffordd y Gefnen"), [V("Kestrel Cross"), V("Foxholt")], [Km(10.2, 26.6), Km(14.6, 27.4)]);
        Lane(("Drovers' Road", "Ffordd y Porthmyn"), [V("Swanfield"), V("Ottersey")], [Km(13.1, 10.9)]);
        Lane(("Salt Way", "Ffordd yr Halen"), [V("Oxencombe"), V("Larchend")], [Km(25.9, 15.6), Km(25.1, 12.4)]);
        Lane(("Beacon Road", "Ffordd y Goelcerth"), [V("Briarhill"), alder.North], [Km(26.4, 30.6), Km(25.3, 27.6)]);
        foreach (var village in VillageBriefs) BuildVillage(village);
        FarmLanes();
        Railway();
    }

    public List<NamedArea> Cover()
    {
        List<NamedArea> cover = [.. Water];
        var waters = Curves.Gather(Water.Select(w => w.Area)).Buffer(60);
        var kept = new List<Geometry>();
        var builtUp = Curves.Gather([.. Towns.Select(t => (Geometry)t.BuiltUp), .. Villages.Select(v => (Geometry)v.BuiltUp)]).Buffer(140);
        var inland = Outline.Buffer(-350);
        (double X, double Y, double R, double Stretch, double Angle)[] high =
            [(29.6, 29.4, 3.0, 1.35, 0.9), (24.2, 30.2, 1.7, 1.2, -0.4), (13.4, 29.6, 1.7, 1.3, 0.2), (22.6, 14.6, 2.0, 1.2, 1.2), (12.6, 14.6, 1.9, 1.2, -0.5)];
        foreach (var (h, i) in high.Select((h, i) => (h, i)))
        {
            var area = Curves.Blob(random, Km(h.X, h.Y), h.R * 1000, h.Stretch, h.Angle, 0.2).Intersection(inland).Difference(builtUp);
            cover.Add(new NamedArea(InventedId.Of(seed, "upland", $"{i}"), LandCoverKind.Upland, null, null, Curves.Tidy(area)));
        }

        (double X, double Y, double R)[] named =
            [(16.2, 23.6, 0.9), (27.6, 31.8, 1.0), (21.8, 17.6, 0.75), (11.2, 12.4, 0.85), (22.2, 25.4, 0.65), (29.3, 26.2, 1.0), (28.6, 15.8, 0.9), (20.4, 10.2, 0.8)];
        for (var i = 0; i < 190; i++)
        {
            var isNamed = i < named.Length;
            var centre = isNamed ? Km(named[i].X, named[i].Y) : Km(random.Between(3, 37), random.Between(3.5, 37.5));
            var radius = isNamed ? named[i].R * 1000 : random.Between(90, 400);
            var wood = Curves.Blob(random, centre, radius, random.Between(1, 1.7), random.Between(0, Math.PI));
            var area = Curves.Tidy(wood.Intersection(inland).Difference(builtUp).Difference(waters));
            if (area.IsEmpty || area.Area < 25_000 || kept.Any(k => k.IsWithinDistance(area, 150))) continue;
            var whole = Curves.Largest(area);
            kept.Add(whole);
            cover.Add(new NamedArea(InventedId.Of(seed, "wood", $"{i}"), LandCoverKind.Wood,
                isNamed ? Names.Woods[i].En : null, isNamed ? Names.Woods[i].Cy : null, whole));
        }

        return cover;
    }

    private int V(string village) => villageNode[village];

    private Polygon Coast()
    {
        (double X, double Y)[] points =
        [
            (5.2, 32.2), (7.4, 35.6), (11, 36.3), (12.4, 38.2), (14.2, 37.6), (16.4, 35.7), (18.4, 35.2), (20.2, 36.1), (21.6, 38), (25.2, 38.4),
            (27.2, 36.7), (29.6, 36.3), (32, 37.8), (34.6, 37), (36.2, 34), (35, 32), (36.6, 29.4), (35.2, 26.6), (34.3, 24.6), (36.2, 23),
            (37.6, 20.4), (36.6, 17.4), (34.9, 15.2), (35.8, 13.4), (37, 11.6), (35.6, 8.4), (32.4, 7.8), (30.6, 5.6), (27.8, 3.6), (25.2, 4.9),
            (22.6, 3.4), (20.4, 4.6), (18.6, 5), (17.1, 3.2), (15.4, 3.3), (13.9, 4.15), (12.6, 3.9), (11.6, 2.4), (8.6, 2.9), (8.4, 5.2),
            (6.2, 7.4), (5.6, 9.3), (2.4, 9.2), (1.8, 11.2), (3.7, 13), (3.6, 15.4), (4.6, 17.3),
            (6.4, 18.2), (8.0, 18.95), (8.15, 19.25), (7.7, 19.6), (6, 20.4), (4.2, 21.2), (2.6, 20.8), (1.6, 22.6), (3.4, 24.4), (4.2, 26.6),
            (2.9, 28.4), (4.4, 30),
        ];
        var smooth = Curves.Smooth([.. points.Select(p => Km(p.X, p.Y))], 110, closed: true);
        var noise = new PlaneNoise(random.Next(), 2300);
        // Calm beside the two harbour towns, wild elsewhere.
        double Amplitude(Coordinate c) => 40 + 560 * TownBriefs.Where(t => t.Name.En is "Wyllthaven" or "Wrackport")
            .Select(t => Curves.Ease(t.Centre.Distance(c), t.RadiusMetres + 300, t.RadiusMetres + 3200)).Min();
        return Curves.Filled(Curves.Ring(Curves.Wander(smooth, noise.At, Amplitude, closed: true)));
    }

    private (List<Coordinate> Wyllt, List<NamedLine> Rivers, List<NamedArea> Water) Waters()
    {
        var (haven, beech, alder) = (Towns[0], Towns[1], Towns[5]);
        IEnumerable<Coordinate> Downstream(TownPlan town, double reach) => Enumerable.Reverse(town.Course(0, -reach, reach, 150));
        List<Coordinate> through =
        [
            Km(30.6, 32.2), Km(29.2, 30.9), Km(28.3, 29), Km(27.2, 27.3), .. Downstream(alder, 750), Km(23.1, 22.6), Km(21.6, 21.5),
            .. Downstream(beech, 1300), Km(16.1, 19.7), Km(14.4, 19.2), Km(12.6, 19.5), .. Downstream(haven, 1350).Where(c => c.X > Km(8.35, 0).X),
            Km(7.9, 19.25), Km(6.9, 19.2),
        ];
        var meander = new PlaneNoise(random.Next(), 1500);
        List<Coordinate> wyllt = Curves.Wander(Curves.Smooth(through, 70), meander.At, c => 6 + 230 * AwayFromTowns(c, 150, 1100));

        List<NamedLine> rivers = [];
        List<NamedArea> water = [];
        // The last reach is the estuary itself: sea, outside the outline.
        var land = wyllt.TakeWhile(c => Outline.Contains(Curves.Point(c))).ToList();
        Add(("River Wyllt", "Afon Wyllt"), 1, land);
        var count = land.Count;
        var surface = Curves.Surface(wyllt, i => 2.5 + 17 * Curves.Ease(i, 0, count * 0.9) + 26 * Curves.Ease(i, count * 0.94, count));
        water.Add(new NamedArea(InventedId.Of(seed, "water", "wyllt"), LandCoverKind.RiverSurface, "River Wyllt", "Afon Wyllt",
            Curves.Largest(Curves.Tidy(surface.Intersection(Outline)))));

        Coordinate Joins(double x) => land.MinBy(c => Math.Abs(c.X - Km(x, 0).X))!;
        Tributary(("Afon Hesgen", "Afon Hesgen"), [Km(23.6, 9.8), Km(23.3, 12.4), Km(21.8, 14.6), Km(20.3, 16.6), Km(17.7, 17.9), Joins(16.6)]);
        Tributary(("Trout Brook", "Nant y Brithyll"), [Km(15.8, 31), Km(15.4, 28.2), Km(14.2, 25.6), Km(13.1, 22.7), Joins(12.7)]);
        Tributary(("Silver Brook", "Nant Arian"), [Km(33.2, 27.6), Km(31.4, 27.3), Km(30.3, 27.9), Joins(27.9)]);
        Tributary(("Mawnog Brook", "Nant y Fawnog"), [Km(29.6, 17), Km(31, 15.2), Km(33.2, 14.2), Km(34.9, 13.9), Km(38, 13.4)]);
        Tributary(("Afon Drysi", "Afon Drysi"), [Km(25.6, 31.4), Km(24, 32.2), Km(22.8, 34.7), Km(22.9, 40)]);
        Tributary(("Swan Brook", "Nant yr Alarch"), [Km(12.2, 13.4), Km(10.4, 11.1), Km(7.9, 10.2), Km(5.9, 9.6), Km(3.4, 6)]);

        var lake = Curves.Ring(Curves.Smooth(
            [Km(30.95, 27.2), Km(31.3, 27.65), Km(31.05, 28.3), Km(30.65, 28.75), Km(30.2, 28.5), Km(29.75, 28.25), Km(30.1, 27.75), Km(30.45, 27.35)],
            60, closed: true));
        water.Add(new NamedArea(InventedId.Of(seed, "water", "lake"), LandCoverKind.Lake, "Silver Lake Reservoir", "Cronfa Llyn Arian", lake));
        foreach (var (x, y, r, en, cy) in new[] { (7.2, 14.0, 190.0, "Salt Mere", "Y Llyn Heli"), (14.9, 14.6, 150.0, "Curlew Pool", "Pwll y Gylfinir") })
            water.Add(new NamedArea(InventedId.Of(seed, "water", en), LandCoverKind.Lake, en, cy, Curves.Blob(random, Km(x, y), r, 1.4, 0.6)));
        return (wyllt, rivers, water);

        void Add(Name name, int rank, IEnumerable<Coordinate> line) =>
            rivers.Add(new NamedLine(InventedId.Of(seed, "river", name.En), name.En, name.Cy, rank, Curves.Line(line)));

        void Tributary(Name name, List<Coordinate> controls)
        {
            var end = controls[^1];
            var line = Curves.Wander(Curves.Smooth(controls, 90), meander.At,
                c => 260 * Curves.Ease(c.Distance(end), 0, 900) * AwayFromTowns(c, 150, 900));
            Add(name, 2, line.TakeWhile(c => Outline.Contains(Curves.Point(c))));
        }
    }

    private double AwayFromTowns(Coordinate c, double nearMetres, double farMetres) =>
        Towns.Min(t => Curves.Ease(t.Brief.Centre.Distance(c) - t.Brief.RadiusMetres, nearMetres, farMetres));

    private void Country(string reference, RoadClass roadClass, int[] stops, Coordinate[][]? via = null)
    {
        for (var k = 0; k + 1 < stops.Length; k++)
            Leg((reference, reference), roadClass, reference, stops[k], stops[k + 1], via is null ? [] : via[k]);
    }

    private void Lane(Name name, int[] stops, Coordinate[] via) => Leg(name, RoadClass.Lane, null, stops[0], stops[1], via);

    private void Leg(Name name, RoadClass roadClass, string? reference, int from, int to, Coordinate[] via)
    {
        var (a, b) = (Roads.At(from), Roads.At(to));
        var noise = new PlaneNoise(random.Next(), 2100);
        var line = Curves.Wander(Curves.Smooth([a, .. via, b], 140), noise.At,
            c => (roadClass == RoadClass.Lane ? 260 : 190) * Curves.Ease(Math.Min(c.Distance(a), c.Distance(b)), 150, 1300) * AwayFromTowns(c, 200, 900));
        var street = Roads.AddStreet(name, roadClass, reference, null, [from, to], [line.GetRange(1, line.Count - 2)]);
        foreach (var village in VillageBriefs)
            if (villageNode[village.Name.En] is var node && (node == from || node == to)) villageStreets[village.Name.En].Add(street.Line);
    }

    // Lanes that leave a road or an older lane somewhere on its way and end at a farm or at the shore.
    private void FarmLanes()
    {
        var inland = Outline.Buffer(-260);
        var closed = Curves.Gather([.. Towns.Select(t => (Geometry)t.BuiltUp.Buffer(250)), .. Villages.Select(v => (Geometry)v.BuiltUp.Buffer(120)),
            .. Water.Where(w => w.Kind == LandCoverKind.Lake).Select(w => w.Area.Buffer(60))]).Buffer(0);
        var existing = Roads.Edges.Where(e => e.Line.Length > 600).Select(e => e.Line).ToList();
        var made = 0;
        for (var attempt = 0; attempt < 900 && made < 62; attempt++)
        {
            var open = Roads.Edges.Select((e, i) => (Edge: e, Index: i)).Where(x => x.Edge.Line.NumPoints > 8).ToList();
            var (edge, index) = random.Pick(open);
            var at = random.Whole(3, edge.Line.NumPoints - 4);
            var (before, start, after) = (edge.Line.GetCoordinateN(at - 1), edge.Line.GetCoordinateN(at), edge.Line.GetCoordinateN(at + 1));
            var heading = Math.Atan2(after.Y - before.Y, after.X - before.X) + (random.Chance(0.5) ? 1 : -1) * random.Between(1.1, 1.9);
            var length = random.Between(900, 3600);
            List<Coordinate> controls = [start];
            for (var walked = 0.0; walked < length; walked += 420)
            {
                var from = controls[^1];
                controls.Add(new Coordinate(from.X + 420 * Math.Cos(heading), from.Y + 420 * Math.Sin(heading)));
                heading += random.Between(-0.38, 0.38);
            }

            var lane = Curves.Smooth(controls, 110);
            var rest = Curves.Line(lane.Skip(2));
            if (!inland.Contains(rest) || closed.Intersects(rest) || existing.Any(e => e.IsWithinDistance(rest, 170)
                && !(ReferenceEquals(e, edge.Line) && e.Distance(Curves.Line(lane.Skip(3))) > 170))) continue;
            var junction = Roads.Split(index, at);
            var theme = Names.StreetThemes[made % Names.StreetThemes.Length];
            var kind = made < Names.StreetThemes.Length ? Names.StreetKinds[2] : Names.StreetKinds[5];
            var end = Roads.AddNode(lane[^1]);
            Roads.AddStreet(($"{theme.En} {kind.En}", $"{kind.Cy} {theme.Cy}"), RoadClass.Lane, null, null, [junction, end], [lane.GetRange(1, lane.Count - 2)]);
            existing = [.. Roads.Edges.Where(e => e.Line.Length > 300).Select(e => e.Line)];
            made++;
        }
    }

    private void BuildVillage(VillageBrief village)
    {
        var centre = village.Centre;
        var id = InventedId.Of(seed, "settlement", village.Name.En);
        var through = villageStreets[village.Name.En];
        // Directions already used by the roads, 250 m out.
        List<double> used = [.. through.Select(line => line.Coordinates.MinBy(c => Math.Abs(c.Distance(centre) - 250))!)
            .Select(c => Math.Atan2(c.Y - centre.Y, c.X - centre.X))];
        List<LineString> streets = [];
        var themes = new Queue<Name>(random.Shuffle(Names.StreetThemes));
        var wanted = village.Population > 600 ? 4 : 3;
        for (var attempt = 0; attempt < 60 && streets.Count < wanted * 2; attempt++)
        {
            var angle = random.Between(-Math.PI, Math.PI);
            if (used.Any(u => Math.Abs(Math.IEEERemainder(u - angle, 2 * Math.PI)) < 0.72)) continue;
            used.Add(angle);
            var length = random.Between(170, 290);
            var bend = random.Between(-0.25, 0.25);
            Coordinate Out(double r) => new(centre.X + r * Math.Cos(angle + bend * r / length), centre.Y + r * Math.Sin(angle + bend * r / length));
            var theme = themes.Dequeue();
            var (middle, end) = (Roads.AddNode(Out(length * 0.55)), Roads.AddNode(Out(length)));
            streets.Add(Roads.AddStreet(($"{theme.En} Lane", $"Lôn {theme.Cy}"), RoadClass.Street, null, id, [villageNode[village.Name.En], middle, end]).Line);
            // A short side lane from its middle.
            var side = random.Chance(0.5) ? 0.42 : -0.42;
            var tip = new Coordinate(centre.X + length * 0.92 * Math.Cos(angle + side), centre.Y + length * 0.92 * Math.Sin(angle + side));
            if (used.Any(u => u != angle && Math.Abs(Math.IEEERemainder(u - angle - side, 2 * Math.PI)) < 0.34)) continue;
            theme = themes.Dequeue();
            streets.Add(Roads.AddStreet(($"{theme.En} Row", $"Rhes {theme.Cy}"), RoadClass.Street, null, id, [middle, Roads.AddNode(tip)]).Line);
        }

        var ground = Curves.Gather([.. streets, .. through.Select(line => line.Intersection(Curves.Point(centre).Buffer(230)))]);
        var builtUp = Curves.Filled(Curves.Largest(Curves.Tidy(ground.Buffer(70, 3).Buffer(-22, 2))));
        Villages.Add((village, builtUp, streets));
    }

    private void Railway()
    {
        var (haven, beech, lark) = (Towns[0], Towns[1], Towns[4]);
        List<Coordinate> controls =
        [
            .. haven.Course(haven.Brief.RailOffset!.Value, -420, 1500, 160), Km(12.9, 18.6), Km(14.4, 18.35), Km(16.2, 18.75),
            .. beech.Course(beech.Brief.RailOffset!.Value, -1250, 1350, 160), Km(22.8, 18.9), Km(25.2, 18.55), Km(28, 18.85),
            .. lark.Course(lark.Brief.RailOffset!.Value, -800, 320, 160),
        ];
        var line = Curves.Smooth(controls, 80);
        Railways.Add(new NamedLine(InventedId.Of(seed, "railway", "main"), "Wyllt Valley Line", "Rheilffordd Dyffryn Wyllt", 1, Curves.Line(line)));
        Stations["Wyllthaven"] = haven.At(-400, haven.Brief.RailOffset.Value + 22);
        Stations["Beechminster"] = beech.At(60, beech.Brief.RailOffset.Value + 22);
        Stations["Larkmoor"] = lark.At(300, lark.Brief.RailOffset.Value + 22);
        Stations["Oxencombe"] = line.MinBy(c => c.Distance(Km(25.4, 19.5)))!;
        Stations["Heronsford"] = line.MinBy(c => c.Distance(Km(14.2, 20.6)))!;
    }
}
