import type { NearRepeatBand, NearRepeatResult } from '../http/contracts';

/** At or below this a band is called more than chance. */
export const significance = 0.05;

/** More pairs than chance explains, adjusted over the whole table. */
export const standsOut = (band: NearRepeatBand): boolean =>
  band.pAdjusted !== null && band.pAdjusted <= significance && (band.ratio ?? 0) > 1;

/** The band to tell of first: of those that stand out and have an end, the nearest in space, then in time. */
export function firstToTell({ bands }: NearRepeatResult): NearRepeatBand | null {
  return [...bands].filter((band) => standsOut(band) && band.toMetres !== null && band.toDays !== null)
    .sort((a, b) => a.fromMetres - b.fromMetres || (a.toMetres ?? 0) - (b.toMetres ?? 0) || a.fromDays - b.fromDays)[0] ?? null;
}

/** Bands row by row: one row for each distance, its times in order. */
export function rowsOf({ bands }: NearRepeatResult): NearRepeatBand[][] {
  const rows = new Map<string, NearRepeatBand[]>();
  for (const band of bands) {
    const key = `${band.fromMetres}/${band.toMetres}`;
    rows.set(key, [...(rows.get(key) ?? []), band]);
  }
  return [...rows.values()];
}
