import { computed, effect, signal, type Signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { withTextRules } from '../disclosure/warnings';
import { call } from '../http/api';
import type { IncidentView } from '../http/contracts';
import { t, word } from '../language/language';
import { picked } from '../map/PickPoint';
import { keepDraft } from '../offline/drafts';
import type { Item } from '../offline/items';
import { NotSavedActs } from '../offline/NotSavedActs';
import { kinds, sendUnkept } from '../offline/queue';
import { Receipt, useSending } from '../offline/sending';
import { uuid7 } from '../offline/uuid7';
import { here } from '../offline/words';
import { emptyWhen } from '../places/when';
import type { WhereDraft } from '../places/where';
import { ErrorSummary, faultsOf, type Fault } from '../shell/Field';
import { forgetWithPerson } from '../shell/kept';
import { askedBounds } from '../shell/overview';
import { FormHead, onKeys, oneAtATime, Questions } from '../shell/questions';
import { SheetHandle } from '../shell/SheetHandle';
import { useSteps } from '../shell/steps';
import { correcting, enter, filters, go, sheet, view } from '../shell/view';
import { asText, CheckAnswers } from './CheckAnswers';
import { asIncident, draftOf, emptyDraft, faultsIn, type Draft } from './draft';
import { incidents } from './incidents';
import { IncidentFigures } from './IncidentFacts';
import { preview } from './WhoSees';
import { BeforeIncident, incidentQuestions } from './WriteIncident';

// Kept outside the component: leaving the form by Back, or a session that ends, loses nothing that was typed.
const newDraft = signal<Draft>(emptyDraft());
const newId = signal<string>(uuid7());
/** A record that is opened again: one of the office's to be corrected, or one from this device. */
const openedDraft = signal<Draft>(emptyDraft());
const openedId = signal<string | null>(null);
/** The version that somebody else made while this one was being written. */
const newer = signal<IncidentView | null>(null);

const opened = computed(() => view.value === 'correct' && openedId.value !== null);
effect(() => { correcting.value = opened.value && openedDraft.value.recorded !== null; });
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

/** Opens a new record of what was seen in an outreach session, at its place and on its day. One that is being written is not overwritten. */
export function logSeenIn(id: string, date: string, where: WhereDraft): void {
  if (isUntouched({ draft: newDraft.value })) {
    const [year = '', month = '', day = ''] = date.split('-');
    newDraft.value = { ...emptyDraft(), session: { id, day: date }, where, when: { ...emptyWhen(), year, month: String(Number(month)), day: String(Number(day)) } };
  }
  go('log');
}

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
  const [faults, setFaults] = useState<Fault[]>([]);
  const questions = incidentQuestions(draft(), faults);
  const { step, setStep, title, change, at, forward } = useSteps(questions, () => !opened.value && isUntouched({ draft: newDraft.value }));
  const [corrected, setCorrected] = useState(false);
  // Without an answer the refusal stays on screen, and sending again asks again.
  const readNewer = (id: string): Promise<IncidentView | null> => call<IncidentView>(`/incidents/${id}`).catch(() => null);
  const { busy, notSaved, sent, send, another } = useSending({
    setFaults,
    entry: () => {
      const written = draft().value;
      return {
        kind: 'incident', record: recordId(), path: `/incidents/${recordId()}`, body: asIncident(written), draft: written, form: formVersion,
        ...(written.recorded ? { method: 'PUT', ifMatch: written.recorded.version } : {}),
      };
    },
    draftForm: () => (opened.value ? 'incident-opened' : 'incident'),
    refused: async (problem, item) => {
      // The warning itself, with its reason field, is on the check step: it is asked for again.
      if (problem.code === 'text_may_identify' && !problem.errors.some(({ field }) => field?.startsWith('photos'))) return preview.load(asIncident(draft().value));
      const found = faultsOf(problem, fieldOf);
      setFaults(found);
      if (problem.code === 'version_stale') newer.value = (item?.theirs as IncidentView | null | undefined) ?? await readNewer(recordId());
      if (problem.code !== 'unreachable') setStep('write', found[0]?.field);
    },
    taken: () => {
      if (draft().value.recorded && askedBounds.peek()) void incidents.load(filters.peek(), askedBounds.peek()!);
      setCorrected(correcting.value);
      forget();
      setStep('sent');
      picked.value = null;
    },
  });

  const check = (event: Event): void => {
    event.preventDefault();
    withTextRules(() => {
      const { show, done } = forward(faultsIn(draft().value, new Date()));
      setFaults(show);
      if (done) setStep('check');
    });
  };
  const settle = (next: Draft): void => {
    openedDraft.value = next;
    newer.value = null;
    setFaults([]);
    title.current?.focus();
  };

  return (
    <div class={`panel form sheet-${sheet.value}`} onKeyDown={onKeys}>
      <SheetHandle />
      <div class="tab-body">
        {step === 'sent' && sent ? (
          <Sent item={sent} title={title} corrected={corrected} another={() => { another(); setStep('write'); go('log'); }} />
        ) : (
          <>
            <button type="button" class="back" onClick={() => history.back()}>{t('house.back')}</button>
            <FormHead name={t(step === 'check' ? 'incidents.check_title' : correcting.value ? 'incidents.correct_title' : 'incidents.log_title')} title={title}
              question={step === 'write' && oneAtATime.value ? { at, of: questions.length } : null} />
            <ErrorSummary faults={faults} />
            {notSaved ? <NotSavedActs written={asText(draft().value)} send={() => void send(sendUnkept)} /> : null}
            {newer.value ? <Newer record={newer.value} keep={(record) => settle({ ...draft().value, recorded: record })} take={(record) => settle(draftOf(record))} /> : null}
            {step === 'check'
              ? <CheckAnswers draft={draft().value} sending={busy} send={() => void send()} change={change}
                set={(part) => { draft().value = { ...draft().value, ...part }; }} />
              : (
                <Questions questions={questions} at={at} title={title} submit={check} last={t('incidents.to_check')}
                  lead={<BeforeIncident draft={draft().value} set={(part) => { draft().value = { ...draft().value, ...part }; }} />} />
              )}
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
      <h2>{t('problem.version_stale')}</h2>
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
    childrenUnknownCount: 'unknown', children: 'unknown', placeId: 'place', photos: 'photos',
  };
  if (wireField.startsWith('location')) return { pin: 'pick-point', gps: 'gps', place: 'place', space: 'space', grid_ref: 'grid-reference', route: 'route', postcode: 'postcode', recorded: 'where-by' }[draft().value.where.by];
  return fields[wireField.replace(/^photos\[.*/, 'photos')] ?? '';
}

/** Where the record is now, and what can be done next. */
function Sent({ item, title, corrected, another }: { item: Item; title: { current: HTMLHeadingElement | null }; corrected: boolean; another: () => void }) {
  const received = item.state === 'received';
  return (
    <div class="stack sent">
      <Receipt item={item} title={title} received={corrected ? 'incidents.corrected_title' : 'incidents.sent_title'} sayWhen={!corrected} />
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
