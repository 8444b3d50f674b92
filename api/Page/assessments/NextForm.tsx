import { useState } from 'preact/hooks';
import { call } from '../http/api';
import type { AssessmentFormView, FormPromptView } from '../http/contracts';
import { formSides } from '../http/vocabulary';
import { named, t, word } from '../language/language';
import { useAct } from '../shell/act';
import { ErrorSummary, faultAt } from '../shell/Field';
import { ReasonFields, reasonBody, useReason } from '../spaces/ReasonFields';
import { Wording, type FormDraft } from './FormPage';
import { added, changes, isChanged, moved, stays, type Changes } from './formVersion';
import { PromptDialog } from './PromptDialog';
import type { Side } from './steps';

interface Props { draft: FormDraft; current: AssessmentFormView; change: (next: FormDraft | null) => void; done: (version: number) => void; again: () => void }

/** The next version of the form while it is made: what it will be, what changes, why, and the button that publishes it. */
export function NextForm({ draft, current, change, done, again }: Props) {
  const { from, prompts } = draft;
  const version = from.version + 1;
  const [asked, setAsked] = useState<{ side: Side; prompt: FormPromptView | null } | null>(null);
  const why = useReason();
  // A fault of a prompt is shown at the prompt, wherever it stands by now.
  const act = useAct('form', (wire) => { const at = /^prompts\[(\d+)\]/.exec(wire)?.[1]; return at === undefined ? '' : `prompt-${prompts[Number(at)]?.key ?? ''}`; });
  const put = (next: FormPromptView[]): void => change({ from, prompts: next });
  const told = changes(from.prompts, prompts);
  const send = (): void => void act.run(() => call(`/assessment-forms/${version}`, { method: 'POST', body: { prompts, ...reasonBody(why) } }).then(() => done(version)));
  if (current.version !== from.version) {
    return (
      <section class="part">
        <p class="note-box" role="status">{t('assessments.form_overtaken')}</p>
        <button type="button" class="quiet start" onClick={() => change(null)}>{t('assessments.form_discard')}</button>
      </section>
    );
  }
  return (
    <form noValidate class="stack" onSubmit={(event) => { event.preventDefault(); send(); }}>
      <ErrorSummary faults={act.faults} />
      <section class="part"><p class="note-box"><strong>{t('assessments.form_editing', { version })}</strong> {t('assessments.form_next_means')}</p></section>
      {formSides.map((side) => (
        <section class="part" key={side} aria-labelledby={`next-${side}`}>
          <h3 id={`next-${side}`}>{word('form_side', side)}</h3>
          <ol class="form-prompts">
            {prompts.filter((prompt) => prompt.side === side).map((prompt, at, all) => (
              <li key={prompt.key} id={`prompt-${prompt.key}`} tabIndex={-1}>
                {faultAt(act.faults, `prompt-${prompt.key}`) ? <p class="fault">{faultAt(act.faults, `prompt-${prompt.key}`)!.text()}</p> : null}
                <Standing told={told} prompt={prompt} />
                <Wording prompt={prompt} />
                <div class="entry-acts">
                  <Deed text="form_word" prompt={prompt} act={() => setAsked({ side, prompt })} />
                  {at > 0 ? <Deed text="form_earlier" prompt={prompt} act={() => put(moved(prompts, prompt.key, -1))} /> : null}
                  {at < all.length - 1 ? <Deed text="form_later" prompt={prompt} act={() => put(moved(prompts, prompt.key, 1))} /> : null}
                  {stays(prompt, prompts) ? <span class="hint">{t('assessments.form_stays')}</span>
                    : <Deed text="form_leave_out" prompt={prompt} act={() => put(prompts.filter(({ key }) => key !== prompt.key))} />}
                </div>
              </li>
            ))}
          </ol>
          <button type="button" class="quiet start" id={`add-${side}`} onClick={() => setAsked({ side, prompt: null })}>{t('assessments.form_add')}<span class="visually-hidden">: {word('form_side', side)}</span></button>
          {told.leftOut.some((prompt) => prompt.side === side) ? (
            <ul class="plain-list">
              {told.leftOut.filter((prompt) => prompt.side === side).map((prompt) => (
                <li key={prompt.key}><s>{named(prompt.textEn, prompt.textCy)}</s> <span class="state over">{t('assessments.form_left_out')}</span> <Deed text="form_put_back" prompt={prompt} act={() => put(added(prompts, prompt))} /></li>
              ))}
            </ul>
          ) : null}
        </section>
      ))}
      <section class="part">
        {isChanged(told) ? (
          <>
            <p role="status">{(['added', 'worded', 'leftOut', 'moved'] as const).filter((kind) => told[kind].length > 0)
              .map((kind) => `${t(`assessments.form_${kind === 'leftOut' ? 'left_out' : kind}`)}: ${told[kind].length}`).join('. ')}</p>
            <ReasonFields prefix="form" reason={why} faults={act.faults} label="assessments.form_why" />
            <button type="submit" class="main start" id="form-publish" disabled={act.busy}>{act.busy ? t('house.saving') : t('assessments.form_publish', { version })}</button>
          </>
        ) : <p role="status">{t('assessments.form_no_change')}</p>}
        <button type="button" class="quiet start" id="form-discard" onClick={() => { change(null); again(); }}>{t('assessments.form_discard')}</button>
      </section>
      {asked ? <PromptDialog {...asked} taken={[...from.prompts, ...prompts].map(({ key }) => key)} close={() => setAsked(null)}
        done={(next) => { put(asked.prompt ? prompts.map((one) => (one.key === next.key ? next : one)) : added(prompts, next)); setAsked(null); }} /> : null}
    </form>
  );
}

function Standing({ told, prompt }: { told: Changes; prompt: FormPromptView }) {
  const is = (list: FormPromptView[]): boolean => list.some(({ key }) => key === prompt.key);
  const states = [is(told.added) ? 'form_added' : '', is(told.worded) ? 'form_worded' : '', is(told.moved) ? 'form_moved' : ''].filter(Boolean);
  return states.length === 0 ? null : <p>{states.map((state) => <span key={state} class="state on">{t(`assessments.${state}`)}</span>)}</p>;
}

function Deed({ text, prompt, act }: { text: string; prompt: FormPromptView; act: () => void }) {
  return <button type="button" class="quiet" id={`${text}-${prompt.key}`} onClick={act}>{t(`assessments.${text}`)}<span class="visually-hidden">: {named(prompt.textEn, prompt.textCy)}</span></button>;
}
