import { useState } from 'preact/hooks';
import { me } from '../access/session';
import { hand } from '../http/api';
import { t } from '../language/language';
import { ErrorSummary, type Fault } from '../shell/Field';
import { Line } from '../shell/Line';
import { photosOf, plainFile, sealedFile } from './handOver';
import type { Item } from './items';
import { leastPassphrase, passphraseFault } from './passphrase';
import { items } from './queue';

const fileName = (): string => `spacesplaces-${new Date().toISOString().slice(0, 10)}.json`;

/** What waits, or one item of it, as a file for the lead. It stays here as well. */
export function HandOver({ only, done }: { only?: Item; done: () => void }) {
  const [passphrase, setPassphrase] = useState('');
  const [faults, setFaults] = useState<Fault[]>([]);
  const [given, setGiven] = useState<string | null>(null);
  const handed = (): Item[] => (only ? [only] : items.peek());
  const sealed = async (event: Event): Promise<void> => {
    event.preventDefault();
    const key = passphraseFault(passphrase, me.peek()?.user ?? '');
    setFaults(key ? [{ field: 'hand-passphrase', text: () => t(key, { n: leastPassphrase }) }] : []);
    if (key) return;
    const { file, photos } = await sealedFile(handed(), passphrase);
    hand(file, fileName());
    setGiven(inFile(photos));
  };
  const { goAlong, stay } = photosOf(handed());
  const inFile = (n: number): string => (goAlong.length > 0 ? t('offline.hand_photos_in', { n, all: goAlong.length }) : '');
  return (
    <form class="stack" noValidate onSubmit={(event) => void sealed(event)}>
      <p>{t('offline.hand_means')}</p>
      {goAlong.length > 0 ? <p>{t('offline.hand_photos')}</p> : null}
      {stay.length > 0 ? <p>{t('offline.hand_photos_stay', { n: stay.length })}</p> : null}
      <ErrorSummary faults={faults} />
      <Line id="hand-passphrase" label={t('offline.hand_passphrase')} hint={t('offline.passphrase_hint', { n: leastPassphrase })} type="password" value={passphrase}
        faults={faults} change={setPassphrase} />
      {given === null ? null : <p role="status">{t('offline.handed')} {given}</p>}
      <div class="row">
        <button type="submit" class="main" id="hand-sealed">{t('offline.hand_sealed')}</button>
        <button type="button" class="quiet" id="hand-plain" onClick={() => { hand(plainFile(handed()), fileName()); setGiven(inFile(0)); }}>{t('offline.hand_plain')}</button>
        <button type="button" class="quiet" onClick={done}>{t('house.back')}</button>
      </div>
      <p class="hint">{t('offline.hand_plain_means')}</p>
    </form>
  );
}
