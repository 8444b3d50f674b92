namespace SpacesPlaces.Api.Audit;

internal static class AuditSetup
{
    /// <summary>Anchors of the audit, written while the program serves.</summary>
    public static IServiceCollection AddAudit(this IServiceCollection services)
    {
        services.AddHostedService<AuditAnchors>();
        return services;
    }
}
