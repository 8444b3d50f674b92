import { computed, effect } from '@preact/signals';
import { me, sessionEnded } from '../access/session';
import { call } from '../http/api';
import type { Gazetteer, PlaceView } from '../http/contracts';
import { loader, valueOf, type Loadable } from '../http/loadable';
import { distance, named, t } from '../language/language';
import { listFrom } from '../offline/lists';
import { keeping } from '../offline/vault';
import { whenWhole } from '../shell/lazy';
import { metresBetween } from '../map/geometry';
import { placeIndex, type NamedPlace, type PlaceAnswer } from './placeSearch';

/** A place that can be chosen: of the partnership's own list, with no word of harm. */
export interface KnownPlace extends NamedPlace { kind: string; point: [lon: number, lat: number]; reachMetres?: number | null }

/** The list of places: the office's, and without a network the one that was kept here last. */
export const gazetteer = loader(() => listFrom('places', () => call<Gazetteer>('/reference-data/gazetteer')));

// The next person at the same screen may belong to another partnership: the list goes with the person.
let reader: string | undefined;
effect(() => {
  const person = me.value?.userId;
  if ((person && reader && person !== reader) || (me.value === null && !sessionEnded.value)) gazetteer.clear();
  reader = person ?? reader;
});

// Who keeps their work here has the names of places too when the signal goes, whether or not they have looked for one before.
effect(() => {
  if (keeping.value === 'open' && me.value) void whenWhole().then(() => gazetteer.load());
});

/** Brings the list of places once; searching it afterwards asks nobody. */
export async function loadGazetteer(): Promise<void> {
  if (gazetteer.now.peek().state === 'idle' || gazetteer.now.peek().state === 'failed') await gazetteer.load();
}

const asKnown = ({ id, nameEn, nameCy, placeType, point, townEn, townCy, reachMetres }: PlaceView): KnownPlace =>
  ({ id, nameEn, nameCy, kind: placeType, point: [point.coordinates[0] ?? 0, point.coordinates[1] ?? 0], townEn, townCy, reachMetres: reachMetres ?? null });

export const knownPlaces = computed<KnownPlace[]>(() => (valueOf(gazetteer.now.value)?.places ?? []).map(asKnown));

const index = computed(() => placeIndex(knownPlaces.value));
export const searchPlaces = (typed: string, most = 8): PlaceAnswer<KnownPlace> => index.value(typed, most);

/** Where names are looked up, on this device: the words for its state, and the search itself. */
export interface PlaceSource {
  load: () => Promise<void>;
  state: () => Loadable<unknown>['state'];
  search: (typed: string, most: number) => PlaceAnswer<KnownPlace>;
  words: { missing: string; none: string };
}

export const fromGazetteer: PlaceSource = {
  load: loadGazetteer, state: () => gazetteer.now.value.state, search: searchPlaces, words: { missing: 'where.no_list', none: 'where.none_found' },
};

const farthestNearMetres = 5_000;

/** The place nearest to a point, in words that cannot be taken for the point: "near Parc Aberwen (300 m)"; empty where none is near. */
export function nearText(lonLat: [number, number], sentence: 'near' | 'near_sentence' = 'near'): string {
  let best: { place: KnownPlace; metres: number } | null = null;
  for (const place of knownPlaces.value) {
    const metres = metresBetween(lonLat, place.point);
    if (metres <= farthestNearMetres && metres < (best?.metres ?? Infinity)) best = { place, metres };
  }
  return best ? t(`where.${sentence}`, { place: named(best.place.nameEn, best.place.nameCy), distance: distance(Math.max(10, best.metres)) }) : '';
}

/** A place with the town that tells it from its namesakes. */
export const placeText = ({ nameEn, nameCy, townEn, townCy }: NamedPlace): string => {
  const town = named(townEn, townCy);
  return town ? `${named(nameEn, nameCy)}, ${town}` : named(nameEn, nameCy);
};
