import { useState } from 'preact/hooks';
import type { FormPromptView } from '../http/contracts';
import { infoGrades, promptRatings, sourceKinds } from '../http/vocabulary';
import { FairWords } from '../language/FairWords';
import { clock, moment, named, t, word } from '../language/language';
import { faultsOf, type Fault, problemText } from '../shell/Field';
import { Lines } from '../shell/Line';
import { Radios, Select } from '../shell/OneOf';
import { Tick } from '../spaces/Tick';
import { isBlank, missing, type Draft } from './answer';
import type { Autosave, Standing } from './autosave';
import { Overtaken } from './Overtaken';
import { presenting, said } from './presenting';
import { Told } from './Told';

interface Props {
  assessment: string;
  prompt: FormPromptView;
  saving: Autosave;
  changes: boolean;
  open: boolean;
  turn: (open: boolean) => void;
  /** Opens the prompt that follows; null at the last one. */
  onward: (() => void) | null;
}

/** A prompt of the form: what is asked, how it stands, and when it is open its answer, which saves itself. */
export function PromptCard({ prompt, saving, changes, open, turn, onward }: Props) {
  const now = saving.now.value;
  // On a wall an answer is read; who wants to write in it says so.
  const [writing, setWriting] = useState(false);
  const guidance = named(prompt.guidanceEn, prompt.guidanceCy);
  // What holds a point is written in where only the writer looks: the field would show it to the room.
  const pointed = presenting.value && said(now.draft.text) !== now.draft.text;
  const writes = changes && (!presenting.value || (writing && !pointed));
  return (
    <details class="prompt" id={`prompt-${prompt.key}`} open={open}
      onToggle={(event) => { if (event.currentTarget.open !== open) turn(event.currentTarget.open); if (!event.currentTarget.open) setWriting(false); }}>
      <summary><h4>{named(prompt.textEn, prompt.textCy)}</h4><State now={now} prompt={prompt} /></summary>
      {open ? (
        <div class="prompt-body">
          {guidance ? <p class="hint">{guidance}</p> : null}
          {writes ? <Fields prompt={prompt} saving={saving} now={now} /> : <Told draft={now.draft} prompt={prompt} />}
          {changes && pointed ? <p class="hint">{t('assessments.write_elsewhere')}</p> : null}
          {changes && !writes && !pointed ? <button type="button" class="quiet start" onClick={() => setWriting(true)}>{t('assessments.write_here')}</button> : null}
          {writes && onward ? <button type="button" class="quiet start" id={`onward-${prompt.key}`} onClick={onward}>{t('assessments.next_prompt')}</button> : null}
          {now.held ? <p class="hint who">{t('assessments.changed_by', { who: now.held.editedBy, agency: word('agency', now.held.editedByAgency), when: moment(now.held.editedAt) })}</p> : null}
        </div>
      ) : null}
    </details>
  );
}

/** In a word how a prompt stands, and whether something of it is not with the office. */
function State({ now: { draft, saving }, prompt: { kind } }: { now: Standing; prompt: FormPromptView }) {
  const lacks = missing(draft, kind);
  const standing = lacks.length === 0 ? (draft.rating ? word('prompt_rating', draft.rating) : kind === 'tick' && !draft.ticked ? t('assessments.not_ticked') : t('assessments.answered'))
    : t(isBlank(draft, kind) ? 'assessments.unanswered' : 'assessments.not_whole');
  return (
    <span class="prompt-states">
      <span class={lacks.length === 0 ? 'state on' : 'state'}>{standing}</span>
      {saving === 'refused' || saving === 'overtaken' ? <span class="state soon">{t('assessments.unsaved')}</span> : null}
    </span>
  );
}

function Fields({ prompt: { key, kind }, saving, now }: { prompt: FormPromptView; saving: Autosave; now: Standing }) {
  const id = (wire: string): string => `answer-${key}-${wire}`;
  const textId = id('text');
  const { draft } = now;
  const faults: Fault[] = now.problem ? faultsOf(now.problem, (wire) => (wire === 'languageReason' ? `${textId}-language-reason` : wire ? id(wire.replace(/\W.*$/, '')) : '')) : [];
  const write = (part: Partial<Draft>): void => saving.write(part);
  const label = kind === 'rated' ? t('assessments.evidence') : t('assessments.answer');
  const lacks = missing(draft, kind);
  return (
    <div class="answer" onFocusOut={() => void saving.flush()}>
      {now.theirs ? <Overtaken saving={saving} now={now} kind={kind} /> : null}
      {kind === 'tick' ? <Tick id={id('ticked')} label={t('assessments.agreed')} on={draft.ticked === true} flip={() => write({ ticked: draft.ticked !== true })} /> : (
        <>
          <Lines id={textId} label={label} hint={t('assessments.text_hint')} value={draft.text} faults={faults} change={(text) => write({ text })} max={4000} rows={4} />
          <FairWords id={textId} text={draft.text} reason={draft.kept} faults={faults} onText={(text) => write({ text })} onReason={(kept) => write({ kept })} />
        </>
      )}
      {kind === 'rated' ? (
        <>
          <div class="two">
            <Select id={id('source')} label={t('assessments.source')} words="source_kind" options={sourceKinds} chosen={draft.source} faults={faults} choose={(source) => write({ source })} />
            <Select id={id('grade')} label={t('assessments.grade')} words="info_grade" options={infoGrades} chosen={draft.grade} faults={faults} choose={(grade) => write({ grade })} />
          </div>
          <Radios id={id('rating')} label={t('assessments.rating')} hint={t('assessments.rating_hint')} words="prompt_rating" options={promptRatings} chosen={draft.rating} faults={faults}
            choose={(rating) => write({ rating })} />
        </>
      ) : kind === 'tick' ? null : <Tick id={id('rating')} label={t('assessments.not_known')} on={draft.rating === 'not_known'} flip={() => write({ rating: draft.rating ? '' : 'not_known' })} />}
      {lacks.length > 0 && !isBlank(draft, kind) ? <p class="hint">{t('assessments.lacks', { what: lacks.map((one) => t(`assessments.lacks_${one}`)).join(', ') })}</p> : null}
      {now.putAside ? <p class="note-box"><span>{t('assessments.put_aside')}</span><button type="button" class="quiet" onClick={saving.takeBack}>{t('assessments.take_back')}</button></p> : null}
      <Saved now={now} again={() => void saving.flush()} />
    </div>
  );
}

/** Whether what stands in the fields is with the office; said aloud once it is settled, not at each letter. */
function Saved({ now: { saving, savedAt, problem }, again }: { now: Standing; again: () => void }) {
  const passing = saving === 'waiting' ? t('assessments.waiting') : saving === 'saving' ? t('house.saving') : '';
  const settled = saving === 'saved' && savedAt ? t('assessments.saved', { time: clock(savedAt) })
    : saving === 'overtaken' ? t('assessments.unsaved_overtaken')
      : saving === 'refused' && problem ? t('assessments.unsaved_why', { why: problem.code === 'unreachable' ? t('assessments.no_connection') : problem.errors[0] ? t('assessments.see_above') : problemText(problem) }) : '';
  return (
    <div class="saving" data-saving={saving}>
      {passing ? <p class="hint">{passing}</p> : null}
      <p role="status" class={saving === 'refused' || saving === 'overtaken' ? 'fault' : 'hint'}>{settled}</p>
      {saving === 'refused' ? <button type="button" class="quiet" onClick={again}>{t('house.again')}</button> : null}
    </div>
  );
}
