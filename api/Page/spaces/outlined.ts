import { useState } from 'preact/hooks';
import { me } from '../access/session';
import { t } from '../language/language';
import type { Bounds } from '../map/geometry';
import type { Fault } from '../shell/Field';
import { largestSquareMetres, mostCorners, outlineFault, type Corner, type OutlineFault } from './corners';

/** An outline while it is drawn: each change can be undone. */
export interface Outlined {
  corners: readonly Corner[];
  /** The corner that the next one follows, from 0; -1 where there is none. */
  chosen: number;
  changed: boolean;
  add: (corner: Corner) => void;
  insert: (after: number, corner: Corner) => void;
  move: (at: number, corner: Corner) => void;
  remove: (at: number) => void;
  choose: (at: number) => void;
  clear: () => void;
  /** Takes the last change back; null where there is none. */
  undo: (() => void) | null;
}

interface State { corners: readonly Corner[]; chosen: number; before: { corners: readonly Corner[]; chosen: number }[] }

/** Keeps an outline and every step of it. */
export function useOutline(first: readonly Corner[] = []): Outlined {
  const [state, setState] = useState<State>({ corners: first, chosen: first.length - 1, before: [] });
  const next = (change: (corners: readonly Corner[], chosen: number) => [readonly Corner[], number]): void => setState(({ corners, chosen, before }) => {
    const [changed, now] = change(corners, chosen);
    return { corners: changed, chosen: now, before: [...before, { corners, chosen }] };
  });
  const insert = (after: number, corner: Corner): void => next((corners) => [[...corners.slice(0, after + 1), corner, ...corners.slice(after + 1)], after + 1]);
  return {
    corners: state.corners,
    chosen: state.chosen,
    changed: state.before.length > 0,
    insert,
    add: (corner) => next((corners, chosen) => [[...corners.slice(0, chosen + 1), corner, ...corners.slice(chosen + 1)], chosen + 1]),
    move: (at, corner) => next((corners) => [corners.map((one, i) => (i === at ? corner : one)), at]),
    remove: (at) => next((corners) => [corners.filter((_, i) => i !== at), corners.length === 1 ? -1 : Math.max(0, at - 1)]),
    choose: (at) => setState((now) => ({ ...now, chosen: at })),
    clear: () => next(() => [[], -1]),
    undo: state.before.length === 0 ? null : () => setState(({ corners, chosen, before }) => ({ ...(before.at(-1) ?? { corners, chosen }), before: before.slice(0, -1) })),
  };
}

// As wide as a partnership's buffer can be in degrees: nothing is refused here that the server would take.
const bufferDegrees = 0.05;

/** The box around the partnership's area. */
export const partnershipBounds = (): Bounds | undefined => me.peek()?.partnership.bounds as Bounds | undefined;

/** The box outside which the server refuses every corner; what lies in it, it judges by the area itself. */
export function outerBounds(): Bounds | undefined {
  const bounds = partnershipBounds();
  return bounds && [bounds[0] - bufferDegrees, bounds[1] - bufferDegrees, bounds[2] + bufferDegrees, bounds[3] + bufferDegrees];
}

/** What is wrong with an outline, in the sentence with which the server would refuse it. */
export const faultText = (fault: OutlineFault): string => t(`problem.${fault}`, { max: fault === 'polygon_too_large' ? largestSquareMetres / 1e6 : mostCorners });

/** The same at its field of a form; none where it may be sent. */
export function outlineFaults(prefix: string, corners: readonly Corner[]): Fault[] {
  const fault = outlineFault(corners, outerBounds());
  return fault ? [{ field: `${prefix}-shape`, text: () => faultText(fault) }] : [];
}
