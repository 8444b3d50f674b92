import { useState } from 'preact/hooks';
import { may, me } from '../access/session';
import { call } from '../http/api';
import type { EnvironmentTaskView } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { agencies, environmentTaskStatuses } from '../http/vocabulary';
import { day, moment, t, word } from '../language/language';
import { writeGridReference } from '../places/gridReference';
import { toGrid } from '../places/nationalGrid';
import { RecordPhotos } from '../photos/photoParts';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { Fact } from '../shell/Fact';
import { Line, Lines } from '../shell/Line';
import { Loaded } from '../shell/Loaded';
import { Select } from '../shell/OneOf';
import { Empty } from '../shell/States';
import { go } from '../shell/view';


/** What can be mended about places: who sees to it, by when, and how it goes on. */
export function TasksRoom() {
  const [status, setStatus] = useState('');
  const { now, again } = useLoaded<EnvironmentTaskView[]>('/environment-tasks', status ? { status } : {});
  const [telling, setTelling] = useState<EnvironmentTaskView | null>(null);
  return (
    <>
      {may('record_outreach') ? <button type="button" class="main start" id="task-new" onClick={() => go('task')}>{t('tasks.new')}</button> : null}
      <Select id="tasks-status" label={t('tasks.show')} words="environment_task_status" options={environmentTaskStatuses} chosen={status} faults={[]} choose={setStatus} none={t('tasks.still_open')} />
      <h2 class="visually-hidden">{t('rooms.list')}</h2>
      <Loaded now={now} again={again}>{(tasks) => (tasks.length === 0
        ? <Empty title={t('tasks.none')}><p>{t('tasks.none_means')}</p></Empty>
        : <ul class="entries">{tasks.map((task) => <Task key={task.id} task={task} tell={() => setTelling(task)} />)}</ul>)}</Loaded>
      {telling ? <Tell task={telling} close={() => setTelling(null)} done={() => { setTelling(null); again(); }} /> : null}
    </>
  );
}

function Task({ task, tell }: { task: EnvironmentTaskView; tell: () => void }) {
  const exact = task.precision === 'exact';
  const mine = may('record_outreach') && (task.owner === me.value?.agency || task.recordedBy === me.value?.agency);
  const [lon, lat] = task.location.coordinates as [number, number];
  return (
    <li>
      <div class="entry-head">
        <h3>{word('environment_defect', task.defect)}</h3>
        <span class={task.overdue ? 'state over' : 'state on'}>{task.overdue ? t('tasks.overdue') : word('environment_task_status', task.status)}</span>
      </div>
      {task.note ? <p lang={task.noteLanguage ?? undefined}>{task.note}</p> : null}
      <dl class="facts-list">
        <Fact term={t('tasks.where')}>{writeGridReference(...toGrid([lon, lat]), exact ? 1 : 1000)}{exact ? null : <small> {t('tasks.square')}</small>}</Fact>
        <Fact term={t('tasks.owner')}>{word('agency', task.owner)}</Fact>
        {task.due ? <Fact term={t('tasks.due')}>{day(task.due)}</Fact> : null}
        <Fact term={t('tasks.seen_by')}>{word('agency', task.recordedBy)}, {moment(task.recordedAt)}</Fact>
      </dl>
      <RecordPhotos photos={task.photos} />
      <ol class="steps" aria-label={t('tasks.steps')}>
        {task.steps.map((step) => (
          <li key={step.at}>{t('tasks.step', { moment: moment(step.at), status: word('environment_task_status', step.status), agency: word('agency', step.by) })}
            {step.reason ? ` ${step.reason}` : ''}</li>
        ))}
      </ol>
      {mine ? <div class="entry-acts"><button type="button" class="quiet" onClick={tell}>{t('tasks.tell')}<span class="visually-hidden"> {word('environment_defect', task.defect)}</span></button></div> : null}
    </li>
  );
}

function Tell({ task, close, done }: { task: EnvironmentTaskView; close: () => void; done: () => void }) {
  const [status, setStatus] = useState<string>(task.status);
  const [owner, setOwner] = useState<string>(task.owner);
  const [due, setDue] = useState(task.due ?? '');
  const [reason, setReason] = useState('');
  const act = useAct('step');
  const send = (): void => void act.run(() => call(`/environment-tasks/${task.id}/steps`, {
    method: 'POST', ifMatch: `"${task.version}"`,
    body: { status, ...(reason.trim() ? { reason: reason.trim() } : {}), ...(owner === task.owner ? {} : { owner }), ...(due && due !== task.due ? { due } : {}) },
  }).then(done));
  return (
    <ActDialog id="step" title={t('tasks.tell')} means={word('environment_defect', task.defect)} act={act} send={send} close={close} button={t('house.save')}>
      <Select id="step-status" label={t('tasks.status')} words="environment_task_status" options={environmentTaskStatuses} chosen={status} faults={act.faults} choose={setStatus} />
      <Select id="step-owner" label={t('tasks.owner')} words="agency" options={agencies} chosen={owner} faults={act.faults} choose={setOwner} />
      <Line id="step-due" label={t('tasks.due')} hint={t('house.optional')} type="date" width="medium" value={due} faults={act.faults} change={setDue} />
      <Lines id="step-reason" label={t('tasks.reason')} hint={t('tasks.reason_hint')} value={reason} faults={act.faults} change={setReason} />
    </ActDialog>
  );
}
