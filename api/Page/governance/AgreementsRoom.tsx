import { useState } from 'preact/hooks';
import { findOutWhoIsHere, may } from '../access/session';
import { call } from '../http/api';
import type { AgreementView } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { day, named, t, word } from '../language/language';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import { Fact } from '../shell/Fact';
import { Loaded } from '../shell/Loaded';
import { Empty } from '../shell/States';
import { AgreementForm } from './AgreementForm';
import { DataItems } from './DataItems';

type Open = { what: 'new' } | { what: 'appendix' } | { what: 'correct'; agreement: AgreementView } | { what: 'end'; agreement: AgreementView } | null;

const stateLook = { coming: '', in_force: 'on', ending_soon: 'soon', ended: 'over' } as const;

/** The agreements under which agencies share, with what they let pass and for how long. */
export function AgreementsRoom() {
  const { now, again } = useLoaded<AgreementView[]>('/governance/agreements');
  const [open, setOpen] = useState<Open>(null);
  const close = (): void => setOpen(null);
  const done = (): void => {
    close();
    again();
    // What the person sees may have changed with it.
    void findOutWhoIsHere();
  };
  const manages = may('manage_agreements');
  if (open?.what === 'appendix') return <DataItems back={close} />;
  return (
    <>
      {manages ? <button type="button" class="main start" id="agreement-new" onClick={() => setOpen({ what: 'new' })}>{t('agreements.new')}</button> : null}
      <h2 class="visually-hidden">{t('rooms.list')}</h2>
      <Loaded now={now} again={again}>{(list) => (list.length === 0
        ? <Empty title={t('agreements.none')}><p>{t('agreements.none_means')}</p></Empty>
        : (
          <ul class="entries">
            {list.map((one) => (
              <Agreement key={one.id} view={one} act={manages && one.state !== 'ended' ? (what) => setOpen({ what, agreement: one }) : null} />
            ))}
          </ul>
        ))}</Loaded>
      <section class="part">
        <h2>{t('agreements.appendix')}</h2>
        <p>{t('agreements.appendix_means')}</p>
        <button type="button" class="quiet start" id="appendix" onClick={() => setOpen({ what: 'appendix' })}>{t('agreements.appendix')}</button>
      </section>
      {open?.what === 'new' ? <AgreementForm held={null} close={close} done={done} />
        : open?.what === 'correct' ? <AgreementForm held={open.agreement} close={close} done={done} />
          : open?.what === 'end' ? <End agreement={open.agreement} close={close} done={done} /> : null}
    </>
  );
}

function Agreement({ view, act }: { view: AgreementView; act: ((what: 'correct' | 'end') => void) | null }) {
  const { agreement, state } = view;
  const days = Math.round((Date.parse(agreement.endsOn) - Date.parse(new Date().toISOString().slice(0, 10))) / 86_400_000);
  const about = <span class="visually-hidden"> {agreement.reference}</span>;
  return (
    <li>
      <div class="entry-head">
        <h3>{agreement.reference}</h3>
        <span class={`state ${stateLook[state]}`}>{t(`agreements.state_${state}`)}</span>
        {view.includesMyAgency ? <span class="state">{t('agreements.ours')}</span> : null}
      </div>
      <p>{named(agreement.purposeEn, agreement.purposeCy)}</p>
      <dl class="facts-list">
        <Fact term={t('agreements.parties')}>{agreement.parties.map((one) => word('agency', one)).join(', ')}</Fact>
        <Fact term={t('agreements.items')}><ul class="plain-list">{agreement.items.map((one) => <li key={one}>{word('data_item', one)}</li>)}</ul></Fact>
        <Fact term={t('agreements.days')}>
          {t('house.period', { from: day(agreement.startsOn), to: day(agreement.endsOn) })}
          {state === 'in_force' || state === 'ending_soon' ? <small>{t('agreements.days_left', { n: days })}</small> : null}
          {view.endedAt ? <small>{t('agreements.ended_early', { day: day(view.endedAt) })}</small> : null}
        </Fact>
        <Fact term={t('agreements.signed')}>{day(agreement.signedOn)}</Fact>
      </dl>
      {act ? (
        <div class="entry-acts">
          <button type="button" class="quiet" onClick={() => act('correct')}>{t('agreements.correct')}{about}</button>
          <button type="button" class="quiet" onClick={() => act('end')}>{t('agreements.end')}{about}</button>
        </div>
      ) : null}
    </li>
  );
}

function End({ agreement, close, done }: { agreement: AgreementView; close: () => void; done: () => void }) {
  const act = useAct('end');
  const send = (): void => void act.run(() => call(`/governance/agreements/${agreement.id}/end`, { method: 'POST', ifMatch: `"${agreement.version}"` }).then(done));
  return (
    <ActDialog id="agreement-end" title={t('agreements.end_title', { reference: agreement.agreement.reference })} means={t('agreements.end_means')}
      act={act} send={send} close={close} button={t('agreements.end')} />
  );
}
