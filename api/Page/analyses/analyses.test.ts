import { lookOfEffort } from './effort';
import { describe, expect, it } from 'vitest';
import type { CellView, CellsResult, HoursResult, NearRepeatBand, NearRepeatResult, PeriodView, ScanResult } from '../http/contracts';

const cell = (part: Partial<CellView>): CellView =>
  ({ shape: { type: 'Polygon', coordinates: [] }, count: 1, support: 1, children: 1, value: 1, pUnadjusted: null, pAdjusted: null, pPermutation: null, class: null, ...part });
const map = (cells: CellView[], unit = 'z'): CellsResult => ({ kind: 'cells', unit, cells, periods: [] } as unknown as CellsResult);

describe('cells', async () => {
  const { columnsOf, densitySteps, lookOfCell, numbered, sortedCells, stepOfDensity, cellClasses, lookOfClass } = await import('./cells');

  it('are dark in steps that double', () => {
    const steps = densitySteps([{ value: 8 }, { value: 2 }]);
    expect(steps).toEqual([1, 2, 4]);
    expect([0.5, 1, 2, 3.9, 4, 8].map((value) => stepOfDensity(value, steps))).toEqual([1, 2, 3, 3, 4, 4]);
  });

  it('of densities differ in pattern too, so that colour is never alone', () => {
    const result = map([cell({ value: 8 })], 'events_per_km2');
    const looks = [0.5, 1, 2, 8].map((value) => lookOfCell(cell({ value }), result, [1, 2, 4]));
    expect(new Set(looks.map(({ pattern }) => pattern)).size).toBe(4);
  });

  it('of every class differ from each other without colour', () => {
    const marks = cellClasses.map((name) => `${lookOfClass(name).pattern}/${lookOfClass(name).edge}`);
    const twins = [['hot', 'high_high', 'persistent'], ['cold', 'low_low'], ['high_low', 'new']];
    expect(new Set(marks).size).toBe(cellClasses.length - twins.reduce((sum, same) => sum + same.length - 1, 0));
    expect(lookOfClass('cold').fill).toBe('cool-tint');
    expect(lookOfClass('a_newer_class')).toEqual(lookOfClass(null));
  });

  it('are sorted with small p first, large values first, and what is not told last', () => {
    const cells = numbered(map([cell({ pAdjusted: 0.5, value: 1 }), cell({ pAdjusted: null, value: 9 }), cell({ pAdjusted: 0.01, value: 5 })]));
    expect(sortedCells(cells, 'pAdjusted').map(({ key }) => key)).toEqual(['2', '0', '1']);
    expect(sortedCells(numbered(map([cell({ pAdjusted: 0.01, value: 2 }), cell({ pAdjusted: 0.01, value: 3 })])), 'pAdjusted').map(({ key }) => key)).toEqual(['1', '0']);
    expect(sortedCells(cells, 'value').map(({ key }) => key)).toEqual(['1', '2', '0']);
    expect(cells.map(({ key }) => key)).toEqual(['0', '1', '2']);
  });

  it('have no column for what no cell tells', () =>
    expect(columnsOf(map([cell({ count: null, pUnadjusted: 0.2 })]))).toEqual(['value', 'support', 'children', 'pUnadjusted']));
});

describe('hours', async () => {
  const { byHour, certainShare, clockHour, dayTotals, greatestOf, hourStep } = await import('./hours');
  const weights = Array.from({ length: 7 }, (_, day) => Array.from({ length: 24 }, (_, hour) => (day === 4 && hour === 22 ? 4 : day === 5 && hour === 1 ? 1.5 : 0)));
  const result: HoursResult = { kind: 'hours', weights, exact: 3, spread: 2, wholeWeek: 0, peaks: [] };

  it('stand as a diary: a row for each hour', () => {
    expect(byHour(result)).toHaveLength(24);
    expect(byHour(result)[22]).toEqual([0, 0, 0, 0, 4, 0, 0]);
    expect(dayTotals(result)).toEqual([0, 0, 0, 0, 4, 1.5, 0]);
  });

  it('are dark by quarters of the greatest, and empty ones have no shade', () => {
    expect(greatestOf(result)).toBe(4);
    expect([0, 0.1, 1, 2, 3.9, 4].map((weight) => hourStep(weight, 4))).toEqual([0, 1, 2, 3, 4, 4]);
    expect(hourStep(0, 0)).toBe(0);
  });

  it('end at midnight as 00:00', () => expect([clockHour(9), clockHour(23), clockHour(24)]).toEqual(['09:00', '23:00', '00:00']));
  it('say how much of a peak is certain', () => expect([certainShare({ weight: 4, fromExact: 1 }), certainShare({ weight: 0, fromExact: 0 })]).toEqual([0.25, 0]));
});

describe('near repeat', async () => {
  const { firstToTell, rowsOf, standsOut } = await import('./nearRepeat');
  const band = (part: Partial<NearRepeatBand>): NearRepeatBand => ({
    fromMetres: 0, toMetres: 100, fromDays: 0, toDays: 7, observed: 9, expected: 3, standardDeviation: 1, ratio: 3, pPermutation: 0.001, pAdjusted: 0.01, ...part,
  });
  const table = (bands: NearRepeatBand[]): NearRepeatResult => ({ kind: 'near_repeat', pairs: 10, intervalRule: 'from_inclusive', permutations: 999, bands });

  it('tells of the nearest band that stands out, never of an open one', () => {
    const far = band({ fromMetres: 100, toMetres: 200 });
    expect(firstToTell(table([band({ toMetres: null }), far, band({ toDays: null })]))).toBe(far);
    expect(firstToTell(table([band({ pAdjusted: 0.2 })]))).toBeNull();
  });

  it('calls nothing that is rarer than chance, or that was not simulated', () =>
    expect([band({}), band({ ratio: 0.4 }), band({ pAdjusted: null, pPermutation: null }), band({ ratio: null })].map(standsOut)).toEqual([true, false, false, false]));

  it('keeps the band of one spot apart from the first', () =>
    expect(rowsOf(table([band({ toMetres: 0 }), band({}), band({ fromDays: 7, toDays: 14 })])).map((row) => row.length)).toEqual([1, 2]));
});

describe('figures', async () => {
  const { figure, percent, pText } = await import('./figures');
  it('have no more digits than they can carry', () => expect([0.8, 0.04567, 12.34, 1234.5].map((value) => figure(value, 'en'))).toEqual(['0.8', '0.046', '12.3', '1,235']));
  it('never say that p is 0', () => expect([0, 0.0004, 0.001, 0.0496, null].map((p) => pText(p, 'en'))).toEqual(['< 0.001', '< 0.001', '0.001', '0.050', '–']));
  it('are whole per cents', () => expect(percent(0.256, 'cy')).toBe('26%'));
});

describe('the question', async () => {
  const { asked, boxOf, faultsOfParameters, questions, wholeMonths } = await import('./questions');
  const typed = { kind: 'hot_cells', subject: 'harm' as const, from: '2024-11-01', to: '2026-10-31', harmTypes: [], sourceKinds: [], reports: false, area: 'all' as const, values: {} };

  it('starts with whole months that have ended', () => {
    expect(wholeMonths(24, new Date(2026, 10, 22))).toEqual({ from: '2024-11-01', to: '2026-10-31' });
    expect(wholeMonths(3, new Date(2026, 2, 31))).toEqual({ from: '2025-12-01', to: '2026-02-28' });
  });

  it('is sound as it stands, for every method', () => {
    for (const { kind } of questions) expect([kind, faultsOfParameters({ ...typed, kind })]).toEqual([kind, []]);
  });

  it('is sent with numbers, words and no empty bandwidth', () => {
    expect(asked({ ...typed, kind: 'kernel_density' }, null).method).toEqual({ kind: 'kernel_density', cellMetres: 250, bandwidthMetres: 1000, kernel: 'quartic', edge: 'diggle' });
    const empty = { ...typed, kind: 'kernel_density', values: { 'kernel_density.bandwidthMetres': ' ' } };
    expect([faultsOfParameters(empty), 'bandwidthMetres' in asked(empty, null).method]).toEqual([[], false]);
    expect(asked({ ...typed, kind: 'emerging_hotspots', values: { 'emerging_hotspots.periodMonths': '6' } }, null).method)
      .toEqual({ kind: 'emerging_hotspots', cellMetres: 1000, cells: 'hexagon', periodMonths: 6 });
  });

  it('asks of harm where context cannot answer', () => {
    expect(asked({ ...typed, kind: 'hour_matrix', subject: 'context', harmTypes: ['cse'] }, null)).toMatchObject({ subject: 'harm', harmTypes: ['cse'] });
    expect(asked({ ...typed, subject: 'context', harmTypes: ['cse'] }, null)).not.toHaveProperty('harmTypes');
  });

  it('names what lies outside its range', () =>
    expect(faultsOfParameters({ ...typed, values: { 'hot_cells.cellMetres': '20', 'hot_cells.permutations': '1.5' } }).map(({ name }) => name)).toEqual(['cellMetres', 'permutations']));

  it('takes what the map shows as a closed box', () => expect(boxOf([1, 2, 3, 4]).coordinates[0]).toHaveLength(5));
});

describe('circles of a scan', async () => {
  const { circlesToTell } = await import('./scan');
  const result = { kind: 'scan', clusters: [0.2, 0.03, 0.9].map((p) => ({ p })) } as unknown as ScanResult;

  it('are told when beyond chance; the first one always, because it is the answer', () =>
    expect(circlesToTell(result, null).map(({ at }) => at)).toEqual([0, 1]));
  it('that may be chance are drawn only when chosen', () => expect(circlesToTell(result, '2').map(({ at }) => at)).toEqual([0, 1, 2]));
});

describe('lives', async () => {
  const { livesIn, newestWindow, stagesByWindow } = await import('./lives');
  const window = (from: string): PeriodView => ({ from, to: from, missing: false, events: 1 });
  const stage = (at: number, shape: boolean) => ({
    window: at, happened: 'born', mayBeChance: false, with: [], class: null, events: 3, distinctChildren: 2, shape: shape ? { type: 'Polygon' as const, coordinates: [] } : null,
  });
  const life = { number: 1, state: 'ended', stages: [stage(1, true), stage(2, false)] };
  const result = { kind: 'lives' as const, windows: ['2026-01-01', '2026-02-01', '2026-03-01'].map(window), lives: [life] };

  it('stand in their windows, empty before they begin', () => expect(stagesByWindow(life, 3).map((one) => one?.window ?? null)).toEqual([null, 1, 2]));
  it('show the newest window that has an outline', () => {
    expect(newestWindow(result)).toBe(1);
    expect(livesIn(result, 2)).toEqual([]);
  });
});

describe('copying', async () => {
  const { asText } = await import('./asText');
  it('keeps rows and columns whole', () => expect(asText([['a\tb', 'c'], ['d', 'e\nf']])).toBe('a b\tc\nd\te f'));
});

describe('effort', () => {
  it('is drawn by more than colour: dotted where nobody looked, whatever was recorded', () => {
    expect(lookOfEffort({ verdict: 'no_effort_recorded', events: 9 })).toMatchObject({ edge: 'dotted' });
    expect(lookOfEffort({ verdict: 'rate', events: 9 })).toMatchObject({ fill: 'harm-2', edge: 'solid' });
    expect(lookOfEffort({ verdict: 'too_few_to_tell', events: 0 })).toMatchObject({ fill: 'surface' });
    expect(lookOfEffort({ verdict: 'too_few_to_tell', events: 2 })).toMatchObject({ fill: 'harm-1' });
  });
});
