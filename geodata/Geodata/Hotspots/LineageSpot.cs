using NetTopologySuite.Geometries;

namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>A cluster made ready for comparison: its events in an order that no row order changes, its outline in one form.</summary>
internal sealed class LineageSpot
{
    public LineageSpot(int window, LineageWindow days, LineageCluster cluster)
    {
        (Window, Days, Cluster) = (window, days, cluster);
        Members = [.. cluster.Members.OrderBy(m => m.Point.Easting).ThenBy(m => m.Point.Northing).ThenBy(m => m.EventId)];
        Ids = [.. Members.Select(m => m.EventId)];
        Hull = (Polygon)cluster.Hull.Copy();
        Hull.Normalize(); // two spellings of one outline could differ in the last digit of an area
    }

    public int Window { get; }
    public LineageWindow Days { get; }
    public LineageCluster Cluster { get; }
    public LineageMember[] Members { get; }
    public HashSet<Guid> Ids { get; }
    public Polygon Hull { get; }
    public WindowCluster Name => new(Window, Cluster.Number);

    /// <summary>What a box must meet so that the cluster can be in the same place: its events and outline, widened.</summary>
    public Envelope Reach(double metres)
    {
        var box = Hull.EnvelopeInternal.Copy();
        foreach (var member in Members) box.ExpandToInclude(member.Point.Easting, member.Point.Northing);
        box.ExpandBy(metres);
        return box;
    }

    /// <summary>
    /// Square of the distance between the nearest events of two clusters, at most the square of <paramref name="metres"/>;
    /// else null.
    /// </summary>
    public double? NearestSquared(LineageSpot other, double metres)
    {
        // Both are in order from west to east, so only a strip of the other is in reach and the strip only moves east.
        double best = metres * metres;
        var found = false;
        var first = 0;
        foreach (var a in Members)
        {
            while (first < other.Members.Length && other.Members[first].Point.Easting < a.Point.Easting - metres) first++;
            for (var i = first; i < other.Members.Length; i++)
            {
                double x = other.Members[i].Point.Easting - a.Point.Easting, y = other.Members[i].Point.Northing - a.Point.Northing;
                if (x > metres) break;
                if (x * x + y * y > best) continue;
                best = x * x + y * y;
                found = true;
            }
        }

        return found ? best : null;
    }
}
