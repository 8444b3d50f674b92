import type { LifeStage, LifeView, LivesResult } from '../http/contracts';

/** What a stage is drawn as: a mark that differs in shape for each thing that can happen. */
export const happenings = [
  'born', 'continued', 'grown', 'shrunk', 'split', 'merged', 'returned', 'ended', 'quiet', 'part_of_another', 'not_known',
] as const;

/** The stage of a life in each window; null where the life was not there yet. */
export const stagesByWindow = (life: LifeView, windows: number): (LifeStage | null)[] =>
  Array.from({ length: windows }, (_, at) => life.stages.find(({ window }) => window === at) ?? null);

export const stageKey = (life: number, window: number): string => `${life}/${window}`;

/** The lives of a window that have an outline there. */
export const livesIn = ({ lives }: LivesResult, window: number): { life: LifeView; stage: LifeStage }[] =>
  lives.flatMap((life) => life.stages.filter((stage) => stage.window === window && stage.shape !== null).map((stage) => ({ life, stage })));

/** The newest window in which some life has an outline; the last one when none has. */
export function newestWindow(result: LivesResult): number {
  for (let window = result.windows.length - 1; window >= 0; window--) if (livesIn(result, window).length > 0) return window;
  return result.windows.length - 1;
}
