namespace SpacesPlaces.Api.Planning;

/// <summary>The planning room: where stalls stand, where and when workers walk, how an event is staffed, and whether it helped.</summary>
public static class PlanningApi
{
    public static IServiceCollection AddPlanning(this IServiceCollection services)
    {
        services.AddScoped<SiteGround>();
        services.AddScoped<SitingWork>();
        services.AddScoped<SiteShelf>();
        services.AddScoped<StreetNetwork>();
        services.AddScoped<PatrolGround>();
        return services;
    }

    public static IEndpointRouteBuilder MapPlanning(this IEndpointRouteBuilder api)
    {
        var planning = api.MapGroup("/planning").WithTags("Planning");
        planning.MapSites();
        planning.MapSiteLists();
        planning.MapPlaceSites();
        planning.MapSitings();
        planning.MapActivities();
        planning.MapTallies();
        planning.MapCoverage();
        planning.MapRouteFiles();
        planning.MapPatrols();
        return api;
    }
}
