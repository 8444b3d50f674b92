import type { Feature } from 'geojson';
import type { CellsResult, CellView } from '../http/contracts';
import { feature, middleOf, type Area } from '../map/geometry';

/** How a cell is drawn: its fill, its pattern and its edge all say the same, so that none of them is needed alone. */
export interface CellLook { fill: string; pattern: string; edge: 'solid' | 'dashed' | 'dotted' | 'thin' }

const looks: Record<string, CellLook> = {
  hot: { fill: 'harm-3', pattern: 'dots', edge: 'solid' },
  cold: { fill: 'cool-tint', pattern: 'level', edge: 'dashed' },
  high_high: { fill: 'harm-3', pattern: 'dots', edge: 'solid' },
  low_low: { fill: 'cool-tint', pattern: 'level', edge: 'dashed' },
  high_low: { fill: 'harm-1', pattern: 'crosses', edge: 'solid' },
  low_high: { fill: 'cool-tint', pattern: 'slanted', edge: 'dotted' },
  intensifying: { fill: 'harm-3', pattern: 'up', edge: 'solid' },
  persistent: { fill: 'harm-3', pattern: 'dots', edge: 'solid' },
  diminishing: { fill: 'harm-2', pattern: 'down', edge: 'solid' },
  new: { fill: 'harm-2', pattern: 'crosses', edge: 'solid' },
  consecutive: { fill: 'harm-2', pattern: 'upright', edge: 'solid' },
  oscillating: { fill: 'harm-1', pattern: 'waves', edge: 'dashed' },
  sporadic: { fill: 'harm-1', pattern: 'sparse', edge: 'dotted' },
  historical: { fill: 'surface', pattern: 'sparse', edge: 'dashed' },
};
const plain: CellLook = { fill: 'surface', pattern: 'none', edge: 'thin' };

/** Classes in the order in which a legend names them. */
export const cellClasses = Object.keys(looks);

export const lookOfClass = (name: string | null): CellLook => (name === null ? plain : looks[name] ?? plain);

/** Steps of a density: half the highest and more, a quarter and more, an eighth and more, the rest. Each step is twice the one before. */
export function densitySteps(cells: readonly Pick<CellView, 'value'>[]): number[] {
  const highest = cells.reduce((most, { value }) => Math.max(most, value), 0);
  return [highest / 8, highest / 4, highest / 2];
}

export const stepOfDensity = (value: number, steps: readonly number[]): 1 | 2 | 3 | 4 =>
  (1 + steps.filter((step) => value >= step).length) as 1 | 2 | 3 | 4;

/** True for a map of densities; the others are tests of cells. */
export const isDensity = (result: CellsResult): boolean => result.unit === 'events_per_km2';

export function lookOfCell(cell: CellView, result: CellsResult, steps: readonly number[]): CellLook {
  if (!isDensity(result)) return lookOfClass(cell.class);
  // Densities have an outline only where they are highest; a step between greys would be lost on a printed page.
  const step = stepOfDensity(cell.value, steps);
  return { fill: `harm-${step}`, pattern: ['none', 'sparse', 'dots', 'dense'][step - 1]!, edge: step === 4 ? 'solid' : 'thin' };
}

export type CellOrder = 'value' | 'count' | 'support' | 'children' | 'pUnadjusted' | 'pAdjusted' | 'pPermutation';
export interface NumberedCell { key: string; cell: CellView }

export const numbered = (result: CellsResult): NumberedCell[] => result.cells.map((cell, at) => ({ key: String(at), cell }));

/** Cells in the order of one column: large first, but small p first. Cells without the figure come last; of equal ones
 * the greater value comes first. */
export function sortedCells(cells: readonly NumberedCell[], by: CellOrder): NumberedCell[] {
  const ascending = by.startsWith('p');
  return [...cells].sort(({ cell: a }, { cell: b }) => {
    const [left, right] = [a[by] ?? null, b[by] ?? null];
    if (left === null || right === null) return left === right ? b.value - a.value : left === null ? 1 : -1;
    return (ascending ? left - right : right - left) || b.value - a.value;
  });
}

/** The columns that a result has something in. */
export function columnsOf(result: CellsResult): CellOrder[] {
  const has = (name: CellOrder): boolean => result.cells.some((cell) => (cell[name] ?? null) !== null);
  const all: CellOrder[] = ['value', 'count', 'support', 'children', 'pUnadjusted', 'pAdjusted', 'pPermutation'];
  return all.filter((name) => name === 'value' || has(name));
}

export function cellAreas(result: CellsResult): Feature[] {
  const steps = densitySteps(result.cells);
  return result.cells.map((cell, at) => feature(cell.shape as Area, { key: String(at), ...lookOfCell(cell, result, steps) }, at));
}

export const middleOfCell = (cell: CellView): [number, number] => middleOf(cell.shape as Area);
