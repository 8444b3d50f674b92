import { useState } from 'preact/hooks';
import { call } from '../http/api';
import type { AuditEntryView, AuditPage } from '../http/contracts';
import { agencies } from '../http/vocabulary';
import { useLoaded } from '../http/useLoaded';
import { moment, t, textKeys, word } from '../language/language';
import { useAct } from '../shell/act';
import { ErrorSummary, problemText } from '../shell/Field';
import { Problem } from '../http/api';
import { kept } from '../shell/kept';
import { Line } from '../shell/Line';
import { Select } from '../shell/OneOf';
import { Loaded } from '../shell/Loaded';
import { Empty } from '../shell/States';
import { AnchorDownload } from './AnchorDownload';

interface Question { person: string; act: string; outcome: string; agency: string; from: string; to: string; record: string }

const nothingAsked: Question = { person: '', act: '', outcome: '', agency: '', from: '', to: '', record: '' };
const pageSize = 100;

/** Who did, saw or was refused what: searched by person, act, outcome, days and record, read as sentences. */
export function AuditRoom() {
  const draft = kept('audit', () => nothingAsked);
  const [asked, setAsked] = useState(draft.peek());
  const { now, again } = useLoaded<AuditPage>('/audit/entries', queryOf(asked));
  const set = (part: Partial<Question>): void => { draft.value = { ...draft.value, ...part }; };
  const send = (event: Event): void => {
    event.preventDefault();
    if (JSON.stringify(asked) === JSON.stringify(draft.value)) again();
    setAsked(draft.value);
  };
  const value = draft.value;
  return (
    <>
      <form class="part search" onSubmit={send} noValidate role="search" aria-label={t('audit.search')}>
        <div class="filters">
          <Line id="audit-person" label={t('audit.person')} hint={t('audit.person_hint')} max={256} value={value.person} faults={[]} change={(person) => set({ person })} />
          <Select id="audit-act" label={t('audit.act')} words="audit_action" options={textKeys('audit_action')} chosen={value.act} faults={[]} none={t('house.all')} choose={(act) => set({ act })} />
          <Select id="audit-outcome" label={t('audit.outcome')} words="audit_outcome" options={['done', 'refused']} chosen={value.outcome} faults={[]} none={t('house.all')} choose={(outcome) => set({ outcome })} />
          <Select id="audit-agency" label={t('access.agency')} words="agency" options={agencies} chosen={value.agency} faults={[]} none={t('house.all')} choose={(agency) => set({ agency })} />
          <Line id="audit-from" label={t('house.from')} type="date" value={value.from} faults={[]} change={(from) => set({ from })} />
          <Line id="audit-to" label={t('house.to')} type="date" value={value.to} faults={[]} change={(to) => set({ to })} />
          <Line id="audit-record" label={t('governance.reference')} max={40} value={value.record} faults={[]} change={(record) => set({ record })} />
        </div>
        <div class="row">
          <button type="submit" class="main">{t('audit.find')}</button>
          <button type="button" class="quiet" onClick={() => { draft.value = nothingAsked; setAsked(nothingAsked); }}>{t('house.clear_filters')}</button>
        </div>
      </form>
      <section class="part">
        <h2>{t('audit.found')}</h2>
        <Loaded now={now} again={again} rows={6}>{(page) => (page.items.length === 0
          ? <Empty title={t('audit.none')}><p>{t('audit.none_means')}</p></Empty>
          : <Pages key={JSON.stringify([asked, page.items[0]])} first={page} asked={asked} />)}</Loaded>
      </section>
      <AnchorDownload />
    </>
  );
}

function queryOf({ from, to, ...rest }: Question): Record<string, string | number> {
  const midnight = (day: string, later: number): string => {
    const at = new Date(`${day}T00:00`);
    at.setDate(at.getDate() + later);
    return at.toISOString();
  };
  const filled = Object.entries(rest).map(([name, text]) => [name, text.trim()] as const).filter(([, text]) => text);
  return { ...Object.fromEntries(filled), ...(from ? { from: midnight(from, 0) } : {}), ...(to ? { to: midnight(to, 1) } : {}), limit: pageSize };
}

function Pages({ first, asked }: { first: AuditPage; asked: Question }) {
  const [items, setItems] = useState(first.items);
  const [next, setNext] = useState(first.next);
  const act = useAct('audit-more');
  const more = (): void => void act.run(async () => {
    const page = await call<AuditPage>('/audit/entries', { query: { ...queryOf(asked), after: next } });
    setItems([...items, ...page.items]);
    setNext(page.next);
  });
  return (
    <>
      <p role="status">{t(next ? 'audit.shown_more' : 'audit.shown', { n: items.length })}</p>
      <ol class="entries">{items.map((entry, at) => <Entry key={`${entry.at} ${at}`} entry={entry} />)}</ol>
      <ErrorSummary faults={act.faults} />
      {next ? <button type="button" class="quiet" disabled={act.busy} onClick={more}>{t('house.more')}</button> : null}
    </>
  );
}

function Entry({ entry }: { entry: AuditEntryView }) {
  const act = word('audit_action', entry.act);
  const refused = entry.outcome === 'refused';
  const problem = refused ? problemText(new Problem(entry.problem ?? 'unexpected', 0, entry.problem ?? '')) : '';
  return (
    <li>
      <p>{refused ? t('audit.refused', { person: entry.person, act, problem }) : t('audit.done', { person: entry.person, act })}</p>
      <p class="hint">
        {[moment(entry.at), entry.role ? word('role', entry.role) : '', entry.agency ? word('agency', entry.agency) : '',
          entry.purpose ? t('access.purpose_now', { purpose: word('purpose', entry.purpose) }) : '',
          entry.address ? t('audit.address', { address: entry.address }) : ''].filter(Boolean).join(' · ')}
      </p>
      {entry.records.length === 0 ? null : (
        <details class="more">
          <summary>{t('audit.records', { n: entry.records.length })}</summary>
          <ul class="plain-list">{entry.records.map((id) => <li key={id}><code>{id}</code></li>)}</ul>
        </details>
      )}
    </li>
  );
}
