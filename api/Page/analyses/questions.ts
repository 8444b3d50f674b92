import type { NewAnalysis } from '../http/contracts';
import type { Area, Bounds } from '../map/geometry';

/** One parameter of a method: a number in a range, one of some words, or yes and no. */
export type Parameter =
  | { name: string; as: 'number'; usual: number; least: number; most: number; unit?: 'metres' | 'days' | 'months'; mayBeEmpty?: boolean; further?: boolean }
  | { name: string; as: 'choice'; usual: string; options: readonly string[]; further?: boolean }
  | { name: string; as: 'flag'; usual: boolean; further?: boolean };

/** A question that an analyst can ask, with the parameters of the method that answers it. */
export interface Question {
  kind: string;
  /** Months of the usual window. */
  months: number;
  /** Only for harm: it needs children, or days and hours that published context does not have. */
  harmOnly: boolean;
  needsArea: boolean;
  parameters: readonly Parameter[];
}

const cellMetres = (usual: number): Parameter => ({ name: 'cellMetres', as: 'number', usual, least: 50, most: 10_000, unit: 'metres' });
const cells: Parameter = { name: 'cells', as: 'choice', usual: 'hexagon', options: ['hexagon', 'square'] };
const permutations = (usual: number, least: number): Parameter =>
  ({ name: 'permutations', as: 'number', usual, least, most: 9_999, further: true });
const whole = { months: 24, harmOnly: false, needsArea: false };

/** In the order in which they are offered: where, when, both together, and what became of a space. */
export const questions: readonly Question[] = [
  {
    kind: 'kernel_density', ...whole,
    parameters: [
      cellMetres(250),
      { name: 'bandwidthMetres', as: 'number', usual: 1000, least: 50, most: 20_000, unit: 'metres', mayBeEmpty: true },
      { name: 'kernel', as: 'choice', usual: 'quartic', options: ['quartic', 'gaussian'], further: true },
      { name: 'edge', as: 'choice', usual: 'diggle', options: ['diggle', 'none'], further: true },
    ],
  },
  { kind: 'hot_cells', ...whole, parameters: [cellMetres(500), cells, permutations(0, 0)] },
  { kind: 'local_moran', ...whole, parameters: [cellMetres(500), cells, permutations(999, 99)] },
  {
    kind: 'emerging_hotspots', ...whole,
    parameters: [cellMetres(1000), cells, { name: 'periodMonths', as: 'choice', usual: '3', options: ['1', '2', '3', '6', '12'] }],
  },
  { kind: 'hour_matrix', ...whole, harmOnly: true, parameters: [] },
  {
    kind: 'near_repeat', ...whole, harmOnly: true,
    parameters: [
      { name: 'spaceBandMetres', as: 'number', usual: 100, least: 10, most: 5_000, unit: 'metres' },
      { name: 'spaceBands', as: 'number', usual: 5, least: 1, most: 16 },
      { name: 'timeBandDays', as: 'number', usual: 7, least: 1, most: 366, unit: 'days' },
      { name: 'timeBands', as: 'number', usual: 4, least: 1, most: 16 },
      { name: 'samePlaceBand', as: 'flag', usual: true, further: true },
      { name: 'metric', as: 'choice', usual: 'manhattan', options: ['manhattan', 'euclidean'], further: true },
      permutations(999, 99),
    ],
  },
  {
    kind: 'scan', ...whole, harmOnly: true,
    parameters: [
      { name: 'cellMetres', as: 'number', usual: 500, least: 100, most: 10_000, unit: 'metres' },
      { name: 'maxRadiusMetres', as: 'number', usual: 3000, least: 100, most: 50_000, unit: 'metres' },
      { name: 'baseline', as: 'choice', usual: 'space_time_permutation', options: ['space_time_permutation', 'residents', 'outreach_hours'] },
      { name: 'prospective', as: 'flag', usual: false },
      { name: 'stepDays', as: 'number', usual: 7, least: 1, most: 366, unit: 'days', further: true },
      { name: 'maxSteps', as: 'number', usual: 8, least: 1, most: 366, further: true },
      { name: 'replicas', as: 'number', usual: 999, least: 99, most: 9_999, further: true },
    ],
  },
  {
    kind: 'lineage', ...whole,
    parameters: [
      { name: 'epsMetres', as: 'number', usual: 150, least: 1, most: 5_000, unit: 'metres' },
      { name: 'minEvents', as: 'number', usual: 3, least: 2, most: 1_000 },
      { name: 'windowMonths', as: 'number', usual: 6, least: 1, most: 24, unit: 'months' },
      { name: 'stepMonths', as: 'number', usual: 3, least: 1, most: 24, unit: 'months' },
    ],
  },
  {
    kind: 'harm_after_closure', ...whole, harmOnly: true, needsArea: true,
    parameters: [
      { name: 'quietMonths', as: 'number', usual: 6, least: 1, most: 24, unit: 'months' },
      { name: 'followUpMonths', as: 'number', usual: 12, least: 1, most: 60, unit: 'months' },
    ],
  },
  {
    kind: 'reporting_effort', ...whole, harmOnly: true,
    parameters: [{ name: 'cellMetres', as: 'number', usual: 1000, least: 500, most: 10_000, unit: 'metres' }, cells],
  },
];

/** What is typed in the form, all of it as text until it is checked. */
export interface Typed {
  kind: string;
  subject: 'harm' | 'context';
  from: string;
  to: string;
  harmTypes: string[];
  sourceKinds: string[];
  /** Whether concerns about places count as events too. */
  reports: boolean;
  area: 'all' | 'place' | 'map';
  /** Values by method and parameter. */
  values: Record<string, string | boolean>;
}

export const valueKey = (kind: string, name: string): string => `${kind}.${name}`;

/** What stands in a parameter's field: what was typed, or its usual value. */
export function valueIn(typed: Typed, { name, usual }: Parameter): string | boolean {
  const value = typed.values[valueKey(typed.kind, name)];
  return value ?? (typeof usual === 'boolean' ? usual : String(usual));
}

export const questionOf = (kind: string): Question => questions.find((one) => one.kind === kind) ?? questions[0]!;

/** The last whole months before a day, as first and last day. */
export function wholeMonths(months: number, today = new Date()): { from: string; to: string } {
  const day = (year: number, month: number, dayOfMonth: number): string =>
    new Date(Date.UTC(year, month, dayOfMonth)).toISOString().slice(0, 10);
  const [year, month] = [today.getFullYear(), today.getMonth()];
  return { from: day(year, month - months, 1), to: day(year, month, 0) };
}

/** A fault of a parameter: its field and the range it must lie in. */
export interface ParameterFault { name: string; least: number; most: number }

/** Numbers that are none or lie outside their range. */
export const faultsOfParameters = (typed: Typed): ParameterFault[] =>
  questionOf(typed.kind).parameters.flatMap((parameter) => {
    if (parameter.as !== 'number') return [];
    const text = String(valueIn(typed, parameter)).trim();
    if (text === '' && parameter.mayBeEmpty) return [];
    const value = Number(text);
    const sound = text !== '' && value >= parameter.least && value <= parameter.most && (parameter.unit === 'metres' || Number.isInteger(value));
    return sound ? [] : [{ name: parameter.name, least: parameter.least, most: parameter.most }];
  });

/** The question as the API takes it. Only for what has no faults. */
export function asked(typed: Typed, area: Area | null): NewAnalysis {
  const question = questionOf(typed.kind);
  const method: Record<string, unknown> = { kind: typed.kind };
  for (const parameter of question.parameters) {
    const value = valueIn(typed, parameter);
    if (parameter.as === 'flag') method[parameter.name] = value === true;
    else if (parameter.as === 'choice') method[parameter.name] = parameter.options.every((one) => /^\d+$/.test(one)) ? Number(value) : value;
    else if (String(value).trim() !== '') method[parameter.name] = Number(value);
  }
  const subject = question.harmOnly ? 'harm' : typed.subject;
  return {
    subject, from: typed.from, to: typed.to, method,
    ...(subject === 'harm' && typed.harmTypes.length > 0 ? { harmTypes: typed.harmTypes } : {}),
    ...(subject === 'harm' && typed.sourceKinds.length > 0 ? { sourceKinds: typed.sourceKinds } : {}),
    ...(subject === 'harm' && typed.reports ? { includeHotspotReports: true } : {}),
    ...(area ? { area } : {}),
  } as unknown as NewAnalysis;
}

/** What the map shows as an area. */
export const boxOf = ([west, south, east, north]: Bounds): Area => ({
  type: 'Polygon', coordinates: [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
});
