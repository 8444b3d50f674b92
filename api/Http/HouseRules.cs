using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Http;

/// <summary>The permission that an endpoint asks for.</summary>
public sealed record RequiredPermission(Permission Permission);

/// <summary>An endpoint that anyone may call; it says so aloud and keeps its own audit.</summary>
public sealed record OpenToAnyone;

/// <summary>
/// An endpoint of which nothing is written down: whoever answers without a name would leave a time and an address in the audit.
/// </summary>
public sealed record LeavesNoTrace;

/// <summary>The action under which an endpoint is audited.</summary>
public sealed record AuditedAs(AuditAction Action);

/// <summary>An endpoint whose act asks for a proof of who somebody is that is not older than <see cref="Sessions.Fresh"/>.</summary>
public sealed record FreshSignInNeeded;

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

    /// <summary>Nothing of who calls is written down, not even that somebody did; only for doors that are open to anyone.</summary>
    public static TBuilder WithoutTrace<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new LeavesNoTrace());

    /// <summary>The act is written to the audit in the transaction that does it.</summary>
    public static TBuilder Audited<TBuilder>(this TBuilder endpoint, AuditAction action) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new AuditedAs(action));

    /// <summary>Only soon after a sign-in or renewal: what a forgotten open session must not be able to do.</summary>
    public static TBuilder NeedsFreshSignIn<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(new FreshSignInNeeded());

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
        if (UnreadParameter.Of(context) is { } unread) return Problems.Of([unread]);
        var metadata = http.GetEndpoint()!.Metadata;
        if (metadata.GetMetadata<OpenToAnyone>() is not null) return await next(context);
        var required = metadata.GetMetadata<RequiredPermission>()
            ?? throw new InvalidOperationException($"{http.GetEndpoint()!.DisplayName} declares no permission.");
        var audited = metadata.GetMetadata<AuditedAs>()
            ?? throw new InvalidOperationException($"{http.GetEndpoint()!.DisplayName} declares no audit action.");

        if (!http.User.TryReadSession(out var ticket)) return Problems.Of(ProblemCodes.SignInNeeded);
        var services = http.RequestServices;
        var sessions = services.GetRequiredService<Sessions>();
        var who = await sessions.AdmitAsync(ticket, http.RequestAborted);
        if (who is null) return Problems.Of(ProblemCodes.SignInNeeded);
        try
        {
            return await ActAsync(context, next, who, required.Permission, audited.Action);
        }
        finally
        {
            await sessions.MoveForwardAsync();
        }
    }

    /// <summary>The act itself, once somebody is admitted: permission, handler, budget, audit entry, commit.</summary>
    internal static async Task<object?> ActAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next, ActorIdentity who, Permission permission, AuditAction action)
    {
        var http = context.HttpContext;
        var cancel = http.RequestAborted;
        var work = http.RequestServices.GetRequiredService<UnitOfWork>();
        var address = http.Connection.RemoteIpAddress?.ToString() ?? "";
        if (RefusalFor(http, who, permission) is { } notNow)
        {
            await work.RefuseAsync(who, action, notNow.Code, address, cancel);
            return Problems.Of(notNow);
        }

        var actor = http.RequestServices.GetRequiredService<Actor>();
        actor.Become(who);
        object? answer;
        try
        {
            await http.RequestServices.GetRequiredService<PurposesInForce>().ReadAsync(actor, cancel);
            answer = await next(context);
            if (ProblemOf(answer) is null
                && await http.RequestServices.GetRequiredService<ViewBudgets>().SpendAsync(http, who, cancel) is { } spent)
                answer = Problems.Of([spent]);
            var problem = ProblemOf(answer);
            if (problem is null)
            {
                await work.CommitAsync(who, action, address, cancel);
                return answer;
            }

            await work.RefuseAsync(who, action, problem, address, cancel);
            return answer;
        }
        catch (Exception exception) when (exception is not AuditUnavailableException
            && ExceptionsToProblems.ToRefusal(exception) is { } refusal && refusal.Code != ProblemCodes.DatabaseUnavailable)
        {
            await work.RefuseAsync(who, action, refusal.Code.Code, address, cancel);
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

    private static ProblemCode? RefusalFor(HttpContext http, ActorIdentity who, Permission permission)
    {
        if (!Permissions.Allow(who.Role, permission)) return ProblemCodes.NotAllowed;
        if (http.GetEndpoint()!.Metadata.GetMetadata<FreshSignInNeeded>() is null) return null;
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        return now - who.AuthenticatedAt <= Sessions.Fresh ? null : ProblemCodes.FreshSignInNeeded;
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
