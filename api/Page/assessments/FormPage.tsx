import { useState } from 'preact/hooks';
import { may } from '../access/session';
import type { AssessmentFormView, FormPromptView } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { formSides } from '../http/vocabulary';
import { language, named, t, word } from '../language/language';
import { kept } from '../shell/kept';
import { Loaded } from '../shell/Loaded';
import { NextForm } from './NextForm';

/** A version that is being made: its prompts so far, and the version that it is made from. */
export interface FormDraft { from: AssessmentFormView; prompts: FormPromptView[] }

/** The version that this person is making. It outlives the page: neither Back nor a session that ends loses it. */
export const drafted = () => kept<FormDraft | null>('assessment form', () => null);

/** The form that assessments begin with today, whole and in both languages; the chair makes the next version of it. */
export function FormPage({ back }: { back: () => void }) {
  const { now, again } = useLoaded<AssessmentFormView>('/assessment-forms/current');
  const [published, setPublished] = useState(0);
  const draft = drafted();
  return (
    <>
      <button type="button" class="back start" id="form-back" onClick={back}>{t('assessments.back')}</button>
      <Loaded now={now} again={again}>{(form) => (
        <>
          <section class="part">
            <h2 id="form-title">{t('assessments.form')}</h2>
            <p class="form-label"><strong>{named(form.labelEn, form.labelCy)}</strong></p>
            <p role="status">{published === form.version ? <strong>{t('assessments.form_published', { version: published })}</strong> : null}</p>
            <p>{t('assessments.form_version', { version: form.version })}. {t('assessments.form_current')}</p>
            {may('publish_forms') && !draft.value
              ? <button type="button" class="main start" id="form-next" onClick={() => { draft.value = { from: form, prompts: [...form.prompts] }; }}>{t('assessments.form_next')}</button> : null}
          </section>
          {draft.value ? <NextForm draft={draft.value} current={form} change={(next) => { draft.value = next; }} done={(version) => { draft.value = null; setPublished(version); again(); }} again={again} />
            : <Whole form={form} />}
        </>
      )}</Loaded>
    </>
  );
}

function Whole({ form }: { form: AssessmentFormView }) {
  return (
    <>
      {formSides.map((side) => (
        <section class="part" key={side} aria-labelledby={`form-${side}`}>
          <h3 id={`form-${side}`}>{word('form_side', side)}</h3>
          <ol class="form-prompts">
            {form.prompts.filter((prompt) => prompt.side === side).map((prompt) => <li key={prompt.key}><Wording prompt={prompt} /></li>)}
          </ol>
        </section>
      ))}
    </>
  );
}

/** A prompt in both languages, the reader's own first, with its words of help. */
export function Wording({ prompt }: { prompt: FormPromptView }) {
  return (
    <>
      {([['en', prompt.textEn, prompt.guidanceEn], ['cy', prompt.textCy, prompt.guidanceCy]] as const).toSorted(([one]) => (one === language.value ? -1 : 1)).map(([tongue, text, guidance]) => (
        <div key={tongue} lang={tongue}><p>{text}</p>{guidance ? <p class="hint">{guidance}</p> : null}</div>
      ))}
      <p class="hint">{word('prompt_kind', prompt.kind)}</p>
    </>
  );
}
