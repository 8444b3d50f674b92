using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Http;

/// <summary>The permission that an endpoint asks for.</summary>
public sealed record RequiredPermission(Permission Permission);

/// <summary>An endpoint that anyone may call; it says so aloud and keeps its own audit.</summary>
public sealed record OpenToAnyone;

/// <summary>The action under which an endpoint is audited.</summary>
public sealed record AuditedAs(AuditAction Action);

/// <summary>How endpoints declare what is true of them, in the order in which it happens: who may, what is written down, what is checked.</summary>
public static class HouseRules
{
    /// <summary>Only people whose role carries the permission; everybody else is refused before the handler runs.</summary>
    public static TBuilder Requires<TBuilder>(this TBuilder endpoint, Permission permission) where TBuilder : IEndpointConventionBuilder
    {
        endpoint.RequireAuthorization();
        return endpoint.WithMetadata(new RequiredPermission(permission));
    }

    /// <summary>No sign-in needed.</summary>
    public static TBuilder ForAnyone<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new OpenToAnyone());

    /// <summary>The act is written to the audit in the transaction that does it.</summary>
    public static TBuilder Audited<TBuilder>(this TBuilder endpoint, AuditAction action) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AuditedAs(action));

    /// <summary>The body passes a pure check first; what the check finds is answered as one problem.</summary>
    public static RouteHandlerBuilder Checked<TBody>(
        this RouteHandlerBuilder endpoint, Func<TBody, CheckContext, IEnumerable<Refusal>> check) where TBody : class =>
        endpoint.AddEndpointFilter(async (call, next) =>
        {
            var body = call.Arguments.OfType<TBody>().Single();
            var services = call.HttpContext.RequestServices;
            var about = await services.GetRequiredService<PartnershipAreas>()
                .ContextAsync(services.GetRequiredService<Actor>().PartnershipId, call.HttpContext.RequestAborted);
            List<Refusal> refusals = [.. check(body, about)];
            return refusals.Count == 0 ? await next(call) : Problems.Of(refusals);
        });
}

/// <summary>
/// Runs every endpoint of the API inside one transaction as the person who asks: permission, handler, audit entry, commit. An
/// answer of 400 or above undoes everything and is audited as refused.
/// </summary>
internal sealed class HouseFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        var metadata = http.GetEndpoint()!.Metadata;
        if (metadata.GetMetadata<OpenToAnyone>() is not null) return await next(context);
        var required = metadata.GetMetadata<RequiredPermission>()
            ?? throw new InvalidOperationException($"{http.GetEndpoint()!.DisplayName} declares no permission.");
        var audited = metadata.GetMetadata<AuditedAs>()
            ?? throw new InvalidOperationException($"{http.GetEndpoint()!.DisplayName} declares no audit action.");

        if (!http.User.TryReadSession(out var accountId, out var partnershipId)) return Problems.Of(ProblemCodes.SignInNeeded);
        var cancel = http.RequestAborted;
        var work = http.RequestServices.GetRequiredService<UnitOfWork>();
        var who = await work.BeginAsync(accountId, partnershipId, UnitOfWork.InteractiveLimit, cancel);
        if (who is null) return Problems.Of(ProblemCodes.SignInNeeded);
        var address = http.Connection.RemoteIpAddress?.ToString() ?? "";
        if (!Permissions.Allow(who.Role, required.Permission))
        {
            await work.RefuseAsync(who, audited.Action, ProblemCodes.NotAllowed.Code, address, cancel);
            return Problems.Of(ProblemCodes.NotAllowed);
        }

        http.RequestServices.GetRequiredService<Actor>().Become(who);
        object? answer;
        try
        {
            answer = await next(context);
            var problem = ProblemOf(answer);
            if (problem is null)
            {
                await work.CommitAsync(who, audited.Action, address, cancel);
                return answer;
            }

            await work.RefuseAsync(who, audited.Action, problem, address, cancel);
            return answer;
        }
        catch (Exception exception) when (ExceptionsToProblems.ToRefusal(exception) is { } refusal
            && refusal.Code != ProblemCodes.DatabaseUnavailable)
        {
            await work.RefuseAsync(who, audited.Action, refusal.Code.Code, address, cancel);
            return Problems.Of([refusal]);
        }
        catch (Exception fault) when (work.HasLostItsConnection)
        {
            // Between two commands this shows as a misuse of a closed connection; it is the database that went away.
            await work.RollbackAsync();
            throw new Npgsql.NpgsqlException("The connection was lost.", fault);
        }
        catch
        {
            await work.RollbackAsync();
            throw;
        }
    }

    private static string? ProblemOf(object? answer)
    {
        while (answer is INestedHttpResult nested) answer = nested.Result;
        if (answer is not IStatusCodeHttpResult { StatusCode: >= 400 } refused) return null;
        return answer is Microsoft.AspNetCore.Http.HttpResults.ProblemHttpResult problem
            && problem.ProblemDetails.Extensions.TryGetValue("code", out var code)
                ? (string)code!
                : refused.StatusCode!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture);
    }
}
