import { useEffect, useState } from 'preact/hooks';
import { challenged } from '../language/fairRules';
import { distance, moment, t, word } from '../language/language';
import { photosText } from '../photos/draftPhotos';
import { PhotosToCheck } from '../photos/photoParts';
import { whereText } from '../places/whereText';
import type { IncidentView } from '../http/contracts';
import { asIncident, timesOf, type Draft } from './draft';
import { preview, TellingText, warningsOf, WhoSees } from './WhoSees';

interface Answer { field: string; question: string; answer: string }

/** Every answer once more with a way to change it, before anything is sent. */
export function CheckAnswers({ draft, sending, send, change, set }: {
  draft: Draft; sending: boolean; send: () => void; change: (field: string) => void; set: (part: Partial<Draft>) => void;
}) {
  const [unexplained, setUnexplained] = useState(false);
  const ask = (): void => void preview.load(asIncident(draft));
  useEffect(() => {
    ask();
    return () => preview.clear();
  }, []);
  // Text that may identify somebody is sent with a reason or not at all.
  const trySend = (): void => {
    const missing = warningsOf(draft).length > 0 && !draft.identifyingReason.trim();
    setUnexplained(missing);
    if (!missing) send();
    else document.getElementById('identifying-reason')?.focus();
  };
  return (
    <div class="stack">
      <p class="note-box">{t(draft.recorded ? 'incidents.not_changed_yet' : 'incidents.not_sent_yet')}</p>
      <dl class="answers">
        {answersOf(draft).map(({ field, question, answer }) => (
          <div key={field}>
            <dt>{question}</dt>
            <dd>{answer}</dd>
            <dd><button type="button" class="link" onClick={() => change(field)}>
              {t('house.change')}<span class="visually-hidden"> {question}</span>
            </button></dd>
          </div>
        ))}
      </dl>
      <PhotosToCheck photos={draft.photos} />
      <TellingText draft={draft} unexplained={unexplained}
        change={(identifyingReason) => { setUnexplained(false); set({ identifyingReason }); }} />
      <button type="button" class="main" disabled={sending} onClick={trySend}>{t(sending ? 'incidents.sending' : draft.recorded ? 'incidents.correct_send' : 'incidents.send')}</button>
      {/* Below the button: what arrives while somebody reads does not move it from under their finger. */}
      <WhoSees again={ask} />
    </div>
  );
}

/** Where a record says that it happened, as it may be seen. */
export const recordedWhere = ({ point, accuracyMetres }: IncidentView): string =>
  !point ? t('incidents.no_point') : accuracyMetres === null ? t('incidents.exact') : t('incidents.exact_within', { distance: distance(accuracyMetres) });

const answer = (field: string, key: string, text: string): Answer => ({ field, question: t(key), answer: text || t('incidents.not_given') });

function where({ where: said, recorded }: Draft): Answer {
  return answer('where-by', 'incidents.where', said.by === 'recorded' && recorded ? recordedWhere(recorded) : whereText(said));
}

/** What was written, to be copied elsewhere. */
export const asText = (draft: Draft): string => answersOf(draft).map(({ question, answer }) => `${question}: ${answer}`).join('\n');

function answersOf(draft: Draft): Answer[] {
  const times = timesOf(draft);
  const harm = draft.kind !== 'hotspot_report';
  return [
    answer('kind', draft.recorded ? 'incidents.kind_recorded' : 'incidents.kind', word('incident_kind', draft.kind)),
    answer('harm', 'incidents.harm', draft.harmTypes.map((type) => word('harm_type', type)).join(', ')),
    answer('context-level', 'incidents.context_level', word('context_level', draft.contextLevel)),
    answer('date', 'incidents.when', times
      ? t('house.period', { from: moment(times.from.toISOString()), to: moment(times.to.toISOString()) }) : ''),
    answer('time-confidence', 'incidents.time_confidence', word('time_confidence', draft.timeConfidence)),
    where(draft),
    ...(harm ? [
      ...draft.children.map((child, at) => answer(`token-${at}`, 'incidents.token',
        `${child.token}, ${word('age_band', child.ageBand)}, ${word('agency', child.holdingAgency)}`)),
      answer('unknown', 'incidents.unknown', draft.unknown),
    ] : []),
    answer('source-kind', 'incidents.source', word('source_kind', draft.sourceKind)),
    answer('info-grade', 'incidents.info_grade', word('info_grade', draft.infoGrade)),
    answer('photos', 'photos.title', photosText(draft.photos)),
    answer('narrative', 'incidents.narrative', draft.narrative.trim()),
    ...(challenged(draft.narrative) ? [answer('narrative-language-reason', 'language.reason', draft.languageReason.trim())] : []),
  ];
}
