import { useState } from 'preact/hooks';
import { call, Problem } from '../http/api';
import type { JobView, NewHotspotAnalysis } from '../http/contracts';
import { follow, hasEnded, job } from '../http/jobs';
import { clusterMethods, harmTypes, sourceKinds } from '../http/vocabulary';
import { t } from '../language/language';
import { Chips } from '../shell/Chips';
import { Choices, describedBy, ErrorSummary, faultsOf, Field, type Fault } from '../shell/Field';
import { filters, openTab, selection } from '../shell/view';
import { contextWindow } from '../reference-data/referenceData';
import { analyses, chosenAnalysis, hotspots } from './hotspots';

const fieldIds: Record<string, string> = {
  epsMetres: 'eps', epsDays: 'eps-days', method: 'method', minEvents: 'min-events', from: 'analysis-from', to: 'analysis-to',
  harmTypes: 'analysis-harm', sourceKinds: 'analysis-sources',
};

/** Asks for a new search for places where harm repeats. Starts from the filters, so that one window serves both. */
export function NewAnalysis() {
  const [subject, setSubject] = useState<'harm' | 'context'>('harm');
  const [way, setWay] = useState<(typeof clusterMethods)[number]>('dbscan');
  const [eps, setEps] = useState('100');
  const [days, setDays] = useState('30');
  const [least, setLeast] = useState('3');
  const [from, setFrom] = useState(filters.value.from);
  const [to, setTo] = useState(filters.value.to);
  const [types, setTypes] = useState<string[]>(filters.value.harmTypes);
  const [sources, setSources] = useState<string[]>([]);
  const [reports, setReports] = useState(false);
  const [faults, setFaults] = useState<Fault[]>([]);
  const [sending, setSending] = useState(false);
  // Published context is known by month only, so it has no clusters in days.
  const method = subject === 'context' && way === 'st_dbscan' ? 'dbscan' : way;
  const busy = sending || (job.value !== null && !hasEnded(job.value));

  // Each subject has its own usual window: the filters' for harm, the imported months for context. One that was typed stays.
  const choose = (next: 'harm' | 'context'): void => {
    const usual = (of: 'harm' | 'context'): { from: string; to: string } =>
      (of === 'context' && contextWindow.value ? daysOf(contextWindow.value) : { from: filters.value.from, to: filters.value.to });
    if (from === usual(subject).from && to === usual(subject).to) {
      setFrom(usual(next).from);
      setTo(usual(next).to);
    }
    setSubject(next);
  };
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    const found: Fault[] = [];
    if (!(Number(eps) >= 1 && Number(eps) <= 5000)) found.push({ field: 'eps', text: () => t('hotspots.eps_wrong') });
    if (method === 'st_dbscan' && !(/^\d{1,4}$/.test(days) && Number(days) <= 3660)) found.push({ field: 'eps-days', text: () => t('hotspots.eps_days_wrong') });
    if (!/^\d+$/.test(least) || Number(least) < 2) found.push({ field: 'min-events', text: () => t('hotspots.min_events_wrong') });
    if (from > to) found.push({ field: 'analysis-to', text: () => t('problem.end_before_start') });
    setFaults(found);
    if (found.length > 0) return;

    const harm = subject === 'harm';
    const body: NewHotspotAnalysis = {
      subject, method, epsMetres: Number(eps), minEvents: Number(least), from, to,
      ...(method === 'st_dbscan' ? { epsDays: Number(days) } : {}),
      ...(harm && types.length > 0 ? { harmTypes: types } : {}),
      ...(harm && sources.length > 0 ? { sourceKinds: sources } : {}),
      ...(harm ? { includeHotspotReports: reports } : {}),
    } as NewHotspotAnalysis;
    setSending(true);
    try {
      const id = crypto.randomUUID();
      follow(await call<JobView>(`/hotspots/analyses/${id}`, { method: 'POST', body }), (last) => {
        if (last.state !== 'succeeded') return;
        selection.value = null;
        chosenAnalysis.value = { id, subject };
        void hotspots.load(chosenAnalysis.value);
        void analyses.load();
        openTab('hotspots');
      });
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault;
      setFaults(faultsOf(fault, (field) => fieldIds[field] ?? ''));
    } finally {
      setSending(false);
    }
  };

  return (
    <form class="stack" onSubmit={(event) => void send(event)} noValidate>
      <h2>{t('hotspots.new')}</h2>
      <ErrorSummary faults={faults} />
      <Choices id="subject" label={t('hotspots.subject')}>
        {(['harm', 'context'] as const).map((one) => (
          <label class="choice" key={one}>
            <input type="radio" name="subject" checked={subject === one} onChange={() => choose(one)} />
            <span><strong>{t(`hotspots.subject_${one}`)}</strong><small>{t(`hotspots.subject_${one}_means`)}</small></span>
          </label>
        ))}
      </Choices>
      <div class="two">
        <Field id="analysis-from" label={t('house.from')} faults={faults}>
          <input id="analysis-from" type="date" value={from} onInput={(event) => setFrom(event.currentTarget.value)} />
        </Field>
        <Field id="analysis-to" label={t('house.to')} faults={faults}>
          <input id="analysis-to" type="date" value={to} onInput={(event) => setTo(event.currentTarget.value)}
            aria-describedby={describedBy('analysis-to', undefined, faults)} />
        </Field>
      </div>
      <Choices id="method" label={t('hotspots.way')} faults={faults}>
        {clusterMethods.filter((one) => subject === 'harm' || one !== 'st_dbscan').map((one, at) => (
          <label class="choice" key={one}>
            <input type="radio" id={at === 0 ? 'method' : `method-${one}`} name="method" checked={method === one} onChange={() => setWay(one)} />
            <span>{t(`hotspots.way_${one}`)}<small>{t(`hotspots.way_${one}_means`)}</small></span>
          </label>
        ))}
      </Choices>
      <Field id="eps" label={t('hotspots.eps')} hint={t(method === 'hdbscan' ? 'hotspots.eps_hint_hdbscan' : 'hotspots.eps_hint')} faults={faults}>
        <span class="with-unit">
          <input id="eps" class="narrow" inputmode="decimal" value={eps} onInput={(event) => setEps(event.currentTarget.value)}
            aria-describedby={describedBy('eps', 'hint', faults)} />
          <span>{t('hotspots.unit_metres')}</span>
        </span>
      </Field>
      {method === 'st_dbscan' ? (
        <Field id="eps-days" label={t('hotspots.eps_days')} hint={t('hotspots.eps_days_hint')} faults={faults}>
          <span class="with-unit">
            <input id="eps-days" class="narrow" inputmode="numeric" value={days} onInput={(event) => setDays(event.currentTarget.value)}
              aria-describedby={describedBy('eps-days', 'hint', faults)} />
            <span>{t('analyses.unit_days')}</span>
          </span>
        </Field>
      ) : null}
      <Field id="min-events" label={t('hotspots.min_events')} hint={t('hotspots.min_events_hint')} faults={faults}>
        <input id="min-events" class="narrow" inputmode="numeric" value={least} onInput={(event) => setLeast(event.currentTarget.value)}
          aria-describedby={describedBy('min-events', 'hint', faults)} />
      </Field>
      {subject === 'harm' ? (
        <>
          <Choices id="analysis-harm" label={t('house.harm_types')} hint={t('house.harm_types_hint')} faults={faults}>
            <Chips name="analysis-harm" words="harm_type" options={harmTypes} chosen={types} change={setTypes} />
          </Choices>
          <Choices id="analysis-sources" label={t('hotspots.source_kinds')} hint={t('hotspots.source_kinds_hint')} faults={faults}>
            <Chips name="analysis-sources" words="source_kind" options={sourceKinds} chosen={sources} change={setSources} />
          </Choices>
          <label class="choice">
            <input type="checkbox" checked={reports} onChange={() => setReports(!reports)} />
            <span>{t('hotspots.include_reports')}<small>{t('hotspots.include_reports_hint')}</small></span>
          </label>
        </>
      ) : null}
      <button type="submit" class="main" disabled={busy}>{t(busy ? 'hotspots.running' : 'hotspots.run')}</button>
    </form>
  );
}

/** The first and last day of a window of whole months. */
function daysOf({ from, to }: { from: string; to: string }): { from: string; to: string } {
  const last = new Date(Date.UTC(Number(to.slice(0, 4)), Number(to.slice(5, 7)), 0));
  return { from: `${from}-01`, to: last.toISOString().slice(0, 10) };
}
