import { describe, expect, it } from 'vitest';
import { toldHours, toldPeriods } from './when';

const names = (day: string): string[] => toldPeriods(new Date(`${day}T12:00:00Z`)).map(({ name }) => name);

describe('periods that can be told', () => {
  it('are over, and the delay has passed', () => {
    expect(names('2026-11-23')).toEqual(['2025', '2024', '2026-Q3', '2026-Q2', '2026-Q1', '2025-Q4']);
    expect(names('2026-10-14')[2]).toBe('2026-Q2');
    expect(names('2026-10-15')[2]).toBe('2026-Q3');
  });
  it('go over the turn of a year', () => {
    expect(names('2027-01-14')).toEqual(['2025', '2024', '2026-Q3', '2026-Q2', '2026-Q1', '2025-Q4']);
    expect(names('2027-01-15')).toEqual(['2026', '2025', '2026-Q4', '2026-Q3', '2026-Q2', '2026-Q1']);
  });
});

describe('hours that are told', () => {
  it('stand beside the time that workers were there', () => {
    const block = (firstDay: 'friday' | 'saturday', fromHour: number) => ({ firstDay, lastDay: firstDay, fromHour, toHour: fromHour + 6 });
    const { told, all, longest } = toldHours({
      period: '2025', first: '2025-01-01', last: '2025-12-31', area: { type: 'Polygon', coordinates: [] },
      blocks: [block('friday', 18)], effort: [{ block: block('friday', 12), hours: 0 }, { block: block('friday', 18), hours: 4 }, { block: block('saturday', 18), hours: 9 }],
    } as never);
    expect(told).toEqual([{ block: block('friday', 18), hours: 4 }]);
    expect([all, longest.map(({ hours }) => hours)]).toEqual([13, [9, 4]]);
  });
});
