import type { ActivityShift, ActivityView, NewActivity } from '../http/contracts';
import { clock, named, t, word } from '../language/language';
import { dayPlus, instantsOf, wallTime } from '../places/londonTime';
import type { Corner } from '../spaces/corners';
import { arrangeDraft, type ArrangeDraft } from './arrange';
import { cornerOf, locationOf, lonLatOf, wirePoint, type Spot } from './ground';

/** Something at a place: a post or a hazard, while it is being written. */
export interface ThingDraft { kind: string; name: string; spot: Spot | null }
export interface VisitDraft { name: string; at: string; minutes: string; spot: Spot | null }
export interface ShiftDraft { lead: string; purpose: string; day: string; from: string; to: string; staff: string; visits: VisitDraft[]; way: [lon: number, lat: number][] }

/** A plan while it is being written; days and times are those of British clocks. */
export interface PlanDraft {
  kind: string;
  titleEn: string;
  titleCy: string;
  day: string;
  endDay: string;
  from: string;
  to: string;
  lead: string;
  purpose: string;
  care: string;
  careLanguage: 'en' | 'cy';
  partners: string[];
  siteId: string;
  spaceIds: string[];
  spot: Spot | null;
  posts: ThingDraft[];
  hazards: ThingDraft[];
  shifts: ShiftDraft[];
  /** Visits that are to be arranged; not sent with the plan. */
  arrange: ArrangeDraft;
  earlierId: string;
}

/** Changes a plan: by what is new, or by what follows from the plan as it is then. Two changes of one moment both count. */
export type Change<Draft> = (part: Partial<Draft> | ((now: Draft) => Partial<Draft>)) => void;

export const emptyShift = (plan?: PlanDraft): ShiftDraft =>
  ({ lead: plan?.lead ?? '', purpose: plan?.kind === 'patrol' ? 'welfare' : plan?.purpose ?? '', day: plan?.day ?? '', from: plan?.from ?? '', to: plan?.to ?? '', staff: '2', visits: [], way: [] });
export const emptyVisit = (): VisitDraft => ({ name: '', at: '', minutes: '20', spot: null });

const spotOf = (point: { coordinates: number[] }): Spot => ({ corner: cornerOf(point), by: 'pin', metres: 10 });
const pad = (value: number): string => String(value).padStart(2, '0');
/** The day of an instant on British clocks: 2026-03-06. */
export function dayOf(instant: string): string {
  const { year, month, day } = wallTime(new Date(instant));
  return `${year}-${pad(month)}-${pad(day)}`;
}

export function planDraft(view: ActivityView | undefined, language: 'en' | 'cy'): PlanDraft {
  const plan = view?.plan;
  return {
    kind: plan?.kind ?? '', titleEn: plan?.titleEn ?? '', titleCy: plan?.titleCy ?? '', day: plan ? dayOf(plan.startsAt) : '', endDay: plan ? dayOf(plan.endsAt) : '',
    from: plan ? clock(plan.startsAt) : '', to: plan ? clock(plan.endsAt) : '', lead: plan?.lead ?? '', purpose: plan?.purpose ?? '', care: plan?.care ?? '',
    careLanguage: plan?.careLanguage === 'cy' || plan?.careLanguage === 'en' ? plan.careLanguage : language, partners: [...plan?.partners ?? []], siteId: plan?.siteId ?? '', spaceIds: [...plan?.spaceIds ?? []],
    spot: view ? spotOf(view.point) : null,
    posts: (plan?.posts ?? []).map(({ kind, name, point }) => ({ kind, name: name ?? '', spot: spotOf(point) })),
    hazards: (plan?.hazards ?? []).map(({ kind, note, point }) => ({ kind, name: note ?? '', spot: spotOf(point) })),
    shifts: (plan?.shifts ?? []).map(shiftDraft), arrange: arrangeDraft(view), earlierId: plan?.earlierId ?? '',
  };
}

/** A shift as the form has it. */
export const shiftDraft = (shift: ActivityShift): ShiftDraft => ({
  lead: shift.lead, purpose: shift.purpose, day: dayOf(shift.startsAt), from: clock(shift.startsAt), to: clock(shift.endsAt), staff: String(shift.staff),
  visits: (shift.visits ?? []).map((visit) => ({ name: visit.name, at: clock(visit.startsAt), minutes: String(visit.minutes), spot: spotOf(visit.point) })),
  way: (shift.way ?? []).map(lonLatOf),
});

/** The instant of a day and a time on British clocks; null for what is neither. Of an hour that comes twice the first. */
export function instantAt(day: string, time: string, daysLater = 0): string | null {
  const [year = 0, month = 0, dayOfMonth = 0] = day.split('-').map(Number);
  const [hour = NaN, minute = NaN] = time.split(':').map(Number);
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || !Number.isInteger(hour) || !Number.isInteger(minute)) return null;
  return instantsOf({ ...dayPlus({ year, month, day: dayOfMonth }, daysLater), hour, minute })[0]?.toISOString() ?? null;
}

/** A time that is not later than the one before it is on the next day: 22:00 to 02:00. */
export const after = (day: string, from: string, to: string): string | null => instantAt(day, to, to <= from ? 1 : 0);

/** When a plan ends: an event on a day of its own, all else within a day of its beginning. */
export const endOf = ({ kind, day, endDay, from, to }: PlanDraft): string | null => (kind === 'event' && endDay && endDay !== day ? instantAt(endDay, to) : after(day, from, to));

/** What is missing before it may be sent: the field, and the key of the sentence that says so. */
export function missingInPlan(plan: PlanDraft): { field: string; key: string }[] {
  const needed = (field: keyof PlanDraft, key = 'problem.field_missing'): { field: string; key: string }[] => (plan[field] ? [] : [{ field, key }]);
  return [
    ...needed('kind'), ...(plan.titleEn.trim() || plan.titleCy.trim() ? [] : [{ field: 'titleEn', key: 'planning.title_missing' }]),
    ...needed('day', 'planning.day_needed'), ...needed('from', 'planning.time_needed'), ...needed('to', 'planning.time_needed'),
    ...needed('lead', 'planning.lead_needed'), ...needed('purpose', 'planning.purpose_needed'),
    ...(plan.kind === 'patrol' && !plan.care.trim() ? [{ field: 'care', key: 'planning.care_needed' }] : []),
    ...(plan.spot ? [] : [{ field: 'location', key: 'planning.where_missing' }]),
    ...plan.posts.flatMap((one, at) => [...(one.kind ? [] : [{ field: `post-${at + 1}`, key: 'problem.field_missing' }]), ...(one.spot ? [] : [{ field: `post-${at + 1}-spot`, key: 'planning.where_missing' }])]),
    ...plan.hazards.flatMap((one, at) => [...(one.kind ? [] : [{ field: `hazard-${at + 1}`, key: 'problem.field_missing' }]), ...(one.spot ? [] : [{ field: `hazard-${at + 1}-spot`, key: 'planning.where_missing' }])]),
    ...plan.shifts.flatMap(missingInShift),
  ];
}

const missingInShift = ({ lead, purpose, day, from, to, visits }: ShiftDraft, at: number): { field: string; key: string }[] => {
  const field = (name: string): string => `shift-${at + 1}-${name}`;
  return [
    ...(lead ? [] : [{ field: field('lead'), key: 'planning.lead_needed' }]), ...(purpose ? [] : [{ field: field('purpose'), key: 'planning.purpose_needed' }]),
    ...(day ? [] : [{ field: field('day'), key: 'planning.day_needed' }]), ...(from ? [] : [{ field: field('from'), key: 'planning.time_needed' }]), ...(to ? [] : [{ field: field('to'), key: 'planning.time_needed' }]),
    ...visits.flatMap((visit, of) => [
      ...(visit.name.trim() ? [] : [{ field: field(`visit-${of + 1}-name`), key: 'planning.visit_name_needed' }]), ...(visit.at ? [] : [{ field: field(`visit-${of + 1}-at`), key: 'planning.time_needed' }]),
      ...(visit.spot ? [] : [{ field: field(`visit-${of + 1}-spot`), key: 'planning.where_missing' }]),
    ]),
  ];
};

/** Where on the form a refusal of the wire is told: `shifts[0].visits[1].minutes` at the minutes of the second visit of the first shift. */
export function fieldOfPlan(wire: string): string {
  const names: Record<string, string> = { startsAt: 'from', endsAt: 'to' };
  const way = /^shifts\[(\d+)\]\.way/.exec(wire);
  if (way) return `plan-shift-${Number(way[1]) + 1}-way`;
  const shift = /^shifts\[(\d+)\](?:\.visits\[(\d+)\])?(?:\.(\w+))?$/.exec(wire);
  if (shift) {
    const [, at, visit, name = visit === undefined ? 'from' : 'spot'] = shift;
    const called = visit === undefined ? names[name] ?? name : `visit-${Number(visit) + 1}-${name === 'startsAt' ? 'at' : name}`;
    return `plan-shift-${Number(at) + 1}-${called}`;
  }
  const thing = /^(post|hazard)s\[(\d+)\](?:\.(\w+))?$/.exec(wire);
  if (thing) return `plan-${thing[1]}-${Number(thing[2]) + 1}${thing[3] === 'name' || thing[3] === 'note' ? '-name' : thing[3] ? '' : '-spot'}`;
  if (wire.startsWith('route')) return 'plan-way-shape';
  return wire.startsWith('location') ? 'plan-location' : names[wire] ? `plan-${names[wire]}` : '';
}

/** The body of a plan as the wire takes it. */
export function planBody(plan: PlanDraft, way: readonly Corner[], mayLinkSpaces: boolean): object {
  const said = (text: string): string | undefined => text.trim() || undefined;
  const things = (list: ThingDraft[], called: 'name' | 'note'): object[] => list.map(({ kind, name, spot }) => ({ kind, point: wirePoint(spot!.corner), ...(said(name) ? { [called]: name.trim() } : {}) }));
  return {
    kind: plan.kind, location: plan.spot && locationOf(plan.spot), startsAt: instantAt(plan.day, plan.from), endsAt: endOf(plan), lead: plan.lead, purpose: plan.purpose,
    titleEn: said(plan.titleEn), titleCy: said(plan.titleCy), ...(said(plan.care) ? { care: plan.care.trim(), careLanguage: plan.careLanguage } : {}),
    partners: plan.partners, siteId: said(plan.siteId), ...(mayLinkSpaces ? { spaceIds: plan.spaceIds } : {}), ...(way.length > 1 ? { route: way.map(wirePoint) } : {}),
    posts: things(plan.posts, 'name'), hazards: things(plan.hazards, 'note'), shifts: plan.shifts.map(shiftBody), earlierId: said(plan.earlierId),
  };
}

const shiftBody = ({ lead, purpose, day, from, to, staff, visits, way }: ShiftDraft): object => ({
  lead, purpose, startsAt: instantAt(day, from), endsAt: after(day, from, to), staff: Number(staff), ...(way.length > 1 ? { way: way.map((coordinates) => ({ type: 'Point', coordinates })) } : {}),
  // A visit earlier on the clock than its shift begins is after midnight.
  visits: visits.map((visit) => ({ name: visit.name.trim(), point: wirePoint(visit.spot!.corner), startsAt: instantAt(day, visit.at, visit.at < from ? 1 : 0), minutes: Number(visit.minutes) })),
});

export const titleOf = (plan: Pick<NewActivity, 'titleEn' | 'titleCy'>): string => named(plan.titleEn, plan.titleCy);

/** From when to when, on British clocks; an end on another day is said with it. */
export const timesOf = ({ startsAt, endsAt }: { startsAt: string; endsAt: string }): string => t('planning.from_to', { from: clock(startsAt), to: clock(endsAt) });

/** Kind, lead and purpose as one line. */
export const lineOf = (plan: NewActivity): string => t('planning.led_for', { lead: word('agency', plan.lead), purpose: word('activity_purpose', plan.purpose).toLocaleLowerCase() });
