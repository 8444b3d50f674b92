import latin from '@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-400-normal.woff2?url';
import latinBold from '@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-700-normal.woff2?url';
import latinMore from '@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-ext-400-normal.woff2?url';
import latinMoreBold from '@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible-latin-ext-700-normal.woff2?url';
import type { FeatureCollection } from 'geojson';
import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl';
import type { Language } from '../language/language';
import tokens from '../tokens.json';
import { colour, type ColourName, type Scheme } from '../tokens';
import { features } from './geometry';
import { spaceAreas, spaceEdges, spaceMarks, spaceNames } from './spaceStyle';

/** The data that the page puts on the map, by source. */
export type MapData = Record<string, FeatureCollection>;

export const overlays = ['context', 'spaces', 'space-marks', 'analysis', 'analysis-numbers', 'asked-area', 'hotspots', 'hotspot-leaders', 'hotspot-signs', 'incidents', 'picked'] as const;
export const clickable = ['hotspot-signs', 'crowded-signs', 'incident-signs', 'space-marks', 'hotspot-fill', 'space-fill', 'analysis-fill'] as const;

/** Boundaries as tiles: their address, and the sets that are drawn. */
export interface BoundaryTiles { address: string; sets: string[] }

/** The whole map as a pure description: basemap, overlays, labels in one language, colours of one scheme. */
export function mapStyle(scheme: Scheme, language: Language, basemap: MapData, overlay: MapData, boundaries: BoundaryTiles | null = null): StyleSpecification {
  const ink = (name: ColourName): string => colour(name, scheme);
  const sources: StyleSpecification['sources'] = {};
  for (const [name, data] of Object.entries(basemap)) sources[name] = { type: 'geojson', data, tolerance: 0.2 };
  for (const name of overlays) sources[name] = { type: 'geojson', data: overlay[name] ?? features([]) };
  if (boundaries) sources['boundaries'] = { type: 'vector', tiles: [boundaries.address], minzoom: 0, maxzoom: 16 };
  const present = (layer: LayerSpecification): boolean => !('source' in layer) || layer.source in sources;
  return {
    version: 8,
    sources,
    // There is no glyphs address on purpose: every label is drawn here from the page's own font files.
    'font-faces': fontFaces,
    layers: [...ground(ink), ...spaceAreas(ink), ...analysisAreas(ink), ...overlayAreas(ink), ...spaceEdges(ink), ...boundaryLines(ink, language, boundaries?.sets ?? []), ...incidentSigns(ink), ...spaceMarks(), ...labels(ink, language), ...spaceNames(ink), ...analysisNumbers(ink), ...hotspotSigns(ink)].filter(present),
  };
}

// ŵ and ŷ, without which Welsh cannot be written, are in the second file of each weight.
const beyondLatin1 = ['U+0100-02FF', 'U+1E00-1EFF'];
const file = (address: string): string => new URL(address, document.baseURI).href;
const fontFaces = {
  [tokens.type.family]: [{ url: file(latinMore), 'unicode-range': beyondLatin1 }, { url: file(latin) }],
  [`${tokens.type.family} Bold`]: [{ url: file(latinMoreBold), 'unicode-range': beyondLatin1 }, { url: file(latinBold) }],
};

type Ink = (name: ColourName) => string;
const zoomed = (...stops: number[]): ExpressionSpecification =>
  ['interpolate', ['exponential', 1.4], ['zoom'], ...stops] as unknown as ExpressionSpecification;

function ground(ink: Ink): LayerSpecification[] {
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': ink('map-sea') } },
    { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': ink('map-land') } },
    { id: 'upland', type: 'fill', source: 'land', filter: ['==', ['get', 'kind'], 'upland'], paint: { 'fill-color': ink('map-upland') } },
    { id: 'coast', type: 'line', source: 'land', filter: ['==', ['get', 'kind'], 'county'], paint: { 'line-color': ink('map-road-far'), 'line-width': 1 } },
    { id: 'builtup', type: 'fill', source: 'builtup', paint: { 'fill-color': ink('map-built') } },
    { id: 'woods', type: 'fill', source: 'woods', paint: { 'fill-color': ink('map-wood') } },
    { id: 'parks', type: 'fill', source: 'parks', paint: { 'fill-color': ink('map-park') } },
    { id: 'water', type: 'fill', source: 'water', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': ink('map-water') } },
    { id: 'rivers', type: 'line', source: 'rivers', paint: { 'line-color': ink('map-water'), 'line-width': zoomed(7, 0.8, 12, 2.5, 16, 9) } },
    { id: 'buildings', type: 'fill', source: 'buildings', minzoom: 13, paint: { 'fill-color': ink('map-building') } },
    { id: 'paths', type: 'line', source: 'paths', minzoom: 12, paint: { 'line-color': ink('map-rail'), 'line-width': 1.2, 'line-dasharray': [2, 2] } },
    {
      id: 'road-edges', type: 'line', source: 'roads', minzoom: 10, layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: { 'line-color': ink('map-road-edge'), 'line-width': roadWidth(1.6) },
    },
    {
      id: 'roads', type: 'line', source: 'roads', layout: { 'line-cap': 'round', 'line-join': 'round' },
      paint: {
        'line-color': ['step', ['zoom'], ink('map-road-far'), 10, ink('map-road')],
        'line-width': roadWidth(0),
      },
    },
    { id: 'rail', type: 'line', source: 'rail', paint: { 'line-color': ink('map-rail'), 'line-width': zoomed(8, 0.8, 14, 2), 'line-dasharray': [4, 2] } },
  ];
}

const isMajor: ExpressionSpecification =
  ['match', ['coalesce', ['get', 'class'], ['get', 'kind'], ''], ['trunk', 'main', 'primary', 'a_road', 'major'], true, false];

/** Road widths; minor roads stay away from the county view. */
function roadWidth(edge: number): ExpressionSpecification {
  return ['interpolate', ['exponential', 1.4], ['zoom'],
    8, ['case', isMajor, 1.1, 0.3],
    12, ['case', isMajor, 3 + edge, 1.2 + edge],
    15, ['case', isMajor, 9 + edge, 5 + edge],
    18, ['case', isMajor, 24 + edge, 16 + edge]] as unknown as ExpressionSpecification;
}

const classIs = (...names: string[]): ExpressionSpecification => ['in', ['get', 'look'], ['literal', names]];
const isCoarse: ExpressionSpecification = ['==', ['get', 'sign'], 'incident-coarse'];
const selected: ExpressionSpecification = ['boolean', ['feature-state', 'selected'], false];

function overlayAreas(ink: Ink): LayerSpecification[] {
  const edge = (id: string, looks: string[], stroke: string, width: number, dash?: number[]): LayerSpecification => ({
    id, type: 'line', source: 'hotspots', filter: classIs(...looks), layout: { 'line-join': 'round' },
    paint: {
      'line-color': stroke,
      'line-width': ['case', selected, width + 2, width],
      ...(dash ? { 'line-dasharray': dash } : {}),
    },
  });
  return [
    { id: 'context-fill', type: 'fill', source: 'context', paint: { 'fill-color': ink('context-tint'), 'fill-opacity': ['get', 'share'] } },
    { id: 'context-pattern', type: 'fill', source: 'context', paint: { 'fill-pattern': 'pattern-context-square', 'fill-opacity': 0.5 } },
    { id: 'context-edge', type: 'line', source: 'context', paint: { 'line-color': ink('context'), 'line-width': 0.6 } },
    {
      id: 'hotspot-selected', type: 'line', source: 'hotspots',
      paint: { 'line-color': ink('focus'), 'line-width': ['case', selected, 4, 0], 'line-offset': -7, 'line-opacity': ['case', selected, 1, 0] },
    },
    {
      id: 'hotspot-fill', type: 'fill', source: 'hotspots',
      paint: {
        'fill-color': ['match', ['get', 'look'],
          'place_repeat', ['match', ['get', 'step'], 3, ink('harm-3'), 2, ink('harm-2'), ink('harm-1')],
          ['unknown_children', 'being_looked_at'], ink('harm-1'),
          ['plan_in_place', 'improving'], ink('plan-tint'),
          'context_only', ink('context-tint'),
          ink('surface')],
        'fill-opacity': ['match', ['get', 'look'], 'place_repeat', 0.6, ['insufficient', 'no_current_concern'], 0.3, 0.45],
      },
    },
    { id: 'hotspot-pattern', type: 'fill', source: 'hotspots', paint: {
      'fill-pattern': ['concat', 'pattern-', ['get', 'look']],
      // The squares of readers of bands are large: a fainter pattern leaves the streets under them readable.
      'fill-opacity': ['match', ['get', 'look'], ['being_looked_at', 'plan_in_place', 'improving'], 0.4, 1],
    } },
    edge('edge-solid', ['place_repeat'], ink('harm-4'), 2.5),
    edge('edge-dashed', ['unknown_children', 'being_looked_at'], ink('harm-3'), 2.5, [3, 2]),
    edge('edge-dotted', ['insufficient'], ink('harm-3'), 1.8, [1, 1.6]),
    edge('edge-context', ['context_only'], ink('context'), 2, [5, 1.5, 1, 1.5]),
    edge('edge-plan', ['plan_in_place', 'improving'], ink('plan'), 2.5),
    edge('edge-thin', ['no_current_concern'], ink('line-strong'), 1.2, [4, 3]),
  ];
}

/** Cells, circles and outlines of an analysis: fill, pattern and edge say the same. */
function analysisAreas(ink: Ink): LayerSpecification[] {
  const fills: ColourName[] = ['harm-1', 'harm-2', 'harm-3', 'harm-4', 'cool-tint'];
  const edge = (name: string, width: number, dash?: number[]): LayerSpecification => ({
    id: `analysis-edge-${name}`, type: 'line', source: 'analysis', filter: ['==', ['get', 'edge'], name], layout: { 'line-join': 'round' },
    paint: {
      'line-color': ['match', ['get', 'fill'], 'cool-tint', ink('cool'), ink(name === 'thin' ? 'line-strong' : 'harm-4')],
      'line-width': width, 'line-opacity': name === 'thin' ? 0.5 : 1, ...(dash ? { 'line-dasharray': dash } : {}),
    },
  });
  return [
    {
      id: 'analysis-fill', type: 'fill', source: 'analysis',
      paint: {
        'fill-color': ['match', ['get', 'fill'], ...fills.flatMap((name) => [name, ink(name)]), ink('surface')] as unknown as ExpressionSpecification,
        'fill-opacity': ['match', ['get', 'fill'], 'surface', 0.25, 0.6],
      },
    },
    { id: 'analysis-pattern', type: 'fill', source: 'analysis', paint: { 'fill-pattern': ['concat', 'pattern-cell-', ['get', 'pattern']] } },
    edge('thin', 0.6),
    edge('dotted', 1.6, [1, 1.6]),
    edge('dashed', 1.8, [3, 2]),
    edge('solid', 1.8),
    { id: 'asked-area', type: 'line', source: 'asked-area', paint: { 'line-color': ink('action'), 'line-width': 2, 'line-dasharray': [6, 3] } },
    {
      id: 'analysis-selected', type: 'line', source: 'analysis',
      paint: { 'line-color': ink('focus'), 'line-width': ['case', selected, 5, 0], 'line-opacity': ['case', selected, 1, 0] },
    },
  ];
}

const font = [tokens.type.family];
const boldFont = [`${tokens.type.family} Bold`];

const rank: ExpressionSpecification = ['coalesce', ['get', 'rank'], 5];
const mostOfLargest = 1;
const mostOfTowns = 2;
// The county's own name is not written: it stands in the header, and would take the place of a town's.
const isSettled: ExpressionSpecification = ['in', ['get', 'kind'], ['literal', ['city', 'town', 'suburb', 'village', 'hamlet']]];

// A name steps aside for the sign of a place where harm repeats: near the middle first, then further off.
const besideSigns = {
  'text-max-width': 8, 'text-justify': 'auto' as const,
  'text-variable-anchor-offset': [0.9, 1.7, 2.6, 3.6].flatMap((away) =>
    ['top', [0, away], 'bottom', [0, -away], 'left', [away, 0], 'right', [-away, 0]]) as (string | [number, number])[],
};

function nameIn(language: Language): ExpressionSpecification {
  const [own, other] = language === 'cy' ? ['name_cy', 'name_en'] : ['name_en', 'name_cy'];
  return ['coalesce', ['get', own], ['get', other], ''];
}

/** Imported boundaries: thin lines over everything flat, with their names. */
function boundaryLines(ink: Ink, language: Language, sets: string[]): LayerSpecification[] {
  const own = language === 'cy' ? ['nameCy', 'nameEn'] : ['nameEn', 'nameCy'];
  const of = { source: 'boundaries', 'source-layer': 'boundaries', filter: ['in', ['get', 'set'], ['literal', sets]] as ExpressionSpecification };
  return [
    { id: 'boundary-halo', type: 'line', ...of, layout: { 'line-join': 'round' }, paint: { 'line-color': ink('map-halo'), 'line-width': 3, 'line-opacity': 0.7 } },
    { id: 'boundary-lines', type: 'line', ...of, layout: { 'line-join': 'round' }, paint: { 'line-color': ink('ink-soft'), 'line-width': 1 } },
    {
      id: 'boundary-names', type: 'symbol', ...of,
      layout: { 'text-field': ['coalesce', ...own.map((name) => ['get', name]), ['get', 'code']] as unknown as ExpressionSpecification, 'text-font': font, 'text-size': 14, 'text-max-width': 8, 'text-padding': 6 },
      paint: { 'text-color': ink('ink-soft'), 'text-halo-color': ink('map-halo'), 'text-halo-width': 1.6 },
    },
  ];
}

function labels(ink: Ink, language: Language): LayerSpecification[] {
  const name = nameIn(language);
  const halo = { 'text-halo-color': ink('map-halo'), 'text-halo-width': 1.6 };
  const towns = (id: string, ranks: ExpressionSpecification, overlap: 'never' | 'always'): LayerSpecification => ({
    id, type: 'symbol', source: 'labels', filter: ['all', isSettled, ranks],
    layout: {
      ...besideSigns, 'text-field': name, 'text-font': boldFont, 'text-size': zoomed(7, 14, 12, 18, 15, 21), 'text-padding': 2,
      'symbol-sort-key': rank, 'text-overlap': overlap,
    },
    paint: { 'text-color': ink('map-label'), ...halo },
  });
  return [
    {
      id: 'road-names', type: 'symbol', source: 'roads', minzoom: 14,
      layout: { 'symbol-placement': 'line', 'text-field': name, 'text-font': font, 'text-size': 13, 'symbol-spacing': 320 },
      paint: { 'text-color': ink('map-label-soft'), ...halo },
    },
    {
      id: 'place-names', type: 'symbol', source: 'places', minzoom: 13.5,
      layout: { 'text-field': name, 'text-font': font, 'text-size': 13, 'text-max-width': 9, 'text-padding': 6 },
      paint: { 'text-color': ink('map-label-soft'), ...halo },
    },
    {
      // Woods, hills and rivers: for finding the way near by, not for the county view.
      id: 'land-names', type: 'symbol', source: 'labels', minzoom: 11.5, filter: ['!', isSettled],
      layout: { 'text-field': name, 'text-font': font, 'text-size': 14, 'text-max-width': 8, 'text-padding': 4, 'symbol-sort-key': rank },
      paint: { 'text-color': ink('map-label-soft'), ...halo },
    },
    {
      id: 'village-names', type: 'symbol', source: 'labels', filter: ['all', isSettled, ['>', rank, mostOfTowns]],
      layout: { ...besideSigns, 'text-field': name, 'text-font': font, 'text-size': zoomed(7, 13.5, 12, 16, 15, 19), 'text-padding': 4, 'symbol-sort-key': rank },
      paint: { 'text-color': ink('map-label-soft'), ...halo },
    },
    towns('town-names', ['all', ['>', rank, mostOfLargest], ['<=', rank, mostOfTowns]], 'never'),
    // The largest towns are how people find their way: where no free side is left they are written all the same.
    towns('largest-town-names', ['<=', rank, mostOfLargest], 'always'),
  ];
}

function incidentSigns(ink: Ink): LayerSpecification[] {
  return [
    {
      id: 'context-counts', type: 'symbol', source: 'context', minzoom: 11,
      layout: { 'text-field': ['to-string', ['get', 'count']], 'text-font': font, 'text-size': 13 },
      paint: { 'text-color': ink('ink'), 'text-halo-color': ink('map-halo'), 'text-halo-width': 1.5 },
    },
    {
      id: 'incident-signs', type: 'symbol', source: 'incidents',
      layout: {
        'icon-image': ['get', 'sign'], 'icon-allow-overlap': true, 'icon-ignore-placement': true,
        // A square keeps its size, because a number stands in it.
        'icon-size': ['interpolate', ['linear'], ['zoom'], 7, ['case', isCoarse, 1, 0.62], 11, ['case', isCoarse, 1, 0.85], 14, ['case', isCoarse, 1, 1.1]],
        'text-field': ['get', 'count'], 'text-font': boldFont, 'text-size': 13, 'text-allow-overlap': true, 'text-ignore-placement': true,
      },
      paint: { 'text-color': ink('surface') },
    },
    {
      id: 'incident-selected', type: 'circle', source: 'incidents',
      paint: {
        'circle-radius': 12, 'circle-color': 'rgba(0,0,0,0)', 'circle-stroke-color': ink('focus'), 'circle-stroke-width': 3,
        'circle-stroke-opacity': ['case', selected, 1, 0],
      },
    },
  ];
}

function analysisNumbers(ink: Ink): LayerSpecification[] {
  return [{
    id: 'analysis-numbers', type: 'symbol', source: 'analysis-numbers',
    layout: { 'text-field': ['get', 'label'], 'text-font': boldFont, 'text-size': 16, 'text-allow-overlap': true, 'text-anchor': 'bottom-left', 'text-offset': [0.3, -0.3] },
    paint: { 'text-color': ink('ink'), 'text-halo-color': ink('map-halo'), 'text-halo-width': 2.5 },
  }];
}

function hotspotSigns(ink: Ink): LayerSpecification[] {
  const signs = (id: string, filter: ExpressionSpecification, overlap: boolean): LayerSpecification => ({
    id, type: 'symbol', source: 'hotspot-signs', filter,
    layout: {
      'icon-image': ['concat', 'sign-', ['get', 'look']], 'icon-allow-overlap': overlap,
      'text-field': ['get', 'events'], 'text-font': boldFont, 'text-size': ['case', ['>', ['length', ['get', 'events']], 2], 11.5, 15],
      'text-allow-overlap': overlap, 'text-ignore-placement': overlap, 'symbol-sort-key': ['get', 'order'],
    },
    paint: { 'text-color': ['match', ['get', 'look'], 'place_repeat', ink('harm-ink'), ink('ink')] },
  });
  return [
    {
      // A sign that made room for its neighbour stays tied to the middle of its own area.
      id: 'leader-lines', type: 'line', source: 'hotspot-leaders', filter: ['==', ['geometry-type'], 'LineString'],
      paint: { 'line-color': ink('ink'), 'line-width': 1.6 },
    },
    {
      id: 'leader-ends', type: 'circle', source: 'hotspot-leaders', filter: ['==', ['geometry-type'], 'Point'],
      paint: { 'circle-radius': 3.5, 'circle-color': ink('ink'), 'circle-stroke-color': ink('map-halo'), 'circle-stroke-width': 1.5 },
    },
    signs('hotspot-signs', ['!', ['get', 'crowded']], true),
    signs('crowded-signs', ['get', 'crowded'], false),
    {
      id: 'sign-selected', type: 'circle', source: 'hotspot-signs',
      paint: {
        'circle-radius': 19, 'circle-color': 'rgba(0,0,0,0)', 'circle-stroke-color': ink('focus'), 'circle-stroke-width': 3.5,
        'circle-stroke-opacity': ['case', selected, 1, 0],
      },
    },
    { id: 'picked-area', type: 'fill', source: 'picked', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'fill-color': ink('action'), 'fill-opacity': 0.15 } },
    { id: 'picked-edge', type: 'line', source: 'picked', filter: ['==', ['geometry-type'], 'Polygon'], paint: { 'line-color': ink('action'), 'line-width': 2 } },
    {
      id: 'picked', type: 'circle', source: 'picked', filter: ['==', ['geometry-type'], 'Point'],
      paint: { 'circle-radius': 9, 'circle-color': ink('action'), 'circle-stroke-color': ink('map-halo'), 'circle-stroke-width': 3 },
    },
  ];
}
