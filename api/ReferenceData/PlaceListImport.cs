using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries.Prepared;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>A named place of a list, or the reason why it is not one.</summary>
/// <param name="Line">Line or feature in its file, from 1.</param>
/// <param name="SourceId">The publisher's id; empty where there is none.</param>
/// <param name="NameEn">English name; the same as the Welsh one where there is only one.</param>
/// <param name="NameCy">Welsh name.</param>
/// <param name="Type">Kind of place.</param>
/// <param name="At">Where, EPSG:27700.</param>
/// <param name="ReachMetres">Within how many metres of that all of it lies; null where that is not known.</param>
/// <param name="TownEn">What tells it from its namesakes.</param>
/// <param name="TownCy">The same in Welsh.</param>
/// <param name="Rejected">Key in the section <c>import_notice</c>; null when it can be stored.</param>
internal sealed record ListedPlace(
    int Line, string SourceId, string NameEn, string NameCy, PlaceType Type, GridPoint At, double? ReachMetres, string? TownEn, string? TownCy, string? Rejected = null);

/// <summary>A list of places as it was read.</summary>
/// <param name="Edition">What a later list with the same name replaces.</param>
/// <param name="FileName">File or layer that it was read from.</param>
/// <param name="Publisher">Who made it.</param>
/// <param name="Licence">Under what it may be used.</param>
/// <param name="Rows">Its rows, in their order.</param>
internal sealed record PlaceList(string Edition, string FileName, string Publisher, string Licence, IReadOnlyList<ListedPlace> Rows);

/// <summary>
/// Stores a list of named places as an edition of the gazetteer, as far as records may lie there, and as far as there is room. The list
/// with the same name that is held is replaced; a place that has gone from it stays for the records that name it and is not offered any
/// more. What is there already under the same name, close by, from another source is not doubled.
/// </summary>
internal sealed class PlaceListImport(ImportRun run, string kind, ImportNotices notices)
{
    /// <summary>Most rows of a list.</summary>
    internal const int MostRows = 200_000;

    private const int LongestName = 120;

    /// <summary>Within so many metres, the same name is the same place: both sides of a road, the yard and the building.</summary>
    private const double SamePlaceMetres = 200;

    private readonly Dictionary<Guid, (ListedPlace Row, bool Inside)> places = [];

    public async Task ImportAsync(PlaceList list, string fileName, CancellationToken cancel)
    {
        if (list.Rows.Count == 0) throw new JobRefusedException(Refusal.Of(ProblemCodes.ImportEmpty, null, ("file", list.FileName)));
        var edition = new ImportEdition
        {
            PartnershipId = run.PartnershipId,
            Id = Guid.CreateVersion7(),
            ImportId = run.Id,
            Edition = list.Edition,
            FileName = list.FileName,
        };
        await TakeAsync(list, edition, cancel);
        // A list of nothing but rejected rows would put nothing in the place of what is held.
        if (edition.Located == 0) throw new JobRefusedException(Refusal.Of(ProblemCodes.ImportRowNotReadable, null, ("file", list.FileName), ("line", list.Rows[0].Line)));
        run.Report(0.5, "comparing");
        var context = run.Context;
        var earlier = await context.ImportEditions.Where(e => e.PartnershipId == run.PartnershipId && e.Edition == list.Edition).ToListAsync(cancel);
        var lineage = earlier.Select(e => (Guid?)e.Id).ToHashSet();
        var all = await context.Places.Where(p => p.PartnershipId == run.PartnershipId).ToListAsync(cancel);
        var held = all.Where(place => lineage.Contains(place.EditionId)).ToDictionary(place => place.Id);
        MakeRoom([.. all.Where(place => !lineage.Contains(place.EditionId) && !place.Gone)]);

        run.Report(0.6, "storing");
        var import = run.NewImport(kind, fileName, list.Publisher, notices);
        import.Licence = list.Licence;
        context.Imports.Add(import);
        await context.SaveChangesAsync(cancel);
        foreach (var before in earlier) before.ReplacedBy ??= run.Id;
        await context.SaveChangesAsync(cancel);
        context.ImportEditions.Add(edition);
        await context.SaveChangesAsync(cancel);
        Store(edition, held);
        await context.SaveChangesAsync(cancel);
    }

    private async Task TakeAsync(PlaceList list, ImportEdition edition, CancellationToken cancel)
    {
        var found = await run.Context.Partnerships.AsNoTracking().Where(p => p.PartnershipId == run.PartnershipId)
            .Select(p => new { p.Area, p.BufferMetres }).SingleAsync(cancel);
        var area = found.Area is { } shape ? PreparedGeometryFactory.Prepare(shape) : null;
        var ground = found.Area is { } wide ? PreparedGeometryFactory.Prepare(wide.Buffer(found.BufferMetres)) : null;
        var near = new Dictionary<string, List<GridPoint>>(StringComparer.OrdinalIgnoreCase);
        var same = 0;
        foreach (var row in list.Rows)
        {
            cancel.ThrowIfCancellationRequested();
            edition.RowsRead++;
            if (RejectedBecause(row) is { } rejected)
            {
                edition.Rejected++;
                notices.Add(rejected, ("file", list.FileName), ("line", row.Line));
                continue;
            }

            edition.Located++;
            var point = Where.ToPoint(row.At);
            var inside = area?.Covers(point) ?? false;
            if (!inside) edition.OutsideArea++;
            if (!inside && !(ground?.Covers(point) ?? false)) continue;
            if (!near.TryGetValue(row.NameEn, out var others)) near[row.NameEn] = others = [];
            if (others.Exists(other => IsNear(other, row.At)) || places.ContainsKey(IdOf(list.Edition, row)))
            {
                same++;
                continue;
            }

            others.Add(row.At);
            places[IdOf(list.Edition, row)] = (row, inside);
        }

        if (same > 0) notices.Add("names_twice", ("rows", same));
    }

    private static string? RejectedBecause(ListedPlace row)
    {
        if (row.Rejected is not null) return row.Rejected;
        foreach (var name in (string?[])[row.NameEn, row.NameCy])
            if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName || !TextChecks.IsClean(name)) return "row_rejected_name";
        foreach (var town in (string?[])[row.TownEn, row.TownCy])
            if (town is not null && (town.Length > LongestName || !TextChecks.IsClean(town))) return "row_rejected_name";
        return NationalGrid.Contains(row.At.Easting, row.At.Northing) ? null : "row_rejected_outside_grid";
    }

    // The gazetteer goes to every phone: what is there already comes first, then what lies in the area.
    private void MakeRoom(List<Place> others)
    {
        var known = others.SelectMany(place => ((string[])[place.NameEn, place.NameCy]).Distinct(StringComparer.OrdinalIgnoreCase).Select(name => (name, place.Point)))
            .ToLookup(one => one.name, one => new GridPoint(one.Point.X, one.Point.Y), StringComparer.OrdinalIgnoreCase);
        var doubled = places.Where(one => known[one.Value.Row.NameEn].Concat(known[one.Value.Row.NameCy]).Any(at => IsNear(at, one.Value.Row.At)))
            .Select(one => one.Key).ToList();
        foreach (var id in doubled) places.Remove(id);
        if (doubled.Count > 0) notices.Add("names_known_already", ("rows", doubled.Count));
        var without = places.OrderBy(one => !one.Value.Inside).ThenBy(one => one.Value.Row.NameEn, StringComparer.Ordinal).ThenBy(one => one.Key)
            .Skip(Math.Max(0, Places.MostListed - others.Count)).Select(one => one.Key).ToList();
        foreach (var id in without) places.Remove(id);
        if (without.Count > 0) notices.Add("list_without_room", ("rows", without.Count), ("most", Places.MostListed));
    }

    private void Store(ImportEdition edition, Dictionary<Guid, Place> held)
    {
        foreach (var (id, (row, _)) in places)
        {
            var place = held.GetValueOrDefault(id);
            var before = place is null || place.Gone ? default : Said(place);
            if (place is null)
            {
                var point = Where.ToPoint(row.At);
                place = new() { PartnershipId = run.PartnershipId, Id = id, NameEn = row.NameEn, NameCy = row.NameCy, Shape = point, Point = point };
                run.Context.Places.Add(place);
            }

            (place.NameEn, place.NameCy, place.PlaceType, place.TownEn, place.TownCy, place.ReachMetres) = (row.NameEn, row.NameCy, row.Type, row.TownEn, row.TownCy, row.ReachMetres);
            if (place.Point.X != row.At.Easting || place.Point.Y != row.At.Northing) place.Shape = place.Point = Where.ToPoint(row.At);
            (place.EditionId, place.Gone) = (edition.Id, false);
            if (before == default) edition.Added++;
            else if (Said(place) != before) edition.Changed++;
        }

        foreach (var place in held.Values.Where(place => !place.Gone && !places.ContainsKey(place.Id)))
        {
            place.Gone = true;
            edition.Removed++;
        }
    }

    private static (string, string, PlaceType, double, double, string?, string?, double?) Said(Place place) =>
        (place.NameEn, place.NameCy, place.PlaceType, place.Point.X, place.Point.Y, place.TownEn, place.TownCy, place.ReachMetres);

    private static bool IsNear(GridPoint a, GridPoint b) =>
        Math.Abs(a.Easting - b.Easting) < SamePlaceMetres && Math.Abs(a.Northing - b.Northing) < SamePlaceMetres;

    // The same place whenever it comes, so that records go on naming it; a list without ids is known by names and hundreds of metres.
    private Guid IdOf(string edition, ListedPlace row)
    {
        var known = row.SourceId.Length > 0 ? row.SourceId : FormattableString.Invariant($"{row.NameEn}\n{Math.Floor(row.At.Easting / 100)}\n{Math.Floor(row.At.Northing / 100)}");
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"place of a list\n{run.PartnershipId:N}\n{edition}\n{known}")).AsSpan(0, 16);
        digest[6] = (byte)((digest[6] & 0x0f) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3f) | 0x80);
        return new Guid(digest, bigEndian: true);
    }
}
