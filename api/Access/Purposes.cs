using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Access;

/// <summary>
/// Why somebody looks at the restricted layer: child tokens, members of hotspots, files. Said once for a task, valid in this
/// session for a working day, written beside every act meanwhile, and never asked at a click.
/// </summary>
internal sealed class PurposesInForce(SpacesContext context, AuditTrail trail, TimeProvider clock)
{
    public static readonly TimeSpan Validity = TimeSpan.FromHours(8);

    /// <summary>Reads the purpose that the acting person stated in this session into the actor, and beside the act in the audit.</summary>
    public async Task ReadAsync(Actor actor, CancellationToken cancel)
    {
        // A tool's key says what it is for, and opens nothing restricted.
        if (actor.Identity.AccessKeyId is not null) return;
        var (partnership, session, now) = (actor.PartnershipId, actor.SessionId, clock.GetUtcNow());
        actor.Stated = await context.PurposeStatements.AsNoTracking()
            .Where(s => s.PartnershipId == partnership && s.SessionId == session && s.StatedAt <= now && s.EndsAt > now)
            .OrderByDescending(s => s.StatedAt).FirstOrDefaultAsync(cancel);
        if (actor.Stated is not null) trail.Note("purpose", WireName.Of(actor.Stated.Purpose));
    }

    /// <summary>States a purpose in the open transaction; it takes the place of an earlier one.</summary>
    public PurposeStatement State(ActorIdentity who, Guid session, NewPurpose stated)
    {
        var now = clock.GetUtcNow();
        var statement = new PurposeStatement
        {
            PartnershipId = who.PartnershipId,
            Id = Guid.CreateVersion7(),
            AccountId = who.UserId,
            SessionId = session,
            Purpose = stated.Purpose,
            Reason = stated.Reason?.Trim(),
            StatedAt = now,
            EndsAt = now + Validity,
        };
        context.PurposeStatements.Add(statement);
        trail.Note("purpose", WireName.Of(stated.Purpose));
        return statement;
    }
}

/// <summary>Stating a purpose, what needs one, and the report of stated purposes.</summary>
internal static class Purposes
{
    private const int LongestReason = 500;
    private const int MostListed = 1_000;

    /// <summary>Only for people who stated, in this session, what they need restricted data for.</summary>
    public static RouteHandlerBuilder NeedsPurpose(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilter(async (call, next) =>
        call.HttpContext.RequestServices.GetRequiredService<Actor>().Stated is null ? Problems.Of(ProblemCodes.PurposeNeeded) : await next(call));

    public static IEndpointRouteBuilder MapPurposes(this IEndpointRouteBuilder governance)
    {
        var purposes = governance.MapGroup("/purposes");
        purposes.MapPost("/", State).Requires(Permission.StatePurpose).Audited(AuditAction.PurposeStated).Checked<NewPurpose>(Check)
            .WithSummary("Say what restricted data is needed for; holds in this session for 8 hours or until another is stated");
        purposes.MapGet("/current", Current).Requires(Permission.StatePurpose).Audited(AuditAction.PurposesListed)
            .WithSummary("The purpose in force in this session");
        purposes.MapGet("/", List).Requires(Permission.SeeAudit).Audited(AuditAction.PurposesListed)
            .WithSummary("Purposes that people stated, newest first, at most 1,000");
        return governance;
    }

    public static IEnumerable<Refusal> Check(NewPurpose purpose, CheckContext about) => TextChecks.Allowed(purpose.Reason, "reason", LongestReason);

    private static Created<PurposeView> State(NewPurpose body, Actor actor, PurposesInForce purposes) => TypedResults.Created(
        "/api/v1/governance/purposes/current", Of(purposes.State(actor.Identity, actor.SessionId, body), actor.UserName));

    private static Ok<CurrentPurpose> Current(Actor actor) =>
        TypedResults.Ok(new CurrentPurpose(actor.Stated is null ? null : Of(actor.Stated, actor.UserName)));

    private static async Task<Results<Ok<IReadOnlyList<PurposeView>>, ProblemHttpResult>> List(
        string? user, string? purpose, DateTimeOffset? from, DateTimeOffset? to, Actor actor, SpacesContext context, AuditTrail trail,
        CancellationToken cancel)
    {
        var found = context.PurposeStatements.AsNoTracking().Where(s => s.PartnershipId == actor.PartnershipId);
        if (from is not null) found = found.Where(s => s.StatedAt >= from.Value.ToUniversalTime());
        if (to is not null) found = found.Where(s => s.StatedAt < to.Value.ToUniversalTime());
        if (purpose is not null)
        {
            if (!WireName.TryParse<Purpose>(purpose, out var word)) return Problems.Of(ProblemCodes.WordUnknown, "purpose");
            found = found.Where(s => s.Purpose == word);
        }

        if (user is not null)
        {
            var account = await MemberNames.FindAsync(context, actor.PartnershipId, user, cancel);
            if (account is null) return Problems.Of(ProblemCodes.PersonUnknown, "user");
            found = found.Where(s => s.AccountId == account);
        }

        var rows = await found.OrderByDescending(s => s.StatedAt).ThenByDescending(s => s.Id).Take(MostListed).ToListAsync(cancel);
        var names = await MemberNames.NamesAsync(context, rows.Select(s => s.AccountId), cancel);
        trail.Note("shown", rows.Count);
        return TypedResults.Ok<IReadOnlyList<PurposeView>>([.. rows.Select(s => Of(s, names[s.AccountId]))]);
    }

    private static PurposeView Of(PurposeStatement s, string user) => new(s.Id, user, s.Purpose, s.Reason, s.StatedAt, s.EndsAt);
}
