import { useEffect, useRef, useState } from 'preact/hooks';
import { number, t } from '../language/language';
import { boundsOf, type Area, type Bounds } from '../map/geometry';
import { basemap } from '../reference-data/referenceData';
import { counted } from '../shell/lazy';
import { Choices, describedBy, type Fault } from '../shell/Field';
import { CornerList } from './CornerList';
import { polygonOf, squareMetres } from './corners';
import type { OutlineMap } from './drawnOutline';
import './spaces.css';
import { faultOf, faultText, ground, partnershipBounds, type Outlined } from './outlined';

interface DrawOutlineProps {
  prefix: string;
  outline: Outlined;
  /** The area as it stands, drawn as a broken line to compare with. */
  standing?: Area | null;
  /** What is shown at first where nothing is drawn yet. */
  around?: Bounds | null;
  faults: Fault[];
}

/** An outline drawn with a finger or a mouse, or written corner by corner in the list, which says all that the map shows. */
export function DrawOutline({ prefix, outline, standing = null, around = null, faults }: DrawOutlineProps) {
  const id = `${prefix}-shape`;
  const { corners, chosen } = outline;
  const holder = useRef<HTMLDivElement>(null);
  const map = useRef<OutlineMap | null>(null);
  const [coming, setComing] = useState<'waiting' | 'here' | 'none'>('waiting');
  // The map outlives many corners: what a hand does goes to the outline as it is then.
  const now = useRef(outline);
  now.current = outline;

  useEffect(() => {
    const place = holder.current;
    if (!place) return;
    let gone = false;
    void basemap.load();
    void ground.load();
    const first = corners.length > 2 ? boundsOf(polygonOf(corners)) : standing ? boundsOf(standing) : around ?? partnershipBounds() ?? [-3.8, 52.2, -3.2, 52.6];
    counted(() => import('./drawnOutline'))
      .then(({ drawOutline }) => drawOutline(place, first, {
        add: (corner) => now.current.add(corner), insert: (after, corner) => now.current.insert(after, corner),
        move: (at, corner) => now.current.move(at, corner), choose: (at) => now.current.choose(at),
      }))
      .then((drawn) => {
        if (gone) return drawn.end();
        map.current = drawn;
        drawn.show({ corners: now.current.corners, chosen: now.current.chosen, standing });
        setComing('here');
      })
      // Without a map the list draws alone.
      .catch(() => { if (!gone) setComing('none'); });
    return () => { gone = true; map.current?.end(); map.current = null; };
  }, []);
  useEffect(() => map.current?.show({ corners, chosen, standing }), [corners, chosen, standing]);

  const fault = corners.length > 2 ? faultOf(corners) : null;
  return (
    <Choices id={id} label={t('spaces.draw')} hint={t('spaces.draw_hint')} faults={faults}>
      <div class="draw-map">
        <div class="map-canvas" ref={holder} />
        {coming === 'here' ? <svg class="cross" viewBox="0 0 48 48" aria-hidden="true"><path class="halo" d="M24 12v9M24 27v9M12 24h9M27 24h9" /><path d="M24 12v9M24 27v9M12 24h9M27 24h9" /></svg>
          : <p class="map-missing" role="status">{t(coming === 'waiting' ? 'map.coming' : 'spaces.draw_without_map')}</p>}
        {coming === 'here' ? (
          <div class="map-buttons">
            <button type="button" class="square" aria-label={t('map.zoom_in')} onClick={() => map.current?.zoom(1)}><span aria-hidden="true">+</span></button>
            <button type="button" class="square" aria-label={t('map.zoom_out')} onClick={() => map.current?.zoom(-1)}><span aria-hidden="true">−</span></button>
          </div>
        ) : null}
      </div>
      <p role="status" id={`${prefix}-inside`} class={fault ? 'fault' : 'drawn-area'}>
        {fault ? faultText(fault) : corners.length < 3 ? t('spaces.draw_corners', { n: corners.length })
          : t('spaces.draw_area', { n: corners.length, area: number(Math.round(squareMetres(corners))) })}
      </p>
      <div class="row draw-acts">
        {coming === 'here' ? <button type="button" class="quiet" id={`${prefix}-middle`} onClick={() => { if (map.current) outline.add(map.current.middle()); }}>{t('spaces.draw_middle')}</button> : null}
        <button type="button" class="quiet" id={`${prefix}-remove`} disabled={!corners[chosen]} onClick={() => outline.remove(chosen)}>
          {corners[chosen] ? t('spaces.draw_remove', { corner: number(chosen + 1) }) : t('spaces.draw_remove_none')}</button>
        <button type="button" class="quiet" id={`${prefix}-undo`} disabled={!outline.undo} onClick={() => outline.undo?.()}>{t('spaces.draw_undo')}</button>
        <button type="button" class="quiet" id={`${prefix}-clear`} disabled={corners.length === 0} onClick={outline.clear}>{t('spaces.draw_clear')}</button>
        {coming === 'here' && corners.length > 2 ? <button type="button" class="quiet" onClick={() => map.current?.look(boundsOf(polygonOf(corners)))}>{t('spaces.draw_look')}</button> : null}
      </div>
      <CornerList prefix={prefix} outline={outline} describedBy={describedBy(id, 'hint', faults)} />
    </Choices>
  );
}
