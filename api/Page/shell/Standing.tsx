import { ask } from '../access/needs';
import { statedPurpose } from '../access/purpose';
import { purposeLine } from '../access/purposeLine';
import { may, me } from '../access/session';
import { t } from '../language/language';

/** What is true of all that the person does now, in lines under the header: for what, and how far they see. */
export function Standing() {
  const stated = statedPurpose.value;
  const alone = me.value?.sharing.inForce === false && (may('see_incidents') || may('see_hotspots'));
  if (!stated && !alone) return null;
  return (
    <div class="standing">
      {alone ? <p id="own-agency">{t('access.own_agency_only')}</p> : null}
      {stated ? (
        <>
          <p id="purpose-now">{purposeLine(stated)}</p>
          <button type="button" class="link" onClick={() => void ask('purpose_needed')}>{t('access.purpose_change')}</button>
        </>
      ) : null}
    </div>
  );
}
