import { useState } from 'preact/hooks';
import { t } from '../language/language';

/** What can still be done with words that could not be written down here: send them now, or copy them. */
export function NotSavedActs({ written, send }: { written: string; send: () => void }) {
  const [said, setSaid] = useState('');
  const copy = async (): Promise<void> => {
    const copied = await navigator.clipboard?.writeText(written).then(() => true, () => false);
    setSaid(copied ? 'house.copied' : 'house.copy_failed');
  };
  return (
    <div class="row" id="not-saved-acts">
      <button type="button" class="main" id="send-unkept" onClick={send}>{t('offline.send_online')}</button>
      <button type="button" class="quiet" onClick={() => void copy()}>{t('offline.copy')}</button>
      <p role="status">{said ? t(said) : ''}</p>
    </div>
  );
}
