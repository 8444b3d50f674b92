import { effect, signal, useSignalEffect } from '@preact/signals';
import { Map as MapLibre, setWorkerUrl, type MapMouseEvent } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import 'maplibre-gl/dist/maplibre-gl.css';
import { useEffect, useRef } from 'preact/hooks';
import { me } from '../access/session';
import { chosenPart, onMap } from '../analyses/analyses';
import { analysisOnMap, askedArea } from '../analyses/mapFeatures';
import { hotspotAreas, hotspotSigns, listed } from '../hotspots/hotspots';
import { valueOf } from '../http/loadable';
import { allowScripts } from '../http/scriptAddresses';
import { serviceWorkerAddress } from '../offline/register';
import { allIncidents, incidentSigns } from '../incidents/incidents';
import { language, t } from '../language/language';
import { basemap, boundaryAreas, context, contextSquares } from '../reference-data/referenceData';
import { contextShown, selection, sheet } from '../shell/view';
import type { Scheme } from '../tokens';
import { feature, features, type Bounds } from './geometry';
import { clickable, mapStyle, type MapData } from './mapStyle';
import { Legend } from './Legend';
import { drawnWhere, PickPoint, picked, picking } from './PickPoint';
import { movePlain, PlainGround, plainMiddle, plainZoom } from './PlainGround';
import { drawings } from './symbols';

allowScripts(workerUrl, serviceWorkerAddress);
setWorkerUrl(workerUrl);

/** What the map shows now, degrees. Kept in memory only: no address and no history entry ever holds where somebody looked. */
export const mapBounds = signal<Bounds | null>(null);
/** How close the map looks, in steps of a quarter: signs are spread anew at each. */
const mapZoom = signal(8);
/** False where the browser cannot draw the map; the lists then say all that it would have shown. */
export const canDraw = signal(true);

let map: MapLibre | null = null;

const darkScheme = window.matchMedia('(prefers-color-scheme: dark)');
const calm = window.matchMedia('(prefers-reduced-motion: reduce)');
const scheme = signal<Scheme>(darkScheme.matches ? 'dark' : 'light');
darkScheme.addEventListener('change', () => { scheme.value = darkScheme.matches ? 'dark' : 'light'; });

/** Brings an area into view, with room around it. */
export function showBounds([west, south, east, north]: Bounds, maxZoom = 15): void {
  map?.fitBounds([[west, south], [east, north]], { padding: roomAround(), maxZoom, animate: !calm.matches, duration: 500 });
}

export function moveMap(right: number, down: number): void {
  if (map) map.panBy([right, down], { animate: false });
  else mapBounds.value = movePlain(right, down);
}

export function zoomMap(steps: number): void {
  if (map) map.zoomTo(map.getZoom() + steps, { animate: false });
  else mapBounds.value = movePlain(0, 0, steps);
}

/** The point under the cross in the middle of the map, longitude and latitude. */
export function middleOfMap(): [number, number] | null {
  const middle = map?.getCenter();
  return middle ? [middle.lng, middle.lat] : plainMiddle.peek();
}

/** How many metres a pixel of the map spans at a latitude; the map's tiles are 512 pixels wide. */
export const metresOfAPixel = (latitude: number): number =>
  (40_075_017 * Math.cos((latitude * Math.PI) / 180)) / (512 * 2 ** (map?.getZoom() ?? plainZoom.peek()));

function roomAround(): { top: number; bottom: number; left: number; right: number } {
  const box = map?.getContainer().getBoundingClientRect();
  const least = Math.min(80, (box?.height ?? 400) / 6);
  const facts = selection.peek() !== null;
  if (window.innerWidth >= 900) return { top: 80, bottom: 80, left: Math.max(80, besideLegend(box)), right: facts ? 480 : 80 };
  // On a phone the facts cover the page's lower 62 %.
  const covered = facts ? Math.max(0, (box?.bottom ?? 0) - window.innerHeight * 0.38) : 0;
  return { top: least / 2, bottom: covered + least / 2, left: 72, right: 40 };
}

// The areas of an analysis are many and lie anywhere: where the map is wide enough they keep clear of the legend at its lower left.
function besideLegend(box: DOMRect | undefined): number {
  const legend = onMap.peek() ? document.querySelector('.legend[open]')?.getBoundingClientRect() : undefined;
  return legend && box && box.width > 2.5 * legend.width ? legend.right - box.left + 24 : 0;
}

/** The whole area keeps clear of the legend where the map is wider than it is high: the legend stands at the lower left. */
function roomForLegend(container: HTMLElement): { top: number; bottom: number; left: number; right: number } {
  const { width, height } = container.getBoundingClientRect();
  return { top: 24, bottom: 24, left: Math.max(24, Math.min(260, width - height)), right: 24 };
}

function overlayData(): MapData {
  const analysis = analysisOnMap.value;
  const asked = features(askedArea.value);
  const boundaries = features(boundaryAreas());
  const point = features([...drawnWhere.value, ...(picked.value ? [feature({ type: 'Point', coordinates: picked.value.lonLat }, {})] : [])]);
  // The map shows an analysis alone: places and records under it would be read as a part of it.
  if (analysis) return { analysis: features(analysis.areas), 'analysis-numbers': features(analysis.numbers), 'asked-area': asked, boundaries, picked: point };
  const shown = valueOf(context.now.value);
  const { signs, leaders } = hotspotSigns(listed.value, mapZoom.value);
  return {
    hotspots: features(hotspotAreas(listed.value)),
    'hotspot-leaders': features(leaders),
    'hotspot-signs': features(signs),
    incidents: features(incidentSigns(allIncidents())),
    context: features(contextShown.value && shown ? contextSquares(shown) : []),
    'asked-area': asked,
    boundaries,
    picked: point,
  };
}

async function start(container: HTMLElement, bounds: Bounds): Promise<() => void> {
  const made = new MapLibre({
    container,
    style: mapStyle(scheme.peek(), language.peek(), valueOf(basemap.now.peek()) ?? {}, {}),
    bounds: [[bounds[0], bounds[1]], [bounds[2], bounds[3]]],
    fitBoundsOptions: { padding: roomForLegend(container) },
    attributionControl: false,
    hash: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    maxPitch: 0,
    fadeDuration: calm.matches ? 0 : 150,
    minZoom: 6,
    maxZoom: 19,
    locale: { 'Map.Title': t('map.canvas') },
  });
  map = made;
  made.touchZoomRotate.disableRotation();
  made.keyboard.disableRotation();

  const draw = (): void => {
    for (const { id, image, pixelRatio } of drawings(scheme.peek())) {
      if (made.hasImage(id)) made.removeImage(id);
      made.addImage(id, image, { pixelRatio });
    }
  };
  const saw = (): void => {
    mapZoom.value = Math.round(made.getZoom() * 4) / 4;
    const box = made.getBounds();
    mapBounds.value = [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()];
  };
  const clicked = (event: MapMouseEvent): void => {
    if (picking.peek()) return;
    const box: [[number, number], [number, number]] =
      [[event.point.x - 8, event.point.y - 8], [event.point.x + 8, event.point.y + 8]];
    const layers = clickable.filter((id) => made.getLayer(id));
    const [hit] = made.queryRenderedFeatures(box, { layers });
    const key = hit?.properties['key'] as string | undefined;
    if (hit?.layer.id === 'analysis-fill') chosenPart.value = key ?? null;
    else if (!hit || key === undefined) selection.value = null;
    else selection.value = hit.layer.id === 'incident-signs' ? { kind: 'incident', id: key } : { kind: 'hotspot', key };
  };
  const hovered = (event: MapMouseEvent): void => {
    const layers = clickable.filter((id) => made.getLayer(id));
    const over = !picking.peek() && made.queryRenderedFeatures(event.point, { layers }).length > 0;
    made.getCanvas().style.cursor = over ? 'pointer' : '';
  };

  made.on('moveend', saw);
  made.on('click', clicked);
  made.on('mousemove', hovered);
  made.on('style.load', draw);
  await new Promise((ready) => { made.once('style.load', ready); });
  saw();

  const stop = [
    // The whole style again when the language, the scheme or the basemap changes: MapLibre applies the difference.
    effect(() => {
      const style = mapStyle(scheme.value, language.value, valueOf(basemap.now.value) ?? {}, overlayData());
      made.setStyle(style, { diff: true });
      draw();
      made.getCanvas().setAttribute('aria-label', t('map.canvas'));
    }),
    effect(() => {
      const chosen = selection.value;
      const part = chosenPart.value;
      const data = overlayData();
      const mark = (): void => {
        for (const name of ['hotspots', 'hotspot-signs', 'incidents', 'analysis'] as const) {
          if (!made.getSource(name)) continue;
          made.removeFeatureState({ source: name });
          const key = name === 'analysis' ? part : chosen?.kind === 'hotspot' ? chosen.key : chosen?.id;
          if (name !== 'analysis' && (!chosen || (chosen.kind === 'incident') !== (name === 'incidents'))) continue;
          const at = data[name]?.features.find((one) => one.properties?.['key'] === key);
          if (at?.id !== undefined) made.setFeatureState({ source: name, id: at.id }, { selected: true });
        }
      };
      mark();
      made.once('idle', mark);
    }),
  ];
  return () => {
    for (const end of stop) end();
    made.remove();
    map = null;
  };
}

export function MapView() {
  const holder = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const bounds = me.peek()?.partnership.bounds as Bounds | undefined;
    if (!holder.current || !bounds) return;
    let stop: (() => void) | null = null;
    let gone = false;
    start(holder.current, bounds)
      .then((end) => { if (gone) end(); else stop = end; })
      .catch(() => { canDraw.value = false; });
    return () => { gone = true; stop?.(); };
  }, []);

  useSignalEffect(() => {
    // The sheet takes part of a phone's map away or gives it back.
    void sheet.value;
    window.requestAnimationFrame(() => map?.resize());
  });

  const whole = (): void => {
    const bounds = me.peek()?.partnership.bounds as Bounds | undefined;
    const [west, south, east, north] = bounds ?? [];
    if (!map || west === undefined || south === undefined || east === undefined || north === undefined) return;
    map.fitBounds([[west, south], [east, north]], { padding: roomForLegend(map.getContainer()), animate: !calm.matches, duration: 500 });
  };

  return (
    <section class="map" aria-label={t('map.region')}>
      {canDraw.value ? null : picking.value ? <PlainGround /> : <p class="map-missing">{t('map.cannot_draw')}</p>}
      <p class="visually-hidden" id="map-help">{t('map.help')}</p>
      <div class="map-canvas" ref={holder} />
      <div class="map-buttons">
        <button type="button" class="square" onClick={() => (map ? map.zoomIn({ animate: !calm.matches }) : zoomMap(1))} aria-label={t('map.zoom_in')}>
          <span aria-hidden="true">+</span>
        </button>
        <button type="button" class="square" onClick={() => (map ? map.zoomOut({ animate: !calm.matches }) : zoomMap(-1))} aria-label={t('map.zoom_out')}>
          <span aria-hidden="true">−</span>
        </button>
        <button type="button" class="square" onClick={whole} aria-label={t('map.whole_area')}>
          <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4" /></svg>
        </button>
      </div>
      {picking.value ? <PickPoint /> : <Legend />}
    </section>
  );
}
