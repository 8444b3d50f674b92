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
public sealed partial class IncidentTable
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
    public IncidentTable(IEnumerable<IncidentView> incidents, IGridTransform grid)
        : this(Gathered(incidents), grid)
    {
    }

    private IncidentTable(Columns columns, IGridTransform grid)
    {
        ArgumentNullException.ThrowIfNull(grid);
        (Placeless, Count) = (columns.Placeless, columns.Ids.Count);
        (ids, lons, lats, from, to) = ([.. columns.Ids], [.. columns.Lons], [.. columns.Lats], [.. columns.From], [.. columns.To]);
        (eastings, northings) = ([.. lons], [.. lats]);
        grid.FromLonLat(eastings, northings);
        (harm, kinds, agencies, grades, sources, exact) =
            ([.. columns.Harm], [.. columns.Kinds], [.. columns.Agencies], [.. columns.Grades], [.. columns.Sources], [.. columns.Exact]);
    }

    /// <summary>Takes in incidents as they come, page by page; the records themselves are not held.</summary>
    /// <param name="incidents">What the reader receives.</param>
    /// <param name="grid">The way to the National Grid.</param>
    /// <param name="cancel">Stops taking in.</param>
    public static async Task<IncidentTable> CollectAsync(IAsyncEnumerable<IncidentView> incidents, IGridTransform grid, CancellationToken cancel)
    {
        Columns columns = new();
        await foreach (var incident in incidents.WithCancellation(cancel)) columns.Add(incident);
        return new(columns, grid);
    }

    /// <summary>A table without a row.</summary>
    public static IncidentTable Empty { get; } = new([], NationalGrid.Helmert);

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

    private static Columns Gathered(IEnumerable<IncidentView> incidents)
    {
        ArgumentNullException.ThrowIfNull(incidents);
        Columns columns = new();
        foreach (var incident in incidents) columns.Add(incident);
        return columns;
    }

    private static uint Mask<TWord>(IEnumerable<TWord>? words) where TWord : struct, Enum
    {
        uint mask = 0;
        foreach (var word in words ?? []) mask |= 1u << Convert.ToInt32(word, System.Globalization.CultureInfo.InvariantCulture);
        return mask == 0 ? uint.MaxValue : mask;
    }

    /// <summary>Columns while they grow.</summary>
    private sealed class Columns
    {
        public List<Guid> Ids { get; } = [];
        public List<double> Lons { get; } = [];
        public List<double> Lats { get; } = [];
        public List<long> From { get; } = [];
        public List<long> To { get; } = [];
        public List<uint> Harm { get; } = [];
        public List<byte> Kinds { get; } = [];
        public List<byte> Agencies { get; } = [];
        public List<byte> Grades { get; } = [];
        public List<byte> Sources { get; } = [];
        public List<bool> Exact { get; } = [];
        public int Placeless { get; private set; }

        public void Add(IncidentView incident)
        {
            if (incident.Point is not { } point)
            {
                Placeless++;
                return;
            }

            Ids.Add(incident.Id);
            Lons.Add(point.X);
            Lats.Add(point.Y);
            From.Add(incident.OccurredFrom.UtcTicks);
            To.Add(incident.OccurredTo.UtcTicks);
            Harm.Add(Mask(incident.HarmTypes));
            Kinds.Add((byte)incident.Kind);
            Agencies.Add((byte)incident.SourceAgency);
            Grades.Add((byte)incident.InfoGrade);
            Sources.Add((byte)incident.SourceKind);
            Exact.Add(incident.Precision == LocationPrecision.Exact);
        }
    }
}
