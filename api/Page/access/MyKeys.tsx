import { useState } from 'preact/hooks';
import { call } from '../http/api';
import type { AccessKeyView, MadeAccessKey } from '../http/contracts';
import { useLoaded } from '../http/useLoaded';
import { purposes } from '../http/vocabulary';
import { day, language, moment, t, word } from '../language/language';
import { may } from './session';
import { useAct } from '../shell/act';
import { ErrorSummary } from '../shell/Field';
import { Line } from '../shell/Line';
import { Loaded } from '../shell/Loaded';
import { Radios } from '../shell/OneOf';
import { ShownOnce } from './ShownOnce';

/** Keys by which map programs read as the person, until a day: each with a way to take it back. */
export function MyKeys() {
  const { now, again } = useLoaded<AccessKeyView[]>('/access/keys');
  const [made, setMade] = useState<Made>();
  const [making, setMaking] = useState(false);
  const act = useAct('key');
  const revoke = async (key: AccessKeyView): Promise<void> => {
    if (await act.run(() => call(`/access/keys/${key.id}`, { method: 'DELETE' }))) again();
  };
  const shown = (key: Made): void => {
    setMade(key);
    setMaking(false);
    again();
  };
  return (
    <section class="part" id="my-keys">
      <h2>{t('access_keys.keys')}</h2>
      <p class="hint">{t('access_keys.keys_means')}</p>
      <ErrorSummary faults={act.faults} />
      {made?.opens === 'calendar' ? <ShownOnce title={t('access_keys.calendar_once')} means={t('access_keys.calendar_once_means')} codes={[calendarAddress(made.key)]} />
        : made ? <ShownOnce title={t('access_keys.key_once')} means={t('access_keys.key_once_means', { address: `${window.location.origin}/ogc` })} codes={[made.key]} /> : null}
      <Loaded now={now} again={again} rows={1}>{(keys) => (keys.length === 0 ? <p>{t('access_keys.keys_none')}</p> : (
        <ul class="entries">
          {keys.map((key) => (
            <li key={key.id}>
              <div class="entry-head"><h3>{key.name}</h3></div>
              <p>{word('access_key_door', key.opens)}. {word('purpose', key.purpose ?? '')}</p>
              <p>{t('access_keys.key_times', {
                from: moment(key.createdAt), until: day(key.endsOn),
                used: key.lastUsedAt ? t('access_keys.key_used', { moment: moment(key.lastUsedAt) }) : t('access_keys.key_unused'),
              })}</p>
              <div class="entry-acts">
                <button type="button" class="quiet" disabled={act.busy} onClick={() => void revoke(key)}>{t('access_keys.key_revoke')}</button>
              </div>
            </li>
          ))}
        </ul>
      ))}</Loaded>
      {making ? <NewKey made={shown} cancel={() => setMaking(false)} />
        : <button type="button" class="quiet" onClick={() => { setMade(undefined); setMaking(true); }}>{t('access_keys.key_new')}</button>}
    </section>
  );
}

/** A key as it is shown once, and the door that it opens. */
interface Made { key: string; opens: Door }
type Door = AccessKeyView['opens'];
const doors: readonly Door[] = ['map_data', 'calendar'];

/** The address that a calendar program subscribes to; the key is part of it, because such programs can send nothing else. */
const calendarAddress = (key: string): string => new URL(`calendar.ics?key=${encodeURIComponent(key)}&language=${language.peek()}`, document.baseURI).href;

/** What a key opens, what for and until when; the answer is the key itself, once. */
function NewKey({ made, cancel }: { made: (key: Made) => void; cancel: () => void }) {
  const [opens, setOpens] = useState<Door>('map_data');
  const [name, setName] = useState('');
  const [purpose, setPurpose] = useState('');
  const [endsOn, setEndsOn] = useState('');
  const { busy, faults, setFaults, run } = useAct('key');
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const missing = [
      ...(name.trim() ? [] : [{ field: 'key-name', text: () => t('access_keys.key_name_missing') }]),
      ...(purpose ? [] : [{ field: 'key-purpose', text: () => t('access.purpose_missing') }]),
      ...(endsOn ? [] : [{ field: 'key-endsOn', text: () => t('access_keys.key_ends_missing') }]),
    ];
    if (missing.length > 0) {
      setFaults(missing);
      return;
    }
    await run(async () => {
      const answer = await call<MadeAccessKey>(`/access/keys/${crypto.randomUUID()}`, { method: 'POST', body: { name: name.trim(), purpose, endsOn, opens } });
      made({ key: answer.key, opens });
    });
  };
  return (
    <form class="stack" onSubmit={(event) => void send(event)} noValidate>
      <ErrorSummary faults={faults} />
      {may('see_plans') ? <Radios id="key-opens" label={t('access_keys.key_opens')} words="access_key_door" options={doors} chosen={opens} faults={faults} choose={(door) => setOpens(door as Door)} means={(door) => t(`access_keys.opens_${door}`)} /> : null}
      <Line id="key-name" label={t('access_keys.key_name')} hint={t('access_keys.key_name_hint')} value={name} faults={faults} change={setName} max={60} />
      <Radios id="key-purpose" label={t('access_keys.key_purpose')} words="purpose" options={purposes} chosen={purpose} faults={faults} choose={setPurpose} />
      <Line id="key-endsOn" label={t('access_keys.key_ends')} hint={t('access_keys.key_ends_hint')} type="date" width="medium" value={endsOn} faults={faults} change={setEndsOn} />
      <div class="row">
        <button type="submit" class="main" disabled={busy}>{t('access_keys.key_new')}</button>
        <button type="button" class="quiet" onClick={cancel}>{t('house.cancel')}</button>
      </div>
    </form>
  );
}
