import { useState } from 'preact/hooks';
import type { AssessmentTask } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { agencies } from '../http/vocabulary';
import { day, t, word } from '../language/language';
import { Fact } from '../shell/Fact';
import { Loaded } from '../shell/Loaded';
import { Select } from '../shell/OneOf';
import { Empty } from '../shell/States';
import { nameLanguage, nameOf } from '../spaces/spaces';
import { Tick } from '../spaces/Tick';
import { show } from './assessments';

/** What was agreed for the goals of all assessments and is not done: whose it is, until when, overdue first. */
export function ToDo({ back }: { back: () => void }) {
  const [mine, setMine] = useState(false);
  const [overdue, setOverdue] = useState(false);
  const [agency, setAgency] = useState('');
  const { now, again } = useLoaded<AssessmentTask[]>('/assessment-tasks', {
    ...(mine ? { mine: 'true' } : {}), ...(overdue ? { overdue: 'true' } : {}), ...(agency ? { agency } : {}),
  });
  return (
    <>
      <button type="button" class="back start" id="todo-back" onClick={back}>{t('assessments.back')}</button>
      <h2>{t('assessments.todo')}</h2>
      <p>{t('assessments.todo_means')}</p>
      <div class="filters">
        <Select id="todo-agency" label={t('assessments.response_owner')} words="agency" options={agencies} chosen={agency} faults={[]} choose={setAgency} none={t('spaces.any')} />
      </div>
      <div class="part">
        <Tick id="todo-mine" label={t('assessments.todo_mine')} on={mine} flip={() => setMine(!mine)} />
        <Tick id="todo-overdue" label={t('assessments.todo_overdue')} on={overdue} flip={() => setOverdue(!overdue)} />
      </div>
      <Loaded now={now} again={again}>{(tasks) => (tasks.length === 0
        ? <Empty title={t('assessments.todo_none')}><p>{t('assessments.todo_none_means')}</p></Empty>
        : <ul class="entries" id="todo">{tasks.map((task) => <Task key={task.response.id} task={task} />)}</ul>)}</Loaded>
    </>
  );
}

function Task({ task: { assessmentId, spaceNameEn, spaceNameCy, goal, response: one } }: { task: AssessmentTask }) {
  return (
    <li>
      <div class="entry-head">
        <h3>{one.what}</h3>
        <span class={one.overdue ? 'state soon' : one.status === 'under_way' ? 'state on' : 'state'}>{one.overdue ? t('tasks.overdue') : word('response_status', one.status)}</span>
      </div>
      <dl class="facts-list">
        <Fact term={t('assessments.response_due')}>{day(one.dueOn)}</Fact>
        <Fact term={t('tasks.owner')}>{word('agency', one.owner)}{one.person ? `, ${one.person}` : ''}</Fact>
        <Fact term={t('assessments.todo_goal')}>{goal}</Fact>
        <div><dt>{t('assessments.space')}</dt><dd lang={nameLanguage(spaceNameEn, spaceNameCy)}>{nameOf(spaceNameEn, spaceNameCy)}</dd></div>
      </dl>
      <div class="entry-acts"><button type="button" class="quiet" onClick={() => show(assessmentId, 'goals')}>{t('assessments.todo_plan')}<span class="visually-hidden">: {one.what}</span></button></div>
    </li>
  );
}
