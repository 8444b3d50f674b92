using NetTopologySuite.Geometries;
using NetTopologySuite.LinearReferencing;
using SpacesPlaces.Api.ReferenceData;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.Tests.Planning;

/// <summary>Ways on foot by the plainest method there is, Dijkstra's, over all roads.</summary>
internal static class SlowWalks
{
    /// <summary>Metres from each point to each other, infinite where there is no way; every point is a node on its nearest road.</summary>
    public static double[][] Metres(List<Road> roads, GridPoint[] points)
    {
        var edges = new Dictionary<int, List<(int To, double Metres)>>();
        void Join(int a, int b, double metres)
        {
            foreach (var (one, other) in (ReadOnlySpan<(int, int)>)[(a, b), (b, a)])
            {
                if (!edges.TryGetValue(one, out var list)) edges[one] = list = [];
                list.Add((other, metres));
            }
        }

        foreach (var road in roads) Join(road.Source, road.Target, road.LengthMetres);
        var on = points.Select(p => roads.MinBy(r => r.Line.Distance(new Point(p.Easting, p.Northing)))!).ToArray();
        double Along(int i, Road road) => new LengthIndexedLine(road.Line).Project(new Coordinate(points[i].Easting, points[i].Northing));
        for (var i = 0; i < points.Length; i++)
        {
            Join(-1 - i, on[i].Source, Along(i, on[i]));
            Join(-1 - i, on[i].Target, on[i].LengthMetres - Along(i, on[i]));
            for (var j = 0; j < i; j++)
                if (on[j] == on[i]) Join(-1 - i, -1 - j, Math.Abs(Along(i, on[i]) - Along(j, on[i])));
        }

        return
        [
            .. Enumerable.Range(0, points.Length).Select(from =>
            {
                var best = new Dictionary<int, double>();
                var queue = new PriorityQueue<int, double>();
                queue.Enqueue(-1 - from, 0);
                while (queue.TryDequeue(out var node, out var metres))
                {
                    if (!best.TryAdd(node, metres)) continue;
                    foreach (var (to, further) in edges[node]) if (!best.ContainsKey(to)) queue.Enqueue(to, metres + further);
                }

                double Away(int i) => on[i].Line.Distance(new Point(points[i].Easting, points[i].Northing));
                return (double[])[.. Enumerable.Range(0, points.Length).Select(to => to == from ? 0 : best.TryGetValue(-1 - to, out var metres) ? Away(from) + metres + Away(to) : double.PositiveInfinity)];
            }),
        ];
    }
}
