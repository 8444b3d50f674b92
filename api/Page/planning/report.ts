import type { ActivityOutcome } from '../http/contracts';
import { feedbackQuestions, tallyKinds } from './words';

/** Counts of one kind, this time and the times before; null where none was made. */
export interface KindRow { kind: string; counts: (number | null)[] }

/** Kinds that were counted at any of the times, each with its sum at each; in the order in which they are counted. */
export const kindRows = (outcomes: ActivityOutcome[]): KindRow[] => tallyKinds
  .map((kind) => ({ kind, counts: outcomes.map(({ tallies }) => sumOf(tallies.filter((one) => one.kind === kind).map(({ count }) => count))) }))
  .filter(({ counts }) => counts.some((count) => count !== null));

const sumOf = (counts: number[]): number | null => (counts.length === 0 ? null : counts.reduce((sum, count) => sum + count, 0));

/** The agencies that counted, each with its counts by kind. */
export function byAgency({ tallies }: ActivityOutcome): { agency: string; counts: { kind: string; count: number }[] }[] {
  return [...new Set(tallies.map(({ by }) => by))].map((agency) => ({ agency, counts: tallies.filter(({ by }) => by === agency).map(({ kind, count }) => ({ kind, count })) }));
}

/** What people said, while it is being written: text until it is sent. */
export interface FeedbackDraft { asked: string; counts: Record<string, { yes: string; no: string; notSure: string }> }

export const emptyFeedback = (): FeedbackDraft => ({ asked: '', counts: Object.fromEntries(feedbackQuestions.map((question) => [question, { yes: '', no: '', notSure: '' }])) });

const whole = (typed: string): boolean => /^\d{1,6}$/.test(typed.trim());

/** What is no whole number, or more answers than people who were asked. */
export function faultsInFeedback({ asked, counts }: FeedbackDraft): { field: string; key: string }[] {
  if (!whole(asked) || Number(asked) < 1) return [{ field: 'asked', key: 'planning.asked_missing' }];
  return feedbackQuestions.flatMap((question) => {
    const all = Object.values(counts[question] ?? {});
    if (all.some((typed) => typed.trim() && !whole(typed))) return [{ field: question, key: 'planning.not_whole' }];
    return all.reduce((sum, typed) => sum + Number(typed || 0), 0) > Number(asked) ? [{ field: question, key: 'planning.more_than_asked' }] : [];
  });
}

/** Questions that somebody answered; one that nobody did is left out. */
export const feedbackBody = ({ asked, counts }: FeedbackDraft): object => ({
  asked: Number(asked),
  counts: feedbackQuestions.map((question) => ({ question, ...numbers(counts[question]!) })).filter(({ yes, no, notSure }) => yes + no + notSure > 0),
});

const numbers = ({ yes, no, notSure }: { yes: string; no: string; notSure: string }): { yes: number; no: number; notSure: number } => ({ yes: Number(yes || 0), no: Number(no || 0), notSure: Number(notSure || 0) });
