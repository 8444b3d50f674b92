import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import { may } from '../access/session';
import { warningsIn, withTextRules } from '../disclosure/warnings';
import { call } from '../http/api';
import type { OutreachSessionView } from '../http/contracts';
import { t, word } from '../language/language';
import { logSeenIn } from '../incidents/LogIncident';
import { picked } from '../map/PickPoint';
import { keepDraft } from '../offline/drafts';
import type { Item } from '../offline/items';
import { NotSavedActs } from '../offline/NotSavedActs';
import { kinds, sendUnkept } from '../offline/queue';
import { Receipt, useSending } from '../offline/sending';
import { KeepingNote } from '../offline/Unlock';
import { here } from '../offline/words';
import { ErrorSummary, faultsOf, type Fault } from '../shell/Field';
import { forgetWithPerson } from '../shell/kept';
import { FormHead, onKeys, oneAtATime, Questions, type Question } from '../shell/questions';
import { SheetHandle } from '../shell/SheetHandle';
import { useSteps } from '../shell/steps';
import { enter, go, sheet } from '../shell/view';
import { CheckSession } from './CheckSession';
import { NewerSession } from './NewerSession';
import { draftOfSession, emptySession, faultsOfSession, isEmptySession, sessionBody, sessionForm, sessionText, textsOf, timesOfSession, type SessionDraft } from './session';
import { sessionQuestions } from './WriteSession';

const draft = signal<SessionDraft>(emptySession());
/** The version that somebody else made while this one was being written. */
const newer = signal<OutreachSessionView | null>(null);
keepDraft('outreach', () => draft.value, (kept) => { draft.value = kept; }, isEmptySession, () => go('outreach'));
forgetWithPerson(() => { draft.value = emptySession(); newer.value = null; });
kinds['outreach'] = {
  name: () => t('outreach.one'),
  path: (record) => `/outreach/sessions/${record}`,
  corrects: true,
  open: ({ draft: written, theirs }) => { draft.value = written as SessionDraft; newer.value = theirs as OutreachSessionView | null; go('outreach'); },
};

/** Writing down an outreach session: the questions, the answers to check, and where the record is then. */
export function RecordOutreach() {
  const [identifies, setIdentifies] = useState(false);
  const [faults, setFaults] = useState<Fault[]>([]);
  const now = draft.value;
  const questions = sessionQuestions(draft, faults, identifies || now.identifyingReason !== '');
  const { step, setStep, title, change, at, forward } = useSteps(questions, () => isEmptySession(draft.peek()));
  const { busy, notSaved, sent, send, another } = useSending({
    setFaults,
    entry: () => ({
      kind: 'outreach', record: now.id, path: `/outreach/sessions/${now.id}`, body: sessionBody(now), draft: now, form: sessionForm,
      ...(now.version ? { method: 'PUT', ifMatch: now.version } : {}),
    }),
    refused: async (problem, item) => {
      if (problem.errors.some(({ code }) => code === 'text_may_identify') || problem.code === 'text_may_identify') setIdentifies(true);
      const found = faultsOf(problem, (wire) => fieldOf(wire, questions));
      setFaults(found);
      if (problem.code === 'version_stale')
        newer.value = (item?.theirs as OutreachSessionView | null | undefined) ?? await call<OutreachSessionView>(`/outreach/sessions/${now.id}`).catch(() => null);
      if (problem.code !== 'unreachable') setStep('write', found[0]?.field);
    },
    taken: () => {
      draft.value = emptySession();
      newer.value = null;
      picked.value = null;
      setIdentifies(false);
      setStep('sent');
    },
  });
  const check = (event: Event): void => {
    event.preventDefault();
    withTextRules(() => {
      const found = faultsOfSession(draft.peek()).map(({ field, key, values }) => ({ field, text: () => t(key, values) }));
      const telling = draft.peek().identifyingReason.trim() ? [] : tellingIn(draft.peek());
      if (telling.length > 0) setIdentifies(true);
      const { show, done } = forward([...found, ...telling]);
      setFaults(show);
      if (done) setStep('check');
    });
  };
  const settle = (next: SessionDraft): void => {
    draft.value = next;
    newer.value = null;
    setFaults([]);
    title.current?.focus();
  };

  return (
    <div class={`panel form sheet-${sheet.value}`} onKeyDown={onKeys}>
      <SheetHandle />
      <div class="tab-body">
        {step === 'sent' && sent ? (
          <Sent item={sent} title={title} another={() => { another(); setStep('write'); }} />
        ) : (
          <>
            <button type="button" class="back" onClick={() => history.back()}>{t('house.back')}</button>
            <FormHead name={t(step === 'check' ? 'incidents.check_title' : 'outreach.new')} title={title}
              question={step === 'write' && oneAtATime.value ? { at, of: questions.length } : null} />
            <ErrorSummary faults={faults} />
            {notSaved ? <NotSavedActs written={sessionText(now)} send={() => void send(sendUnkept)} /> : null}
            {newer.value ? (
              <NewerSession theirs={newer.value} keep={() => settle({ ...now, version: newer.value?.version ?? null })}
                take={() => newer.value && settle(draftOfSession(newer.value))} />
            ) : null}
            {step === 'check'
              ? <CheckSession draft={now} sending={busy} send={() => void send()} change={change} />
              : <Questions questions={questions} at={at} title={title} submit={check} last={t('incidents.to_check')} lead={<BeforeSession />} />}
          </>
        )}
      </div>
    </div>
  );
}

const BeforeSession = () => <><p class="note-box">{t('outreach.why')}</p><KeepingNote /></>;

/** What in the texts may tell who somebody is; they are kept with a reason alone. */
const tellingIn = (draft: SessionDraft): Fault[] => [...textsOf(draft), { field: 'outreach-where-note', text: draft.where.note.trim().slice(0, 100) }].flatMap(({ field, text }) =>
  warningsIn(text, timesOfSession(draft)?.startedAt ?? null).map(({ kind, start, length }) => ({
    field, text: () => t('outreach.tells', { kind: word('identifying_kind', kind), text: text.slice(start, start + length) }),
  })));

/** The field of the form that a field on the wire concerns; lists of texts name their own. */
function fieldOf(wire: string, questions: Question[]): string {
  const [, list, at] = /^detail\.(diversions|followUps)\[(\d+)\]/.exec(wire) ?? [];
  if (list) return `outreach-${list === 'diversions' ? 'diversion' : 'follow-up'}-${at}`;
  const name = wire.replace(/^detail\./, '').replace(/\W.*$/, '');
  const id = { location: 'outreach-where-by', observations: 'outreach-observations', strengths: 'outreach-strengths', visits: 'outreach-where-note' }[name]
    ?? `outreach-${name}`;
  return questions.some(({ fields }) => fields.test(id)) ? id : '';
}

function logSeen({ record, draft: written }: Item): void {
  const { date, where } = written as SessionDraft;
  logSeenIn(record, date, where);
}

function Sent({ item, title, another }: { item: Item; title: { current: HTMLHeadingElement | null }; another: () => void }) {
  const received = item.state === 'received';
  return (
    <div class="stack sent">
      <Receipt item={item} title={title} received="outreach.sent" />
      <p>{received ? t('outreach.sent_means') : t('offline.next', { here: here() })}</p>
      <p>{received ? t('outreach.amend') : t('offline.amend_saved')}</p>
      <p class="note-box">{t('access.urgent')}</p>
      <div class="row">
        <button type="button" class="main" onClick={another}>{t('outreach.another')}</button>
        {received ? null : <button type="button" class="quiet" onClick={() => enter('device')}>{t('rooms.device')}</button>}
        {may('see_outreach') ? <button type="button" class="quiet" onClick={() => enter('outreach')}>{t('outreach.to_list')}</button> : null}
        {may('record_incidents') ? <button type="button" class="quiet" id="log-seen" onClick={() => logSeen(item)}>{t('outreach.log_seen')}</button> : null}
        <button type="button" class="quiet" onClick={() => go('task')}>{t('tasks.new')}</button>
      </div>
    </div>
  );
}

