import { useEffect, useRef } from 'preact/hooks';
import { valueOf } from '../http/loadable';
import { HotspotFacts } from '../hotspots/HotspotFacts';
import { hotspots, listed } from '../hotspots/hotspots';
import { IncidentFacts } from '../incidents/IncidentFacts';
import { incidentOf } from '../incidents/incidents';
import { t } from '../language/language';
import { layerSpaces } from '../spaces/layer';
import { SpaceFacts } from '../spaces/SpaceFacts';
import { selection } from './view';

/** What is known about the chosen place or record. Escape closes it and gives the focus back to where it came from. */
export function Facts() {
  const chosen = selection.value;
  const box = useRef<HTMLElement>(null);
  const key = chosen ? (chosen.kind === 'hotspot' ? chosen.key : chosen.id) : null;

  useEffect(() => {
    if (!key) return;
    const cameFrom = document.activeElement as HTMLElement | null;
    box.current?.focus({ preventScroll: true });
    return () => { if (cameFrom?.isConnected) cameFrom.focus({ preventScroll: true }); };
  }, [key]);

  if (!chosen) return null;
  const hotspot = chosen.kind === 'hotspot' ? listed.value.find((one) => one.key === chosen.key)?.hotspot : undefined;
  const incident = chosen.kind === 'incident' ? incidentOf(chosen.id) : undefined;
  const space = chosen.kind === 'space' ? layerSpaces.value.find((one) => one.id === chosen.id) : undefined;
  if (!hotspot && !incident && !space) return null;
  const close = (): void => { selection.value = null; };

  return (
    <aside class="facts" ref={box} tabIndex={-1} aria-labelledby="facts-title"
      onKeyDown={(event) => { if (event.key === 'Escape') close(); }}>
      <button type="button" class="square close" aria-label={t('house.close')} onClick={close}><span aria-hidden="true">×</span></button>
      {hotspot ? <HotspotFacts hotspot={hotspot} analysis={valueOf(hotspots.now.value)?.analysis ?? null} /> : null}
      {incident ? <IncidentFacts incident={incident} /> : null}
      {space ? <SpaceFacts space={space} /> : null}
    </aside>
  );
}
