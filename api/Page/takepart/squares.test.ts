import { describe, expect, it } from 'vitest';
import { answerOf, columnName, painted, pathOf, placeOf, type Marks } from './squares';

describe('squares', () => {
  it.each([[0, 'A'], [25, 'Z'], [26, 'AA'], [27, 'AB'], [701, 'ZZ']])('column %i is %s, as the program names it', (column, name) => {
    expect(columnName(column)).toBe(name);
    expect(placeOf(`${name}3`)).toEqual({ column, row: 2 });
  });

  it('keep what was said of them when their colour changes, and lose it when they are rubbed out', () => {
    let marks: Marks = painted({}, 'A1', 'red');
    marks = { ...marks, A1: { ...marks['A1']!, reasons: ['dark'], safePlace: true } };
    expect(painted(marks, 'A1', 'green')['A1']).toEqual({ colour: 'green', reasons: ['dark'], safePlace: true, trustedAdult: false });
    expect(painted(painted(marks, 'A1', null), 'A1', 'green')['A1']!.reasons).toEqual([]);
  });

  it('go in the order of the grid, not in the order in which somebody coloured them', () => {
    const day = painted(painted({}, 'B1', 'red'), 'A1', 'green');
    expect(answerOf({ day, night: {} }, { cells: ['A1', 'B1', 'A2'] }).day!.map(({ cell }) => cell)).toEqual(['A1', 'B1']);
  });

  it('have an outline of as many rings as the space', () => expect(pathOf([[[0, 0], [1.5, 0], [0, 2]], [[0.2, 0.2], [0.4, 0.2], [0.2, 0.4]]]))
    .toBe('M0,0L1.5,0L0,2ZM0.2,0.2L0.4,0.2L0.2,0.4Z'));
});
