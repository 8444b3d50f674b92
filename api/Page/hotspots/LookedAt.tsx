import { useState } from 'preact/hooks';
import { call } from '../http/api';
import { t } from '../language/language';
import { useAct } from '../shell/act';
import { ErrorSummary } from '../shell/Field';

/** The panel says that it has looked at a place: whoever sent in what lies behind it is told that, and nothing else. */
export function LookedAt({ analysis, number }: { analysis: string; number: number }) {
  const [done, setDone] = useState(false);
  const act = useAct('look');
  const say = (): void => void act.run(() => call(`/hotspots/${analysis}/${number}/look`, { method: 'POST' }).then(() => setDone(true)));
  return (
    <section class="part">
      <ErrorSummary faults={act.faults} />
      {done ? null : <button type="button" class="quiet start" id="looked-at" disabled={act.busy} onClick={say}>{t('hotspots.look')}</button>}
      <p class="hint" role="status">{t(done ? 'hotspots.looked' : 'hotspots.look_means')}</p>
    </section>
  );
}
