using System.Security.Claims;

namespace SpacesPlaces.Api.Access;

/// <summary>What a session carries: which account in which partnership, and nothing else. Rights are read from the database at each request.</summary>
internal static class Sessions
{
    private const string PartnershipClaim = "partnership";

    public static ClaimsPrincipal Principal(Guid accountId, Guid partnershipId, string scheme) => new(new ClaimsIdentity(
        [new(ClaimTypes.NameIdentifier, accountId.ToString()), new(PartnershipClaim, partnershipId.ToString())], scheme));

    public static bool TryReadSession(this ClaimsPrincipal user, out Guid accountId, out Guid partnershipId)
    {
        partnershipId = default;
        return Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out accountId)
            && Guid.TryParse(user.FindFirstValue(PartnershipClaim), out partnershipId);
    }
}
