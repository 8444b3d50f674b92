import { computed, signal } from '@preact/signals';
import type { Feature, FeatureCollection } from 'geojson';
import { call } from '../http/api';
import type { BasemapLayerView, BoundaryView, ContextSummary, ImportView, JobView } from '../http/contracts';
import { loader, valueOf } from '../http/loadable';
import { named } from '../language/language';
import { boundsAround, boundsOf, feature, type Area, type Bounds } from '../map/geometry';
import type { MapData } from '../map/mapStyle';

export const imports = loader((signal) => call<ImportView[]>('/reference-data/imports', { signal }));

export const context = loader((signal, from: string, to: string, type: string, everywhere: boolean) =>
  call<ContextSummary>('/reference-data/context', { query: { from, to, type, everywhere: String(everywhere) }, signal }));

export const contextType = signal('');
/** Whether events outside the partnership's area are counted and drawn too. */
export const contextEverywhere = signal(false);

const longestWindowMonths = 120;

/** Every month from the first to the last that was imported (`2025-03`), gaps too; at most ten years, the newest ones. */
export const contextMonths = computed<string[]>(() => {
  const held = (valueOf(imports.now.value) ?? []).filter((one) => one.kind === 'police_uk')
    .flatMap((one) => one.editions.map(({ edition }) => edition.slice(0, 7))).filter((month) => /^\d{4}-\d\d$/.test(month)).sort();
  const [first, last] = [held[0], held.at(-1)];
  return first && last ? monthsBetween(first, last).slice(-longestWindowMonths) : [];
});

/** Months that somebody chose; null while all that was imported is shown. */
export const chosenMonths = signal<{ from: string; to: string } | null>(null);

/** The months of which context is counted: those chosen, else all that were imported; null where nothing was. */
export const contextWindow = computed<{ from: string; to: string } | null>(() => {
  const [first, last] = [contextMonths.value[0], contextMonths.value.at(-1)];
  return first && last ? (chosenMonths.value ?? { from: first, to: last }) : null;
});

/** The months from one to another, both included. */
export function monthsBetween(first: string, last: string): string[] {
  const count = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
  return Array.from({ length: Math.max(0, count(last) - count(first) + 1) }, (_, i) => {
    const month = count(first) + i;
    return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
  });
}

/** Sets of boundaries that were imported, by their code and year. */
export const boundarySets = computed<string[]>(() =>
  [...new Set((valueOf(imports.now.value) ?? []).filter((one) => one.kind === 'boundaries')
    .flatMap((one) => one.editions.map(({ edition }) => edition)))].sort());

/** Sets whose lines are on the map. */
export const boundariesShown = signal<string[]>([]);

/** Counts imports of this visit: what the map keeps of its tiles is asked for anew after each. */
export const boundariesRound = signal(0);

interface NamedBoundaries { features: { properties: { nameEn: string | null; nameCy: string | null; code: string } }[] }

/** The first two boundaries of each set: one alone gives the set its name. Their lines come as tiles. */
export const boundaries = loader((signal, sets: string[]) => Promise.all(sets.map(async (set) => ({
  set,
  first: (await call<NamedBoundaries>('/ogc/collections/boundaries/items', { query: { limit: 2, filter: `set = '${set.replaceAll("'", "''")}'` }, signal })).features,
}))));

/** The corners of a set, for whoever wants to go there. */
export const boundsOfSet = loader(async (signal, set: string): Promise<Bounds | null> =>
  boundsAround((await call<BoundaryView[]>('/reference-data/boundaries', { query: { set }, signal })).map(({ shape }) => boundsOf(shape as Area))));

/** Boundaries on the map: the address of their tiles, and the sets that are drawn of them; null for none. */
export const boundaryTiles = computed<{ address: string; sets: string[] } | null>(() => boundariesShown.value.length === 0 ? null : {
  // The part behind # is not sent: it only tells the map that the tiles are others now.
  address: `${new URL('ogc/tiles/boundaries/', document.baseURI).href}{z}/{x}/{y}.mvt#${boundariesRound.value}`,
  sets: boundariesShown.value,
});

/** The corners of all squares with context events. */
export const boundsOfContext = (summary: ContextSummary): Bounds | null =>
  boundsAround(contextSquares(summary).map(({ geometry }) => boundsOf(geometry as Area)));

/** A set as it is chosen: its kind and year, and the area's name where it holds only one. */
export function setName(set: string): string {
  const [first, second] = (valueOf(boundaries.now.value) ?? []).find((one) => one.set === set)?.first ?? [];
  return first && !second ? `${set}: ${named(first.properties.nameEn, first.properties.nameCy)}` : set;
}

/** The basemap that the office's own server holds, layer by layer; an absent layer is left out of the map. */
export const basemap = loader(async (signal): Promise<MapData> => {
  const held = await call<BasemapLayerView[]>('/reference-data/basemap', { signal });
  const layers = await Promise.all(held.map(async ({ layer }) =>
    [layer, await call<FeatureCollection>(`/reference-data/basemap/${layer}`, { signal })] as const));
  return Object.fromEntries(layers);
});

/** Sends a file; a table of places with what was said of its columns, as `name_cy=Enw`. */
export const importFile = (kind: string, file: File, columns: string[] = []): Promise<JobView> =>
  call<JobView>(`/reference-data/imports/${crypto.randomUUID()}`, {
    method: 'POST', query: { kind, fileName: file.name, columns }, file,
  });

/** Context counts as squares of 1 km, shaded by their share of the largest. */
export function contextSquares(summary: ContextSummary): Feature[] {
  const most = Math.max(1, ...summary.squares.map((square) => square.count));
  return summary.squares.map((square, at) => {
    const [lon = 0, lat = 0] = square.point.coordinates;
    // Half a kilometre in degrees at this latitude: a drawing of the square, its count is the server's.
    const [halfLat, halfLon] = [500 / 111_320, 500 / (111_320 * Math.cos((lat * Math.PI) / 180))];
    const ring = [[-1, -1], [1, -1], [1, 1], [-1, 1], [-1, -1]].map(([x = 0, y = 0]) => [lon + x * halfLon, lat + y * halfLat]);
    return feature(
      { type: 'Polygon', coordinates: [ring] },
      { count: square.count, share: 0.25 + 0.65 * Math.sqrt(square.count / most) }, at);
  });
}
