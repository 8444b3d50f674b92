import type { OutreachSessionView } from '../http/contracts';
import { resourceKinds } from '../http/vocabulary';
import { language, t } from '../language/language';
import { challenged } from '../language/fairRules';
import { dayPlus, instantsOf, wallTime } from '../places/londonTime';
import { writeGridReference } from '../places/gridReference';
import { toGrid } from '../places/nationalGrid';
import { emptyWhere, faultInWhere, locationOf, type WhereDraft } from '../places/where';
import { uuid7 } from '../offline/uuid7';
import { announced, type DraftPhoto } from '../photos/draftPhotos';

/** Version of the form; the office takes what earlier ones wrote. */
export const sessionForm = 1;

/** An outreach session as it is being written down; everything is text until it is checked. */
export interface SessionDraft {
  id: string;
  where: WhereDraft;
  date: string;
  from: string;
  to: string;
  staff: string;
  spokenTo: string;
  kind: string;
  noConcern: boolean;
  partners: string[];
  ageBands: string[];
  languages: string[];
  /** How many of each were given, by kind. */
  resources: Record<string, string>;
  strengths: string;
  observations: string;
  diversions: { count: string; what: string }[];
  followUps: { what: string; owner: string; due: string }[];
  languageReason: string;
  identifyingReason: string;
  photos?: DraftPhoto[];
  /** The office's version that a correction is made on; null for a session that is new, or whose receipt will tell. */
  version: number | null;
}

export const emptySession = (): SessionDraft => ({
  id: uuid7(), where: emptyWhere(), date: '', from: '', to: '', staff: '2', spokenTo: '0', kind: 'walk', noConcern: false, partners: [], ageBands: [],
  languages: [], resources: {}, strengths: '', observations: '', diversions: [], followUps: [], languageReason: '', identifyingReason: '', version: null,
});

/** True while nothing was written in it. */
export const isEmptySession = (draft: SessionDraft): boolean => JSON.stringify({ ...draft, id: '' }) === JSON.stringify({ ...emptySession(), id: '' });

/** From when to when, on British clocks whatever zone the device is set to. An end before the start lies on the next day: 22:00 to 01:00. */
export function timesOfSession({ date, from, to }: SessionDraft): { startedAt: Date; endedAt: Date } | null {
  const [year = NaN, month = NaN, day = NaN] = date.split('-').map(Number);
  const at = (on: { year: number; month: number; day: number }, time: string): Date | undefined => {
    const [hour = NaN, minute = NaN] = time.split(':').map(Number);
    return [on.year, on.month, on.day, hour, minute].some(Number.isNaN) ? undefined : instantsOf({ ...on, hour, minute })[0];
  };
  const started = { year, month, day };
  const startedAt = at(started, from);
  const ended = at(started, to);
  const endedAt = startedAt && ended && ended <= startedAt ? at(dayPlus(started, 1), to) : ended;
  return startedAt && endedAt ? { startedAt, endedAt } : null;
}

/** The answers that say from when to when, on British clocks. */
export function timesText(startedAt: Date, endedAt: Date): Pick<SessionDraft, 'date' | 'from' | 'to'> {
  const two = (part: number): string => String(part).padStart(2, '0');
  const [first, last] = [wallTime(startedAt), wallTime(endedAt)];
  return {
    date: `${first.year}-${two(first.month)}-${two(first.day)}`, from: `${two(first.hour)}:${two(first.minute)}`, to: `${two(last.hour)}:${two(last.minute)}`,
  };
}

/** The office's session as answers of the form: its point as a grid reference of one metre, its route as walked. */
export function draftOfSession({ id, version, location, startedAt, endedAt, staff, spokenTo, noConcern, detail }: OutreachSessionView): SessionDraft {
  const lonLats = (detail?.route ?? []).map(({ coordinates }) => coordinates as [number, number]);
  const where: WhereDraft = lonLats.length > 1
    ? { ...emptyWhere(), by: 'route', route: lonLats.map((lonLat) => ({ place: null, lonLat })) }
    : { ...emptyWhere(), by: 'grid_ref', gridReference: writeGridReference(...toGrid(location.coordinates as [number, number]), 1) };
  return {
    ...emptySession(), ...timesText(new Date(startedAt), new Date(endedAt)), id, version, noConcern, staff: String(staff), spokenTo: String(spokenTo),
    where: { ...where, note: detail?.visits?.find(({ name }) => name)?.name ?? '' },
    kind: detail?.kind ?? 'walk', partners: [...detail?.partners ?? []], ageBands: [...detail?.ageBands ?? []], languages: [...detail?.languages ?? []],
    resources: Object.fromEntries((detail?.resources ?? []).map(({ kind, quantity }) => [kind, String(quantity)])),
    strengths: detail?.strengths ?? '', observations: detail?.observations ?? '',
    diversions: (detail?.diversions ?? []).map(({ count, what }) => ({ count: String(count), what })),
    followUps: (detail?.followUps ?? []).map(({ what, owner, due }) => ({ what, owner, due: due ?? '' })),
    languageReason: detail?.languageReason ?? '', identifyingReason: detail?.identifyingReason ?? '',
  };
}

const isCount = (text: string, least: number, most: number): boolean => /^\d{1,5}$/.test(text.trim()) && Number(text) >= least && Number(text) <= most;

/** The texts of a draft, each with the id of its field. */
export const textsOf = (draft: SessionDraft): { field: string; text: string }[] => [
  { field: 'outreach-strengths', text: draft.strengths }, { field: 'outreach-observations', text: draft.observations },
  ...draft.diversions.map(({ what }, at) => ({ field: `outreach-diversion-${at}`, text: what })),
  ...draft.followUps.map(({ what }, at) => ({ field: `outreach-follow-up-${at}`, text: what })),
].filter(({ text }) => text.trim() !== '');

/** A fault: its field, and the sentence that says it. */
export interface SessionFault { field: string; key: string; values: Record<string, string> }

/** What is missing or impossible, in the order of the form, with the key of the sentence that says it. The server checks all again. */
export function faultsOfSession(draft: SessionDraft, now = new Date()): SessionFault[] {
  const faults: SessionFault[] = [];
  const wrong = (field: string, key: string, values: Record<string, string> = {}): unknown => faults.push({ field: `outreach-${field}`, key, values });
  const times = timesOfSession(draft);
  const where = faultInWhere(draft.where);
  if (where) wrong(where.field, where.key);
  if (!draft.date) wrong('date', 'outreach.date_missing');
  else if (!draft.from) wrong('startedAt', 'outreach.from_missing');
  else if (!draft.to) wrong('endedAt', 'outreach.to_missing');
  else if (!times) wrong('startedAt', 'when.hour_left_out', { time: draft.from });
  else if (times.startedAt > now) wrong('date', 'problem.in_the_future');
  if (!isCount(draft.staff, 1, 50)) wrong('staff', 'outreach.staff_wrong');
  if (!isCount(draft.spokenTo, 0, 10_000)) wrong('spokenTo', 'outreach.spoken_to_wrong');
  for (const kind of resourceKinds) if (draft.resources[kind]?.trim() && !isCount(draft.resources[kind], 0, 10_000)) wrong(`resource-${kind}`, 'outreach.spoken_to_wrong');
  draft.diversions.forEach(({ count, what }, at) => {
    if (!isCount(count, 1, 1_000)) wrong(`diversion-count-${at}`, 'outreach.diversion_count_wrong');
    if (!what.trim()) wrong(`diversion-${at}`, 'outreach.diversion_what_missing');
  });
  draft.followUps.forEach(({ what, owner }, at) => {
    if (!what.trim()) wrong(`follow-up-${at}`, 'outreach.follow_up_missing');
    if (!owner) wrong(`follow-up-owner-${at}`, 'outreach.follow_up_owner_missing');
  });
  // Where a text is asked about while it is written, its reason stands below it; elsewhere it is worded anew.
  for (const { field, text } of draft.languageReason.trim() ? [] : textsOf(draft)) {
    const asked = /strengths|observations/.test(field);
    if (challenged(text)) faults.push({ field: asked ? `${field}-language-reason` : field, key: asked ? 'language.reason_missing' : 'language.reword', values: {} });
  }
  return faults;
}

const some = <T>(list: T[]): T[] | undefined => (list.length > 0 ? list : undefined);
const said = (text: string): string | undefined => text.trim() || undefined;

/** The session as the API takes it. Only for a draft without faults. */
export function sessionBody(draft: SessionDraft): object {
  const times = timesOfSession(draft);
  const outcome = draft.noConcern ? 'no_concern' : 'concern';
  const { place, note, by } = draft.where;
  const visit: { outcome: string; placeId?: string; name?: string }[] = by === 'place' && place ? [{ outcome, placeId: place.id }] : note.trim() ? [{ outcome, name: note.trim().slice(0, 100) }] : [];
  const hasText = textsOf(draft).length > 0 || visit.some(({ name }) => name !== undefined);
  return {
    location: locationOf(draft.where)?.location, startedAt: times?.startedAt.toISOString(), endedAt: times?.endedAt.toISOString(),
    ...announced(draft.photos),
    staff: Number(draft.staff), spokenTo: Number(draft.spokenTo), noConcern: draft.noConcern,
    detail: {
      kind: draft.kind, visits: some(visit), partners: some(draft.partners), ageBands: some(draft.ageBands), languages: some(draft.languages),
      route: by === 'route' && draft.where.route.length > 1 ? draft.where.route.map(({ lonLat }) => ({ type: 'Point', coordinates: lonLat })) : undefined,
      resources: some(resourceKinds.filter((kind) => Number(draft.resources[kind]) > 0).map((kind) => ({ kind, quantity: Number(draft.resources[kind]) }))),
      observations: said(draft.observations), strengths: said(draft.strengths), textLanguage: hasText ? language.peek() : undefined,
      diversions: some(draft.diversions.map(({ count, what }) => ({ count: Number(count), what: what.trim() }))),
      followUps: some(draft.followUps.map(({ what, owner, due }) => ({ what: what.trim(), owner, due: due || undefined }))),
      identifyingReason: said(draft.identifyingReason), languageReason: said(draft.languageReason),
    },
  };
}

/** What was written, to be copied elsewhere. */
export const sessionText = (draft: SessionDraft): string => [
  `${t('outreach.date')}: ${draft.date} ${draft.from}–${draft.to}`, `${t('outreach.staff')}: ${draft.staff}`, `${t('outreach.spoken_to')}: ${draft.spokenTo}`,
  ...textsOf(draft).map(({ text }) => text),
].join('\n');
