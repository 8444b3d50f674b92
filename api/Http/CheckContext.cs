using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using NetTopologySuite.Geometries;
using NetTopologySuite.Geometries.Prepared;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.Http;

/// <summary>What a check may know besides the body: the time, and the area in which records may lie.</summary>
/// <param name="Now">The server's time.</param>
/// <param name="Area">The partnership's area with its buffer, EPSG:27700.</param>
/// <param name="Grid">The transform in use between EPSG:4326 and EPSG:27700.</param>
public sealed record CheckContext(DateTimeOffset Now, IPreparedGeometry Area, IGridTransform Grid);

/// <summary>Areas of partnerships with their buffers, kept in memory: they hardly ever change and every record asks for one.</summary>
public sealed class PartnershipAreas(IServiceScopeFactory scopes, IGridTransform grid, TimeProvider clock)
{
    private readonly ConcurrentDictionary<Guid, IPreparedGeometry> areas = new();

    public async Task<CheckContext> ContextAsync(Guid partnershipId, CancellationToken cancel)
    {
        if (!areas.TryGetValue(partnershipId, out var area))
            areas[partnershipId] = area = await ReadAsync(partnershipId, cancel);
        return new(clock.GetUtcNow(), area, grid);
    }

    /// <summary>Forgets a partnership whose area has changed.</summary>
    public void Forget(Guid partnershipId) => areas.TryRemove(partnershipId, out _);

    private async Task<IPreparedGeometry> ReadAsync(Guid partnershipId, CancellationToken cancel)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var work = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await work.BeginForHouseAsync(partnershipId, cancel);
        var partnership = await scope.ServiceProvider.GetRequiredService<SpacesContext>().Partnerships
            .AsNoTracking().SingleAsync(p => p.PartnershipId == partnershipId, cancel);
        await work.RollbackAsync();
        Geometry area = partnership.Area ?? throw new InvalidOperationException("The partnership has no area.");
        return PreparedGeometryFactory.Prepare(partnership.BufferMetres > 0 ? area.Buffer(partnership.BufferMetres) : area);
    }
}
