using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using NetTopologySuite.Operation.Valid;
using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.ReferenceData;

/// <summary>Imports a set of official boundaries. A set (<c>LSOA21</c>) is replaced whole.</summary>
internal sealed class BoundaryImport(ImportRun run)
{
    private readonly ImportNotices notices = new();
    private readonly Dictionary<string, Boundary> boundaries = new(StringComparer.Ordinal);
    private readonly Guid editionId = Guid.CreateVersion7();

    /// <exception cref="JobRefusedException">The file cannot be read as boundaries; nothing may be committed then.</exception>
    public async Task ImportAsync(ImportSource source, CancellationToken cancel)
    {
        if (source.Files is not [var file]) throw new JobRefusedException(new(ProblemCodes.ImportFileTypeUnknown));
        run.Report(0, "reading");
        await run.WaitForTurnAsync(cancel);
        await using var content = file.Open();
        using var read = await BoundaryFile.ReadAsync(content, cancel);
        if (read.InMetres) notices.Add("crs_taken_as_metres");
        var rows = 0;
        foreach (var feature in read.Features())
        {
            rows++;
            Take(feature, read, file.Name);
        }

        if (boundaries.Count == 0)
            throw new JobRefusedException(Refusal.Of(ProblemCodes.ImportRowNotReadable, null, ("file", file.Name), ("line", 1)));
        run.Report(0.4, "comparing");
        var edition = new ImportEdition
        {
            PartnershipId = run.PartnershipId,
            Id = editionId,
            ImportId = run.Id,
            Edition = read.Set,
            FileName = file.Name,
            RowsRead = rows,
            Located = boundaries.Count,
            Rejected = rows - boundaries.Count,
            OutsideArea = await CountOutsideAsync(cancel),
        };
        await ReplaceAsync(edition, source.FileName, cancel);
    }

    private void Take(BoundaryFeature feature, BoundaryFile file, string name)
    {
        var rejected = feature.Rejected;
        MultiPolygon? shape = null;
        if (rejected is null && boundaries.ContainsKey(feature.Code)) rejected = "row_rejected_code_twice";
        if (rejected is null && (shape = OnGrid(feature.Shape!, file.InMetres)) is null) rejected = "row_rejected_outside_grid";
        if (rejected is null && !new IsValidOp(shape).IsValid) rejected = "row_rejected_shape_not_valid";
        if (rejected is not null)
        {
            notices.Add(rejected, ("file", name), ("line", feature.Number), ("code", feature.Code));
            return;
        }

        boundaries[feature.Code] = new()
        {
            PartnershipId = run.PartnershipId,
            EditionId = editionId,
            Code = feature.Code,
            BoundarySet = file.Set,
            NameEn = feature.NameEn,
            NameCy = feature.NameCy,
            Shape = shape!,
        };
    }

    // In EPSG:27700 and as a MultiPolygon, whatever it was; null when it does not lie on the grid.
    private MultiPolygon? OnGrid(Geometry shape, bool inMetres)
    {
        var factory = new GeometryFactory(new PrecisionModel(), NationalGrid.Srid);
        if (inMetres)
        {
            if (!shape.Coordinates.All(c => NationalGrid.Contains(c.X, c.Y))) return null;
            shape = factory.CreateGeometry(shape);
        }
        else
        {
            try
            {
                shape = Where.ToGrid(new AreaGeometry(shape), run.Grid);
            }
            catch (ArgumentOutOfRangeException)
            {
                return null;
            }
        }

        return shape as MultiPolygon ?? factory.CreateMultiPolygon([(Polygon)shape]);
    }

    private async Task<int> CountOutsideAsync(CancellationToken cancel)
    {
        var area = await run.Context.Partnerships.AsNoTracking()
            .Where(p => p.PartnershipId == run.PartnershipId).Select(p => p.Area).SingleAsync(cancel);
        if (area is null) return boundaries.Count;
        var prepared = PreparedGeometryFactory.Prepare(area);
        return boundaries.Values.Count(boundary => !prepared.Intersects(boundary.Shape));
    }

    private async Task ReplaceAsync(ImportEdition edition, string fileName, CancellationToken cancel)
    {
        var context = run.Context;
        var earlier = await context.ImportEditions.SingleOrDefaultAsync(
            e => e.PartnershipId == run.PartnershipId && e.Edition == edition.Edition && e.ReplacedBy == null, cancel);
        var held = earlier is null
            ? []
            : await context.Boundaries.AsNoTracking().Where(b => b.PartnershipId == run.PartnershipId && b.EditionId == earlier.Id)
                .ToDictionaryAsync(b => b.Code, cancel);
        edition.Added = boundaries.Keys.Count(code => !held.ContainsKey(code));
        edition.Removed = held.Keys.Count(code => !boundaries.ContainsKey(code));
        edition.Changed = boundaries.Values.Count(b => held.TryGetValue(b.Code, out var before) && !Same(b, before));

        run.Report(0.6, "storing");
        context.Imports.Add(run.NewImport(ImportKinds.Boundaries, fileName, "Office for National Statistics", notices));
        await context.SaveChangesAsync(cancel);
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

    private static bool Same(Boundary a, Boundary b) => a.NameEn == b.NameEn && a.NameCy == b.NameCy && a.Shape.EqualsExact(b.Shape);
}
