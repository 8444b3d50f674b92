using SpacesPlaces.Api.Access;
using SpacesPlaces.Api.Disclosure;

namespace SpacesPlaces.Api.Governance;

/// <summary>Everything under <c>/governance</c>: who agreed what, who is kept from what, why people look, how long things are kept.</summary>
internal static class GovernanceApi
{
    public static IServiceCollection AddGovernance(this IServiceCollection services)
    {
        services.AddSingleton<ErasureLedger>();
        services.AddScoped<RecordErasure>();
        services.AddScoped<RetentionRun>();
        services.AddScoped<SubjectAccessFinder>();
        services.AddSingleton<GovernanceWork>();
        services.AddHostedService<GovernanceClock>();
        return services;
    }

    public static IEndpointRouteBuilder MapGovernance(this IEndpointRouteBuilder api)
    {
        var governance = api.MapGroup("/governance").WithTags("Governance");
        governance.MapAgreements();
        governance.MapExclusions();
        governance.MapPurposes();
        governance.MapGlassBreaks();
        governance.MapNotices();
        governance.MapRetention();
        governance.MapHolds();
        governance.MapErasures();
        governance.MapDataItems();
        governance.MapSubjectAccess();
        return api;
    }
}
