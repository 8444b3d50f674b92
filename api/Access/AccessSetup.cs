using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;
using Microsoft.AspNetCore.DataProtection;
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
                options.Password.RequiredLength = PeopleChecks.ShortestPassword;
                options.Password.RequireNonAlphanumeric = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireDigit = false;
            })
            .AddEntityFrameworkStores<SpacesContext>();
        services.AddAuthentication(EitherScheme)
            .AddPolicyScheme(EitherScheme, null, options => options.ForwardDefaultSelector = http =>
                http.Request.Headers.Authorization.Count == 0 ? CookieScheme : OutsideIssuer.IsMeantBy(http) ? OutsideIssuer.Scheme : BearerScheme)
            .AddOutsideIssuer()
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
        services.AddScoped<PurposesInForce>();
        services.AddScoped<Sessions>();
        services.AddScoped<AccessKeys>();
        services.AddSingleton<AccessKeyOwners>();
        services.AddScoped<SecondFactor>();
        services.AddScoped<People>();
        services.AddScoped<RoleRequests>();
        services.AddScoped<Invitations>();
        services.AddSingleton<SignInBrake>();
        services.AddSingleton<SignInAlerts>();
        services.AddSingleton<Credentials>();
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
