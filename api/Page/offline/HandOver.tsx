import { useState } from 'preact/hooks';
import { me } from '../access/session';
import { hand } from '../http/api';
import { t } from '../language/language';
import { ErrorSummary, type Fault } from '../shell/Field';
import { Line } from '../shell/Line';
import { plainFile, sealedFile } from './handOver';
import type { Item } from './items';
import { leastPassphrase, passphraseFault } from './passphrase';
import { items } from './queue';

const fileName = (): string => `spacesplaces-${new Date().toISOString().slice(0, 10)}.json`;

/** What waits, or one item of it, as a file for the lead. It stays here as well. */
export function HandOver({ only, done }: { only?: Item; done: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const [faults, setFaults] = useState<Fault[]>([]);
  const [given, setGiven] = useState(false);
  const handed = (): Item[] => (only ? [only] : items.peek());
  const sealed = async (event: Event): Promise<void> => {
    event.preventDefault();
    const key = passphraseFault(passphrase, me.peek()?.user ?? '');
    setFaults(key ? [{ field: 'hand-passphrase', text: () => t(key, { n: leastPassphrase }) }] : []);
    if (key) return;
    hand(await sealedFile(handed(), passphrase), fileName());
    setGiven(true);
  };
  return (
    <form class="stack" noValidate onSubmit={(event) => void sealed(event)}>
      <p>{t('offline.hand_means')}</p>
      <ErrorSummary faults={faults} />
      <Line id="hand-passphrase" label={t('offline.hand_passphrase')} hint={t('offline.passphrase_hint', { n: leastPassphrase })} type="password" value={passphrase}
        faults={faults} change={setPassphrase} />
      {given ? <p role="status">{t('offline.handed')}</p> : null}
      <div class="row">
        <button type="submit" class="main" id="hand-sealed">{t('offline.hand_sealed')}</button>
        <button type="button" class="quiet" id="hand-plain" onClick={() => { hand(plainFile(handed()), fileName()); setGiven(true); }}>{t('offline.hand_plain')}</button>
        <button type="button" class="quiet" onClick={done}>{t('house.back')}</button>
      </div>
      <p class="hint">{t('offline.hand_plain_means')}</p>
    </form>
  );
}
