import type { PostcodeList } from '../http/contracts';

/**
 * A whole postcode as it is usually written (`LD1 5AA`); null for what cannot be one. In the country a postcode covers kilometres:
 * it says which area, never which place. The twin of geodata/Geodata/Places/Postcode.cs.
 */
export function readPostcode(typed: string): string | null {
  const match = /^([A-PR-UWYZ][A-HK-Y]?[0-9][0-9A-HJKPSTUW]?)([0-9][ABD-HJLNP-UW-Z]{2})$/.exec(typed.replace(/\s+/g, '').toUpperCase());
  return match ? `${match[1]} ${match[2]}` : null;
}

/** The middle of a postcode, EPSG:27700 metres, and within about how many metres of it the postcode lies. */
export interface PostcodeMiddle { postcode: string; easting: number; northing: number; reachMetres: number }

/** Where a postcode lies by a list, which stands in the order of its letters and is halved until it is found; null where it is not on it. */
export function middleIn(list: PostcodeList | undefined, written: string): PostcodeMiddle | null {
  if (!list) return null;
  let [low, high] = [0, list.postcodes.length - 1];
  while (low <= high) {
    const at = (low + high) >> 1;
    const here = list.postcodes[at] ?? '';
    if (here === written) return { postcode: written, easting: list.eastings[at] ?? 0, northing: list.northings[at] ?? 0, reachMetres: list.reachMetres[at] ?? 0 };
    if (here < written) low = at + 1;
    else high = at - 1;
  }
  return null;
}
