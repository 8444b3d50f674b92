import { useState } from 'preact/hooks';
import { SquareCode } from '../../access/SquareCode';
import type { CollectionLink } from '../../http/contracts';
import { surveys } from '../../http/vocabulary';
import { day, t, word } from '../../language/language';
import { Dialog } from '../../shell/Dialog';
import { printForm, printPoster } from './sheets';

/** Where those who answer go. The token stands behind the #, which a browser sends to nobody. */
export const addressOf = (token: string): string => new URL(`take-part.html#${token}`, document.baseURI).href;

/** The link, shown this once: to be copied, photographed or printed now. */
export function LinkDialog({ assessment, link: { collection, token }, close }: { assessment: string; link: CollectionLink; close: () => void }) {
  const [said, setSaid] = useState('');
  const address = addressOf(token);
  const copy = (): void => { navigator.clipboard.writeText(address).then(() => setSaid(t('house.copied'))).catch(() => setSaid(t('house.copy_failed'))); };
  return (
    <Dialog id="link" title={t('instruments.link')} close={close}>
      <p>{t('instruments.link_means')}</p>
      <p>{word('instrument', collection.instrument)}. {t('instruments.open_until', { day: day(collection.closesOn) })}.</p>
      <SquareCode text={address} label={t('instruments.code')} />
      <p><code id="link-address">{address}</code></p>
      <div class="row">
        <button type="button" class="quiet" onClick={copy}>{t('instruments.copy_link')}</button>
        <button type="button" class="quiet" onClick={() => void printPoster(assessment, collection, address)}>{t('instruments.print_poster')}</button>
        {surveys.some((one) => one === collection.instrument)
          ? <button type="button" class="quiet" onClick={() => void printForm(assessment, collection)}>{t('instruments.print_forms')}</button> : null}
        <button type="button" class="main" onClick={close}>{t('instruments.done')}</button>
      </div>
      <p role="status">{said}</p>
    </Dialog>
  );
}
