/** A National Grid square as written: its middle, EPSG:27700 metres, its side, and the radius that holds all of it. */
export interface GridSquare { easting: number; northing: number; sizeMetres: number; radiusMetres: number }

const letters = 'ABCDEFGHJKLMNOPQRSTUVWXYZ';
const [maxEasting, maxNorthing] = [700_000, 1_300_000];

/**
 * Reads two letters with 0 to 10 figures (`SO 035 615`), or an easting and a northing in whole metres (`303500, 261500`), in any
 * case and spacing; null for anything else and for squares off the grid. The twin of geodata/Geodata/Crs/GridReference.cs.
 */
export function readGridReference(typed: string): GridSquare | null {
  const text = typed.trim().toUpperCase();
  const pair = /^E?\s*([0-9]{6})\s*(?:M?E|M)?\s*[,;\s]\s*N?\s*([0-9]{6,7})\s*(?:M?N|M)?$/.exec(text);
  if (pair) return square(Number(pair[1]), Number(pair[2]), 1);
  const match = /^([A-HJ-Z])([A-HJ-Z])([0-9]{0,10})$/.exec(text.replace(/[\s,;.\-/]+/g, ''));
  const [, first = '', second = '', figures = ''] = match ?? [];
  if (!match || figures.length % 2 !== 0) return null;
  const [large, small] = [letters.indexOf(first), letters.indexOf(second)];
  // Squares of 500 km count from the false origin's, which is S; each holds five by five of 100 km.
  const east = ((large % 5) - 2) * 5 + (small % 5);
  const north = (3 - Math.floor(large / 5)) * 5 + 4 - Math.floor(small / 5);
  const half = figures.length / 2;
  const size = 10 ** (5 - half);
  return square(east * 100_000 + Number(figures.slice(0, half)) * size, north * 100_000 + Number(figures.slice(half)) * size, size);
}

function square(west: number, south: number, sizeMetres: number): GridSquare | null {
  if (west < 0 || west >= maxEasting || south < 0 || south >= maxNorthing) return null;
  return { easting: west + sizeMetres / 2, northing: south + sizeMetres / 2, sizeMetres, radiusMetres: Math.ceil(sizeMetres * Math.SQRT1_2) };
}

/** The reference of the square of a size that holds a point: `SO 035 615`; empty off the grid. */
export function writeGridReference(easting: number, northing: number, sizeMetres: number): string {
  if (!(easting >= 0 && easting < maxEasting && northing >= 0 && northing < maxNorthing)) return '';
  const [east, north] = [Math.floor(easting / 100_000), Math.floor(northing / 100_000)];
  const large = (3 - Math.floor(north / 5)) * 5 + Math.floor(east / 5) + 2;
  const small = (4 - (north % 5)) * 5 + (east % 5);
  const digits = 5 - Math.round(Math.log10(sizeMetres));
  const figures = (metres: number): string => String(Math.floor((metres % 100_000) / sizeMetres)).padStart(digits, '0');
  return `${letters[large]}${letters[small]}${digits === 0 ? '' : ` ${figures(easting)} ${figures(northing)}`}`;
}

/** A reference as a voice should read it, sign by sign: `S O, 0 3 5, 6 1 5`. */
export const spelled = (reference: string): string => reference.split(' ').map((part) => [...part].join(' ')).join(', ');
