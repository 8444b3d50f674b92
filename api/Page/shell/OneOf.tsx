import { t, word } from '../language/language';
import { Choices, describedBy, Field, type Fault } from './Field';

interface OneOf {
  id: string;
  label: string;
  hint?: string;
  words: string;
  options: readonly string[];
  chosen: string;
  faults: Fault[];
  choose: (option: string) => void;
}

/** One member of a vocabulary as radio buttons, each with what it means where that is not plain. */
export function Radios({ id, label, hint, words, options, chosen, faults, choose, means }: OneOf & { means?: (option: string) => string }) {
  return (
    <Choices id={id} label={label} hint={hint} faults={faults}>
      {options.map((option, at) => (
        <label class="choice" key={option}>
          <input type="radio" id={at === 0 ? id : `${id}-${option}`} name={id} checked={chosen === option} onChange={() => choose(option)} />
          <span>{word(words, option)}{means ? <small>{means(option)}</small> : null}</span>
        </label>
      ))}
    </Choices>
  );
}

/** One member of a vocabulary from a list; `none` is the line for no choice. */
export function Select({ id, label, hint, words, options, chosen, faults, choose, none }: OneOf & { none?: string }) {
  return (
    <Field id={id} label={label} hint={hint} faults={faults}>
      <select id={id} value={chosen} onChange={(event) => choose(event.currentTarget.value)} aria-describedby={describedBy(id, hint, faults)}>
        <option value="">{none ?? t('house.choose')}</option>
        {options.map((option) => <option key={option} value={option}>{word(words, option)}</option>)}
      </select>
    </Field>
  );
}
