namespace SpacesPlaces.Api.Http;

/// <summary>Pages of other sites: closed, but for the exact origins that the operator named; these too come without cookies.</summary>
internal static class OtherOrigins
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(10);

    public static IServiceCollection AddOtherOrigins(this IServiceCollection services, DoorSettings doors) =>
        services.AddCors(options => options.AddDefaultPolicy(policy => policy
            .WithOrigins([.. doors.Origins])
            .WithMethods("GET", "POST", "PUT", "DELETE")
            .WithHeaders("Authorization", "Content-Type", "If-Match", "Accept-Language")
            .WithExposedHeaders("ETag", "Location", "Retry-After", "Link", "Content-Crs")
            .SetPreflightMaxAge(Remembered)));
}
