import { keyOf, lettersBetween, radicalsOf, readingsOf, withoutArticle, wordsOf } from './folding';

/** A place as a search knows it. */
export interface NamedPlace { id: string; nameEn: string; nameCy: string; townEn?: string | null; townCy?: string | null }

/** How a place fits what was typed, best first; `similar` only where nothing else fits. */
export const fits = ['whole', 'mutated', 'first_words', 'mutated_first_words', 'part', 'similar'] as const;
export type PlaceFit = (typeof fits)[number];

export interface PlaceMatch<Place extends NamedPlace> { place: Place; fit: PlaceFit; letters: number }

/** `understood`: the first one alone fits by a whole name or by its first whole words. Otherwise the writer is asked. */
export interface PlaceAnswer<Place extends NamedPlace> { matches: PlaceMatch<Place>[]; understood: boolean; matched: number }

const shortestPart = 3;
/** Longest text that is searched for. */
export const longestSearch = 100;

interface Entry<Place> { place: Place; key: string; wholes: Set<string>; mutated: Set<string>; firsts: Set<string>; laters: Set<string>; towns: Set<string> }
interface Query { keys: string[]; radicals: string[]; near: boolean; mostLetters: number }

/**
 * Finds places by name in either language, on the phone itself: what is looked for is sent to nobody. The twin of
 * geodata/Geodata/Places/PlaceIndex.cs.
 */
export function placeIndex<Place extends NamedPlace>(places: Place[]): (typed: string, most?: number) => PlaceAnswer<Place> {
  const entries = places.map(entryOf);
  return (typed, most = 20) => {
    const comma = typed.indexOf(',');
    const words = wordsOf(comma < 0 ? typed : typed.slice(0, comma));
    if (words.length === 0 || typed.length > longestSearch) return { matches: [], understood: false, matched: 0 };

    const query = queryOf(words);
    let found = entries.flatMap((entry) => {
      const fit = fitOf(entry, query);
      return fit ? [{ entry, fit, letters: 0 }] : [];
    });
    if (found.length === 0 && query.mostLetters > 0) {
      found = entries.map((entry) => ({ entry, fit: 'similar' as const, letters: lettersFrom(entry, query) }))
        .filter(({ letters }) => letters <= query.mostLetters);
    }

    let unsure = query.near;
    const town = comma < 0 ? '' : keyOf(wordsOf(typed.slice(comma + 1)));
    if (town) {
      const there = found.filter(({ entry }) => [town, ...radicalsOf(town)].some((one) => entry.towns.has(one)));
      unsure ||= there.length === 0;
      if (there.length > 0) found = there;
    }

    const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
    found.sort((a, b) => fits.indexOf(a.fit) - fits.indexOf(b.fit) || a.letters - b.letters
      || order(a.entry.key, b.entry.key) || order(a.entry.place.id, b.entry.place.id));
    const [first] = found;
    const understood = !unsure && first !== undefined && fits.indexOf(first.fit) <= fits.indexOf('mutated_first_words')
      && found.filter(({ fit }) => fit === first.fit).length === 1;
    return { matches: found.slice(0, most).map(({ entry, fit, letters }) => ({ place: entry.place, fit, letters })), understood, matched: found.length };
  };
}

function queryOf(words: string[]): Query {
  const { readings, near } = readingsOf(words);
  const keys = readings.map(keyOf);
  const length = keys.at(-1)?.length ?? 0;
  return { keys, radicals: keys.flatMap(radicalsOf), near, mostLetters: length < 5 ? 0 : length < 8 ? 1 : 2 };
}

function entryOf<Place extends NamedPlace>(place: Place): Entry<Place> {
  const entry: Entry<Place> = {
    place, key: keyOf(wordsOf(place.nameEn)), wholes: new Set(), mutated: new Set(), firsts: new Set(), laters: new Set(), towns: new Set(),
  };
  for (const town of [place.townEn, place.townCy]) {
    if (!town) continue;
    entry.towns.add(keyOf(wordsOf(town)));
    entry.towns.add(keyOf(withoutArticle(wordsOf(town))));
  }
  for (const name of [place.nameEn, place.nameCy]) addName(entry, wordsOf(name));
  return entry;
}

function addName(entry: Entry<unknown>, whole: string[]): void {
  const bare = withoutArticle(whole);
  for (const words of [whole, bare]) {
    if (words.length === 0) continue;
    const key = keyOf(words);
    entry.wholes.add(key);
    for (const town of entry.towns) entry.wholes.add(key + town);
    for (let n = 1; n < words.length; n++) {
      const first = keyOf(words.slice(0, n));
      if (first.length >= shortestPart) entry.firsts.add(first);
      for (let from = 1; from + n <= words.length; from++) entry.laters.add(keyOf(words.slice(from, from + n)));
    }
  }
  // After an article a feminine name stands mutated: who leaves the article out may undo the mutation too.
  if (bare !== whole) for (const radical of radicalsOf(keyOf(bare))) entry.mutated.add(radical);
}

function fitOf(entry: Entry<unknown>, { keys, radicals }: Query): PlaceFit | null {
  if (keys.some((key) => entry.wholes.has(key))) return 'whole';
  if (radicals.some((key) => entry.wholes.has(key)) || keys.some((key) => entry.mutated.has(key))) return 'mutated';
  if (keys.some((key) => entry.firsts.has(key))) return 'first_words';
  if (radicals.some((key) => entry.firsts.has(key))) return 'mutated_first_words';
  const wholes = [...entry.wholes];
  return keys.some((key) => key.length >= shortestPart && (entry.laters.has(key) || wholes.some((whole) => whole.startsWith(key)))) ? 'part' : null;
}

const lettersFrom = (entry: Entry<unknown>, { keys, mostLetters }: Query): number =>
  Math.min(...[...entry.wholes, ...entry.firsts].map((name) => Math.min(...keys.map((key) => lettersBetween(key, name, mostLetters)))));
