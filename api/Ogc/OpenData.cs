using SpacesPlaces.Api.Governance;
using SpacesPlaces.Api.Http;

namespace SpacesPlaces.Api.Ogc;

/// <summary>Whose published data anybody may have: the partnership that the operator names, or the only one there is.</summary>
internal sealed class OpenData(DoorSettings doors, GovernanceWork work, TimeProvider clock)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private (Guid? Partnership, DateTimeOffset At)? known;

    public async Task<Guid?> PartnershipAsync(CancellationToken cancel)
    {
        if (!doors.OpenData) return null;
        if (doors.OpenDataOf is { } named) return named;
        var now = clock.GetUtcNow();
        if (known is { } read && now - read.At < Remembered) return read.Partnership;
        var all = await work.PartnershipsAsync(cancel);
        known = (all.Count == 1 ? all[0] : null, now);
        return known.Value.Partnership;
    }
}
