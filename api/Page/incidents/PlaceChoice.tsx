import { useState } from 'preact/hooks';
import { valueOf } from '../http/loadable';
import { named, t, word } from '../language/language';
import { basemap } from '../reference-data/referenceData';
import { describedBy, Field, type Fault } from '../shell/Field';
import type { ChosenPlace } from './draft';

const mostShown = 8;

/** Accents, hyphens and case aside, so that "Parc-y-felin" is found as it is typed. */
const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').replace(/[-’']/g, ' ').toLowerCase();

/** A named place found by part of its English or Welsh name. The search runs here: what is looked for is sent to nobody. */
export function PlaceChoice({ chosen, faults, choose }: { chosen: ChosenPlace | null; faults: Fault[]; choose: (place: ChosenPlace) => void }) {
  const [typed, setTyped] = useState('');
  const wanted = folded(typed.trim());
  const places = (valueOf(basemap.now.value)?.['places']?.features ?? []).flatMap(({ geometry, properties }) =>
    geometry.type === 'Point' ? [{
      id: String(properties?.['id'] ?? ''), kind: String(properties?.['kind'] ?? ''),
      nameEn: String(properties?.['name_en'] ?? ''), nameCy: String(properties?.['name_cy'] ?? ''),
      point: [geometry.coordinates[0] ?? 0, geometry.coordinates[1] ?? 0] as [number, number],
    }] : []);
  const found = wanted.length < 2 ? []
    : places.filter((place) => folded(`${place.nameEn} ${place.nameCy}`).includes(wanted));

  return (
    <>
      <Field id="place" label={t('incidents.place')} hint={t('incidents.place_hint')} faults={faults}>
        <input id="place" autocomplete="off" value={typed} onInput={(event) => setTyped(event.currentTarget.value)}
          aria-describedby={describedBy('place', 'hint', faults)} />
      </Field>
      <p role="status" class="hint">
        {wanted.length < 2 ? '' : t('incidents.places_found', { n: found.length })}
        {chosen ? ` ${t('incidents.place_chosen', { place: named(chosen.nameEn, chosen.nameCy) })}` : ''}
      </p>
      {found.length > 0 ? (
        <fieldset class="field">
          <legend class="visually-hidden">{t('incidents.place')}</legend>
          {found.slice(0, mostShown).map((place) => (
            <label class="choice" key={place.id}>
              <input type="radio" name="place-found" checked={chosen?.id === place.id} onChange={() => choose(place)} />
              <span>{named(place.nameEn, place.nameCy)}<small>{word('place_type', place.kind)}</small></span>
            </label>
          ))}
        </fieldset>
      ) : null}
    </>
  );
}
