import { useState } from 'preact/hooks';
import { call } from '../../http/api';
import type { AssessmentView, GuardianView } from '../../http/contracts';
import { agencies, guardianRoles, guardianTrainings, infoGrades, promptRatings, sourceKinds, weekTimes } from '../../http/vocabulary';
import { t, word } from '../../language/language';
import { uuid7 } from '../../offline/uuid7';
import { useAct } from '../../shell/act';
import { ActDialog } from '../../shell/ActDialog';
import { Chips } from '../../shell/Chips';
import { Choices, describedBy, Field, type Fault } from '../../shell/Field';
import { Line } from '../../shell/Line';
import { Radios, Select } from '../../shell/OneOf';
import { FairWords } from '../../language/FairWords';
import { inDays } from '../../spaces/circle';
import { ReasonFields, reasonBody, useReason } from '../../spaces/ReasonFields';
import { guardianPrompts } from './guardianship';

interface Props { one: AssessmentView; squares: readonly string[]; held: GuardianView | null; close: () => void; done: () => void }

/** One guardian: a role at a place, when they are there, and how they stand; recorded, or corrected while the round is open. */
export function GuardianDialog({ one, squares, held, close, done }: Props) {
  const [id] = useState(() => held?.id ?? uuid7());
  const [chosen, setChosen] = useState<Record<string, string>>(() => Object.fromEntries(choices.map((field) => [field, held?.[field] ?? ''])));
  const [times, setTimes] = useState<string[]>(held ? [...held.times] : []);
  const [trainedIn, setTrainedIn] = useState(held?.trainedIn?.slice(0, 7) ?? '');
  const [knownOn, setKnownOn] = useState(held?.knownOn ?? inDays(0));
  const [place, setPlace] = useState(held?.place ?? '');
  const note = useReason(held?.note ?? '', held?.languageReason ?? '');
  const act = useAct('guardian');
  const set = (field: string) => (value: string): void => setChosen({ ...chosen, [field]: value });
  const trained = chosen['training'] === 'trained' || chosen['training'] === 'trained_before';
  const send = (): void => {
    const faults: Fault[] = [
      ...needed.filter(([field]) => !chosen[field]).map(([field, label]): Fault => ({ field: `guardian-${field}`, text: () => `${t(label)}: ${t('problem.field_missing')}` })),
      ...(place.trim() ? [] : [{ field: 'guardian-place', text: () => `${t('guardianship.place')}: ${t('problem.field_missing')}` }]),
      ...(!trained || trainedIn === '' || /^\d{4}-\d{2}$/.test(trainedIn) ? [] : [{ field: 'guardian-trainedIn', text: () => t('guardianship.trained_in_hint') }]),
    ];
    if (faults.length > 0) { act.setFaults(faults); return; }
    const { square, reachedThrough, ...rest } = chosen;
    void act.run(() => call(`/assessments/${one.id}/guardianship/${id}`, {
      method: held ? 'PUT' : 'POST', ...(held ? { ifMatch: `"${held.version}"` } : {}),
      body: {
        round: held?.round ?? one.round, ...rest, place: place.trim(), knownOn, times, ...(trained && trainedIn ? { trainedIn: `${trainedIn}-01` } : {}),
        ...(square ? { square } : {}), ...(reachedThrough ? { reachedThrough } : {}),
        ...(note.kept.trim() ? { languageReason: note.kept.trim() } : {}), ...(note.text.trim() ? reasonBody(note, 'note') : {}),
      },
    }).then(done));
  };
  return (
    <ActDialog id="guardian" title={t(held ? 'guardianship.correct' : 'guardianship.new')} means={t('guardianship.new_means')} act={act} send={send} close={close} button={t('house.save')}>
      <Select id="guardian-role" label={t('guardianship.role')} words="guardian_role" options={guardianRoles} chosen={chosen['role']!} faults={act.faults} choose={set('role')} />
      <Line id="guardian-place" label={t('guardianship.place')} hint={t('guardianship.place_hint')} max={200} value={place} faults={act.faults} change={setPlace} />
      <FairWords id="guardian-place" text={place} reason={note.kept} onText={setPlace} onReason={note.setKept} />
      {squares.length > 0 ? <Square squares={squares} chosen={chosen['square']!} faults={act.faults} choose={set('square')} /> : null}
      <Choices id="guardian-times" label={t('guardianship.times')} hint={t('guardianship.times_hint')} faults={act.faults}>
        <Chips name="guardian-times" words="week_time" options={weekTimes} chosen={times} change={setTimes} />
      </Choices>
      {guardianPrompts.map(([field, name]) => (
        <Radios key={field} id={`guardian-${field}`} label={word('guardian_prompt', name)} words="prompt_rating" options={promptRatings} chosen={chosen[field]!} faults={act.faults} choose={set(field)} />
      ))}
      <Radios id="guardian-training" label={t('guardianship.training')} words="guardian_training" options={guardianTrainings} chosen={chosen['training']!} faults={act.faults} choose={set('training')} />
      {trained ? (
        <Field id="guardian-trainedIn" label={t('guardianship.trained_in')} hint={t('guardianship.trained_in_hint')} faults={act.faults}>
          <input id="guardian-trainedIn" type="month" class="medium" value={trainedIn} onInput={(event) => setTrainedIn(event.currentTarget.value)}
            aria-describedby={describedBy('guardian-trainedIn', 'hint', act.faults)} />
        </Field>
      ) : null}
      <Select id="guardian-reachedThrough" label={t('guardianship.reached')} words="agency" options={agencies} chosen={chosen['reachedThrough']!} faults={act.faults} choose={set('reachedThrough')} none={t('guardianship.reached_none')} />
      <Select id="guardian-source" label={t('assessments.source')} words="source_kind" options={sourceKinds} chosen={chosen['source']!} faults={act.faults} choose={set('source')} />
      <Radios id="guardian-grade" label={t('assessments.grade')} words="info_grade" options={infoGrades} chosen={chosen['grade']!} faults={act.faults} choose={set('grade')} />
      <Line id="guardian-knownOn" label={t('guardianship.known_on')} type="date" width="medium" value={knownOn} faults={act.faults} change={setKnownOn} />
      <ReasonFields prefix="guardian" reason={note} faults={act.faults} field="note" label="guardianship.note" hint="guardianship.note_hint" max={500} />
    </ActDialog>
  );
}

function Square({ squares, chosen, faults, choose }: { squares: readonly string[]; chosen: string; faults: Fault[]; choose: (square: string) => void }) {
  return (
    <Field id="guardian-square" label={t('guardianship.square')} hint={t('house.optional')} faults={faults}>
      <select id="guardian-square" value={chosen} onChange={(event) => choose(event.currentTarget.value)} aria-describedby={describedBy('guardian-square', 'hint', faults)}>
        <option value="">{t('house.choose')}</option>
        {squares.map((square) => <option key={square} value={square}>{square}</option>)}
      </select>
    </Field>
  );
}

const choices = ['role', 'square', 'caringIntention', 'confidence', 'knowsWhoToTell', 'relations', 'training', 'reachedThrough', 'source', 'grade'] as const;
const needed: [string, string][] = [
  ['role', 'guardianship.role'], ...guardianPrompts.map(([field, name]): [string, string] => [field, `guardian_prompt.${name}`]), ['training', 'guardianship.training'],
  ['source', 'assessments.source'], ['grade', 'assessments.grade'],
];
