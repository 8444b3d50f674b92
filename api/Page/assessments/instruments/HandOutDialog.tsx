import { useState } from 'preact/hooks';
import { call } from '../../http/api';
import type { AssessmentView, CollectionLink } from '../../http/contracts';
import { handedOut, safetyMapSides } from '../../http/vocabulary';
import { day, number, t } from '../../language/language';
import { uuid7 } from '../../offline/uuid7';
import { useAct } from '../../shell/act';
import { ActDialog } from '../../shell/ActDialog';
import { describedBy, Field } from '../../shell/Field';
import { Line } from '../../shell/Line';
import { Radios } from '../../shell/OneOf';
import { inDays } from '../../spaces/circle';

/** Hands a survey out in the round that is open. */
export function HandOutDialog({ assessment, close, done }: { assessment: AssessmentView; close: () => void; done: (made: CollectionLink) => void }) {
  // Another try after a lost answer is another collection: its token could not be shown again.
  const [instrument, setInstrument] = useState<string>(handedOut[0]);
  const [closesOn, setClosesOn] = useState(inDays(21));
  const [namesPlace, setNamesPlace] = useState(true);
  const [side, setSide] = useState('');
  const act = useAct('hand');
  const isMap = instrument === 'safety_map';
  const send = (): void => {
    void act.run(() => call<CollectionLink>(`/assessments/${assessment.id}/collections/${uuid7()}`, {
      method: 'POST', body: { instrument, round: assessment.round, closesOn: closesOn || undefined, namesPlace, ...(side && isMap ? { cellMetres: Number(side) } : {}) },
    }).then(done));
  };
  return (
    <ActDialog id="hand" title={t('instruments.hand_out')} means={t('instruments.hand_out_means')} act={act} send={send} close={close} button={t('instruments.hand_out')}>
      <Radios id="hand-instrument" label={t('assessments.use_instrument')} words="instrument" options={handedOut} chosen={instrument} faults={act.faults} choose={setInstrument} />
      <Line id="hand-closesOn" label={t('instruments.closes_on')} hint={t('instruments.closes_hint', { day: day(inDays(91)) })} type="date" width="medium" value={closesOn} faults={act.faults} change={setClosesOn} />
      {isMap ? (
        <Field id="hand-cellMetres" label={t('safety_map.cell_metres')} hint={t('safety_map.cell_hint')} faults={act.faults}>
          <select id="hand-cellMetres" value={side} aria-describedby={describedBy('hand-cellMetres', t('safety_map.cell_hint'), act.faults)} onChange={(event) => setSide(event.currentTarget.value)}>
            <option value="">{t('house.choose')}</option>
            {safetyMapSides.map((one) => <option key={one} value={one}>{t('safety_map.side', { n: number(one) })}</option>)}
          </select>
        </Field>
      ) : null}
      <label class="choice">
        <input type="checkbox" id="hand-namesPlace" checked={namesPlace} onChange={(event) => setNamesPlace(event.currentTarget.checked)} />
        <span>{t('instruments.names_place')}<small>{t('instruments.names_place_means')}</small></span>
      </label>
    </ActDialog>
  );
}
