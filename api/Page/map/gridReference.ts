/** A National Grid square as written: its middle, EPSG:27700 metres, and the radius that holds all of it. */
export interface GridSquare { easting: number; northing: number; sizeMetres: number; radiusMetres: number }

const letters = 'ABCDEFGHJKLMNOPQRSTUVWXYZ';

/**
 * Reads an Ordnance Survey grid reference of 4, 6, 8 or 10 figures (`SN 4512 6034`), in any case and spacing.
 * Null for what is not one.
 */
export function readGridReference(typed: string): GridSquare | null {
  const match = /^([A-HJ-Z])([A-HJ-Z])((?:\d\d){2,5})$/.exec(typed.replace(/[\s,]/g, '').toUpperCase());
  if (!match) return null;
  const [, first = '', second = '', figures = ''] = match;
  const [large, small] = [letters.indexOf(first), letters.indexOf(second)];
  // 500 km squares count from two squares west and one south of the false origin's square S.
  const eastOf = (((large - 2) % 5 + 5) % 5) * 5 + (small % 5);
  const northOf = 19 - Math.floor(large / 5) * 5 - Math.floor(small / 5);
  if (eastOf > 6 || northOf < 0 || northOf > 12) return null;

  const half = figures.length / 2;
  const sizeMetres = 10 ** (5 - half);
  return {
    easting: eastOf * 100_000 + Number(figures.slice(0, half)) * sizeMetres + sizeMetres / 2,
    northing: northOf * 100_000 + Number(figures.slice(half)) * sizeMetres + sizeMetres / 2,
    sizeMetres,
    radiusMetres: Math.ceil(sizeMetres * Math.SQRT1_2),
  };
}
