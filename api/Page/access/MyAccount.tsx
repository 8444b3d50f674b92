import { named, t, word } from '../language/language';
import { permissions } from '../http/vocabulary';
import { Fact } from '../shell/Fact';
import { enter } from '../shell/view';
import { MyFactor } from './MyFactor';
import { MyKeys } from './MyKeys';
import { MySessions } from './MySessions';
import { MySharing } from './MySharing';
import { ask } from './needs';
import { statedPurpose } from './purpose';
import { purposeLine } from './purposeLine';
import { may, me } from './session';

/** Who the person is here and what they may do, in plain words; where they are signed in; how they prove who they are. */
export function MyAccount() {
  const person = me.value;
  if (!person) return <></>;
  const stated = statedPurpose.value;
  return (
    <>
      <section class="part">
        <h2>{t('access.i_am')}</h2>
        <dl class="facts-list">
          <Fact term={t('access.user')}>{person.user}</Fact>
          <Fact term={t('access.role')}>{word('role', person.role)}</Fact>
          <Fact term={t('access.agency')}>{word('agency', person.agency)}</Fact>
          <Fact term={t('access.partnership')}>{named(person.partnership.nameEn, person.partnership.nameCy)}</Fact>
        </dl>
      </section>
      <section class="part">
        <h2>{t('access.i_may')}</h2>
        <ul class="plain-list columns">
          {inOrder(person.permissions).map((one) => <li key={one}>{word('permission', one)}</li>)}
        </ul>
        {may('manage_people') ? <button type="button" class="quiet" onClick={() => enter('people')}>{t('people.own_change')}</button> : null}
      </section>
      {may('state_purpose') ? (
        <section class="part">
          <h2>{t('access.purpose_heading')}</h2>
          <p>{stated ? purposeLine(stated) : t('access.purpose_none')}</p>
          <button type="button" class="quiet" onClick={() => void ask('purpose_needed')}>{t(stated ? 'access.purpose_change' : 'access.purpose_state')}</button>
        </section>
      ) : null}
      <MySharing />
      <MyFactor />
      <MySessions />
      <MyKeys />
    </>
  );
}

// As forms offer them, work first; a newer server's words come last.
const inOrder = (granted: readonly string[]): string[] =>
  [...permissions.filter((one) => granted.includes(one)), ...granted.filter((one) => !permissions.some((known) => known === one))];
