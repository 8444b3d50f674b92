using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Geodata.Grids;

namespace SpacesPlaces.Api.Hotspots;

/// <summary>A named place near a cluster; it says where to look on a map and nothing about what happened in it.</summary>
/// <param name="NameEn">English name.</param>
/// <param name="NameCy">Welsh name.</param>
/// <param name="Metres">Distance, rounded to 10 m.</param>
internal sealed record NearbyPlace(string NameEn, string NameCy, double Metres);

/// <summary>
/// The gazetteer around some clusters, searched ring by ring of 1 km cells. Under row-level security <c>order by point &lt;-> …</c>
/// cannot use the spatial index and would read the whole gazetteer for each cluster.
/// </summary>
internal sealed class NearbyPlaces
{
    /// <summary>Places further away than this many kilometres tell nobody where a cluster is.</summary>
    private const int FurthestKm = 10;

    private readonly ILookup<GridCell, Row> places;

    private NearbyPlaces(IEnumerable<Row> rows) => places = rows.ToLookup(row => new GridCell(row.CellX, row.CellY));

    public static async Task<NearbyPlaces> ReadAsync(
        SpacesContext context, Guid partnershipId, IReadOnlyList<Hotspot> hotspots, CancellationToken cancel)
    {
        var around = new Envelope();
        foreach (var hotspot in hotspots) around.ExpandToInclude(hotspot.Hull.EnvelopeInternal);
        if (around.IsNull) return new([]);
        around.ExpandBy(FurthestKm * GridCell.SideMetres);
        var cells = GridCellRange.Covering(around);
        return new(await context.Places.AsNoTracking()
            .Where(p => p.PartnershipId == partnershipId && !p.Gone
                && p.CellX >= cells.MinX && p.CellX <= cells.MaxX && p.CellY >= cells.MinY && p.CellY <= cells.MaxY)
            .OrderBy(p => p.Id)
            .Select(p => new Row(p.NameEn, p.NameCy, p.Point.X, p.Point.Y, p.CellX!.Value, p.CellY!.Value))
            .ToListAsync(cancel));
    }

    /// <summary>The nearest place to a point, EPSG:27700 metres; null when none is near.</summary>
    public NearbyPlace? To(Point middle)
    {
        var (cellX, cellY) = ((int)Math.Floor(middle.X / GridCell.SideMetres), (int)Math.Floor(middle.Y / GridCell.SideMetres));
        if (places.Count == 0) return null;
        (Row? row, var metres) = (null, double.PositiveInfinity);
        // A place in ring r + 1 is more than r km away, so a nearer one found by then is the nearest of all.
        for (var ring = 0; ring <= FurthestKm && metres > (ring - 1) * GridCell.SideMetres; ring++)
        {
            foreach (var candidate in Ring(cellX, cellY, ring).SelectMany(cell => places[cell]))
            {
                var distance = Math.Sqrt(Math.Pow(candidate.X - middle.X, 2) + Math.Pow(candidate.Y - middle.Y, 2));
                if (distance < metres) (row, metres) = (candidate, distance);
            }
        }

        return row is null ? null : new(row.NameEn, row.NameCy, Math.Round(metres / 10) * 10);
    }

    private static IEnumerable<GridCell> Ring(int x, int y, int ring) =>
        new GridCellRange(x - ring, y - ring, x + ring, y + ring).Cells()
            .Where(cell => Math.Max(Math.Abs(cell.CellX - x), Math.Abs(cell.CellY - y)) == ring);

    private sealed record Row(string NameEn, string NameCy, double X, double Y, int CellX, int CellY);
}
