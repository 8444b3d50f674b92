using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Access;

/// <summary>Telling named people something, and each person's own notices.</summary>
public static class Notices
{
    private const int Latest = 200;

    /// <summary>Tells these people, in the transaction of what they are told about.</summary>
    /// <param name="context">The context with the open transaction.</param>
    /// <param name="partnership">The partnership.</param>
    /// <param name="people">Accounts of those told.</param>
    /// <param name="kind">What kind of news.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="at">Now.</param>
    /// <param name="values">Values for the sentence; never content of a record.</param>
    public static void Tell(
        SpacesContext context, Guid partnership, IEnumerable<Guid> people, NoticeKind kind, Guid subject, DateTimeOffset at,
        params (string Name, string Value)[] values)
    {
        var detail = JsonSerializer.Serialize(values.ToDictionary(v => v.Name, v => v.Value));
        context.Notices.AddRange(people.Select(account => new Notice
        {
            PartnershipId = partnership,
            Id = Guid.CreateVersion7(),
            AccountId = account,
            Kind = kind,
            SubjectId = subject,
            Detail = detail,
            CreatedAt = at,
        }));
    }

    /// <summary>Accounts of the partnership's active members with one of these roles.</summary>
    public static IQueryable<Guid> PeopleWith(SpacesContext context, Guid partnership, params Role[] roles) =>
        from membership in context.Memberships
        join account in context.Users on membership.AccountId equals account.Id
        where membership.PartnershipId == partnership && membership.EndedAt == null && account.DisabledAt == null
            && roles.Contains(membership.Role)
        orderby membership.CreatedAt, membership.AccountId
        select membership.AccountId;

    internal static IEndpointRouteBuilder MapNotices(this IEndpointRouteBuilder governance)
    {
        var notices = governance.MapGroup("/notices");
        notices.MapGet("/", List).Requires(Permission.SeeNotices).Audited(AuditAction.NoticesListed)
            .WithSummary("What the reader was told, newest first");
        notices.MapPost("/{id:guid}/read", MarkRead).Requires(Permission.SeeNotices).Audited(AuditAction.NoticeRead)
            .WithSummary("Mark a notice as read");
        return governance;
    }

    private static async Task<Ok<NoticeList>> List(Actor actor, SpacesContext context, AuditTrail trail, CancellationToken cancel)
    {
        var mine = context.Notices.AsNoTracking().Where(n => n.PartnershipId == actor.PartnershipId && n.AccountId == actor.UserId);
        var latest = await mine.OrderByDescending(n => n.CreatedAt).ThenByDescending(n => n.Id).Take(Latest).ToListAsync(cancel);
        trail.Note("shown", latest.Count);
        return TypedResults.Ok(new NoticeList(
            await mine.CountAsync(n => n.ReadAt == null, cancel),
            [.. latest.Select(n => new NoticeView(
                n.Id, n.Kind, n.SubjectId, JsonSerializer.Deserialize<Dictionary<string, string>>(n.Detail)!, n.CreatedAt, n.ReadAt))]));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> MarkRead(
        Guid id, Actor actor, SpacesContext context, AuditTrail trail, TimeProvider clock, CancellationToken cancel)
    {
        trail.Subject(id);
        var notice = await context.Notices.SingleOrDefaultAsync(
            n => n.PartnershipId == actor.PartnershipId && n.Id == id && n.AccountId == actor.UserId, cancel);
        if (notice is null) return Problems.Of(ProblemCodes.NotFound);
        notice.ReadAt ??= clock.GetUtcNow();
        return TypedResults.NoContent();
    }
}
