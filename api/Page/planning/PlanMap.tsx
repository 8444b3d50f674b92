import type { ComponentChildren, RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { language, t } from '../language/language';
import type { Bounds } from '../map/geometry';
import { basemap } from '../reference-data/referenceData';
import { counted } from '../shell/lazy';
import { partnershipBounds } from '../spaces/outlined';
import type { PlanCanvas, PlanDrawing, PlanHand } from './drawnPlan';
import { boundsOfDrawing } from './ground';
import './planning.css';

interface PlanMapProps {
  /** What the map is of, for those who do not see it. */
  label: string;
  drawing: PlanDrawing;
  hand?: PlanHand;
  /** A cross in the middle, for what is put there by a button. */
  cross?: boolean;
  /** What is shown at first; all that is drawn, where nothing is said. */
  around?: Bounds | null;
  canvas?: RefObject<PlanCanvas | null>;
  children?: ComponentChildren;
}

/** A map of a plan. Whatever it shows is in words beside it, so that nobody needs it. */
export function PlanMap({ label, drawing, hand = {}, cross = false, around, canvas, children }: PlanMapProps) {
  const holder = useRef<HTMLDivElement>(null);
  const map = useRef<PlanCanvas | null>(null);
  const [coming, setComing] = useState<'waiting' | 'here' | 'none'>('waiting');
  // The map outlives many drawings: what a hand does goes to the plan as it is then.
  const now = useRef({ hand, drawing });
  now.current = { hand, drawing };
  useEffect(() => {
    const place = holder.current;
    if (!place) return;
    let gone = false;
    void basemap.load();
    const first = around ?? boundsOfDrawing(drawing) ?? partnershipBounds() ?? [-3.8, 52.2, -3.2, 52.6];
    const forHand: PlanHand = {
      ...(hand.choose ? { choose: (key) => now.current.hand.choose?.(key) } : {}), ...(hand.press ? { press: (lonLat) => now.current.hand.press?.(lonLat) } : {}),
      ...(hand.move ? { move: (key, lonLat) => now.current.hand.move?.(key, lonLat) } : {}),
    };
    counted(() => import('./drawnPlan'))
      .then(({ drawPlan }) => drawPlan(place, first, label, forHand))
      .then((drawn) => {
        if (gone) return drawn.end();
        map.current = drawn;
        if (canvas) canvas.current = drawn;
        drawn.show(now.current.drawing);
        setComing('here');
      })
      // Without a map the list says all of it.
      .catch(() => { if (!gone) setComing('none'); });
    return () => {
      gone = true;
      map.current?.end();
      map.current = null;
      if (canvas) canvas.current = null;
    };
  }, []);
  const drawnAs = JSON.stringify(drawing);
  useEffect(() => map.current?.show(drawing), [drawnAs, coming]);
  useEffect(() => map.current?.name(label), [label, language.value]);
  return (
    <div class={coming === 'none' ? 'plan-map without-map' : 'plan-map'}>
      <div class="draw-map">
        <div class="map-canvas" ref={holder} />
        {coming !== 'here' ? <p class="map-missing" role="status">{t(coming === 'waiting' ? 'map.coming' : 'planning.map_missing')}</p> : null}
        {coming === 'here' && cross ? <svg class="cross" viewBox="0 0 48 48" aria-hidden="true"><path class="halo" d="M24 12v9M24 27v9M12 24h9M27 24h9" /><path d="M24 12v9M24 27v9M12 24h9M27 24h9" /></svg> : null}
        {coming === 'here' ? (
          <div class="map-buttons">
            <button type="button" class="square" aria-label={t('map.zoom_in')} onClick={() => map.current?.zoom(1)}><span aria-hidden="true">+</span></button>
            <button type="button" class="square" aria-label={t('map.zoom_out')} onClick={() => map.current?.zoom(-1)}><span aria-hidden="true">−</span></button>
          </div>
        ) : null}
      </div>
      {coming === 'here' ? <div class="row draw-acts">
        <button type="button" class="quiet" onClick={() => { const all = boundsOfDrawing(now.current.drawing); if (all) map.current?.look(all); }}>{t('planning.show_all')}</button>
        {children}
      </div> : null}
    </div>
  );
}
