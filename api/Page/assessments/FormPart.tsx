import { useEffect, useState } from 'preact/hooks';
import { may } from '../access/session';
import type { AssessmentFile, FormPromptView } from '../http/contracts';
import { formSides } from '../http/vocabulary';
import { number, t, word } from '../language/language';
import { missing } from './answer';
import { answerTo } from './answers';
import { PromptCard } from './PromptCard';
import { presenting } from './presenting';
import type { Part, Side } from './steps';

interface Props { file: AssessmentFile; side: Side; asked: string | undefined; next: (part: Part) => void }

/** One part of the form: its prompts, one open at a time, each saved by itself. */
export function FormPart({ file, side, asked, next }: Props) {
  const { assessment, form, answers } = file;
  const prompts = form.prompts.filter((prompt) => prompt.side === side);
  const held = (key: string) => answers.find(({ prompt }) => prompt === key) ?? null;
  const saving = (prompt: FormPromptView) => answerTo(assessment.id, prompt, held(prompt.key));
  const whole = (prompt: FormPromptView): boolean => missing(saving(prompt).now.value.draft, prompt.kind).length === 0;
  // On a wall nothing is open before somebody opens it.
  const [open, setOpen] = useState<string | null>(() => asked ?? (presenting.peek() ? null : prompts.find((prompt) => !whole(prompt))?.key ?? null));
  useEffect(() => { for (const prompt of prompts) saving(prompt).hear(held(prompt.key)); }, [answers]);
  useEffect(() => { if (presenting.value && !asked) setOpen(null); }, [presenting.value]);
  useEffect(() => { if (asked) document.querySelector<HTMLElement>(`#prompt-${asked} summary`)?.focus(); }, []);
  const changes = may('change_assessments') && !assessment.endedOn;
  const done = prompts.filter(whole).length;
  const after = formSides[formSides.indexOf(side) + 1];
  const on = (at: number): void => {
    const following = prompts[at + 1];
    if (!following) return;
    setOpen(following.key);
    requestAnimationFrame(() => document.querySelector<HTMLElement>(`#prompt-${following.key} summary`)?.focus());
  };
  return (
    <section class="part" aria-labelledby="form-part-title">
      <div class="part-head">
        <h3 id="form-part-title">{word('form_side', side)}</h3>
        <p class="hint" role="status">{t('assessments.prompts_done', { done: number(done), all: number(prompts.length) })}</p>
      </div>
      <p class="hint">{t(changes ? 'assessments.form_means' : 'assessments.form_read')}</p>
      <div class="prompts">
        {prompts.map((prompt, at) => (
          <PromptCard key={prompt.key} assessment={assessment.id} prompt={prompt} saving={saving(prompt)} changes={changes}
            open={open === prompt.key} turn={(unfolded) => { if (unfolded) setOpen(prompt.key); else if (open === prompt.key) setOpen(null); }}
            onward={at < prompts.length - 1 ? () => on(at) : null} />
        ))}
      </div>
      {after ? <button type="button" class="quiet" id="next-part" onClick={() => next(after)}>{t('assessments.next_part', { part: word('form_side', after) })}</button>
        : <button type="button" class="quiet" id="next-part" onClick={() => next(null)}>{t('assessments.to_steps')}</button>}
    </section>
  );
}
