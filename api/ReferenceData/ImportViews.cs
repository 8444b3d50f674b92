using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>How imports are shown.</summary>
internal static class ImportViews
{
    public static async Task<ImportView?> OneAsync(SpacesContext context, Guid partnership, Guid id, CancellationToken cancel) =>
        (await ListAsync(context, context.Imports.Where(i => i.PartnershipId == partnership && i.Id == id), partnership, cancel)).SingleOrDefault();

    public static async Task<IReadOnlyList<ImportView>> ListAsync(
        SpacesContext context, IQueryable<Import> imports, Guid partnership, CancellationToken cancel)
    {
        var found = await imports.AsNoTracking().ToListAsync(cancel);
        var ids = found.Select(import => import.Id).ToList();
        var editions = (await context.ImportEditions.AsNoTracking()
                .Where(e => e.PartnershipId == partnership && ids.Contains(e.ImportId)).OrderBy(e => e.Edition).ToListAsync(cancel))
            .ToLookup(edition => edition.ImportId, Of);
        return [.. found.Select(import => new ImportView(
            import.Id, import.Kind, import.FileName, Convert.ToHexStringLower(import.FileSha256), import.Publisher, import.Licence,
            import.ImportedAt, [.. editions[import.Id]], JsonSerializer.Deserialize<ImportNotice[]>(import.Notices, WireJson.Options)!))];
    }

    private static Contracts.ImportEdition Of(ImportEdition e) => new(
        e.Edition, e.RowsRead, e.Located, e.Unlocated, e.Rejected, e.OutsideArea, e.WithoutId, e.ReusedIds, e.ExactDuplicates,
        e.Added, e.Removed, e.Changed);
}
