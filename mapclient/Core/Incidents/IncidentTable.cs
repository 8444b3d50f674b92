using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.MapClient.Incidents;

/// <summary>
/// The incidents that the reader received, column by column, so that a filter over hundreds of thousands is one pass over a few plain
/// arrays. Only what map, list and filter need: the rest of a record is asked for when somebody opens it, which the office writes down.
/// </summary>
public sealed class IncidentTable
{
    private readonly Guid[] ids;
    private readonly double[] lons;
    private readonly double[] lats;
    private readonly double[] eastings;
    private readonly double[] northings;
    private readonly long[] from;
    private readonly long[] to;
    private readonly uint[] harm;
    private readonly byte[] kinds;
    private readonly byte[] agencies;
    private readonly byte[] grades;
    private readonly byte[] sources;
    private readonly bool[] exact;

    /// <summary>Takes in incidents that have a point; others are counted.</summary>
    /// <param name="incidents">What the reader received.</param>
    /// <param name="grid">The way to the National Grid.</param>
    public IncidentTable(IReadOnlyCollection<IncidentView> incidents, IGridTransform grid)
    {
        ArgumentNullException.ThrowIfNull(incidents);
        ArgumentNullException.ThrowIfNull(grid);
        var located = incidents.Where(incident => incident.Point is not null).ToList();
        Placeless = incidents.Count - located.Count;
        Count = located.Count;
        ids = [.. located.Select(incident => incident.Id)];
        lons = [.. located.Select(incident => incident.Point!.Value.X)];
        lats = [.. located.Select(incident => incident.Point!.Value.Y)];
        (eastings, northings) = ([.. lons], [.. lats]);
        grid.FromLonLat(eastings, northings);
        from = [.. located.Select(incident => incident.OccurredFrom.UtcTicks)];
        to = [.. located.Select(incident => incident.OccurredTo.UtcTicks)];
        harm = [.. located.Select(incident => Mask(incident.HarmTypes))];
        kinds = [.. located.Select(incident => (byte)incident.Kind)];
        agencies = [.. located.Select(incident => (byte)incident.SourceAgency)];
        grades = [.. located.Select(incident => (byte)incident.InfoGrade)];
        sources = [.. located.Select(incident => (byte)incident.SourceKind)];
        exact = [.. located.Select(incident => incident.Precision == LocationPrecision.Exact)];
    }

    /// <summary>Rows: incidents with a point.</summary>
    public int Count { get; }

    /// <summary>Incidents that have no point that the reader may see: in no row, but said wherever the rows are counted.</summary>
    public int Placeless { get; }

    /// <summary>Record id of a row.</summary>
    public Guid Id(int row) => ids[row];

    /// <summary>Longitude of a row, degrees.</summary>
    public double Lon(int row) => lons[row];

    /// <summary>Latitude of a row, degrees.</summary>
    public double Lat(int row) => lats[row];

    /// <summary>Where a row lies on the National Grid, EPSG:27700 metres.</summary>
    public GridPoint GridPoint(int row) => new(eastings[row], northings[row]);

    /// <summary>Earliest time of a row.</summary>
    public DateTimeOffset From(int row) => new(from[row], TimeSpan.Zero);

    /// <summary>Latest time of a row.</summary>
    public DateTimeOffset To(int row) => new(to[row], TimeSpan.Zero);

    /// <summary>What a row tells of.</summary>
    public IncidentKind Kind(int row) => (IncidentKind)kinds[row];

    /// <summary>How close the source of a row stood.</summary>
    public InfoGrade Grade(int row) => (InfoGrade)grades[row];

    /// <summary>How the recorder of a row came to know.</summary>
    public SourceKind Source(int row) => (SourceKind)sources[row];

    /// <summary>True when the point is as recorded; false when it is the middle of a square of 1 km.</summary>
    public bool IsExact(int row) => exact[row];

    /// <summary>Types of harm of a row.</summary>
    public IEnumerable<HarmType> HarmTypes(int row)
    {
        for (var type = 0; type < 32; type++)
            if ((harm[row] & (1u << type)) != 0) yield return (HarmType)type;
    }

    /// <summary>The rows that a filter lets through, in the order in which they came.</summary>
    public int[] Matching(IncidentFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        var (begins, ends) = (filter.Window.Begins.UtcTicks, filter.Window.Ends.UtcTicks);
        var harmMask = Mask(filter.HarmTypes);
        var (kindMask, agencyMask, gradeMask, sourceMask) = (Mask(filter.Kinds), Mask(filter.Agencies), Mask(filter.Grades), Mask(filter.Sources));
        var box = filter.Area?.EnvelopeInternal;
        var area = filter.Area is null ? null : PreparedGeometryFactory.Prepare(filter.Area);
        var found = new int[Count];
        var n = 0;
        for (var row = 0; row < Count; row++)
        {
            if (from[row] >= ends || to[row] < begins
                || (harm[row] & harmMask) == 0
                || (kindMask >> kinds[row] & 1) == 0 || (agencyMask >> agencies[row] & 1) == 0
                || (gradeMask >> grades[row] & 1) == 0 || (sourceMask >> sources[row] & 1) == 0) continue;
            if (box is not null && !(box.Contains(lons[row], lats[row]) && area!.Intersects(new Point(lons[row], lats[row])))) continue;
            found[n++] = row;
        }

        return found[..n];
    }

    private static uint Mask<TWord>(IEnumerable<TWord>? words) where TWord : struct, Enum
    {
        uint mask = 0;
        foreach (var word in words ?? []) mask |= 1u << Convert.ToInt32(word, System.Globalization.CultureInfo.InvariantCulture);
        return mask == 0 ? uint.MaxValue : mask;
    }
}
