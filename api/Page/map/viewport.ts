import { signal } from '@preact/signals';
import type { Map as MapLibre } from 'maplibre-gl';
import { selection } from '../shell/view';
import type { Bounds } from './geometry';
import { movePlain, plainMiddle, plainZoom } from './plainMiddle';

// What the rest of the page may ask of the map. The map's own program comes later, or never: where it is not there, the plain ground answers.

/** What the map shows now, degrees. Kept in memory only: no address and no history entry ever holds where somebody looked. */
export const mapBounds = signal<Bounds | null>(null);
/** How close the map looks, in steps of a quarter: signs are spread anew at each. */
export const mapZoom = signal(8);
/** False where the browser cannot draw the map; the lists then say all that it would have shown. */
export const canDraw = signal(true);

/** The map that is drawn; null before its program came, and where none can be drawn. */
let map: MapLibre | null = null;

export const drawnNow = (): MapLibre | null => map;

/** What was to be brought into view before the map was there. */
let wished: [bounds: Bounds, maxZoom: number] | null = null;

/** Called by the program that draws the map (drawnMap.ts). */
export function useDrawn(next: MapLibre | null): void { map = next; }

/** Brings into view what somebody went to while the map was on its way. */
export function grantWish(): void {
  const [bounds, maxZoom] = wished ?? [];
  wished = null;
  if (bounds) showBounds(bounds, maxZoom);
}

export const calm = window.matchMedia('(prefers-reduced-motion: reduce)');

/** Brings an area into view, with room around it. */
export function showBounds([west, south, east, north]: Bounds, maxZoom = 15): void {
  if (!map) wished = [[west, south, east, north], maxZoom];
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

/** Pixels that an area needs at least to be seen as what it is. */
const leastLeft = 160;

function roomAround(): { top: number; bottom: number; left: number; right: number } {
  const box = map?.getContainer().getBoundingClientRect();
  const least = Math.min(80, (box?.height ?? 400) / 6);
  const facts = selection.peek() !== null;
  if (window.innerWidth >= 900) {
    const right = facts ? 480 : 80;
    return { top: 80, right, ...clearOfLegend(box, right) };
  }

  // On a phone the facts cover the page's lower 62 %.
  const covered = facts ? Math.max(0, (box?.bottom ?? 0) - window.innerHeight * 0.38) : 0;
  return { top: least / 2, bottom: covered + least / 2, left: 72, right: 40 };
}

// What was gone to keeps clear of the legend at the map's lower left: beside it where the map is wide enough, above it where it is high enough.
function clearOfLegend(box: DOMRect | undefined, right: number): { bottom: number; left: number } {
  const legend = document.querySelector('.legend[open]')?.getBoundingClientRect();
  if (!legend || !box) return { bottom: 80, left: 80 };
  const [beside, above] = [legend.right - box.left + 24, box.bottom - legend.top + 24];
  if (box.width - beside - right >= leastLeft) return { bottom: 80, left: Math.max(80, beside) };
  return { bottom: box.height - above - 80 >= leastLeft ? Math.max(80, above) : 80, left: 80 };
}

/** The whole area keeps clear of the legend where the map is wider than it is high: the legend stands at the lower left. */
export function roomForLegend(container: HTMLElement): { top: number; bottom: number; left: number; right: number } {
  const { width, height } = container.getBoundingClientRect();
  return { top: 24, bottom: 24, left: Math.max(24, Math.min(260, width - height)), right: 24 };
}
