import type { ActivityView, PatrolPlanView } from '../http/contracts';
import { locationPoint, type Spot } from './ground';
import { endOf, instantAt, shiftDraft, type PlanDraft, type ShiftDraft } from './plans';

/** A place that shall be visited, while it is being written: in which hours the visit may begin, and whether the plan is none without it. */
export interface WantedDraft { name: string; from: string; to: string; needed: boolean; spot: Spot | null }
/** A question for a patrol's visits, while it is being written. */
export interface ArrangeDraft { base: Spot | null; teams: string; staff: string; minutes: string; wanted: WantedDraft[] }

export const [mostTeams, mostWanted] = [6, 40];

export const emptyWanted = (): WantedDraft => ({ name: '', from: '', to: '', needed: false, spot: null });

/** A question to begin with: places that are visited already are visited again, at any hour. */
export function arrangeDraft(view?: ActivityView): ArrangeDraft {
  const shifts = (view?.plan.shifts ?? []).map(shiftDraft);
  const visits = shifts.flatMap(({ visits: all }) => all);
  const places = visits.filter(({ name, spot }, at) => visits.findIndex((one) => one.name === name && String(one.spot?.corner) === String(spot?.corner)) === at);
  return {
    base: null, teams: String(Math.min(Math.max(shifts.length, 1), mostTeams)), staff: shifts[0]?.staff ?? '2', minutes: visits[0]?.minutes ?? '20',
    wanted: places.slice(0, mostWanted).map(({ name, spot }) => ({ ...emptyWanted(), name, spot })),
  };
}

const isWhole = (typed: string): boolean => /^\d{1,2}$/.test(typed.trim());

/** What is missing before visits can be arranged: the id of the field, and the key of the sentence. */
export function missingToArrange({ day, from, to, lead, purpose, arrange }: PlanDraft): { field: string; key: string }[] {
  const one = (is: boolean, field: string, key: string): { field: string; key: string }[] => (is ? [] : [{ field, key }]);
  return [
    ...one(day !== '', 'plan-day', 'planning.day_needed'), ...one(from !== '', 'plan-from', 'planning.time_needed'), ...one(to !== '', 'plan-to', 'planning.time_needed'),
    ...one(lead !== '', 'plan-lead', 'planning.lead_needed'), ...one(purpose !== '', 'plan-purpose', 'planning.purpose_needed'),
    ...one(arrange.base !== null, 'arrange-base', 'planning.base_missing'),
    ...(['teams', 'staff', 'minutes'] as const).flatMap((name) => one(isWhole(arrange[name]), `arrange-${name}`, 'planning.not_whole')),
    ...one(arrange.wanted.length > 0, 'arrange-add', 'planning.wanted_none'),
    ...arrange.wanted.flatMap(({ name, spot }, at) => [...one(name.trim() !== '', `arrange-${at + 1}-name`, 'planning.visit_name_needed'), ...one(spot !== null, `arrange-${at + 1}-spot`, 'planning.where_missing')]),
  ];
}

/** The question as the wire takes it. */
export function arrangeBody(plan: PlanDraft): object {
  const { day, from, lead, purpose, arrange } = plan;
  // An hour earlier on the clock than the patrol begins is after midnight.
  const hour = (time: string): string | null => (time ? instantAt(day, time, time < from ? 1 : 0) : null);
  return {
    startsAt: instantAt(day, from), endsAt: endOf(plan), lead, purpose, teams: Number(arrange.teams), staff: Number(arrange.staff), minutes: Number(arrange.minutes),
    base: arrange.base && locationPoint(arrange.base),
    visits: arrange.wanted.map(({ name, from: first, to: last, needed, spot }) => ({ name: name.trim(), point: spot && locationPoint(spot), from: hour(first), to: hour(last), needed })),
  };
}

/** Where on the form a refusal of the wire is told. */
export function fieldOfArrange(wire: string): string {
  const plan: Record<string, string> = { startsAt: 'plan-from', endsAt: 'plan-to', lead: 'plan-lead', purpose: 'plan-purpose' };
  const visit = /^visits\[(\d+)\](?:\.(\w+))?/.exec(wire);
  if (visit) return `arrange-${Number(visit[1]) + 1}-${visit[2] === 'name' || visit[2] === 'from' || visit[2] === 'to' ? visit[2] : 'spot'}`;
  if (wire.startsWith('base')) return 'arrange-base';
  return wire === 'visits' ? 'arrange-add' : plan[wire] ?? (/^(teams|staff|minutes)$/.test(wire) ? `arrange-${wire}` : '');
}

/** The arranged teams as shifts of the plan. */
export const shiftsOf = ({ teams }: PatrolPlanView): ShiftDraft[] => teams.map(({ shift }) => shiftDraft(shift));
