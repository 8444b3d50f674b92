using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Operation.Valid;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>Imports sets of official boundaries, one a layer. A set (<c>LSOA21</c>) is replaced whole.</summary>
internal sealed class BoundaryImport(ImportRun run)
{
    private readonly ImportNotices notices = new();
    private readonly List<(ImportEdition Edition, Dictionary<string, Boundary> Boundaries)> sets = [];

    /// <exception cref="JobRefusedException">The file cannot be read as boundaries; nothing may be committed then.</exception>
    public async Task ImportAsync(ImportSource source, CancellationToken cancel)
    {
        if (source.Files is not [var file]) throw new JobRefusedException(new(ProblemCodes.ImportFileTypeUnknown));
        run.Report(0, "reading");
        await run.WaitForTurnAsync(cancel);
        using var read = await FeatureFile.OpenAsync(file, cancel);
        var layers = read.Layers.Select(BoundaryLayer.Of).OfType<BoundaryLayer>().ToList();
        if (layers.Count == 0) throw new JobRefusedException(new(ProblemCodes.ImportBoundaryCodeMissing));
        foreach (var layer in read.Layers.Where(layer => layers.All(one => one.Name != layer.Name))) notices.Add("layer_ignored", ("layer", layer.Name));
        if (layers.Any(layer => layer.Ground == Ground.Metres)) notices.Add("crs_taken_as_metres");
        foreach (var layer in layers) Take(layer, file.Name, cancel);
        run.Report(0.4, "comparing");
        await CountOutsideAsync(cancel);
        await ReplaceAsync(source.FileName, cancel);
    }

    private void Take(BoundaryLayer layer, string name, CancellationToken cancel)
    {
        if (sets.Find(set => set.Edition.Edition == layer.Set) is { Edition: { } other })
            throw new JobRefusedException(Refusal.Of(ProblemCodes.ImportEditionTwice, null, ("edition", layer.Set), ("file", layer.Name), ("other", other.FileName)));
        var edition = new ImportEdition { PartnershipId = run.PartnershipId, Id = Guid.CreateVersion7(), ImportId = run.Id, Edition = layer.Set, FileName = layer.Name };
        Dictionary<string, Boundary> boundaries = new(StringComparer.Ordinal);
        foreach (var feature in layer.Features(cancel))
        {
            edition.RowsRead++;
            Take(feature, layer, edition, boundaries);
        }

        if (edition.RowsRead == 0) throw new JobRefusedException(Refusal.Of(ProblemCodes.ImportEmpty, null, ("file", name)));
        if (boundaries.Count == 0)
            throw new JobRefusedException(Refusal.Of(ProblemCodes.ImportRowNotReadable, null, ("file", layer.Name), ("line", 1)));
        (edition.Located, edition.Rejected) = (boundaries.Count, edition.RowsRead - boundaries.Count);
        sets.Add((edition, boundaries));
    }

    private void Take(BoundaryFeature feature, BoundaryLayer layer, ImportEdition edition, Dictionary<string, Boundary> boundaries)
    {
        var rejected = feature.Rejected;
        MultiPolygon? shape = null;
        if (rejected is null && boundaries.ContainsKey(feature.Code)) rejected = "row_rejected_code_twice";
        if (rejected is null && (shape = OnGrid(feature.Shape!, layer.Ground)) is null) rejected = "row_rejected_outside_grid";
        if (rejected is null && !new IsValidOp(shape).IsValid) rejected = "row_rejected_shape_not_valid";
        if (rejected is not null)
        {
            notices.Add(rejected, ("file", layer.Name), ("line", feature.Number), ("code", feature.Code));
            return;
        }

        boundaries[feature.Code] = new()
        {
            PartnershipId = run.PartnershipId,
            EditionId = edition.Id,
            Code = feature.Code,
            BoundarySet = layer.Set,
            NameEn = feature.NameEn,
            NameCy = feature.NameCy,
            Shape = shape!,
        };
    }

    // In EPSG:27700 and as a MultiPolygon, whatever it was; null when it does not lie on the grid.
    private MultiPolygon? OnGrid(Geometry shape, Ground ground) => Grounds.ToGrid(shape, ground, run.Grid) switch
    {
        MultiPolygon many => many,
        Polygon one => one.Factory.CreateMultiPolygon([one]),
        _ => null,
    };

    private async Task CountOutsideAsync(CancellationToken cancel)
    {
        var area = await run.Context.Partnerships.AsNoTracking()
            .Where(p => p.PartnershipId == run.PartnershipId).Select(p => p.Area).SingleAsync(cancel);
        var prepared = area is null ? null : PreparedGeometryFactory.Prepare(area);
        foreach (var (edition, boundaries) in sets)
            edition.OutsideArea = boundaries.Values.Count(boundary => prepared?.Intersects(boundary.Shape) != true);
    }

    private async Task ReplaceAsync(string fileName, CancellationToken cancel)
    {
        var context = run.Context;
        run.Report(0.6, "storing");
        context.Imports.Add(run.NewImport(ImportKinds.Boundaries, fileName, "Office for National Statistics", notices));
        await context.SaveChangesAsync(cancel);
        foreach (var (edition, boundaries) in sets)
        {
            var earlier = await context.ImportEditions.SingleOrDefaultAsync(
                e => e.PartnershipId == run.PartnershipId && e.Edition == edition.Edition && e.ReplacedBy == null, cancel);
            var held = earlier is null
                ? []
                : await context.Boundaries.AsNoTracking().Where(b => b.PartnershipId == run.PartnershipId && b.EditionId == earlier.Id)
                    .ToDictionaryAsync(b => b.Code, cancel);
            edition.Added = boundaries.Keys.Count(code => !held.ContainsKey(code));
            edition.Removed = held.Keys.Count(code => !boundaries.ContainsKey(code));
            edition.Changed = boundaries.Values.Count(b => held.TryGetValue(b.Code, out var before) && !Same(b, before));
            if (earlier is not null)
            {
                await context.Boundaries.Where(b => b.PartnershipId == run.PartnershipId && b.EditionId == earlier.Id).ExecuteDeleteAsync(cancel);
                earlier.ReplacedBy = run.Id;
                await context.SaveChangesAsync(cancel);
            }

            context.ImportEditions.Add(edition);
            context.Boundaries.AddRange(boundaries.Values);
            await context.SaveChangesAsync(cancel);
        }
    }

    private static bool Same(Boundary a, Boundary b) => a.NameEn == b.NameEn && a.NameCy == b.NameCy && a.Shape.EqualsExact(b.Shape);
}
