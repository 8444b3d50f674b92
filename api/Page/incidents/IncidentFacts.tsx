import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { ask } from '../access/needs';
import { may } from '../access/session';
import { call, Problem } from '../http/api';
import type { IncidentView } from '../http/contracts';
import { moment, shortDay, t, word } from '../language/language';
import { RecordPhotos } from '../photos/photoParts';
import { problemText } from '../shell/Field';
import { arrived } from '../shell/lazy';
import { askedBounds } from '../shell/overview';
import { OpenHere } from '../spaces/OpenHere';
import { filters, selection } from '../shell/view';
import { recordedWhere } from './CheckAnswers';
import { childrenOf, incidents } from './incidents';

/** One record as this reader may see it; what they may not see is not in the answer and is not hinted at. */
export function IncidentFacts({ incident }: { incident: IncidentView }) {
  const full = seenInFull(incident);
  return (
    <>
      <header class="facts-head">
        <span class={`incident-sign ${full ? incident.kind : 'coarse'}`} aria-hidden="true" />
        <div>
          <h2 id="facts-title">{incident.harmTypes.map((type) => word('harm_type', type)).join(', ')}</h2>
          <p>{word('incident_kind', incident.kind)}</p>
        </div>
      </header>
      <IncidentFigures incident={incident} />
      {incident.status === 'recorded' ? <OpenHere key={`open-${incident.id}`} from={{ incidentId: incident.id, draws: !full || !incident.usedInClusters }} /> : null}
      {full && incident.status === 'recorded' && may('correct_incidents') ? <Correct incident={incident} /> : null}
      {full && incident.status === 'recorded' && may('withdraw_incidents') ? <Withdraw incident={incident} /> : null}
    </>
  );
}

// Only readers of the full record are told how many children there are.
const seenInFull = (incident: IncidentView): boolean => incident.childrenKnownCount !== null;

/** What a record says, line by line. */
export function IncidentFigures({ incident }: { incident: IncidentView }) {
  const coarse = !seenInFull(incident);
  const children = childrenOf(incident);
  return (
    <>
      <dl class="figures plain">
        <Fact term={t('incidents.when')}>
          {coarse ? dayRange(incident) : timeRange(incident)} ({word('time_confidence', incident.timeConfidence)})
        </Fact>
        <Fact term={t('incidents.where')}>
          {coarse && incident.point ? t('incidents.coarse') : recordedWhere(incident)}
          {incident.placedBy ? ` ${word('point_source', incident.placedBy)}.` : ''}
          {incident.usedInClusters ? null : <small>{t('incidents.not_clustered')}</small>}
        </Fact>
        {children ? <Fact term={t('incidents.children_title')}>{children}</Fact> : null}
        {incident.children.map((child) => (
          <Fact key={child.token} term={t('incidents.token')}>
            <code>{child.token}</code> {word('age_band', child.ageBand)}, {word('agency', child.holdingAgency)}
          </Fact>
        ))}
        {incident.restricted.includes('children') ? <TokensWait /> : null}
        <Fact term={t('incidents.context_level')}>{word('context_level', incident.contextLevel)}</Fact>
        <Fact term={t('incidents.source')}>{word('source_kind', incident.sourceKind)}, {word('info_grade', incident.infoGrade)}</Fact>
        <Fact term={t('incidents.agency')}>{word('agency', incident.sourceAgency)}</Fact>
        {incident.crossBoundary ? <Fact term={t('incidents.cross_boundary')}>{t('house.yes')}</Fact> : null}
        <Fact term={t('incidents.recorded')}>{moment(incident.recordedAt)}, {word('agency', incident.recordedByAgency)}</Fact>
        <Fact term={t('incidents.reference')}><code>{incident.id}</code></Fact>
      </dl>
      {incident.openings.length > 0 ? (
        <section>
          <h3>{t('glass.openings')}</h3>
          <ul class="plain-list">
            {incident.openings.map((one) => (
              <li key={one.openedAt}>{t('glass.opening', { user: one.user, role: word('role', one.role), moment: moment(one.openedAt), reason: one.reason })}</li>
            ))}
          </ul>
        </section>
      ) : null}
      <RecordPhotos photos={incident.photos} />
      {incident.narrative ? (
        <section><h3>{t('incidents.narrative')}</h3>
          <p class="narrative" lang={incident.narrativeLanguage ?? undefined}>{incident.narrative}</p></section>
      ) : null}
    </>
  );
}

/** Tokens are there, and are shown once a purpose is stated. */
function TokensWait() {
  const state = async (): Promise<void> => {
    if (await ask('purpose_needed') && askedBounds.value) void incidents.load(filters.value, askedBounds.value);
  };
  return (
    <Fact term={t('incidents.token')}>
      {t('access.tokens_need_purpose')}{' '}
      <button type="button" class="link start" id="tokens-purpose" onClick={() => void state()}>{t('access.purpose_state')}</button>
    </Fact>
  );
}

function Fact({ term, children }: { term: string; children: ComponentChildren }) {
  return <div><dt>{term}</dt><dd>{children}</dd></div>;
}

const timeRange = ({ occurredFrom, occurredTo }: IncidentView): string =>
  occurredFrom === occurredTo ? moment(occurredFrom) : t('house.period', { from: moment(occurredFrom), to: moment(occurredTo) });

const dayRange = ({ occurredFrom, occurredTo }: IncidentView): string =>
  occurredFrom.slice(0, 10) === occurredTo.slice(0, 10)
    ? shortDay(occurredFrom) : t('house.period', { from: shortDay(occurredFrom), to: shortDay(occurredTo) });

/** Opens the form with the newest version of the record: the one in the list may be older. */
function Correct({ incident }: { incident: IncidentView }) {
  const [problem, setProblem] = useState<Problem | null>(null);
  const begin = async (): Promise<void> => {
    const newest = (): Promise<IncidentView> => call<IncidentView>(`/incidents/${incident.id}`);
    try {
      let record = await newest();
      // The form sends every token back: it opens with them once a purpose is stated, and says so where they are not seen.
      if (record.restricted.includes('children') && await ask('purpose_needed')) record = await newest();
      (await arrived(import('./LogIncident'))).correct(record);
    } catch (fault) {
      if (fault instanceof Problem) setProblem(fault); else throw fault;
    }
  };
  return (
    <section>
      <button type="button" class="quiet" id="correct" onClick={() => void begin()}>{t('incidents.correct')}</button>
      {problem ? <p class="fault" role="alert">{problemText(problem)}</p> : null}
    </section>
  );
}

function Withdraw({ incident }: { incident: IncidentView }) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const send = async (event: Event): Promise<void> => {
    event.preventDefault();
    try {
      await call(`/incidents/${incident.id}/withdrawal`, { method: 'POST', body: { reason: reason.trim() }, ifMatch: `"${incident.version}"` });
      selection.value = null;
      if (askedBounds.value) void incidents.load(filters.value, askedBounds.value);
    } catch (fault) {
      if (fault instanceof Problem) setProblem(fault); else throw fault;
    }
  };
  return (
    <details class="method">
      <summary>{t('incidents.withdraw')}</summary>
      <form class="stack" onSubmit={(event) => void send(event)}>
        <p class="hint">{t('incidents.withdraw_means')}</p>
        {problem ? <p class="fault" role="alert">{problemText(problem)}</p> : null}
        <div class="field">
          <label for="withdraw-reason">{t('incidents.withdraw_reason')}</label>
          <textarea id="withdraw-reason" rows={3} maxLength={500} required value={reason} onInput={(event) => setReason(event.currentTarget.value)} />
        </div>
        <button type="submit" class="quiet" disabled={!reason.trim()}>{t('incidents.withdraw')}</button>
      </form>
    </details>
  );
}
