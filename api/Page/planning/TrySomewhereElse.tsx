import { useLayoutEffect, useRef } from 'preact/hooks';
import type { SiteScoreView } from '../http/contracts';
import { distance, t } from '../language/language';
import { spelled } from '../places/gridReference';
import { cornerOf, reference } from './ground';
import { steppedTo } from './siting';
import { siteName } from './sites';

interface TryProps { site: SiteScoreView; east: number; north: number; busy: boolean; step: (east: number, north: number) => void; ask: () => void; close: () => void }

const arrows: Record<string, [east: number, north: number]> = { ArrowUp: [0, 1], ArrowDown: [0, -1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

/** A site taken somewhere else without a mouse: arrows move it by 100 m, Escape puts it back, one button asks again. */
export function TrySomewhereElse({ site, east, north, busy, step, ask, close }: TryProps) {
  const title = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => title.current?.focus(), []);
  const pressed = (event: KeyboardEvent): void => {
    const way = arrows[event.key];
    if (event.key === 'Escape') close();
    else if (way) step(...way);
    else return;
    event.preventDefault();
  };
  const arrow = (key: string, sign: string, right: number, up: number) => (
    <button type="button" class={`square arrow-${key}`} aria-label={t(`planning.move_${key}`)} onClick={() => step(right, up)}><span aria-hidden="true">{sign}</span></button>
  );
  const moved = [
    east === 0 ? '' : t(east > 0 ? 'planning.moved_east' : 'planning.moved_west', { distance: distance(Math.abs(east) * 100) }),
    north === 0 ? '' : t(north > 0 ? 'planning.moved_north' : 'planning.moved_south', { distance: distance(Math.abs(north) * 100) }),
  ].filter(Boolean).join(', ');
  const written = reference(cornerOf(steppedTo(site.point, east, north)));
  return (
    <div class="try" role="group" aria-label={t('planning.try_title', { name: siteName(site) })} aria-describedby="try-help" onKeyDown={pressed}>
      <h3 tabIndex={-1} ref={title}>{t('planning.try_title', { name: siteName(site) })}</h3>
      <p id="try-help">{t('planning.try_help')}</p>
      <p role="status"><strong aria-hidden="true">{written}</strong><span class="visually-hidden">{spelled(written)}</span>. {moved || t('planning.moved_not')}</p>
      <div class="arrows">{arrow('up', '↑', 0, 1)}{arrow('left', '←', -1, 0)}{arrow('right', '→', 1, 0)}{arrow('down', '↓', 0, -1)}</div>
      <div class="row">
        <button type="button" class="main" id="try-ask" disabled={busy || (east === 0 && north === 0)} onClick={ask}>{t('planning.try_ask')}</button>
        <button type="button" class="quiet" id="try-back" onClick={close}>{t('planning.try_back')}</button>
      </div>
    </div>
  );
}
