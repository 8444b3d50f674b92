import { useState } from 'preact/hooks';
import { call } from '../http/api';
import type { GoalView } from '../http/contracts';
import { sides } from '../http/vocabulary';
import { FairLines, KeptWording } from '../language/FairLines';
import { t, word } from '../language/language';
import { uuid7 } from '../offline/uuid7';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { faultAt } from '../shell/Field';
import { Radios } from '../shell/OneOf';
import { ClashBox } from './ClashBox';
import { useMerging } from './useMerging';

const texts = ['statement', 'hope', 'sign', 'method', 'baseline', 'result', 'dropReason', 'effortReason'] as const;
const measure = ['hope', 'sign', 'method'] as const;
type Name = 'side' | 'languageReason' | (typeof texts)[number];

const fieldsOf = (held: GoalView | null): Record<Name, string> => ({
  side: held?.side ?? '', statement: held?.statement ?? '', hope: held?.hope ?? '', sign: held?.sign ?? '', method: held?.method ?? '', baseline: held?.baseline ?? '',
  result: held?.result ?? '', dropReason: held?.dropReason ?? '', effortReason: held?.effortReason ?? '', languageReason: held?.languageReason ?? '',
});

const labelOf = (name: Name): string =>
  (name === 'side' ? t('assessments.side') : name === 'languageReason' ? t('language.reason') : t(`assessments.goal_${name.toLowerCase()}`));

/** A goal, its measure, and later its result; where somebody else changed it meanwhile, both together. */
export function GoalDialog({ assessment, held, close, done }: { assessment: string; held: GoalView | null; close: () => void; done: () => void }) {
  const [id] = useState(() => held?.id ?? uuid7());
  const act = useAct('goal');
  const { fields, set, clash, save } = useMerging(held, fieldsOf);
  const send = (): void => {
    if (!fields.side) act.setFaults([{ field: 'goal-side', text: () => t('problem.field_missing') }]);
    else void act.run(async () => {
      const body = Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, text.trim()]).filter(([, text]) => text));
      if (await save((version) => call(`/assessments/${assessment}/goals/${id}`, { method: held ? 'PUT' : 'POST', ...(held ? { ifMatch: `"${version}"` } : {}), body }))) done();
    });
  };
  // A measure that counts only what was done is asked why; who measures change is not.
  const asksWhy = fields.effortReason !== '' || measure.some((name) => fields[name].trim() && faultAt(act.faults, `goal-${name}`));
  const shown = texts.filter((name) => (name === 'effortReason' ? asksWhy : held || (name !== 'result' && name !== 'dropReason')));
  return (
    <ActDialog id="goal" title={t(held ? 'assessments.goal_change' : 'assessments.goal_new')} means={t('assessments.goals_means')} act={act} send={send} close={close} button={t('house.save')}>
      <ClashBox clash={clash} fields={fields} labelOf={labelOf} shown={(name, value) => (name === 'side' && value ? word('form_side', value) : value)} take={set} />
      <Radios id="goal-side" label={t('assessments.side')} words="form_side" options={sides} chosen={fields.side} faults={act.faults} choose={(side) => set({ side })} />
      {shown.map((name) => (
        <FairLines key={name} id={`goal-${name}`} label={labelOf(name)} value={fields[name]} faults={act.faults} max={500} rows={2} change={(text) => set({ [name]: text })} />
      ))}
      <KeptWording id="goal-languageReason" texts={shown.map((name) => fields[name])} reason={fields.languageReason} faults={act.faults} change={(languageReason) => set({ languageReason })} />
    </ActDialog>
  );
}
