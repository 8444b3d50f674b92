import { signal } from '@preact/signals';
import { Fragment, type ComponentChildren } from 'preact';
import { t } from '../language/language';

/** A question of a form: under its heading on a wide screen, on a phone a page of its own. */
export interface Question {
  title: () => string;
  /** Ids of its fields: where a fault is shown, where "Change" leads. */
  fields: RegExp;
  body: () => ComponentChildren;
}

// The width below which the panel is a sheet (page.css).
const phone = window.matchMedia('(max-width: 56.24rem)');
/** True where one question fills the screen. */
export const oneAtATime = signal(phone.matches);
phone.addEventListener('change', () => { oneAtATime.value = phone.matches; });

/** Number of the question that a field belongs to; the first for what belongs to none. */
export const questionOf = (questions: readonly Pick<Question, 'fields'>[], field: string): number =>
  Math.max(0, questions.findIndex(({ fields }) => fields.test(field)));

/** At a desk, Ctrl (or ⌘) and Enter press the main button of a form's step, wherever the focus is in it. */
export function onKeys(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  event.preventDefault();
  event.currentTarget.querySelector<HTMLButtonElement>('button.main:not(:disabled)')?.click();
}

interface FormHeadProps { name: string; title: { current: HTMLHeadingElement | null }; question: { at: number; of: number } | null }

/** The name of a form; above one of its questions it is small, with which of how many that is. */
export function FormHead({ name, title, question }: FormHeadProps) {
  return question
    ? <h1 class="caption">{name} <span>{t('questions.of', { n: question.at + 1, total: question.of })}</span></h1>
    : <h1 tabIndex={-1} ref={title}>{name}</h1>;
}

interface QuestionsProps {
  questions: Question[];
  /** The one that fills a phone's screen. */
  at: number;
  title: { current: HTMLHeadingElement | null };
  /** What stands before the first question. */
  lead: ComponentChildren;
  submit: (event: Event) => void;
  /** What the button says after the last question. */
  last: string;
  busy?: boolean;
}

/** The questions of a form: all in one view on a wide screen, one to a page on a phone. */
export function Questions({ questions, at, title, lead, submit, last, busy = false }: QuestionsProps) {
  const shown = questions[at];
  const one = oneAtATime.value && shown !== undefined;
  return (
    <form class="stack" noValidate onSubmit={submit}>
      {one && at > 0 ? null : lead}
      {one ? (
        <>
          <h2 tabIndex={-1} ref={title} class="question">{shown.title()}</h2>
          {shown.body()}
        </>
      ) : questions.map((question, n) => <Fragment key={n}><h2>{question.title()}</h2>{question.body()}</Fragment>)}
      <button type="submit" class="main" disabled={busy}>{one && at < questions.length - 1 ? t('questions.next') : last}</button>
      {one ? null : <p class="hint">{t('questions.keys')}</p>}
    </form>
  );
}
