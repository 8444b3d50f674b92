import { signal } from '@preact/signals';
import { me } from '../access/session';
import type { Bounds } from './geometry';

/** The middle of the ground that stands in where the browser cannot draw the map. */
export const plainMiddle = signal<[number, number] | null>(null);
export const plainZoom = signal(12);

/** Size of the ground as it is drawn. */
export const [width, height] = [640, 480];
export const metresOfADegree = 111_320;

/** How many metres a pixel of the ground spans at a latitude. */
export const metresAcross = (lat: number): number => (40_075_017 * Math.cos((lat * Math.PI) / 180)) / (512 * 2 ** plainZoom.peek());

/** Moves the ground by pixels and steps of zoom; answers with what it then shows. */
export function movePlain(right: number, down: number, zoomSteps = 0): Bounds | null {
  plainZoom.value = Math.min(19, Math.max(6, plainZoom.peek() + zoomSteps));
  const [lon, lat] = plainMiddle.peek() ?? middleOfArea();
  const metres = metresAcross(lat);
  const east = metresOfADegree * Math.cos((lat * Math.PI) / 180);
  plainMiddle.value = [lon + (right * metres) / east, lat - (down * metres) / metresOfADegree];
  const [x, y] = plainMiddle.value;
  const [halfX, halfY] = [((width / 2) * metres) / east, ((height / 2) * metres) / metresOfADegree];
  return [x - halfX, y - halfY, x + halfX, y + halfY];
}

/** The middle of the partnership's area: where the ground begins. */
export function middleOfArea(): [number, number] {
  const [west, south, east, north] = (me.peek()?.partnership.bounds ?? [-3.8, 52.2, -3.2, 52.6]) as Bounds;
  return [(west + east) / 2, (south + north) / 2];
}
