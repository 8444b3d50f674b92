import type { AssessmentFile, AssessmentView } from '../http/contracts';
import { assessmentStatuses, formSides } from '../http/vocabulary';

export type Side = (typeof formSides)[number];
/** A part of one assessment; null where its task list is open. */
export type Part = Side | 'views' | 'weighting' | 'goals' | 'conference' | 'rounds' | null;
/** Goes to a part, and there to the prompt that is asked for. */
export type Go = (part: Part, prompt?: string) => void;
export type StepKey = AssessmentFile['steps'][number]['key'];
export type Blocker = AssessmentFile['steps'][number]['blocked'][number];

const sides: readonly string[] = formSides;

/** The part where a line of the task list is worked on. */
export function partOf(step: StepKey): Exclude<Part, null> {
  switch (step) {
    case 'responses': case 'delivery': return 'goals';
    case 'baseline': case 'review': return 'rounds';
    default: return step;
  }
}

/** Whether a part is one of the form's. */
export const isSide = (part: Part): part is Side => part !== null && sides.includes(part);

/** Where what stands in the way can be mended. */
export function stepFor(blocker: Blocker, steps: AssessmentFile['steps']): StepKey {
  switch (blocker) {
    case 'boundary_missing': case 'partners_missing': case 'ethics_not_ticked': return 'scope';
    case 'prompts_unanswered': return steps.find(({ key, state }) => sides.includes(key) && state !== 'done')?.key ?? 'basic';
    case 'no_goal': case 'too_many_goals': return 'goals';
    case 'no_young_voice': return 'views';
    case 'conference_not_held': return 'conference';
    case 'goal_without_response': return 'responses';
    case 'nothing_delivered': return 'delivery';
    case 'no_baseline': return 'baseline';
    case 'no_review_round': case 'instrument_not_repeated': return 'review';
  }
}

/** Overdue ones first, then by the day of the next look; what is over last, the latest first. */
export const inOrder = (assessments: AssessmentView[]): AssessmentView[] => [...assessments].sort((a, b) =>
  Number(Boolean(a.endedOn)) - Number(Boolean(b.endedOn)) || Number(b.overdue) - Number(a.overdue)
  || (a.endedOn && b.endedOn ? b.endedOn.localeCompare(a.endedOn) : a.reviewOn.localeCompare(b.reviewOn)) || a.id.localeCompare(b.id));

/** Whether the work has come to a step, or gone beyond it. */
export const reached = ({ status }: Pick<AssessmentView, 'status'>, step: AssessmentView['status']): boolean => assessmentStatuses.indexOf(status) >= assessmentStatuses.indexOf(step);

/** Whether a space in this status can go under assessment. */
export const mayBegin = (status: string): boolean => ['screening', 're_opened', 'under_assessment', 'review'].includes(status);
