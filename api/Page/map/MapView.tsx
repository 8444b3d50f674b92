import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { me } from '../access/session';
import { t } from '../language/language';
import { basemap } from '../reference-data/referenceData';
import { counted } from '../shell/lazy';
import { sheet } from '../shell/view';
import type { Bounds } from './geometry';
import { Legend } from './Legend';
import { PickPoint, picking } from './PickPoint';
import { PlainGround } from './PlainGround';
import { calm, canDraw, drawnNow, mapBounds, roomForLegend, zoomMap } from './viewport';

type Coming = 'waiting' | 'here' | 'not_arrived';

/** The place of the map, with its buttons and its legend; what draws it comes after everything that can be used without it. */
export function MapView() {
  const holder = useRef<HTMLDivElement>(null);
  const [coming, setComing] = useState<Coming>('waiting');
  const [tries, setTries] = useState(0);

  useEffect(() => {
    const bounds = me.peek()?.partnership.bounds as Bounds | undefined;
    if (!holder.current || !bounds) return;
    const place = holder.current;
    let stop: (() => void) | null = null;
    let gone = false;
    // Without a map the lists hold the whole area.
    const without = (): void => { mapBounds.value ??= bounds; };
    void basemap.load();
    counted(() => import('./drawnMap')).then(
      ({ draw }) => {
        if (gone) return;
        setComing('here');
        draw(place, bounds).then((end) => { if (gone) end(); else stop = end; }).catch(() => { canDraw.value = false; without(); });
      },
      () => {
        if (gone) return;
        setComing('not_arrived');
        without();
      });
    return () => { gone = true; stop?.(); };
  }, [tries]);

  useSignalEffect(() => {
    // The sheet takes part of a phone's map away or gives it back.
    void sheet.value;
    window.requestAnimationFrame(() => drawnNow()?.resize());
  });

  const zoomIn = (steps: number): void => {
    const map = drawnNow();
    if (map) void map.zoomTo(map.getZoom() + steps, { animate: !calm.matches });
    else zoomMap(steps);
  };
  const again = (): void => {
    setComing('waiting');
    setTries(tries + 1);
  };
  const whole = (): void => {
    const bounds = me.peek()?.partnership.bounds as Bounds | undefined;
    const [west, south, east, north] = bounds ?? [];
    const map = drawnNow();
    if (!map || west === undefined || south === undefined || east === undefined || north === undefined) return;
    map.fitBounds([[west, south], [east, north]], { padding: roomForLegend(map.getContainer()), animate: !calm.matches, duration: 500 });
  };

  return (
    <section class="map" aria-label={t('map.region')}>
      {canDraw.value && coming === 'here' ? null : picking.value ? <PlainGround /> : <Missing coming={coming} again={again} />}
      <p class="visually-hidden" id="map-help">{t('map.help')}</p>
      <div class="map-canvas" ref={holder} />
      <div class="map-buttons">
        <button type="button" class="square" onClick={() => zoomIn(1)} aria-label={t('map.zoom_in')}>
          <span aria-hidden="true">+</span>
        </button>
        <button type="button" class="square" onClick={() => zoomIn(-1)} aria-label={t('map.zoom_out')}>
          <span aria-hidden="true">−</span>
        </button>
        <button type="button" class="square" onClick={whole} aria-label={t('map.whole_area')}>
          <svg viewBox="0 0 20 20" aria-hidden="true"><path d="M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4" /></svg>
        </button>
      </div>
      {picking.value ? <PickPoint /> : <Legend />}
    </section>
  );
}

/** Said in the place of the map while it is not there; the lists and the forms do not wait for it. */
function Missing({ coming, again }: { coming: Coming; again: () => void }) {
  if (coming === 'waiting') return <div class="map-missing"><p role="status">{t('map.coming')}</p></div>;
  if (coming === 'here') return <p class="map-missing">{t('map.cannot_draw')}</p>;
  return (
    <div class="map-missing" role="alert">
      <p>{t('map.not_arrived')}</p>
      <button type="button" class="quiet" onClick={again}>{t('house.again')}</button>
    </div>
  );
}
