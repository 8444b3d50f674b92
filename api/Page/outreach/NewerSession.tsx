import type { OutreachSessionView } from '../http/contracts';
import { t } from '../language/language';
import { SessionAnswers } from './CheckSession';
import { draftOfSession } from './session';

interface Props { theirs: OutreachSessionView; keep: () => void; take: () => void }

/** Two people changed one session: what was typed stays, the other's version can be read, and the writer decides. */
export function NewerSession({ theirs, keep, take }: Props) {
  return (
    <section class="note-box newer">
      <p>{t('incidents.newer')}</p>
      <details class="method">
        <summary>{t('incidents.newer_read')}</summary>
        <SessionAnswers draft={draftOfSession(theirs)} />
      </details>
      <div class="row">
        <button type="button" class="quiet" id="newer-keep" onClick={keep}>{t('incidents.newer_keep')}</button>
        <button type="button" class="quiet" id="newer-take" onClick={take}>{t('incidents.newer_take')}</button>
      </div>
    </section>
  );
}
