import { useRef, useState } from 'preact/hooks';
import { number, t, word } from '../language/language';
import { fromGrid } from '../places/nationalGrid';
import { Choices, describedBy, type Fault } from '../shell/Field';
import { Line } from '../shell/Line';
import { Select } from '../shell/OneOf';
import { CornerList } from '../spaces/CornerList';
import { cornerAt } from '../spaces/corners';
import type { Outlined } from '../spaces/outlined';
import { emptyWanted, mostWanted } from './arrange';
import type { PlanCanvas } from './drawnPlan';
import type { Spot } from './ground';
import { PlanMap } from './PlanMap';
import { drawingOf } from './planDrawing';
import { emptyVisit, type Change, type PlanDraft, type ThingDraft } from './plans';
import { ReferenceInput, SpotText } from './SpotField';
import { hazardKinds, postKinds } from './words';

interface GroundProps { plan: PlanDraft; set: Change<PlanDraft>; way: Outlined; faults: Fault[] }

/** What a press on the map puts there. */
type Puts = 'middle' | 'base' | 'wanted' | 'way' | 'post' | 'hazard' | `visit-${number}`;
/** Places to be visited that are in no shift yet. */
const toArrange = ({ arrange, shifts }: PlanDraft) =>
  arrange.wanted.filter(({ spot }) => !shifts.some(({ visits }) => visits.some((visit) => String(visit.spot?.corner) === String(spot?.corner))));
const lonLat = (spot: Spot): [number, number] => fromGrid(...spot.corner);

/** Where it is, the way, what stands where, and what could hurt somebody: on one map, or by grid references alone. */
export function GroundPart({ plan, set, way, faults }: GroundProps) {
  const [puts, setPuts] = useState<Puts>('middle');
  const canvas = useRef<PlanCanvas | null>(null);
  const press = (at: [number, number]): void => {
    const spot: Spot = { corner: cornerAt(at), by: 'pin', metres: 10 };
    if (puts === 'middle') set({ spot });
    else if (puts === 'base') set(({ arrange }) => ({ arrange: { ...arrange, base: spot } }));
    else if (puts === 'wanted') set(({ arrange }) => ({ arrange: { ...arrange, wanted: [...arrange.wanted, { ...emptyWanted(), spot }].slice(0, mostWanted) } }));
    else if (puts === 'way') way.add(spot.corner);
    else if (puts === 'post') set(({ posts }) => ({ posts: [...posts, { kind: '', name: '', spot }] }));
    else if (puts === 'hazard') set(({ hazards }) => ({ hazards: [...hazards, { kind: '', name: '', spot }] }));
    else set(({ shifts }) => ({ shifts: shifts.map((shift, i) => (`visit-${i}` === puts ? { ...shift, visits: [...shift.visits, { ...emptyVisit(), spot }], way: [] } : shift)) }));
  };
  const choices: [Puts, string][] = [
    ['middle', t('planning.puts_middle')],
    ...(plan.kind === 'patrol' ? [['base', t('planning.puts_base')], ['wanted', t('planning.puts_wanted')]] as [Puts, string][] : []), ['way', t('planning.puts_way')], ['post', t('planning.puts_post')], ['hazard', t('planning.puts_hazard')],
    ...plan.shifts.map((_, at): [Puts, string] => [`visit-${at}`, t('planning.puts_visit', { shift: number(at + 1) })]),
  ];
  const drawn = (things: ThingDraft[], words: string) => things.flatMap(({ kind, name, spot }) => (spot ? [{ at: lonLat(spot), name: name || (kind ? word(words, kind) : '') }] : []));
  return (
    <>
      <h3>{t('planning.on_the_ground')}</h3>
      <Choices id="plan-puts" label={t('planning.puts')} hint={t('planning.puts_hint')}>
        <div class="chips">
          {choices.map(([one, label], at) => (
            <label class="chip" key={one}><input type="radio" name="plan-puts" id={at === 0 ? 'plan-puts' : `plan-puts-${one}`} checked={puts === one} onChange={() => setPuts(one)} /><span>{label}</span></label>
          ))}
        </div>
        <PlanMap label={t('planning.plan_map')} cross canvas={canvas} hand={{ press }} drawing={drawingOf({
          middle: plan.spot ? lonLat(plan.spot) : null, way: way.corners.map((corner) => fromGrid(...corner)), ways: plan.shifts.map((shift) => shift.way),
          ...(plan.kind === 'patrol' ? { base: plan.arrange.base && lonLat(plan.arrange.base), wanted: toArrange(plan).flatMap(({ name, spot }) => (spot ? [{ at: lonLat(spot), name }] : [])) } : {}), posts: drawn(plan.posts, 'post_kind'), hazards: drawn(plan.hazards, 'hazard_kind'),
          visits: plan.shifts.flatMap(({ visits }) => visits).flatMap(({ name, spot }) => (spot ? [{ at: lonLat(spot), name }] : [])),
        })}>
          <button type="button" class="quiet" id="plan-middle" onClick={() => { const middle = canvas.current?.middle(); if (middle) press(middle); }}>{t('planning.use_middle')}</button>
        </PlanMap>
      </Choices>
      <div class={faults.some(({ field }) => field === 'plan-location') ? 'field wrong' : 'field'}>
        <ReferenceInput id="plan-location" label={t('planning.where_middle')} hint={t('where.grid_reference_hint')} spot={plan.spot} set={(spot) => set({ spot })} describes={describedBy('plan-location', undefined, faults)} />
        <p role="status">{plan.spot ? <SpotText spot={plan.spot} /> : t('planning.where_none')}</p>
      </div>
      <details class="more" open={way.corners.length > 0 || puts === 'way'}>
        <summary>{t('planning.way')} ({number(way.corners.length)})</summary>
        <p class="hint">{t('planning.way_hint')}</p>
        <CornerList prefix="plan-way" outline={way} describedBy={undefined} />
        <div class="row">
          <button type="button" class="quiet" disabled={!way.undo} onClick={() => way.undo?.()}>{t('spaces.draw_undo')}</button>
          <button type="button" class="quiet" disabled={way.corners.length === 0} onClick={way.clear}>{t('planning.way_clear')}</button>
        </div>
      </details>
      <Things one="post" title={t('planning.posts')} add={t('planning.post_add')} words="post_kind" kinds={postKinds} named={t('planning.post_name')} list={plan.posts} set={(next) => set(({ posts }) => ({ posts: next(posts) }))} faults={faults} />
      <Things one="hazard" title={t('planning.hazards')} add={t('planning.hazard_add')} words="hazard_kind" kinds={hazardKinds} named={t('planning.hazard_note')} list={plan.hazards} set={(next) => set(({ hazards }) => ({ hazards: next(hazards) }))} faults={faults} />
    </>
  );
}

interface ThingsProps { one: 'post' | 'hazard'; title: string; add: string; words: string; kinds: readonly string[]; named: string; list: ThingDraft[]; set: (next: (list: ThingDraft[]) => ThingDraft[]) => void; faults: Fault[] }

/** Things at places, each with its kind, its grid reference and a word; they can be added without the map. */
function Things({ one, title, add, words, kinds, named, list, set, faults }: ThingsProps) {
  const change = (at: number, part: Partial<ThingDraft>): void => set((now) => now.map((thing, i) => (i === at ? { ...thing, ...part } : thing)));
  return (
    <div class="field">
      <h4>{title}</h4>
      {list.length > 0 ? (
        <ul class="things">
          {list.map((thing, at) => {
            const id = `plan-${one}-${at + 1}`;
            return (
              <li key={at}>
                <Select id={id} label={t('planning.which_kind', { thing: title, n: at + 1 })} words={words} options={kinds} chosen={thing.kind} faults={faults} choose={(kind) => change(at, { kind })} />
                <SpotLine id={`${id}-spot`} spot={thing.spot} set={(spot) => change(at, { spot })} faults={faults} />
                <Line id={`${id}-name`} label={named} value={thing.name} faults={faults} max={one === 'post' ? 100 : 200} change={(name) => change(at, { name })} />
                <button type="button" class="quiet" aria-label={`${t('planning.take_away')}: ${title} ${at + 1}`} onClick={() => set((now) => now.filter((_, i) => i !== at))}>{t('planning.take_away')}</button>
              </li>
            );
          })}
        </ul>
      ) : null}
      <button type="button" class="quiet start" id={`plan-${one}-add`} onClick={() => {
        set((now) => [...now, { kind: '', name: '', spot: null }]);
        window.requestAnimationFrame(() => document.getElementById(`plan-${one}-${list.length + 1}`)?.focus());
      }}>{add}</button>
    </div>
  );
}

/** A grid reference with its fault, for a thing of a list. */
export function SpotLine({ id, spot, set, faults }: { id: string; spot: Spot | null; set: (spot: Spot) => void; faults: Fault[] }) {
  const fault = faults.find(({ field }) => field === id);
  return (
    <div class={fault ? 'field wrong' : 'field'}>
      {fault ? <p class="fault" id={`${id}-fault`}>{fault.text()}</p> : null}
      <ReferenceInput id={id} label={t('where.grid_reference')} spot={spot} set={set} describes={fault ? `${id}-fault` : undefined} />
    </div>
  );
}
