import type { Fault } from '../shell/Field';
import type { ChildReference, IncidentView, NewIncident } from '../http/contracts';
import { challenged } from '../language/fairRules';
import { language, t } from '../language/language';
import { faultInWhen, emptyWhen, timesOfWhen, whenField, whenOf, type TimeRange, type WhenDraft } from '../places/when';
import { emptyWhere, faultInWhere, locationOf, type WhereDraft } from '../places/where';
import { readChildToken } from './childToken';
import { announced, type DraftPhoto } from '../photos/draftPhotos';

export interface ChildDraft { token: string; holdingAgency: string; ageBand: string }

/** An incident as it is being written down; everything is text until it is checked. */
export interface Draft {
  kind: string;
  when: WhenDraft;
  timeConfidence: string;
  harmTypes: string[];
  contextLevel: string;
  where: WhereDraft;
  sourceKind: string;
  infoGrade: string;
  children: ChildDraft[];
  unknown: string;
  crossBoundary: boolean;
  narrative: string;
  /** Why text that may identify somebody must stay. */
  identifyingReason: string;
  /** Why a wording that the language check challenges must stay. */
  languageReason: string;
  photos?: DraftPhoto[];
  /** The record that is being corrected; null for a new one. What the form does not change is sent back as it was. */
  recorded: IncidentView | null;
  /** The outreach session in which it was seen, with its day where that is known here. */
  session: SessionSeenIn | null;
}

export interface SessionSeenIn { id: string; day: string }

export const emptyDraft = (): Draft => ({
  kind: '', when: emptyWhen(), timeConfidence: '', harmTypes: [], contextLevel: '', where: emptyWhere(),
  sourceKind: '', infoGrade: '', children: [], unknown: '0', crossBoundary: false, narrative: '',
  identifyingReason: '', languageReason: '', recorded: null, session: null,
});

/**
 * A record as a draft to be corrected. A reader who may not see tokens gets an empty row for each known child: a correction
 * replaces the children, so none may be lost without somebody saying so.
 */
export function draftOf(record: IncidentView): Draft {
  const unseen = Math.max(0, (record.childrenKnownCount ?? 0) - record.children.length);
  return {
    ...emptyDraft(),
    kind: record.kind, when: whenOf(new Date(record.occurredFrom), new Date(record.occurredTo)), timeConfidence: record.timeConfidence,
    harmTypes: [...record.harmTypes], contextLevel: record.contextLevel, where: { ...emptyWhere(), by: 'recorded' }, sourceKind: record.sourceKind,
    infoGrade: record.infoGrade, unknown: String(record.childrenUnknownCount ?? 0), crossBoundary: record.crossBoundary,
    children: [
      ...record.children.map(({ token, holdingAgency, ageBand }) => ({ token, holdingAgency, ageBand })),
      ...Array.from({ length: unseen }, () => ({ token: '', holdingAgency: '', ageBand: '' })),
    ],
    narrative: record.narrative ?? '', identifyingReason: record.identifyingReason ?? '', languageReason: record.languageReason ?? '', recorded: record,
    session: record.outreachSessionId ? { id: record.outreachSessionId, day: '' } : null,
  };
}

/** Whether the times still say what was recorded: its seconds are kept only then. */
const timesAsRecorded = ({ recorded, when }: Draft): boolean => recorded !== null && JSON.stringify(when) === JSON.stringify(draftOf(recorded).when);

/** The range in which it happened; null while it is not answered. */
export function timesOf(draft: Draft, now = new Date()): TimeRange | null {
  if (draft.recorded && timesAsRecorded(draft)) return { from: new Date(draft.recorded.occurredFrom), to: new Date(draft.recorded.occurredTo) };
  return timesOfWhen(draft.when, now);
}

/** What is wrong with a draft, in the order of the form. The server checks all of it again. */
export function faultsIn(draft: Draft, now: Date): Fault[] {
  const faults: Fault[] = [];
  const wrong = (field: string, key: string): void => { faults.push({ field, text: () => t(key) }); };
  const harm = draft.kind !== 'hotspot_report';
  const when = timesAsRecorded(draft) ? null : faultInWhen(draft.when, now);
  const where = faultInWhere(draft.where);

  if (!draft.kind) wrong('kind', 'incidents.kind_missing');
  if (draft.harmTypes.length === 0) wrong('harm', 'incidents.harm_missing');
  if (!draft.contextLevel) wrong('context-level', 'incidents.context_level_missing');
  if (when) faults.push({ field: whenField(when.part), text: () => t(when.key, when.values) });
  if (!draft.timeConfidence) wrong('time-confidence', 'incidents.time_confidence_missing');
  if (where) wrong(where.field, where.key);
  if (challenged(draft.where.note)) wrong('where-note', 'where.note_challenged');
  if (harm) {
    draft.children.forEach((child, at) => {
      if (!readChildToken(child.token)) wrong(`token-${at}`, 'problem.child_token_not_valid');
      if (!child.holdingAgency) wrong(`holder-${at}`, 'incidents.holder_missing');
      if (!child.ageBand) wrong(`age-${at}`, 'incidents.age_missing');
    });
    if (!/^\d{1,3}$/.test(draft.unknown)) wrong('unknown', 'incidents.unknown_wrong');
    else if (draft.children.length === 0 && Number(draft.unknown) === 0) wrong('unknown', 'problem.harm_without_child');
  }
  if (!draft.sourceKind) wrong('source-kind', 'incidents.source_missing');
  if (!draft.infoGrade) wrong('info-grade', 'incidents.info_grade_missing');
  if (challenged(draft.narrative) && !draft.languageReason.trim()) wrong('narrative-language-reason', 'language.reason_missing');
  return faults;
}

/** The draft as the API takes it. Only for a draft without faults. */
export function asIncident(draft: Draft): NewIncident {
  const harm = draft.kind !== 'hotspot_report';
  const times = timesOf(draft);
  const children: ChildReference[] = draft.children.map((child) => ({
    token: readChildToken(child.token) ?? child.token, holdingAgency: child.holdingAgency, ageBand: child.ageBand,
  }) as ChildReference);
  return {
    kind: draft.kind,
    ...announced(draft.photos),
    occurredFrom: times?.from.toISOString(),
    occurredTo: times?.to.toISOString(),
    timeConfidence: draft.timeConfidence,
    harmTypes: draft.harmTypes,
    contextLevel: draft.contextLevel,
    sourceKind: draft.sourceKind,
    infoGrade: draft.infoGrade,
    ...whereOf(draft),
    ...(draft.recorded ? { sourceAgency: draft.recorded.sourceAgency, sensitivity: draft.recorded.sensitivity } : {}),
    children: harm ? children : [],
    childrenUnknownCount: harm ? Number(draft.unknown) : 0,
    crossBoundary: draft.crossBoundary,
    ...(draft.session ? { outreachSessionId: draft.session.id } : {}),
    narrative: narrativeOf(draft) || null,
    narrativeLanguage: !narrativeOf(draft) ? null
      : draft.recorded?.narrative === narrativeOf(draft) ? draft.recorded.narrativeLanguage : language.value,
    identifyingReason: (narrativeOf(draft) && draft.identifyingReason.trim()) || null,
    languageReason: (challenged(draft.narrative) && draft.languageReason.trim()) || null,
  } as NewIncident;
}

/** What was written, and after it the place in the writer's words. */
export function narrativeOf({ narrative, where }: Draft): string {
  const note = where.note.trim();
  return [narrative.trim(), note ? t('where.note_line', { note }) : ''].filter(Boolean).join('\n\n');
}

function whereOf(draft: Draft): object {
  if (draft.where.by !== 'recorded') return locationOf(draft.where) ?? {};
  const { point, placedBy, accuracyMetres, placeId } = draft.recorded ?? {};
  return {
    ...(point ? { location: { point, placedBy, accuracyMetres, crs: 'EPSG:4326' } } : {}),
    ...(placeId ? { placeId } : {}),
  };
}
