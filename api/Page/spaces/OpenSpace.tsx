import { useState } from 'preact/hooks';
import { call } from '../http/api';
import { day, t } from '../language/language';
import type { Bounds } from '../map/geometry';
import { uuid7 } from '../offline/uuid7';
import { readGridReference } from '../places/gridReference';
import { fromGrid } from '../places/nationalGrid';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { Choices } from '../shell/Field';
import { Line } from '../shell/Line';
import { CircleFields, circleFaults } from './CircleFields';
import { polygonOf } from './corners';
import { DrawOutline } from './DrawOutline';
import { described, describedBody, DescriptionFields } from './EditDialog';
import { ReasonFields, reasonBody, useReason } from './ReasonFields';
import { circleOf, inDays } from './circle';
import { outlineFaults, useOutline } from './outlined';
import { show } from './spaces';

/** What a space is opened from: its area is made from it, unless somebody has to draw one. */
export interface OpenedFrom { analysisId?: string; clusterNumber?: number; incidentId?: string; draws?: boolean; reference?: string }

type Ground = 'circle' | 'drawn' | 'online';
const grounds: [Ground, id: string, words: string][] = [['circle', 'open-ground', 'spaces.on_ground'], ['drawn', 'open-drawn', 'spaces.drawn'], ['online', 'open-virtual', 'spaces.virtual']];

/** Opens a space from a place where harm repeats, from a report, or by hand. */
export function OpenSpace({ from, close }: { from?: OpenedFrom; close: () => void }) {
  const made = Boolean(from && !from.draws);
  const [id] = useState(() => uuid7());
  const [now, setNow] = useState(described());
  const [ground, setGround] = useState<Ground>('circle');
  const [platform, setPlatform] = useState('');
  const [circle, setCircle] = useState({ reference: from?.reference ?? '', radius: '100' });
  const outline = useOutline();
  const [reviewOn, setReviewOn] = useState(inDays(28));
  const reason = useReason();
  const act = useAct('open');
  const send = (): void => {
    const online = !made && ground === 'online';
    const groundFaults = made || online ? [] : ground === 'drawn' ? outlineFaults('open', outline.corners) : circleFaults('open', circle);
    const shape = made || online || groundFaults.length > 0 ? null : ground === 'drawn' ? polygonOf(outline.corners) : circleOf(circle.reference, circle.radius);
    const missing = (['placeType', 'ownerType'] as const).filter((field) => !now[field]).map((field) => ({ field: `open-${field}`, text: () => t('problem.field_missing') }));
    const faults = [...missing, ...groundFaults];
    if (faults.length > 0) act.setFaults(faults);
    else void act.run(() => call(`/spaces/${id}`, {
      method: 'POST',
      body: {
        ...describedBody(now), ...reasonBody(reason), reviewOn: reviewOn || undefined, ...(shape ? { shape } : {}), ...(online ? { platform: platform.trim() } : {}),
        ...(from?.analysisId ? { analysisId: from.analysisId, clusterNumber: from.clusterNumber } : {}), ...(from?.incidentId ? { incidentId: from.incidentId } : {}),
      },
    }).then(() => { close(); show(id); }));
  };
  return (
    <ActDialog id="open" title={t('spaces.open')} means={t('spaces.open_means')} act={act} send={send} close={close} button={t('spaces.open')}>
      {made ? <p class="note-box">{t(from?.analysisId ? 'spaces.from_hotspot' : 'spaces.from_report')}</p> : (
        <>
          <Choices id="open-ground" label={t('spaces.ground')}>
            {grounds.map(([one, id, words]) => (
              <label class="choice" key={one}><input type="radio" id={id} name="open-ground" checked={ground === one} onChange={() => setGround(one)} /><span>{t(words)}</span></label>
            ))}
          </Choices>
          {ground === 'online' ? <Line id="open-platform" label={t('spaces.platform')} max={120} value={platform} faults={act.faults} change={setPlatform} />
            : ground === 'drawn' ? <DrawOutline prefix="open" outline={outline} around={aroundReference(from?.reference)} faults={act.faults} />
            : <CircleFields prefix="open" circle={circle} set={setCircle} faults={act.faults} />}
        </>
      )}
      <DescriptionFields prefix="open" now={now} set={(part) => setNow({ ...now, ...part })} faults={act.faults} />
      <ReasonFields prefix="open" reason={reason} faults={act.faults} />
      <Line id="open-reviewOn" label={t('spaces.review_on')} hint={t('spaces.review_hint', { day: day(inDays(89)) })} type="date" width="medium" value={reviewOn} faults={act.faults} change={setReviewOn} />
    </ActDialog>
  );
}

// A few hundred metres around what the space is opened from, where that is known.
function aroundReference(reference: string | undefined): Bounds | null {
  const square = readGridReference(reference ?? '');
  if (!square) return null;
  const reach = Math.max(300, square.radiusMetres);
  return [...fromGrid(square.easting - reach, square.northing - reach), ...fromGrid(square.easting + reach, square.northing + reach)];
}
