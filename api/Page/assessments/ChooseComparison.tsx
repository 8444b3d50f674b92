import { useState } from 'preact/hooks';
import { call } from '../http/api';
import { t } from '../language/language';
import { uuid7 } from '../offline/uuid7';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { Line } from '../shell/Line';
import { circleFaults, CircleFields } from '../spaces/CircleFields';
import { circleOf } from '../spaces/circle';
import { ReasonFields, reasonBody, useReason } from '../spaces/ReasonFields';

/** Chooses the areas and periods by which a plan is judged. They are never changed, so that nobody chooses what looks best. */
export function ChooseComparison({ assessment, first, close, done }: { assessment: string; first?: boolean; close: () => void; done: () => void }) {
  const [id] = useState(() => uuid7());
  const [control, setControl] = useState({ reference: '', radius: '100' });
  const [around, setAround] = useState('');
  const [like, setLike] = useState({ reference: '', radius: '' });
  const [days, setDays] = useState({ beforeFrom: '', beforeTo: '', afterFrom: '', afterTo: '' });
  const [high, setHigh] = useState(true);
  const reason = useReason();
  const act = useAct('compare');
  const withLike = around.trim() !== '' && like.reference.trim() !== '';
  const send = (): void => {
    const missing = (['beforeFrom', 'beforeTo', 'afterFrom', 'afterTo'] as const).filter((field) => !days[field])
      .map((field) => ({ field: `compare-${field}`, text: () => t('problem.field_missing') }));
    const controlShape = circleOf(control.reference, control.radius);
    const likeShape = withLike ? circleOf(like.reference, like.radius) : null;
    const faults = [
      ...(controlShape ? [] : circleFaults('compare-control', control)), ...(withLike && !likeShape ? circleFaults('compare-bufferControl', like) : []), ...missing,
    ];
    if (faults.length > 0) act.setFaults(faults);
    else void act.run(() => call(`/assessments/${assessment}/comparisons/${id}`, {
      method: 'POST',
      body: {
        control: controlShape, ...days, chosenBecauseHigh: high, ...reasonBody(reason),
        ...(around.trim() ? { bufferMetres: Number(around) } : {}), ...(likeShape ? { bufferControl: likeShape } : {}),
      },
    }).then(done));
  };
  return (
    <ActDialog id="compare" title={t('outcome.choose')} means={t(first ? 'outcome.choose_means' : 'outcome.choose_again_means')} act={act} send={send} close={close}
      button={t('outcome.choose_for_good')}>
      <fieldset class="field-group">
        <legend>{t('compared_area.control')}</legend>
        <p class="hint">{t('outcome.control_hint')}</p>
        <CircleFields prefix="compare-control" circle={control} set={setControl} faults={act.faults} />
        <ReasonFields prefix="compare" reason={reason} faults={act.faults} label="outcome.why_alike" hint="outcome.why_alike_hint" />
      </fieldset>
      <fieldset class="field-group">
        <legend>{t('outcome.periods')}</legend>
        <p class="hint">{t('outcome.periods_hint')}</p>
        {(['beforeFrom', 'beforeTo', 'afterFrom', 'afterTo'] as const).map((field) => (
          <Line key={field} id={`compare-${field}`} label={t(`outcome.${field}`)} type="date" width="medium" value={days[field]} faults={act.faults}
            change={(value) => setDays({ ...days, [field]: value })} />
        ))}
      </fieldset>
      <fieldset class="field-group">
        <legend>{t('compared_area.buffer')}</legend>
        <Line id="compare-bufferMetres" label={t('outcome.buffer_metres')} hint={t('outcome.buffer_hint')} type="number" width="narrow" value={around} faults={act.faults} change={setAround} />
        {around.trim() ? (
          <>
            <p class="hint">{t('outcome.like_hint')}</p>
            <CircleFields prefix="compare-bufferControl" circle={like} set={setLike} faults={act.faults} />
          </>
        ) : null}
      </fieldset>
      <label class="choice"><input type="checkbox" id="compare-chosenBecauseHigh" checked={high} onChange={(event) => setHigh(event.currentTarget.checked)} /><span>{t('outcome.because_high')}</span></label>
    </ActDialog>
  );
}
