import { call } from '../http/api';
import type { AgreementView } from '../http/contracts';
import { agencies, dataItems } from '../http/vocabulary';
import { t } from '../language/language';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { Chips } from '../shell/Chips';
import { Choices, type Fault } from '../shell/Field';
import { forgetKept, kept } from '../shell/kept';
import { Line, Lines } from '../shell/Line';

interface Draft {
  id: string; reference: string; purposeEn: string; purposeCy: string; parties: string[]; items: string[];
  signedOn: string; startsOn: string; endsOn: string;
}

const empty = (): Draft => ({
  id: crypto.randomUUID(), reference: '', purposeEn: '', purposeCy: '', parties: [], items: [], signedOn: '', startsOn: '', endsOn: '',
});

/** An agreement as it was signed: entered, or corrected. */
export function AgreementForm({ held, close, done }: { held: AgreementView | null; close: () => void; done: () => void }) {
  const form = held ? `agreement ${held.id} ${held.version}` : 'agreement';
  const draft = kept(form, () => (held ? { id: held.id, ...held.agreement } as Draft : empty()));
  const act = useAct('agreement');
  const now = draft.value;
  const set = (part: Partial<Draft>): void => { draft.value = { ...now, ...part }; };
  const send = (): void => {
    const missing = missingIn(now);
    if (missing.length > 0) return act.setFaults(missing);
    const { id, ...body } = now;
    void act.run(async () => {
      await call(`/governance/agreements/${id}`, { method: held ? 'PUT' : 'POST', body, ...(held ? { ifMatch: `"${held.version}"` } : {}) });
      forgetKept(form);
      done();
    });
  };
  return (
    <ActDialog id="agreement-form" title={t(held ? 'agreements.correct_title' : 'agreements.new')} means={t('agreements.form_means')}
      act={act} send={send} close={close} button={t('house.save')}>
      <Line id="agreement-reference" label={t('agreements.reference')} hint={t('agreements.reference_hint')} max={60} value={now.reference} faults={act.faults} change={(reference) => set({ reference })} />
      <Lines id="agreement-purposeEn" label={t('agreements.purpose_en')} value={now.purposeEn} faults={act.faults} change={(purposeEn) => set({ purposeEn })} />
      <Lines id="agreement-purposeCy" label={t('agreements.purpose_cy')} value={now.purposeCy} faults={act.faults} change={(purposeCy) => set({ purposeCy })} />
      <Choices id="agreement-parties" label={t('agreements.parties')} hint={t('agreements.parties_hint')} faults={act.faults}>
        <Chips name="agreement-parties" words="agency" options={agencies} chosen={now.parties} change={(parties) => set({ parties })} />
      </Choices>
      <Choices id="agreement-items" label={t('agreements.items')} hint={t('agreements.items_hint')} faults={act.faults}>
        <Chips name="agreement-items" words="data_item" options={dataItems} chosen={now.items} change={(items) => set({ items })} />
      </Choices>
      <Line id="agreement-signedOn" label={t('agreements.signed')} type="date" width="medium" value={now.signedOn} faults={act.faults} change={(signedOn) => set({ signedOn })} />
      <div class="two">
        <Line id="agreement-startsOn" label={t('agreements.starts')} type="date" value={now.startsOn} faults={act.faults} change={(startsOn) => set({ startsOn })} />
        <Line id="agreement-endsOn" label={t('agreements.ends')} type="date" value={now.endsOn} faults={act.faults} change={(endsOn) => set({ endsOn })} />
      </div>
    </ActDialog>
  );
}

const missingIn = (now: Draft): Fault[] => [
  ...(['reference', 'purposeEn', 'purposeCy', 'signedOn', 'startsOn', 'endsOn'] as const).filter((name) => !now[name].trim())
    .map((name) => ({ field: `agreement-${name}`, text: () => t('agreements.missing', { what: t(`agreements.${labelOf[name]}`) }) })),
  ...(now.parties.length >= 2 ? [] : [{ field: 'agreement-parties', text: () => t('agreements.parties_missing') }]),
  ...(now.items.length >= 1 ? [] : [{ field: 'agreement-items', text: () => t('agreements.items_missing') }]),
];

const labelOf = { reference: 'reference', purposeEn: 'purpose_en', purposeCy: 'purpose_cy', signedOn: 'signed', startsOn: 'starts', endsOn: 'ends' } as const;
