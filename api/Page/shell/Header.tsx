import { may, me, signOut } from '../access/session';
import { language, named, speak, t, word } from '../language/language';
import { go, view } from './view';

/** Product, partnership, person, language: the same on every screen. */
export function Header() {
  const person = me.value;
  const other = language.value === 'en' ? 'cy' : 'en';
  return (
    <header class={person ? 'top signed-in' : 'top'}>
      <div class="top-bar">
        <p class="product">
          <svg viewBox="0 0 32 32" aria-hidden="true"><circle cx="12" cy="12" r="8" /><circle cx="20" cy="20" r="8" /></svg>
          <span>{t('house.product')}</span>
        </p>
        {person ? <p class="partnership">{named(person.partnership.nameEn, person.partnership.nameCy)}</p> : null}
        <div class="top-end">
          {person ? (
            <p class="person"><strong>{person.user}</strong><span>{word('role', person.role)}</span></p>
          ) : null}
          {person && may('record_incidents') && view.value === 'map' ? (
            <button type="button" class="on-dark strong" aria-label={t('incidents.log_open')} onClick={() => go('log')}>
              <span class="long">{t('incidents.log_open')}</span><span class="short">{t('incidents.log_short')}</span>
            </button>
          ) : null}
          <button type="button" class="on-dark" lang={other} onClick={() => void speak(other)}>
            {t('house.other_language')}
          </button>
          {person ? <button type="button" class="on-dark" onClick={() => void signOut()}>{t('access.sign_out')}</button> : null}
        </div>
      </div>
      {person?.partnership.isDemonstration ? (
        <p class="demonstration"><strong>{t('house.demonstration')}</strong> {t('house.demonstration_means')}</p>
      ) : null}
    </header>
  );
}
