import { effect, signal } from '@preact/signals';
import type { Feature, Position } from 'geojson';
import { Map as MapLibre, setWorkerUrl, type GeoJSONSource, type LayerSpecification, type MapMouseEvent, type MapTouchEvent, type PointLike, type StyleSpecification } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import { valueOf } from '../http/loadable';
import { mapWorkerAddress } from '../http/scriptAddresses';
import { language, t } from '../language/language';
import { feature, features, type Area, type Bounds } from '../map/geometry';
import { mapStyle } from '../map/mapStyle';
import { calm } from '../map/viewport';
import { fromGrid } from '../places/nationalGrid';
import { basemap } from '../reference-data/referenceData';
import tokens from '../tokens.json';
import { colour, type Scheme } from '../tokens';
import { cornerAt, middleAfter, type Corner } from './corners';
import { groundArea } from './outlined';

setWorkerUrl(mapWorkerAddress);

const darkScheme = window.matchMedia('(prefers-color-scheme: dark)');
const scheme = signal<Scheme>(darkScheme.matches ? 'dark' : 'light');
darkScheme.addEventListener('change', () => { scheme.value = darkScheme.matches ? 'dark' : 'light'; });

/** What is drawn: the corners in order, the one that is chosen, and the area as it stands, to compare with. */
export interface Drawn { corners: readonly Corner[]; chosen: number; standing: Area | null }

/** What a hand does on the map. */
export interface Hand {
  add: (corner: Corner) => void;
  insert: (after: number, corner: Corner) => void;
  move: (at: number, corner: Corner) => void;
  choose: (at: number) => void;
}

/** The map on which an outline is drawn, as the form uses it. */
export interface OutlineMap {
  show: (drawn: Drawn) => void;
  look: (bounds: Bounds) => void;
  middle: () => Corner;
  zoom: (steps: number) => void;
  end: () => void;
}

// A fingertip reaches about so far around the point that it means.
const [fingerPixels, mousePixels] = [22, 11];

/** Draws the map for an outline in its place. One finger on a corner moves the corner, anywhere else the map. */
export async function drawOutline(container: HTMLElement, bounds: Bounds, hand: Hand): Promise<OutlineMap> {
  const made = new MapLibre({
    container, style: styleOf(), bounds: [[bounds[0], bounds[1]], [bounds[2], bounds[3]]], fitBoundsOptions: { padding: 36, maxZoom: 17 },
    attributionControl: false, hash: false, dragRotate: false, pitchWithRotate: false, touchPitch: false, maxPitch: 0,
    fadeDuration: 0, minZoom: 6, maxZoom: 20, doubleClickZoom: false, locale: { 'Map.Title': t('spaces.draw_canvas') },
  });
  made.touchZoomRotate.disableRotation();
  made.keyboard.disableRotation();
  let drawn: Drawn = { corners: [], chosen: -1, standing: null };
  let held: { at: number; from: PointLike & { x: number; y: number }; corners: Corner[]; moved: boolean; between: boolean } | null = null;

  const set = (corners: readonly Corner[], chosen: number): void => {
    (made.getSource('ground') as GeoJSONSource | undefined)?.setData(features(groundArea.peek() ? [feature(groundArea.peek()!, {})] : []));
    (made.getSource('standing') as GeoJSONSource | undefined)?.setData(features(drawn.standing ? [feature(drawn.standing, {})] : []));
    (made.getSource('outline') as GeoJSONSource | undefined)?.setData(features(outlineFeatures(corners)));
    (made.getSource('corners') as GeoJSONSource | undefined)?.setData(features(cornerFeatures(corners, chosen)));
  };
  const under = (point: { x: number; y: number }, reach: number): { at: number; between: boolean } | null => {
    const near = made.queryRenderedFeatures([[point.x - reach, point.y - reach], [point.x + reach, point.y + reach]], { layers: ['corners', 'betweens'] });
    // A corner before a middle of a side, and of those the nearest.
    const [best] = near.map(({ properties, geometry }) => {
      const { x, y } = made.project((geometry as { coordinates: Position }).coordinates as [number, number]);
      return { at: Number(properties['at']), between: Boolean(properties['between']), away: Math.hypot(x - point.x, y - point.y) };
    }).sort((a, b) => Number(a.between) - Number(b.between) || a.away - b.away);
    return best ?? null;
  };
  const press = (event: MapMouseEvent | MapTouchEvent): void => {
    const touch = 'touches' in event.originalEvent;
    if (touch && (event.originalEvent as TouchEvent).touches.length > 1) { held = null; return; }
    if (!touch && (event.originalEvent as MouseEvent).button !== 0) return;
    const found = under(event.point, touch ? fingerPixels : mousePixels);
    if (!found) return;
    event.preventDefault();
    const corners = [...drawn.corners];
    if (found.between) corners.splice(found.at + 1, 0, middleAfter(corners, found.at));
    held = { at: found.between ? found.at + 1 : found.at, from: event.point, corners, moved: false, between: found.between };
  };
  const drag = (event: MapMouseEvent | MapTouchEvent): void => {
    if (!held) {
      if (event.type === 'mousemove') made.getCanvas().style.cursor = under(event.point, mousePixels) ? 'grab' : 'crosshair';
      return;
    }
    if (Math.hypot(event.point.x - held.from.x, event.point.y - held.from.y) < 4 && !held.moved) return;
    event.preventDefault();
    held.moved = true;
    held.corners[held.at] = cornerAt([event.lngLat.lng, event.lngLat.lat]);
    set(held.corners, held.at);
  };
  const release = (): void => {
    touchedAt &&= Date.now();
    const done = held;
    held = null;
    if (!done) return;
    const corner = done.corners[done.at];
    if (done.between && corner) hand.insert(done.at - 1, corner);
    else if (done.moved && corner) hand.move(done.at, corner);
    else hand.choose(done.at);
  };
  const clicked = (event: MapMouseEvent): void => {
    // What a press on a corner meant was done when it was let go.
    if (under(event.point, Date.now() - touchedAt < 1000 ? fingerPixels : mousePixels)) return;
    hand.add(cornerAt([event.lngLat.lng, event.lngLat.lat]));
  };
  // After a finger browsers send what a mouse would have done, too.
  let touchedAt = 0;
  made.on('touchstart', (event) => { touchedAt = Date.now(); press(event); });
  made.on('mousedown', (event) => { if (Date.now() - touchedAt > 1000) press(event); });
  made.on('mousemove', drag);
  made.on('touchmove', drag);
  made.on('mouseup', release);
  made.on('touchend', release);
  made.on('touchcancel', release);
  window.addEventListener('mouseup', release);
  made.on('click', clicked);
  const pressed = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    const { lng, lat } = made.getCenter();
    hand.add(cornerAt([lng, lat]));
  };
  made.getCanvas().addEventListener('keydown', pressed);
  await new Promise((ready) => { made.once('style.load', ready); });
  const stop = effect(() => {
    void groundArea.value;
    made.setStyle(styleOf(), { diff: true });
    made.getCanvas().setAttribute('aria-label', t('spaces.draw_canvas'));
    set(drawn.corners, drawn.chosen);
  });

  return {
    show: (next) => { drawn = next; if (!held) set(next.corners, next.chosen); },
    look: ([west, south, east, north]) => void made.fitBounds([[west, south], [east, north]], { padding: 36, maxZoom: 17, animate: !calm.matches }),
    middle: () => { const { lng, lat } = made.getCenter(); return cornerAt([lng, lat]); },
    zoom: (steps) => void made.zoomTo(made.getZoom() + steps, { animate: !calm.matches }),
    end: () => {
      window.removeEventListener('mouseup', release);
      stop();
      made.remove();
    },
  };
}

function outlineFeatures(corners: readonly Corner[]): Feature[] {
  const ring = corners.map((corner): Position => fromGrid(...corner));
  if (ring.length < 2) return [];
  return ring.length === 2 ? [feature({ type: 'LineString', coordinates: ring }, {})]
    : [feature({ type: 'Polygon', coordinates: [[...ring, ...ring.slice(0, 1)]] }, {})];
}

function cornerFeatures(corners: readonly Corner[], chosen: number): Feature[] {
  const betweens = corners.length < 3 ? [] : corners.map((_, at) =>
    feature({ type: 'Point', coordinates: fromGrid(...middleAfter(corners, at)) }, { at, between: true }));
  return [...betweens, ...corners.map((corner, at) =>
    feature({ type: 'Point', coordinates: fromGrid(...corner) }, { at, between: false, label: String(at + 1), chosen: at === chosen }))];
}

// The basemap as the large map draws it, without what lies on it there; the corners are numbered as in the list.
function styleOf(): StyleSpecification {
  const ground = valueOf(basemap.now.value) ?? {};
  const style = mapStyle(scheme.value, language.value, ground, {});
  const ink = (name: Parameters<typeof colour>[0]): string => colour(name, scheme.value);
  const own: LayerSpecification[] = [
    { id: 'ground-halo', type: 'line', source: 'ground', paint: { 'line-color': ink('map-halo'), 'line-width': 4, 'line-opacity': 0.7 } },
    { id: 'ground', type: 'line', source: 'ground', paint: { 'line-color': ink('ink-soft'), 'line-width': 1.5, 'line-dasharray': [6, 2, 1, 2] } },
    { id: 'standing', type: 'line', source: 'standing', paint: { 'line-color': ink('ink-soft'), 'line-width': 2, 'line-dasharray': [3, 2] } },
    { id: 'outline-fill', type: 'fill', source: 'outline', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': ink('action'), 'fill-opacity': 0.18 } },
    { id: 'outline-halo', type: 'line', source: 'outline', layout: { 'line-join': 'round' }, paint: { 'line-color': ink('map-halo'), 'line-width': 5 } },
    { id: 'outline-line', type: 'line', source: 'outline', layout: { 'line-join': 'round' }, paint: { 'line-color': ink('action'), 'line-width': 2.5 } },
    { id: 'betweens', type: 'circle', source: 'corners', filter: ['get', 'between'],
      paint: { 'circle-radius': 6, 'circle-color': ink('map-halo'), 'circle-stroke-color': ink('action'), 'circle-stroke-width': 2 } },
    { id: 'corners', type: 'circle', source: 'corners', filter: ['!', ['get', 'between']],
      paint: {
        'circle-radius': ['case', ['get', 'chosen'], 14, 12], 'circle-color': ink('action'),
        'circle-stroke-color': ['case', ['get', 'chosen'], ink('focus'), ink('map-halo')], 'circle-stroke-width': ['case', ['get', 'chosen'], 5, 2.5],
      } },
    { id: 'corner-numbers', type: 'symbol', source: 'corners', filter: ['!', ['get', 'between']],
      layout: { 'text-field': ['get', 'label'], 'text-font': [`${tokens.type.family} Bold`], 'text-size': 14, 'text-allow-overlap': true, 'text-ignore-placement': true },
      paint: { 'text-color': ink('action-ink') } },
  ];
  return {
    ...style,
    sources: {
      ...Object.fromEntries(Object.entries(style.sources).filter(([name]) => name in ground)),
      ...Object.fromEntries(['ground', 'standing', 'outline', 'corners'].map((name) => [name, { type: 'geojson' as const, data: features([]) }])),
    },
    layers: [...style.layers.filter((layer) => !('source' in layer) || layer.source in ground), ...own],
  };
}
