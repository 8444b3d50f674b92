using SpacesPlaces.Api.Analyses;
using SpacesPlaces.Api.Hotspots.Analyses.Methods;

namespace SpacesPlaces.Api.Hotspots.Analyses;

/// <summary>What the room of analyses offers.</summary>
public static class AnalysisRoom
{
    /// <summary>The methods, in the order in which an analyst is offered them.</summary>
    internal static readonly IReadOnlyList<IAnalysisMethod> Methods =
    [
        new KernelDensities(),
        new HotCells(),
        new LocalMorans(),
        new EmergingCells(),
        new HourMatrices(),
        new NearRepeats(),
        new Scans(),
        new Lives(),
        new Closures(),
        new EffortAreas(),
    ];

    public static IServiceCollection AddAnalyses(this IServiceCollection services)
    {
        foreach (var method in Methods) services.AddSingleton(method);
        services.AddSingleton<AnalysisMethods>();
        services.AddSingleton<AnalysisRun>();
        services.AddSingleton<IJobWork, AnalysisWork>();
        return services;
    }
}
