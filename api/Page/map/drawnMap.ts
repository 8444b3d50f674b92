import { effect, signal } from '@preact/signals';
import { Map as MapLibre, setWorkerUrl, type MapMouseEvent } from 'maplibre-gl';
import 'maplibre-gl/dist/maplibre-gl.css';
import { chosenPart } from '../analyses/analyses';
import { analysisOnMap, askedArea } from '../analyses/mapFeatures';
import { hotspotAreas, hotspotSigns, listed } from '../hotspots/hotspots';
import { valueOf } from '../http/loadable';
import { mapWorkerAddress } from '../http/scriptAddresses';
import { drawnIncidents, incidentSigns } from '../incidents/incidents';
import { language, t } from '../language/language';
import { basemap, boundaryTiles, context, contextSquares } from '../reference-data/referenceData';
import { contextShown, selection } from '../shell/view';
import { spaceAreas, spaceMarks } from '../spaces/layer';
import type { Scheme } from '../tokens';
import { feature, features, type Bounds } from './geometry';
import { clickable, mapStyle, type MapData } from './mapStyle';
import { drawnWhere, picked, picking } from './PickPoint';
import { plainMiddle, plainZoom } from './plainMiddle';
import { drawings } from './symbols';
import { calm, grantWish, mapBounds, mapZoom, roomForLegend, useDrawn } from './viewport';

// The program that draws the map, by far the largest part of the page: it comes once there is a page to use.
setWorkerUrl(mapWorkerAddress);

const darkScheme = window.matchMedia('(prefers-color-scheme: dark)');
const scheme = signal<Scheme>(darkScheme.matches ? 'dark' : 'light');
darkScheme.addEventListener('change', () => { scheme.value = darkScheme.matches ? 'dark' : 'light'; });

function overlayData(): MapData {
  const analysis = analysisOnMap.value;
  const asked = features(askedArea.value);
  const point = features([...drawnWhere.value, ...(picked.value ? [feature({ type: 'Point', coordinates: picked.value.lonLat }, {})] : [])]);
  // The map shows an analysis alone: places and records under it would be read as a part of it.
  if (analysis) return { analysis: features(analysis.areas), 'analysis-numbers': features(analysis.numbers), 'asked-area': asked, picked: point };
  const shown = valueOf(context.now.value);
  const { signs, leaders } = hotspotSigns(listed.value, mapZoom.value);
  return {
    hotspots: features(hotspotAreas(listed.value)),
    'hotspot-leaders': features(leaders),
    'hotspot-signs': features(signs),
    incidents: features(incidentSigns(drawnIncidents())),
    context: features(contextShown.value && shown ? contextSquares(shown) : []),
    spaces: features(spaceAreas()),
    'space-marks': features(spaceMarks()),
    'asked-area': asked,
    picked: point,
  };
}

/** Draws the map in its place; the answer takes it away again. */
export async function draw(container: HTMLElement, bounds: Bounds): Promise<() => void> {
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
  useDrawn(made);
  made.touchZoomRotate.disableRotation();
  made.keyboard.disableRotation();

  const paint = (): void => {
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
    else if (hit.layer.id === 'space-fill' || hit.layer.id === 'space-marks') selection.value = { kind: 'space', id: key };
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
  made.on('style.load', paint);
  await new Promise((ready) => { made.once('style.load', ready); });
  // Somebody may be choosing a point on the plain ground already: it stays under the cross.
  if (picking.peek() && plainMiddle.peek()) made.jumpTo({ center: plainMiddle.peek()!, zoom: plainZoom.peek() });
  saw();
  grantWish();

  const stop = [
    // The whole style again when the language, the scheme or the basemap changes: MapLibre applies the difference.
    effect(() => {
      const style = mapStyle(scheme.value, language.value, valueOf(basemap.now.value) ?? {}, overlayData(), boundaryTiles.value);
      made.setStyle(style, { diff: true });
      paint();
      made.getCanvas().setAttribute('aria-label', t('map.canvas'));
    }),
    effect(() => {
      const chosen = selection.value;
      const part = chosenPart.value;
      const data = overlayData();
      const mark = (): void => {
        for (const name of ['hotspots', 'hotspot-signs', 'incidents', 'spaces', 'analysis'] as const) {
          if (!made.getSource(name)) continue;
          made.removeFeatureState({ source: name });
          const key = name === 'analysis' ? part : chosen?.kind === 'hotspot' ? chosen.key : chosen?.id;
          const kind = name === 'incidents' ? 'incident' : name === 'spaces' ? 'space' : 'hotspot';
          if (name !== 'analysis' && chosen?.kind !== kind) continue;
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
    useDrawn(null);
  };
}
