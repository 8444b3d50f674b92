import { useEffect, useRef, useState } from 'preact/hooks';
import { may } from '../access/session';
import { valueOf } from '../http/loadable';
import type { AssessmentFile } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { day, named, t } from '../language/language';
import { Fact } from '../shell/Fact';
import { Refused, Skeleton } from '../shell/States';
import { nameLanguage, nameOf, show as showSpace } from '../spaces/spaces';
import { isUnsaved, savingOf } from './answers';
import { chosen } from './assessments';
import { FormPart } from './FormPart';
import { History } from './History';
import { LeadDialog } from './LeadDialog';
import { Moves } from './Moves';
import { NotKnown, Prompts } from './NotKnown';
import { OutcomePart } from './OutcomePart';
import { PlanPart } from './PlanPart';
import { PresentBar, PresentButton } from './Present';
import { ReportDialog } from './ReportDialog';
import { Standing } from './Standing';
import { Withdrawal } from './Withdrawal';
import { StepList } from './StepList';
import { isSide, type Go, type Part } from './steps';

/** One assessment: its task list, or one part of it. What is on screen stays when a new look at it fails. */
export function OneAssessment({ id, part, prompt, back }: { id: string; part: Part; prompt: string | undefined; back: () => void }) {
  const { now, again } = useLoaded<AssessmentFile>(`/assessments/${id}`);
  const last = useRef<AssessmentFile | undefined>(undefined);
  const file = valueOf(now) ?? last.current;
  last.current = file;
  const head = useRef<HTMLHeadingElement>(null);
  const first = useRef(true);
  useEffect(() => {
    if (first.current) { first.current = false; return; }
    again();
    // Whoever asked for a prompt is led to it by the part itself.
    if (prompt) return;
    head.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, [part]);
  useUnsaved(id);
  const go: Go = (next, asked) => { chosen.value = { id, part: next, ...(asked ? { prompt: asked } : {}) }; };
  return (
    <>
      <PresentBar />
      {part ? <button type="button" class="back start" id="assessment-steps" onClick={() => go(null)}>{t('assessments.to_steps')}</button>
        : <button type="button" class="back start" onClick={back}>{t('assessments.back')}</button>}
      {now.state === 'failed' ? <Refused problem={now.problem} again={again} /> : null}
      {file ? (
        <>
          <Head file={file} title={head} whole={part === null} again={again} />
          {isSide(part) ? <FormPart key={part} file={file} side={part} asked={prompt} next={go} /> : part ? <PlanPart part={part} file={file} again={again} />
            : <Overview file={file} go={go} again={again} />}
        </>
      ) : now.state === 'failed' ? null : <Skeleton rows={6} />}
    </>
  );
}

function Head({ file, title, whole, again }: { file: AssessmentFile; title: { current: HTMLHeadingElement | null }; whole: boolean; again: () => void }) {
  const { assessment: one, form } = file;
  const [leading, setLeading] = useState(false);
  const [reporting, setReporting] = useState(false);
  const changes = may('change_assessments') && !one.endedOn;
  return (
    <section class="part assessment-head">
      <div class="entry-head">
        <h2 id="assessment-title" tabIndex={-1} ref={title} lang={nameLanguage(one.spaceNameEn, one.spaceNameCy)}>{nameOf(one.spaceNameEn, one.spaceNameCy)}</h2>
        <Standing one={one} />
      </div>
      <p class="form-label"><strong>{named(form.labelEn, form.labelCy)}</strong></p>
      {whole ? (
        <>
          {one.overdue ? <p class="note-box">{t('spaces.overdue_since', { day: day(one.reviewOn) })}</p> : null}
          <dl class="facts-list">
            {one.endedOn ? <Fact term={t('assessments.over')}>{day(one.endedOn)}</Fact> : <Fact term={t('spaces.next_review')}>{day(one.reviewOn)}</Fact>}
            <div class="who"><dt>{t('assessments.lead')}</dt><dd>{one.lead}</dd></div>
          </dl>
          <div class="entry-acts">
            <PresentButton />
            {changes ? <button type="button" class="quiet who" id="assessment-lead" onClick={() => setLeading(true)}>{t('assessments.change_lead')}</button> : null}
            {may('report_assessments') ? <button type="button" class="quiet who" id="assessment-report" onClick={() => setReporting(true)}>{t('report_dialog.make')}</button> : null}
            <button type="button" class="quiet who" id="assessment-space" onClick={() => showSpace(one.spaceId)}>{t('assessments.to_space')}</button>
          </div>
        </>
      ) : null}
      {reporting ? <ReportDialog assessment={one.id} close={() => setReporting(false)} /> : null}
      {leading ? <LeadDialog one={one} close={() => setLeading(false)} done={() => { setLeading(false); again(); }} /> : null}
    </section>
  );
}

function Overview({ file, go, again }: { file: AssessmentFile; go: Go; again: () => void }) {
  const waiting = [...savingOf(file.assessment.id).entries()].filter(([, saving]) => isUnsaved(saving.now.value)).map(([key]) => key);
  return (
    <>
      {waiting.length > 0 ? <section class="note-box" role="status"><p>{t('assessments.part_unsaved')}</p><Prompts file={file} keys={waiting} go={go} /></section> : null}
      <StepList file={file} go={go} />
      <Moves file={file} go={go} done={again} />
      <NotKnown file={file} go={go} />
      <OutcomePart one={file.assessment} />
      <History events={file.history} />
      <Withdrawal file={file} done={again} />
    </>
  );
}

// What was typed and could not be sent goes when the connection is back; whoever closes the page before is asked.
function useUnsaved(id: string): void {
  useEffect(() => {
    const all = savingOf(id);
    const flush = (): void => { for (const one of all.values()) void one.flush(); };
    const ask = (event: BeforeUnloadEvent): void => { if ([...all.values()].some((one) => isUnsaved(one.now.peek()))) event.preventDefault(); };
    window.addEventListener('online', flush);
    window.addEventListener('beforeunload', ask);
    return () => { window.removeEventListener('online', flush); window.removeEventListener('beforeunload', ask); flush(); };
  }, [id]);
}
