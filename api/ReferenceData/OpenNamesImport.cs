using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries.Prepared;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Places;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>
/// Imports OS Open Names: settlements, roads and other named places into the gazetteer, postcodes into theirs, as far as records
/// may lie there. A square of 20 km replaces the same square held before; a place that has gone from the list stays for the
/// records that name it and is not offered any more.
/// </summary>
internal sealed class OpenNamesImport(ImportRun run)
{
    /// <summary>Most postcodes that a partnership holds; the list of them is some 0.4 MB on the way then.</summary>
    internal const int MostPostcodes = 40_000;

    private readonly ImportNotices notices = new();
    private readonly Dictionary<string, ImportEdition> editions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string En, string Cy)> settlements = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, (OpenNamesRow Row, ImportEdition Edition, bool Inside)> places = [];
    private readonly Dictionary<string, (GridPoint At, ImportEdition Edition)> postcodes = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> leftOut = new(StringComparer.Ordinal);
    private IPreparedGeometry? area;
    private IPreparedGeometry? ground;

    /// <exception cref="JobRefusedException">A file is not whole and regular; nothing may be committed then.</exception>
    public async Task ImportAsync(ImportSource source, CancellationToken cancel)
    {
        run.Report(0, "reading");
        await run.WaitForTurnAsync(cancel);
        await ReadGroundAsync(cancel);
        await ReadAsync(source, cancel);
        run.Report(0.5, "comparing");
        var names = editions.Keys.ToArray();
        var earlier = await run.Context.ImportEditions.Where(e => e.PartnershipId == run.PartnershipId && names.Contains(e.Edition)).ToListAsync(cancel);
        LeaveOutSquaresElsewhere(earlier);
        var replaced = earlier.ToDictionary(edition => edition.Id, edition => editions[edition.Edition]);
        var held = await run.Context.Places.Where(p => p.PartnershipId == run.PartnershipId && p.EditionId != null).ToDictionaryAsync(p => p.Id, cancel);
        var units = await run.Context.PostcodeUnits.Where(p => p.PartnershipId == run.PartnershipId).ToDictionaryAsync(p => p.Postcode, cancel);
        await MakeRoomAsync(replaced, held, units, cancel);
        foreach (var (type, rows) in leftOut) notices.Add("names_of_a_kind_left_out", ("type", type), ("rows", rows));
        run.Report(0.6, "storing");
        await StoreEditionsAsync(earlier, source, cancel);
        StorePlaces(replaced, held);
        StorePostcodes(replaced, units);
        await run.Context.SaveChangesAsync(cancel);
    }

    // Where records may lie: what is outside could be chosen by nobody.
    private async Task ReadGroundAsync(CancellationToken cancel)
    {
        var found = await run.Context.Partnerships.AsNoTracking().Where(p => p.PartnershipId == run.PartnershipId)
            .Select(p => new { p.Area, p.BufferMetres }).SingleAsync(cancel);
        if (found.Area is not { } shape) return;
        area = PreparedGeometryFactory.Prepare(shape);
        ground = found.BufferMetres > 0 ? PreparedGeometryFactory.Prepare(shape.Buffer(found.BufferMetres)) : area;
    }

    private async Task ReadAsync(ImportSource source, CancellationToken cancel)
    {
        var files = source.Files.Select(file => (File: file, Tile: OpenNamesFile.TileOf(file.Name)))
            .Where(one => one.Tile is not null && (ImportSource.HasEnding(one.File.Name, ".csv") || ImportSource.HasEnding(one.File.Name, ".csv.gz"))).ToList();
        foreach (var file in source.Files.Except(files.Select(one => one.File))) notices.Add("file_without_square", ("file", file.Name));
        foreach (var name in source.Nested) notices.Add("nested_archive_ignored", ("file", name));
        if (files.Count == 0) throw new JobRefusedException(Refusal.Of(ProblemCodes.ImportSquareMissing, null, ("file", source.FileName)));
        var (length, done) = (Math.Max(1, files.Sum(one => one.File.Length)), 0L);
        foreach (var (file, tile) in files)
        {
            await ReadFileAsync(file, $"OS Open Names {tile}", cancel);
            done += file.Length;
            run.Report(0.5 * done / length, "reading");
        }
    }

    private async Task ReadFileAsync(ImportFile file, string name, CancellationToken cancel)
    {
        if (editions.TryGetValue(name, out var other))
            throw new JobRefusedException(Refusal.Of(ProblemCodes.ImportEditionTwice, null, ("edition", name), ("file", other.FileName), ("other", file.Name)));
        var edition = editions[name] = new() { PartnershipId = run.PartnershipId, Id = Guid.CreateVersion7(), ImportId = run.Id, Edition = name, FileName = file.Name };
        await using var content = file.Open();
        using var reader = new OpenNamesFile(file.Name, content);
        while (await reader.ReadAsync() is { } row)
        {
            cancel.ThrowIfCancellationRequested();
            edition.RowsRead++;
            Take(row, edition);
        }

        if (edition.RowsRead == 0) throw new JobRefusedException(Refusal.Of(ProblemCodes.ImportEmpty, null, ("file", file.Name)));
        // A square of nothing but rejected rows would put nothing in the place of what is held.
        if (edition.Located == 0) throw new JobRefusedException(Refusal.Of(ProblemCodes.ImportRowNotReadable, null, ("file", file.Name), ("line", 1)));
    }

    private void Take(OpenNamesRow row, ImportEdition edition)
    {
        if (row.Rejected is { } rejected)
        {
            edition.Rejected++;
            notices.Add(rejected, ("file", edition.FileName), ("line", row.Line));
            return;
        }

        edition.Located++;
        var kind = OpenNamesKinds.Of(row.LocalType);
        if (kind?.Rank == 0) settlements[row.OsId] = (row.NameEn, row.NameCy);
        var point = Where.ToPoint(row.At);
        var inside = area?.Covers(point) ?? false;
        if (!inside) edition.OutsideArea++;
        if (!inside && !(ground?.Covers(point) ?? false)) return;
        if (row.LocalType == OpenNamesFile.Postcodes) postcodes[row.NameEn] = (row.At, edition);
        else if (kind is null) leftOut[row.LocalType] = leftOut.GetValueOrDefault(row.LocalType) + 1;
        else places[IdOf(row.OsId)] = (row, edition, inside);
    }

    // The archive is of all Great Britain: squares with nothing for us, that nothing is held of, would only make the account unreadable.
    private void LeaveOutSquaresElsewhere(List<ImportEdition> earlier)
    {
        if (editions.Count == 1) return;
        var used = places.Values.Select(one => one.Edition).Concat(postcodes.Values.Select(one => one.Edition)).ToHashSet();
        var held = earlier.Select(edition => edition.Edition).ToHashSet();
        var elsewhere = editions.Values.Where(edition => !used.Contains(edition) && !held.Contains(edition.Edition)).ToList();
        foreach (var edition in elsewhere) editions.Remove(edition.Edition);
        if (elsewhere.Count > 0) notices.Add("squares_elsewhere", ("squares", elsewhere.Count), ("rows", elsewhere.Sum(edition => (long)edition.RowsRead)));
    }

    // The gazetteer and the list of postcodes go to every phone: what finds no room in them is left out, the least useful first.
    private async Task MakeRoomAsync(
        Dictionary<Guid, ImportEdition> replaced, Dictionary<Guid, Place> held, Dictionary<string, PostcodeUnit> units, CancellationToken cancel)
    {
        var others = await run.Context.Places.CountAsync(p => p.PartnershipId == run.PartnershipId && p.EditionId == null, cancel)
            + held.Values.Count(place => !place.Gone && !replaced.ContainsKey(place.EditionId!.Value) && !places.ContainsKey(place.Id));
        var without = places.OrderBy(one => OpenNamesKinds.Of(one.Value.Row.LocalType)!.Value.Rank).ThenBy(one => !one.Value.Inside)
            .ThenBy(one => one.Value.Row.NameEn, StringComparer.Ordinal).ThenBy(one => one.Key)
            .Skip(Math.Max(0, Places.MostListed - others)).Select(one => one.Key).ToList();
        foreach (var id in without) places.Remove(id);
        if (without.Count > 0) notices.Add("names_without_room", ("rows", without.Count), ("most", Places.MostListed));

        var kept = units.Values.Count(unit => !replaced.ContainsKey(unit.EditionId) || postcodes.ContainsKey(unit.Postcode));
        var fresh = postcodes.Keys.Where(written => !units.ContainsKey(written)).Order(StringComparer.Ordinal).Skip(Math.Max(0, MostPostcodes - kept)).ToList();
        foreach (var written in fresh) postcodes.Remove(written);
        if (fresh.Count > 0) notices.Add("postcodes_without_room", ("rows", fresh.Count), ("most", MostPostcodes));
    }

    // The earlier editions give way before the new ones take their names.
    private async Task StoreEditionsAsync(List<ImportEdition> earlier, ImportSource source, CancellationToken cancel)
    {
        var context = run.Context;
        context.Imports.Add(run.NewImport(ImportKinds.OpenNames, source.FileName, "Ordnance Survey, Royal Mail", notices));
        await context.SaveChangesAsync(cancel);
        foreach (var edition in earlier) edition.ReplacedBy ??= run.Id;
        await context.SaveChangesAsync(cancel);
        context.ImportEditions.AddRange(editions.Values);
        await context.SaveChangesAsync(cancel);
    }

    private void StorePlaces(Dictionary<Guid, ImportEdition> replaced, Dictionary<Guid, Place> held)
    {
        foreach (var (id, (row, edition, _)) in places)
        {
            var place = held.GetValueOrDefault(id);
            var known = place is { Gone: false };
            var changed = Fill(place, id, row, edition);
            if (!known) edition.Added++;
            else if (changed) edition.Changed++;
        }

        foreach (var place in held.Values.Where(place => !place.Gone && !places.ContainsKey(place.Id)))
        {
            if (!replaced.TryGetValue(place.EditionId!.Value, out var edition)) continue;
            place.Gone = true;
            edition.Removed++;
        }
    }

    // True where something that people see or choose by is another than before.
    private bool Fill(Place? place, Guid id, OpenNamesRow row, ImportEdition edition)
    {
        var point = Where.ToPoint(row.At);
        var (townEn, townCy) = TownOf(row);
        var type = OpenNamesKinds.Of(row.LocalType)!.Value.Type;
        var said = (row.NameEn, row.NameCy, type, row.At, townEn, townCy, row.ReachMetres);
        var before = place is null ? default : (place.NameEn, place.NameCy, place.PlaceType, new GridPoint(place.Point.X, place.Point.Y), place.TownEn, place.TownCy, place.ReachMetres);
        if (place is null)
        {
            place = new() { PartnershipId = run.PartnershipId, Id = id, NameEn = row.NameEn, NameCy = row.NameCy, Shape = point, Point = point };
            run.Context.Places.Add(place);
        }

        (place.NameEn, place.NameCy, place.PlaceType, place.TownEn, place.TownCy, place.ReachMetres) = (row.NameEn, row.NameCy, type, townEn, townCy, row.ReachMetres);
        (place.EditionId, place.Gone) = (edition.Id, false);
        if (said.At != before.Item4) (place.Shape, place.Point) = (point, point);
        return said != before;
    }

    // The settlement it lies in, in both languages where its own row came with it; a settlement's own county tells it from its namesakes.
    private (string? En, string? Cy) TownOf(OpenNamesRow row)
    {
        if (row.TownId is not null && settlements.TryGetValue(row.TownId, out var town)) return town;
        if (row.Town is not null) return (row.Town, row.Town);
        if (row.County?.Split(" - ") is [var cy, var en]) return (en, cy);
        return (row.County, row.County);
    }

    private void StorePostcodes(Dictionary<Guid, ImportEdition> replaced, Dictionary<string, PostcodeUnit> units)
    {
        foreach (var gone in units.Values.Where(one => replaced.ContainsKey(one.EditionId) && !postcodes.ContainsKey(one.Postcode)).ToList())
        {
            replaced[gone.EditionId].Removed++;
            run.Context.PostcodeUnits.Remove(gone);
            units.Remove(gone.Postcode);
        }

        foreach (var (written, (at, edition)) in postcodes)
        {
            if (units.TryGetValue(written, out var unit))
            {
                if (unit.Point.X != at.Easting || unit.Point.Y != at.Northing) (unit.Point, edition.Changed) = (Where.ToPoint(at), edition.Changed + 1);
                unit.EditionId = edition.Id;
                continue;
            }

            units[written] = unit = new() { PartnershipId = run.PartnershipId, Postcode = written, EditionId = edition.Id, Point = Where.ToPoint(at) };
            run.Context.PostcodeUnits.Add(unit);
            edition.Added++;
        }

        // Neighbours of other squares count too, so all of them are measured again.
        var all = units.Values.ToList();
        var reaches = PostcodeReach.Of([.. all.Select(unit => new GridPoint(unit.Point.X, unit.Point.Y))]);
        for (var i = 0; i < all.Count; i++) all[i].ReachMetres = reaches[i];
    }

    // The same place whenever it comes, so that records go on naming it. As version 5 of a UUID does it, with the digest of our time: version 8.
    private Guid IdOf(string osId)
    {
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"place of OS Open Names\n{run.PartnershipId:N}\n{osId}")).AsSpan(0, 16);
        digest[6] = (byte)((digest[6] & 0x0f) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3f) | 0x80);
        return new Guid(digest, bigEndian: true);
    }
}
