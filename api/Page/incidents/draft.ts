import type { Fault } from '../shell/Field';
import type { ChildReference, IncidentView, NewIncident } from '../http/contracts';
import { challenged } from '../language/fairWords';
import { language, t } from '../language/language';
import type { PickedPoint } from '../map/PickPoint';
import { readGridReference } from '../places/gridReference';
import { readChildToken } from './childToken';

export interface ChosenPlace { id: string; nameEn: string; nameCy: string; point: [number, number] }
export interface ChildDraft { token: string; holdingAgency: string; ageBand: string }

/** An incident as it is being written down; everything is text until it is checked. */
export interface Draft {
  kind: string;
  date: string;
  from: string;
  to: string;
  timeConfidence: string;
  harmTypes: string[];
  contextLevel: string;
  whereBy: 'pin' | 'place' | 'grid_ref' | 'recorded';
  point: PickedPoint | null;
  place: ChosenPlace | null;
  gridReference: string;
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
  /** The record that is being corrected; null for a new one. What the form does not change is sent back as it was. */
  recorded: IncidentView | null;
}

export const emptyDraft = (): Draft => ({
  kind: '', date: '', from: '', to: '', timeConfidence: '', harmTypes: [], contextLevel: '', whereBy: 'pin', point: null, place: null,
  gridReference: '', sourceKind: '', infoGrade: '', children: [], unknown: '0', crossBoundary: false, narrative: '',
  identifyingReason: '', languageReason: '', recorded: null,
});

const two = (part: number): string => String(part).padStart(2, '0');
const localDay = (at: Date): string => `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
const localTime = (at: Date): string => `${two(at.getHours())}:${two(at.getMinutes())}`;

/**
 * A record as a draft to be corrected. A reader who may not see tokens gets an empty row for each known child: a correction
 * replaces the children, so none may be lost without somebody saying so.
 */
export function draftOf(record: IncidentView): Draft {
  const [from, to] = [new Date(record.occurredFrom), new Date(record.occurredTo)];
  const unseen = Math.max(0, (record.childrenKnownCount ?? 0) - record.children.length);
  return {
    ...emptyDraft(),
    kind: record.kind, date: localDay(from), from: localTime(from), to: localTime(to), timeConfidence: record.timeConfidence,
    harmTypes: [...record.harmTypes], contextLevel: record.contextLevel, whereBy: 'recorded', sourceKind: record.sourceKind,
    infoGrade: record.infoGrade, unknown: String(record.childrenUnknownCount ?? 0), crossBoundary: record.crossBoundary,
    children: [
      ...record.children.map(({ token, holdingAgency, ageBand }) => ({ token, holdingAgency, ageBand })),
      ...Array.from({ length: unseen }, () => ({ token: '', holdingAgency: '', ageBand: '' })),
    ],
    narrative: record.narrative ?? '', identifyingReason: record.identifyingReason ?? '', languageReason: record.languageReason ?? '', recorded: record,
  };
}

/** Whether the times still say what was recorded; a range of several days is kept only then. */
function timesAsRecorded(draft: Draft): boolean {
  if (!draft.recorded) return false;
  const before = draftOf(draft.recorded);
  return draft.date === before.date && draft.from === before.from && draft.to === before.to;
}

/** The range in which it happened. An end before the start lies on the next day: 22:00 to 02:00. */
export function timesOf(draft: Draft): { from: Date; to: Date } | null {
  if (draft.recorded && timesAsRecorded(draft)) return { from: new Date(draft.recorded.occurredFrom), to: new Date(draft.recorded.occurredTo) };
  const from = new Date(`${draft.date}T${draft.from || '00:00'}`);
  const to = new Date(`${draft.date}T${draft.to || draft.from || '23:59'}`);
  if (Number.isNaN(from.getTime()) || Number.isNaN(to.getTime())) return null;
  if (to < from) to.setDate(to.getDate() + 1);
  return { from, to };
}

/** What is wrong with a draft, in the order of the form. The server checks all of it again. */
export function faultsIn(draft: Draft, now: Date): Fault[] {
  const faults: Fault[] = [];
  const wrong = (field: string, key: string): void => { faults.push({ field, text: () => t(key) }); };
  const harm = draft.kind !== 'hotspot_report';
  const times = timesOf(draft);

  if (!draft.kind) wrong('kind', 'incidents.kind_missing');
  if (!draft.date || !times) wrong('date', 'incidents.date_missing');
  else if (times.from > now) wrong('date', 'problem.in_the_future');
  if (!draft.timeConfidence) wrong('time-confidence', 'incidents.time_confidence_missing');
  if (draft.whereBy === 'pin' && !draft.point) wrong('pick-point', 'incidents.where_missing');
  if (draft.whereBy === 'place' && !draft.place) wrong('place', 'incidents.place_missing');
  if (draft.whereBy === 'grid_ref' && !readGridReference(draft.gridReference)) wrong('grid-reference', 'incidents.grid_reference_wrong');
  if (draft.harmTypes.length === 0) wrong('harm', 'incidents.harm_missing');
  if (!draft.contextLevel) wrong('context-level', 'incidents.context_level_missing');
  if (!draft.sourceKind) wrong('source-kind', 'incidents.source_missing');
  if (!draft.infoGrade) wrong('info-grade', 'incidents.info_grade_missing');
  if (harm) {
    draft.children.forEach((child, at) => {
      if (!readChildToken(child.token)) wrong(`token-${at}`, 'problem.child_token_not_valid');
      if (!child.holdingAgency) wrong(`holder-${at}`, 'incidents.holder_missing');
      if (!child.ageBand) wrong(`age-${at}`, 'incidents.age_missing');
    });
    if (!/^\d{1,3}$/.test(draft.unknown)) wrong('unknown', 'incidents.unknown_wrong');
    else if (draft.children.length === 0 && Number(draft.unknown) === 0) wrong('unknown', 'problem.harm_without_child');
  }
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
    narrative: draft.narrative.trim() || null,
    narrativeLanguage: !draft.narrative.trim() ? null
      : draft.recorded?.narrative === draft.narrative.trim() ? draft.recorded.narrativeLanguage : language.value,
    identifyingReason: (draft.narrative.trim() && draft.identifyingReason.trim()) || null,
    languageReason: (challenged(draft.narrative) && draft.languageReason.trim()) || null,
  } as NewIncident;
}

function whereOf(draft: Draft): object {
  if (draft.whereBy !== 'recorded') return { location: locationOf(draft), ...(draft.whereBy === 'place' ? { placeId: draft.place?.id } : {}) };
  const { point, placedBy, accuracyMetres, placeId } = draft.recorded ?? {};
  return {
    ...(point ? { location: { point, placedBy, accuracyMetres, crs: 'EPSG:4326' } } : {}),
    ...(placeId ? { placeId } : {}),
  };
}

function locationOf({ whereBy, point, place, gridReference }: Draft): object {
  const at = (coordinates: number[], placedBy: string, accuracyMetres: number | null, crs = 'EPSG:4326'): object =>
    ({ point: { type: 'Point', coordinates }, placedBy, accuracyMetres, crs });
  if (whereBy === 'place') return at(place?.point ?? [], 'place', null);
  if (whereBy === 'pin') return at(point?.lonLat ?? [], 'pin', point?.accuracyMetres ?? null);
  const square = readGridReference(gridReference);
  return at(square ? [square.easting, square.northing] : [], 'grid_ref', square?.radiusMetres ?? null, 'EPSG:27700');
}
