import { useState } from 'preact/hooks';
import { call } from '../http/api';
import type { SpaceFile, SpaceView } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { day, t } from '../language/language';
import type { Area } from '../map/geometry';
import { uuid7 } from '../offline/uuid7';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { Choices, describedBy, Field } from '../shell/Field';
import { Line } from '../shell/Line';
import { Loaded } from '../shell/Loaded';
import { Tick } from './Tick';
import { CircleFields, circleFaults } from './CircleFields';
import { ReasonFields, reasonBody, useReason } from './ReasonFields';
import { circleOf } from './circle';
import { polygonOf } from './corners';
import { DrawOutline } from './DrawOutline';
import { NameFields } from './EditDialog';
import { outlineFaults, useOutline } from './outlined';
import { nameOf } from './spaces';

/** Makes a space part of another, for good. */
export function MergeDialog({ space, close, done }: { space: SpaceView; close: () => void; done: (into: string) => void }) {
  const { now, again } = useLoaded<SpaceView[]>('/spaces');
  const [into, setInto] = useState('');
  const [unite, setUnite] = useState(false);
  const reason = useReason();
  const act = useAct('merge');
  const send = (): void => {
    if (!into) act.setFaults([{ field: 'merge-into', text: () => t('problem.field_missing') }]);
    else void act.run(() => call(`/spaces/${space.id}/merge`, {
      method: 'POST', ifMatch: `"${space.version}"`, body: { into, uniteShapes: unite, ...reasonBody(reason) },
    }).then(() => done(into)));
  };
  return (
    <ActDialog id="merge" title={t('spaces.merge')} means={t('spaces.merge_means')} act={act} send={send} close={close} button={t('spaces.merge')}>
      <Loaded now={now} again={again}>{(spaces) => (
        <Field id="merge-into" label={t('spaces.merge_into')} faults={act.faults}>
          <select id="merge-into" value={into} onChange={(event) => setInto(event.currentTarget.value)} aria-describedby={describedBy('merge-into', undefined, act.faults)}>
            <option value="">{t('house.choose')}</option>
            {spaces.filter(({ id }) => id !== space.id).map((one) => <option key={one.id} value={one.id}>{nameOf(one.nameEn, one.nameCy)}</option>)}
          </select>
        </Field>
      )}</Loaded>
      {space.shape ? <Tick id="merge-uniteShapes" label={t('spaces.unite')} on={unite} flip={() => setUnite(!unite)} /> : null}
      <ReasonFields prefix="merge" reason={reason} faults={act.faults} />
    </ActDialog>
  );
}

/** Takes a part out of a space as a space of its own. */
export function SplitDialog({ file: { space, moves }, close, done }: { file: SpaceFile; close: () => void; done: () => void }) {
  const [partId] = useState(() => uuid7());
  const [names, setNames] = useState({ nameEn: '', nameCy: '' });
  const [drawn, setDrawn] = useState(false);
  const [circle, setCircle] = useState({ reference: '', radius: '50' });
  const outline = useOutline();
  const [reviewOn, setReviewOn] = useState('');
  const reason = useReason();
  const act = useAct('split');
  const latest = moves.find((move) => move.to === space.status)?.latestReviewOn ?? space.reviewOn;
  const send = (): void => {
    const faults = drawn ? outlineFaults('split', outline.corners) : circleFaults('split', circle);
    const shape = drawn ? polygonOf(outline.corners) : circleOf(circle.reference, circle.radius);
    if (faults.length > 0) act.setFaults(faults);
    else void act.run(() => call(`/spaces/${space.id}/split`, {
      method: 'POST', ifMatch: `"${space.version}"`,
      body: { partId, shape, reviewOn: reviewOn || undefined, ...(names.nameEn.trim() ? { nameEn: names.nameEn.trim() } : {}), ...(names.nameCy.trim() ? { nameCy: names.nameCy.trim() } : {}), ...reasonBody(reason) },
    }).then(done));
  };
  return (
    <ActDialog id="split" title={t('spaces.split')} means={t('spaces.split_means')} act={act} send={send} close={close} button={t('spaces.split')}>
      <NameFields prefix="split" nameEn={names.nameEn} nameCy={names.nameCy} set={(part) => setNames({ ...names, ...part })} faults={act.faults} />
      <Choices id="split-by" label={t('spaces.ground')}>
        <label class="choice"><input type="radio" id="split-by" name="split-by" checked={!drawn} onChange={() => setDrawn(false)} /><span>{t('spaces.on_ground')}</span></label>
        <label class="choice"><input type="radio" id="split-by-drawn" name="split-by" checked={drawn} onChange={() => setDrawn(true)} /><span>{t('spaces.drawn')}</span></label>
      </Choices>
      {drawn ? <DrawOutline prefix="split" outline={outline} standing={space.shape as Area | null} faults={act.faults} />
        : <CircleFields prefix="split" circle={circle} set={setCircle} faults={act.faults} />}
      <ReasonFields prefix="split" reason={reason} faults={act.faults} />
      <Line id="split-reviewOn" label={t('spaces.review_on')} hint={t('spaces.review_hint', { day: day(latest) })} type="date" width="medium"
        value={reviewOn} faults={act.faults} change={setReviewOn} />
    </ActDialog>
  );
}
