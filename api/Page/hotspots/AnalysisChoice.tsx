import { useEffect } from 'preact/hooks';
import { may } from '../access/session';
import type { HotspotAnalysisView } from '../http/contracts';
import { valueOf } from '../http/loadable';
import { moment, t, word } from '../language/language';
import { selection } from '../shell/view';
import { analyses, chosenAnalysis } from './hotspots';
import { period } from './HotspotPanel';

/** Which analysis the places come from: its window, its harm types, and a choice of others where the reader may run them. */
export function AnalysisChoice({ analysis }: { analysis: HotspotAnalysisView | null }) {
  useEffect(() => { if (may('run_analyses')) void analyses.load(); }, [analysis?.id]);
  if (!analysis) return null;
  const recent = valueOf(analyses.now.value) ?? [];
  const choose = (id: string): void => {
    selection.value = null;
    chosenAnalysis.value = { id, subject: recent.find((one) => one.id === id)?.request.subject === 'context' ? 'context' : 'harm' };
  };
  return (
    <div class="analysis">
      <p>{summaryOf(analysis)}</p>
      {consideredIn(analysis) ? <p class="hint">{consideredIn(analysis)}</p> : null}
      {recent.length > 1 ? (
        <div class="field">
          <label for="analysis">{t('hotspots.analysis')}</label>
          <select id="analysis" value={analysis.id} onChange={(event) => choose(event.currentTarget.value)}>
            {recent.map((one) => (
              <option key={one.id} value={one.id}>
                {`${word('analysis_subject', one.request.subject)}, ${period(one.request.from, one.request.to)} (${moment(one.createdAt)})`}
              </option>
            ))}
          </select>
        </div>
      ) : null}
    </div>
  );
}

/** How many events it took; null for readers who see no totals, because totals count what they do not see. */
export const consideredIn = ({ eventsConsidered, eventsClusterable, noiseEvents }: HotspotAnalysisView): string | null =>
  eventsConsidered === null || eventsClusterable === null || noiseEvents === null ? null
    : t('hotspots.considered', { n: eventsConsidered, used: eventsClusterable, noise: noiseEvents });

export function summaryOf({ request }: HotspotAnalysisView): string {
  const types = request.harmTypes ?? [];
  const what = request.subject === 'context' ? t('hotspots.of_context')
    : types.length === 0 ? t('hotspots.of_all_harm') : types.map((type) => word('harm_type', type)).join(', ');
  return t('hotspots.summary', { what, period: period(request.from, request.to) });
}
