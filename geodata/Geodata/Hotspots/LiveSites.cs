namespace SpacesPlaces.Geodata.Hotspots;

/// <summary>
/// The spots of a <see cref="LiveDbscan"/>, each with its events and the events within reach, in cells of a hashed grid: as in
/// <see cref="Dbscan"/> the sites of one cell are within reach of each other, and all within reach are at most two cells away.
/// </summary>
internal sealed class LiveSites(double epsMetres)
{
    /// <summary>Cells in the square of five by five around a cell; the cell itself is in the middle.</summary>
    public const int Around = 25;

    /// <summary>No site, no cell.</summary>
    public const int None = -1;

    private const int CentreRow = 1 << 29;

    private readonly double _cellsPerMetre = 1 / (epsMetres * Math.Sqrt(0.5) * Dbscan.SideGuard);
    private readonly Dictionary<long, int> _cellOfKey = [];
    private readonly Stack<int> _freeSites = [];
    private readonly Stack<int> _freeCells = [];
    private Site[] _sites = new Site[16];
    private Cell[] _cells = new Cell[16];
    private int _siteCount;
    private int _cellCount;

    /// <summary>
    /// All events at one spot. Weight: how many; Reached: how many within reach, themselves included, which is kept only where
    /// the cell has too few events of its own to be core as a whole.
    /// </summary>
    internal struct Site
    {
        public double X, Y;
        public int Weight, Reached, Cell, Next;
    }

    /// <summary>
    /// A cell with sites. Weight: its events; Cores: its core sites. Links has a bit for each cell around (<see cref="Around"/>) that shares a cluster directly: a core
    /// site of one reaches one of the other.
    /// </summary>
    internal struct Cell
    {
        public long Key, Cluster;
        public int FirstSite, Weight, Cores;
        public uint Links;
    }

    public double EpsSquared { get; } = epsMetres * epsMetres;

    public IEnumerable<int> Cells => _cellOfKey.Values;

    public ref Site SiteAt(int site) => ref _sites[site];

    public ref Cell CellAt(int cell) => ref _cells[cell];

    /// <summary>One more than the greatest number of a site so far.</summary>
    public int SiteBound => _siteCount;

    /// <summary>Whether a coordinate is on the grid: half a billion cells each way from the origin.</summary>
    public bool Holds(double coordinate) => Math.Abs(coordinate) * _cellsPerMetre < CentreRow - 1;

    /// <summary>The site at a spot; <see cref="None"/> when there is none.</summary>
    public int Find(double x, double y)
    {
        if (!_cellOfKey.TryGetValue(Spread(KeyOf(x, y)), out var cell)) return None;
        for (var site = _cells[cell].FirstSite; site != None; site = _sites[site].Next)
            if (_sites[site].X == x && _sites[site].Y == y) return site;
        return None;
    }

    /// <summary>Makes a site without events.</summary>
    public int Add(double x, double y)
    {
        var key = KeyOf(x, y);
        if (!_cellOfKey.TryGetValue(Spread(key), out var cell))
        {
            cell = Take(_freeCells, ref _cellCount, ref _cells);
            _cells[cell] = new Cell { Key = key, FirstSite = None };
            _cellOfKey.Add(Spread(key), cell);
        }

        var site = Take(_freeSites, ref _siteCount, ref _sites);
        _sites[site] = new Site { X = x, Y = y, Cell = cell, Next = _cells[cell].FirstSite };
        _cells[cell].FirstSite = site;
        return site;
    }

    /// <summary>Removes a site, and its cell when it was the last there.</summary>
    public void Remove(int site)
    {
        var cell = _sites[site].Cell;
        ref var link = ref _cells[cell].FirstSite;
        while (link != site) link = ref _sites[link].Next;
        link = _sites[site].Next;
        _freeSites.Push(site);
        if (_cells[cell].FirstSite != None) return;
        _cellOfKey.Remove(Spread(_cells[cell].Key));
        _freeCells.Push(cell);
    }

    /// <summary>The cell at one of the 25 places around a cell.</summary>
    public int Neighbour(int cell, int place) =>
        place == Around / 2 ? cell
        : _cellOfKey.TryGetValue(Spread(_cells[cell].Key + ((long)(place / 5 - 2) << 32) + (place % 5 - 2)), out var other) ? other
        : None;

    /// <summary>Number of events within reach of a site.</summary>
    public int CountAround(int site)
    {
        var events = 0;
        for (var place = 0; place < Around; place++)
        {
            var cell = Neighbour(_sites[site].Cell, place);
            if (cell == None) continue;
            for (var other = _cells[cell].FirstSite; other != None; other = _sites[other].Next)
                if (IsWithin(site, other)) events += _sites[other].Weight;
        }

        return events;
    }

    public bool IsWithin(int site, int other) => Squared(site, _sites[other].X, _sites[other].Y) <= EpsSquared;

    public double Squared(int site, double x, double y)
    {
        double dx = _sites[site].X - x, dy = _sites[site].Y - y;
        return dx * dx + dy * dy;
    }

    // The hash of a long is its halves, row and column, against each other, of which a square grid has few different ones.
    private static long Spread(long key) => key * unchecked((long)0x9E3779B97F4A7C15);

    private long KeyOf(double x, double y) => Neighbourhood.KeyOf(
        (uint)((int)Math.Floor(y * _cellsPerMetre) + CentreRow), (uint)((int)Math.Floor(x * _cellsPerMetre) + CentreRow));

    private static int Take<T>(Stack<int> free, ref int count, ref T[] items)
    {
        if (free.TryPop(out var item)) return item;
        if (count == items.Length) Array.Resize(ref items, 2 * items.Length);
        return count++;
    }
}
