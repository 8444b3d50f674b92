using System.Collections.Frozen;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Access;

/// <summary>What a person may do, in the field's words. Every endpoint names one.</summary>
public enum Permission
{
    SeeOwnAccount,
    RecordIncidents,
    SeeIncidents,
    CorrectIncidents,
    WithdrawIncidents,
    SeeReferenceData,
    ImportReferenceData,
    RunAnalyses,
    SeeHotspots,
    SeeHotspotMembers,
    SeeAnalyses,
    RecordOutreach,
    SeeOutreach,
    SeeEnvironmentTasks,
    SendPhotos,
    SeePhotos,
    MarkLookedAt,
    CloseCases,
    SeeSpaces,
    ChangeSpaces,
    SeeSpaceAreas,
    SeeAssessments,
    ChangeAssessments,
    ContributeToAssessments,
    RecordObservations,
    SeePeerMaps,
    PublishForms,
    SeeJobs,
    SeeAreas,
    StatePurpose,
    SeeNotices,
    ManagePeople,
    ApproveRoles,
    ManageAccessSettings,
    SeeAgreements,
    ManageAgreements,
    ManageExclusions,
    BreakGlass,
    Export,
    SeeExports,
    ReportAssessments,
    SeeSites,
    SeePlans,
    ChangePlans,
    RecordTallies,
    ManageRetention,
    AnswerSubjectAccess,
    SeeAudit,
}

/// <summary>Which role may do what. What is not listed is not allowed.</summary>
public static class Permissions
{
    private static readonly Permission[] Everyone =
        [Permission.SeeOwnAccount, Permission.SeeReferenceData, Permission.StatePurpose, Permission.SeeNotices, Permission.SeeAgreements];

    private static readonly FrozenDictionary<Role, FrozenSet<Permission>> Granted = new Dictionary<Role, Permission[]>
    {
        [Role.Reporter] =
        [
            Permission.RecordIncidents, Permission.SeeIncidents, Permission.CorrectIncidents, Permission.WithdrawIncidents,
            Permission.RecordOutreach, Permission.SeeEnvironmentTasks, Permission.SendPhotos, Permission.SeePhotos, Permission.CloseCases, Permission.SeePlans, Permission.RecordTallies,
        ],
        [Role.YouthLead] =
        [
            Permission.RecordIncidents, Permission.SeeIncidents, Permission.CorrectIncidents, Permission.WithdrawIncidents,
            Permission.SeeHotspots, Permission.SeeAreas, Permission.RecordOutreach, Permission.SeeOutreach, Permission.SeeEnvironmentTasks,
            Permission.SendPhotos, Permission.SeePhotos, Permission.CloseCases,
            Permission.SeeSpaces, Permission.SeeSites, Permission.SeePlans, Permission.ChangePlans, Permission.RecordTallies,
        ],
        [Role.Analyst] =
        [
            Permission.RecordIncidents, Permission.SeeIncidents, Permission.CorrectIncidents, Permission.WithdrawIncidents,
            Permission.ImportReferenceData, Permission.RunAnalyses, Permission.SeeHotspots, Permission.SeeHotspotMembers,
            Permission.SeeJobs, Permission.SeeAreas, Permission.BreakGlass, Permission.Export,
            Permission.SeeExports, Permission.SeeAnalyses, Permission.RecordOutreach, Permission.SeeOutreach, Permission.SeeEnvironmentTasks,
            Permission.SendPhotos, Permission.SeePhotos, Permission.CloseCases,
            Permission.SeeSpaces, Permission.ChangeSpaces, Permission.SeeAssessments, Permission.RecordObservations, Permission.SeePeerMaps,
            Permission.SeeSites, Permission.SeePlans,
        ],
        [Role.MaceMember] =
        [
            Permission.SeeIncidents, Permission.SeeHotspots, Permission.SeeAreas, Permission.SeeAnalyses, Permission.SeeOutreach,
            Permission.SeeEnvironmentTasks, Permission.MarkLookedAt,
            Permission.SeeSpaces, Permission.SeeAssessments, Permission.ContributeToAssessments, Permission.SeeSites, Permission.SeePlans,
        ],
        [Role.MaceChair] =
        [
            Permission.SeeIncidents, Permission.SeeHotspots, Permission.SeeAreas, Permission.BreakGlass, Permission.ManageExclusions,
            Permission.SeeAnalyses, Permission.SeeOutreach, Permission.SeeEnvironmentTasks, Permission.MarkLookedAt,
            Permission.SeeSpaces, Permission.ChangeSpaces, Permission.SeeAssessments, Permission.ChangeAssessments,
            Permission.ContributeToAssessments, Permission.RecordObservations, Permission.SeePeerMaps, Permission.PublishForms,
            Permission.ReportAssessments, Permission.SeeExports, Permission.SeeSites, Permission.SeePlans, Permission.ChangePlans, Permission.RecordTallies,
        ],
        [Role.Assessor] =
        [
            Permission.SeeIncidents, Permission.SeeHotspots, Permission.SeeAreas, Permission.BreakGlass, Permission.SeeAnalyses,
            Permission.SeeOutreach, Permission.SeeEnvironmentTasks,
            Permission.SeeSpaces, Permission.ChangeSpaces, Permission.SeeAssessments, Permission.ChangeAssessments,
            Permission.ContributeToAssessments, Permission.RecordObservations, Permission.SeePeerMaps, Permission.ReportAssessments, Permission.SeeExports,
            Permission.SeeSites, Permission.SeePlans,
        ],
        [Role.Planner] =
        [
            Permission.SeeHotspots, Permission.SeeAreas, Permission.SeeEnvironmentTasks, Permission.SeeSpaceAreas, Permission.SeeSites, Permission.SeePlans,
            Permission.ChangePlans, Permission.RecordTallies,
        ],
        // These two run the house and see no content.
        [Role.DataProtection] =
        [
            Permission.ApproveRoles, Permission.ManageAccessSettings, Permission.ManageAgreements, Permission.ManageExclusions,
            Permission.SeeExports, Permission.ManageRetention, Permission.AnswerSubjectAccess, Permission.SeeAudit,
        ],
        [Role.Admin] = [Permission.ManagePeople, Permission.ApproveRoles, Permission.ManageAccessSettings],
    }.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.Concat(Everyone).ToFrozenSet());

    /// <summary>True when the role carries the permission.</summary>
    public static bool Allow(Role role, Permission permission) =>
        Granted.TryGetValue(role, out var granted) && granted.Contains(permission);

    /// <summary>Stable words of everything a role may do, sorted.</summary>
    public static IReadOnlyList<string> WordsOf(Role role) =>
        [.. Granted[role].Select(permission => WireName.Of(permission)).Order(StringComparer.Ordinal)];
}
