using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Contracts;

/// <summary>A person asks to come in.</summary>
/// <param name="User">User name.</param>
/// <param name="Password">Password.</param>
/// <param name="Code">Six-digit code of the second factor, where the account has one, or one of its recovery codes.</param>
/// <param name="Session"><c>bearer</c> for programs (a token in the answer) or <c>cookie</c> for the page.</param>
/// <param name="Partnership">Which partnership to work in; needed only by people who belong to several.</param>
/// <param name="Purpose">What restricted data is needed for, where the person comes for one task; it can be stated later too.</param>
public sealed record SignIn(
    string User, string Password, string? Code = null, SessionKind Session = SessionKind.Bearer, Guid? Partnership = null,
    Purpose? Purpose = null);

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
/// <param name="SecondFactor">True when sign-in asks this account for a code.</param>
/// <param name="RecoveryCodesLeft">Recovery codes that are not spent.</param>
/// <param name="IdleMinutes">After how many minutes of silence a browser's session ends here.</param>
/// <param name="Sharing">What other agencies share with theirs now.</param>
public sealed record Me(
    Guid UserId, string User, Role Role, Agency Agency, PartnershipView Partnership, IReadOnlyList<string> Permissions,
    bool SecondFactor, int RecoveryCodesLeft, int IdleMinutes, SharingView Sharing);

/// <summary>A partnership: the agencies of one area that work together.</summary>
/// <param name="Id">Partnership id.</param>
/// <param name="NameEn">English name.</param>
/// <param name="NameCy">Welsh name.</param>
/// <param name="Bounds">West, south, east, north of its area, EPSG:4326 degrees.</param>
/// <param name="IsDemonstration">True for the invented county; the page then says so on every screen.</param>
public sealed record PartnershipView(
    Guid Id, string NameEn, string NameCy, IReadOnlyList<double> Bounds, bool IsDemonstration);

/// <summary>A sign-in of somebody that has not ended.</summary>
/// <param name="Id">Session id.</param>
/// <param name="UserId">Whose it is.</param>
/// <param name="Kind">How it is carried.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="LastUsedAt">Last use, to half a minute.</param>
/// <param name="IsThis">True for the session that asks.</param>
/// <param name="Unsent">How many records its device said were waiting there to be sent; null where it said nothing or something else since.</param>
/// <param name="UnsentSaidAt">When it said so.</param>
/// <param name="EndedAt">When it ended; such a session is told of only while its device may hold what was not sent.</param>
public sealed record SessionView(
    Guid Id, Guid UserId, SessionKind Kind, DateTimeOffset CreatedAt, DateTimeOffset LastUsedAt, bool IsThis, int? Unsent = null,
    DateTimeOffset? UnsentSaidAt = null, DateTimeOffset? EndedAt = null);

/// <summary>How much waits on a device to be sent: a number, so that a lost or emptied phone is noticed.</summary>
/// <param name="Device">Id that the device made for itself when somebody first kept work on it; says nothing about it.</param>
/// <param name="Unsent">Records that wait, 0 to 10,000.</param>
public sealed record UnsentReport(Guid Device, int Unsent);

/// <summary>A key for a tool, as a person asks for it. It reads what it opens as they may, and nothing else.</summary>
/// <param name="Name">What they call it, at most 60 characters, for instance the tool and the machine.</param>
/// <param name="Purpose">What is read with it.</param>
/// <param name="EndsOn">The last day on which it opens, at most 90 days from today.</param>
/// <param name="Opens">The one door that it opens.</param>
public sealed record NewAccessKey(string Name, Purpose Purpose, DateOnly EndsOn, AccessKeyDoor Opens = AccessKeyDoor.MapData);

/// <summary>A key for a tool that still opens.</summary>
/// <param name="Id">Its id, made by the client.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Purpose">What is read with it.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="EndsOn">The last day on which it opens.</param>
/// <param name="LastUsedAt">Last use, to a minute; null when it was never used.</param>
/// <param name="Opens">The one door that it opens.</param>
public sealed record AccessKeyView(
    Guid Id, string Name, Purpose Purpose, DateTimeOffset CreatedAt, DateOnly EndsOn, DateTimeOffset? LastUsedAt, AccessKeyDoor Opens);

/// <summary>A key that was made just now.</summary>
/// <param name="Key">The key itself: answered this once and kept nowhere.</param>
/// <param name="View">What stays to be seen of it.</param>
public sealed record MadeAccessKey(string Key, AccessKeyView View);

/// <summary>Somebody proves once more who they are, so that acts which ask for a fresh proof are open to them for ten minutes.</summary>
/// <param name="Password">Password.</param>
/// <param name="Code">Code of the second factor, where the account has one.</param>
public sealed record Renewal(string Password, string? Code = null);

/// <summary>Somebody begins to set up a second factor, or another one.</summary>
/// <param name="User">User name.</param>
/// <param name="Password">Password.</param>
/// <param name="Code">Code of the present factor, or a recovery code, where the account has one.</param>
public sealed record SecondFactorSetup(string User, string Password, string? Code = null);

/// <summary>What an authenticator app needs; it counts once a code of it is confirmed, within 15 minutes.</summary>
/// <param name="Secret">The secret in base 32, to be typed where no camera is at hand.</param>
/// <param name="Uri">The same as <c>otpauth:</c> address for a QR code, which the page draws itself.</param>
public sealed record SecondFactorSecret(string Secret, string Uri);

/// <summary>The first code of the new app.</summary>
/// <param name="User">User name.</param>
/// <param name="Password">Password.</param>
/// <param name="Code">Six-digit code of the new app. It cannot be used again: sign in with the next one.</param>
public sealed record SecondFactorConfirmation(string User, string Password, string Code);

/// <summary>Shown once: each lets its owner in one time when the app is not at hand.</summary>
/// <param name="Codes">Ten recovery codes.</param>
public sealed record RecoveryCodes(IReadOnlyList<string> Codes);
