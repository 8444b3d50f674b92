import { call, hand } from '../http/api';
import type { AuditAnchor } from '../http/contracts';
import { t } from '../language/language';
import { useAct } from '../shell/act';
import { ErrorSummary } from '../shell/Field';

/** The end of the audit chain as a small file, to be kept where nobody who runs the database can write. */
export function AnchorDownload() {
  const act = useAct('anchor');
  const fetchAnchor = (): void => void act.run(async () => {
    const anchor = await call<AuditAnchor>('/audit/anchor');
    hand(new Blob([`${JSON.stringify(anchor)}\n`], { type: 'application/json' }), `audit-anchor-${anchor.at.slice(0, 10)}-${anchor.sequence}.jsonl`);
  });
  return (
    <section class="part">
      <h2>{t('audit.anchor')}</h2>
      <p>{t('audit.anchor_means')}</p>
      <ErrorSummary faults={act.faults} />
      <button type="button" class="quiet" id="anchor" disabled={act.busy} onClick={fetchAnchor}>{t('audit.anchor_fetch')}</button>
    </section>
  );
}
