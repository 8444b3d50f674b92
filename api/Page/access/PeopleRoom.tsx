import { useState } from 'preact/hooks';
import { call } from '../http/api';
import type { InvitationView, OneTimeCode, PersonView } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { day, moment, t, word } from '../language/language';
import { useAct } from '../shell/act';
import { Dialog } from '../shell/Dialog';
import { ErrorSummary } from '../shell/Field';
import { Line } from '../shell/Line';
import { Loaded } from '../shell/Loaded';
import { Empty } from '../shell/States';
import { ChangePerson, Confirm, Invite, type PersonAct } from './PersonDialogs';
import { ShownOnce } from './ShownOnce';
import { me } from './session';

type Open = { what: 'invite' } | { what: PersonAct; person: PersonView } | { what: 'code'; code: OneTimeCode } | null;

/** Everybody who can come in: found, invited, changed, let go. No content of records is seen here. */
export function PeopleRoom() {
  const people = useLoaded<PersonView[]>('/access/people');
  const invitations = useLoaded<InvitationView[]>('/access/invitations');
  const [open, setOpen] = useState<Open>(null);
  const [said, setSaid] = useState('');
  const close = (): void => setOpen(null);
  const done = (sentence: string): void => {
    setSaid(sentence);
    setOpen(null);
    people.again();
    invitations.again();
  };
  const show = (code: OneTimeCode): void => {
    setOpen({ what: 'code', code });
    invitations.again();
  };

  return (
    <>
      <div class="part-head">
        <button type="button" class="main" id="invite" onClick={() => setOpen({ what: 'invite' })}>{t('people.invite')}</button>
      </div>
      <p role="status" class={said ? 'note-box' : ''}>{said}</p>
      <Loaded now={invitations.now} again={invitations.again} rows={1}>{(list) => <Waiting list={list} again={invitations.again} />}</Loaded>
      <Loaded now={people.now} again={people.again} rows={6}>{(list) => <Members list={list} act={(what, person) => setOpen({ what, person })} />}</Loaded>
      {open?.what === 'invite' ? <Invite close={close} show={show} />
        : open?.what === 'code' ? (
          <Dialog id="code-once" title={t('people.code_title', { user: open.code.user })} close={close}>
            <ShownOnce title={open.code.user} means={t('people.code_means', { moment: moment(open.code.expiresAt) })} codes={[open.code.code]} />
            <button type="button" class="main" onClick={close}>{t('people.code_done')}</button>
          </Dialog>
        ) : open?.what === 'change' ? <ChangePerson person={open.person} close={close} done={done} />
          : open ? <Confirm what={open.what} person={open.person} close={close} done={done} show={show} /> : null}
    </>
  );
}

function Waiting({ list, again }: { list: InvitationView[]; again: () => void }) {
  const act = useAct('waiting');
  if (list.length === 0) return null;
  const withdraw = async (id: string): Promise<void> => {
    if (await act.run(() => call(`/access/invitations/${id}`, { method: 'DELETE' }))) again();
  };
  return (
    <section class="part">
      <h2>{t('people.waiting')}</h2>
      <ErrorSummary faults={act.faults} />
      <ul class="entries">
        {list.map((one) => (
          <li key={one.id}>
            <div class="entry-head">
              <h3>{one.user}</h3>
              <span class="state soon">{t(one.isReset ? 'people.waiting_reset' : 'people.waiting_invitation')}</span>
            </div>
            <p>{word('role', one.role)}, {word('agency', one.agency)}</p>
            <p class="hint">{t('people.waiting_by', { user: one.invitedBy, moment: moment(one.invitedAt), until: moment(one.expiresAt) })}</p>
            <div class="entry-acts">
              <button type="button" class="quiet" disabled={act.busy} onClick={() => void withdraw(one.id)}>
                {t('people.withdraw')}<span class="visually-hidden"> {one.user}</span>
              </button>
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Members({ list, act }: { list: PersonView[]; act: (what: PersonAct, person: PersonView) => void }) {
  const [wanted, setWanted] = useState('');
  const [former, setFormer] = useState(false);
  const found = list
    .filter(({ state }) => former || state !== 'ended')
    .filter((one) => [one.user, word('role', one.role), word('agency', one.agency)].some((text) => text.toLowerCase().includes(wanted.trim().toLowerCase())));
  return (
    <section class="part">
      <h2>{t('people.members')}</h2>
      <div class="filters">
        <Line id="people-find" label={t('people.find')} value={wanted} faults={[]} change={setWanted} />
        <label class="choice">
          <input type="checkbox" checked={former} onChange={() => setFormer(!former)} />
          <span>{t('people.show_former')}</span>
        </label>
      </div>
      <p role="status">{t('people.count', { n: found.length })}</p>
      {found.length === 0 ? <Empty title={t('people.none')} /> : (
        <ul class="entries">{found.map((person) => <Member key={person.id} person={person} act={(what) => act(what, person)} />)}</ul>
      )}
    </section>
  );
}

function Member({ person, act }: { person: PersonView; act: (what: PersonAct) => void }) {
  const own = person.id === me.value?.userId;
  const ended = person.state === 'ended';
  const factor = person.secondFactor ? 'people.factor_yes' : person.secondFactorNeeded ? 'people.factor_missing' : 'people.factor_no';
  const acts: PersonAct[] = own || ended ? [] : [
    ...(person.state === 'disabled' ? ['enable' as const] : ['disable' as const]),
    ...(person.secondFactor ? ['reset_factor' as const] : []), 'reset_password', 'end'];
  const named = <span class="visually-hidden"> {person.user}</span>;
  return (
    <li id={`person-${person.user}`}>
      <div class="entry-head">
        <h3>{person.user}</h3>
        {own ? <span class="state">{t('people.you')}</span> : null}
        {person.state === 'active' ? null : <span class="state over">{t(`people.state_${person.state}`)}</span>}
      </div>
      <p>{word('role', person.role)}, {word('agency', person.agency)}</p>
      <p class="hint">
        {[t('people.since', { day: day(person.since) }), person.lastUsedAt ? t('people.last_used', { moment: moment(person.lastUsedAt) }) : t('people.never_used'),
          ...(ended ? [] : [t(factor)])].join(' · ')}
      </p>
      <div class="entry-acts">
        <button type="button" class="quiet" onClick={() => act('change')}>{t(ended ? 'people.readmit' : own ? 'people.own_change' : 'people.change')}{named}</button>
        {acts.length === 0 ? null : (
          <details class="more">
            <summary>{t('people.more_acts', { user: person.user })}</summary>
            <div class="entry-acts">
              {acts.map((what) => <button type="button" class="quiet" key={what} onClick={() => act(what)}>{t(`people.${what}`)}{named}</button>)}
            </div>
          </details>
        )}
      </div>
    </li>
  );
}
