using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Incidents;

/// <summary>
/// When a child's case was closed, by month, entered by the agency that holds the child's token. Whether a space stays harmful after a
/// case closes can only be told with it.
/// </summary>
public static class CaseClosures
{
    private const int OldestYears = 30;

    public static IEndpointRouteBuilder MapCaseClosures(this IEndpointRouteBuilder api)
    {
        // The token travels in the body: addresses are logged.
        api.MapGroup("/children").WithTags("Incidents").MapPut("/case-closure", Enter)
            .Requires(Permission.CloseCases).Audited(AuditAction.CaseClosureEntered).Checked<CaseClosure>(Check)
            .WithSummary("Enter, correct or take back the month in which a child's case was closed; only the agency that holds the token may");
        return api;
    }

    public static IEnumerable<Refusal> Check(CaseClosure closure, CheckContext about)
    {
        if (!ChildToken.TryParse(closure.Token, out _)) yield return new(ProblemCodes.ChildTokenNotValid, "token");
        if (closure.ClosedMonth is not { } month) yield break;
        if (month.Day != 1) yield return new(ProblemCodes.MonthNotValid, "closedMonth");
        if (month > DateOnly.FromDateTime(about.Now.UtcDateTime.AddHours(1))) yield return new(ProblemCodes.InTheFuture, "closedMonth");
        if (month < DateOnly.FromDateTime(about.Now.UtcDateTime).AddYears(-OldestYears)) yield return new(ProblemCodes.TooLongAgo, "closedMonth");
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Enter(
        CaseClosure body, Actor actor, SpacesContext context, AuditTrail trail, CancellationToken cancel)
    {
        var token = ChildToken.TryParse(body.Token, out var one) ? one : "";
        // Another agency's token and one that nobody recorded look alike: neither is this agency's to know.
        var child = await context.Children.AsNoTracking().SingleOrDefaultAsync(
            c => c.PartnershipId == actor.PartnershipId && c.Token == token && c.HoldingAgency == actor.Agency, cancel);
        if (child is null) return Problems.Of(ProblemCodes.NotFound);
        trail.Subject(child.Id);
        await context.Children.Where(c => c.PartnershipId == actor.PartnershipId && c.Id == child.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(c => c.CaseClosedMonth, body.ClosedMonth), cancel);
        return TypedResults.NoContent();
    }
}
