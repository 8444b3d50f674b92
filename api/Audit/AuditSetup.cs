namespace SpacesPlaces.Api.Audit;

internal static class AuditSetup
{
    /// <summary>Anchors of the audit, written while the program serves, and the marked records that unusual access is told by.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddHostedService<AuditAnchors>();
        services.AddSingleton<Canaries>();
        return services;
    }
}
