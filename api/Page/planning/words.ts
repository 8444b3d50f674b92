/** Members of the planning vocabularies in the order in which forms offer them; their words are in the text files. */
export const hostTrusts = ['none', 'new', 'known', 'trusted'] as const;
export const busAccesses = ['none', 'some', 'frequent'] as const;
export const stallTimes = ['school_out', 'market_day', 'saturday', 'evening'] as const;
export const sitingAims = ['coverage', 'nearness'] as const;
export const siteParts = ['reach', 'footfall', 'host_trust', 'days_since', 'bus', 'welsh', 'staff_safety'] as const;
export const activityKinds = ['stall', 'patrol', 'event'] as const;
export const activityStatuses = ['planned', 'done', 'cancelled'] as const;
export const activityPurposes = ['awareness', 'welfare', 'safe_way_home', 'help_point', 'listening'] as const;
export const postKinds = ['help_point', 'first_aid', 'stewards', 'quiet_space', 'amnesty_box', 'way_in', 'way_out', 'other'] as const;
export const hazardKinds = ['river', 'road', 'railway', 'darkness', 'crowd', 'steep_ground', 'other'] as const;
export const tallyKinds = ['spoken_to', 'supported', 'led_away', 'walked_home', 'first_aid', 'information', 'items_given'] as const;
export const feedbackQuestions = ['felt_safe', 'knew_where_to_go', 'saw_staff', 'would_tell_somebody'] as const;
/** What nobody has looked at is not known; these marks run from nothing to much. */
export const marks = ['0', '1', '2', '3'] as const;
export const yesNo = ['yes', 'no'] as const;

export type SitePart = (typeof siteParts)[number];
export type StallTime = (typeof stallTimes)[number];
