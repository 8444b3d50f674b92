import { useState } from 'preact/hooks';
import { call } from '../http/api';
import type { AssessmentFile, InstrumentUseView } from '../http/contracts';
import { instruments } from '../http/vocabulary';
import { FairLines, KeptWording } from '../language/FairLines';
import { day, t } from '../language/language';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { Line } from '../shell/Line';
import { Select } from '../shell/OneOf';
import { inDays } from '../spaces/circle';
import { ClashBox } from './ClashBox';
import { useMerging } from './useMerging';

type Name = 'number' | 'usedOn' | 'seasonNote' | 'languageReason';

const fieldsOf = (held: InstrumentUseView | null): Record<Name, string> => ({
  number: held ? String(held.number) : '', usedOn: held?.usedOn ?? inDays(0), seasonNote: held?.seasonNote ?? '', languageReason: held?.languageReason ?? '',
});

const labels: Record<Name, string> = { number: 'assessments.use_number', usedOn: 'assessments.use_day', seasonNote: 'assessments.use_season', languageReason: 'language.reason' };
const labelOf = (name: Name): string => t(labels[name]);

/** That an instrument was used in the round that is open, with how many; an instrument that has its line already opens with it. */
export function UseDialog({ file: { assessment, rounds }, close, done }: { file: Pick<AssessmentFile, 'assessment' | 'rounds'>; close: () => void; done: () => void }) {
  const [instrument, setInstrument] = useState('');
  const act = useAct('use');
  const { fields, set, clash, begin, save } = useMerging<Record<Name, string>, InstrumentUseView>(null, fieldsOf);
  const choose = (next: string): void => {
    setInstrument(next);
    begin(rounds.find((one) => one.round === assessment.round && one.instrument === next) ?? null);
  };
  const send = (): void => {
    if (!instrument) { act.setFaults([{ field: 'use-instrument', text: () => t('problem.field_missing') }]); return; }
    const { number, usedOn, seasonNote, languageReason } = fields;
    void act.run(async () => {
      if (await save((version) => call(`/assessments/${assessment.id}/rounds/${assessment.round}/${instrument}`, {
        method: 'PUT', ifMatch: `"${version}"`,
        body: { number: Number(number), usedOn, ...(seasonNote.trim() ? { seasonNote: seasonNote.trim() } : {}), ...(languageReason.trim() ? { languageReason: languageReason.trim() } : {}) },
      }))) done();
    });
  };
  return (
    <ActDialog id="use" title={t('assessments.use_new')} means={t('assessments.rounds_means')} act={act} send={send} close={close} button={t('house.save')}>
      <ClashBox clash={clash} fields={fields} labelOf={labelOf} shown={(name, value) => (name === 'usedOn' && value ? day(value) : value)} take={set} />
      <Select id="use-instrument" label={t('assessments.use_instrument')} words="instrument" options={instruments} chosen={instrument} faults={act.faults} choose={choose} />
      <Line id="use-number" label={labelOf('number')} type="number" width="narrow" value={fields.number} faults={act.faults} change={(number) => set({ number })} />
      <Line id="use-usedOn" label={labelOf('usedOn')} type="date" width="medium" value={fields.usedOn} faults={act.faults} change={(usedOn) => set({ usedOn })} />
      <FairLines id="use-seasonNote" label={labelOf('seasonNote')} hint={t('house.optional')} value={fields.seasonNote} faults={act.faults} max={500} rows={2} change={(seasonNote) => set({ seasonNote })} />
      <KeptWording id="use-languageReason" texts={[fields.seasonNote]} reason={fields.languageReason} faults={act.faults} change={(languageReason) => set({ languageReason })} />
    </ActDialog>
  );
}
