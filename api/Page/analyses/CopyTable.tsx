import { useState } from 'preact/hooks';
import { t } from '../language/language';
import { asText } from './asText';

/** Copies a whole table, also the rows that are not on screen. */
export function CopyTable({ rows }: { rows: () => string[][] }) {
  const [said, setSaid] = useState('');
  const copy = (): void => {
    navigator.clipboard.writeText(asText(rows()))
      .then(() => setSaid(t('house.copied')))
      .catch(() => setSaid(t('house.copy_failed')));
  };
  return (
    <p class="copy">
      <button type="button" class="link" onClick={copy}>{t('analyses.copy')}</button> <span role="status">{said}</span>
    </p>
  );
}
