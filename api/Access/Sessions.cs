using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Access;

/// <summary>What a cookie or token carries: which session of which account in which partnership. Rights are read from the database.</summary>
/// <param name="AccountId">Account.</param>
/// <param name="PartnershipId">Partnership worked in.</param>
/// <param name="SessionId">Row of the session; the cookie or token is worth nothing once that has ended.</param>
/// <param name="Stamp">The account's security stamp at sign-in: another password or factor ends what was signed in before.</param>
internal readonly record struct SessionTicket(Guid AccountId, Guid PartnershipId, Guid SessionId, string Stamp)
{
    public const string PartnershipClaim = "partnership";
    public const string SessionClaim = "session";
    public const string StampClaim = "stamp";

    public ClaimsPrincipal ToPrincipal(string scheme) => new(new ClaimsIdentity(
        [
            new(ClaimTypes.NameIdentifier, AccountId.ToString()), new(PartnershipClaim, PartnershipId.ToString()),
            new(SessionClaim, SessionId.ToString()), new(StampClaim, Stamp),
        ],
        scheme));
}

internal static class SessionTickets
{
    /// <summary>Reads what the request's cookie or token carries; false for anything that is not whole.</summary>
    public static bool TryReadSession(this ClaimsPrincipal user, out SessionTicket ticket)
    {
        var read = Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out var account)
            & Guid.TryParse(user.FindFirstValue(SessionTicket.PartnershipClaim), out var partnership)
            & Guid.TryParse(user.FindFirstValue(SessionTicket.SessionClaim), out var session);
        ticket = new(account, partnership, session, user.FindFirstValue(SessionTicket.StampClaim) ?? "");
        return read;
    }
}

/// <summary>Why a session ended: keys of the texts.</summary>
public static class SessionEnd
{
    public const string SignedOut = "session_end.signed_out";
    public const string EndedByOwner = "session_end.ended_by_owner";
    public const string EndedByAdmin = "session_end.ended_by_admin";
    public const string AccountDisabled = "session_end.account_disabled";
    public const string MembershipEnded = "session_end.membership_ended";
    public const string RoleChanged = "session_end.role_changed";
    public const string PasswordChanged = "session_end.password_changed";
    public const string FactorChanged = "session_end.factor_changed";
}

/// <summary>
/// Sessions begin at a sign-in, are moved forward by use, and end: after silence, after 12 hours, or when somebody ends them. An act
/// that runs while its session is being ended waits for the end and is refused (<see cref="UnitOfWork.LockOutAsync"/>).
/// </summary>
public sealed class Sessions(SpacesContext context, UnitOfWork work, TimeProvider clock)
{
    /// <summary>Use is written down at most this often, so that reading does not write each time.</summary>
    public static readonly TimeSpan MovedEvery = TimeSpan.FromSeconds(30);

    /// <summary>How long a proof of who somebody is counts as fresh.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    private SessionTicket? stale;

    /// <summary>Adds the row of a new session to the transaction that signs somebody in.</summary>
    internal Session Begin(ActorIdentity who, SessionKind kind, DateTimeOffset authenticatedAt)
    {
        var now = clock.GetUtcNow();
        var session = new Session
        {
            PartnershipId = who.PartnershipId,
            Id = Guid.CreateVersion7(),
            AccountId = who.UserId,
            Kind = kind,
            CreatedAt = now,
            LastUsedAt = now,
            AuthenticatedAt = authenticatedAt,
        };
        context.Sessions.Add(session);
        return session;
    }

    /// <summary>Opens the transaction of somebody whose session stands; null, with nothing open, when it does not.</summary>
    internal async Task<ActorIdentity?> AdmitAsync(SessionTicket ticket, CancellationToken cancel)
    {
        var begun = await work.BeginAsync(ticket.AccountId, ticket.PartnershipId, UnitOfWork.InteractiveLimit, ticket.SessionId, cancel);
        if (begun is not { } admitted) return null;
        var now = clock.GetUtcNow();
        if (admitted.Session is not { EndedAt: null } session
            || now - session.CreatedAt >= AccessSetup.SessionLength
            || now - session.LastUsedAt >= IdleLimit(session.Kind, session.BrowserIdleMinutes, session.ProgramIdleMinutes)
            || (session.Kind != SessionKind.Outside && session.SecurityStamp != ticket.Stamp))
        {
            await work.RollbackAsync();
            return null;
        }

        if (now - session.LastUsedAt >= MovedEvery) stale = ticket;
        return admitted.Who with { SessionId = ticket.SessionId, AuthenticatedAt = session.AuthenticatedAt };
    }

    /// <summary>
    /// Writes down that the admitted session was used, in a transaction of its own after the act's: a refused act is use too, and
    /// parallel requests of one page do not wait for each other.
    /// </summary>
    internal async Task MoveForwardAsync()
    {
        if (stale is not { } ticket) return;
        stale = null;
        var now = clock.GetUtcNow();
        await work.BeginForHouseAsync(ticket.PartnershipId, CancellationToken.None);
        await context.Sessions
            .Where(s => s.PartnershipId == ticket.PartnershipId && s.Id == ticket.SessionId && s.EndedAt == null && s.LastUsedAt < now)
            .ExecuteUpdateAsync(set => set.SetProperty(s => s.LastUsedAt, now), CancellationToken.None);
        await work.CommitUseAsync();
    }

    /// <summary>Ends sessions of an account in this partnership, with the acting transaction; acts of theirs that run are waited for.</summary>
    /// <param name="partnershipId">Acting partnership.</param>
    /// <param name="accountId">Whose sessions.</param>
    /// <param name="why">One of <see cref="SessionEnd"/>.</param>
    /// <param name="only">One session; all of them when left out.</param>
    /// <param name="cancel">Stops waiting.</param>
    /// <returns>How many ended.</returns>
    internal async Task<int> EndAsync(Guid partnershipId, Guid accountId, string why, Guid? only, CancellationToken cancel)
    {
        await work.LockOutAsync(accountId, cancel);
        var standing = await context.Sessions
            .Where(s => s.PartnershipId == partnershipId && s.AccountId == accountId && s.EndedAt == null && (only == null || s.Id == only))
            .ToListAsync(cancel);
        foreach (var session in standing) (session.EndedAt, session.EndedWhy) = (clock.GetUtcNow(), why);
        return standing.Count;
    }

    private static TimeSpan IdleLimit(SessionKind kind, int browserMinutes, int programMinutes) =>
        TimeSpan.FromMinutes(kind == SessionKind.Cookie ? browserMinutes : programMinutes);
}
