import { computed, effect } from '@preact/signals';
import { me, sessionEnded } from '../access/session';
import { call } from '../http/api';
import type { Gazetteer, PlaceView } from '../http/contracts';
import { loader, valueOf } from '../http/loadable';
import { distance, named, t } from '../language/language';
import { metresBetween } from '../map/geometry';
import { placeIndex, type NamedPlace, type PlaceAnswer } from './placeSearch';

/** A place that can be chosen: of the partnership's own list, with no word of harm. */
export interface KnownPlace extends NamedPlace { kind: string; point: [lon: number, lat: number] }

/** Where the list comes from: the office's server, until the page is told of a store that also answers without a network. */
export const gazetteerSource: { load: () => Promise<Gazetteer> } = { load: () => call<Gazetteer>('/reference-data/gazetteer') };

export const gazetteer = loader(() => gazetteerSource.load());

// The next person at the same screen may belong to another partnership: the list goes with the person.
let reader: string | undefined;
effect(() => {
  const person = me.value?.userId;
  if ((person && reader && person !== reader) || (me.value === null && !sessionEnded.value)) gazetteer.clear();
  reader = person ?? reader;
});

/** Brings the list of places once; searching it afterwards asks nobody. */
export async function loadGazetteer(): Promise<void> {
  if (gazetteer.now.peek().state === 'idle' || gazetteer.now.peek().state === 'failed') await gazetteer.load();
}

const asKnown = ({ id, nameEn, nameCy, placeType, point, townEn, townCy }: PlaceView): KnownPlace =>
  ({ id, nameEn, nameCy, kind: placeType, point: [point.coordinates[0] ?? 0, point.coordinates[1] ?? 0], townEn, townCy });

export const knownPlaces = computed<KnownPlace[]>(() => (valueOf(gazetteer.now.value)?.places ?? []).map(asKnown));

const index = computed(() => placeIndex(knownPlaces.value));
export const searchPlaces = (typed: string, most = 8): PlaceAnswer<KnownPlace> => index.value(typed, most);

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
