using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using SpacesPlaces.Api.Database;
using SpacesPlaces.Api.Http;
using SpacesPlaces.Contracts;

namespace SpacesPlaces.Api.Access;

public static class AccessSetup
{
    public const string BearerScheme = "bearer";
    public const string CookieScheme = "cookie";
    private const string EitherScheme = "either";

    /// <summary>Longest life of a session, whatever its activity.</summary>
    public static readonly TimeSpan SessionLength = TimeSpan.FromHours(12);

    /// <summary>Identity accounts; a cookie for the page, a bearer token for programs. Keys lie in the data folder.</summary>
    public static IServiceCollection AddAccess(this IServiceCollection services, string keyFolder)
    {
        services.AddDataProtection().SetApplicationName("SpacesPlaces").PersistKeysToFileSystem(new DirectoryInfo(keyFolder));
        services.AddIdentityCore<Account>(options =>
            {
                options.Password.RequiredLength = 12;
                options.Password.RequireNonAlphanumeric = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireDigit = false;
                options.Lockout.MaxFailedAccessAttempts = 8;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            })
            .AddEntityFrameworkStores<SpacesContext>()
            .AddTokenProvider<AuthenticatorTokenProvider<Account>>(TokenOptions.DefaultAuthenticatorProvider);
        services.AddAuthentication(EitherScheme)
            .AddPolicyScheme(EitherScheme, null, options => options.ForwardDefaultSelector = http =>
                http.Request.Headers.Authorization.Count > 0 ? BearerScheme : CookieScheme)
            .AddBearerToken(BearerScheme, options => options.BearerTokenExpiration = SessionLength)
            .AddCookie(CookieScheme, options =>
            {
                options.Cookie.Name = "spacesplaces-session";
                options.Cookie.HttpOnly = true;
                options.Cookie.SameSite = SameSiteMode.Strict;
                options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
                options.ExpireTimeSpan = SessionLength;
                options.SlidingExpiration = false;
            });
        services.AddAuthorization();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, RefusalsAreProblems>();
        services.AddSingleton<PartnershipAreas>();
        services.AddScoped<Actor>();
        services.AddScoped<PeopleDirectory>();
        return services;
    }

    private sealed class RefusalsAreProblems : IAuthorizationMiddlewareResultHandler
    {
        public Task HandleAsync(
            RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult authorizeResult) =>
            authorizeResult.Succeeded ? next(context)
            : Problems.Of(authorizeResult.Forbidden ? ProblemCodes.NotAllowed : ProblemCodes.SignInNeeded).ExecuteAsync(context);
    }
}

/// <summary>
/// Refuses a change that another site's page asks for in the name of a cookie. Programs with a bearer token are not concerned:
/// a browser never sends one by itself.
/// </summary>
internal static class CrossSite
{
    public static IApplicationBuilder UseCrossSiteRefusal(this IApplicationBuilder app) => app.Use(async (http, next) =>
    {
        var request = http.Request;
        var safe = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);
        if (safe || request.Headers.Authorization.Count > 0 || request.Headers.Cookie.Count == 0 || ComesFromHere(request))
            await next(http);
        else
            await Problems.Of(ProblemCodes.CrossSiteRefused).ExecuteAsync(http);
    });

    // Browsers without Sec-Fetch-Site still send Origin with every request that changes something.
    private static bool ComesFromHere(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() switch
    {
        "same-origin" => true,
        "" => Uri.TryCreate(request.Headers.Origin, UriKind.Absolute, out var origin)
            && string.Equals(origin.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase),
        _ => false,
    };
}
