import { useState } from 'preact/hooks';
import { t } from '../language/language';

interface ShownOnceProps { title: string; means: string; codes: readonly string[] }

/** Codes that the server shows one time: to be copied, printed or written down now. */
export function ShownOnce({ title, means, codes }: ShownOnceProps) {
  const [said, setSaid] = useState('');
  const copy = (): void => {
    navigator.clipboard.writeText(codes.join('\n'))
      .then(() => setSaid(t('house.copied')))
      .catch(() => setSaid(t('house.copy_failed')));
  };
  return (
    <div class="once">
      <h3>{title}</h3>
      <p>{means}</p>
      {codes.length === 1 ? <p><code>{codes[0]}</code></p> : <ul class="once-codes">{codes.map((code) => <li key={code}><code>{code}</code></li>)}</ul>}
      <div class="row">
        <button type="button" class="quiet" onClick={copy}>{t('house.copy')}</button>
        <button type="button" class="quiet" onClick={() => window.print()}>{t('house.print')}</button>
      </div>
      <p role="status">{said}</p>
    </div>
  );
}
