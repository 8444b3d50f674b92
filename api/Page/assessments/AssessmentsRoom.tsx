import { useState } from 'preact/hooks';
import { may } from '../access/session';
import type { AssessmentView } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { assessmentStatuses } from '../http/vocabulary';
import { day, t } from '../language/language';
import { Loaded } from '../shell/Loaded';
import { Select } from '../shell/OneOf';
import { Empty } from '../shell/States';
import { nameLanguage, nameOf } from '../spaces/spaces';
import { Tick } from '../spaces/Tick';
import { chosen, shown } from './assessments';
import { BeginDialog } from './BeginDialog';
import { FormPage } from './FormPage';
import { OneAssessment } from './OneAssessment';
import { Standing } from './Standing';
import { inOrder } from './steps';
import { ToDo } from './ToDo';
import '../spaces/spaces.css';
import './assessments.css';

const toList = (): void => { shown.value = 'list'; };

/** Assessments of spaces: the list or one of them, what is still to be done in all of them, and the form. */
export function AssessmentsRoom() {
  const one = chosen.value;
  return one ? <OneAssessment key={one.id} id={one.id} part={one.part} prompt={one.prompt} back={() => { chosen.value = null; }} />
    : shown.value === 'todo' ? <ToDo back={toList} /> : shown.value === 'form' ? <FormPage back={toList} /> : <List />;
}

function List() {
  const [status, setStatus] = useState('');
  const [overdue, setOverdue] = useState(false);
  const [ended, setEnded] = useState(false);
  const [beginning, setBeginning] = useState(false);
  const { now, again } = useLoaded<AssessmentView[]>('/assessments', {
    ...(status ? { status } : {}), ...(overdue ? { overdue: 'true' } : {}), ...(ended ? { ended: 'true' } : {}),
  });
  return (
    <>
      {may('change_assessments') ? <button type="button" class="main start" id="assessment-new" onClick={() => setBeginning(true)}>{t('assessments.begin')}</button> : null}
      <div class="entry-acts">
        <button type="button" class="quiet" id="assessments-todo" onClick={() => { shown.value = 'todo'; }}>{t('assessments.todo')}</button>
        <button type="button" class="quiet" id="assessments-form" onClick={() => { shown.value = 'form'; }}>{t('assessments.form')}</button>
      </div>
      <div class="filters">
        <Select id="assessments-status" label={t('assessments.filter_status')} words="assessment_status" options={assessmentStatuses} chosen={status} faults={[]}
          choose={setStatus} none={t('spaces.any')} />
      </div>
      <div class="part">
        <Tick id="assessments-overdue" label={t('spaces.only_overdue')} on={overdue} flip={() => setOverdue(!overdue)} />
        <Tick id="assessments-ended" label={t('assessments.with_ended')} on={ended} flip={() => setEnded(!ended)} />
      </div>
      <h2 class="visually-hidden">{t('rooms.assessments')}</h2>
      <Loaded now={now} again={again}>{(assessments) => (assessments.length === 0
        ? <Empty title={t('assessments.none')}><p>{t('assessments.none_means')}</p></Empty>
        : <ul class="entries spaces">{inOrder(assessments).map((one) => <Entry key={one.id} one={one} />)}</ul>)}</Loaded>
      {beginning ? <BeginDialog close={() => setBeginning(false)} /> : null}
    </>
  );
}

function Entry({ one }: { one: AssessmentView }) {
  return (
    <li class={one.endedOn ? 'ended' : ''}>
      <div class="entry-head">
        <h3><button type="button" class="link" lang={nameLanguage(one.spaceNameEn, one.spaceNameCy)} onClick={() => { chosen.value = { id: one.id, part: null }; }}>
          {nameOf(one.spaceNameEn, one.spaceNameCy)}</button></h3>
        <Standing one={one} />
      </div>
      <p>{one.endedOn ? t(one.withdrawn ? 'assessments.withdrawn_on' : 'assessments.ended_on', { day: day(one.endedOn) })
        : one.overdue ? t('spaces.overdue_since', { day: day(one.reviewOn) }) : t('spaces.review_by', { day: day(one.reviewOn) })}</p>
      <p class="hint">{t('assessments.led_by', { who: one.lead })}</p>
    </li>
  );
}
