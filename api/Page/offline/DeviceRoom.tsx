import { useEffect, useState } from 'preact/hooks';
// The forms say here how their records are called and opened again.
import '../incidents/LogIncident';
import '../outreach/RecordOutreach';
import '../outreach/RecordTask';
import { may } from '../access/session';
import { moment, t } from '../language/language';
import { ChooseFile } from '../shell/ChooseFile';
import { ErrorSummary, problemText, type Fault } from '../shell/Field';
import { Line } from '../shell/Line';
import { Empty } from '../shell/States';
import { go } from '../shell/view';
import { openings } from './drafts';
import { HandOver } from './HandOver';
import { openedFile } from './handOver';
import type { Item } from './items';
import { addPhoto } from './photoBox';
import { canEdit, items, kinds, problemOf, removeItem, sendAgain, sendNow, summary } from './queue';
import { settingUp, unlocking } from './Unlock';
import { change, held, keeping } from './vault';
import { age, here } from './words';

/** What this device holds: each record with its kind, when it was written and where it is; nothing of what it says. */
export function DeviceRoom() {
  const now = keeping.value;
  // Counts that wait come back and are sent from here, too.
  useEffect(() => void import('../planning/tally'), []);
  return (
    <>
      {may('record_incidents') ? <button type="button" class="main start" id="device-log" onClick={() => go('log')}>{t('incidents.log_open')}</button> : null}
      {now === 'open' ? <OnThisDevice /> : <NotOpen />}
    </>
  );
}

function NotOpen() {
  const now = keeping.value;
  if (now === 'asking') return null;
  return (
    <div class="note-box">
      <p>{t(now === 'impossible' ? 'offline.impossible' : now === 'locked' ? 'offline.locked' : 'offline.not_kept', { here: here() })}</p>
      {now === 'none' ? <button type="button" class="quiet" id="keep-here" onClick={() => { settingUp.value = true; }}>{t('offline.set_up_open', { here: here() })}</button> : null}
      {now === 'locked' ? <button type="button" class="quiet" id="device-unlock" onClick={() => { unlocking.value = true; }}>{t('offline.unlock')}</button> : null}
    </div>
  );
}

function OnThisDevice() {
  const all = items.value;
  const drafts = Object.keys(held.value?.drafts ?? {});
  const { waiting } = summary.value;
  return (
    <section class="part" aria-labelledby="device-list">
      <h2 id="device-list">{t('offline.list')}</h2>
      {drafts.length === 0 ? null : (
        <div class="note-box" id="unfinished">
          <p>{t('offline.drafts', { n: drafts.length })}</p>
          {drafts.filter((form) => openings[form]).map((form) => (
            <button type="button" class="quiet" key={form} onClick={() => openings[form]?.()}>{t(drafts.length === 1 ? 'offline.go_on' : 'offline.go_on_at', { moment: moment(held.value?.drafts[form]?.at ?? '') })}</button>
          ))}
        </div>
      )}
      {all.length === 0 ? <Empty title={t('offline.nothing')}><p>{t('offline.nothing_means')}</p></Empty> : (
        <ul class="entries" id="device-items">{[...all].reverse().map((item) => <Entry key={item.key} item={item} />)}</ul>
      )}
      {waiting > 0 ? <button type="button" class="main start" id="send-now" onClick={() => void sendNow()}>{t('offline.send_now')}</button> : null}
      <ReceiveFile />
    </section>
  );
}

const stateText = (item: Item): string => t(`offline.state_${item.state}`, { here: here() });

function Entry({ item }: { item: Item }) {
  const [step, setStep] = useState<'closed' | 'hand' | 'remove'>('closed');
  const kind = kinds[item.kind];
  const problem = problemOf(item);
  return (
    <li data-state={item.state} data-record={item.record}>
      <div class="entry-head">
        <h3>{kind?.name(item) ?? item.kind}{item.method === 'PUT' ? ` (${t('offline.correction')})` : ''}</h3>
        <span class={item.state === 'received' ? 'state on' : 'state'}>{stateText(item)}</span>
      </div>
      <p>{t('offline.written', { moment: moment(item.madeAt), age: age(item.madeAt) })}</p>
      {item.receipt ? <p>{t('offline.received_at', { moment: moment(item.receipt.receivedAt), reference: item.record.slice(-8) })}</p> : null}
      {problem ? <p>{problemText(problem)}{problem.errors.length > 0 ? ` ${problem.errors.map(({ message }) => message).join(' ')}` : ''}</p> : null}
      {step === 'remove' ? (
        <>
          <p>{t('offline.remove_means')}</p>
          <div class="entry-acts">
            <button type="button" class="quiet remove-yes" onClick={() => void removeItem(item.key)}>{t('offline.remove_yes')}</button>
            <button type="button" class="quiet" onClick={() => setStep('closed')}>{t('house.cancel')}</button>
          </div>
        </>
      ) : step === 'hand' ? <HandOver only={item} done={() => setStep('closed')} /> : (
        <div class="entry-acts">
          {kind && canEdit(item) ? <button type="button" class="quiet open-item" onClick={() => kind.open(item)}>{t(item.state === 'conflict' ? 'offline.both' : item.state === 'received' ? 'offline.amend' : 'offline.open')}</button> : null}
          {item.state === 'attention' || item.state === 'conflict' ? <button type="button" class="quiet" onClick={() => void sendAgain(item.key)}>{t('offline.send_again')}</button> : null}
          {item.state === 'received' ? null : (
            <>
              <button type="button" class="quiet" onClick={() => setStep('hand')}>{t('offline.hand_over')}</button>
              <button type="button" class="quiet remove" disabled={item.state === 'sending'} onClick={() => setStep('remove')}>{t('offline.remove')}</button>
            </>
          )}
        </div>
      )}
    </li>
  );
}

// Where a record goes is ours to say, never the file's.
function takenIn(found: Item[], known: Item[]): Item[] {
  return found.flatMap(({ held: _, ...item }): Item[] => {
    const kind = kinds[item.kind];
    if (!kind || known.some(({ key }) => key === item.key)) return [];
    return [{
      ...item, method: item.method === 'PUT' ? 'PUT' : 'POST', path: kind.path(encodeURIComponent(item.record)), state: 'attention', unsure: false, refusal: null, theirs: null,
    }];
  });
}

/** A lead takes in what somebody handed over; it waits for a look before it is sent. */
function ReceiveFile() {
  const [file, setFile] = useState<File | null>(null);
  const [passphrase, setPassphrase] = useState('');
  const [faults, setFaults] = useState<Fault[]>([]);
  const [taken, setTaken] = useState<number | null>(null);
  const take = async (event: Event): Promise<void> => {
    event.preventDefault();
    setTaken(null);
    const found = file ? await openedFile(file, passphrase) : null;
    setFaults(found ? [] : [{ field: 'taken-file', text: () => t('offline.take_wrong') }]);
    if (!found) return;
    for (const { id, jpeg } of found.photos) await addPhoto(id, jpeg);
    await change((now) => ({ ...now, items: [...now.items, ...takenIn(found.items, now.items)] }));
    setTaken(found.items.length);
  };
  return (
    <details class="method">
      <summary>{t('offline.take')}</summary>
      <form class="stack" noValidate onSubmit={(event) => void take(event)}>
        <p>{t('offline.take_means')}</p>
        <ErrorSummary faults={faults} />
        <div class="field">
          <label for="taken-file">{t('offline.take_file')}</label>
          <ChooseFile id="taken-file" accept="application/json,.json" chosen={file?.name ?? null} choose={([one]) => setFile(one ?? null)} />
        </div>
        <Line id="taken-passphrase" label={t('offline.hand_passphrase')} type="password" value={passphrase} faults={faults} change={setPassphrase} />
        {taken === null ? null : <p role="status">{t('offline.taken', { n: taken })}</p>}
        <button type="submit" class="quiet">{t('offline.take_open')}</button>
      </form>
    </details>
  );
}
