import { computed } from '@preact/signals';
import { useState } from 'preact/hooks';
import { me } from '../access/session';
import { call } from '../http/api';
import type { SpaceGround } from '../http/contracts';
import { loader, valueOf } from '../http/loadable';
import { t } from '../language/language';
import type { Area, Bounds } from '../map/geometry';
import type { Fault } from '../shell/Field';
import { forgetWithPerson } from '../shell/kept';
import { largestSquareMetres, linesOf, mostCorners, outlineFault, type Corner, type OutlineFault } from './corners';

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
  /** Begins with another outline, as if it were the first. */
  begin: (corners: readonly Corner[]) => void;
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
    begin: (corners) => setState({ corners, chosen: corners.length - 1, before: [] }),
    undo: state.before.length === 0 ? null : () => setState(({ corners, chosen, before }) => ({ ...(before.at(-1) ?? { corners, chosen }), before: before.slice(0, -1) })),
  };
}

/** The box around the partnership's area: what a map shows at first. */
export const partnershipBounds = (): Bounds | undefined => me.peek()?.partnership.bounds as Bounds | undefined;

/** Where an outline may be drawn; while it is not here the server alone says what lies outside. */
export const ground = loader((signal) => call<SpaceGround>('/spaces/ground', { signal }));
forgetWithPerson(() => ground.clear());

/** The ground as an area, and its lines in metres, EPSG:27700. */
export const groundArea = computed(() => valueOf(ground.now.value)?.area as Area | undefined);
const groundLines = computed(() => groundArea.value && linesOf(groundArea.value));

/** What is wrong with an outline, as far as the page can tell. */
export const faultOf = (corners: readonly Corner[]): OutlineFault | null => outlineFault(corners, groundLines.value);

/** What is wrong with an outline, in the sentence with which the server would refuse it. */
export const faultText = (fault: OutlineFault): string => t(`problem.${fault}`, { max: fault === 'polygon_too_large' ? largestSquareMetres / 1e6 : mostCorners });

/** The same at its field of a form; none where it may be sent. */
export function outlineFaults(prefix: string, corners: readonly Corner[]): Fault[] {
  const fault = faultOf(corners);
  return fault ? [{ field: `${prefix}-shape`, text: () => faultText(fault) }] : [];
}
