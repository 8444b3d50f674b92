using System.Collections.Frozen;
using SpacesPlaces.Api.Access;
using SpacesPlaces.Geodata.Vocabulary;

namespace SpacesPlaces.Api.Governance;

/// <summary>What is said of a table as a whole.</summary>
/// <param name="Name">Table.</param>
/// <param name="Purpose">Word of the section <c>data_purpose</c>.</param>
/// <param name="Basis">Word of the section <c>data_basis</c>.</param>
/// <param name="Class">Class of retention; null for what is kept while it is needed.</param>
/// <param name="ShownTo">The permission whose holders receive it; null where a field decides, or nobody does.</param>
/// <param name="SharedAs">Data item of the agreements under which it passes between agencies.</param>
internal sealed record StoredTable(
    string Name, string Purpose, string Basis, RetentionClass? Class, Permission? ShownTo = null, DataItem? SharedAs = null)
{
    /// <summary>Place in the appendix: what is about children first.</summary>
    public int Position { get; init; }
}

/// <summary>The tables, one row each, in the order of the appendix. A table that is not here fails a test.</summary>
internal static class StoredTables
{
    private static readonly FrozenDictionary<string, StoredTable> All = ((StoredTable[])
    [
        new("incident", "records", "safeguarding", RetentionClass.IncidentCoarse),
        new("child", "records", "safeguarding", RetentionClass.IncidentDetail, SharedAs: DataItem.ChildToken),
        new("incident_child", "records", "safeguarding", RetentionClass.IncidentDetail, SharedAs: DataItem.ChildToken),
        new("incident_revision", "accountability", "safeguarding", RetentionClass.IncidentDetail),
        new("photo", "records", "safeguarding", RetentionClass.IncidentDetail, Permission.SeePhotos, DataItem.Narrative),
        new("photo_content", "records", "safeguarding", RetentionClass.IncidentDetail, Permission.SeePhotos, DataItem.Narrative),
        new("hotspot", "analysis", "safeguarding", RetentionClass.Analysis, SharedAs: DataItem.Hotspots),
        new("hotspot_member", "analysis", "safeguarding", RetentionClass.Analysis, Permission.SeeHotspotMembers, DataItem.Hotspots),
        new("hotspot_analysis", "analysis", "safeguarding", RetentionClass.Analysis, SharedAs: DataItem.Hotspots),
        new("hotspot_publication", "analysis", "safeguarding", RetentionClass.Analysis, Permission.SeeAreas, DataItem.Hotspots),
        new("published_area", "analysis", "safeguarding", RetentionClass.Analysis, Permission.SeeAreas, DataItem.Hotspots),
        new("published_hour", "analysis", "safeguarding", RetentionClass.Analysis, Permission.SeeAreas, DataItem.Hotspots),
        new("analysis", "analysis", "safeguarding", RetentionClass.Analysis, Permission.SeeAnalyses, DataItem.Hotspots),
        new("job", "analysis", "running", RetentionClass.Analysis, Permission.SeeJobs),
        new("outreach_session", "outreach", "safeguarding", null, Permission.SeeOutreach),
        new("outreach_revision", "accountability", "safeguarding", RetentionClass.OutreachText),
        new("environment_task", "outreach", "no_person", null, Permission.SeeEnvironmentTasks),
        new("environment_task_step", "outreach", "no_person", null, Permission.SeeEnvironmentTasks),
        new("space", "spaces", "safeguarding", null, Permission.SeeSpaces, DataItem.Hotspots),
        new("space_move", "spaces", "safeguarding", RetentionClass.SpaceReputation, Permission.SeeSpaces, DataItem.Hotspots),
        new("space_earlier", "spaces", "safeguarding", RetentionClass.SpaceReputation, Permission.SeeSpaces, DataItem.Hotspots),
        new("space_link", "spaces", "safeguarding", null, Permission.SeeSpaces, DataItem.Hotspots),
        new("venue_reply", "spaces", "safeguarding", RetentionClass.SpaceReputation, Permission.SeeSpaces, DataItem.Hotspots),
        new("assessment", "spaces", "safeguarding", null, Permission.SeeAssessments, DataItem.Hotspots),
        new("assessment_step", "spaces", "safeguarding", RetentionClass.SpaceReputation, Permission.SeeAssessments, DataItem.Hotspots),
        new("assessment_answer", "spaces", "safeguarding", RetentionClass.SpaceReputation, Permission.SeeAssessments, DataItem.Hotspots),
        new("assessment_voice", "spaces", "safeguarding", RetentionClass.SpaceReputation, Permission.SeeAssessments, DataItem.Hotspots),
        new("assessment_rater", "spaces", "safeguarding", null, Permission.SeeAssessments, DataItem.Hotspots),
        new("assessment_rating", "spaces", "safeguarding", RetentionClass.SpaceReputation, Permission.SeeAssessments, DataItem.Hotspots),
        new("assessment_goal", "spaces", "safeguarding", RetentionClass.SpaceReputation, Permission.SeeAssessments, DataItem.Hotspots),
        new("assessment_response", "spaces", "safeguarding", RetentionClass.SpaceReputation, Permission.SeeAssessments, DataItem.Hotspots),
        new("assessment_conference", "spaces", "safeguarding", RetentionClass.SpaceReputation, Permission.SeeAssessments, DataItem.Hotspots),
        new("assessment_use", "spaces", "safeguarding", RetentionClass.SpaceReputation, Permission.SeeAssessments, DataItem.Hotspots),
        new("assessment_collection", "spaces", "safeguarding", RetentionClass.SpaceReputation, Permission.SeeAssessments, DataItem.Hotspots),
        new("collection_ballot", "spaces", "running", RetentionClass.SpaceReputation),
        new("candidate_site", "planning", "no_person", null, Permission.SeeSites),
        new("siting_weighting", "planning", "no_person", null, Permission.SeeSites),
        new("siting", "planning", "no_person", null, Permission.SeeSites),
        new("activity", "planning", "no_person", null, Permission.SeePlans),
        new("activity_space", "planning", "no_person", null, Permission.SeeSpaces),
        new("activity_tally", "planning", "no_person", null, Permission.SeePlans),
        new("collection_answer", "spaces", "safeguarding", RetentionClass.SpaceReputation),
        new("safety_map_release", "spaces", "safeguarding", RetentionClass.SpaceReputation, Permission.SeeAssessments, DataItem.Hotspots),
        new("observation_visit", "spaces", "safeguarding", RetentionClass.SpaceReputation, Permission.SeeAssessments, DataItem.Hotspots),
        new("guardian", "spaces", "safeguarding", RetentionClass.SpaceReputation, Permission.SeeAssessments, DataItem.Hotspots),
        new("peer_map", "spaces", "safeguarding", RetentionClass.SpaceReputation, Permission.SeePeerMaps, DataItem.Hotspots),
        new("peer_map_entry", "spaces", "safeguarding", RetentionClass.SpaceReputation, Permission.SeePeerMaps, DataItem.Hotspots),
        new("assessment_form", "settings", "no_person", null, Permission.SeeAssessments),
        new("assessment_comparison", "spaces", "safeguarding", RetentionClass.SpaceReputation, Permission.SeeAssessments, DataItem.Hotspots),
        new("incident_change", "analysis", "running", null),
        new("export", "accountability", "running", RetentionClass.ExportRegister, Permission.SeeExports),
        new("export_file", "sharing", "safeguarding", null, Permission.SeeExports, DataItem.Exports),
        new("export_piece", "sharing", "safeguarding", null, Permission.SeeExports, DataItem.Exports),
        new("account", "access", "running", null, Permission.ManagePeople),
        new("account_token", "access", "running", null),
        new("account_claim", "access", "running", null),
        new("account_login", "access", "running", null),
        new("membership", "access", "running", null, Permission.ManagePeople),
        new("invitation", "access", "running", RetentionClass.AccessRecord, Permission.ManagePeople),
        new("role_request", "access", "running", RetentionClass.AccessRecord, Permission.ApproveRoles),
        new("session", "access", "running", RetentionClass.AccessRecord),
        new("access_key", "access", "running", RetentionClass.AccessRecord),
        new("notice", "access", "running", RetentionClass.AccessRecord),
        new("purpose_statement", "accountability", "running", RetentionClass.AccessRecord, Permission.SeeAudit),
        new("break_glass", "accountability", "running", RetentionClass.AccessRecord, Permission.SeeAudit),
        new("exclusion", "access", "running", RetentionClass.AccessRecord, Permission.ManageExclusions),
        new("audit_entry", "accountability", "running", RetentionClass.Audit, Permission.SeeAudit),
        new("audit_head", "accountability", "running", RetentionClass.Audit),
        new("sharing_agreement", "sharing", "running", null, Permission.SeeAgreements),
        new("retention_rule", "retention", "running", null, Permission.ManageRetention),
        new("legal_hold", "retention", "running", RetentionClass.AccessRecord, Permission.ManageRetention),
        new("erasure", "retention", "running", null, Permission.ManageRetention),
        new("partnership", "settings", "no_person", null, Permission.ManageAccessSettings),
        new("place", "reference", "no_person", null, Permission.SeeReferenceData),
        new("postcode_unit", "reference", "no_person", null, Permission.SeeReferenceData),
        new("road", "reference", "no_person", null, Permission.SeeReferenceData),
        new("boundary", "reference", "no_person", null, Permission.SeeReferenceData),
        new("basemap_layer", "reference", "no_person", null, Permission.SeeReferenceData),
        new("context_event", "reference", "no_person", null, Permission.SeeReferenceData),
        new("import", "reference", "running", null, Permission.SeeReferenceData),
        new("import_edition", "reference", "running", null, Permission.SeeReferenceData),
    ]).Select((table, at) => table with { Position = at }).ToFrozenDictionary(table => table.Name);

    /// <exception cref="KeyNotFoundException">Nothing is said of this table: a fault of the program, found by the test that reads all fields.</exception>
    public static StoredTable Of(string name) => All[name];
}
