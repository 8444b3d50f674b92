using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Access;

/// <summary>Signing in with user name, password and second factor, and proving the same once more.</summary>
internal static class SignInApi
{
    public static async Task<Results<Ok<SignedIn>, ProblemHttpResult>> SignIn(
        SignIn body, HttpContext http, Credentials credentials, UnitOfWork work, AuditTrail trail, SpacesContext context, Sessions sessions,
        SecondFactor factor, PurposesInForce purposes, IOptionsMonitor<BearerTokenOptions> bearer, IGridTransform grid, TimeProvider clock,
        CancellationToken cancel)
    {
        if (body.Session == SessionKind.Outside) return Problems.Of(ProblemCodes.WordUnknown, "session");
        var (account, refusal) = await credentials.ProveAsync(body.User, body.Password, body.Code, http.Connection.RemoteIpAddress, cancel);
        if (account is null) return await RefuseAsync(http, work, trail, AuditAction.SignedIn, body.User, refusal!, cancel);
        (var who, refusal) = await EnterAsync(context, work, account, body.Partnership, cancel);
        if (who is null) return await RefuseAsync(http, work, trail, AuditAction.SignedIn, body.User, refusal!, cancel);

        var me = await AccessApi.MeAsync(context, factor, grid, who, cancel);
        var now = clock.GetUtcNow();
        var session = sessions.Begin(who, body.Session, now);
        if (body.Purpose is { } purpose) purposes.State(who, session.Id, new(purpose));
        await context.Users.Where(a => a.Id == who.UserId).ExecuteUpdateAsync(set => set.SetProperty(a => a.LastSignedInAt, now), cancel);
        trail.Subject(session.Id);
        await work.CommitAsync(who, AuditAction.SignedIn, http.Connection.RemoteIpAddress?.ToString() ?? "", cancel);

        var carried = new SessionTicket(who.UserId, who.PartnershipId, session.Id, account.SecurityStamp ?? "");
        var properties = new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now + AccessSetup.SessionLength, IsPersistent = false };
        if (body.Session == SessionKind.Cookie)
        {
            await http.SignInAsync(AccessSetup.CookieScheme, carried.ToPrincipal(AccessSetup.CookieScheme), properties);
            return TypedResults.Ok(new SignedIn(null, now + AccessSetup.SessionLength, me));
        }

        var ticket = new AuthenticationTicket(
            carried.ToPrincipal(AccessSetup.BearerScheme), properties, $"{AccessSetup.BearerScheme}:AccessToken");
        var token = bearer.Get(AccessSetup.BearerScheme).BearerTokenProtector.Protect(ticket);
        return TypedResults.Ok(new SignedIn(token, now + AccessSetup.SessionLength, me));
    }

    public static async Task<Results<NoContent, ProblemHttpResult>> Renew(
        Renewal body, HttpContext http, Actor actor, Credentials credentials, SpacesContext context, TimeProvider clock, CancellationToken cancel)
    {
        var (account, refusal) = await credentials.ProveAsync(actor.UserName, body.Password, body.Code, http.Connection.RemoteIpAddress, cancel);
        if (account is null)
        {
            // 401 would tell the page that the session is over, which it is not.
            return refusal!.Code == ProblemCodes.SignInRefused ? Problems.Of(ProblemCodes.ProofRefused)
                : refusal.Code == ProblemCodes.SecondFactorNeeded ? Problems.Of(ProblemCodes.ProofNeedsCode, "code")
                : Problems.Of([refusal]);
        }

        var session = await context.Sessions.SingleAsync(s => s.PartnershipId == actor.PartnershipId && s.Id == actor.SessionId, cancel);
        session.AuthenticatedAt = clock.GetUtcNow();
        return TypedResults.NoContent();
    }

    /// <summary>Writes a refused try of nobody known: the name that was tried; whether it exists is told to nobody.</summary>
    public static async Task<ProblemHttpResult> RefuseAsync(
        HttpContext http, UnitOfWork work, AuditTrail trail, AuditAction action, string tried, Refusal refusal, CancellationToken cancel)
    {
        var nobody = new ActorIdentity(Guid.Empty, tried, Partnership.House, Role.Reporter, Agency.Other);
        trail.Clear();
        await work.RefuseAsync(nobody, action, refusal.Code.Code, http.Connection.RemoteIpAddress?.ToString() ?? "", cancel);
        return Problems.Of([refusal]);
    }

    // Opens the transaction in the partnership that was asked for, or in the one that the account belongs to longest.
    private static async Task<(ActorIdentity?, Refusal?)> EnterAsync(
        SpacesContext context, UnitOfWork work, Account account, Guid? wanted, CancellationToken cancel)
    {
        var partnerships = await SignInAlerts.PartnershipsOfAsync(context, work, account.Id, cancel);
        var chosen = partnerships.Where(p => wanted is null || p == wanted).Cast<Guid?>().FirstOrDefault();
        var who = chosen is null ? null : await work.BeginAsync(account.Id, chosen.Value, UnitOfWork.InteractiveLimit, cancel);
        if (who is null) return (null, new(ProblemCodes.SignInRefused));
        var needs = await context.Partnerships.AsNoTracking().Where(p => p.PartnershipId == who.PartnershipId)
            .Select(p => p.SecondFactorRoles).SingleAsync(cancel);
        return account.SecondFactorAt is null && needs.Contains(who.Role) ? (null, new(ProblemCodes.SecondFactorSetupNeeded)) : (who, null);
    }
}
