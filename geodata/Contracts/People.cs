using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Contracts;

/// <summary>Whether a person can work in the partnership.</summary>
public enum PersonState
{
    /// <summary>Can sign in.</summary>
    Active,
    /// <summary>The account is switched off.</summary>
    Disabled,
    /// <summary>The membership has ended.</summary>
    Ended,
}

/// <summary>A person of the partnership, as administrators see them: no content.</summary>
/// <param name="Id">Account id.</param>
/// <param name="User">User name.</param>
/// <param name="Role">Role in the partnership.</param>
/// <param name="Agency">Agency the person works for.</param>
/// <param name="State">Whether they can work.</param>
/// <param name="SecondFactor">True when the account has a second factor.</param>
/// <param name="SecondFactorNeeded">True when the role asks for one.</param>
/// <param name="Since">When the membership began.</param>
/// <param name="LastUsedAt">Last use in this partnership; null when never used.</param>
/// <param name="Version">Version of role, agency and state, to be named in <c>If-Match</c> by a change.</param>
public sealed record PersonView(
    Guid Id, string User, Role Role, Agency Agency, PersonState State, bool SecondFactor, bool SecondFactorNeeded,
    DateTimeOffset Since, DateTimeOffset? LastUsedAt, int Version);

/// <summary>Another role or agency for somebody; readmits a person whose membership has ended.</summary>
/// <param name="Role">New role.</param>
/// <param name="Agency">New agency.</param>
/// <param name="Reason">Why; needed when somebody asks for themselves, which a second person decides.</param>
public sealed record PersonChange(Role Role, Agency Agency, string? Reason = null);

/// <summary>Somebody is invited to become a member.</summary>
/// <param name="User">User name: 2 to 64 letters, digits and <c>- . _ @ +</c>.</param>
/// <param name="Role">Role they will have.</param>
/// <param name="Agency">Agency they work for.</param>
public sealed record NewInvitation(string User, Role Role, Agency Agency);

/// <summary>A code that is shown once, to be given to the person by voice or on paper.</summary>
/// <param name="Id">Id of the invitation or reset.</param>
/// <param name="User">Whose it is.</param>
/// <param name="Code">The code.</param>
/// <param name="ExpiresAt">Until when it works.</param>
public sealed record OneTimeCode(Guid Id, string User, string Code, DateTimeOffset ExpiresAt);

/// <summary>An invitation or password reset that waits for its person.</summary>
/// <param name="Id">Its id.</param>
/// <param name="User">Whose it is.</param>
/// <param name="Role">Role they will have.</param>
/// <param name="Agency">Agency they work for.</param>
/// <param name="IsReset">True for the reset of a password.</param>
/// <param name="InvitedBy">User name of who invited.</param>
/// <param name="InvitedAt">When.</param>
/// <param name="ExpiresAt">Until when its code works.</param>
public sealed record InvitationView(
    Guid Id, string User, Role Role, Agency Agency, bool IsReset, string InvitedBy, DateTimeOffset InvitedAt, DateTimeOffset ExpiresAt);

/// <summary>A person brings the code they were given: a new account, a membership for an account they have, or a new password.</summary>
/// <param name="Code">The code.</param>
/// <param name="User">The user name that was invited.</param>
/// <param name="Password">The new password, at least 12 characters; for an account that exists already and joins, its password.</param>
/// <param name="SecondFactorCode">Code of the second factor, where the account has one.</param>
public sealed record InvitationAcceptance(string Code, string User, string Password, string? SecondFactorCode = null);

/// <summary>The person can sign in now.</summary>
/// <param name="User">User name.</param>
/// <param name="SecondFactorSetupNeeded">True when a second factor must be set up before the first sign-in.</param>
public sealed record AcceptedInvitation(string User, bool SecondFactorSetupNeeded);

/// <summary>A role that somebody asked for themselves.</summary>
/// <param name="Id">Request id.</param>
/// <param name="UserId">Whose role.</param>
/// <param name="User">Their user name.</param>
/// <param name="Role">Role asked for.</param>
/// <param name="Agency">Agency asked for.</param>
/// <param name="Reason">Why.</param>
/// <param name="AskedAt">When.</param>
/// <param name="DecidedBy">User name of who decided; null while it waits.</param>
/// <param name="DecidedAt">When it was decided.</param>
/// <param name="Granted">How it was decided.</param>
/// <param name="MayDecide">True when the reader is a second person.</param>
public sealed record RoleRequestView(
    Guid Id, Guid UserId, string User, Role Role, Agency Agency, string Reason, DateTimeOffset AskedAt,
    string? DecidedBy, DateTimeOffset? DecidedAt, bool? Granted, bool MayDecide);

/// <summary>A second person decides.</summary>
/// <param name="Granted">True to grant the role.</param>
public sealed record RoleDecision(bool Granted);

/// <summary>One line of the quarterly access review.</summary>
/// <param name="UserId">Account id.</param>
/// <param name="User">User name.</param>
/// <param name="Role">Role.</param>
/// <param name="Agency">Agency.</param>
/// <param name="State">Whether they can work.</param>
/// <param name="SecondFactor">True when the account has a second factor.</param>
/// <param name="LastUsedAt">Last use; null when never used.</param>
/// <param name="GrantedBy">Who gave the present role, from the audit; null when the audit of that time is not kept any more.</param>
/// <param name="GrantedAt">When.</param>
public sealed record ReviewedAccess(
    Guid UserId, string User, Role Role, Agency Agency, PersonState State, bool SecondFactor, DateTimeOffset? LastUsedAt,
    string? GrantedBy, DateTimeOffset? GrantedAt);

/// <summary>How strictly a partnership guards its door and its figures.</summary>
/// <param name="SecondFactorRoles">Roles that may not sign in without a second factor.</param>
/// <param name="BrowserIdleMinutes">A browser's session ends after so many minutes of silence, 1 to 60.</param>
/// <param name="ProgramIdleMinutes">A program's after so many, 1 to 720.</param>
/// <param name="ViewsPerHour">How many different records one person may look at in an hour, 50 to 100,000.</param>
/// <param name="InsideThreshold">Fewest records, children and reports behind a figure shown to members, 3 to 100.</param>
/// <param name="OutsideThreshold">The same for outside roles; not below the other.</param>
public sealed record AccessSettings(
    IReadOnlyList<Role> SecondFactorRoles, int BrowserIdleMinutes, int ProgramIdleMinutes, int ViewsPerHour,
    int InsideThreshold, int OutsideThreshold);
