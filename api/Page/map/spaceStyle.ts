import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import tokens from '../tokens.json';
import type { ColourName } from '../tokens';

type Ink = (name: ColourName) => string;
type Edge = [colour: ColourName, width: number, dash?: number[]];

/** The line of each status, and of each word for readers of bands; space-sign.css draws the same for the lists. */
const edges: Record<string, Edge> = {
  noted: ['ink-soft', 2, [1, 1.5]],
  screening: ['action', 2, [1, 1.5]],
  under_assessment: ['action', 2.5, [4, 2]],
  re_opened: ['action', 2.5, [4, 1.5, 1, 1.5]],
  plan_active: ['plan', 3],
  review: ['plan', 2.5, [4, 2]],
  stepped_down: ['plan', 2, [1, 1.5]],
  ended: ['line-strong', 1.5, [6, 3]],
  'band-being_looked_at': ['action', 3, [4, 2]],
  'band-plan_in_place': ['plan', 3],
  'band-improving': ['plan', 2.5, [1, 1.5]],
  'band-no_current_concern': ['line-strong', 1.5, [6, 3]],
};

const selected: ExpressionSpecification = ['boolean', ['feature-state', 'selected'], false];
const lookIs = (look: string): ExpressionSpecification => ['==', ['get', 'look'], look];

/** The ground of spaces, hardly tinted: it takes the click, and places where harm repeats stay readable on it. */
export const spaceAreas = (ink: Ink): LayerSpecification[] => [
  { id: 'space-fill', type: 'fill', source: 'spaces', filter: ['has', 'key'], paint: { 'fill-color': ink('action'), 'fill-opacity': ['match', ['get', 'look'], 'ended', 0.02, 0.07] } },
];

/** Outlines of spaces: each status has a line of its own, above the flat signs of harm. */
export const spaceEdges = (ink: Ink): LayerSpecification[] => [
  { id: 'space-halo', type: 'line', source: 'spaces', layout: { 'line-join': 'round' }, paint: { 'line-color': ink('map-halo'), 'line-width': 5, 'line-opacity': 0.7 } },
  ...Object.entries(edges).map(([look, [colour, width, dash]]): LayerSpecification => ({
    id: `space-edge-${look}`, type: 'line', source: 'spaces', filter: lookIs(look), layout: { 'line-join': 'round' },
    paint: { 'line-color': ink(colour), 'line-width': width, ...(dash ? { 'line-dasharray': dash } : {}) },
  })),
  {
    id: 'space-selected', type: 'line', source: 'spaces',
    paint: { 'line-color': ink('focus'), 'line-width': ['case', selected, 4, 0], 'line-offset': -6, 'line-opacity': ['case', selected, 1, 0] },
  },
];

/** Names with the status in words, so that no line has to be learnt. */
export const spaceNames = (ink: Ink): LayerSpecification[] => [names(ink, 'space-names', ['has', 'key'], 12), names(ink, 'space-bands', ['!', ['has', 'key']], 7)];

const names = (ink: Ink, id: string, filter: ExpressionSpecification, minzoom: number): LayerSpecification => ({
  id, type: 'symbol', source: 'spaces', filter, minzoom,
  layout: { 'text-field': ['get', 'label'], 'text-font': [tokens.type.family], 'text-size': 14, 'text-max-width': 10, 'text-padding': 4 },
  paint: { 'text-color': ['match', ['get', 'look'], 'ended', ink('ink-soft'), ink('ink')], 'text-halo-color': ink('map-halo'), 'text-halo-width': 2 },
});

/** Marks where the map looks from so far away that an outline is a dot; they move aside for nothing and cover nothing. */
export const spaceMarks = (): LayerSpecification[] => [{
  id: 'space-marks', type: 'symbol', source: 'space-marks', maxzoom: 13.5,
  layout: { 'icon-image': ['get', 'sign'], 'icon-allow-overlap': true, 'icon-ignore-placement': true },
}];
