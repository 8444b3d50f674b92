import { describedBy, Field, type Fault } from './Field';

interface LineProps {
  id: string;
  label: string;
  hint?: string;
  value: string;
  faults: Fault[];
  change: (next: string) => void;
  type?: 'text' | 'date' | 'password' | 'number';
  width?: 'narrow' | 'medium';
  max?: number;
  autocomplete?: 'off' | 'username' | 'current-password' | 'new-password' | 'one-time-code';
}

/** One line to write in, with its label, hint and fault. */
export function Line({ id, label, hint, value, faults, change, type = 'text', width, max = 200, autocomplete = 'off' }: LineProps) {
  const numeric = type === 'number' || autocomplete === 'one-time-code';
  return (
    <Field id={id} label={label} hint={hint} faults={faults}>
      <input id={id} type={(type === 'number' ? 'text' : type) as 'text'} value={value} maxLength={max} autocomplete={autocomplete} autocapitalize="none"
        spellcheck={false} onInput={(event) => change(event.currentTarget.value)} aria-describedby={describedBy(id, hint, faults)}
        {...(width ? { class: width } : {})} {...(numeric ? { inputmode: 'numeric' as const } : {})} />
    </Field>
  );
}

/** Several lines to write in. */
export function Lines({ id, label, hint, value, faults, change, max = 500, rows = 3 }: Omit<LineProps, 'type' | 'width' | 'autocomplete'> & { rows?: number }) {
  return (
    <Field id={id} label={label} hint={hint} faults={faults}>
      <textarea id={id} rows={rows} maxLength={max} value={value} onInput={(event) => change(event.currentTarget.value)}
        aria-describedby={describedBy(id, hint, faults)} />
    </Field>
  );
}
