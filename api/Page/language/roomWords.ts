/**
 * Sections of the text files that only rooms beside the map say: they come with the first room, so that whoever writes something down on a slow
 * network does not wait for them.
 */
export const roomWords: readonly string[] = [
  'access_keys',
  'assessments', 'assessment_blocker', 'assessment_holding', 'assessment_status', 'assessment_step', 'audit_action', 'change_reading', 'compared_area', 'conference_kind',
  'displacement_reading', 'form_side', 'group_meaning', 'group_size', 'guardian_prompt', 'guardian_role', 'guardian_training', 'guardianship', 'heard_by', 'instruments',
  'map_sheet',
  'observation', 'observation_item', 'observation_reading', 'observation_sense', 'outcome', 'paper_map', 'peer_link', 'peer_link_kind', 'peer_map', 'peer_target', 'presence_reading',
  'prompt_kind', 'prompt_rating', 'regression_warning', 'report_dialog', 'report_part', 'response_status', 'route_feeling', 'route_mode', 'route_time', 'safety_change',
  'safety_colour', 'safety_letter', 'safety_map', 'safety_map_draw', 'safety_merged', 'safety_reason', 'step_state', 'week_time',
  'access_key_door', 'activity_kind', 'activity_purpose', 'activity_status', 'bus_access', 'clash_kind', 'contact_state', 'feedback_question', 'footfall_mark', 'hazard_kind', 'host_trust',
  'audit', 'data_items_page', 'erasure', 'exclusions', 'export_format', 'export_suppressed', 'holds', 'partner_file', 'people', 'retention', 'retention_class', 'share', 'site_column', 'subject_access', 'unusual', 'unusual_rule',
  'planning', 'post_kind', 'safety_mark', 'site_outcome', 'site_part', 'site_reason', 'siting_aim', 'siting_note', 'stall_time', 'tally_kind', 'welsh_staff',
];
