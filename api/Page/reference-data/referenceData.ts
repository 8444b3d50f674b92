import { signal } from '@preact/signals';
import type { Feature, FeatureCollection } from 'geojson';
import { call } from '../http/api';
import type { BasemapLayerView, ContextSummary, ImportView, JobView } from '../http/contracts';
import { loader } from '../http/loadable';
import { feature } from '../map/geometry';
import type { MapData } from '../map/mapStyle';

export const imports = loader((signal) => call<ImportView[]>('/reference-data/imports', { signal }));

export const context = loader((signal, from: string, to: string, type: string) =>
  call<ContextSummary>('/reference-data/context', { query: { from: from.slice(0, 7), to: to.slice(0, 7), type }, signal }));

export const contextType = signal('');

/** The basemap that the office's own server holds, layer by layer; an absent layer is left out of the map. */
export const basemap = loader(async (signal): Promise<MapData> => {
  const held = await call<BasemapLayerView[]>('/reference-data/basemap', { signal });
  const layers = await Promise.all(held.map(async ({ layer }) =>
    [layer, await call<FeatureCollection>(`/reference-data/basemap/${layer}`, { signal })] as const));
  return Object.fromEntries(layers);
});

export const importFile = (kind: string, file: File): Promise<JobView> =>
  call<JobView>(`/reference-data/imports/${crypto.randomUUID()}`, {
    method: 'POST', query: { kind, fileName: file.name }, file,
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
