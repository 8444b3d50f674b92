import { signal } from '@preact/signals';
import type { Feature } from 'geojson';
import { useEffect, useRef } from 'preact/hooks';
import { accuracy, t } from '../language/language';
import { loadGazetteer, nearText } from '../places/gazetteer';
import { spelled, writeGridReference } from '../places/gridReference';
import { toGrid } from '../places/nationalGrid';
import { sheet } from '../shell/view';
import { plainMiddle } from './plainMiddle';
import { mapBounds, metresOfAPixel, middleOfMap, moveMap, zoomMap } from './viewport';

/** True while somebody chooses a point by moving the map under the cross. */
export const picking = signal(false);
/** A point chosen under the cross, with how exactly a hand can place one at that zoom. */
export interface PickedPoint { lonLat: [number, number]; accuracyMetres: number }
export const picked = signal<PickedPoint | null>(null);
/** What an answer on screen says about where, to be drawn: its point, its square, how far it may be off. */
export const drawnWhere = signal<Feature[]>([]);

// A finger places the cross to about a dozen pixels.
const pixelsOfAHand = 12;
const [step, smallStep] = [24, 4];

let take: ((point: PickedPoint) => void) | undefined;
let askedFrom: string | undefined;

/** Lets the reader choose a point on the map; it goes to `into`, and the focus back to the control with the id that asked. */
export function startPicking(into?: (point: PickedPoint) => void, from?: string): void {
  [take, askedFrom] = [into, from];
  picking.value = true;
  sheet.value = 'low';
}

function stopPicking(): void {
  picking.value = false;
  sheet.value = 'full';
  const from = askedFrom;
  if (from) window.requestAnimationFrame(() => document.getElementById(from)?.focus());
}

function underCross(): PickedPoint | null {
  const middle = middleOfMap();
  return middle && {
    lonLat: [Number(middle[0].toFixed(6)), Number(middle[1].toFixed(6))],
    accuracyMetres: Math.max(5, Math.ceil(pixelsOfAHand * metresOfAPixel(middle[1]))),
  };
}

const arrows: Record<string, [right: number, down: number]> = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

/** The cross over the map: the map moves under it, by hand, by buttons or by the arrow keys; one button says that it is there. */
export function PickPoint() {
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    first.current?.focus();
    void loadGazetteer();
  }, []);

  const use = (): void => {
    const point = underCross();
    if (point && take) take(point);
    else if (point) picked.value = point;
    stopPicking();
  };
  const pressed = (event: KeyboardEvent): void => {
    const way = arrows[event.key];
    if (event.key === 'Escape') stopPicking();
    else if (event.key === '+' || event.key === '=') zoomMap(1);
    else if (event.key === '-') zoomMap(-1);
    else if (way) moveMap(way[0] * (event.shiftKey ? smallStep : step), way[1] * (event.shiftKey ? smallStep : step));
    else return;
    event.preventDefault();
  };
  const arrow = (key: string, sign: string, right: number, down: number) => (
    <button type="button" class={`square arrow-${key}`} aria-label={t(`map.move_${key}`)} onClick={() => moveMap(right, down)}>
      <span aria-hidden="true">{sign}</span>
    </button>
  );

  return (
    <>
      <svg class="cross" viewBox="0 0 48 48" aria-hidden="true">
        <path class="halo" d="M24 2v17M24 29v17M2 24h17M29 24h17" /><path d="M24 2v17M24 29v17M2 24h17M29 24h17" />
        <circle cx="24" cy="24" r="1.6" />
      </svg>
      <div class="pick" role="group" aria-label={t('map.pick_title')} aria-describedby="pick-help" onKeyDown={pressed}>
        <p id="pick-help">{t('map.pick_help')}<span class="visually-hidden"> {t('map.pick_keys')}</span></p>
        <UnderCross />
        <div class="arrows">
          {arrow('up', '↑', 0, -step)}{arrow('left', '←', -step, 0)}{arrow('right', '→', step, 0)}{arrow('down', '↓', 0, step)}
        </div>
        <div class="row">
          <button type="button" class="main" ref={first} onClick={use}>{t('map.pick_use')}</button>
          <button type="button" class="quiet" onClick={stopPicking}>{t('house.cancel')}</button>
        </div>
      </div>
    </>
  );
}

/** What lies under the cross, in words: the text twin of the map, said again after each move. */
function UnderCross() {
  void mapBounds.value;
  void plainMiddle.value;
  const point = underCross();
  if (!point) return null;
  const reference = writeGridReference(...toGrid(point.lonLat), 100);
  return (
    <p role="status" class="under-cross">
      {reference ? <><strong aria-hidden="true">{reference}</strong><span class="visually-hidden">{spelled(reference)}</span>, </> : null}
      {[nearText(point.lonLat), t('where.within', { distance: accuracy(point.accuracyMetres) })].filter(Boolean).join(', ')}
    </p>
  );
}
