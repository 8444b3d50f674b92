import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { warningsIn, withTextRules } from '../disclosure/warnings';
import { agencies, environmentDefects } from '../http/vocabulary';
import { challenged } from '../language/fairRules';
import { FairWords } from '../language/FairWords';
import { language, t, word } from '../language/language';
import { picked } from '../map/PickPoint';
import { keepDraft } from '../offline/drafts';
import { NotSavedActs } from '../offline/NotSavedActs';
import { kinds, sendUnkept } from '../offline/queue';
import { Receipt, useSending } from '../offline/sending';
import { KeepingNote } from '../offline/Unlock';
import { uuid7 } from '../offline/uuid7';
import { announced, type DraftPhoto } from '../photos/draftPhotos';
import { Photos } from '../photos/photoParts';
import { emptyWhere, faultInWhere, locationOf, whereFields, type WhereDraft } from '../places/where';
import { Where } from '../places/Where';
import { ErrorSummary, faultsOf, type Fault } from '../shell/Field';
import { forgetWithPerson } from '../shell/kept';
import { Line, Lines } from '../shell/Line';
import { Select } from '../shell/OneOf';
import { FormHead, onKeys, oneAtATime, Questions, type Question } from '../shell/questions';
import { SheetHandle } from '../shell/SheetHandle';
import { useSteps } from '../shell/steps';
import { enter, go, sheet } from '../shell/view';

interface TaskDraft { id: string; where: WhereDraft; defect: string; owner: string; note: string; due: string; photos?: DraftPhoto[] }
const emptyTask = (): TaskDraft => ({ id: uuid7(), where: emptyWhere(), defect: '', owner: '', note: '', due: '' });
const isEmptyTask = (draft: TaskDraft): boolean => JSON.stringify({ ...draft, id: '' }) === JSON.stringify({ ...emptyTask(), id: '' });

const draft = signal<TaskDraft>(emptyTask());
keepDraft('task', () => draft.value, (kept) => { draft.value = kept; }, isEmptyTask, () => go('task'));
forgetWithPerson(() => { draft.value = emptyTask(); });
kinds['task'] = {
  name: ({ body }) => word('environment_defect', (JSON.parse(body) as { defect: string }).defect),
  path: (record) => `/environment-tasks/${record}`,
  corrects: false,
  open: ({ draft: written }) => { draft.value = written as TaskDraft; go('task'); },
};

function faultsOfTask({ where, defect, owner, note }: TaskDraft): Fault[] {
  const place = faultInWhere(where);
  const at = (field: string, key: string): Fault => ({ field: `task-${field}`, text: () => t(key) });
  return [
    ...(defect ? [] : [at('defect', 'tasks.defect_missing')]),
    ...warningsIn(noteOf(note, where), null).map(({ kind, start, length }): Fault => ({
      field: 'task-note', text: () => t('tasks.note_tells', { kind: word('identifying_kind', kind), text: noteOf(note, where).slice(start, start + length) }),
    })),
    ...(challenged(note) ? [at('note', 'tasks.note_challenged')] : []),
    ...(place ? [at(place.field, place.key)] : []),
    ...(owner ? [] : [at('owner', 'tasks.owner_missing')]),
  ];
}

const bodyOf = ({ where, defect, owner, note, due, photos }: TaskDraft): object => ({
  ...announced(photos),
  location: locationOf(where)?.location, defect, owner, due: due || undefined,
  ...(noteOf(note, where) ? { note: noteOf(note, where), noteLanguage: language.peek() } : {}),
});
const noteOf = (note: string, where: WhereDraft): string => [note.trim(), where.note.trim()].filter(Boolean).join('\n').slice(0, 500);

/** Writing down what somebody can mend about a place. There is no field for a child. */
export function RecordTask() {
  const [faults, setFaults] = useState<Fault[]>([]);
  const now = draft.value;
  const set = (part: Partial<TaskDraft>): void => { draft.value = { ...draft.peek(), ...part }; };
  const questions = taskQuestions(now, set, faults);
  const { step, setStep, title, at, forward } = useSteps(questions, () => isEmptyTask(draft.peek()));
  const { busy, notSaved, sent, send, another } = useSending({
    setFaults,
    entry: () => {
      const written = draft.peek();
      return { kind: 'task', record: written.id, path: `/environment-tasks/${written.id}`, body: bodyOf(written), draft: written, form: 1 };
    },
    refused: (problem) => {
      const found = faultsOf(problem, (wire) => {
        const id = wire.startsWith('location') ? 'task-where-by' : `task-${wire.replace(/\W.*$/, '')}`;
        return questions.some(({ fields }) => fields.test(id)) ? id : '';
      });
      setFaults(found);
      if (problem.code !== 'unreachable') setStep('write', found[0]?.field);
    },
    taken: () => {
      draft.value = emptyTask();
      picked.value = null;
      setStep('sent');
    },
  });
  const trySend = (event: Event): void => {
    event.preventDefault();
    withTextRules(() => {
      const { show, done } = forward(faultsOfTask(draft.peek()));
      setFaults(show);
      if (done) void send();
    });
  };

  return (
    <div class={`panel form sheet-${sheet.value}`} onKeyDown={onKeys}>
      <SheetHandle />
      <div class="tab-body">
        {step === 'sent' && sent ? (
          <div class="stack sent">
            <Receipt item={sent} title={title} received="tasks.sent" />
            <div class="row">
              <button type="button" class="main" onClick={() => { another(); setStep('write'); }}>{t('tasks.another')}</button>
              <button type="button" class="quiet" onClick={() => enter('tasks')}>{t('tasks.to_list')}</button>
              <button type="button" class="quiet" onClick={() => go('map')}>{t('incidents.to_map')}</button>
            </div>
          </div>
        ) : (
          <>
            <button type="button" class="back" onClick={() => history.back()}>{t('house.back')}</button>
            <FormHead name={t('tasks.new')} title={title} question={oneAtATime.value ? { at, of: questions.length } : null} />
            <ErrorSummary faults={faults} />
            {notSaved ? <NotSavedActs written={now.note} send={() => void send(sendUnkept)} /> : null}
            <Questions questions={questions} at={at} title={title} submit={trySend} last={t(busy ? 'incidents.sending' : 'incidents.send')} busy={busy}
              lead={<><p class="note-box">{t('tasks.no_child')}</p><KeepingNote /></>} />
          </>
        )}
      </div>
    </div>
  );
}

/** The questions about something to be mended, in their order. */
const taskQuestions = (now: TaskDraft, set: (part: Partial<TaskDraft>) => void, faults: Fault[]): Question[] => [
  {
    title: () => t('questions.task_what'), fields: /^task-(defect|note|photos)/, body: () => (
      <>
        <Select id="task-defect" label={t('tasks.defect')} words="environment_defect" options={environmentDefects} chosen={now.defect} faults={faults} choose={(defect) => set({ defect })} />
        <Lines id="task-note" label={t('tasks.note')} hint={t('tasks.note_hint')} value={now.note} faults={faults} change={(note) => set({ note })} />
        <FairWords id="task-note" text={now.note} reason="" onText={(note) => set({ note })} onReason={() => undefined} />
        <Photos id="task-photos" photos={now.photos} faults={faults} set={(photos) => set({ photos })} />
      </>
    ),
  },
  {
    title: () => t('questions.where'), fields: new RegExp(`^task-(${whereFields})`),
    body: () => <Where exact prefix="task-" where={now.where} faults={faults} set={(part) => set({ where: { ...draft.peek().where, ...part } })} />,
  },
  {
    title: () => t('questions.task_who'), fields: /^task-(owner|due)$/, body: () => (
      <>
        <Select id="task-owner" label={t('tasks.owner')} hint={t('tasks.owner_hint')} words="agency" options={agencies} chosen={now.owner} faults={faults} choose={(owner) => set({ owner })} />
        <Line id="task-due" label={t('tasks.due')} hint={t('house.optional')} type="date" width="medium" value={now.due} faults={faults} change={(due) => set({ due })} />
      </>
    ),
  },
];
