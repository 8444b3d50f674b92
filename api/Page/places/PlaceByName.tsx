import { useEffect, useState } from 'preact/hooks';
import { t, word } from '../language/language';
import { describedBy, Field, type Fault } from '../shell/Field';
import { fromGazetteer, placeText, type KnownPlace, type PlaceSource } from './gazetteer';
import { readGridReference } from './gridReference';
import { readPostcode } from './postcode';

const mostShown = 8;

interface ByName {
  id: string;
  label: string;
  hint: string;
  typed: string;
  faults: Fault[];
  chosen: string | null;
  type: (typed: string) => void;
  choose: (place: KnownPlace) => void;
  /** Where names are looked up: the gazetteer, where nothing else is said. */
  from?: PlaceSource;
  /** What was typed is no name: a grid reference or a postcode, which have ways of their own. */
  turnTo?: (way: 'grid_ref' | 'postcode', typed: string) => void;
}

/** A place found by its English or Welsh name. The search runs here: what is looked for is sent to nobody. One is offered, never taken. */
export function PlaceByName({ id, label, hint, typed, faults, chosen, type, choose, turnTo, from = fromGazetteer }: ByName) {
  const [looked, setLooked] = useState('');
  useEffect(() => void from.load(), []);
  // A screen reader is told what was found when the typing pauses, not at each letter.
  useEffect(() => {
    const pause = window.setTimeout(() => setLooked(typed), 300);
    return () => window.clearTimeout(pause);
  }, [typed]);

  const { matches, understood, matched } = from.search(typed, mostShown);
  const other = turnTo ? readGridReference(typed) && typed.trim().length > 2 ? 'grid_ref' as const : readPostcode(typed) ? 'postcode' as const : null : null;
  const state = from.state();
  const told = looked.trim().length < 2 || looked !== typed ? ''
    : state === 'failed' ? t(from.words.missing)
    : matched === 0 ? t(from.words.none)
    : understood ? t('where.one_found', { place: matches[0] ? placeText(matches[0].place) : '' })
    : matches[0]?.fit === 'similar' ? t('where.did_you_mean')
    : t('where.several_found', { n: matched });

  return (
    <>
      <Field id={id} label={label} hint={hint} faults={faults}>
        <input id={id} autocomplete="off" spellcheck={false} maxLength={100} value={typed} onInput={(event) => type(event.currentTarget.value)}
          aria-describedby={describedBy(id, 'hint', faults)} />
      </Field>
      <p role="status" class="hint">{told}</p>
      {other && turnTo ? (
        <button type="button" class="quiet" onClick={() => turnTo(other, typed)}>{t(`where.turn_to_${other}`)}</button>
      ) : null}
      {typed.trim().length > 1 && matches.length > 0 ? (
        <fieldset class="field found">
          <legend class="visually-hidden">{t('where.which')}</legend>
          {matches.map(({ place }) => (
            <label class="choice" key={place.id}>
              <input type="radio" name={`${id}-found`} checked={chosen === place.id} onChange={() => choose(place)} />
              <span>{placeText(place)}<small>{word('place_type', place.kind)}</small></span>
            </label>
          ))}
        </fieldset>
      ) : null}
    </>
  );
}
