using NetTopologySuite.Geometries;

namespace SpacesPlaces.Samples;

/// <summary>Collects the road graph while the county is laid out: nodes, edges, and the streets that name them.</summary>
internal sealed class RoadWorks(ulong seed)
{
    private readonly List<Coordinate> nodes = [];
    private readonly List<RoadEdge> edges = [];
    private readonly List<Street> streets = [];

    public IReadOnlyList<RoadEdge> Edges => edges;

    public IReadOnlyList<Street> Streets => streets;

    public List<RoadNode> Nodes => [.. nodes.Select((c, i) => new RoadNode(i, Curves.Point(c)))];

    public Coordinate At(int node) => nodes[node];

    public int AddNode(Coordinate at)
    {
        nodes.Add(Curves.Round(at));
        return nodes.Count - 1;
    }

    /// <summary>Makes a node of an inner point of an edge, for a lane to leave from; gives its number.</summary>
    public int Split(int edge, int point)
    {
        var whole = edges[edge];
        var node = AddNode(whole.Line.GetCoordinateN(point));
        edges[edge] = whole with { To = node, Line = Curves.Line(whole.Line.Coordinates.Take(point + 1)) };
        edges.Add(whole with { From = node, Line = Curves.Line(whole.Line.Coordinates.Skip(point)) });
        return node;
    }

    /// <summary>Adds a street over consecutive nodes, one edge between each two; <paramref name="shapes"/> may bend an edge.</summary>
    public Street AddStreet(
        Name name, RoadClass roadClass, string? reference, Guid? settlementId, IReadOnlyList<int> through,
        IReadOnlyList<IReadOnlyList<Coordinate>>? shapes = null)
    {
        var id = InventedId.Of(seed, "street", streets.Count.ToString(System.Globalization.CultureInfo.InvariantCulture));
        List<Coordinate> whole = [];
        for (var i = 0; i + 1 < through.Count; i++)
        {
            Coordinate[] inner = shapes is null ? [] : [.. shapes[i]];
            var line = Curves.Line([nodes[through[i]], .. inner, nodes[through[i + 1]]]);
            edges.Add(new RoadEdge(through[i], through[i + 1], id, roadClass, line));
            whole.AddRange(line.Coordinates);
        }

        var street = new Street(id, name.En, name.Cy, roadClass, reference, settlementId, Curves.Line(whole));
        streets.Add(street);
        return street;
    }
}
