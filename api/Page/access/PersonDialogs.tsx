import { call } from '../http/api';
import type { OneTimeCode, PersonView } from '../http/contracts';
import { agencies, roles } from '../http/vocabulary';
import { t, word } from '../language/language';
import { useAct } from '../shell/act';
import { ActDialog } from '../shell/ActDialog';
import type { Fault } from '../shell/Field';
import { forgetKept, kept } from '../shell/kept';
import { Line, Lines } from '../shell/Line';
import { Select } from '../shell/OneOf';
import { me } from './session';

/** What an administrator can do with a person. */
export type PersonAct = 'change' | 'disable' | 'enable' | 'end' | 'reset_factor' | 'reset_password';

interface Position { role: string; agency: string }

const missingPosition = (form: string, { role, agency }: Position): Fault[] => [
  ...(role ? [] : [{ field: `${form}-role`, text: () => t('people.role_missing') }]),
  ...(agency ? [] : [{ field: `${form}-agency`, text: () => t('people.agency_missing') }]),
];

function PositionFields({ form, value, faults, set }: { form: string; value: Position; faults: Fault[]; set: (part: Partial<Position>) => void }) {
  return (
    <>
      <Select id={`${form}-role`} label={t('access.role')} words="role" options={roles} chosen={value.role} faults={faults} choose={(role) => set({ role })} />
      <Select id={`${form}-agency`} label={t('access.agency')} words="agency" options={agencies} chosen={value.agency} faults={faults} choose={(agency) => set({ agency })} />
    </>
  );
}

export function Invite({ close, show }: { close: () => void; show: (code: OneTimeCode) => void }) {
  const draft = kept('invite', () => ({ user: '', role: '', agency: '' }));
  const act = useAct('invite');
  const now = draft.value;
  const set = (part: Partial<typeof now>): void => { draft.value = { ...now, ...part }; };
  const send = (): void => {
    const missing = [...(now.user.trim() ? [] : [{ field: 'invite-user', text: () => t('people.user_missing') }]), ...missingPosition('invite', now)];
    if (missing.length > 0) return act.setFaults(missing);
    // The id is made for each try: a code cannot be shown twice, so a resend asks for another one.
    void act.run(async () => {
      const code = await call<OneTimeCode>(`/access/invitations/${crypto.randomUUID()}`, { method: 'POST', body: { ...now, user: now.user.trim() } });
      forgetKept('invite');
      show(code);
    });
  };
  return (
    <ActDialog id="invite-dialog" title={t('people.invite')} means={t('people.invite_means')} act={act} send={send} close={close} button={t('people.invite_send')}>
      <Line id="invite-user" label={t('access.user')} hint={t('people.user_hint')} max={64} value={now.user} faults={act.faults} change={(user) => set({ user })} />
      <PositionFields form="invite" value={now} faults={act.faults} set={set} />
    </ActDialog>
  );
}

export function ChangePerson({ person, close, done }: { person: PersonView; close: () => void; done: (said: string) => void }) {
  const own = person.id === me.value?.userId;
  const form = `change ${person.id} ${person.version}`;
  const draft = kept(form, () => ({ role: person.role as string, agency: person.agency as string, reason: '' }));
  const act = useAct('change');
  const now = draft.value;
  const set = (part: Partial<typeof now>): void => { draft.value = { ...now, ...part }; };
  const send = (): void => {
    const missing = [...missingPosition('change', now), ...(own && !now.reason.trim() ? [{ field: 'change-reason', text: () => t('people.reason_missing') }] : [])];
    if (missing.length > 0) return act.setFaults(missing);
    const { role, agency } = now;
    void act.run(async () => {
      await call(`/access/people/${person.id}`, {
        method: 'PUT', ifMatch: `"${person.version}"`, body: { role, agency, ...(own ? { reason: now.reason.trim() } : {}) },
      });
      forgetKept(form);
      done(own ? t('people.asked') : t('people.changed', { user: person.user, role: word('role', role), agency: word('agency', agency) }));
    });
  };
  return (
    <ActDialog id="change-dialog" title={t('people.change_title', { user: person.user })} means={t(own ? 'people.change_self' : 'people.change_means')}
      act={act} send={send} close={close} button={t(own ? 'people.ask_send' : 'house.save')}>
      <PositionFields form="change" value={now} faults={act.faults} set={set} />
      {own ? <Lines id="change-reason" label={t('people.reason')} value={now.reason} faults={act.faults} change={(reason) => set({ reason })} /> : null}
    </ActDialog>
  );
}

const requests: Record<Exclude<PersonAct, 'change'>, { path: string; method: 'POST' | 'DELETE' }> = {
  disable: { path: '/disabling', method: 'POST' },
  enable: { path: '/disabling', method: 'DELETE' },
  end: { path: '', method: 'DELETE' },
  reset_factor: { path: '/second-factor', method: 'DELETE' },
  reset_password: { path: '/password-reset', method: 'POST' },
};

interface ConfirmProps {
  what: Exclude<PersonAct, 'change'>;
  person: PersonView;
  close: () => void;
  done: (said: string) => void;
  show: (code: OneTimeCode) => void;
}

/** What an act means for the person, before it is done. */
export function Confirm({ what, person, close, done, show }: ConfirmProps) {
  const act = useAct('confirm');
  const { path, method } = requests[what];
  const send = (): void => void act.run(async () => {
    const answer = await call<OneTimeCode | undefined>(`/access/people/${person.id}${path}`, { method });
    if (what === 'reset_password' && answer) show(answer);
    else done(`${person.user}: ${t('house.done')}`);
  });
  return (
    <ActDialog id="confirm" title={t(`people.${what}_title`, { user: person.user })} means={t(`people.${what}_means`)}
      act={act} send={send} close={close} button={t(`people.${what}`)} />
  );
}
