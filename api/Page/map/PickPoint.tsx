import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../language/language';
import { sheet } from '../shell/view';
import { metresOfAPixel, middleOfMap, moveMap } from './MapView';

/** True while somebody chooses a point by moving the map under the cross. */
export const picking = signal(false);
/** A point chosen under the cross, with how exactly a hand can place one at that zoom. */
export interface PickedPoint { lonLat: [number, number]; accuracyMetres: number }
export const picked = signal<PickedPoint | null>(null);

// A finger places the cross to about a dozen pixels.
const pixelsOfAHand = 12;

export function startPicking(): void {
  picking.value = true;
  sheet.value = 'low';
}

function stopPicking(): void {
  picking.value = false;
  sheet.value = 'full';
}

const step = 24;

/** The cross over the map with buttons for those who cannot or would rather not drag. */
export function PickPoint() {
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);

  const use = (): void => {
    const middle = middleOfMap();
    if (middle) picked.value = {
      lonLat: [Number(middle[0].toFixed(6)), Number(middle[1].toFixed(6))],
      accuracyMetres: Math.max(5, Math.ceil(pixelsOfAHand * metresOfAPixel(middle[1]))),
    };
    stopPicking();
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
      <div class="pick" role="group" aria-label={t('map.pick_title')}>
        <p>{t('map.pick_help')}</p>
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
