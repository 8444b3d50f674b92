import { computed, effect } from '@preact/signals';
import { may, me, withoutOffice } from '../access/session';
import { call, Problem } from '../http/api';
import type { SpaceName } from '../http/contracts';
import { loader, valueOf } from '../http/loadable';
import { forgetList, listFrom } from '../offline/lists';
import { keeping } from '../offline/vault';
import { forgetWithPerson } from '../shell/kept';
import { whenWhole } from '../shell/lazy';
import type { KnownPlace, PlaceSource } from './gazetteer';
import { placeIndex, type PlaceAnswer } from './placeSearch';

const listName = 'spaces';

/**
 * Spaces by name, as far as the office shows them to this person. A list of them is dangerous: it lies in the sealed store alone, and is
 * deleted there as soon as the office no longer gives it.
 */
export const spaceNames = loader(async (): Promise<SpaceName[]> => {
  if (!withoutOffice.peek() && !may('see_spaces')) {
    await forgetList(listName);
    return [];
  }
  try {
    return await listFrom(listName, () => call<SpaceName[]>('/spaces/names'));
  } catch (fault) {
    if (fault instanceof Problem && fault.status === 403) await forgetList(listName);
    throw fault;
  }
});
forgetWithPerson(() => spaceNames.clear());

effect(() => {
  if (keeping.value === 'open' && me.value) void whenWhole().then(() => spaceNames.load());
});

const held = computed<SpaceName[]>(() => valueOf(spaceNames.now.value) ?? []);

/** Whether spaces can be chosen: by those who may see them, and without the office by those whose device keeps the list. */
export const spacesOffered = (): boolean => may('see_spaces') || (withoutOffice.value && held.value.length > 0);

const asKnown = ({ id, nameEn, nameCy, placeType, point, reachMetres }: SpaceName): KnownPlace => ({
  id, nameEn: nameEn ?? nameCy ?? '', nameCy: nameCy ?? nameEn ?? '', kind: placeType, reachMetres,
  point: [point.coordinates[0] ?? 0, point.coordinates[1] ?? 0],
});

// A space is found by what people there call it as well, and stands under its own name.
const index = computed(() => {
  const own = new Map(held.value.map((space) => [space.id, asKnown(space)]));
  const search = placeIndex(held.value.flatMap(({ id, localNames }) => {
    const known = own.get(id);
    return known ? [known, ...localNames.map((name, at) => ({ ...known, id: `${id} ${at}`, nameEn: name, nameCy: name }))] : [];
  }));
  return (typed: string, most: number): PlaceAnswer<KnownPlace> => {
    const answer = search(typed, Number.MAX_SAFE_INTEGER);
    const seen = new Set<string>();
    const matches = answer.matches.flatMap((match) => {
      const place = own.get(match.place.id.split(' ')[0] ?? '');
      if (!place || seen.has(place.id)) return [];
      seen.add(place.id);
      return [{ ...match, place }];
    });
    return { matches: matches.slice(0, most), understood: answer.understood, matched: matches.length };
  };
});

export const fromSpaces: PlaceSource = {
  load: async () => { if (['idle', 'failed'].includes(spaceNames.now.peek().state)) await spaceNames.load(); },
  state: () => spaceNames.now.value.state,
  search: (typed, most) => index.value(typed, most),
  words: { missing: 'where.space_no_list', none: 'where.space_none_found' },
};
