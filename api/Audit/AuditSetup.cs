namespace SpacesPlaces.Api.Audit;

internal static class AuditSetup
{
    /// <summary>Anchors of the audit, written while the program serves.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddSingleton<AuditAnchors>();
        services.AddHostedService(provider => provider.GetRequiredService<AuditAnchors>());
        return services;
    }
}
