import { named, t, word } from '../language/language';
import { permissions } from '../http/vocabulary';
import { me } from './session';

/** Who the person is here and what they may do, in plain words. */
export function MyAccount() {
  const person = me.value;
  if (!person) return <></>;
  return (
    <>
      <section class="part">
        <h2>{t('access.i_am')}</h2>
        <dl class="facts-list">
          <div><dt>{t('access.user')}</dt><dd>{person.user}</dd></div>
          <div><dt>{t('access.role')}</dt><dd>{word('role', person.role)}</dd></div>
          <div><dt>{t('access.agency')}</dt><dd>{word('agency', person.agency)}</dd></div>
          <div><dt>{t('access.partnership')}</dt><dd>{named(person.partnership.nameEn, person.partnership.nameCy)}</dd></div>
        </dl>
      </section>
      <section class="part">
        <h2>{t('access.i_may')}</h2>
        <ul class="plain-list columns">
          {inOrder(person.permissions).map((one) => <li key={one}>{word('permission', one)}</li>)}
        </ul>
      </section>
    </>
  );
}

// As forms offer them, work first; a newer server's words come last.
const inOrder = (granted: readonly string[]): string[] =>
  [...permissions.filter((one) => granted.includes(one)), ...granted.filter((one) => !permissions.some((known) => known === one))];
