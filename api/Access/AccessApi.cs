using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Access;

/// <summary>Coming in, going out, and who am I.</summary>
public static class AccessApi
{
    public static IEndpointRouteBuilder MapAccess(this IEndpointRouteBuilder api)
    {
        var access = api.MapGroup("/access").WithTags("Access");
        access.MapPost("/sign-in", SignIn).ForAnyone().Audited(AuditAction.SignedIn)
            .WithSummary("Sign in; answers a bearer token for programs, or sets a cookie for the page");
        access.MapPost("/sign-out", SignOut).Requires(Permission.SeeOwnAccount).Audited(AuditAction.SignedOut)
            .WithSummary("End the session that asks, and clear what the browser holds");
        access.MapGet("/me", Me).Requires(Permission.SeeOwnAccount).Audited(AuditAction.OwnAccountSeen)
            .WithSummary("Who is signed in, and what they may do");
        return api;
    }

    private static async Task<Results<Ok<SignedIn>, ProblemHttpResult>> SignIn(
        SignIn body, HttpContext http, UserManager<Account> accounts, UnitOfWork work, AuditTrail trail, SpacesContext context, Sessions sessions,
        IOptionsMonitor<BearerTokenOptions> bearer, IGridTransform grid, TimeProvider clock, CancellationToken cancel)
    {
        var address = http.Connection.RemoteIpAddress?.ToString() ?? "";
        var account = body.User.Length <= 256 ? await accounts.FindByNameAsync(body.User) : null;
        var refusal = await RefusalAsync(body, account, accounts);
        if (refusal is not null) return await RefuseAsync(refusal);

        var membership = await PartnershipOfAsync(context, work, account!, body.Partnership, cancel);
        if (membership is null) return await RefuseAsync(ProblemCodes.SignInRefused);
        var who = await work.BeginAsync(account!.Id, membership.PartnershipId, UnitOfWork.InteractiveLimit, cancel);
        if (who is null) return await RefuseAsync(ProblemCodes.SignInRefused);

        var me = await MeAsync(context, grid, who, cancel);
        var session = sessions.Begin(who, body.Session, clock.GetUtcNow());
        await context.Users.Where(a => a.Id == who.UserId).ExecuteUpdateAsync(set => set.SetProperty(a => a.LastSignedInAt, clock.GetUtcNow()), cancel);
        await work.CommitAsync(who, AuditAction.SignedIn, address, cancel);
        var carried = new SessionTicket(who.UserId, who.PartnershipId, session.Id, account.SecurityStamp ?? "");

        var expires = clock.GetUtcNow() + AccessSetup.SessionLength;
        var properties = new AuthenticationProperties { IssuedUtc = clock.GetUtcNow(), ExpiresUtc = expires, IsPersistent = false };
        if (body.Session == SessionKind.Cookie)
        {
            await http.SignInAsync(AccessSetup.CookieScheme, carried.ToPrincipal(AccessSetup.CookieScheme), properties);
            return TypedResults.Ok(new SignedIn(null, expires, me));
        }

        var ticket = new AuthenticationTicket(
            carried.ToPrincipal(AccessSetup.BearerScheme), properties, $"{AccessSetup.BearerScheme}:AccessToken");
        return TypedResults.Ok(new SignedIn(bearer.Get(AccessSetup.BearerScheme).BearerTokenProtector.Protect(ticket), expires, me));

        async Task<ProblemHttpResult> RefuseAsync(ProblemCode code)
        {
            // The name that was tried is written down; whether it exists is told to nobody.
            var nobody = new ActorIdentity(Guid.Empty, body.User, Partnership.House, Role.Reporter, Agency.Other);
            trail.Clear();
            await work.RefuseAsync(nobody, AuditAction.SignedIn, code.Code, address, cancel);
            return Problems.Of(code);
        }
    }

    private static async Task<ProblemCode?> RefusalAsync(SignIn body, Account? account, UserManager<Account> accounts)
    {
        if (account is null)
        {
            // The same work as for a real account, so that the time taken does not tell which names exist.
            accounts.PasswordHasher.HashPassword(new Account(), body.Password);
            return ProblemCodes.SignInRefused;
        }

        if (await accounts.IsLockedOutAsync(account)) return ProblemCodes.SignInLocked;
        if (account.DisabledAt is not null || !await accounts.CheckPasswordAsync(account, body.Password))
        {
            await accounts.AccessFailedAsync(account);
            return ProblemCodes.SignInRefused;
        }

        if (account.TwoFactorEnabled)
        {
            if (body.Code is null) return ProblemCodes.SecondFactorNeeded;
            if (!await accounts.VerifyTwoFactorTokenAsync(account, TokenOptions.DefaultAuthenticatorProvider, body.Code))
            {
                await accounts.AccessFailedAsync(account);
                return ProblemCodes.SignInRefused;
            }
        }

        await accounts.ResetAccessFailedCountAsync(account);
        return null;
    }

    private static async Task<Membership?> PartnershipOfAsync(
        SpacesContext context, UnitOfWork work, Account account, Guid? wanted, CancellationToken cancel)
    {
        await work.BeginAsAccountAsync(account.Id, cancel);
        var memberships = await context.Memberships.AsNoTracking()
            .Where(m => m.AccountId == account.Id && m.EndedAt == null && (wanted == null || m.PartnershipId == wanted))
            .OrderBy(m => m.CreatedAt).Take(1).ToListAsync(cancel);
        await work.RollbackAsync();
        return memberships.FirstOrDefault();
    }

    private static async Task<NoContent> SignOut(HttpContext http, Actor actor, Sessions sessions, CancellationToken cancel)
    {
        await sessions.EndAsync(actor.PartnershipId, actor.UserId, SessionEnd.SignedOut, actor.SessionId, cancel);
        await http.SignOutAsync(AccessSetup.CookieScheme);
        http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"cookies\", \"storage\"";
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Me>> Me(Actor actor, SpacesContext context, IGridTransform grid, CancellationToken cancel) =>
        TypedResults.Ok(await MeAsync(context, grid, actor.Identity, cancel));

    private static async Task<Me> MeAsync(SpacesContext context, IGridTransform grid, ActorIdentity who, CancellationToken cancel)
    {
        var partnership = await context.Partnerships.AsNoTracking().SingleAsync(p => p.PartnershipId == who.PartnershipId, cancel);
        var box = partnership.Area!.EnvelopeInternal;
        var southWest = grid.ToLonLat(box.MinX, box.MinY);
        var northEast = grid.ToLonLat(box.MaxX, box.MaxY);
        var view = new PartnershipView(
            partnership.PartnershipId, partnership.NameEn, partnership.NameCy,
            [southWest.Lon, southWest.Lat, northEast.Lon, northEast.Lat], partnership.IsDemonstration);
        return new(who.UserId, who.UserName, who.Role, who.Agency, view, Permissions.WordsOf(who.Role));
    }
}
