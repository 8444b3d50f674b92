import type { Problem } from '../http/api';
import type { TallyView } from '../http/contracts';
import { uuid7 } from '../offline/uuid7';

/** A count that was made here, and whether the office has it. */
export interface Count { id: string; activity: string; kind: string; count: number; at: string; state: 'waiting' | 'refused'; problem: Problem | null }

export const addCount = (list: Count[], activity: string, kind: string, count: number, now = new Date()): Count[] =>
  [...list, { id: uuid7(now.getTime()), activity, kind, count, at: now.toISOString(), state: 'waiting', problem: null }];

/** Sums by kind: what the office has, and what waits here; nothing is counted twice, because both know a count by its id. */
export function sums(held: Pick<TallyView, 'id' | 'kind' | 'count'>[], waiting: Pick<Count, 'id' | 'kind' | 'count'>[]): Record<string, number> {
  const known = new Set(held.map(({ id }) => id));
  const all: Record<string, number> = {};
  for (const { kind, count } of [...held, ...waiting.filter(({ id }) => !known.has(id))]) all[kind] = (all[kind] ?? 0) + count;
  return all;
}

/** Counts that were kept and those made since, each once and oldest first. */
export const joined = (kept: Count[], now: Count[]): Count[] => [...kept.filter(({ id }) => !now.some((one) => one.id === id)), ...now];
