using System.ComponentModel;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Crs;

namespace SpacesPlaces.Api.Access;

/// <summary>Coming in, going out, who am I, and where am I signed in.</summary>
public static class AccessApi
{
    public static IEndpointRouteBuilder MapAccess(this IEndpointRouteBuilder api)
    {
        var access = api.MapGroup("/access").WithTags("Access");
        access.MapPost("/sign-in", SignInApi.SignIn).ForAnyone().Audited(AuditAction.SignedIn)
            .WithSummary("Sign in; answers a bearer token for programs, or sets a cookie for the page");
        access.MapPost("/sign-out", SignOut).Requires(Permission.SeeOwnAccount).Audited(AuditAction.SignedOut)
            .WithSummary("End the session that asks, and clear what the browser holds");
        access.MapPost("/renewal", SignInApi.Renew).Requires(Permission.SeeOwnAccount).Audited(AuditAction.FactorRenewed)
            .WithSummary("Prove once more who you are: opens acts that ask for a fresh sign-in, for ten minutes");
        access.MapGet("/me", Me).Requires(Permission.SeeOwnAccount).Audited(AuditAction.OwnAccountSeen)
            .WithSummary("Who is signed in, and what they may do");
        access.MapGet("/sessions", ListSessions).Requires(Permission.SeeOwnAccount).Audited(AuditAction.SessionsListed)
            .WithSummary("Where an account is signed in: one's own, or for administrators anybody's");
        access.MapPut("/unsent", ReportUnsent).Requires(Permission.SeeOwnAccount).Audited(AuditAction.UnsentReported).Checked<UnsentReport>(CheckUnsent)
            .WithSummary("Say how many records wait on a device to be sent, so that a lost or emptied phone is noticed");
        access.MapDelete("/sessions/{id:guid}", EndSession).Requires(Permission.SeeOwnAccount).Audited(AuditAction.SessionEnded)
            .WithSummary("End a session: one's own, or for administrators anybody's");
        access.MapSecondFactor();
        access.MapAccessKeys();
        access.MapPeople();
        access.MapInvitations();
        access.MapRoleRequests();
        access.MapAccessSettings();
        return api;
    }

    private static async Task<NoContent> SignOut(HttpContext http, Actor actor, Sessions sessions, CancellationToken cancel)
    {
        await sessions.EndAsync(actor.PartnershipId, actor.UserId, SessionEnd.SignedOut, actor.SessionId, cancel);
        await http.SignOutAsync(AccessSetup.CookieScheme);
        // Not "storage": it would take away what somebody else has waiting, sealed, on the same phone.
        http.Response.Headers["Clear-Site-Data"] = "\"cache\", \"cookies\"";
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Me>> Me(
        Actor actor, SpacesContext context, SecondFactor factor, IGridTransform grid, CancellationToken cancel) =>
        TypedResults.Ok(await MeAsync(context, factor, grid, actor.Identity, cancel));

    internal static async Task<Me> MeAsync(
        SpacesContext context, SecondFactor factor, IGridTransform grid, ActorIdentity who, CancellationToken cancel)
    {
        var partnership = await context.Partnerships.AsNoTracking().SingleAsync(p => p.PartnershipId == who.PartnershipId, cancel);
        var hasFactor = await context.Users.Where(a => a.Id == who.UserId).Select(a => a.SecondFactorAt != null).SingleAsync(cancel);
        var box = partnership.Area!.EnvelopeInternal;
        var southWest = grid.ToLonLat(box.MinX, box.MinY);
        var northEast = grid.ToLonLat(box.MaxX, box.MaxY);
        var view = new PartnershipView(
            partnership.PartnershipId, partnership.NameEn, partnership.NameCy,
            [southWest.Lon, southWest.Lat, northEast.Lon, northEast.Lat], partnership.IsDemonstration);
        return new(
            who.UserId, who.UserName, who.Role, who.Agency, view, Permissions.WordsOf(who.Role),
            hasFactor, hasFactor ? await factor.RecoveryCodesLeftAsync(who.UserId, cancel) : 0, partnership.BrowserIdleMinutes,
            SharingViews.Of(who.Sharing));
    }

    private static async Task<Results<Ok<IReadOnlyList<SessionView>>, ProblemHttpResult>> ListSessions(
        [Description("Whose sessions; one's own when left out")] Guid? account, Actor actor, SpacesContext context, AuditTrail trail,
        TimeProvider clock, CancellationToken cancel)
    {
        var whose = account ?? actor.UserId;
        trail.Subject(whose);
        if (whose != actor.UserId && !Permissions.Allow(actor.Role, Permission.ManagePeople)) return Problems.Of(ProblemCodes.NotAllowed);
        var oldest = clock.GetUtcNow() - AccessSetup.SessionLength;
        var sessions = await context.Sessions.AsNoTracking()
            .Where(s => s.PartnershipId == actor.PartnershipId && s.AccountId == whose
                && ((s.EndedAt == null && s.CreatedAt > oldest) || s.Unsent > 0))
            .OrderByDescending(s => s.LastUsedAt).Take(100)
            .Select(s => new SessionView(
                s.Id, s.AccountId, s.Kind, s.CreatedAt, s.LastUsedAt, s.Id == actor.SessionId, s.Unsent > 0 ? s.Unsent : null,
                s.Unsent > 0 ? s.UnsentSaidAt : null, s.EndedAt))
            .ToListAsync(cancel);
        return TypedResults.Ok<IReadOnlyList<SessionView>>(sessions);
    }

    private static IEnumerable<Refusal> CheckUnsent(UnsentReport report, CheckContext about)
    {
        if (report.Unsent is < 0 or > 10_000) yield return Refusal.Of(ProblemCodes.CountOutOfRange, "unsent", ("min", 0), ("max", 10_000));
    }

    // The newest word of a device stands; what it said in earlier sessions is taken back.
    private static async Task<NoContent> ReportUnsent(
        UnsentReport body, Actor actor, SpacesContext context, TimeProvider clock, CancellationToken cancel)
    {
        var said = await context.Sessions
            .Where(s => s.PartnershipId == actor.PartnershipId && s.AccountId == actor.UserId && (s.DeviceId == body.Device || s.Id == actor.SessionId))
            .ToListAsync(cancel);
        foreach (var session in said)
        {
            var now = session.Id == actor.SessionId;
            session.DeviceId = now ? body.Device : null;
            session.Unsent = now ? body.Unsent : null;
            session.UnsentSaidAt = now ? clock.GetUtcNow() : null;
        }

        return TypedResults.NoContent();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EndSession(
        Guid id, Actor actor, SpacesContext context, Sessions sessions, AuditTrail trail, CancellationToken cancel)
    {
        trail.Subject(id);
        var whose = await context.Sessions.Where(s => s.PartnershipId == actor.PartnershipId && s.Id == id && s.EndedAt == null)
            .Select(s => (Guid?)s.AccountId).SingleOrDefaultAsync(cancel);
        var own = whose == actor.UserId;
        if (whose is null || (!own && !Permissions.Allow(actor.Role, Permission.ManagePeople))) return Problems.Of(ProblemCodes.NotFound);
        var ended = await sessions.EndAsync(actor.PartnershipId, whose.Value, own ? SessionEnd.EndedByOwner : SessionEnd.EndedByAdmin, id, cancel);
        return ended == 0 ? Problems.Of(ProblemCodes.NotFound) : TypedResults.NoContent();
    }
}
