import { describe, expect, it } from 'vitest';
import type { SiteScoreView, SitingView } from '../http/contracts';
import { metresBetween } from '../map/geometry';
import { askedWith, compare, draftOf, faultsInQuestion, questionBody, shared, steppedTo, usualWeights } from './siting';

const site = (siteId: string, outcome: SiteScoreView['outcome'], score: number, lon: number, days: number | null, welsh: number | null): SiteScoreView => ({
  siteId, nameEn: siteId, nameCy: null, point: { type: 'Point', coordinates: [lon, 52.1] }, outcome, reason: null, rank: 1, score, moved: false,
  parts: [{ part: 'days_since', value: days, weight: 3, points: 0 }, { part: 'welsh', value: welsh, weight: 2, points: 0 }],
});
const answer = (sites: SiteScoreView[], reachPercent: number | null): SitingView => ({
  id: 'a', at: '2026-03-06T10:00:00Z', sites, reachPercent, gapPercent: 0, notes: [],
  asked: { pick: 2, day: '2026-04-01', time: 'saturday', weights: { ...usualWeights, total: 17 }, aim: 'coverage', reachMetres: 2500, spreadMetres: 0, moved: [{ siteId: 'x', point: { type: 'Point', coordinates: [-3, 52] } }] },
});

describe('two answers', () => {
  const one = answer([site('library', 'chosen', 80, -3.4, 2 / 3, 1), site('station', 'chosen', 60, -3.3, 1, null), site('park', 'left_out', 99, -3.2, 1, 1)], 40);
  const other = answer([site('library', 'chosen', 80, -3.4, 2 / 3, 1)], null);
  it('are compared by the chosen sites alone', () => expect(Object.fromEntries(compare(one, other).map((row) => [row.measure, [row.one, row.other]]))).toEqual({
    reach: [40, null], score: [70, 80], sites: [2, 1], days_since: [150, 120], welsh: [1, 1], apart: [6.8, null],
  }));
  it('share sites, and say which only one has', () => {
    const { both, onlyOne, onlyOther } = shared(one, other);
    expect([both, onlyOne, onlyOther].map((sites) => sites.map(({ siteId }) => siteId))).toEqual([['library'], ['station'], []]);
  });
});

describe('a site tried somewhere else', () => {
  it('moves by whole hundreds of metres', () => {
    const from = { coordinates: [-3.4, 52.1] };
    expect(metresBetween(from.coordinates, steppedTo(from, 3, 4).coordinates)).toBeCloseTo(500, -1);
    expect(steppedTo(from, 0, 0).coordinates[0]).toBeCloseTo(-3.4, 6);
  });
  it('stays moved when another is moved, and the question goes without its name', () => {
    const point = { type: 'Point' as const, coordinates: [-3.1, 52.2] };
    const asked = askedWith({ ...answer([], 1), asked: { ...answer([], 1).asked, name: 'First' } }, 'y', point) as { moved: { siteId: string }[]; name?: string; weights: object };
    expect(asked.moved.map(({ siteId }) => siteId)).toEqual(['x', 'y']);
    expect(asked.name).toBeUndefined();
    expect(asked.weights).toEqual(usualWeights);
  });
});

describe('a question', () => {
  const draft = { ...draftOf(answer([], 1)), name: ' Spring ' };
  it('is read from an answer and sent in metres', () => expect(questionBody({ ...draft, reachKm: '2,5' })).toMatchObject({ pick: 2, reachMetres: 2500, spreadMetres: 0, name: 'Spring' }));
  it('needs numbers, a day, a time and a weight', () => {
    expect(faultsInQuestion(draft)).toEqual([]);
    const none = Object.fromEntries(Object.keys(usualWeights).map((name) => [name, 0])) as typeof usualWeights;
    expect(faultsInQuestion({ ...draft, pick: 'two', day: '', time: '', reachKm: 'far', spreadKm: '', weights: none }).map(({ field }) => field)).toEqual(['pick', 'day', 'time', 'reachMetres', 'spreadMetres', 'weights']);
  });
});
