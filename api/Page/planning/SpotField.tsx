import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../language/language';
import { spelled } from '../places/gridReference';
import { loadGazetteer, nearText } from '../places/gazetteer';
import { fromGrid, toGrid } from '../places/nationalGrid';
import { PlaceByName } from '../places/PlaceByName';
import { Choices, describedBy, Field, type Fault } from '../shell/Field';
import { cornerAt } from '../spaces/corners';
import type { PlanCanvas } from './drawnPlan';
import { PlanMap } from './PlanMap';
import { readSpot, reference, type Spot } from './ground';

interface SpotFieldProps { prefix: string; label: string; spot: Spot | null; set: (spot: Spot) => void; faults: Fault[] }

/** A place chosen on the map, by grid reference or by name; the map is one way of three, and none needs a mouse. */
export function SpotField({ prefix, label, spot, set, faults }: SpotFieldProps) {
  const id = `${prefix}-location`;
  const canvas = useRef<PlanCanvas | null>(null);
  const [name, setName] = useState('');
  useEffect(() => void loadGazetteer(), []);
  const put = (lonLat: [number, number]): void => set({ corner: cornerAt(lonLat), by: 'pin', metres: 10 });
  const at = spot ? fromGrid(...spot.corner) : null;
  return (
    <Choices id={id} label={label} hint={t('planning.where_hint')} faults={faults}>
      <PlanMap label={label} cross canvas={canvas} hand={{ press: put }} around={at ? [...at, ...at] : null}
        drawing={{ marks: at ? [{ key: 'here', lonLat: at, sign: '', look: 'chosen' }] : [] }}>
        <button type="button" class="quiet" id={`${prefix}-middle`} onClick={() => { const middle = canvas.current?.middle(); if (middle) put(middle); }}>{t('planning.use_middle')}</button>
      </PlanMap>
      <p role="status" class="drawn-area">{spot ? <SpotText spot={spot} /> : t('planning.where_none')}</p>
      <ReferenceInput id={id} label={t('where.grid_reference')} hint={t('where.grid_reference_hint')} spot={spot} set={(next) => set(next)} describes={describedBy(id, 'hint', faults)} />
      <details class="more">
        <summary>{t('planning.by_name')}</summary>
        <PlaceByName id={`${prefix}-place`} label={t('where.place')} hint={t('where.place_hint')} typed={name} faults={[]} chosen={null} type={setName}
          choose={(place) => set({ corner: toGrid(place.point).map(Math.round) as [number, number], by: 'place', metres: place.reachMetres ?? null })} />
      </details>
    </Choices>
  );
}

/** A spot in words: its reference, said sign by sign, and what lies near. */
export function SpotText({ spot }: { spot: Spot }) {
  const written = reference(spot.corner);
  const near = nearText(fromGrid(...spot.corner));
  return <><span aria-hidden="true">{written}</span><span class="visually-hidden">{spelled(written)}</span>{near ? `, ${near}` : ''}</>;
}

interface ReferenceInputProps { id: string; label: string; hint?: string; spot: Spot | null; set: (spot: Spot) => void; describes?: string | undefined; hidden?: boolean }

/** A grid reference that is taken when it is whole; what is none is said at the field, and what was there stays. */
export function ReferenceInput({ id, label, hint, spot, set, describes, hidden = false }: ReferenceInputProps) {
  const written = spot ? reference(spot.corner) : '';
  const [typed, setTyped] = useState(written);
  const [wrong, setWrong] = useState(false);
  useEffect(() => { setTyped(written); setWrong(false); }, [written]);
  const take = (text: string): void => {
    const next = readSpot(text);
    setWrong(!next && text.trim() !== '');
    if (next && reference(next.corner) !== written) set(next);
  };
  const faults: Fault[] = wrong ? [{ field: id, text: () => t('planning.reference_wrong') }] : [];
  return (
    <Field id={id} label={label} hint={hidden ? undefined : hint} faults={faults}>
      <input id={id} class="medium" autocapitalize="characters" autocomplete="off" spellcheck={false} maxLength={40} value={typed}
        onInput={(event) => setTyped(event.currentTarget.value)} onBlur={(event) => take(event.currentTarget.value)}
        onKeyDown={(event) => { if (event.key === 'Enter') { event.preventDefault(); take(event.currentTarget.value); } }}
        aria-describedby={[describedBy(id, hint, faults), describes].filter(Boolean).join(' ') || undefined} />
    </Field>
  );
}
