using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Contracts;

/// <summary>A person asks to come in.</summary>
/// <param name="User">User name.</param>
/// <param name="Password">Password.</param>
/// <param name="Code">Six-digit code of the second factor, where the account has one.</param>
/// <param name="Session"><c>bearer</c> for programs (a token in the answer) or <c>cookie</c> for the page.</param>
/// <param name="Partnership">Which partnership to work in; needed only by people who belong to several.</param>
public sealed record SignIn(
    string User, string Password, string? Code = null, SessionKind Session = SessionKind.Bearer, Guid? Partnership = null);

/// <summary>How a session is carried.</summary>
public enum SessionKind
{
    /// <summary>A token in the answer, sent back as <c>Authorization: Bearer</c>.</summary>
    Bearer,
    /// <summary>An HttpOnly cookie.</summary>
    Cookie,
    /// <summary>A token of an outside issuer, for instance a council's directory; never asked for at sign-in.</summary>
    Outside,
}

/// <summary>The answer to a sign-in.</summary>
/// <param name="Token">Bearer token; null for a cookie session.</param>
/// <param name="ExpiresAt">When the session ends at the latest.</param>
/// <param name="Me">Who is signed in.</param>
public sealed record SignedIn(string? Token, DateTimeOffset ExpiresAt, Me Me);

/// <summary>Who is signed in, and what they may do.</summary>
/// <param name="UserId">Account id.</param>
/// <param name="User">User name.</param>
/// <param name="Role">Role in the partnership.</param>
/// <param name="Agency">Agency the person works for.</param>
/// <param name="Partnership">The partnership they work in now.</param>
/// <param name="Permissions">What they may do, as stable words; the page hides what is not in the list, the API enforces it.</param>
public sealed record Me(
    Guid UserId, string User, Role Role, Agency Agency, PartnershipView Partnership, IReadOnlyList<string> Permissions);

/// <summary>A partnership: the agencies of one area that work together.</summary>
/// <param name="Id">Partnership id.</param>
/// <param name="NameEn">English name.</param>
/// <param name="NameCy">Welsh name.</param>
/// <param name="Bounds">West, south, east, north of its area, EPSG:4326 degrees.</param>
/// <param name="IsDemonstration">True for the invented county; the page then says so on every screen.</param>
public sealed record PartnershipView(
    Guid Id, string NameEn, string NameCy, IReadOnlyList<double> Bounds, bool IsDemonstration);
