import { effect, signal } from '@preact/signals';
import { Map as MapLibre, setWorkerUrl, type GeoJSONSource, type LayerSpecification, type MapMouseEvent, type MapTouchEvent, type StyleSpecification } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import { valueOf } from '../http/loadable';
import { mapWorkerAddress } from '../http/scriptAddresses';
import { language } from '../language/language';
import { feature, features, type Area, type Bounds } from '../map/geometry';
import { mapStyle } from '../map/mapStyle';
import { calm } from '../map/viewport';
import { basemap } from '../reference-data/referenceData';
import tokens from '../tokens.json';
import { colour, type ColourName, type Scheme } from '../tokens';

setWorkerUrl(mapWorkerAddress);

const darkScheme = window.matchMedia('(prefers-color-scheme: dark)');
const scheme = signal<Scheme>(darkScheme.matches ? 'dark' : 'light');
darkScheme.addEventListener('change', () => { scheme.value = darkScheme.matches ? 'dark' : 'light'; });

type LonLat = readonly [number, number];
/** How a mark looks; what it means is said in the list beside the map. */
export type MarkLook = 'chosen' | 'other' | 'out' | 'spot' | 'hazard' | 'visit';
export interface PlanMark { key: string; lonLat: LonLat; sign: string; name?: string; look: MarkLook; selected?: boolean; movable?: boolean }
export interface PlanArea { key: string; area: Area; look: 'recent' | 'due' | 'overdue' | 'never'; name: string }
/** What is drawn. */
export interface PlanDrawing { marks?: PlanMark[]; way?: readonly LonLat[]; ways?: readonly (readonly LonLat[])[]; areas?: PlanArea[] }

/** What a hand does on the map. */
export interface PlanHand { choose?: (key: string) => void; press?: (lonLat: [number, number]) => void; move?: (key: string, lonLat: [number, number]) => void }

/** The map as the rooms of planning use it. */
export interface PlanCanvas { show: (drawing: PlanDrawing) => void; look: (bounds: Bounds) => void; middle: () => [number, number]; zoom: (steps: number) => void; name: (label: string) => void; end: () => void }

// A mark is about so large, and a fingertip reaches further around the point that it means.
const [fingerPixels, mousePixels] = [28, 15];

/** Draws a plan in its place. One finger on a mark that can be moved moves the mark, anywhere else the map; Escape lets it go where it was. */
export async function drawPlan(container: HTMLElement, bounds: Bounds, label: string, hand: PlanHand): Promise<PlanCanvas> {
  const made = new MapLibre({
    container, style: styleOf(), bounds: [[bounds[0], bounds[1]], [bounds[2], bounds[3]]], fitBoundsOptions: { padding: 44, maxZoom: 15 },
    attributionControl: false, hash: false, dragRotate: false, pitchWithRotate: false, touchPitch: false, maxPitch: 0,
    fadeDuration: 0, minZoom: 6, maxZoom: 20, doubleClickZoom: false, cooperativeGestures: false, locale: { 'Map.Title': label },
  });
  made.touchZoomRotate.disableRotation();
  made.keyboard.disableRotation();
  let drawn: PlanDrawing = {};
  let held: { key: string; x: number; y: number; at: [number, number] | null } | null = null;
  let [touchedAt, called] = [0, label];

  const set = (): void => {
    const put = (name: string, items: ReturnType<typeof feature>[]): void => void (made.getSource(name) as GeoJSONSource | undefined)?.setData(features(items));
    put('areas', (drawn.areas ?? []).map(({ area, look, name }) => feature(area, { look, name })));
    put('way', [drawn.way ?? [], ...drawn.ways ?? []].filter((way) => way.length > 1).map((way) => feature({ type: 'LineString', coordinates: way.map((one) => [...one]) }, {})));
    put('marks', (drawn.marks ?? []).map(({ key, lonLat, sign, name = '', look, selected = false, movable = false }) =>
      feature({ type: 'Point', coordinates: [...(held?.key === key && held.at ? held.at : lonLat)] }, { key, sign, name, look, selected, movable })));
  };
  // By where marks are, not by what is drawn just now: a mark that was let go is drawn a moment later.
  const under = (point: { x: number; y: number }, reach: number): { key: string; movable: boolean } | null => {
    const [best] = (drawn.marks ?? []).map(({ key, lonLat, movable = false }) => {
      const { x, y } = made.project([...lonLat]);
      return { key, movable, away: Math.hypot(x - point.x, y - point.y) };
    }).filter(({ away }) => away <= reach).sort((one, other) => Number(other.movable) - Number(one.movable) || one.away - other.away);
    return best ?? null;
  };
  const press = (event: MapMouseEvent | MapTouchEvent): void => {
    const touch = 'touches' in event.originalEvent;
    if (touch && (event.originalEvent as TouchEvent).touches.length > 1) { held = null; return; }
    if (!touch && (event.originalEvent as MouseEvent).button !== 0) return;
    const found = hand.move ? under(event.point, touch ? fingerPixels : mousePixels) : null;
    if (!found?.movable) return;
    event.preventDefault();
    held = { key: found.key, x: event.point.x, y: event.point.y, at: null };
  };
  const drag = (event: MapMouseEvent | MapTouchEvent): void => {
    if (!held) {
      if (event.type !== 'mousemove') return;
      const found = under(event.point, mousePixels);
      made.getCanvas().style.cursor = found ? (found.movable && hand.move ? 'grab' : 'pointer') : hand.press ? 'crosshair' : '';
      return;
    }
    if (!held.at && Math.hypot(event.point.x - held.x, event.point.y - held.y) < 4) return;
    event.preventDefault();
    held.at = [event.lngLat.lng, event.lngLat.lat];
    set();
  };
  const release = (): void => {
    touchedAt &&= Date.now();
    const done = held;
    held = null;
    if (done?.at) hand.move?.(done.key, done.at);
    if (done) set();
  };
  const letGo = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !held) return;
    event.preventDefault();
    held = null;
    set();
  };
  made.on('touchstart', (event) => { touchedAt = Date.now(); press(event); });
  // After a finger browsers send what a mouse would have done, too.
  made.on('mousedown', (event) => { if (Date.now() - touchedAt > 1000) press(event); });
  made.on('mousemove', drag);
  made.on('touchmove', drag);
  made.on('mouseup', release);
  made.on('touchend', release);
  made.on('touchcancel', release);
  window.addEventListener('mouseup', release);
  window.addEventListener('keydown', letGo);
  made.on('click', (event) => {
    const found = under(event.point, Date.now() - touchedAt < 1000 ? fingerPixels : mousePixels);
    if (found && hand.choose) hand.choose(found.key);
    else hand.press?.([event.lngLat.lng, event.lngLat.lat]);
  });
  made.getCanvas().addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || !hand.press) return;
    event.preventDefault();
    const { lng, lat } = made.getCenter();
    hand.press([lng, lat]);
  });
  await new Promise((ready) => { made.once('style.load', ready); });
  const stop = effect(() => {
    made.setStyle(styleOf(), { diff: true });
    made.getCanvas().setAttribute('aria-label', called);
    set();
  });

  return {
    show: (next) => { drawn = next; set(); },
    look: ([west, south, east, north]) => void made.fitBounds([[west, south], [east, north]], { padding: 44, maxZoom: 15, animate: !calm.matches }),
    middle: () => { const { lng, lat } = made.getCenter(); return [lng, lat]; },
    zoom: (steps) => void made.zoomTo(made.getZoom() + steps, { animate: !calm.matches }),
    name: (next) => { called = next; made.getCanvas().setAttribute('aria-label', next); },
    end: () => {
      window.removeEventListener('mouseup', release);
      window.removeEventListener('keydown', letGo);
      stop();
      made.remove();
    },
  };
}

// The basemap as the large map draws it, without what lies on it there. Plans are teal; how long ago somebody came is a depth of one neutral colour.
function styleOf(): StyleSpecification {
  const ground = valueOf(basemap.now.value) ?? {};
  const style = mapStyle(scheme.value, language.value, ground, {});
  const ink = (name: ColourName): string => colour(name, scheme.value);
  const byLook = (looks: Record<string, ColourName>, rest: ColourName): string =>
    ['match', ['get', 'look'], ...Object.entries(looks).flatMap(([look, name]) => [look, ink(name)]), ink(rest)] as unknown as string;
  const own: LayerSpecification[] = [
    { id: 'areas', type: 'fill', source: 'areas', paint: { 'fill-color': ink('cool'), 'fill-opacity': ['match', ['get', 'look'], 'never', 0.5, 'overdue', 0.34, 'due', 0.17, 0.03] } },
    { id: 'area-edges', type: 'line', source: 'areas', paint: { 'line-color': ink('line-strong'), 'line-width': 1 } },
    { id: 'way-halo', type: 'line', source: 'way', layout: { 'line-join': 'round', 'line-cap': 'round' }, paint: { 'line-color': ink('map-halo'), 'line-width': 7 } },
    { id: 'way', type: 'line', source: 'way', layout: { 'line-join': 'round', 'line-cap': 'round' }, paint: { 'line-color': ink('plan'), 'line-width': 3.5 } },
    { id: 'area-names', type: 'symbol', source: 'areas', layout: { 'text-field': ['get', 'name'], 'text-font': [tokens.type.family], 'text-size': 14, 'text-max-width': 8 },
      paint: { 'text-color': ink('map-label'), 'text-halo-color': ink('map-halo'), 'text-halo-width': 2 } },
    { id: 'marks', type: 'circle', source: 'marks',
      paint: {
        'circle-radius': ['match', ['get', 'look'], 'chosen', 14, 'out', 10, 12],
        'circle-color': byLook({ chosen: 'plan', visit: 'plan-tint', spot: 'notice', hazard: 'map-halo', out: 'map-halo' }, 'surface'),
        'circle-stroke-color': ['case', ['get', 'selected'], ink('focus'), byLook({ chosen: 'map-halo', visit: 'plan', spot: 'notice-ink', hazard: 'ink', out: 'line-strong' }, 'ink-soft')] as unknown as string,
        'circle-stroke-width': ['case', ['get', 'selected'], 5, 2.5],
      } },
    { id: 'mark-signs', type: 'symbol', source: 'marks',
      layout: { 'text-field': ['get', 'sign'], 'text-font': [`${tokens.type.family} Bold`], 'text-size': 14, 'text-allow-overlap': true, 'text-ignore-placement': true },
      paint: { 'text-color': byLook({ chosen: 'surface', spot: 'notice-ink' }, 'ink') } },
    { id: 'mark-names', type: 'symbol', source: 'marks',
      layout: { 'text-field': ['get', 'name'], 'text-font': [tokens.type.family], 'text-size': 14, 'text-max-width': 10, 'text-anchor': 'top', 'text-offset': [0, 1.1], 'text-optional': true },
      paint: { 'text-color': ink('map-label'), 'text-halo-color': ink('map-halo'), 'text-halo-width': 2 } },
  ];
  return {
    ...style,
    sources: {
      ...Object.fromEntries(Object.entries(style.sources).filter(([name]) => name in ground)),
      ...Object.fromEntries(['areas', 'way', 'marks'].map((name) => [name, { type: 'geojson' as const, data: features([]) }])),
    },
    layers: [...style.layers.filter((layer) => !('source' in layer) || layer.source in ground), ...own],
  };
}
