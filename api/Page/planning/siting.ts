import type { SitingView, SiteScoreView, SitingWeights } from '../http/contracts';
import { toGrid, fromGrid } from '../places/nationalGrid';
import { farthestApart, lonLatOf } from './ground';
import { siteParts, type SitePart, type StallTime } from './words';

export type WeightName = Exclude<keyof SitingWeights, 'total'>;
/** The name of each part's weight on the wire. */
export const weightOf: Record<SitePart, WeightName> = {
  reach: 'reach', footfall: 'footfall', host_trust: 'hostTrust', days_since: 'daysSince', bus: 'bus', welsh: 'welsh', staff_safety: 'staffSafety',
};
export type Weights = Record<WeightName, number>;
/** Weights to begin with: the house's own, for nobody has published any. */
export const usualWeights: Weights = { reach: 3, footfall: 3, hostTrust: 2, daysSince: 3, bus: 1, welsh: 2, staffSafety: 3 };
export const mostWeight = 10;
export const onlyWeights = (weights: SitingWeights): Weights => Object.fromEntries(siteParts.map((part) => [weightOf[part], weights[weightOf[part]]])) as Weights;

/** A question for sites while it is being written. */
export interface SitingDraft {
  pick: string;
  day: string;
  time: StallTime | '';
  aim: 'coverage' | 'nearness';
  reachKm: string;
  spreadKm: string;
  weights: Weights;
  locked: string[];
  leftOut: string[];
  name: string;
}

const metres = (km: string): number => Math.round(Number(km.trim().replace(',', '.')) * 1000);
const isNumber = (typed: string): boolean => /^\d+([.,]\d+)?$/.test(typed.trim());

/** What is missing or no number, by the field's name on the wire. */
export const faultsInQuestion = ({ pick, day, time, reachKm, spreadKm, weights }: SitingDraft): { field: string; key: string }[] => [
  ...(/^\d+$/.test(pick.trim()) ? [] : [{ field: 'pick', key: 'planning.pick_missing' }]),
  ...(day ? [] : [{ field: 'day', key: 'planning.day_missing' }]),
  ...(time ? [] : [{ field: 'time', key: 'problem.field_missing' }]),
  ...(isNumber(reachKm) ? [] : [{ field: 'reachMetres', key: 'planning.km_wrong' }]),
  ...(isNumber(spreadKm) ? [] : [{ field: 'spreadMetres', key: 'planning.km_wrong' }]),
  ...(Object.values(weights).some((weight) => weight > 0) ? [] : [{ field: 'weights', key: 'planning.weights_none' }]),
];

export const questionBody = ({ pick, day, time, aim, reachKm, spreadKm, weights, locked, leftOut, name }: SitingDraft): object => ({
  pick: Number(pick), day, time, aim, weights, reachMetres: metres(reachKm), spreadMetres: metres(spreadKm),
  ...(locked.length > 0 ? { locked } : {}), ...(leftOut.length > 0 ? { leftOut } : {}), ...(name.trim() ? { name: name.trim() } : {}),
});

/** The question of an answer, to be asked again with changes. */
export const draftOf = ({ asked }: SitingView): SitingDraft => ({
  pick: String(asked.pick), day: asked.day, time: asked.time as StallTime, aim: asked.aim ?? 'coverage', reachKm: String(asked.reachMetres / 1000), spreadKm: String(asked.spreadMetres / 1000),
  weights: onlyWeights(asked.weights), locked: asked.locked ?? [], leftOut: asked.leftOut ?? [], name: '',
});

export const chosenOf = (answer: SitingView): SiteScoreView[] => answer.sites.filter(({ outcome }) => outcome === 'chosen');

const halfAYear = 180;
const stepMetres = 100;

/** Where a site stands that was taken some steps of 100 m east and north, as the wire has points. */
export function steppedTo(from: { coordinates: number[] }, east: number, north: number): { type: 'Point'; coordinates: [number, number] } {
  const [easting, northing] = toGrid(lonLatOf(from));
  const [lon, lat] = fromGrid(easting + east * stepMetres, northing + north * stepMetres);
  return { type: 'Point', coordinates: [Number(lon.toFixed(7)), Number(lat.toFixed(7))] };
}

/** A question with one site somewhere else; what was moved before stays moved. */
export const askedWith = ({ asked }: SitingView, siteId: string, point: { type: 'Point'; coordinates: number[] }): object => {
  const { name: _name, weights, ...rest } = asked;
  return { ...rest, weights: onlyWeights(weights), moved: [...(asked.moved ?? []).filter((one) => one.siteId !== siteId), { siteId, point }] };
};

export type Measure = 'reach' | 'score' | 'sites' | 'days_since' | 'welsh' | 'apart';
/** What two answers are told apart by: the value of each, null for not known, and the end of its scale. */
export interface Compared { measure: Measure; one: number | null; other: number | null; most: number }

/** Two answers measure by measure. Nothing is added up: what counts more is for people to say. */
export function compare(one: SitingView, other: SitingView): Compared[] {
  const of = (read: (answer: SitingView) => number | null, most: number | null, measure: Measure): Compared => {
    const [a, b] = [read(one), read(other)];
    return { measure, one: a, other: b, most: most ?? Math.max(a ?? 0, b ?? 0, 1) };
  };
  return [
    of(({ reachPercent }) => reachPercent, 100, 'reach'),
    of((answer) => mean(chosenOf(answer).map(({ score }) => score)), 100, 'score'),
    of((answer) => chosenOf(answer).length, null, 'sites'),
    of((answer) => mean(valuesOf(answer, 'days_since').map((value) => value * halfAYear)), halfAYear, 'days_since'),
    of((answer) => valuesOf(answer, 'welsh').filter((value) => value > 0).length, Math.max(chosenOf(one).length, chosenOf(other).length, 1), 'welsh'),
    of((answer) => { const apart = farthestApart(chosenOf(answer).map(({ point }) => point.coordinates)); return apart === null ? null : Math.round(apart / 100) / 10; }, null, 'apart'),
  ];
}

const valuesOf = (answer: SitingView, part: SitePart): number[] =>
  chosenOf(answer).map(({ parts }) => parts.find((one) => one.part === part)?.value).filter((value) => value !== null && value !== undefined);

const mean = (values: number[]): number | null => (values.length === 0 ? null : Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 10) / 10);

/** Which sites two answers share, and which only one of them has. */
export function shared(one: SitingView, other: SitingView): { both: SiteScoreView[]; onlyOne: SiteScoreView[]; onlyOther: SiteScoreView[] } {
  const [first, second] = [chosenOf(one), chosenOf(other)];
  const has = (list: SiteScoreView[], id: string): boolean => list.some(({ siteId }) => siteId === id);
  return { both: first.filter(({ siteId }) => has(second, siteId)), onlyOne: first.filter(({ siteId }) => !has(second, siteId)), onlyOther: second.filter(({ siteId }) => !has(first, siteId)) };
}
