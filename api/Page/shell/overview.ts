import { useSignalEffect } from '@preact/signals';
import { may } from '../access/session';
import { chosenAnalysis, hotspots } from '../hotspots/hotspots';
import { incidents } from '../incidents/incidents';
import { language } from '../language/language';
import { mapBounds } from '../map/viewport';
import { coarse, type Bounds } from '../map/geometry';
import { boundaries, boundariesShown, boundsOfSet, context, contextEverywhere, contextType, contextWindow, imports } from '../reference-data/referenceData';
import { closedShown, layer, layerAreas, spacesShown } from '../spaces/layer';
import { contextShown, filters } from './view';
import { signal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** The box that incidents are asked for: only its change by whole steps asks the server again. */
export const askedBounds = signal<Bounds | null>(null);

/** Keeps what is on screen in step with the filters, the map's view and the person's permissions. */
export function useOverview(): void {
  useEffect(() => {
    void imports.load();
    return () => { hotspots.clear(); incidents.clear(); context.clear(); imports.clear(); boundaries.clear(); boundsOfSet.clear(); layer.clear(); layerAreas.clear(); };
  }, []);

  useSignalEffect(() => {
    const seen = mapBounds.value;
    if (!seen) return;
    const next = coarse(seen);
    if (next.join() !== askedBounds.peek()?.join()) askedBounds.value = next;
  });
  useSignalEffect(() => {
    const [narrowed, bounds] = [filters.value, askedBounds.value];
    if (bounds && may('see_incidents')) void incidents.load(narrowed, bounds);
  });
  useSignalEffect(() => {
    const chosen = chosenAnalysis.value;
    if (may('see_hotspots')) void hotspots.load(chosen);
  });
  useSignalEffect(() => {
    const window = contextWindow.value;
    if (contextShown.value && window) void context.load(window.from, window.to, contextType.value, contextEverywhere.value);
  });
  useSignalEffect(() => {
    const sets = boundariesShown.value;
    if (sets.length > 0) void boundaries.load(sets);
  });
  useSignalEffect(() => {
    const [shown, closed] = [spacesShown.value, closedShown.value];
    if (!shown) return;
    if (may('see_spaces')) void layer.load(closed);
    else if (may('see_space_areas')) void layerAreas.load();
  });
  // Problems come in the language of the request: ask again for what was refused.
  useSignalEffect(() => {
    void language.value;
    if (hotspots.now.peek().state === 'failed') void hotspots.load(chosenAnalysis.peek());
  });
}
