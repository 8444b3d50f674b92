import { computed, signal } from '@preact/signals';
import type { Feature } from 'geojson';
import { call } from '../http/api';
import type { SpaceAreaView, SpaceView } from '../http/contracts';
import { loader, valueOf } from '../http/loadable';
import { word } from '../language/language';
import { feature, middleOf, type Area } from '../map/geometry';
import { forgetWithPerson } from '../shell/kept';
import { nameOf } from './spaces';

/** Whether spaces are on the map. Off at first: each look at the list of spaces is audited, and nobody looks without having asked. */
export const spacesShown = signal(false);
/** Whether those are shown, too, on which the work is over. */
export const closedShown = signal(false);
forgetWithPerson(() => { spacesShown.value = false; closedShown.value = false; });

export const layer = loader((signal, closed: boolean) => call<SpaceView[]>('/spaces', { query: closed ? { closed: 'true' } : {}, signal }));

/** What planners get: coarse areas and a word. */
export const layerAreas = loader((signal) => call<SpaceAreaView[]>('/spaces/areas', { signal }));

/** The spaces of the layer; none while it is switched off. A space that became part of another lies in that one. */
export const layerSpaces = computed<SpaceView[]>(() =>
  (spacesShown.value ? valueOf(layer.now.value) ?? [] : []).filter((space) => space.status !== 'merged' && (closedShown.value || !space.endedOn)));

/** The coarse areas of the layer; none while it is switched off. */
export const shownAreas = computed<SpaceAreaView[]>(() => (spacesShown.value ? valueOf(layerAreas.now.value) ?? [] : []));

/** How a space is drawn: by its status while somebody works on it, all alike once the work is over. */
export const lookOfSpace = (space: SpaceView): string => (space.endedOn ? 'ended' : space.status);

/** Outlines with their names in the reader's language; what is online only is nowhere on the map. */
export function spaceAreas(): Feature[] {
  const spaces = layerSpaces.value.filter((space) => space.shape).map((space, at) => feature(
    space.shape as Area, { key: space.id, look: lookOfSpace(space), label: `${nameOf(space.nameEn, space.nameCy)}\n${word('space_status', space.status)}` }, at));
  const areas = shownAreas.value.map(({ area, band }, at) => feature(
    area as Area, { look: `band-${band}`, label: word('concern_band', band ?? '') }, spaces.length + at));
  return [...spaces, ...areas];
}

/** A mark for each outline, by which it is found on a map of the whole county. */
export const spaceMarks = (): Feature[] => layerSpaces.value.filter((space) => space.shape).map((space, at) =>
  feature({ type: 'Point', coordinates: middleOf(space.shape as Area) }, { key: space.id, sign: space.endedOn ? 'space-mark-ended' : 'space-mark' }, at));
