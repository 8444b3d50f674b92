import { useEffect, useState } from 'preact/hooks';
import { call } from '../http/api';
import type { ExclusionView } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { moment, named, t } from '../language/language';
import { knownPlaces, loadGazetteer } from '../places/gazetteer';
import { PlaceByName } from '../places/PlaceByName';
import type { ChosenPlace } from '../places/where';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { Choices, type Fault } from '../shell/Field';
import { forgetKept, kept } from '../shell/kept';
import { Line, Lines } from '../shell/Line';
import { Loaded } from '../shell/Loaded';
import { Empty } from '../shell/States';
import { ReferenceLine, referenceFaults } from './Reference';

/** Who is kept from what. What concerns the reader is not in the list, and nothing says that it might be. */
export function ExclusionsRoom() {
  const { now, again } = useLoaded<ExclusionView[]>('/governance/exclusions');
  const [making, setMaking] = useState(false);
  const [ending, setEnding] = useState<ExclusionView | null>(null);
  const act = useAct('exclusion-end');
  useEffect(() => void loadGazetteer(), []);
  const end = (one: ExclusionView): void => void act.run(() =>
    call(`/governance/exclusions/${one.id}/end`, { method: 'POST' }).then(() => { setEnding(null); again(); }));
  return (
    <>
      <button type="button" class="main start" id="exclusion-new" onClick={() => setMaking(true)}>{t('exclusions.new')}</button>
      <h2 class="visually-hidden">{t('rooms.list')}</h2>
      <Loaded now={now} again={again}>{(list) => (list.length === 0
        ? <Empty title={t('exclusions.none')}><p>{t('exclusions.none_means')}</p></Empty>
        : <ul class="entries">{list.map((one) => <Exclusion key={one.id} view={one} end={() => setEnding(one)} />)}</ul>)}</Loaded>
      {making ? <Make close={() => setMaking(false)} done={() => { setMaking(false); again(); }} /> : null}
      {ending ? (
        <ActDialog id="exclusion-end" title={t('exclusions.end_title')} means={t('exclusions.end_means', { user: ending.user })} act={act}
          send={() => end(ending)} close={() => setEnding(null)} button={t('exclusions.end')} />
      ) : null}
    </>
  );
}

function Exclusion({ view, end }: { view: ExclusionView; end: () => void }) {
  return (
    <li>
      <div class="entry-head">
        <h3>{view.user}</h3>
        <span class={view.endedAt ? 'state over' : 'state on'}>{t(view.endedAt ? 'exclusions.ended' : 'exclusions.holds')}</span>
      </div>
      <p>{view.placeId ? t('exclusions.from_place', { place: placeName(view.placeId) }) : t('exclusions.from_record', { reference: view.incidentId ?? '' })}</p>
      <p>{view.reason}</p>
      <p class="hint">
        {t('governance.by', { user: view.madeBy, moment: moment(view.madeAt) })}
        {view.endedAt ? ` · ${t('exclusions.ended_at', { moment: moment(view.endedAt) })}` : ''}
      </p>
      {view.endedAt ? null : (
        <div class="entry-acts"><button type="button" class="quiet" onClick={end}>{t('exclusions.end')}<span class="visually-hidden"> {view.user}</span></button></div>
      )}
    </li>
  );
}

function placeName(id: string): string {
  const place = knownPlaces.value.find((known) => known.id === id);
  return place ? named(place.nameEn, place.nameCy) : id;
}

interface Draft { id: string; user: string; what: 'record' | 'place'; reference: string; place: ChosenPlace | null; reason: string }

function Make({ close, done }: { close: () => void; done: () => void }) {
  const draft = kept<Draft>('exclusion', () => ({ id: crypto.randomUUID(), user: '', what: 'record', reference: '', place: null, reason: '' }));
  const act = useAct('exclusion');
  const [typed, setTyped] = useState('');
  const now = draft.value;
  const set = (part: Partial<Draft>): void => { draft.value = { ...now, ...part }; };
  const missing = (): Fault[] => [
    ...(now.user.trim() ? [] : [{ field: 'exclusion-user', text: () => t('access.user_missing') }]),
    ...(now.what === 'record' ? referenceFaults('exclusion-incidentId', now.reference)
      : now.place ? [] : [{ field: 'place', text: () => t('where.place_missing') }]),
    ...(now.reason.trim() ? [] : [{ field: 'exclusion-reason', text: () => t('exclusions.reason_missing') }]),
  ];
  const send = (): void => {
    const found = missing();
    if (found.length > 0) return act.setFaults(found);
    const from = now.what === 'record' ? { incidentId: now.reference.trim() } : { placeId: now.place?.id };
    void act.run(async () => {
      await call(`/governance/exclusions/${now.id}`, { method: 'POST', body: { user: now.user.trim(), reason: now.reason.trim(), ...from } });
      forgetKept('exclusion');
      done();
    });
  };
  return (
    <ActDialog id="exclusion-form" title={t('exclusions.new')} means={t('exclusions.new_means')} act={act} send={send} close={close} button={t('house.save')}>
      <Line id="exclusion-user" label={t('access.user')} value={now.user} faults={act.faults} change={(user) => set({ user })} />
      <Choices id="exclusion-what" label={t('exclusions.from_what')}>
        {(['record', 'place'] as const).map((what) => (
          <label class="choice" key={what}>
            <input type="radio" id={what === 'record' ? 'exclusion-what' : 'exclusion-what-place'} name="exclusion-what" checked={now.what === what} onChange={() => set({ what })} />
            <span>{t(`exclusions.what_${what}`)}<small>{t(`exclusions.what_${what}_means`)}</small></span>
          </label>
        ))}
      </Choices>
      {now.what === 'record'
        ? <ReferenceLine id="exclusion-incidentId" value={now.reference} faults={act.faults} change={(reference) => set({ reference })} />
        : <PlaceByName id="place" label={t('where.place')} hint={t('where.place_hint')} typed={typed} faults={act.faults} chosen={now.place?.id ?? null}
          type={setTyped} choose={(place) => set({ place })} />}
      <Lines id="exclusion-reason" label={t('exclusions.reason')} hint={t('exclusions.reason_hint')} value={now.reason} faults={act.faults} change={(reason) => set({ reason })} />
    </ActDialog>
  );
}
