using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Access;

/// <summary>What other agencies share with the reader's, for the page.</summary>
internal static class SharingViews
{
    public static SharingView Of(Sharing sharing) => new(
        sharing.InForce, sharing.InForce ? sharing.Agreements.Min(a => a.EndsOn) : null,
        [.. sharing.Agreements.SelectMany(a => a.Items).Distinct().Order()], [.. sharing.Agencies.Order()]);
}
