import { expect, test } from 'vitest';
import { draw, numbered, type MapEntry, type Told } from './peerDrawing';

const told: Told = { placeLetter: 'P', endOf: ({ place }) => place ?? '', said: (text) => text ?? '' };

const common = { withdrawnOn: null, grade: 'first_hand', outOfDate: false };
const group = (letter: string, more = {}): MapEntry => ({ ...common, kind: 'group', letter, ...more }) as never;
const link = (letter: string, place: string, more = {}): MapEntry => ({ ...common, kind: 'link', letter: null, link: { letter, kind: 'spends_time', toLetter: null, place }, ...more }) as never;
const leg = (from: string, to: string): MapEntry => ({ ...common, kind: 'leg', letter: null, leg: { from, to, mode: 'bus', time: 'day', feeling: 'mixed' } }) as never;

test('a place that two entries name in the same words is drawn once', () => {
  const { dots, lines } = draw([group('A'), link('A', 'The pier'), leg('the  pier ', 'The station')], told);
  expect(dots.map(({ letter }) => letter)).toEqual(['A', 'P1', 'P2']);
  expect(lines.map(({ from, to }) => `${from.letter} ${to.letter}`)).toEqual(['A P1', 'P1 P2']);
});

test('lines between the same two do not lie on each other, in whichever direction they go', () => {
  const { lines } = draw([leg('a', 'b'), leg('b', 'a'), leg('a', 'b')], told);
  expect(new Set(lines.map(({ x, y }) => `${x} ${y}`)).size).toBe(3);
});

test('a journey that ends where it began is drawn, and every number in it is one', () => {
  const { lines } = draw([leg('a', 'a'), leg('a', 'b')], told);
  expect(lines.map(({ path }) => path).join('')).not.toContain('NaN');
});

test('what was withdrawn is not drawn; what is unverified or out of date says so', () => {
  const entries = [group('A'), link('A', 'x', { withdrawnOn: '2026-01-01' }), link('A', 'y', { grade: 'unverified' }), link('A', 'z', { outOfDate: true })];
  expect(numbered(entries)).toHaveLength(2);
  expect(draw(entries, told).lines.map(({ number, unverified, outOfDate }) => [number, unverified, outOfDate])).toEqual([[1, true, false], [2, false, true]]);
});
