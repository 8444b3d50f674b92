using Microsoft.AspNetCore.Http.HttpResults;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Access;

/// <summary>Setting up an authenticator app, before the first sign-in or instead of another one.</summary>
internal static class SecondFactorApi
{
    public static void MapSecondFactor(this IEndpointRouteBuilder access)
    {
        access.MapPost("/second-factor", Begin).ForAnyone().Audited(AuditAction.SecondFactorBegun)
            .WithSummary("Begin to set up an authenticator app; whoever has one proves it too");
        access.MapPost("/second-factor/confirmation", Confirm).ForAnyone().Audited(AuditAction.SecondFactorSet)
            .WithSummary("Take the app into use with its first code; answers recovery codes, once");
    }

    private static async Task<Results<Ok<SecondFactorSecret>, ProblemHttpResult>> Begin(
        SecondFactorSetup body, HttpContext http, Credentials credentials, SpacesContext context, UnitOfWork work, AuditTrail trail,
        SecondFactor factor, CancellationToken cancel)
    {
        var (account, refusal) = await credentials.ProveAsync(body.User, body.Password, body.Code, http.Connection.RemoteIpAddress, cancel);
        if (account is null) return await SignInApi.RefuseAsync(http, work, trail, AuditAction.SecondFactorBegun, body.User, refusal!, cancel);
        var who = await OpenAsync(context, work, account, cancel);
        var secret = await factor.BeginAsync(account.Id, cancel);
        trail.Subject(account.Id);
        await work.CommitAsync(who, AuditAction.SecondFactorBegun, http.Connection.RemoteIpAddress?.ToString() ?? "", cancel);
        return TypedResults.Ok(new SecondFactorSecret(secret, Totp.UriOf(secret, account.UserName!)));
    }

    private static async Task<Results<Ok<RecoveryCodes>, ProblemHttpResult>> Confirm(
        SecondFactorConfirmation body, HttpContext http, Credentials credentials, SpacesContext context, UnitOfWork work, AuditTrail trail,
        SecondFactor factor, Sessions sessions, CancellationToken cancel)
    {
        // A code of the new app is no code of the present one; the present one was asked for when the setup was begun.
        var (account, refusal) = await credentials.ProvePasswordAsync(body.User, body.Password, http.Connection.RemoteIpAddress, cancel);
        if (account is null) return await SignInApi.RefuseAsync(http, work, trail, AuditAction.SecondFactorSet, body.User, refusal!, cancel);
        var who = await OpenAsync(context, work, account, cancel);
        var codes = await factor.ConfirmAsync(account, body.Code, cancel);
        if (codes is null)
        {
            await credentials.CountAsync(body.User, http.Connection.RemoteIpAddress, cancel);
            return await SignInApi.RefuseAsync(http, work, trail, AuditAction.SecondFactorSet, body.User, new(ProblemCodes.SecondFactorCodeWrong, "code"), cancel);
        }

        trail.Subject(account.Id);
        await sessions.EndAsync(who.PartnershipId, account.Id, SessionEnd.FactorChanged, null, cancel);
        await work.CommitAsync(who, AuditAction.SecondFactorSet, http.Connection.RemoteIpAddress?.ToString() ?? "", cancel);
        return TypedResults.Ok(new RecoveryCodes(codes));
    }

    // In the chain of the partnership where the person works; before any membership in the house's.
    private static async Task<ActorIdentity> OpenAsync(SpacesContext context, UnitOfWork work, Account account, CancellationToken cancel)
    {
        var partnerships = await SignInAlerts.PartnershipsOfAsync(context, work, account.Id, cancel);
        var who = partnerships.Count == 0 ? null : await work.BeginAsync(account.Id, partnerships[0], UnitOfWork.InteractiveLimit, cancel);
        if (who is not null) return who;
        await work.BeginForHouseAsync(Partnership.House, cancel);
        return new(account.Id, account.UserName!, Partnership.House, Role.Reporter, Agency.Other);
    }
}
