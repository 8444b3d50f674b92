import { word } from '../language/language';

interface ChipsProps {
  name: string;
  words: string;
  options: readonly string[];
  chosen: string[];
  change: (next: string[]) => void;
}

/** Several of a vocabulary's members; each chip is a checkbox with a tick, so that colour is not the only sign. */
export function Chips({ name, words, options, chosen, change }: ChipsProps) {
  const flip = (option: string): void =>
    change(chosen.includes(option) ? chosen.filter((one) => one !== option) : [...chosen, option]);
  return (
    <div class="chips">
      {options.map((option, at) => (
        <label class="chip" key={option}>
          <input type="checkbox" id={at === 0 ? name : `${name}-${option}`} name={name} checked={chosen.includes(option)}
            onChange={() => flip(option)} />
          <span>{word(words, option)}</span>
        </label>
      ))}
    </div>
  );
}
