/** The members of each vocabulary in the order in which forms offer them; their words are in the text files. */
export const harmTypes = [
  'cse', 'cce', 'county_lines', 'hsb_peer_on_peer', 'online_abuse', 'trafficking_modern_slavery', 'forced_labour',
  'financial_exploitation', 'serious_violence', 'drug_alcohol_supply_to_children', 'harassment', 'missing_link',
  'radicalisation', 'other',
] as const;
export const contextLevels = ['child', 'home', 'peer', 'school', 'neighbourhood', 'online', 'society'] as const;
export const sourceKinds = [
  'practitioner_observed', 'child_told_us', 'parent', 'community', 'business', 'partner_report', 'police_record',
] as const;
export const infoGrades = ['first_hand', 'second_hand', 'unverified'] as const;
export const incidentKinds = ['harm', 'hotspot_report'] as const;
export const timeConfidences = ['exact', 'approximate', 'unsure'] as const;
export const ageBands = ['under_10', '10_12', '13_15', '16_17', '18_25'] as const;
export const agencies = [
  'childrens_services', 'ce_team', 'education', 'post_sixteen', 'health', 'police', 'youth_service', 'youth_justice',
  'probation', 'childrens_substance_misuse', 'adult_substance_misuse', 'missing_children_service', 'r_ictg', 'licensing',
  'housing', 'vawdasv', 'street_pastors', 'event_safety', 'third_sector', 'other',
] as const;
export const outreachKinds = ['walk', 'stall', 'visit', 'event', 'school_gate', 'transport', 'other'] as const;
export const resourceKinds = ['wristband', 'leaflet', 'bicycle_light', 'alarm', 'food_or_drink', 'transport', 'other'] as const;
export const spokenLanguages = ['english', 'welsh', 'british_sign_language', 'other'] as const;
export const sessionColumns = [
  'date', 'start', 'end', 'grid_reference', 'easting', 'northing', 'lon', 'lat', 'place', 'staff', 'spoken_to', 'kind', 'partner', 'no_concern', 'notes',
] as const;
export const siteColumns = [
  'name_en', 'name_cy', 'kind', 'host', 'trust', 'school_out', 'market_day', 'saturday', 'evening', 'bus', 'welsh', 'staff_safety', 'grid_reference', 'easting', 'northing', 'lon', 'lat',
] as const;
export const partnerRowStates = ['new', 'stored', 'double', 'refused'] as const;
export const environmentDefects = [
  'light_broken', 'no_light', 'overgrown', 'hidden_corner', 'broken_shelter', 'broken_fence', 'camera_broken', 'no_signal', 'needles_or_glass',
  'water_hazard', 'other',
] as const;
export const environmentTaskStatuses = ['open', 'with_owner', 'done', 'not_done'] as const;
export const placeTypes = [
  'park_open_space', 'play_skate', 'riverside_water', 'street_alley', 'town_centre', 'car_park', 'transport_hub', 'bus_train_route', 'taxi_vehicle',
  'takeaway_cafe', 'shop_centre', 'licensed_premises', 'hotel_bnb', 'short_term_let', 'campsite', 'leisure_gym', 'school', 'college', 'youth_club',
  'residential_home', 'private_address_area', 'disused_premises', 'event_site', 'farm_rural_site', 'online_platform', 'other',
] as const;
export const ownerTypes = ['council', 'private', 'transport', 'online', 'other'] as const;
export const spaceSensitivities = ['ordinary', 'restricted'] as const;
export const spaceStatuses = [
  'noted', 'screening', 'under_assessment', 'plan_active', 'review', 'stepped_down', 'closed', 'no_further_action', 'merged', 're_opened',
] as const;
export const concernBands = ['being_looked_at', 'plan_in_place', 'improving', 'no_current_concern'] as const;
export const assessmentStatuses = [
  'draft', 'scoping', 'gathering', 'reflection', 'goals_set', 'conference', 'plan_agreed', 'delivering', 'review',
  'closed_safer', 'closed_no_change', 'stepped_down', 'escalated',
] as const;
export const formSides = ['basic', 'scope', 'young_people', 'guardianship', 'environment'] as const;
export const sides = ['young_people', 'guardianship', 'environment'] as const;
export const weighedContexts = ['home', 'peer', 'school', 'neighbourhood', 'online', 'society'] as const;
export const heardBys = ['conversation', 'group', 'survey', 'safety_map', 'other', 'not_yet'] as const;
export const responseStatuses = ['todo', 'under_way', 'done', 'dropped'] as const;
export const conferenceKinds = ['social_care_chair', 'family_group'] as const;
export const instruments = [
  'observation_day', 'observation_night', 'survey_young_people', 'survey_residents', 'survey_businesses', 'safety_map', 'guardianship_map', 'conversation',
] as const;
export const observationTimes = ['day', 'night'] as const;
export const observedWeathers = ['dry', 'rain', 'wind', 'cold', 'hot', 'snow_or_ice', 'fog'] as const;
export const guardianRoles = [
  'shopkeeper', 'takeaway_staff', 'licensed_premises', 'taxi_driver', 'bus_driver', 'warden', 'street_pastor', 'youth_worker', 'coach', 'school_staff', 'librarian',
  'community_volunteer', 'security', 'police', 'resident', 'parent', 'other',
] as const;
export const weekTimes = ['weekday_day', 'weekday_evening', 'weekday_night', 'weekend_day', 'weekend_evening', 'weekend_night'] as const;
export const guardianTrainings = ['trained', 'trained_before', 'not_trained', 'not_known'] as const;
export const groupSizes = ['two_to_four', 'five_to_nine', 'ten_or_more'] as const;
export const groupMeanings = ['support', 'pressure', 'mixed', 'not_known'] as const;
export const peerLinkKinds = ['spends_time', 'travels_to', 'pressured_at', 'safe_at'] as const;
export const routeModes = ['walk', 'bus', 'train', 'taxi', 'lift', 'bike', 'other'] as const;
export const routeTimes = ['day', 'evening', 'night', 'not_known'] as const;
export const routeFeelings = ['safe', 'mixed', 'worried', 'not_known'] as const;
/** What is asked of a group in writing. */
export const surveys = ['survey_young_people', 'survey_residents', 'survey_businesses'] as const;
/** Instruments that are handed out by a link. */
export const handedOut = [...surveys, 'safety_map'] as const;
export const safetyMapSides = [25, 50, 100] as const;
export const promptRatings = ['strength', 'mixed', 'concern', 'not_known'] as const;
export const roles = [
  'reporter', 'youth_lead', 'analyst', 'mace_member', 'mace_chair', 'planner', 'assessor', 'data_protection', 'admin',
] as const;
export const permissions = [
  'record_incidents', 'see_incidents', 'correct_incidents', 'withdraw_incidents', 'see_hotspots', 'see_hotspot_members', 'run_analyses',
  'see_analyses', 'record_outreach', 'see_outreach', 'see_environment_tasks', 'send_photos', 'see_photos', 'mark_looked_at', 'close_cases',
  'see_spaces', 'change_spaces', 'see_space_areas', 'see_assessments', 'change_assessments', 'contribute_to_assessments', 'report_assessments', 'record_observations', 'see_peer_maps',
  'see_sites', 'see_plans', 'change_plans', 'record_tallies',
  'publish_forms',
  'see_areas', 'break_glass', 'export', 'import_reference_data', 'manage_people', 'approve_roles', 'manage_access_settings',
  'manage_agreements', 'manage_exclusions', 'see_exports', 'manage_retention', 'answer_subject_access', 'see_audit',
  'see_agreements', 'see_reference_data', 'see_jobs', 'state_purpose', 'see_notices', 'see_own_account',
] as const;
export const purposes = [
  'panel_preparation', 'safeguarding_child', 'space_assessment', 'outreach_planning', 'data_quality', 'subject_access', 'governance',
] as const;
export const dataItems = ['coarse_incident', 'exact_place', 'narrative', 'child_token', 'hotspots', 'exports'] as const;
export const clusterMethods = ['dbscan', 'st_dbscan', 'hdbscan'] as const;
export const exportSubjects = ['incidents', 'hotspots'] as const;
export const exportFormats = ['csv', 'xlsx', 'json', 'geojson', 'gpkg'] as const;
/** Formats of map programs, which hold places as geometries. */
export const mapFormats: readonly string[] = ['geojson', 'gpkg'];
export const reportFormats = ['html', 'pdf'] as const;
export const reportParts = ['map', 'views', 'not_known', 'evidence', 'weighting', 'plan', 'conferences', 'rounds', 'counts'] as const;
