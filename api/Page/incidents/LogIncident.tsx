import { computed, signal, type Signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import { me } from '../access/session';
import { call, Problem } from '../http/api';
import type { IncidentView } from '../http/contracts';
import { keepDraft } from '../offline/drafts';
import type { Item } from '../offline/items';
import { NotSavedActs } from '../offline/NotSavedActs';
import { enqueue, itemOf, kinds, sendUnkept } from '../offline/queue';
import { KeepingNote } from '../offline/Unlock';
import { uuid7 } from '../offline/uuid7';
import { NotSaved } from '../offline/vault';
import { here } from '../offline/words';
import { ageBands, agencies, contextLevels, harmTypes, incidentKinds, infoGrades, sourceKinds, timeConfidences } from '../http/vocabulary';
import { FairWords } from '../language/FairWords';
import { moment, t, word } from '../language/language';
import { picked } from '../map/PickPoint';
import { When } from '../places/When';
import { Where } from '../places/Where';
import { Chips } from '../shell/Chips';
import { Choices, describedBy, ErrorSummary, faultsOf, Field, type Fault } from '../shell/Field';
import { forgetWithPerson } from '../shell/kept';
import { Radios, Select } from '../shell/OneOf';
import { SheetHandle } from '../shell/Panel';
import { askedBounds } from '../shell/overview';
import { enter, filters, go, sheet, view } from '../shell/view';
import { incidents } from './incidents';
import { IncidentFigures } from './IncidentFacts';
import { asText, CheckAnswers, recordedWhere } from './CheckAnswers';
import { makeChildToken } from './childToken';
import { preview } from './WhoSees';
import { asIncident, draftOf, emptyDraft, faultsIn, type Draft } from './draft';

// Kept outside the component: leaving the form by Back, or a session that ends, loses nothing that was typed.
const newDraft = signal<Draft>(emptyDraft());
const newId = signal<string>(uuid7());
/** A record that is opened again: one of the office's to be corrected, or one from this device. */
const openedDraft = signal<Draft>(emptyDraft());
const openedId = signal<string | null>(null);
/** The version that somebody else made while this one was being written. */
const newer = signal<IncidentView | null>(null);

const opened = computed(() => view.value === 'correct' && openedId.value !== null);
/** True while the form corrects a record of the office's instead of making one. */
export const correcting = computed(() => opened.value && openedDraft.value.recorded !== null);
const draft = (): Signal<Draft> => (opened.value ? openedDraft : newDraft);
const recordId = (): string => (opened.value ? openedId.value ?? newId.value : newId.value);

function openOn(id: string, on: Draft, theirs: IncidentView | null = null): void {
  openedId.value = id;
  openedDraft.value = on;
  newer.value = theirs;
  go('correct');
}

/** Opens the form on a record, as it stands now. */
export const correct = (record: IncidentView): void => openOn(record.id, draftOf(record));

const untouched = JSON.stringify(emptyDraft());
const isUntouched = ({ draft: written }: { draft: Draft }): boolean => JSON.stringify(written) === untouched;
keepDraft('incident', () => ({ id: newId.value, draft: newDraft.value }),
  (kept) => { newId.value = kept.id; newDraft.value = kept.draft; }, isUntouched, () => go('log'));
keepDraft('incident-opened', () => ({ id: openedId.value, draft: openedDraft.value }),
  (kept) => { openedId.value = kept.id; openedDraft.value = kept.draft; }, ({ id }) => id === null, () => go('correct'));

kinds['incident'] = {
  name: ({ body }) => word('incident_kind', (JSON.parse(body) as { kind: string }).kind),
  path: (record) => `/incidents/${record}`,
  corrects: true,
  open: ({ record, draft: written, theirs }) => openOn(record, written as Draft, theirs as IncidentView | null),
};

forgetWithPerson(() => {
  newDraft.value = emptyDraft();
  newId.value = uuid7();
  openedDraft.value = emptyDraft();
  openedId.value = null;
  newer.value = null;
});

type Step = 'write' | 'check' | 'sent';

/** Version of this form; the office takes what earlier ones wrote. */
const formVersion = 1;

/** The draft became a record: the next one begins empty. */
function forget(): void {
  if (opened.value) { openedId.value = null; openedDraft.value = emptyDraft(); newer.value = null; return; }
  newDraft.value = emptyDraft();
  newId.value = uuid7();
}

/** Writing down an incident at a desk, or correcting one: one form, the answers to check, a receipt. */
export function LogIncident() {
  const [step, setStep] = useState<Step>('write');
  const [faults, setFaults] = useState<Fault[]>([]);
  const [sent, setSent] = useState<{ item: Item; corrected: boolean } | null>(null);
  const [sending, setSending] = useState(false);
  const [notSaved, setNotSaved] = useState(false);
  const title = useRef<HTMLHeadingElement>(null);
  /** The field that a Change link leads to. */
  const wanted = useRef<string | null>(null);

  useEffect(() => {
    sheet.value = 'full';
    return () => { sheet.value = 'half'; picked.value = null; };
  }, []);
  useEffect(() => {
    const field = wanted.current && document.getElementById(wanted.current);
    wanted.current = null;
    if (field) {
      field.focus();
      field.scrollIntoView({ block: 'center' });
    } else if (faults.length === 0) title.current?.focus();
  }, [step]);

  const check = (event: Event): void => {
    event.preventDefault();
    const found = faultsIn(draft().value, new Date());
    setFaults(found);
    if (found.length === 0) setStep('check');
  };
  const send = async (take = enqueue): Promise<void> => {
    if (sending) return;
    setSending(true);
    setNotSaved(false);
    const written = draft().value;
    const { recorded } = written;
    const body = asIncident(written);
    try {
      // The id was made with the draft: sending twice stores one record.
      const { item, problem } = await take({
        kind: 'incident', record: recordId(), path: `/incidents/${recordId()}`, body, draft: written, form: formVersion,
        ...(recorded ? { method: 'PUT', ifMatch: recorded.version } : {}),
      }, opened.value ? 'incident-opened' : 'incident');
      if (problem) return await refused(problem, written, item.theirs as IncidentView | null);
      if (recorded && askedBounds.peek()) void incidents.load(filters.peek(), askedBounds.peek()!);
      setSent({ item, corrected: correcting.value });
      forget();
      setStep('sent');
      picked.value = null;
    } catch (fault) {
      if (fault instanceof NotSaved) {
        setFaults([{ field: '', text: () => t('offline.not_saved', { here: here() }) }]);
        setNotSaved(true);
      }
      else if (fault instanceof Problem) await refused(fault, written, null);
      else throw fault;
    } finally {
      setSending(false);
    }
  };

  const refused = async (problem: Problem, written: Draft, theirs: IncidentView | null): Promise<void> => {
    // The warning itself, with its reason field, is on the check step: it is asked for again.
    if (problem.code === 'text_may_identify') return preview.load(asIncident(written));
    setFaults(faultsOf(problem, fieldOf));
    if (problem.code === 'version_stale') newer.value = theirs ?? await readNewer(recordId());
    if (problem.code !== 'unreachable') setStep('write');
  };
  // Without an answer the refusal stays on screen, and sending again asks again.
  const readNewer = (id: string): Promise<IncidentView | null> => call<IncidentView>(`/incidents/${id}`).catch(() => null);
  const settle = (next: Draft): void => {
    openedDraft.value = next;
    newer.value = null;
    setFaults([]);
    title.current?.focus();
  };

  return (
    <div class={`panel form sheet-${sheet.value}`}>
      <SheetHandle />
      <div class="tab-body">
        {step === 'sent' && sent ? (
          <Sent item={itemOf('incident', sent.item.record) ?? sent.item} title={title} corrected={sent.corrected} another={() => { setFaults([]); setStep('write'); go('log'); }} />
        ) : (
          <>
            <button type="button" class="back" onClick={() => (step === 'check' ? setStep('write') : history.back())}>{t('house.back')}</button>
            <h1 tabIndex={-1} ref={title}>{t(step === 'check' ? 'incidents.check_title' : correcting.value ? 'incidents.correct_title' : 'incidents.log_title')}</h1>
            <ErrorSummary faults={faults} />
            {notSaved ? <NotSavedActs written={asText(draft().value)} send={() => void send(sendUnkept)} /> : null}
            {newer.value ? <Newer record={newer.value} keep={(record) => settle({ ...draft().value, recorded: record })} take={(record) => settle(draftOf(record))} /> : null}
            {step === 'check'
              ? <CheckAnswers draft={draft().value} sending={sending} send={() => void send()} change={(field) => { wanted.current = field; setStep('write'); }}
                set={(part) => { draft().value = { ...draft().value, ...part }; }} />
              : <Write faults={faults} check={check} />}
          </>
        )}
      </div>
    </div>
  );
}

/** Two people changed one record: what was typed stays, the other's version can be read, and the writer decides. */
function Newer({ record, keep, take }: { record: IncidentView; keep: (record: IncidentView) => void; take: (record: IncidentView) => void }) {
  return (
    <section class="note-box newer">
      <p>{t('incidents.newer')}</p>
      <details class="method">
        <summary>{t('incidents.newer_read')}</summary>
        <IncidentFigures incident={record} />
      </details>
      <div class="row">
        <button type="button" class="quiet" id="newer-keep" onClick={() => keep(record)}>{t('incidents.newer_keep')}</button>
        <button type="button" class="quiet" id="newer-take" onClick={() => take(record)}>{t('incidents.newer_take')}</button>
      </div>
    </section>
  );
}

function fieldOf(wireField: string): string {
  const child = /^children\[(\d+)\]\.(\w+)/.exec(wireField);
  if (child) return `${{ token: 'token', holdingAgency: 'holder', ageBand: 'age' }[child[2] ?? ''] ?? 'token'}-${child[1]}`;
  const fields: Record<string, string> = {
    kind: 'kind', occurredFrom: 'date', occurredTo: 'time-to', timeConfidence: 'time-confidence', harmTypes: 'harm',
    contextLevel: 'context-level', sourceKind: 'source-kind', infoGrade: 'info-grade', narrative: 'narrative', languageReason: 'narrative-language-reason',
    childrenUnknownCount: 'unknown', children: 'unknown', placeId: 'place',
  };
  if (wireField.startsWith('location')) return { pin: 'pick-point', gps: 'gps', place: 'place', grid_ref: 'grid-reference', route: 'route', postcode: 'postcode', recorded: 'where-by' }[draft().value.where.by];
  return fields[wireField] ?? '';
}

function Write({ faults, check }: { faults: Fault[]; check: (event: Event) => void }) {
  const mine = draft();
  const now = mine.value;
  const set = (part: Partial<Draft>): void => { mine.value = { ...mine.value, ...part }; };

  return (
    <form class="stack" onSubmit={check} noValidate>
      <p class="note-box">{t(now.recorded ? 'incidents.correct_means' : 'incidents.not_a_referral')}</p>
      <KeepingNote />
      <Radios id="kind" label={t(now.recorded ? 'incidents.kind_recorded' : 'incidents.kind')} words="incident_kind" options={incidentKinds} chosen={now.kind} faults={faults}
        means={(kind) => t(`incidents.means_${kind}`)} choose={(kind) => set({ kind })} />

      <h2>{t('incidents.when')}</h2>
      {now.recorded ? <p class="hint">{t('incidents.recorded_time', { from: moment(now.recorded.occurredFrom), to: moment(now.recorded.occurredTo) })}</p> : null}
      <When when={now.when} faults={faults} set={(part) => set({ when: { ...mine.value.when, ...part } })} quick={(timeConfidence) => set({ timeConfidence })} />
      <Radios id="time-confidence" label={t('incidents.time_confidence')} words="time_confidence" options={timeConfidences}
        chosen={now.timeConfidence} faults={faults} choose={(timeConfidence) => set({ timeConfidence })} />

      <h2>{t('incidents.where')}</h2>
      <Where where={now.where} faults={faults} set={(part) => set({ where: { ...mine.value.where, ...part } })}
        recorded={now.recorded ? recordedWhere(now.recorded) : undefined} />

      <h2>{t('incidents.what')}</h2>
      <Choices id="harm" label={t('incidents.harm')} hint={t('incidents.harm_hint')} faults={faults}>
        <Chips name="harm" words="harm_type" options={harmTypes} chosen={now.harmTypes} change={(next) => set({ harmTypes: next })} />
      </Choices>
      <Select id="context-level" label={t('incidents.context_level')} words="context_level" options={contextLevels} chosen={now.contextLevel}
        faults={faults} choose={(contextLevel) => set({ contextLevel })} />

      {now.kind === 'hotspot_report' ? null : <Children faults={faults} set={set} />}

      <h2>{t('incidents.how_known')}</h2>
      <Select id="source-kind" label={t('incidents.source')} words="source_kind" options={sourceKinds} chosen={now.sourceKind}
        faults={faults} choose={(sourceKind) => set({ sourceKind })} />
      <Radios id="info-grade" label={t('incidents.info_grade')} words="info_grade" options={infoGrades} chosen={now.infoGrade}
        faults={faults} choose={(infoGrade) => set({ infoGrade })} />
      <label class="choice">
        <input type="checkbox" checked={now.crossBoundary} onChange={() => set({ crossBoundary: !now.crossBoundary })} />
        <span>{t('incidents.cross_boundary')}</span>
      </label>
      <Field id="narrative" label={t('incidents.narrative_label')} hint={t('incidents.narrative_hint')} faults={faults}>
        <textarea id="narrative" rows={6} maxLength={4000} value={now.narrative} onInput={(event) => set({ narrative: event.currentTarget.value })}
          aria-describedby={describedBy('narrative', 'hint', faults)} />
      </Field>
      <FairWords id="narrative" text={now.narrative} reason={now.languageReason} faults={faults}
        onText={(narrative) => set({ narrative })} onReason={(languageReason) => set({ languageReason })} />
      <button type="submit" class="main">{t('incidents.to_check')}</button>
    </form>
  );
}

function Children({ faults, set }: { faults: Fault[]; set: (part: Partial<Draft>) => void }) {
  const { children, unknown, recorded } = draft().value;
  const change = (at: number, part: Partial<Draft['children'][number]>): void =>
    set({ children: children.map((child, i) => (i === at ? { ...child, ...part } : child)) });
  const add = (): void => set({ children: [...children, { token: '', holdingAgency: me.value?.agency ?? '', ageBand: '' }] });
  return (
    <>
      <h2>{t('incidents.children_title')}</h2>
      <p class="hint">{t('incidents.children_hint')}</p>
      {recorded && (recorded.childrenKnownCount ?? 0) > recorded.children.length
        ? <p class="note-box">{t('incidents.tokens_unseen', { n: (recorded.childrenKnownCount ?? 0) - recorded.children.length })}</p> : null}
      {children.map((child, at) => (
        <fieldset class="child" key={at}>
          <legend>{t('incidents.child', { n: at + 1 })}</legend>
          <Field id={`token-${at}`} label={t('incidents.token')} hint={t('incidents.token_hint')} faults={faults}>
            <div class="with-button">
              <input id={`token-${at}`} autocomplete="off" spellcheck={false} value={child.token}
                onInput={(event) => change(at, { token: event.currentTarget.value })} aria-describedby={describedBy(`token-${at}`, 'hint', faults)} />
              <button type="button" class="quiet" onClick={() => change(at, { token: makeChildToken() })}>{t('incidents.token_make')}</button>
            </div>
          </Field>
          <Select id={`holder-${at}`} label={t('incidents.holder')} words="agency" options={agencies} chosen={child.holdingAgency}
            faults={faults} choose={(holdingAgency) => change(at, { holdingAgency })} />
          <Select id={`age-${at}`} label={t('incidents.age')} words="age_band" options={ageBands} chosen={child.ageBand}
            faults={faults} choose={(ageBand) => change(at, { ageBand })} />
          <button type="button" class="quiet" onClick={() => set({ children: children.filter((_, i) => i !== at) })}>
            {t('incidents.child_remove', { n: at + 1 })}
          </button>
        </fieldset>
      ))}
      <button type="button" class="quiet" onClick={add}>{t('incidents.child_add')}</button>
      <Field id="unknown" label={t('incidents.unknown')} hint={t('incidents.unknown_hint')} faults={faults}>
        <input id="unknown" class="narrow" inputmode="numeric" value={unknown} onInput={(event) => set({ unknown: event.currentTarget.value })}
          aria-describedby={describedBy('unknown', 'hint', faults)} />
      </Field>
    </>
  );
}

interface SentProps { item: Item; title: { current: HTMLHeadingElement | null }; corrected: boolean; another: () => void }

/** Where the record is now, by its state: received on a receipt alone. The words change by themselves when the office has it. */
function Sent({ item, title, corrected, another }: SentProps) {
  const received = item.state === 'received';
  return (
    <div class="stack sent">
      <div class="receipt">
        <h1 tabIndex={-1} ref={title}>{t(!received ? 'offline.sent_saved' : corrected ? 'incidents.corrected_title' : 'incidents.sent_title', { here: here() })}</h1>
        <p>{t('incidents.sent_reference')}<br /><strong>{item.record.slice(-8)}</strong></p>
        <p role="status">{item.receipt && !corrected ? t('incidents.sent_at', { moment: moment(item.receipt.receivedAt) }) : received ? '' : t(`offline.state_${item.state}`, { here: here() })}</p>
      </div>
      {received && corrected ? <p>{t('incidents.corrected_means')}</p> : (
        <>
          <h2>{t('incidents.next_title')}</h2>
          <p>{t(received ? 'incidents.next' : 'offline.next', { here: here() })}</p>
          <p>{t(received ? 'incidents.amend' : 'offline.amend_saved')}</p>
        </>
      )}
      <p class="note-box">{t('access.urgent')}</p>
      <div class="row">
        {corrected ? null : <button type="button" class="main" onClick={another}>{t('incidents.another')}</button>}
        {received ? null : <button type="button" class="quiet" onClick={() => enter('device')}>{t('rooms.device')}</button>}
        <button type="button" class="quiet" onClick={() => go('map')}>{t('incidents.to_map')}</button>
      </div>
    </div>
  );
}
