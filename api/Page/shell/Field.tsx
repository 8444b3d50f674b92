import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import type { Problem } from '../http/api';
import { has, t } from '../language/language';

/** What is wrong, by field id. `text` is a function so that it is said again in the other language. */
export interface Fault { field: string; text: () => string }

/** True while a form on screen shows what is wrong; the page's title then says so. */
export const hasErrors = signal(false);

/** What a refusal says: the server's title in the language of the request, or our own words where no answer came. */
export function problemText(problem: Problem): string {
  if (problem.code === 'unreachable') return t('house.unreachable');
  return sentenceOf(problem.code, problem.title);
}

// In the language on screen; where the sentence has values, which only the server knows, as the server said it.
function sentenceOf(code: string, said: string): string {
  const sentence = has(`problem.${code}`) ? t(`problem.${code}`) : '';
  return (sentence.includes('{') ? said : sentence) || said || t('house.failed');
}

/** The faults of a refusal, each at the field of the form that it concerns. */
export function faultsOf(problem: Problem, fieldOf: (wireField: string) => string): Fault[] {
  if (problem.errors.length === 0) return [{ field: fieldOf(''), text: () => problemText(problem) }];
  return problem.errors.map(({ field, code, message }) => ({
    field: fieldOf(field ?? ''),
    text: () => sentenceOf(code, message),
  }));
}

/** The list of what is wrong, at the top of a form; takes the focus when it appears, each line leads to its field. */
export function ErrorSummary({ faults }: { faults: Fault[] }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    hasErrors.value = faults.length > 0;
    if (faults.length > 0) box.current?.focus();
    return () => { hasErrors.value = false; };
  }, [faults]);
  if (faults.length === 0) return null;
  return (
    <div class="errors" role="alert" tabIndex={-1} ref={box} aria-labelledby="errors-title">
      <h2 id="errors-title">{t('house.errors_title')}</h2>
      <ul>
        {faults.map(({ field, text }) => (
          <li key={field}>{field
            ? <a href={`#${field}`} onClick={(event) => focusField(event, field)}>{text()}</a>
            : text()}</li>
        ))}
      </ul>
    </div>
  );
}

function focusField(event: Event, id: string): void {
  event.preventDefault();
  const field = document.getElementById(id);
  field?.focus();
  field?.scrollIntoView({ block: 'center' });
}

interface FieldProps {
  id: string;
  label: string;
  hint?: string | undefined;
  faults?: Fault[];
  children: ComponentChildren;
}

/** A labelled field with its hint and its fault; the control itself takes `describedBy(id, …)`. */
export function Field({ id, label, hint, faults = [], children }: FieldProps) {
  return (
    <div class={faultAt(faults, id) ? 'field wrong' : 'field'}>
      <label for={id}>{label}</label>
      {hint ? <p class="hint" id={`${id}-hint`}>{hint}</p> : null}
      <FaultText id={id} faults={faults} />
      {children}
    </div>
  );
}

/** A group of choices under one question. */
export function Choices({ id, label, hint, faults = [], children }: FieldProps) {
  return (
    <fieldset class={faultAt(faults, id) ? 'field wrong' : 'field'} aria-describedby={describedBy(id, hint, faults)}>
      <legend>{label}</legend>
      {hint ? <p class="hint" id={`${id}-hint`}>{hint}</p> : null}
      <FaultText id={id} faults={faults} />
      {children}
    </fieldset>
  );
}

function FaultText({ id, faults }: { id: string; faults: Fault[] }) {
  const fault = faultAt(faults, id);
  return fault ? <p class="fault" id={`${id}-fault`}><span class="visually-hidden">{t('house.error_prefix')}</span> {fault.text()}</p> : null;
}

export const faultAt = (faults: Fault[], id: string): Fault | undefined => faults.find((fault) => fault.field === id);

export const describedBy = (id: string, hint: string | undefined, faults: Fault[]): string | undefined =>
  [hint ? `${id}-hint` : '', faultAt(faults, id) ? `${id}-fault` : ''].filter(Boolean).join(' ') || undefined;
