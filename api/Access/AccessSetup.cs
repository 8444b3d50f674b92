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
                options.CookieManager = new SessionCookies();
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
        services.AddScoped<Sessions>();
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
