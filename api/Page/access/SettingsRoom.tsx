import { useState } from 'preact/hooks';
import { call } from '../http/api';
import type { AccessSettings } from '../http/contracts';
import { roles } from '../http/vocabulary';
import { useLoaded } from '../http/useLoaded';
import { t } from '../language/language';
import { useAct } from '../shell/act';
import { Chips } from '../shell/Chips';
import { Choices, ErrorSummary } from '../shell/Field';
import { forgetKept, kept } from '../shell/kept';
import { Line } from '../shell/Line';
import { Loaded } from '../shell/Loaded';

/** The partnership's rules for its door and its figures. */
export function SettingsRoom() {
  const { now, again } = useLoaded<AccessSettings>('/access/settings');
  const [saved, setSaved] = useState(false);
  return (
    <>
      <Loaded now={now} again={again}>{(settings) => (
        <Form key={JSON.stringify(settings)} settings={settings} begin={() => setSaved(false)} done={() => { setSaved(true); again(); }} />
      )}</Loaded>
      <p role="status" class={saved ? 'note-box' : ''}>{saved ? t('people.settings_saved') : ''}</p>
    </>
  );
}

const numbers = [
  { name: 'browserIdleMinutes', text: 'settings_browser' },
  { name: 'programIdleMinutes', text: 'settings_program' },
  { name: 'viewsPerHour', text: 'settings_views', hint: 'settings_views_hint' },
  { name: 'insideThreshold', text: 'settings_inside' },
  { name: 'outsideThreshold', text: 'settings_outside' },
] as const;

function Form({ settings, begin, done }: { settings: AccessSettings; begin: () => void; done: () => void }) {
  const form = `settings ${JSON.stringify(settings)}`;
  const draft = kept(form, () => ({
    roles: [...settings.secondFactorRoles] as string[],
    values: Object.fromEntries(numbers.map(({ name }) => [name, String(settings[name])])) as Record<string, string>,
  }));
  const act = useAct('settings');
  const now = draft.value;

  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    begin();
    const wrong = numbers.filter(({ name }) => !/^\d{1,6}$/.test(now.values[name]?.trim() ?? ''));
    if (wrong.length > 0) return act.setFaults(wrong.map(({ name }) => ({ field: `settings-${name}`, text: () => t('people.settings_number') })));
    const body = { secondFactorRoles: now.roles, ...Object.fromEntries(numbers.map(({ name }) => [name, Number(now.values[name])])) };
    if (!await act.run(() => call('/access/settings', { method: 'PUT', body }))) return;
    forgetKept(form);
    done();
  };

  return (
    <form class="part" onSubmit={(event) => void send(event)} noValidate>
      <ErrorSummary faults={act.faults} />
      <Choices id="settings-secondFactorRoles" label={t('people.settings_roles')} hint={t('people.settings_roles_hint')} faults={act.faults}>
        <Chips name="settings-secondFactorRoles" words="role" options={roles} chosen={now.roles} change={(next) => { draft.value = { ...now, roles: next }; }} />
      </Choices>
      {numbers.map(({ name, text, ...more }) => (
        <Line key={name} id={`settings-${name}`} label={t(`people.${text}`)} {...('hint' in more ? { hint: t(`people.${more.hint}`) } : {})} type="number"
          width="narrow" value={now.values[name] ?? ''} faults={act.faults} change={(next) => { draft.value = { ...now, values: { ...now.values, [name]: next } }; }} />
      ))}
      <button type="submit" class="main" disabled={act.busy}>{t(act.busy ? 'house.saving' : 'house.save')}</button>
    </form>
  );
}
