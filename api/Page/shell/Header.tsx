import { signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { may, me, signOut } from '../access/session';
import { unread } from '../governance/notices';
import { language, named, number, speak, t, word } from '../language/language';
import { StateLine } from '../offline/StateLine';
import { inRooms, seesTheMap } from './roomList';
import { Standing } from './Standing';
import { enter, go, room, view } from './view';

/** True where the other language's words did not come. */
const wordsMissing = signal(false);

/** Product, partnership, person, language: the same on every screen. */
export function Header() {
  const person = me.value;
  return (
    <header class={person ? 'top signed-in' : 'top'}>
      <div class="top-bar">
        <p class="product">
          <svg viewBox="0 0 32 32" aria-hidden="true"><circle cx="12" cy="12" r="8" /><circle cx="20" cy="20" r="8" /></svg>
          <span>{t('house.product')}</span>
        </p>
        {person ? <p class="partnership">{named(person.partnership.nameEn, person.partnership.nameCy)}</p> : null}
        <div class="top-end">
          {person && may('record_incidents') && view.value === 'map' ? (
            <button type="button" class="on-dark strong" aria-label={t('incidents.log_open')} onClick={() => go('log')}>
              <span class="long">{t('incidents.log_open')}</span><span class="short">{t('incidents.log_short')}</span>
            </button>
          ) : null}
          {person ? <Menu /> : null}
          {person ? null : <LanguageButton />}
        </div>
      </div>
      {person?.partnership.isDemonstration ? (
        <p class="demonstration"><strong>{t('house.demonstration')}</strong> {t('house.demonstration_means')}</p>
      ) : null}
      {wordsMissing.value ? <p class="demonstration" role="alert">{t('house.words_missing')}</p> : null}
      {person ? <><StateLine /><Standing /></> : null}
    </header>
  );
}

function LanguageButton() {
  const other = language.value === 'en' ? 'cy' : 'en';
  const change = (): void => void speak(other).then(() => { wordsMissing.value = false; }, () => { wordsMissing.value = true; });
  return <button type="button" class="on-dark" lang={other} onClick={change}>{t('house.other_language')}</button>;
}

/** The ways on from here: beside each other at a desk, behind one button on a phone. */
function Menu() {
  const [open, setOpen] = useState(false);
  useEffect(() => setOpen(false), [view.value, room.value]);
  const close = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !open) return;
    setOpen(false);
    document.getElementById('menu-button')?.focus();
  };
  return (
    <>
      <button type="button" id="menu-button" class="on-dark" aria-expanded={open} aria-controls="top-menu" onClick={() => setOpen(!open)} onKeyDown={close}>
        {t('house.menu')}
      </button>
      <div id="top-menu" class={open ? 'open' : ''} onKeyDown={close} onClick={() => setOpen(false)}>
        {me.value ? <p class="person"><strong>{me.value.user}</strong><span>{word('role', me.value.role)}</span></p> : null}
        {seesTheMap() && view.value !== 'map'
          ? <button type="button" class="on-dark" id="to-map" onClick={() => go('map')}>{t('house.to_map')}</button> : null}
        {may('see_notices') ? <NoticesButton /> : null}
        {inRooms() ? null : <button type="button" class="on-dark" id="to-rooms" onClick={() => go('rooms')}>{t('rooms.title')}</button>}
        <LanguageButton />
        <button type="button" class="on-dark" id="sign-out" onClick={() => void signOut()}>{t('access.sign_out')}</button>
      </div>
    </>
  );
}

/** How many notices wait, and the way to them. */
function NoticesButton() {
  const waiting = unread();
  return (
    <button type="button" class="on-dark" id="to-notices" onClick={() => enter('notices')}>
      {t('rooms.notices')}{waiting > 0 ? <>{' '}<span class="count">{number(waiting)}<span class="visually-hidden"> {t('notice.new')}</span></span></> : null}
    </button>
  );
}
