import type { Feature } from 'geojson';
import { signal } from '@preact/signals';
import { call } from '../http/api';
import type { IncidentPage, IncidentView } from '../http/contracts';
import { loader, valueOf } from '../http/loadable';
import { coarse, feature, type Bounds } from '../map/geometry';
import { t } from '../language/language';
import { showBounds } from '../map/viewport';
import { forgetWithPerson } from '../shell/kept';
import { go, selection, type Filters } from '../shell/view';

const pageSize = 500;
/** Older pages that were asked for, behind the first. */
export const older = signal<IncidentView[]>([]);
export const olderNext = signal<string | null>(null);

/** The midnight, where the reader is, that begins a day or one some days later: the API asks for instants, the last one excluded. */
function instantOf(isoDay: string, daysLater: number): string {
  const midnight = new Date(`${isoDay}T00:00`);
  midnight.setDate(midnight.getDate() + daysLater);
  return midnight.toISOString();
}

/** Sent as a body: an address would stand in logs and in the browser's history. */
const question = (filters: Filters, bounds: Bounds): Record<string, unknown> => ({
  bbox: coarse(bounds),
  from: instantOf(filters.from, 0),
  to: instantOf(filters.to, 1),
  harmType: filters.harmTypes,
  kind: filters.kinds.length === 1 ? filters.kinds[0] : null,
  status: 'recorded',
  limit: pageSize,
});

export const incidents = loader(async (signal, filters: Filters, bounds: Bounds) => {
  const page = await call<IncidentPage>('/incidents/search', { method: 'POST', body: question(filters, bounds), signal });
  older.value = [];
  olderNext.value = page.next;
  return page;
});

export async function loadOlder(filters: Filters, bounds: Bounds): Promise<void> {
  const page = await call<IncidentPage>('/incidents/search', { method: 'POST', body: { ...question(filters, bounds), after: olderNext.value } });
  older.value = [...older.value, ...page.items];
  olderNext.value = page.next;
}

/** Everything fetched so far, newest first. */
export const allIncidents = (): IncidentView[] => [...(valueOf(incidents.now.value)?.items ?? []), ...older.value];

/** A record that was asked for by itself: it is shown although the filters or the map's view leave it out. */
export const askedFor = signal<IncidentView | null>(null);
forgetWithPerson(() => { askedFor.value = null; });

/** A record by its id, as far as it is on the page. */
export const incidentOf = (id: string): IncidentView | undefined =>
  allIncidents().find((one) => one.id === id) ?? (askedFor.value?.id === id ? askedFor.value : undefined);

/** Goes to one record: on the map, with its facts. */
export async function showIncident(id: string): Promise<void> {
  const incident = allIncidents().find((one) => one.id === id) ?? await call<IncidentView>(`/incidents/${id}`);
  askedFor.value = incident;
  go('map');
  selection.value = { kind: 'incident', id };
  if (incident.point) {
    const [lon = 0, lat = 0] = incident.point.coordinates;
    showBounds([lon, lat, lon, lat]);
  }
}

/** What is drawn: the list, and the record that was asked for by itself while it is chosen. */
export function drawnIncidents(): IncidentView[] {
  const [all, chosen] = [allIncidents(), selection.value];
  const alone = chosen?.kind === 'incident' && askedFor.value?.id === chosen.id && !all.some((one) => one.id === chosen.id) ? askedFor.value : null;
  return alone ? [...all, alone] : all;
}

/** The incidents as signs: one each where points are exact, one per square with its count where they are coarse. */
export function incidentSigns(items: IncidentView[]): Feature[] {
  const squares = new Map<string, IncidentView[]>();
  const signs: Feature[] = [];
  for (const item of items) {
    if (!item.point) continue;
    if (item.precision !== 'exact') {
      const square = item.point.coordinates.join(' ');
      squares.set(square, [...(squares.get(square) ?? []), item]);
    } else {
      signs.push(feature(item.point, { sign: `incident-${item.kind}`, count: '', key: item.id }, signs.length));
    }
  }
  for (const inSquare of squares.values()) {
    const [first] = inSquare;
    if (first?.point) signs.push(feature(
      first.point, { sign: 'incident-coarse', count: String(inSquare.length), key: first.id }, signs.length));
  }
  return signs;
}

/** How many children one record tells of, in words; null for a concern about a place, which tells of none. */
export function childrenOf(item: IncidentView): string | null {
  if (item.kind === 'hotspot_report') return null;
  if (item.childrenKnownCount === null && item.childrenUnknownCount === null) return null;
  const known = t('incidents.children', { n: item.childrenKnownCount ?? 0 });
  return item.childrenUnknownCount ? `${known}, ${t('incidents.children_more', { n: item.childrenUnknownCount })}` : known;
}
