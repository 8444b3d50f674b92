import { describe, expect, it } from 'vitest';
import { cellOf, inRows, noSquare, read, reasonsOf, written } from './keyedMap';

const reasons = ['well_lit', 'people_i_know', 'dark'];
const cells = ['A1', 'B1', 'A2', 'B2'];

describe('a square from paper', () => {
  it.each([['b1', 'B1'], [' b 1 ', 'B1'], ['B-1', 'B1']])('is known as %s', (typed, name) => expect(cellOf(typed)).toBe(name));

  it.each([['', []], ['3 1', ['dark', 'well_lit']], ['1,3; 1', ['well_lit', 'dark']]])('has the reasons %s by their numbers, each once', (typed, named) =>
    expect(reasonsOf(typed, reasons)).toEqual(named));

  it.each(['0', '4', '1 x', '-1'])('has no reason %s', (typed) => expect(reasonsOf(typed, reasons)).toBeNull());

  it('says what keeps it from the map', () => {
    expect(read({ ...noSquare, cell: 'C9', colour: 'red' }, cells, reasons)).toBe('not_part');
    expect(read({ ...noSquare, cell: 'B1' }, cells, reasons)).toBe('no_colour');
    expect(read({ ...noSquare, cell: 'B1', colour: 'red', numbers: '9' }, cells, reasons)).toBe('no_reason');
  });

  it('comes back as it was keyed in', () => {
    const keyed = { cell: 'B1', colour: 'red', numbers: '3 1', safePlace: true, trustedAdult: false } as const;
    const put = read(keyed, cells, reasons);
    expect(typeof put === 'object' && written(put.cell, put.mark, reasons)).toEqual(keyed);
  });

  it('is listed row by row', () => {
    const mark = { colour: 'red', reasons: [], safePlace: false, trustedAdult: false } as const;
    expect(inRows(Object.fromEntries(['B2', 'A2', 'B1'].map((cell) => [cell, { ...mark, reasons: [] }]))).map(([cell]) => cell)).toEqual(['B1', 'A2', 'B2']);
  });
});
