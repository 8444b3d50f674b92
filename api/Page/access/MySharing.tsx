import { day, t, word } from '../language/language';
import { enter } from '../shell/view';
import { me } from './session';

/** Under which agreements the person works: whose records they see, and which items of them. */
export function MySharing() {
  const sharing = me.value?.sharing;
  if (!sharing) return null;
  return (
    <section class="part">
      <h2>{t('access.sharing')}</h2>
      {sharing.inForce ? (
        <>
          <p>{t('access.sharing_agencies', { agencies: sharing.agencies.map((one) => word('agency', one)).join(', ') })}</p>
          <ul class="plain-list">{sharing.items.map((one) => <li key={one}>{word('data_item', one)}</li>)}</ul>
          {sharing.endsOn ? <p>{t('access.sharing_until', { day: day(sharing.endsOn) })}</p> : null}
        </>
      ) : <p class="note-box">{t('access.own_agency_only')}</p>}
      <button type="button" class="quiet" onClick={() => enter('agreements')}>{t('access.sharing_read')}</button>
    </section>
  );
}
