using Microsoft.AspNetCore.Http.HttpResults;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Audit;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Ogc;

/// <summary>What an endpoint reads: one collection, or the list of them.</summary>
/// <param name="Collection">The collection; null for the list.</param>
internal sealed record OgcReads(OgcCollection? Collection);

/// <summary>
/// The door of map data. A member comes with their session or with a key, reads inside one transaction as themselves, and it is written
/// down; nobody in particular reads published data. What somebody may not read does not exist for them.
/// </summary>
internal sealed class OgcDoor : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (http.GetEndpoint()!.Metadata.GetMetadata<OgcReads>() is not { } reads) return await next(context);
        var services = http.RequestServices;
        var (who, refused) = await AdmitAsync(http);
        if (refused) return Challenge(http);
        if (who is null) return await AsNobodyAsync(context, next, reads);
        try
        {
            var action = http.GetEndpoint()!.Metadata.GetMetadata<AuditedAs>()!.Action;
            services.GetRequiredService<AuditTrail>().Note("through", "ogc");
            if (reads.Collection is { } collection && !collection.MayBeReadBy(who.Role))
            {
                await services.GetRequiredService<UnitOfWork>().RefuseAsync(
                    who, action, ProblemCodes.NotFound.Code, http.Connection.RemoteIpAddress?.ToString() ?? "", http.RequestAborted);
                return Problems.Of(ProblemCodes.NotFound);
            }

            return await HouseFilter.ActAsync(
                context,
                inner =>
                {
                    services.GetRequiredService<OgcReading>().Become(services.GetRequiredService<Actor>());
                    return next(inner);
                },
                who, reads.Collection?.Permissions.First(permission => Permissions.Allow(who.Role, permission)) ?? Permission.SeeReferenceData, action);
        }
        finally
        {
            await services.GetRequiredService<Sessions>().MoveForwardAsync();
            await services.GetRequiredService<AccessKeys>().MoveForwardAsync();
        }
    }

    // Whoever says who they are and is not believed is told so: shown less without a word, they would take it for all there is.
    private static async Task<(ActorIdentity? Who, bool Refused)> AdmitAsync(HttpContext http)
    {
        var (services, cancel) = (http.RequestServices, http.RequestAborted);
        var says = http.Request.Headers.Authorization.Count > 0;
        if (AccessKeys.Of(http) is { } key)
        {
            var holder = await services.GetRequiredService<AccessKeys>().AdmitAsync(key, AccessKeyDoor.MapData, cancel);
            return (holder, holder is null);
        }

        var who = http.User.TryReadSession(out var ticket) ? await services.GetRequiredService<Sessions>().AdmitAsync(ticket, cancel) : null;
        return (who, who is null && says);
    }

    private static ProblemHttpResult Challenge(HttpContext http)
    {
        http.Response.Headers.Append("WWW-Authenticate", "Basic realm=\"SpacesPlaces\", charset=\"UTF-8\"");
        http.Response.Headers.Append("WWW-Authenticate", "Bearer");
        return Problems.Of(ProblemCodes.SignInNeeded);
    }

    private static async Task<object?> AsNobodyAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next, OgcReads reads)
    {
        var (http, cancel) = (context.HttpContext, context.HttpContext.RequestAborted);
        if (reads.Collection is { IsOpen: false }) return Problems.Of(ProblemCodes.NotFound);
        var services = http.RequestServices;
        var partnership = await services.GetRequiredService<OpenData>().PartnershipAsync(cancel);
        services.GetRequiredService<OgcReading>().BecomeNobody(partnership);
        var work = services.GetRequiredService<UnitOfWork>();
        await work.BeginForAnybodyAsync(partnership ?? Guid.Empty, cancel);
        try
        {
            return await next(context);
        }
        finally
        {
            await work.RollbackAsync();
        }
    }
}
