using Microsoft.AspNetCore.Http.HttpResults;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>The way to the National Grid for whoever reads grid references at the other side of the wire: it must be the same way.</summary>
internal static class GridShifts
{
    private const int MarginMetres = 2_000;

    /// <summary>Which way is gone here, and the shifts of the partnership's area.</summary>
    public static async Task<Ok<GridView>> Read(Actor actor, PartnershipAreas areas, IGridTransform grid, CancellationToken cancel)
    {
        if (grid is not Ostn15 ostn) return TypedResults.Ok(new GridView(grid.Method, grid.AccuracyMetres, null));
        var area = (await areas.ContextAsync(actor.PartnershipId, cancel)).Area.Geometry.EnvelopeInternal;
        var cut = ostn.Shifts.Cut(area.MinX - MarginMetres, area.MinY - MarginMetres, area.MaxX + MarginMetres, area.MaxY + MarginMetres);
        return TypedResults.Ok(new GridView(grid.Method, grid.AccuracyMetres, cut is null ? null : new(
            cut.West, cut.South, cut.Columns, cut.Rows, Known(cut.EastMillimetres), Known(cut.NorthMillimetres))));
    }

    private static int?[] Known(ReadOnlySpan<int> millimetres)
    {
        var known = new int?[millimetres.Length];
        for (var i = 0; i < known.Length; i++) known[i] = millimetres[i] == ShiftGrid.Missing ? null : millimetres[i];
        return known;
    }
}
