import { t } from '../language/language';
import { Dialog } from '../shell/Dialog';
import { endsIn, staySignedIn } from './idle';
import { signOut } from './session';

/** Two minutes before the session ends: what will happen, and one button that prevents it. */
export function IdleWarning() {
  const left = endsIn.value;
  if (left === null) return null;
  const seconds = Math.ceil(left / 1000);
  // Read aloud in steps of half a minute, shown each second.
  const said = Math.ceil(seconds / 30) * 30;
  return (
    <Dialog id="idle" title={t('access.idle_title')} close={() => void staySignedIn()}>
      <p aria-hidden="true">{t('access.idle_seconds', { n: seconds })}</p>
      <p class="visually-hidden" role="status">{t('access.idle_seconds', { n: said })}</p>
      <p>{t('access.idle_means')}</p>
      <div class="row">
        <button type="button" class="main" onClick={() => void staySignedIn()}>{t('access.stay')}</button>
        <button type="button" class="quiet" onClick={() => void signOut()}>{t('access.sign_out')}</button>
      </div>
    </Dialog>
  );
}
