import type { EffortArea } from '../http/contracts';
import type { CellLook } from './cells';

/** Most cells in the list; the copied table has all of them. */
const mostRows = 50;

/** The cells that the list tells of: those with events first, as the answer has them, then where somebody looked and nothing was recorded. */
export const effortRows = (areas: readonly EffortArea[]): { area: EffortArea; at: number }[] =>
  areas.map((area, at) => ({ area, at })).slice(0, mostRows);

/** How a cell with its outreach is drawn: never colour alone. */
export const lookOfEffort = ({ verdict, events }: Pick<EffortArea, 'verdict' | 'events'>): CellLook =>
  verdict === 'no_effort_recorded' ? { fill: 'surface', pattern: 'none', edge: 'dotted' }
    : verdict === 'rate' ? { fill: 'harm-2', pattern: 'none', edge: 'solid' }
      : { fill: events > 0 ? 'harm-1' : 'surface', pattern: 'none', edge: 'solid' };
