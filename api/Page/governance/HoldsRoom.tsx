import { useState } from 'preact/hooks';
import { call } from '../http/api';
import type { HoldView } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { day, moment, t } from '../language/language';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { Fact } from '../shell/Fact';
import { forgetKept, kept } from '../shell/kept';
import { Line, Lines } from '../shell/Line';
import { Loaded } from '../shell/Loaded';
import { Empty } from '../shell/States';
import { ReferenceLine, referenceFaults } from './Reference';

/** Records kept although their time has come: why, until when, and who answers for it. */
export function HoldsRoom() {
  const { now, again } = useLoaded<HoldView[]>('/governance/holds');
  const [placing, setPlacing] = useState(false);
  const [releasing, setReleasing] = useState<HoldView | null>(null);
  const act = useAct('hold-release');
  const release = (hold: HoldView): void => void act.run(() =>
    call(`/governance/holds/${hold.id}/release`, { method: 'POST' }).then(() => { setReleasing(null); again(); }));
  return (
    <>
      <button type="button" class="main start" id="hold-new" onClick={() => setPlacing(true)}>{t('holds.new')}</button>
      <h2 class="visually-hidden">{t('rooms.list')}</h2>
      <Loaded now={now} again={again}>{(list) => (list.length === 0
        ? <Empty title={t('holds.none')}><p>{t('holds.none_means')}</p></Empty>
        : (
          <ul class="entries">
            {list.map((hold) => (
              <li key={hold.id}>
                <div class="entry-head">
                  <h3>{t('holds.until', { day: day(hold.endsOn) })}</h3>
                  <span class={hold.inForce ? 'state on' : 'state over'}>{t(hold.inForce ? 'holds.in_force' : 'holds.over')}</span>
                </div>
                <p>{hold.reason}</p>
                <dl class="facts-list">
                  <Fact term={t('holds.owner')}>{hold.owner}</Fact>
                  <Fact term={t('governance.reference')}><code>{hold.incidentId}</code></Fact>
                  <Fact term={t('holds.placed')}>{moment(hold.placedAt)}</Fact>
                  {hold.releasedAt ? <Fact term={t('holds.released')}>{moment(hold.releasedAt)}</Fact> : null}
                </dl>
                {hold.inForce ? (
                  <div class="entry-acts">
                    <button type="button" class="quiet" onClick={() => setReleasing(hold)}>{t('holds.release')}<span class="visually-hidden"> {hold.reason}</span></button>
                  </div>
                ) : null}
              </li>
            ))}
          </ul>
        ))}</Loaded>
      {placing ? <PlaceHold close={() => setPlacing(false)} done={() => { setPlacing(false); again(); }} /> : null}
      {releasing ? (
        <ActDialog id="hold-release" title={t('holds.release_title')} means={t('holds.release_means')} act={act}
          send={() => release(releasing)} close={() => setReleasing(null)} button={t('holds.release')} />
      ) : null}
    </>
  );
}

function PlaceHold({ close, done }: { close: () => void; done: () => void }) {
  const draft = kept('hold', () => ({ id: crypto.randomUUID(), reference: '', reason: '', endsOn: '', owner: '' }));
  const act = useAct('hold');
  const now = draft.value;
  const set = (part: Partial<typeof now>): void => { draft.value = { ...now, ...part }; };
  const send = (): void => {
    const missing = [
      ...referenceFaults('hold-incidentId', now.reference),
      ...(now.reason.trim() ? [] : [{ field: 'hold-reason', text: () => t('people.reason_missing') }]),
      ...(now.endsOn ? [] : [{ field: 'hold-endsOn', text: () => t('holds.ends_missing') }]),
    ];
    if (missing.length > 0) return act.setFaults(missing);
    void act.run(async () => {
      await call(`/governance/holds/${now.id}`, {
        method: 'POST',
        body: { incidentId: now.reference.trim(), reason: now.reason.trim(), endsOn: now.endsOn, ...(now.owner.trim() ? { owner: now.owner.trim() } : {}) },
      });
      forgetKept('hold');
      done();
    });
  };
  return (
    <ActDialog id="hold-form" title={t('holds.new')} means={t('holds.new_means')} act={act} send={send} close={close} button={t('house.save')}>
      <ReferenceLine id="hold-incidentId" value={now.reference} faults={act.faults} change={(reference) => set({ reference })} />
      <Lines id="hold-reason" label={t('people.reason')} value={now.reason} faults={act.faults} change={(reason) => set({ reason })} />
      <Line id="hold-endsOn" label={t('holds.ends')} hint={t('holds.ends_hint')} type="date" width="medium" value={now.endsOn} faults={act.faults} change={(endsOn) => set({ endsOn })} />
      <Line id="hold-owner" label={t('holds.owner_label')} hint={t('holds.owner_hint')} value={now.owner} faults={act.faults} change={(owner) => set({ owner })} />
    </ActDialog>
  );
}
