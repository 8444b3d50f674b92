import type { Bounds } from '../map/geometry';

/** A position that the device gave, and how exact it says it is. */
export interface Fix { lonLat: [number, number]; accuracyMetres: number }

export const [warnMetres, clusterMetres, confirmMetres] = [50, 100, 200];
/** How long the device may get better before its best position is taken. */
export const secondsToImprove = 10;

/**
 * What a position is worth: `good`; `rough` beyond 50 m; `not_clustered` beyond 100 m; `confirm` beyond 200 m, where it is taken
 * only when the writer says so; or why it is refused: `no_accuracy` (as invented positions have), `outside` the area of use.
 */
export type Worth = 'good' | 'rough' | 'not_clustered' | 'confirm' | 'no_accuracy' | 'outside';

// The corners of the area are not its border: the server, which knows the border, refuses what lies between them.
const roundTheArea = 0.02;

export function worthOf({ lonLat: [lon, lat], accuracyMetres }: Fix, area: Bounds | null): Worth {
  if (!Number.isFinite(accuracyMetres) || accuracyMetres <= 0) return 'no_accuracy';
  const [west, south, east, north] = area ?? [-9, 49, 3, 61];
  if (!(lon >= west - roundTheArea && lon <= east + roundTheArea && lat >= south - roundTheArea && lat <= north + roundTheArea)) return 'outside';
  if (accuracyMetres > confirmMetres) return 'confirm';
  if (accuracyMetres > clusterMetres) return 'not_clustered';
  return accuracyMetres > warnMetres ? 'rough' : 'good';
}

/** The better of two positions of one search: the one that says it is more exact; the later where they say the same. */
export const better = (best: Fix | null, next: Fix): Fix =>
  best && Number.isFinite(best.accuracyMetres) && best.accuracyMetres > 0 && !(next.accuracyMetres > 0 && next.accuracyMetres <= best.accuracyMetres) ? best : next;

/** Why there is no position: asked not to, nothing known, too slow, or a device that cannot. */
export const noFixes = ['denied', 'no_position', 'timeout', 'not_available'] as const;
export type NoFix = (typeof noFixes)[number];

/** The device's reason by its number (Geolocation API: 1 permission denied, 2 position unavailable, 3 timeout). */
export const noFixOf = (code: number): NoFix => noFixes[code - 1] ?? 'no_position';

/**
 * Watches the device until the time is up or it is exact enough, telling of each improvement. Answers with the best position, or
 * why there is none. The function given back ends it with what there is.
 */
export function watchFix(device: Geolocation | undefined, tell: (best: Fix) => void, end: (found: Fix | NoFix) => void): () => void {
  if (!device) {
    end('not_available');
    return () => undefined;
  }
  let best: Fix | null = null;
  let over = false;
  const stop = (reason: NoFix = 'timeout'): void => {
    if (over) return;
    over = true;
    device.clearWatch(watch);
    globalThis.clearTimeout(timer);
    end(best ?? reason);
  };
  const timer = globalThis.setTimeout(() => stop(), secondsToImprove * 1000);
  const watch = device.watchPosition(
    ({ coords }) => {
      best = better(best, { lonLat: [Number(coords.longitude.toFixed(6)), Number(coords.latitude.toFixed(6))], accuracyMetres: Math.ceil(coords.accuracy) });
      if (!over) tell(best);
    },
    // Only a refusal ends the search: a device that knows nothing yet may know more in a second.
    ({ code }) => { if (code === 1 || !best) stop(noFixOf(code)); },
    { enableHighAccuracy: true, maximumAge: 0, timeout: secondsToImprove * 1000 });
  return () => stop();
}
