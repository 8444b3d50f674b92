import type { Bounds } from '../map/geometry';
import { showBounds } from '../map/viewport';
import { sheet } from '../shell/view';

/** Brings a part of an answer into view. On a phone the sheet makes room first: under a whole sheet nobody sees the map. */
export function lookAt(bounds: Bounds, maxZoom: number): void {
  if (sheet.value === 'full') sheet.value = 'half';
  // The map takes its new height before it is told where to look.
  window.requestAnimationFrame(() => window.requestAnimationFrame(() => showBounds(bounds, maxZoom)));
}
