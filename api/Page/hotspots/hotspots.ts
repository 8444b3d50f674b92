import { computed, signal } from '@preact/signals';
import type { Feature } from 'geojson';
import { call } from '../http/api';
import type { HotspotAnalysisView, HotspotList, HotspotView } from '../http/contracts';
import { loader, valueOf } from '../http/loadable';
import { feature, middleOf, type Area } from '../map/geometry';
import { spread } from '../map/spread';
import { number } from '../language/language';

/** Which analysis is on the map: an id, or the newest of a subject. */
export const chosenAnalysis = signal<{ id?: string; subject: 'harm' | 'context' }>({ subject: 'harm' });

export const hotspots = loader((signal, chosen: { id?: string; subject: 'harm' | 'context' }) =>
  call<HotspotList>('/hotspots', {
    query: chosen.id ? { analysis: chosen.id } : chosen.subject === 'context' ? { subject: 'context' } : {},
    signal,
  }));

export const analyses = loader((signal) => call<HotspotAnalysisView[]>('/hotspots/analyses', { signal }));

/** How a cluster looks and sorts: its class, or for readers of bands its band. */
export const lookOf = (hotspot: HotspotView): string => hotspot.class ?? hotspot.band ?? 'no_current_concern';

export interface Listed { key: string; hotspot: HotspotView }

const rank = ['place_repeat', 'unknown_children', 'context_only', 'insufficient', 'being_looked_at', 'plan_in_place', 'improving', 'no_current_concern'];

/** Hotspots in reading order: repeated harm first, most different children first. One child's cluster is never among them. */
export const listed = computed<Listed[]>(() =>
  (valueOf(hotspots.now.value)?.items ?? [])
    .map((hotspot, at) => ({ key: String(hotspot.number ?? `area-${at}`), hotspot }))
    .filter(({ hotspot }) => hotspot.class !== 'individual_repeat')
    .sort((a, b) => rank.indexOf(lookOf(a.hotspot)) - rank.indexOf(lookOf(b.hotspot))
      || (b.hotspot.distinctChildren ?? 0) - (a.hotspot.distinctChildren ?? 0)
      || (b.hotspot.events ?? 0) - (a.hotspot.events ?? 0)
      || (a.hotspot.number ?? 0) - (b.hotspot.number ?? 0)));

/** Clusters of one child: for analysts a note without a place, because they belong in that child's plan. */
export const ofOneChild = computed<HotspotView[]>(() =>
  (valueOf(hotspots.now.value)?.items ?? []).filter((hotspot) => hotspot.class === 'individual_repeat'));

/** Step of the violet ramp: 2 children, 3 or 4, 5 and more. */
export const stepOf = (hotspot: HotspotView): 1 | 2 | 3 => {
  const children = hotspot.distinctChildren ?? 0;
  return children >= 5 ? 3 : children >= 3 ? 2 : 1;
};

export function hotspotAreas(items: Listed[]): Feature[] {
  return items.map(({ key, hotspot }, at) =>
    feature(hotspot.shape as Area, { key, look: lookOf(hotspot), step: stepOf(hotspot) }, at));
}

/** Signs with their number of events, and the lines that tie a sign which made room to its own area. */
export interface Signs { signs: Feature[]; leaders: Feature[] }

// More signs than this cannot all be read at once: the first ones are drawn, the others where there is room.
const mostSpread = 100;

/** One sign per hotspot, spread so that each can be read at this zoom; readers of bands see squares and no sign. */
export function hotspotSigns(items: Listed[], zoom: number): Signs {
  const figured = items.map((item, at) => ({ ...item, at })).filter(({ hotspot }) => hotspot.class !== null);
  const crowded = figured.length > mostSpread;
  const middles = figured.map(({ hotspot }) => middleOf(hotspot.shape as Area));
  const places = crowded ? middles.map((at) => ({ at, drawn: at, moved: false })) : spread(middles, zoom);
  return {
    signs: figured.map(({ key, hotspot, at }, i) => feature(
      { type: 'Point', coordinates: places[i]!.drawn },
      { key, look: lookOf(hotspot), events: hotspot.events === null ? '' : number(hotspot.events), crowded, order: crowded ? at : -at }, at)),
    leaders: places.filter(({ moved }) => moved).flatMap(({ at, drawn }) => [
      feature({ type: 'LineString', coordinates: [at, drawn] }, {}), feature({ type: 'Point', coordinates: at }, {})]),
  };
}
