/**
 * Sections of the text files that only rooms beside the map say: they come with the first room, so that whoever writes something down on a slow
 * network does not wait for them.
 */
export const roomWords: readonly string[] = [
  'assessments', 'assessment_blocker', 'assessment_status', 'assessment_step', 'audit_action', 'change_reading', 'compared_area', 'conference_kind', 'displacement_reading',
  'form_side', 'guardian_role', 'heard_by', 'instruments', 'observation', 'observation_item', 'observation_reading', 'observation_sense', 'outcome', 'prompt_kind',
  'prompt_rating', 'regression_warning', 'report_dialog', 'report_part', 'response_status', 'safety_change', 'safety_map', 'safety_merged', 'step_state',
];
